"""The heart rate that a chest strap stores by itself and hands over later, as under water (message `hr`).

An `hr` message with a `timestamp` anchors the strap's own clock (`event_timestamp`, 1/1024 s); the others tell the
low twelve bits of that clock for eight values each (`event_timestamp_12`, two values in three bytes) beside their heart
rates (`filtered_bpm`) (FIT profile, hr).
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError
from runlog.importers.fit_gather import counted_on, numbers, place_of, strided
from runlog.importers.fit_messages import FloatColumn, StrapHeart
from runlog.importers.fit_scan import Definition, IntColumn, Scan

HOLDS_S: Final = 5.0
"""A value holds until the next one, but no longer than this: further on the strap has lost the skin."""
BYTES_MAX: Final = 2**20
"""More bytes of `hr` messages than this in one part are refused: 58 hours, where a strap stores about twenty."""
VALUES_MAX: Final = 1_000_000
"""More values than this in all parts together are refused."""
_TOO_MUCH: Final = "more heart rate from a strap than any strap stores: refused"
_HR: Final = 132
_TIMESTAMP, _FRACTION, _BPM, _EVENT, _EVENT_12 = 253, 0, 6, 9, 10
_FRACTIONS_PER_S: Final = 32_768.0
_TICKS_PER_S: Final = 1024.0
_LOW_BITS: Final = 0xFFF
_SLOTS: Final = 256
"""More than the values of one message, to number values across messages."""


def strap_heart(data: bytes, found: Scan, by_definition: Sequence[IntColumn]) -> StrapHeart | None:
    """The strap's own heart rate in time order; None where the part holds none that can be placed in time.

    Raises:
        ReadError: it holds more than any strap stores.
    """
    values = sum(definition.size * len(rows) for definition, rows in _messages(found, by_definition))
    if values > BYTES_MAX:
        raise ReadError(_TOO_MUCH)
    parts = [
        _values_of(data, definition, found.offsets[rows], rows) for definition, rows in _messages(found, by_definition)
    ]
    if not parts:
        return None
    order, low, full, anchor, bpm = (np.concatenate(column) for column in zip(*parts, strict=True))
    placed = np.argsort(order, kind="stable")
    ticks = counted_on(low[placed], full[placed], _LOW_BITS)
    anchor, bpm = anchor[placed], bpm[placed]
    anchored = ~np.isnan(anchor) & ~np.isnan(ticks)
    last = np.maximum.accumulate(np.where(anchored, np.arange(len(anchor)), -1))
    time = anchor[last] + (ticks - ticks[last]) / _TICKS_PER_S
    usable = (last >= 0) & ~np.isnan(time) & (bpm > 0)
    if not usable.any():
        return None
    time, bpm = time[usable], bpm[usable]
    rising = np.argsort(time, kind="stable")
    return StrapHeart(time[rising], bpm[rising])


def _messages(found: Scan, by_definition: Sequence[IntColumn]) -> list[tuple[Definition, IntColumn]]:
    pairs = zip(found.definitions, by_definition, strict=True)
    return [(definition, rows) for definition, rows in pairs if definition.message == _HR and len(rows)]


def joined(straps: Iterable[StrapHeart | None]) -> StrapHeart | None:
    """The heart rates of several parts as one, in time order; None where none holds any.

    Raises:
        ReadError: they hold more than any strap stores.
    """
    held = [strap for strap in straps if strap is not None]
    if not held:
        return None
    if sum(len(strap.bpm) for strap in held) > VALUES_MAX:
        raise ReadError(_TOO_MUCH)
    time = np.concatenate([strap.time_s for strap in held])
    rising = np.argsort(time, kind="stable")
    return StrapHeart(time[rising], np.concatenate([strap.bpm for strap in held])[rising])


def mean_since_sample_before(strap: StrapHeart, times: FloatColumn) -> FloatColumn:
    """The strap's mean heart rate from the sample before to each sample, in beats a minute; NaN where it tells nothing.

    The strap's values make steps: each holds until the next, at most `HOLDS_S`. A sample gets the time-weighted mean of
    the steps since the sample before it (of the last second for the first sample, and where two share a second).
    Published FIT kits draw the same mean from steps cut into quarter seconds, and round it.
    """
    holds = np.minimum(np.diff(strap.time_s, append=strap.time_s[-1] + HOLDS_S), HOLDS_S)
    edges = np.column_stack([strap.time_s, strap.time_s + holds]).ravel()
    zeros = np.zeros_like(holds)
    covered = np.cumsum(np.column_stack([zeros, holds]).ravel())
    beats = np.cumsum(np.column_stack([zeros, holds * strap.bpm]).ravel())
    since = np.concatenate(([np.nan], times[:-1]))
    since = np.where(since < times, since, times - 1.0)
    span = np.interp(times, edges, covered) - np.interp(since, edges, covered)
    sums = np.interp(times, edges, beats) - np.interp(since, edges, beats)
    mean = np.full(len(times), np.nan)
    told = span > 0
    mean[told] = sums[told] / span[told]
    return mean


def _values_of(
    data: bytes, definition: Definition, offsets: IntColumn, rows: IntColumn
) -> tuple[IntColumn, IntColumn, FloatColumn, FloatColumn, FloatColumn]:
    """Of the messages of one definition, flat: place in the file, clock's low bits, clock in full, anchor, heart rate.

    The clock in full and the anchor are NaN where a value does not tell them.
    """
    bpm = numbers(data, definition, offsets, _BPM)
    full = numbers(data, definition, offsets, _EVENT)
    in_full = full is not None
    if full is None:
        low = _unpacked(data, definition, offsets)
        full = np.full(low.shape, np.nan)
    else:
        low = np.nan_to_num(full).astype(np.int64) & _LOW_BITS
    count = min(low.shape[1], bpm.shape[1]) if bpm is not None else low.shape[1]
    bpm = np.full((len(rows), count), np.nan) if bpm is None else bpm[:, :count]
    anchor = np.full((len(rows), count), np.nan)
    time = numbers(data, definition, offsets, _TIMESTAMP)
    if time is not None and count:
        fraction = numbers(data, definition, offsets, _FRACTION)
        anchor[:, 0] = time[:, 0] + (0 if fraction is None else np.nan_to_num(fraction[:, 0]) / _FRACTIONS_PER_S)
    order = rows[:, None] * _SLOTS + np.arange(count)
    # A clock that is told in full, but not recorded, tells nothing to count on.
    told = ~np.isnan(full[:, :count]) if in_full else np.ones(order.shape, dtype=bool)
    return order[told], low[:, :count][told], full[:, :count][told], anchor[told], bpm[told]


def _unpacked(data: bytes, definition: Definition, offsets: IntColumn) -> IntColumn:
    """The twelve-bit clock values, one row a message: two in every three bytes, the lower bits first."""
    place = place_of(definition, _EVENT_12)
    if place is None:
        return np.empty((len(offsets), 0), np.int64)
    triples = place[1] // 3
    dtype: Any = np.dtype(("u1", (triples, 3)))
    raw = strided(data, dtype)[offsets + 1 + place[0]].astype(np.int64)
    low = raw[..., 0] | (raw[..., 1] & 0x0F) << 8
    high = raw[..., 1] >> 4 | raw[..., 2] << 4
    return np.stack([low, high], axis=-1).reshape(len(offsets), -1)

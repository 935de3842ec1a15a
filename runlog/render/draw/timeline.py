"""Weekly distance over daily pain, both on one axis of time."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas, text_width
from runlog.render.draw.scale import tick_label, ticks
from runlog.report.model import PainDay, Timeline, TimelineWeek

_LEFT: Final = 30.0
"""Room for the numbers of the scale; more where they are longer."""
_NO_LOG: Final = 6.0
"""How high the hatched foot of a week is that the log does not reach."""
_MARK: Final = 9.0
_MARK_SIZE: Final = 7.0
_LINE: Final = 14.0
"""A bar that is lower has no room for a line of text."""
_HEADROOM: Final = 6.0
_BARS: Final = 77.0
_NO_BARS: Final = 34.0
_GAP: Final = 18.0
_PAIN: Final = 48.0
_DATES: Final = 15.0
_BAR_SHARE: Final = 0.66
_PAIN_TOP: Final = 10.0
_RADIUS: Final = {"usual": 1.5, "raised": 2.3, "high": 2.9}
_DATE_SIZE: Final = 7.5
_SCALE_SIZE: Final = 7.5
_SCALE_GAP: Final = 5.0
_KEY_SIZE: Final = 7.0
_KEY_SIZE_OF_LABEL: Final = 7.5
_KEY_ROW: Final = 11.0
_KEY_GAP: Final = 12.0
_SWATCH: Final = 12.0
_CLEAR: Final = 4.0
"""Room between two dates on the axis."""
_DAY_AT_DESK: Final = 3.6
"""Where a day is narrower than this, its dot is smaller."""


@dataclass(frozen=True, slots=True)
class _Key:
    """One entry of the legend: a bar of this colour and height, or a ring where it has no colour."""

    words: str
    color: str | None
    height: float = 0.0

    @property
    def width(self) -> float:
        return _KEY_GAP + _SWATCH + text_width(self.words, _KEY_SIZE)


def _keys_of(timeline: Timeline) -> tuple[_Key, ...]:
    if not timeline.pain:
        return ()
    told = (
        (timeline.usual_note, palette.USUAL_KEY, 7.0),
        (timeline.episode_note, palette.EPISODE, 2.2),
        (timeline.painkiller_note, None, 0.0),
    )
    return tuple(_Key(words, color, height) for words, color, height in told if words)


@dataclass(frozen=True)
class _Frame:
    """Where time, distance and pain lie on the sheet, in points."""

    timeline: Timeline
    width: float
    top: float
    """The highest distance of the scale, in the reader's units."""
    stretch: float

    @cached_property
    def left(self) -> float:
        """Where the scales end and the weeks begin."""
        return max(_LEFT, text_width(f"{tick_label(self.top, '.')} {self.timeline.units}", _SCALE_SIZE) + _SCALE_GAP)

    @property
    def week(self) -> float:
        return (self.width - self.left) / len(self.timeline.weeks)

    def left_of(self, index: int) -> float:
        return self.left + index * self.week

    def day(self, day: date) -> float:
        days = (day - self.timeline.weeks[0].start).days
        return self.left + (days + self.timeline.pain_days / 2) * self.day_width

    @property
    def day_width(self) -> float:
        return self.week / self.timeline.bin_days

    @property
    def floor(self) -> float:
        return _DATES + self.pains + _GAP + (len(self.key_rows) - 1) * _KEY_ROW

    @cached_property
    def key_rows(self) -> tuple[tuple[_Key, ...], ...]:
        """What the legend says, as many keys a row as have room; the first row begins with the name of the scale."""
        rows: list[list[_Key]] = [[]]
        used = text_width(self.timeline.pain_label, _KEY_SIZE_OF_LABEL)
        for key in _keys_of(self.timeline):
            if used + key.width > self.width and (rows[-1] or len(rows) == 1):
                rows.append([])
                used = 0.0
            rows[-1].append(key)
            used += key.width
        return tuple(map(tuple, rows))

    @property
    def bars(self) -> float:
        """The height of the scale of distance."""
        return _NO_BARS if self.timeline.no_runs_note else _BARS * self.stretch

    @property
    def pains(self) -> float:
        """The height of the scale of pain."""
        return _PAIN * self.stretch

    @property
    def ceiling(self) -> float:
        """The upper edge of the bars with what is written above them."""
        tops = [
            base + _MARK * (len(week.marks) + bool(week.so_far)) + _HEADROOM / 2
            for week, base in zip(self.timeline.weeks, self.marks_at, strict=True)
            if week.marks or week.so_far
        ]
        return max([self.floor + self.bars + _HEADROOM, *tops])

    @cached_property
    def marks_at(self) -> tuple[float, ...]:
        """The lowest baseline above each bar; where marks of neighbours would meet, the later ones stand higher."""
        found: list[float] = []
        before, reach = -1.0, 0.0
        for week in self.timeline.weeks:
            half = max((text_width(words, _MARK_SIZE) / 2 for words in week.marks), default=0.0)
            base = self.distance(week.distance or 0.0) + (3 if self.label_fits(week) else 12)
            if half and reach + half > self.week and base < before:
                base = before
            found.append(base)
            before, reach = base + _MARK * len(week.marks), half
        return tuple(found)

    def label_fits(self, week: TimelineWeek) -> bool:
        """Whether the bar's number stands inside it."""
        high = self.distance(week.distance or 0.0) - self.floor
        return high >= _LINE and text_width(week.distance_label, 7.8) <= self.week * _BAR_SHARE

    def distance(self, value: float) -> float:
        return self.floor + value / self.top * self.bars

    def pain(self, value: float) -> float:
        return _DATES + 4 + value / _PAIN_TOP * (self.pains - 8)


def draw(timeline: Timeline, width: float, *, stretch: float = 1.0) -> str:
    """The chart as SVG, `width` points wide; `stretch` makes both of its scales higher."""
    marks = ticks(_highest(timeline))
    frame = _Frame(timeline, width, marks[-1], stretch)
    canvas = Canvas(width, frame.ceiling)
    if timeline.no_runs_note:
        canvas.text(
            (frame.left + width) / 2,
            frame.floor + _NO_BARS / 2,
            timeline.no_runs_note,
            align="center",
            color=palette.MUTED,
        )
    else:
        _scale_of_distance(canvas, frame, marks)
    for index, week in enumerate(timeline.weeks):
        _draw_week(canvas, frame, index, week)
    _dates(canvas, frame)
    canvas.line([(frame.left, frame.floor), (width, frame.floor)], palette.AXIS, width=0.8, z=4)
    _scale_of_pain(canvas, frame)
    _episodes(canvas, frame)
    _pain(canvas, frame)
    _keys(canvas, frame)
    return canvas.svg()


def _highest(timeline: Timeline) -> float:
    bars = [week.distance for week in timeline.weeks if week.distance is not None]
    bands = [week.band[1] for week in timeline.weeks if week.band]
    return max([timeline.scale, *bars, *bands])


def _scale_of_distance(canvas: Canvas, frame: _Frame, marks: tuple[float, ...]) -> None:
    for value in marks:
        y = frame.distance(value)
        unit = f" {frame.timeline.units}" if value == marks[-1] else ""
        canvas.text(
            frame.left - _SCALE_GAP,
            y - 2.6,
            f"{tick_label(value, frame.timeline.decimal)}{unit}",
            color=palette.MUTED,
            align="right",
        )
        if value:
            canvas.line([(frame.left, y), (frame.width, y)], palette.HAIRLINE, width=0.5, z=0.5)


def _draw_week(canvas: Canvas, frame: _Frame, index: int, week: TimelineWeek) -> None:
    left, middle = frame.left_of(index), frame.left_of(index) + frame.week / 2
    if week.marks:
        canvas.bar(left, _DATES, frame.week, frame.ceiling - _DATES, palette.UNUSUAL_WASH, z=0.2)
    if week.band:
        low, high = (frame.distance(value) for value in week.band)
        canvas.bar(left, low, frame.week, high - low, palette.BAND, z=0.6)
    if week.distance is None or frame.timeline.no_runs_note:
        canvas.text(middle, frame.floor + 3, week.distance_label, size=7.8, align="center", color=palette.MUTED)
        if not (week.distance_label or frame.timeline.no_runs_note):
            wide = frame.week * _BAR_SHARE
            canvas.unknown(middle - wide / 2, frame.floor, wide, _NO_LOG)
        return
    top = frame.distance(week.distance)
    wide = frame.week * _BAR_SHARE
    canvas.bar(middle - wide / 2, frame.floor, wide, top - frame.floor, _bar_color(week))
    _bar_label(canvas, frame, week, middle)
    above = frame.marks_at[index]
    if week.so_far:
        half = text_width(week.so_far, _MARK_SIZE) / 2
        x = max(min(middle, frame.width - half), frame.left + half)
        canvas.text(x, above, week.so_far, align="center", size=_MARK_SIZE, color=palette.MUTED)
        above += _MARK
    for words in reversed(week.marks):
        size = 8.0 if text_width(words, 8.6) <= frame.week else _MARK_SIZE
        x = min(middle, frame.width - text_width(words, size + 0.4) / 2)
        canvas.text(x, above, words, align="center", weight=700, size=size, color=palette.UNUSUAL_TEXT)
        above += _MARK


def _dates(canvas: Canvas, frame: _Frame) -> None:
    """The day on which each week began, where it has room; the asked week's always."""
    taken: list[tuple[float, float]] = []
    weeks = enumerate(frame.timeline.weeks)
    for index, week in sorted(weeks, key=lambda one: (not one[1].asked, -len(one[1].label), one[0])):
        middle, half = frame.left_of(index) + frame.week / 2, text_width(week.label, _DATE_SIZE) / 2
        left, right = middle - half - _CLEAR, middle + half
        if any(left < end and begin < right for begin, end in taken):
            continue
        taken.append((left, right))
        weight, color = (600, palette.INK) if week.asked else (400, palette.MUTED)
        canvas.text(middle, 3.5, week.label, size=_DATE_SIZE, align="center", weight=weight, color=color)


def _bar_color(week: TimelineWeek) -> str:
    if week.marks:
        return palette.UNUSUAL
    return palette.THIS_WEEK if week.asked else palette.PAST


def _bar_label(canvas: Canvas, frame: _Frame, week: TimelineWeek, middle: float) -> None:
    """Write the bar's number inside it where it fits, else above."""
    top = frame.distance(week.distance or 0.0)
    weight = 600 if week.asked or week.marks else 400
    if frame.label_fits(week):
        y, color = top - 9.5, palette.PAPER if _bar_color(week) == palette.THIS_WEEK else palette.INK
    else:
        y, color = top + 3, palette.INK if week.distance else palette.MUTED
    canvas.text(middle, y, week.distance_label, size=7.8, align="center", weight=weight, color=color)


def _scale_of_pain(canvas: Canvas, frame: _Frame) -> None:
    usual = frame.timeline.usual_up_to
    if usual is not None and frame.timeline.pain:
        canvas.bar(frame.left, _DATES, frame.width - frame.left, frame.pain(usual) - _DATES, palette.USUAL_WASH, z=0.1)
    for value in (0, 5, 10):
        y = frame.pain(value)
        canvas.text(frame.left - _SCALE_GAP, y - 2.6, str(value), color=palette.MUTED, align="right")
        canvas.line([(frame.left, y), (frame.width, y)], palette.HAIRLINE, width=0.5, z=0.5)
    canvas.line([(frame.left, _DATES), (frame.width, _DATES)], palette.AXIS, width=0.8, z=1)


def _episodes(canvas: Canvas, frame: _Frame) -> None:
    y = frame.pain(_PAIN_TOP) - 1.5
    start = frame.timeline.weeks[0].start
    for span in frame.timeline.episodes:
        first = max(frame.left + (span.first - start).days * frame.day_width, frame.left)
        last = min(frame.left + ((span.last - start).days + 1) * frame.day_width, frame.width)
        canvas.bar(first, y, last - first, 2.2, palette.EPISODE, z=2)


def _pain(canvas: Canvas, frame: _Frame) -> None:
    days = frame.timeline.pain
    if not days:
        note = frame.timeline.no_pain_note or ""
        canvas.text((frame.left + frame.width) / 2, frame.pain(5) + 4, note, align="center", color=palette.MUTED)
        return
    for before, after in pairwise(days):
        if (after.day - before.day).days == frame.timeline.pain_days:
            canvas.line([_spot(frame, before), _spot(frame, after)], palette.AXIS, width=0.7, z=2.5)
    smaller = min(frame.day_width * frame.timeline.pain_days / _DAY_AT_DESK, 1.0) ** 0.5
    for level, radius in _RADIUS.items():
        for hollow in (False, True):
            spots = [_spot(frame, day) for day in days if day.level == level and day.painkillers is hollow]
            canvas.dots(spots, radius * smaller, palette.PAIN[level], hollow=hollow)


def _spot(frame: _Frame, day: PainDay) -> tuple[float, float]:
    return frame.day(day.day), frame.pain(day.value)


def _keys(canvas: Canvas, frame: _Frame) -> None:
    y = frame.floor - _GAP + 5
    canvas.text(0, y, frame.timeline.pain_label, size=_KEY_SIZE_OF_LABEL, color=palette.MUTED)
    for row in frame.key_rows:
        x = frame.width - sum(key.width for key in row)
        for key in row:
            _draw_key(canvas, key, x + _KEY_GAP, y)
            x += key.width
        y -= _KEY_ROW


def _draw_key(canvas: Canvas, key: _Key, x: float, y: float) -> None:
    if key.color is None:
        canvas.dots([(x + _SWATCH / 2, y + 2.4)], 2, palette.PAIN["usual"], hollow=True)
    else:
        canvas.bar(x, y + 2.4 - key.height / 2, 9, key.height, key.color)
    canvas.text(x + _SWATCH, y, key.words, size=_KEY_SIZE, color=palette.MUTED)

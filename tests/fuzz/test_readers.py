"""Damaged and hostile files end in a verdict: what hypothesis tries within the test run."""

import zlib
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.properties import must_hold
from tests.fuzz.seeds import SEEDS

Edit = Callable[[bytes], bytes]
PLACE = st.floats(0, 1)
HOSTILE = st.sampled_from(
    [b"\x00" * 40, b"\xff" * 40, b".FIT", b"\x40\x00\x00\x14\x00\x00", b"\x1f\x8b\x08", b"<!--", b"]]>", b"<![CDATA[",
     b"&amp;", b"&b;", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"<trkpt", b"</trkseg>", b"<Value>", b"1e999", b"nan", b"-",
     b'"', b"9999-12-31T23:59:59Z", b"0001-01-01T00:00:00+14:00", b"\xef\xbf\xbf", b"\r\n", b";", b"\x00"]
)  # fmt: skip


def at(data: bytes, place: float) -> int:
    return int(place * len(data))


def cut(place: float) -> Edit:
    return lambda data: data[: at(data, place)]


def remove(place: float, length: int) -> Edit:
    return lambda data: data[: at(data, place)] + data[at(data, place) + length :]


def repeat(place: float, length: int, times: int) -> Edit:
    def edit(data: bytes) -> bytes:
        start = at(data, place)
        return data[:start] + data[start : start + length] * times + data[start + length :]

    return edit


def overwrite(place: float, piece: bytes) -> Edit:
    return lambda data: data[: at(data, place)] + piece + data[at(data, place) + len(piece) :]


def insert(place: float, piece: bytes) -> Edit:
    return lambda data: data[: at(data, place)] + piece + data[at(data, place) :]


SIGNATURES = (b"", b"\x0e\x10\0\0\x40\0\0\0.FIT", b"<gpx>", b"date,sport,duration\n", b"\x1f\x8b\x08\0")
EDITS = st.one_of(
    st.builds(overwrite, PLACE, st.binary(min_size=1, max_size=4)),
    st.builds(overwrite, PLACE, HOSTILE),
    st.builds(insert, PLACE, HOSTILE),
    st.builds(remove, PLACE, st.integers(1, 40)),
    st.builds(repeat, PLACE, st.integers(1, 200), st.integers(2, 30)),
    st.builds(cut, PLACE),
)


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_export_ends_in_a_verdict(kind: str, data: st.DataObject) -> None:
    seeds: Sequence[bytes] = SEEDS[kind]()
    text = data.draw(st.sampled_from(seeds))
    for edit in data.draw(st.lists(EDITS, min_size=1, max_size=5)):
        text = edit(text)
    must_hold(text, f"export.{kind}")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([*SEEDS["gpx"](), *SEEDS["fit"]()]), st.lists(EDITS, min_size=1, max_size=3))
def test_what_is_damaged_inside_a_whole_gzip_ends_in_a_verdict(text: bytes, edits: list[Edit]) -> None:
    for edit in edits:
        text = edit(text)
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    must_hold(packer.compress(text) + packer.flush(), "export.gz")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SIGNATURES), st.binary(max_size=200))
def test_noise_behind_a_signature_ends_in_a_verdict(signature: bytes, noise: bytes) -> None:
    must_hold(signature + noise, "export")

"""Points matched whole, read token by token, and taken from a plain tree are the same points."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runlog.errors import ReadError
from runlog.importers.gpx_tracks import GPX_FORM
from runlog.importers.sources import open_bytes
from runlog.importers.tcx import TCX_FORM
from runlog.importers.track import local_offset_min, number, read_time
from runlog.importers.xml_blocks import SHAPES_MAX, read_by_blocks
from runlog.importers.xml_cells import floats, unix_times
from runlog.importers.xml_handlers import read_by_handlers
from runlog.importers.xml_table import MARK, PointDocument, PointForm
from runlog.importers.xml_tree import as_utf8
from tests.support.plain_points import plain_points, same_points

PLAIN_TREE_MAX = 600_000
"""Longer documents are compared without the slowest way; `test_corpus` reads them by a tree, too."""
FORMS = {"gpx": GPX_FORM, "tcx": TCX_FORM}
READ_BY_HANDLERS = {"gpx": {"opentracks__legacy_gpx_trackpointextensions_incorrect.gpx"}, "tcx": set[str]()}


def agree(text: bytes, form: PointForm) -> PointDocument | None:
    """Compare all ways; the document by blocks, where that way did not give up."""
    blocks, handlers = read_by_blocks(text, form), read_by_handlers(text, form)
    if len(text) < PLAIN_TREE_MAX:
        problem, points = plain_points(text, form)
        assert handlers.problem == problem
        assert same_points(handlers.points, points)
    if blocks is not None:
        assert handlers.problem is None
        assert same_points(blocks.points, handlers.points)
        assert skeleton(blocks.root) == skeleton(handlers.root)
    return blocks


def skeleton(root: ET.Element) -> str:
    """The tree as text, with each point as a dot, without white space between tags (of which points take some)."""
    text = re.sub(r">\s+", ">", ET.tostring(root, encoding="unicode"))
    return re.sub(rf'<{MARK} first="\d+" count="(\d+)" />', lambda mark: int(mark[1]) * ".", text)


@pytest.mark.parametrize("kind", FORMS)
def test_every_way_reads_the_same_points_of_every_file_of_the_corpus(kind: str, corpus: Path) -> None:
    slow = set()
    for path in sorted((corpus / kind).iterdir()):
        text = as_utf8(open_bytes(path.read_bytes(), path.name).data)
        if agree(text, FORMS[kind]) is None and b"<" + FORMS[kind].tag.encode() in text:
            slow.add(path.name)
    assert slow == READ_BY_HANDLERS[kind], "the files whose points are read the slow way"


HEAD = b'<gpx creator="x"><trk><name>a</name><trkseg>'
TAIL = b"</trkseg></trk></gpx>"
PLAIN = b'<trkpt lat="1.5" lon="2"><ele>3</ele><time>2026-08-04T05:30:00Z</time></trkpt>'


def gpx(*points: bytes) -> bytes:
    return HEAD + b"".join(points) + TAIL


@pytest.mark.parametrize(
    "point",
    [
        PLAIN,
        b'<trkpt lon="2" lat="1.5"/>',
        b"<trkpt lat='1' lon='2' ><ele/></trkpt >",
        b'<trkpt\n lat = "1"\tlon="2">\n<time>2026-08-04T05:30:00.123456789+02:00</time>\n</trkpt>',
        b'<trkpt lat="1" lon="2"><x:ext xmlns:x="y"><x:hr> 141 </x:hr><x:cad>1_0</x:cad></x:ext></trkpt>',
        b'<trkpt lat="nan" lon="inf"><ele>1e999</ele><ele2>&#49;</ele2></trkpt>',
        b'<trkpt lat="1" lon="2"><heartrate>x</heartrate><hr>7</hr></trkpt>',
        b'<trkpt lat="1" lon="2"><heart><value>7</value></heart><value>8</value></trkpt>',
        b'<trkpt lat="1" lon="2"><HR>7</HR><time>yesterday</time></trkpt>',
        "<trkpt lat='1' lon='2'><ele>\u0661</ele><hr>\ufffd</hr></trkpt>".encode(),
    ],
)
def test_a_point_reads_the_same_every_way(point: bytes) -> None:
    for text in (gpx(point), gpx(PLAIN, point, b"\n ", PLAIN), gpx(point, point, b"<!-- < -->", PLAIN)):
        agree(text, GPX_FORM)


@pytest.mark.parametrize(
    "text",
    [
        gpx(PLAIN.replace(b"<ele>3", b"<ele>&lt;3")),
        gpx(PLAIN, PLAIN.replace(b"<ele>3", b"<!-- x --><ele>3")),
        gpx(PLAIN.replace(b"3", b"<![CDATA[3]]>")),
        gpx(PLAIN.replace(b"<ele>", b"<ele>3</ele><ele>")),
        gpx(PLAIN.replace(b"3", b"3]]>")),
        gpx(PLAIN.replace(b"3", b"\x01")),
        gpx(PLAIN.replace(b"3", b"\xef\xbf\xbe")),
        gpx(PLAIN.replace(b'lat="1.5"', b'lat="1" lat="2"')),
        gpx(PLAIN.replace(b"</ele>", b"</elf>")),
        gpx(PLAIN, PLAIN.replace(b"trkpt", b"x:trkpt")),
        gpx(b"<!--", PLAIN, b"-->", PLAIN),
        gpx(b"<![CDATA[", PLAIN, b"]]>", PLAIN),
        gpx(PLAIN.replace(b"trkpt", b"trkpts"), PLAIN),
        gpx(PLAIN)[:-3],
        gpx(PLAIN)[: len(HEAD) + 30],
        gpx(f"<{MARK}/>".encode(), PLAIN),
        b"<gpx/>",
    ],
)
def test_what_is_not_plain_is_left_to_the_handlers(text: bytes) -> None:
    assert agree(text, GPX_FORM) is None


def test_a_comment_a_section_and_an_entity_beside_the_points_do_not_matter() -> None:
    text = gpx(PLAIN, PLAIN).replace(b"<name>a", b"<!-- <b> --><name><![CDATA[a & b]]> &amp; c")
    document = agree(text, GPX_FORM)
    assert document is not None
    assert document.root.findtext("trk/name") == "a & b & c"


def test_many_kinds_of_points_are_left_to_the_handlers() -> None:
    kinds = [PLAIN.replace(b"<ele>", f"<a{number}/><ele>".encode()) for number in range(SHAPES_MAX + 1)]
    assert agree(gpx(*kinds[:-1]), GPX_FORM) is not None
    assert agree(gpx(*kinds), GPX_FORM) is None


def test_more_points_than_anyone_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("runlog.importers.xml_handlers", "runlog.importers.xml_blocks"):
        monkeypatch.setattr(f"{module}.POINTS_MAX", 3)
    for read in (read_by_blocks, read_by_handlers):
        document = read(gpx(*[PLAIN] * 3), GPX_FORM)
        assert document is not None
        with pytest.raises(ReadError, match="more than 3 points"):
            read(gpx(*[PLAIN] * 4), GPX_FORM)


NUMBERS = st.one_of(
    st.floats().map(repr), st.integers().map(str), st.sampled_from(["", " ", " 1.5\n", "1,5", "1_0", "--1", "\u0663"])
)
TIMES = st.one_of(
    st.datetimes(timezones=st.timezones()).map(lambda time: time.isoformat()),
    st.datetimes().map(lambda time: f"{time.isoformat()}Z"),
    st.sampled_from(
        ["", "2026-02-29T00:00:00Z", "2024-02-29T23:59:59+14:00", "2026-13-01T00:00:00Z", "20260804T053000Z"]
    ),
    st.from_regex(r"\A20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,9})?Z\Z"),
)


@given(st.lists(NUMBERS, min_size=1))
def test_columns_of_numbers_are_read_as_single_numbers_are(cells: list[str]) -> None:
    expected = [number(cell) for cell in cells]
    found = floats([cell.encode() for cell in cells])
    assert np.array_equal(found, np.array(expected, dtype=float), equal_nan=True)


@given(st.lists(TIMES, min_size=1, max_size=8))
def test_columns_of_times_are_read_as_single_times_are(cells: list[str]) -> None:
    expected = [read_time(cell) for cell in cells]
    seconds, offset = unix_times([cell.encode() for cell in cells])
    assert [None if np.isnan(value) else value for value in seconds] == [time and time.timestamp() for time in expected]
    told = [(local_offset_min(time) if time else None) or 0.0 for time in expected]
    assert offset.tolist() == told


PIECES = st.sampled_from(
    [
        b"<ele>3</ele>", b"<ele>", b"</ele>", b"<ele/>", b"<hr>141</hr>", b"<x:hr>7</x:hr>", b"<value>1</value>", b" ",
        b"<time>2026-08-04T05:30:01Z</time>", b"<time>2026-08-04 05:30</time>", b"&amp;", b"<!-- x -->",
        b"<speed>2</speed>", b"<extensions>", b"</extensions>", b"]]>", b"\xc3\xa4", b"<cad a='1'>80</cad>",
        b"</trkseg><trkseg>", b"text",
    ]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    [b' lat="1" lon="2"', b" lon='2' lat='1'", b' lat="x"', b"", b' lat="1" lat="2"', b' a="&lt;"']
)
POINTS = st.builds(
    lambda attributes, inner: b"<trkpt" + attributes + b">" + b"".join(inner) + b"</trkpt>",
    ATTRIBUTES,
    st.lists(PIECES, max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(POINTS, PIECES), max_size=6))
def test_any_mixture_of_points_and_pieces_reads_the_same_every_way(parts: list[bytes]) -> None:
    agree(gpx(*parts), GPX_FORM)

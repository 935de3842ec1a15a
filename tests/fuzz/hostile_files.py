"""Files that are small or hollow and ask for gigabytes or minutes; each is made below a folder, its path given."""
# ruff: noqa: E501 (a file a line reads best)

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from openpyxl import Workbook

_TEXTS: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
MIB: Final = 2**20
_POINT: Final = b'<trkpt lat="47.5" lon="9.5"><ele>3</ele><time>2026-08-%02dT05:30:%02dZ</time></trkpt>'
_HEAD: Final = b'<gpx creator="x"><trk><trkseg>'
_TAIL: Final = b"</trkseg></trk></gpx>"
_ACTIVITY: Final = (
    b'<Activity Sport="Running"><Id>2026-11-19T07:00:00Z</Id><Lap StartTime="2026-11-19T07:00:00Z">'
    b"<TotalTimeSeconds>1800</TotalTimeSeconds></Lap></Activity>"
)
Make = Callable[[Path], Path]


def _bytes(name: str, data: Callable[[], bytes]) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data())
        return path

    return make


def points(count: int) -> bytes:
    return b"".join(_POINT % (1 + i // 60 % 28, i % 60) for i in range(count))


def gpx(inside: bytes = b"", around: bytes = b"") -> bytes:
    return b'<gpx creator="x">' + around + b"<trk><trkseg>" + points(2) + inside + _TAIL


def bz2_of_zeros(size: int) -> bytes:
    return bz2.compress(bytes(min(size, 45 * MIB))) * max(1, size // (45 * MIB))


def zip_of(method: int, *members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def nested_zips(depth: int, width: int) -> bytes:
    inner = zip_of(zipfile.ZIP_DEFLATED, ("a.gpx", bytes(8 * MIB)))
    for _ in range(depth):
        inner = zip_of(zipfile.ZIP_DEFLATED, *[(f"{number}.zip", inner) for number in range(width)])
    return inner


def overlapping_zip(times: int) -> bytes:
    """Many names for the one body that is packed (after Fifield's bomb)."""
    one = zip_of(zipfile.ZIP_DEFLATED, ("00000.gpx", bytes(15 * MIB)))
    directory = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entries = b"".join(one[directory:end].replace(b"00000.gpx", b"%05d.gpx" % number) for number in range(times))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, len(entries), directory, 0)
    return one[:directory] + entries + tail


def lzma_zip_with_a_large_dictionary() -> bytes:
    whole = bytearray(zip_of(zipfile.ZIP_LZMA, ("a.gpx", gpx())))
    at = whole.index(b"a.gpx") + len(b"a.gpx") + 4 + 1
    whole[at : at + 4] = b"\xff\xff\xff\xff"
    return bytes(whole)


def tar_of(*members: tuple[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]  # (modes are literals)
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_with_a_name_without_end() -> bytes:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 400 * MIB
    return gzip.compress(info.tobuf() + bytes(400 * MIB))


def sparse_tar() -> bytes:
    info = tarfile.TarInfo("a.gpx")
    info.type = tarfile.GNUTYPE_SPARSE
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[386:398] = b"%011o\0" % (8 * 2**30 - 1)
    head[483:495] = b"%011o\0" % (8 * 2**30 - 1)
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + bytes(1024)


def workbook(sheet: bytes, strings: bytes = b"<sst></sst>", sheets: int = 1) -> bytes:
    """A whole workbook whose first sheet and texts are these."""
    book = Workbook()
    for _ in range(sheets - 1):
        book.create_sheet()
    plain = io.BytesIO()
    book.save(plain)
    out = io.BytesIO()
    link = b'<Relationship Id="texts" Type="%s" Target="sharedStrings.xml"/></Relationships>' % _TEXTS
    put = {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + sheet + b"</sheetData></worksheet>"}
    with zipfile.ZipFile(plain) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            part = put.get(name) or whole.read(name)
            if name.endswith("workbook.xml.rels"):
                part = part.replace(b"</Relationships>", link)
            archive.writestr(name, part)
        archive.writestr("xl/sharedStrings.xml", strings)
    return out.getvalue()


def far_apart() -> bytes:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return workbook(cells)


def one_text_again_and_again() -> bytes:
    row = b'<row r="%d">' + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    return workbook(b"".join(row % n for n in range(1, 2001)), b"<sst><si><t>" + b"a" * 32_000 + b"</t></si></sst>")


def sparse_file(head: bytes, size: int) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "large.xml"
        with path.open("wb") as file:
            file.write(head)
            file.truncate(size)
        return path

    return make


def json_of(first: bytes, value: bytes, count: int) -> bytes:
    return first + value * count + b"{}]}"


HOSTILE_FILES: Final[Mapping[str, Make]] = {
    # zip: every way to pack, nested, many, overlapping, lying
    "zip bzip2": _bytes("a.zip", lambda: zip_of(zipfile.ZIP_BZIP2, ("a.gpx", bytes(64 * MIB)))),
    "zip lzma": _bytes("a.zip", lambda: zip_of(zipfile.ZIP_LZMA, ("a.gpx", bytes(64 * MIB)))),
    "zip deflate": _bytes("a.zip", lambda: zip_of(zipfile.ZIP_DEFLATED, ("a.gpx", bytes(300 * MIB)))),
    "zip of a large dictionary": _bytes("a.zip", lzma_zip_with_a_large_dictionary),
    "zips in zips": _bytes("a.zip", lambda: nested_zips(2, 16)),
    "zips in zips in zips": _bytes("a.zip", lambda: nested_zips(6, 2)),
    "zip of overlapping files": _bytes("a.zip", lambda: overlapping_zip(2000)),
    "zip of 51,000 names": _bytes("a.zip", lambda: zip_of(0, *[(f"{n}.gpx", b"") for n in range(51_000)])),
    "zip of 300 bombs": _bytes(
        "a.zip", lambda: zip_of(zipfile.ZIP_DEFLATED, *[(f"{n}.gpx", b"<gpx>" + bytes(10**6)) for n in range(300)])
    ),
    # gzip, bzip2, xz, tar
    "gzip of zeros": _bytes("a.gpx.gz", lambda: gzip.compress(bytes(400 * MIB), 1)),
    "200,000 empty gzip files": _bytes("a.gpx.gz", lambda: gzip.compress(b"") * 200_000),
    "gzip in gzip in gzip": _bytes("a.gz", lambda: gzip.compress(gzip.compress(gzip.compress(bytes(200 * MIB))))),
    "bzip2 of zeros": _bytes("a.gpx.bz2", lambda: bz2_of_zeros(900 * MIB)),
    "xz of zeros": _bytes("a.gpx.xz", lambda: lzma.compress(bytes(64 * MIB), preset=0)),
    "xz of a large dictionary": _bytes(
        "a.gpx.xz", lambda: lzma.compress(gpx(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}])
    ),
    "200,000 empty bzip2 files": _bytes("a.gpx.bz2", lambda: bz2.compress(b"") * 200_000),
    "tar.gz of zeros": _bytes("a.tar.gz", lambda: tar_of(("a.gpx", bytes(100 * MIB)), mode="w:gz")),
    "tar.bz2 of zeros": _bytes("a.tbz2", lambda: tar_of(("a.gpx", bytes(64 * MIB)), mode="w:bz2")),
    "tar.xz of zeros": _bytes("a.txz", lambda: tar_of(("a.gpx", bytes(64 * MIB)), mode="w:xz")),
    "tar with a name without end": _bytes("a.tgz", tar_with_a_name_without_end),
    "tar with holes": _bytes("a.tar", sparse_tar),
    "tar of 21,000 names": _bytes("a.tar.gz", lambda: tar_of(*[(f"{n}.gpx", b"") for n in range(21_000)], mode="w:gz")),
    # spreadsheets
    "xlsx of long shared texts": _bytes(
        "a.xlsx", lambda: workbook(b"", b"<sst>" + b"<si><t>" + b"a" * 380 * MIB + b"</t></si></sst>")
    ),
    "xlsx of many shared texts": _bytes(
        "a.xlsx", lambda: workbook(b"", b"<sst>" + b"<si><t>a</t></si>" * 4_000_000 + b"</sst>")
    ),
    "xlsx of two cells far apart": _bytes("a.xlsx", far_apart),
    "xlsx of one text again and again": _bytes("a.xlsx", one_text_again_and_again),
    "xlsx of many cells": _bytes(
        "a.xlsx", lambda: workbook(b"<row>" + b"<c><v>1</v></c>" * 5_000_000 + b"</row>")
    ),
    "xlsx of many sheets": _bytes(
        "a.xlsx", lambda: workbook(b"<row>" + b"<c><v>1</v></c>" * 100_000 + b"</row>", sheets=150)
    ),
    # XML
    "a text of 49 MB": _bytes("a.gpx", lambda: gpx(around=b"<metadata><desc>" + b"a" * 49_000_000 + b"</desc></metadata>")),
    "a text of entities": _bytes("a.gpx", lambda: gpx(around=b"<desc>" + b"&amp;" * 8_000_000 + b"</desc>")),
    "a text in a point": _bytes("a.gpx", lambda: gpx(b'<trkpt lat="1" lon="2"><x>' + b"a&lt;" * 8_000_000 + b"</x></trkpt>")),
    "elements": _bytes("a.gpx", lambda: gpx(b"<a/>" * 10_000_000)),
    "elements within nested tracks": _bytes(
        "a.gpx", lambda: b"<gpx>" + b"<trk>" * 60 + points(2) + b"<a/>" * 190_000 + b"</trk>" * 60 + b"</gpx>"
    ),
    "attributes": _bytes("a.gpx", lambda: gpx(b"<a " + b" ".join(b'b%d="1"' % i for i in range(500_000)) + b"/>")),
    "depth": _bytes("a.gpx", lambda: gpx(b"<a>" * 1_000_000)),
    "points written oddly": _bytes("a.gpx", lambda: gpx(b'<trkpt lat="1" lon="2"><ele>3</ele><ele>3</ele></trkpt>' * 900_000)),
    "a million points": _bytes("a.gpx", lambda: gpx(b'<trkpt lat="1" lon="2"/>' * 1_000_000)),
    "100,000 tracks": _bytes(
        "a.gpx",
        lambda: b"<gpx>" + b"".join(
            b'<trk><trkpt lat="1" lon="2"><time>%d-%02d-%02dT00:00:00Z</time></trkpt></trk>'
            % (1900 + n // 336, n // 28 % 12 + 1, n % 28 + 1) for n in range(100_000)
        ) + b"</gpx>",
    ),
    "100,000 activities": _bytes(
        "a.tcx", lambda: b"<TrainingCenterDatabase><Activities>" + _ACTIVITY * 100_000 + b"</Activities></TrainingCenterDatabase>"
    ),
    "100,000 laps": _bytes(
        "a.tcx", lambda: b"<TrainingCenterDatabase><Activities>" + _ACTIVITY.replace(b"</Activity>", b"<Lap/>" * 100_000 + b"</Activity>")
        + b"</Activities></TrainingCenterDatabase>",
    ),
    "Apple's 500,000 workouts": _bytes(
        "export.xml", lambda: b"<HealthData>" + b'<Workout startDate="2026-11-19 07:00:00 +0100"/>' * 500_000 + b"</HealthData>"
    ),
    "Apple's workout of a million entries": _bytes(
        "export.xml", lambda: b'<HealthData><Workout startDate="2026-11-19 07:00:00 +0100">'
        + b"".join(b'<MetadataEntry key="%d" value="1"/>' % n for n in range(1_000_000)) + b"</Workout></HealthData>",
    ),
    # JSON
    "lists": _bytes("a.json", lambda: json_of(b'{"summarizedActivitiesExport":[', b"[],", 8_000_000)),
    "summaries": _bytes(
        "a.json", lambda: json_of(b'{"summarizedActivitiesExport":[', b'{"startTimeGmt":1700000000000,"distance":5},', 200_000)
    ),
    "a session of lists": _bytes(
        "training-session-2026-01-01-1.json", lambda: json_of(b'{"exportVersion":"1.6","exercises":[', b"[],", 15_000_000)
    ),
    "nested JSON": _bytes("a.json", lambda: b'{"summarizedActivitiesExport":[' + b"[" * 3_000_000),
    "an object without end": _bytes("a.json", lambda: b'{"summarizedActivitiesExport":[{"a":"' + b"a" * 60_000_000),
    # tables
    "commas": _bytes("runs.csv", lambda: b"date,sport,distance_km\n" + b"," * 60_000_000),
    "columns": _bytes("runs.csv", lambda: b"date,sport,distance_km" + b",a" * 20_000_000),
    "rows": _bytes("runs.csv", lambda: b"date,sport,distance_km\n" + b"2026-01-01,run,5\n" * 1_000_000),
    "rows that can't be used": _bytes("runs.csv", lambda: b"date,sport,distance_km\n" + b"x,run,5\n" * 3_000_000),
    "Strava's rows": _bytes(
        "activities.csv",
        lambda: b"Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
        + b'1,"Jan 1, 2026, 5:00:00 AM",x,Run,1800,5,\n' * 500_000,
    ),
    "a cell without end": _bytes("runs.csv", lambda: b'date,sport,distance_km\n2026-01-01,"' + b"a\n" * 25_000_000),
    "blank lines": _bytes("runs.csv", lambda: b"\n" * 60_000_000 + b"date,sport,distance_km\n"),
    # hollow and large files
    "10 GB of holes": sparse_file(b"", 10 * 2**30),
    "10 GB of holes behind Apple's head": sparse_file(b"<HealthData>", 10 * 2**30),
    "10 GB of holes behind a GPX": sparse_file(_HEAD, 10 * 2**30),
    "300 MB of nothing": _bytes("a.bin", lambda: bytes(300 * MIB)),
    "noise as FIT": _bytes("a.fit", lambda: b"\x0e\x10\x00\x00\xff\xff\xff\x00.FIT" + zlib.compress(bytes(10**6)) * 4000),
}  # fmt: skip

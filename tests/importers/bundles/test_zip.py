"""Archives: every wanted file has a verdict, and nothing in a hostile one costs memory, time or a file elsewhere."""

import io
import struct
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from runlog.importers import limits
from runlog.importers.bundles.archive import shown_name
from runlog.importers.bundles.reading import read_bundle
from runlog.importers.bundles.zips import ZipArchive
from runlog.model import FileReading
from tests.importers.bundles.builders import Outing, a_year, fit_of, put, zipped

RUN = a_year(1)[0]


def readings(tmp_path: Path, data: bytes) -> dict[str, FileReading]:
    path = put(tmp_path / "in" / "export.zip", data)
    return {reading.path: reading for reading in read_bundle(path, name="export.zip")}


def test_each_file_that_may_hold_training_has_a_verdict_of_its_own(tmp_path: Path) -> None:
    files = {"a/run.fit": fit_of(RUN), "a/broken.fit": b"\x0e\x10nothing", "notes.txt": b"x", "pic.jpg": b"y"}
    found = readings(tmp_path, zipped(files))
    assert {name: one.status for name, one in found.items()} == {
        "export.zip!a/run.fit": "read",
        "export.zip!a/broken.fit": "failed",
    }


def test_archives_in_archives_are_read_and_deeper_ones_are_named(tmp_path: Path) -> None:
    inner = zipped({"run.fit": fit_of(RUN)})
    for _ in range(limits.DEPTH_MAX):
        inner = zipped({"in.zip": inner, "run.fit": fit_of(RUN)})
    found = readings(tmp_path, inner)
    assert [one.status for one in found.values()].count("read") == limits.DEPTH_MAX
    (refused,) = [one for one in found.values() if one.status == "failed"]
    assert "nested deeper" in (refused.reason or "")


def test_names_never_lead_out_of_the_archive(tmp_path: Path) -> None:
    names = ("../../evil.fit", "/etc/evil.fit", "C:\\x\\evil.fit", "a\x00b\x1b[2J.fit")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, fit_of(Outing(RUN.start + timedelta(days=number))))
    before = sorted(tmp_path.rglob("*"))
    found = readings(tmp_path, out.getvalue())
    assert set(found) == {"export.zip!evil.fit", "export.zip!etc/evil.fit", "export.zip!x/evil.fit", "export.zip!a"} - {
        "export.zip!a"
    }
    assert {*sorted(tmp_path.rglob("*"))} - {*before} == {tmp_path / "in", tmp_path / "in" / "export.zip"}
    assert shown_name("a/../\x1b[2J/b") == "a/?[2J/b"


def test_two_files_of_one_name_are_two(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.fit", fit_of(RUN))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("run.fit", fit_of(Outing(RUN.start + timedelta(days=1))))
    assert set(readings(tmp_path, out.getvalue())) == {"export.zip!run.fit", "export.zip!run.fit#2"}


def test_a_file_that_inflates_beyond_all_measure_fails_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = bytes(limits.RATIO_FREE_BYTES * 2)
    found = readings(tmp_path, zipped({"bomb.csv": bomb, "run.fit": fit_of(RUN)}))
    assert "times its packed size" in (found["export.zip!bomb.csv"].reason or "")
    assert found["export.zip!run.fit"].status == "read"


def test_a_whole_archive_has_a_limit_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOTAL_BYTES_MAX", 3000)
    many = {f"{day}.fit": fit_of(Outing(RUN.start + timedelta(days=day))) for day in range(4)}
    statuses = [one.status for one in readings(tmp_path, zipped(many)).values()]
    assert statuses[0] == "read"
    assert statuses[-1] == "failed"


def test_sizes_that_lie_fail_as_damaged(tmp_path: Path) -> None:
    data = bytearray(zipped({"run.fit": fit_of(RUN)}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 100)
    reading = readings(tmp_path, bytes(data))["export.zip!run.fit"]
    assert (reading.status, "damaged in the archive" in (reading.reason or "")) == ("failed", True)


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"run.fit": fit_of(RUN)}))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(magic) + flags] |= 1
    reading = readings(tmp_path, bytes(data))["export.zip!run.fit"]
    assert (reading.status, "password" in (reading.reason or "")) == ("failed", True)


def test_too_many_files_and_too_long_a_list_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{number}.fit": b"" for number in range(12)})
    monkeypatch.setattr(limits, "MEMBERS_MAX", 10)
    assert "more than 10 files" in (readings(tmp_path, data)["export.zip"].reason or "")
    monkeypatch.setattr(limits, "DIRECTORY_BYTES_MAX", 100)
    assert "list of files" in (readings(tmp_path, data)["export.zip"].reason or "")


@pytest.mark.parametrize("cut", [30, 200, -30])
def test_a_cut_archive_fails_with_a_reason(tmp_path: Path, cut: int) -> None:
    (reading,) = readings(tmp_path, zipped({"run.fit": fit_of(RUN)})[:cut]).values()
    assert (reading.status, "damaged" in (reading.reason or "")) == ("failed", True)


def test_a_member_is_never_held_beyond_its_limit(tmp_path: Path) -> None:
    path = put(tmp_path / "x.zip", zipped({"run.fit": fit_of(RUN)}))
    with path.open("rb") as file:
        archive = ZipArchive(file)
        with archive.open(archive.members[0], most=100) as stream, pytest.raises(Exception, match="inflates to more"):
            stream.read()
        archive.close()

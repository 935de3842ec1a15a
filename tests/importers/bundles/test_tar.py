"""Tar archives and packed files: read like zips, within the same bounds; what cannot be opened is named."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from runlog.importers import limits, read_bytes
from runlog.importers.bundles.reading import read_bundle
from runlog.library import inspect_paths, open_log
from runlog.model import FileReading
from tests.importers.bundles.builders import Outing, a_year, fit_of, put, zipped
from tests.support.library_files import TODAY, CountingReaders

RUN = a_year(1)[0]
PACKED = {
    "tar": "w:", "tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tbz2": "w:bz2", "tar.xz": "w:xz", "txz": "w:xz",
}  # fmt: skip


def tarred(files: dict[str, bytes], mode: str = "w:", form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:  # type: ignore[call-overload]  # (literals)
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def readings(tmp_path: Path, data: bytes, name: str) -> dict[str, FileReading]:
    path = put(tmp_path / "in" / name, data)
    return {reading.path: reading for reading in read_bundle(path, name=name)}


@pytest.mark.parametrize("suffix", PACKED)
def test_a_tar_is_read_however_it_is_packed(tmp_path: Path, suffix: str) -> None:
    files = {"a/run.fit": fit_of(RUN), "a/broken.fit": b"\x0e\x10nothing", "notes.txt": b"x"}
    found = readings(tmp_path, tarred(files, PACKED[suffix]), f"export.{suffix}")
    assert {name: one.status for name, one in found.items()} == {
        f"export.{suffix}!a/run.fit": "read",
        f"export.{suffix}!a/broken.fit": "failed",
    }


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_are_read_in_every_kind_of_tar(tmp_path: Path, form: int) -> None:
    name = "/".join(["folder"] * 20) + "/run.fit"
    found = readings(tmp_path, tarred({name: fit_of(RUN)}, form=form), "export.tar")
    assert [one.status for one in found.values()] == ["read"]
    assert list(found) == [f"export.tar!{name}"]


def test_a_tar_in_a_zip_and_a_zip_in_a_tar_are_opened(tmp_path: Path) -> None:
    inner = tarred({"one.fit": fit_of(RUN)}, "w:gz")
    other = zipped({"two.fit": fit_of(Outing(RUN.start + timedelta(days=1)))})
    outer = tarred({"a.zip": zipped({"b.tar.gz": inner}), "c.zip": other})
    found = readings(tmp_path, outer, "export.tar")
    assert {name: one.status for name, one in found.items()} == {
        "export.tar!a.zip!b.tar.gz!one.fit": "read",
        "export.tar!c.zip!two.fit": "read",
    }


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_a_tar_are_named_and_not_followed(tmp_path: Path, kind: bytes) -> None:
    (tmp_path / "secret.fit").write_bytes(fit_of(RUN))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("run.fit")
        info.type, info.linkname = kind, str(tmp_path / "secret.fit")
        archive.addfile(info)
    (reading,) = readings(tmp_path, out.getvalue(), "export.tar").values()
    assert (reading.status, "not followed" in (reading.reason or "")) == ("failed", True)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_a_tar_cut_short_is_told_so(tmp_path: Path, suffix: str, share: float) -> None:
    data = tarred({"run.fit": fit_of(RUN) + os.urandom(60_000)}, PACKED[suffix])
    found = readings(tmp_path, data[: int(len(data) * share)], f"export.{suffix}")
    assert found
    assert all(one.status == "failed" and one.reason for one in found.values())


def test_names_in_a_tar_never_lead_out_of_it(tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    found = readings(tmp_path, tarred({"../../evil.fit": fit_of(RUN)}), "export.tar")
    assert list(found) == ["export.tar!evil.fit"]
    assert {*tmp_path.rglob("*")} - {*before} == {tmp_path / "in", tmp_path / "in" / "export.tar"}


def test_a_log_reads_a_tar_once_and_anew_where_a_file_of_the_same_size_changed(tmp_path: Path) -> None:
    root = tmp_path / "log"
    one, other = (fit_of(Outing(RUN.start + timedelta(days=days))) for days in (0, 1))
    assert len(one) == len(other)
    put(root / "all.tar.gz", tarred({"run.fit": one}, "w:gz"))
    first = open_log(root, today=TODAY)
    counting = CountingReaders()
    open_log(root, today=TODAY, readers=counting.readers)
    assert counting.names == []
    put(root / "all.tar.gz", tarred({"run.fit": other}, "w:gz"))
    second = open_log(root, today=TODAY)
    assert len(first.activities) == len(second.activities) == 1
    assert first.activities["start_utc"].iloc[0] != second.activities["start_utc"].iloc[0]
    assert len(second.samples(second.activities["id"].iloc[0]))


PACK: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.mark.parametrize("suffix", PACK)
def test_a_packed_file_reads_like_the_file(suffix: str) -> None:
    plain = read_bytes(fit_of(RUN), name="run.fit")
    packed = read_bytes(PACK[suffix](fit_of(RUN)), name=f"run.fit.{suffix}")
    assert packed.status == plain.status == "read"
    assert packed.recordings[0].activity == plain.recordings[0].activity


@pytest.mark.parametrize("suffix", PACK)
def test_packed_files_behind_each_other_are_one(suffix: str) -> None:
    lines = [b"date,sport,distance_km\n", b"2026-11-01,run,5\n", b"2026-11-02,run,6\n"]
    reading = read_bytes(b"".join(map(PACK[suffix], lines)), name=f"runs.csv.{suffix}")
    assert len(reading.recordings) == 2
    assert not reading.warnings


@pytest.mark.parametrize("suffix", PACK)
def test_a_packed_file_cut_short_gives_what_there_is(suffix: str) -> None:
    lines = "".join(f"2026-11-{n % 28 + 1:02d},run,{n * 7919 % 10007},{n * n}\n" for n in range(15_000))
    packed = PACK[suffix](b"date,sport,distance_km,title\n" + lines.encode())
    reading = read_bytes(packed[: len(packed) * 2 // 3], name=f"runs.csv.{suffix}")
    assert reading.status == "read" or (suffix == "bz2" and reading.status == "failed")
    assert "cut short" in " ".join((reading.reason or "", *reading.warnings))


@pytest.mark.parametrize("suffix", PACK)
def test_packed_files_in_a_folder_and_in_a_zip_are_read(tmp_path: Path, suffix: str) -> None:
    packed = PACK[suffix](fit_of(RUN))
    put(tmp_path / f"run.fit.{suffix}", packed)
    put(tmp_path / "all.zip", zipped({f"a/run.fit.{suffix}": PACK[suffix](fit_of(RUN))}))
    assert {one.path: one.status for one in inspect_paths([tmp_path])} == {
        "all.zip": "read",
        f"all.zip!a/run.fit.{suffix}": "read",
        f"run.fit.{suffix}": "duplicate",
    }


FOREIGN = {
    "a.7z": b"7z\xbc\xaf\x27\x1c", "a.rar": b"Rar!\x1a\x07\x01", "a.fit.zst": b"\x28\xb5\x2f\xfd",
    "a.gpx.lz4": b"\x04\x22\x4d\x18", "a.lz": b"LZIP", "a.cab": b"MSCF", "a.fit.Z": b"\x1f\x9d\x90",
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_an_archive_that_runlog_cannot_open_is_named_with_the_way_out(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, FOREIGN[name] + bytes(range(256)))
    (verdict,) = inspect_paths([tmp_path])
    assert verdict.status == "failed"
    assert "unpack it" in (verdict.reason or "")


@pytest.mark.parametrize("name", ["a.7z", "a.rar"])
def test_one_inside_a_zip_is_named_too(tmp_path: Path, name: str) -> None:
    put(tmp_path / "all.zip", zipped({name: FOREIGN[name] + bytes(99), "run.fit": fit_of(RUN)}))
    told = {one.path: one for one in inspect_paths([tmp_path])}
    assert "unpack it" in (told[f"all.zip!{name}"].reason or "")


def test_more_archives_inside_than_any_export_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVES_MAX", 3)
    data = zipped({f"{n}.zip": zipped({"run.fit": fit_of(Outing(RUN.start + timedelta(days=n)))}) for n in range(5)})
    found = readings(tmp_path, data, "export.zip")
    assert [one.status for one in found.values()].count("read") == 3
    assert sum("archives inside one" in (one.reason or "") for one in found.values()) == 2

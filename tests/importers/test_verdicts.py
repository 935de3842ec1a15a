"""Every file ends in a verdict, whatever it is, and the reason says what to do."""

import gzip
import os
import random
from pathlib import Path

import pytest

from runlog.importers import ids, limits, read_bytes, read_file, reader_ids, sources
from runlog.importers.registry import IMPORTERS

RUNS = b"date,sport,distance_km\n2026-11-12,running,8\n"


def noise_of(length: int) -> bytes:
    return random.Random(7).randbytes(length)  # noqa: S311 (the same noise every time is the point)


def test_an_empty_file_fails() -> None:
    for data in (b"", b"\n \n", b"\x00\x00\x00"):
        reading = read_bytes(data, name="run.fit")
        assert (reading.status, "empty" in (reading.reason or "")) == ("failed", True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"just some words", "text"),
        (b"<html><body></body></html>", "web page"),
        (b'<?xml version="1.0"?><kml></kml>', "kml"),
        (b'{"a": 1}', "JSON"),
        (b"date,pain_0_10,note\n2026-11-12,3,\n", "diary"),
        (b"name,colour,price\n", "table"),
    ],
)
def test_what_is_no_training_is_skipped_by_its_name(data: bytes, said: str) -> None:
    reading = read_bytes(data, name="thing")
    assert (reading.status, said in (reading.reason or "")) == ("skipped", True)


def test_text_under_the_name_of_an_export_fails() -> None:
    reading = read_bytes(b"<html>log in first</html>", name="activity.fit")
    assert (reading.status, "web page" in (reading.reason or "")) == ("failed", True)


def test_binary_garbage_fails() -> None:
    assert read_bytes(noise_of(5000), name="run.fit").status == "failed"
    assert read_bytes(noise_of(5000), name="run").status == "failed"


def test_a_zip_says_to_unpack_it() -> None:
    reading = read_bytes(b"PK\x03\x04....", name="export.zip")
    assert (reading.status, "unpack" in (reading.reason or "")) == ("failed", True)


def test_a_folder_a_missing_and_a_forbidden_file_fail_with_what_to_do(tmp_path: Path) -> None:
    assert "folder" in (read_file(tmp_path).reason or "")
    assert "no such file" in (read_file(tmp_path / "absent.fit").reason or "")
    secret = tmp_path / "secret.fit"
    secret.write_bytes(RUNS)
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read everything")
    assert "permission" in (read_file(secret).reason or "")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.fit"
    os.mkfifo(pipe)
    assert "not an ordinary file" in (read_file(pipe).reason or "")


def test_the_reading_is_called_by_the_name_given(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(RUNS)
    assert read_file(path).path == str(path)
    assert read_file(path, name="exports/x.csv").path == "exports/x.csv"


@pytest.mark.parametrize("name", ["runs.csv", "runs.csv.gz", "RUNS.CSV.GZ", "runs", "runs.fit"])
def test_gzip_is_recognised_by_content(name: str) -> None:
    for data in (RUNS, gzip.compress(RUNS), gzip.compress(gzip.compress(RUNS))):
        assert read_bytes(data, name=name).status == "read"


def test_a_cut_gzip_gives_what_there_is() -> None:
    lines = "".join(
        f"2026-{1 + i % 12:02d}-{1 + i % 28:02d},running,{i % 97}.{i % 89},{i * 7919}\n" for i in range(5000)
    )
    packed = gzip.compress(b"date,sport,distance_km,title\n" + lines.encode())
    reading = read_bytes(packed[: len(packed) // 2], name="runs.csv.gz")
    assert reading.status == "read"
    assert 1000 < len(reading.recordings) < 4900
    assert any("gzip is cut short" in warning for warning in reading.warnings)


def test_a_damaged_gzip_gives_what_comes_before() -> None:
    packed = bytearray(gzip.compress(RUNS + noise_of(50_000)))
    packed[-20_000:-19_000] = bytes(1000)
    source = sources.open_bytes(bytes(packed), "x.gz")
    assert source.data.startswith(RUNS)
    assert source.warnings


def test_a_gzip_bomb_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "INFLATED_BYTES_MAX", 10_000)
    reading = read_bytes(gzip.compress(bytes(1_000_000)), name="bomb.fit.gz")
    assert (reading.status, "inflates to more" in (reading.reason or "")) == ("failed", True)


def test_gzip_of_nothing_readable_fails() -> None:
    assert read_bytes(b"\x1f\x8b\x08\x00garbage", name="x.gz").status == "failed"


def test_every_reader_has_a_name_with_a_version() -> None:
    assert reader_ids() == {importer.id for importer in IMPORTERS} | {ids.ZIP, ids.TAR}
    assert all(name.partition("/")[2].isdigit() for name in reader_ids())


def test_noise_behind_every_signature_ends_in_a_verdict() -> None:
    signatures = (b"\x0e\x10\x00\x00\xff\x00\x00\x00.FIT", b"<gpx>", b"<TrainingCenterDatabase>", RUNS, b"\x1f\x8b\x08")
    for signature in signatures:
        for length in (0, 1, 20, 3000):
            reading = read_bytes(signature + noise_of(length), name="x")
            assert reading.status in {"read", "skipped", "failed"}
            assert reading.status == "read" or reading.reason


@pytest.mark.parametrize("blank", [b"\x0b", b"\x1c \x0c", "\u2003\u2028".encode()])
def test_nothing_but_blanks_is_a_text_file(blank: bytes) -> None:
    reading = read_bytes(blank, name="notes")
    assert (reading.status, "could not cope" in (reading.reason or "")) == ("skipped", False)

"""No entry of a diary is hidden: a physical line that begins with a date is one, whatever stands before it."""

import random
from datetime import date
from pathlib import Path

import pytest

from runlog.errors import DiaryError
from runlog.importers.runs_csv import RunsCsvImporter
from runlog.library import append_entry, list_entries
from runlog.library.diary_file import rewrite
from runlog.library.diary_read import parse_diary
from runlog.library.diary_write import diary_of
from tests.support.library_files import TODAY

DAY = date(2026, 11, 20)
STRAY = (
    "date,pain_0_10,bladder_bowel,note\n2026-11-16,2,,{first}\n2026-11-18,6,yes,could not feel\n2026-11-19,5,,stairs\n"
    "2026-11-20,3,,{last}\n"
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ('"felt ok', 'the 30" box'),
        ('he said "ok', 'the 30" box'),
        ('"felt ok', 'done"'),
        ('""" odd', '"'),
        ('"two lines\nof a note', 'well"'),
        ("30 cm", '"no end'),
    ],
)
def test_a_stray_quotation_mark_hides_no_line(first: str, last: str, delimiter: str, encoding: str) -> None:
    text = STRAY.format(first=first, last=last).replace(",", delimiter)
    reading = parse_diary(text.encode(encoding), today=TODAY)
    assert [line.cells["pain_0_10"] for line in reading.lines] == [2, 6, 5, 3]
    assert reading.lines[1].cells["bladder_bowel"] == "yes"


def test_dates_further_right_and_local_ones_are_seen_too() -> None:
    reading = parse_diary(b'note;Datum;Schmerz\n"oh;16.11.2026;2\nb;18.11.2026;6\nend";19.11.2026;1\n', today=TODAY)
    assert [line.day.day for line in reading.lines][-2:] == [18, 19]
    fine = parse_diary(b'note;Datum;Schmerz\n"two\nlines";16.11.2026;2\n', today=TODAY)
    assert (len(fine.lines), fine.notices[0].id) == (1, "notice.diary_heading")


@pytest.mark.parametrize(
    "note", ["a\n2026-11-18, 5 km", "a\r\n18.11.2026", "> x\n> 2026-11-18,x", "a\n2026-11-18 saw him"]
)
def test_a_note_with_a_date_at_a_lines_beginning_is_read_back(tmp_path: Path, note: str) -> None:
    append_entry(tmp_path, {"date": DAY, "note": note})
    reading = diary_of(tmp_path, today=TODAY)
    assert ([line.cells["note"] for line in reading.lines], reading.notices) == ([note], ())


@pytest.mark.parametrize("text", ["a\x00b", "a\udc80", "x\n\ufeffy"])
def test_what_would_not_be_read_back_changes_nothing(tmp_path: Path, text: str) -> None:
    append_entry(tmp_path, {"date": DAY, "pain_0_10": 1})
    before = (tmp_path / "diary.csv").read_bytes()
    with pytest.raises(DiaryError, match="nothing was changed"):
        append_entry(tmp_path, {"date": DAY, "note": text})
    assert (tmp_path / "diary.csv").read_bytes() == before


@pytest.mark.parametrize(
    "before",
    [
        "date,note\n2026-11-18,Rücken\n".encode() + b"2026-11-19,R\xfccken\n",
        b"date,note\n2026-11-18,\x81\x8d\n",
        b"date,note\n2026-11-18,a\x00b\n",
    ],
)
def test_bytes_of_other_lines_are_never_written_anew(tmp_path: Path, before: bytes) -> None:
    (tmp_path / "diary.csv").write_bytes(before)
    append_entry(tmp_path, {"date": DAY, "note": "x"})
    assert (tmp_path / "diary.csv").read_bytes().startswith(before)


@pytest.mark.parametrize("tail", [b"x", b"2026-11-19,9\n", "2026-11-19,9\n".encode("utf-8-sig")])
def test_a_file_of_two_encodings_is_read_told_and_left_alone(tmp_path: Path, tail: bytes) -> None:
    before = "date,pain_0_10\n2026-11-18,3\n".encode("utf-16") + tail
    (tmp_path / "diary.csv").write_bytes(before)
    reading = diary_of(tmp_path, today=TODAY)
    assert len(reading.lines) == (1 if tail == b"x" else 2)
    assert "notice.diary_broken" in [notice.id for notice in reading.notices]
    with pytest.raises(DiaryError, match="save it as UTF-8; nothing was changed"):
        append_entry(tmp_path, {"date": DAY, "pain_0_10": 1})
    assert (tmp_path / "diary.csv").read_bytes() == before


def test_a_read_only_diary_is_respected(tmp_path: Path) -> None:
    append_entry(tmp_path, {"date": DAY, "pain_0_10": 1})
    (tmp_path / "diary.csv").chmod(0o444)
    with pytest.raises(DiaryError, match="read-only"):
        append_entry(tmp_path, {"date": DAY, "pain_0_10": 2})


def test_a_diary_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_bytes(b"a\n")
    seen: list[bytes] = []

    def change(data: bytes) -> bytes:
        seen.append(data)
        if len(seen) == 1:
            path.write_bytes(b"a\nb\n")
        return data + b"c\n"

    rewrite(path, change)
    assert (seen, path.read_bytes()) == ([b"a\n", b"a\nb\n"], b"a\nb\nc\n")


def test_what_a_killed_run_left_is_removed_by_the_next_reading(tmp_path: Path) -> None:
    (tmp_path / ".runlog-abc.part").write_bytes(b"half")
    diary_of(tmp_path, today=TODAY)
    assert not list(tmp_path.glob(".runlog-*"))


@pytest.mark.parametrize("name", ["Diary.csv", "DIARY.CSV", "diary.CSV"])
def test_the_name_in_other_letters_is_the_diary(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("date,pain_0_10\n2026-11-18,3\n")
    append_entry(tmp_path, {"date": DAY, "pain_0_10": 4})
    reading = diary_of(tmp_path, today=TODAY)
    assert (len(reading.lines), reading.notices[0].params["file"]) == (2, name)


@pytest.mark.parametrize(
    "name",
    [
        "diary (Anna's conflicted copy 2026-11-20).csv", "diary.sync-conflict-20261120-101010-ABC.csv", "diary 2.csv",
        "diary-LAPTOP.csv", "diary (conflicted copy 2026-11-20 101010).csv", "diary_conf(1).csv", "DIARY.csv",
        "Copy of diary.csv", "diary.csv.orig",
    ],
)  # fmt: skip
def test_copies_beside_the_diary_are_told(tmp_path: Path, name: str) -> None:
    append_entry(tmp_path, {"date": DAY, "pain_0_10": 4})
    (tmp_path / name).write_text("date,pain_0_10\n2026-11-18,3\n")
    assert [notice.params["first"] for notice in diary_of(tmp_path, today=TODAY).notices] == [name]


def test_runs_csv_loses_no_line_to_a_mark_or_a_nul() -> None:
    table = b'date,sport,distance_km,notes\n2026-11-16,run,5,"oh\n2026-11-1\x007,run,6,\n2026-11-18,run,7,30" box\n'
    importer = RunsCsvImporter()
    assert importer.identify(table.replace(b"sport", b"spo\x00rt"), "runs.csv")
    contents = importer.read(table, "runs.csv")
    assert [one.activity.distance_m for one in contents.recordings] == [5000, 6000, 7000]
    assert len(contents.warnings) == 2


def _mutated(chance: random.Random) -> bytes:
    delimiter = chance.choice(",;\t")
    lines = ["date,pain_0_10,bladder_bowel,note"]
    for day in range(1, chance.randrange(3, 12)):
        words = chance.choice(["ok", 'he said "ok', '"a, b"', '"two\nlines"', 'a "b" c', "Rücken", "x;y,z"])
        lines.append(f"2026-11-{day:02},{chance.randrange(11)},,{words}")
    text = chance.choice(["\n", "\r\n", "\r"]).join(line.replace(",", delimiter) for line in lines)
    body = list(text)
    marks = ['"', '""', "\n", "\r", "\0", delimiter, "\u2028", ","]
    for _ in range(chance.randrange(1, 6)):
        body.insert(chance.randrange(34, len(body)), chance.choice(marks))
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
    data = "".join(body).encode(encoding, errors="replace")
    if chance.random() < 0.2:
        at = chance.randrange(60, len(data))
        data = data[:at] + bytes([chance.randrange(128, 256)]) + data[at:]
    return data


def _begin_with_a_date(data: bytes) -> list[str]:
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            text = data.decode(name, errors="replace")
            break
    else:
        wide = b"\0d\0a\0t\0e" in data[:16]
        text = data.decode("utf-16-be" if wide else "latin-1", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line[:10] for line in lines if line[:8] == "2026-11-" and line[8:10].isdigit()]


def test_two_thousand_mutated_diaries_hide_no_entry() -> None:
    chance = random.Random(11)  # noqa: S311 (no secret)
    hidden = []
    for number in range(2000):
        data = _mutated(chance)
        reading = parse_diary(data, today=TODAY)
        entries = [line.day.isoformat() for line in reading.lines]
        missing = [day for day in _begin_with_a_date(data) if day not in entries]
        if missing and not reading.notices:
            hidden.append((number, missing))
    assert hidden == []


def test_list_and_lines_agree(tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text(STRAY.format(first='"felt ok', last='30" box'))
    assert [line.line for line in list_entries(tmp_path, today=TODAY)] == [2, 3, 4, 5]

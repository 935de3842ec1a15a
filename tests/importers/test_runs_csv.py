"""The log kept by hand, as people keep it."""

from datetime import datetime

import pytest

from runlog.importers import read_bytes
from runlog.importers.runs_csv import HEADER
from runlog.model import Activity, FileReading, Ground


def read(text: str | bytes) -> FileReading:
    return read_bytes(text if isinstance(text, bytes) else text.encode(), name="runs.csv")


def activities(text: str | bytes) -> list[Activity]:
    reading = read(text)
    assert reading.status == "read", reading.reason
    return [recording.activity for recording in reading.recordings]


def test_every_column_is_read() -> None:
    header = ",".join(HEADER)
    line = '2026-11-12,07:15,run,21.4,2:05:10,Long run,"felt fine, back 2",Blue,gravel 60 asphalt 40,10,7'
    (activity,) = activities(f"{header}\n{line}\n")
    assert activity == Activity(
        sport="running",
        start_local=datetime(2026, 11, 12, 7, 15),  # noqa: DTZ001 (the wall clock of the log)
        distance_m=21400.0,
        duration_s=7510.0,
        title="Long run",
        notes="felt fine, back 2",
        shoe="Blue",
        ground={Ground.GRAVEL: 0.6, Ground.ASPHALT: 0.4},
        ground_basis="note",
        warm_up_min=10,
        effort_1_10=7,
    )


def test_date_sport_and_one_amount_are_enough() -> None:
    (run,) = activities("date,sport,distance_km\n2026-11-12,running,8\n")
    assert (run.date_only, run.start_local, run.duration_s) == (True, datetime(2026, 11, 12, 12), None)  # noqa: DTZ001 (local)
    (gym,) = activities("date,sport,duration\n2026-11-13,strength,30 min\n")
    assert (gym.sport, gym.distance_m, gym.duration_s) == ("strength_training", None, 1800)


def test_miles_are_taken() -> None:
    (run,) = activities("date,sport,distance_mi\n2026-11-12,run,10\n")
    assert run.distance_m == pytest.approx(16093.44)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_semicolons_decimal_commas_and_encodings_are_understood(encoding: str) -> None:
    text = "Date;Sport;Distance_km;Notes\n12.11.2026;Lauf;7,4;Schuh drückt\n12.11.26;Lauf;1.234,5;\n"
    first, second = activities(text.encode(encoding))
    assert (first.distance_m, first.notes) == (7400, "Schuh drückt")
    assert (second.start_local, second.distance_m) == (first.start_local, 1_234_500)


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("45:30", 2730), ("1:02:30", 3750), ("0:45:00", 2700), ("45", 2700), ("45 min", 2700), ("1 h 5 min", 3900),
        ("1h", 3600), ("90", 5400), ("2 Std", 7200), ("30s", 30), ("1:45", 6300),
    ],
)  # fmt: skip
def test_durations_are_read_as_people_write_them(cell: str, seconds: float) -> None:
    (activity,) = activities(f'date,sport,distance_km,duration\n2026-11-12,run,10,"{cell}"\n')
    assert activity.duration_s == seconds


def test_a_wrong_line_is_named_and_the_others_are_read() -> None:
    reading = read(
        "date,sport,distance_km,duration,effort\n"
        "2026-11-12,run,8,,\n"
        "2026-02-30,run,8,,\n"
        "2026-11-13,run,eight,,\n"
        "2026-11-14,run,,,\n"
        "2026-11-15,,5,,\n"
        "11/12/2026,run,5,,\n"
        "2026-11-16,run,5,,11\n"
        "2026-11-17,run,-5,,\n"
    )
    assert len(reading.recordings) == 1
    assert [warning.partition(":")[0] for warning in reading.warnings] == [f"line {number}" for number in range(3, 10)]
    assert all("write" in warning or "below zero" in warning for warning in reading.warnings)


def test_a_table_without_a_usable_line_fails_with_the_first_reason() -> None:
    reading = read("date,sport,distance_km\nyesterday,run,8\n")
    assert (reading.status, "yesterday" in (reading.reason or "")) == ("failed", True)
    assert read("date,sport,distance_km\n").status == "failed"


def test_a_cell_without_end_fails_with_what_to_look_for() -> None:
    reading = read('date,sport,distance_km,notes\n2026-11-12,run,8,"' + "x" * 200_000)
    assert (reading.status, "quotation mark" in (reading.reason or "")) == ("failed", True)


def test_quoted_notes_over_several_lines_stay_whole() -> None:
    first, second = activities('date,sport,distance_km,notes\n2026-11-12,run,8,"one\ntwo"\n2026-11-13,run,5,\n')
    assert (first.notes, second.distance_m) == ("one\ntwo", 5000)


def test_unknown_columns_are_named() -> None:
    reading = read("date,sport,distance_km,weather\n2026-11-12,run,8,rain\n")
    assert reading.warnings == ("columns not used: weather",)


def test_zero_minutes_of_warm_up_is_kept_as_zero() -> None:
    (activity,) = activities("date,sport,distance_km,warm_up_min\n2026-11-12,run,8,0\n")
    assert activity.warm_up_min == 0

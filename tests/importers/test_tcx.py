"""TCX files: laps, points, extensions, and damage."""

from datetime import UTC, datetime

import pytest

from runlog.importers import read_bytes
from runlog.model import FileReading, Recording

HEAD = (
    '<?xml version="1.0"?><TrainingCenterDatabase '
    'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
)
TAIL = "</Activities></TrainingCenterDatabase>"


def point(second: int, extra: str = "") -> str:
    return (
        f"<Trackpoint><Time>2026-08-04T05:30:{second:02d}Z</Time><Position><LatitudeDegrees>48.1</LatitudeDegrees>"
        f"<LongitudeDegrees>16.2</LongitudeDegrees></Position><DistanceMeters>{3 * second}</DistanceMeters>"
        f"<HeartRateBpm><Value>{100 + second}</Value></HeartRateBpm>{extra}</Trackpoint>"
    )


def activity(*laps: str, sport: str = "Running", more: str = "") -> str:
    return f'<Activity Sport="{sport}"><Id>2026-08-04T05:30:00Z</Id>{"".join(laps)}{more}</Activity>'


def lap(*points: str, seconds: float = 10, metres: float = 30) -> str:
    return (
        f'<Lap StartTime="2026-08-04T05:30:00Z"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><Intensity>Active</Intensity>"
        f"<TriggerMethod>Manual</TriggerMethod><Track>{''.join(points)}</Track></Lap>"
    )


def read(text: str) -> FileReading:
    return read_bytes(text.encode(), name="run.tcx")


def only(reading: FileReading) -> Recording:
    assert reading.status == "read", reading.reason
    (recording,) = reading.recordings
    return recording


def test_points_laps_and_words_are_read() -> None:
    more = "<Notes>easy, warm-up first</Notes><Creator><Name>Watch 7</Name></Creator>"
    recording = only(read(HEAD + activity(lap(point(0), point(5)), lap(point(9)), more=more) + TAIL))
    assert recording.samples["hr_bpm"].tolist() == [100, 105, 109]
    assert recording.samples["distance_m"].tolist() == [0, 15, 27]
    assert (recording.activity.distance_m, recording.activity.duration_s) == (60, 20)
    assert (recording.activity.notes, recording.activity.device) == ("easy, warm-up first", "Watch 7")
    assert recording.activity.start_utc == datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
    assert [entry.name for entry in recording.laps] == ["Manual", "Manual"]


def test_run_cadence_counts_both_feet() -> None:
    values = "<n:Speed>2.9</n:Speed><n:RunCadence>86</n:RunCadence><n:Watts>240</n:Watts>"
    extra = f"<Extensions><n:TPX>{values}</n:TPX></Extensions>"
    row = only(read(HEAD + activity(lap(point(0, extra))) + TAIL)).samples.iloc[0]
    assert (row["cadence_spm"], row["speed_mps"], row["power_w"]) == (172, 2.9, 240)


def test_a_bikes_cadence_is_left_as_it_is() -> None:
    text = HEAD + activity(lap(point(0, "<Cadence>86</Cadence>")), sport="Biking") + TAIL
    recording = only(read(text))
    assert (recording.activity.sport, recording.samples["cadence_spm"].tolist()) == ("cycling", [86])


def test_an_activity_without_points_is_an_activity() -> None:
    recording = only(read(HEAD + activity(lap(seconds=1800, metres=0), sport="Other") + TAIL))
    assert (len(recording.samples), recording.activity.duration_s) == (0, 1800)


def test_each_activity_is_one_recording() -> None:
    reading = read(HEAD + activity(lap(point(0))) + activity(lap(point(1)), sport="Biking") + TAIL)
    assert [recording.activity.sport for recording in reading.recordings] == ["running", "cycling"]


def test_what_comes_before_a_break_is_kept() -> None:
    text = HEAD + activity(lap(point(0), point(1), point(2))) + TAIL
    reading = read(text[: text.index("<HeartRateBpm><Value>102")])
    recording = only(reading)
    assert recording.samples["hr_bpm"].tolist() == [100, 101]
    assert recording.activity.distance_m is None, "a lap's total does not belong to half a lap"
    assert len(reading.warnings) == 2


@pytest.mark.parametrize(("element", "said"), [("Workouts><Workout", "workout"), ("Courses><Course", "course")])
def test_plans_are_skipped(element: str, said: str) -> None:
    inner = element.partition("><")
    text = f"<TrainingCenterDatabase><{element}/></{inner[0]}></TrainingCenterDatabase>"
    reading = read(text)
    assert (reading.status, said in (reading.reason or "")) == ("skipped", True)


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    reading = read(bomb + HEAD.partition("?>")[2] + activity(lap(point(0)), more="<Notes>&a;</Notes>") + TAIL)
    assert reading.status == "failed"
    assert "entities" in (reading.reason or "")


def test_an_activity_without_any_time_fails_with_what_to_do() -> None:
    reading = read(f'{HEAD}<Activity Sport="Running"><Lap/></Activity>{TAIL}')
    assert (reading.status, "runs.csv" in (reading.reason or "")) == ("failed", True)

"""Apple Health: workouts out of a long XML, routes beside it, nothing that a hostile one could cost."""

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runlog.importers import limits, read_bytes, read_file
from runlog.library import open_log
from runlog.model import Activity
from tests.importers.bundles.builders import put, zipped
from tests.support.library_files import TODAY

DTD = "<!DOCTYPE HealthData [\n<!-- HealthKit Export Version: 14 -->\n<!ELEMENT HealthData (x*)>\n<!ATTLIST x\n]>"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n{DTD}\n<HealthData locale="en_AT">\n'
RECORD = '<Record type="HKQuantityTypeIdentifierStepCount" sourceName="x" unit="count" value="9"/>\n'
RUN = "HKWorkoutActivityTypeRunning"


def workout(  # noqa: PLR0913 (each keyword is one thing that workouts differ in)
    kind: str = RUN,
    start: str = "2026-05-04 08:00:00 +0200",
    *,
    source: str = "Watch",
    inside: str = "",
    minutes: float = 45.5,
    attributes: str = "",
) -> str:
    return (
        f'<Workout workoutActivityType="{kind}" duration="{minutes}" durationUnit="min" sourceName="{source}" '
        f'startDate="{start}" endDate="2026-05-04 08:46:00 +0200" {attributes}>{inside}</Workout>\n'
    )


STATISTICS = (
    '<WorkoutActivity uuid="1"><WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="99" '
    'unit="km"/></WorkoutActivity>'
    '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="{distance}" unit="{unit}"/>'
    '<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="141.4" maximum="165" unit="count/min"/>'
    '<MetadataEntry key="HKElevationAscended" value="8520 cm"/>'
)
ROUTE = '<WorkoutRoute sourceName="Watch"><FileReference path="/workout-routes/route_1.gpx"/></WorkoutRoute>'


def export(*workouts: str) -> bytes:
    return (HEAD + RECORD + "".join(workouts) + RECORD + "</HealthData>").encode()


def activities(data: bytes) -> list[Activity]:
    reading = read_bytes(data, name="Export.xml")
    assert reading.status == "read", reading.reason
    assert reading.format == "Apple Health"
    return [recording.activity for recording in reading.recordings]


@pytest.mark.parametrize(("distance", "unit", "metres"), [("8.61", "km", 8610), ("5.35", "mi", 8609.99)])
def test_a_workout_with_its_statistics(distance: str, unit: str, metres: float) -> None:
    (run,) = activities(export(workout(inside=STATISTICS.format(distance=distance, unit=unit))))
    assert run.distance_m == pytest.approx(metres, abs=0.01)
    assert (run.sport, run.duration_s, run.avg_hr_bpm, run.max_hr_bpm) == ("running", 2730, 141.4, 165)
    assert run.ascent_m == pytest.approx(85.2)
    assert (run.start_utc, run.utc_offset_min) == (datetime(2026, 5, 4, 6, tzinfo=UTC), 120)


def test_the_attributes_of_ios_15_are_read() -> None:
    (run,) = activities(export(workout(attributes='totalDistance="5.35" totalDistanceUnit="mi"')))
    assert run.distance_m == pytest.approx(8609.99, abs=0.01)


@pytest.mark.parametrize(
    ("kind", "sport"),
    [
        ("TraditionalStrengthTraining", "strength_training"), ("FunctionalStrengthTraining", "functional_training"),
        ("CoreTraining", "core_training"), ("Pilates", "pilates"), ("Yoga", "yoga"), ("Walking", "walking"),
        ("Flexibility", "flexibility_training"), ("Hiking", "hiking"), ("Cycling", "cycling"),
    ],
)  # fmt: skip
def test_kinds_of_workout(kind: str, sport: str) -> None:
    assert [one.sport for one in activities(export(workout(f"HKWorkoutActivityType{kind}")))] == [sport]


def test_a_run_that_three_apps_wrote_down_is_one_and_an_evening_run_another() -> None:
    twice = [
        workout(inside=STATISTICS.format(distance="8.61", unit="km")),
        workout(source="Strava", start="2026-05-04 08:00:20 +0200", attributes='totalDistance="8.5"'),
        workout(source="Other", start="2026-05-04 08:01:00 +0200"),
        workout(source="Strava", start="2026-05-04 19:00:00 +0200"),
    ]
    reading = read_bytes(export(*twice), name="export.xml")
    assert [recording.activity.device for recording in reading.recordings] == ["Watch", "Strava"]
    assert reading.warnings == ("2 workouts that another app wrote down too were left out",)


def test_the_workouts_own_zone_goes_before_that_of_the_exporting_phone() -> None:
    zone = '<MetadataEntry key="HKTimeZone" value="America/New_York"/>'
    (run,) = activities(export(workout(inside=zone)))
    assert (run.start_utc, run.utc_offset_min) == (datetime(2026, 5, 4, 6, tzinfo=UTC), -240)


def test_the_archive_joins_a_workout_to_its_route(tmp_path: Path) -> None:
    points = "".join(
        f'<trkpt lat="{47.2 + 0.0003 * at:.5f}" lon="9.5"><ele>450</ele>'
        f"<time>2026-05-04T06:{at // 6:02}:{at % 6 * 10:02}Z</time></trkpt>"
        for at in range(270)
    )
    gpx = (
        f'<gpx version="1.1" creator="Apple Health Export"><trk><name>Route</name><trkseg>{points}</trkseg></trk></gpx>'
    )
    files = {
        "apple_health_export/exportación.xml": export(
            workout(inside=STATISTICS.format(distance="8.99", unit="km") + ROUTE)
        ),
        "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
        "apple_health_export/workout-routes/route_1.gpx": gpx.encode(),
        "apple_health_export/electrocardiograms/ecg.csv": b"Name,Date of Birth\n",
    }
    put(tmp_path / "export.zip", zipped(files))
    log = open_log(tmp_path, today=TODAY)
    (row,) = log.activities.to_dict("records")
    assert (row["sport"], row["kind"], row["avg_hr_bpm"]) == ("running", "run", 141.4)
    assert len(log.samples(str(row["id"]))) == 270
    assert {file.path for file in log.files} == {
        "export.zip",
        "export.zip!apple_health_export/exportación.xml",
        "export.zip!apple_health_export/workout-routes/route_1.gpx",
    }


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE HealthData SYSTEM "http://example.org/x.dtd">',
        "<!DOCTYPE HealthData [<!ELEMENT x ANY>] ",
    ],
)
def test_entities_and_outside_references_are_refused(doctype: str) -> None:
    data = f'<?xml version="1.0"?>\n{doctype}\n<HealthData>{workout()}</HealthData>'.encode()
    reading = read_bytes(data, name="export.xml")
    assert (reading.status, "entities" in (reading.reason or "")) == ("failed", True)


def test_a_broken_export_gives_what_comes_before_the_break() -> None:
    reading = read_bytes(export(workout(), "<Record a='1' a='2'/>", workout()), name="export.xml")
    assert len(reading.recordings) == 1
    assert "duplicate attribute" in reading.warnings[0]


def test_an_encoding_that_nobody_knows_does_no_harm() -> None:
    data = export(workout()).replace(b'encoding="UTF-8"', b'encoding="UTF-99"')
    assert len(read_bytes(data, name="export.xml").recordings) == 1


def test_deep_nesting_is_refused() -> None:
    assert "nested deeper" in (read_bytes(export("<a>" * 50), name="export.xml").reason or "")


def test_a_long_export_is_read_in_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlog.importers.streams.STREAM_FROM_BYTES", limits.MIB)
    path = tmp_path / "export.xml"
    with path.open("wb") as file:
        file.write(HEAD.encode())
        for _ in range(40):
            file.write(RECORD.encode() * 10_000)
        file.write(f"{workout()}</HealthData>".encode())
    assert path.stat().st_size > 30 * limits.MIB
    read_bytes(export(workout()), name="warm-up.xml")
    tracemalloc.start()
    reading = read_file(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(reading.recordings) == 1
    assert peak < 12 * limits.MIB

"""Each vendor's table in each language known, with point and comma, kilometres and miles."""

from datetime import datetime

import pytest

from runlog.importers import ReadOptions, read_bytes
from runlog.model import Activity, FileReading, Ground
from tests.importers.bundles.builders import a_year, strava_table, table

GARMIN_HEADERS = {
    "en": "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,Total Ascent,"
          "Total Descent,Avg Stride Length,Steps",
    "de": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø HF,Max. HF,Ø Schrittfrequenz (Laufen),"
          "Positiver Höhenunterschied,Negativer Höhenunterschied,Ø Schrittlänge,Schritte",
    "de-2025": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz,Maximale Herzfrequenz,"
               "Ø Schrittfrequenz (Laufen),Anstieg gesamt,Abstieg gesamt,Ø Schrittlänge,Schritte",
    "fr": "Type d'activité,Date,Favori,Titre,Distance,Calories,Durée,Fréquence cardiaque moyenne,"
          "Fréquence cardiaque maximale,Cadence de course moyenne,Ascension totale,Descente totale,"
          "Longueur moyenne des foulées,Pas",
    "es": "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo,FC media,FC máxima,?,Ascenso total,?,?,?",
    "nl": "Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd,Gem. HS,Max HS,?,Totale stijging,"
          "Totale daling,?,?",
}  # fmt: skip
GARMIN_RUN = {"en": "Running", "de": "Laufen", "de-2025": "Laufen", "fr": "Course à pied", "es": "Carrera",
              "nl": "Hardlopen"}  # fmt: skip


def garmin(language: str = "en", *, comma: bool = False, miles: bool = False) -> bytes:
    """Three runs of 8, 9 and 10 km and a strength session, as an account of this kind lists them."""
    rows: list[list[object]] = [[*GARMIN_HEADERS[language].split(",")]]
    for day, km in ((1, 8.0), (2, 9.0), (3, 10.0)):
        seconds = int(km * 360)
        shown = f"{km / 1.609344 if miles else km:.2f}"
        climb = f"{(61 if not miles else 200) + 1000 * (day == 3):,}"
        rows.append([
            GARMIN_RUN[language], f"2026-03-0{day} 07:15:00", "false", f"Run {day}",
            shown.replace(".", ",") if comma else shown, 500, f"0{seconds // 3600}:{seconds // 60 % 60:02}:00.0",
            "141", "165", "166", climb, "--", "1,00" if comma else "1.00", "4,808",
        ])  # fmt: skip
    rows.append(["Strength Training", "2026-03-05 18:00:00", "false", "Core", "0,00" if comma else "0.00", 90,
                 "00:30:00", "--", "--", "--", "--", "--", "--", "--"])  # fmt: skip
    return table(rows).encode("utf-8-sig")


def read(data: bytes | str, options: ReadOptions | None = None) -> FileReading:
    raw = data.encode() if isinstance(data, str) else data
    reading = read_bytes(raw, name="x.csv", options=options or ReadOptions())
    assert reading.status == "read", reading.reason
    return reading


def activities(data: bytes | str, options: ReadOptions | None = None) -> list[Activity]:
    return [recording.activity for recording in read(data, options).recordings]


@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("language", GARMIN_HEADERS)
def test_garmins_list_in_its_languages_with_point_and_comma(language: str, *, comma: bool) -> None:
    reading = read(garmin(language, comma=comma))
    first, _, third, strength = [recording.activity for recording in reading.recordings]
    assert reading.format == "Garmin Connect Activities.csv"
    assert (first.sport, first.distance_m, first.duration_s, first.avg_hr_bpm) == ("running", 8000, 2880, 141)
    assert (first.start_local, first.start_utc) == (datetime(2026, 3, 1, 7, 15), None)  # noqa: DTZ001 (a wall clock)
    assert (first.ascent_m, third.ascent_m, first.descent_m) == (61, 1061, None)
    assert (strength.sport, strength.duration_s) == ("strength_training", 1800)
    assert any("decimal comma in distance_m" in warning for warning in reading.warnings) == comma


def test_miles_are_told_by_steps_and_stride() -> None:
    reading = read(garmin(miles=True))
    first = reading.recordings[0].activity
    assert first.distance_m == pytest.approx(8000, abs=10)
    assert first.ascent_m == pytest.approx(60.96)
    assert "distances in mi: that fits steps and stride" in reading.warnings


def test_without_steps_the_unit_is_taken_as_km_and_said_and_the_users_word_goes_first() -> None:
    data = garmin("es")
    assert any("taken as km" in warning for warning in read(data).warnings)
    assert activities(data, ReadOptions(units="mi"))[0].distance_m == pytest.approx(8 * 1609.344)


def test_garmins_german_list_of_2012_with_a_title_above_it() -> None:
    text = (
        "Aktivitäten von jemand\n\nFavorit,Aktivitätsname,Aktivitätstyp,Course,Start,Zeit,Distanz,Ø Geschw(Ø Pace),\n"
        'false,Abendlauf,Laufen,,"Fr, 25 Mai 2012 20:31",1:01:12,"10,20","9,99",\n'
    )
    (run,) = activities(text)
    assert (run.title, run.distance_m, run.duration_s) == ("Abendlauf", 10200, 3672)
    assert run.start_local == datetime(2012, 5, 25, 20, 31)  # noqa: DTZ001 (a wall clock)


def test_dates_that_excel_wrote_anew_are_month_first() -> None:
    text = "Activity Type,Date,Title,Distance,Time\nRunning,7/4/2020 15:36,A,8.00,00:48:00\n"
    reading = read(text)
    assert reading.recordings[0].activity.start_local == datetime(2020, 7, 4, 15, 36)  # noqa: DTZ001 (a wall clock)
    assert any("month first" in warning for warning in reading.warnings)
    other = activities(text, ReadOptions(dates="dmy"))[0]
    assert other.start_local == datetime(2020, 4, 7, 15, 36)  # noqa: DTZ001 (a wall clock)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_stravas_second_distance_and_utc_dates_in_each_language(language: str) -> None:
    reading = read(strava_table(a_year(3), language))
    first = reading.recordings[0]
    assert first.activity.distance_m == pytest.approx(8000.123)
    assert first.activity.start_utc == a_year(3)[0].start
    assert first.recorded_in == "activities/1767423600.fit.gz"
    assert first.activity.notes is not None
    assert first.activity.notes.startswith('two\nlines, "quoted"')
    assert reading.recordings[-1].recorded_in is None


def test_stravas_table_before_2019() -> None:
    text = (
        "id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n"
        '1,2018-09-12 15:02:23,Evening,Run,"she said \\"go\\", so",2880,8000.5,false,Blue,activities/1.gpx\n'
    )
    reading = read(text)
    run = reading.recordings[0].activity
    assert (run.distance_m, run.duration_s, run.shoe, run.notes) == (8000.5, 2880, "Blue", 'she said "go", so')
    assert reading.format == "Strava activities.csv (before 2019)"


@pytest.mark.parametrize(("unit", "climb", "told"), [("km", "m", ("8.00", "61")), ("mi", "ft", ("4.97", "200"))])
def test_runkeeper_names_its_units(unit: str, climb: str, told: tuple[str, str]) -> None:
    header = (
        f"Activity Id,Date,Type,Route Name,Distance ({unit}),Duration,Average Pace,Average Speed ({unit}/h),"
        f"Calories Burned,Climb ({climb}),Average Heart Rate (bpm),Friend's Tagged,Notes,GPX File\n"
    )
    rows = f"a,2026-03-01 07:15:00,Running,,{told[0]},48:00,6:00,10,500,{told[1]},141,,fine,2026-03-01-071500.gpx\n"
    reading = read(header + rows + "b,2026-03-02 18:00:00,Strength Training,,0.00,1:02:30,,,,0,,,,\n")
    run, strength = reading.recordings
    assert run.activity.distance_m == pytest.approx(8000, abs=3)
    assert run.activity.ascent_m == pytest.approx(61, abs=0.1)
    assert (run.recorded_in, run.activity.notes, run.activity.duration_s) == ("2026-03-01-071500.gpx", "fine", 2880)
    assert (strength.activity.sport, strength.activity.duration_s) == ("strength_training", 3750)


def test_gcexport_tells_offset_device_and_gear() -> None:
    text = (
        "Start Time,End Time,Activity ID,Activity Name,Description,Location Name,Time Zone,Offset,"
        "Duration (h:m:s),Elapsed Duration (h:m:s),Moving Duration (h:m:s),Activity Type,Device,Gear,Distance (km),"
        "Average Heart Rate (bpm)\n"
        "2026-03-01 07:15:00,,77,Morning,ok,,Europe/Vienna,+01:00,00:48:00,00:49:00,00:47:30,running,Watch,Blue,"
        "8.0,141\n"
    )
    (run,) = activities(text)
    assert (run.utc_offset_min, run.device, run.shoe, run.moving_s) == (60, "Watch", "Blue", 2850)


def test_trainingpeaks_leaves_plans_and_days_off_out_and_says_so() -> None:
    text = (
        "\ufeffTitle,WorkoutType,WorkoutDescription,PlannedDuration,PlannedDistanceInMeters,WorkoutDay,CoachComments,"
        "DistanceInMeters,HeartRateAverage,HeartRateMax,TimeTotalInHours,AthleteComments,Feeling,Rpe\n"
        'Easy,Run,"a\nplan",1,10000,2026-03-01,well done,8000.5,141,165,0.8,"back 2",3,4\n'
        "Long,Run,,2,20000,2026-03-08,,,,,,,,\nRest,Day Off,,,,2026-03-09,,,,,,,,\n"
    )
    reading = read(text)
    (run,) = [recording.activity for recording in reading.recordings]
    assert (run.date_only, run.distance_m, run.duration_s, run.effort_1_10) == (True, 8000.5, 2880, 4)
    assert run.notes == "back 2\nwell done"
    assert {"1 line left out: planned, not done", "1 line left out: days off"} <= set(reading.warnings)


def test_intervals_as_a_table() -> None:
    text = (
        "id,start_date_local,type,name,moving_time,elapsed_time,distance,total_elevation_gain,average_heartrate,icu_rpe\n"
        "i1,2026-03-01T07:15:00,Run,Morning,2850,2880,8000.0,61.0,141,4\n"
    )
    (run,) = activities(text)
    assert (run.distance_m, run.duration_s, run.moving_s, run.effort_1_10) == (8000, 2880, 2850, 4)


def test_a_table_of_intervals_without_elapsed_times_is_read_by_what_it_has() -> None:
    (run,) = activities("start_date_local,type,moving_time,distance\n2026-03-01T07:15:00,Run,2850,8000.0\n")
    assert (run.distance_m, run.duration_s, run.moving_s) == (8000, None, 2850)


def test_polar_flows_csv_is_one_session_with_samples_below_that_are_no_rows() -> None:
    text = (
        "Name,Sport,Date,Start time,Duration,Total distance (km),Average heart rate (bpm),Ascent (m),Descent (m),Notes,"
        "Height (cm),Weight (kg),HR max,HR sit,VO2max,\n"
        "A,RUNNING,20-06-2018,07:15:00,00:48:00,8.00,141,61,60,fine,180,70,190,55,50,\n"
        "Sample rate,Time,HR (bpm),Speed (km/h)\n1,00:00:00,100,8.0\n,00:00:01,101,8.1\n"
    )
    (run,) = activities(text)
    assert (run.sport, run.distance_m, run.duration_s, run.descent_m) == ("running", 8000, 2880, 60)
    assert run.start_local == datetime(2018, 6, 20, 7, 15)  # noqa: DTZ001 (a wall clock)


SHEET = '"Datum","Art","Distanz in km","Zeit HH:MM:SS","Schuh","Notiz"\n18.02.12,"LaD","7,4",00:55:30,"Gel","Wade"\n'
MAPPING = (("Datum", "date"), ("Distanz in km", "distance_km"), ("Zeit HH:MM:SS", "duration"), ("Schuh", "shoe"),
           ("Notiz", "notes"))  # fmt: skip


def test_any_other_table_is_read_through_a_mapping() -> None:
    assert read_bytes(SHEET.encode("cp1252"), name="x.csv").status == "skipped"
    (run,) = activities(SHEET.encode("cp1252"), ReadOptions(columns=MAPPING))
    assert (run.sport, run.distance_m, run.duration_s, run.shoe, run.notes) == ("running", 7400, 3330, "Gel", "Wade")
    assert run.start_local is not None
    assert (run.start_local.year, run.date_only) == (2012, True)


def test_a_zone_told_by_the_user_places_times_without_one() -> None:
    first = activities(garmin(), ReadOptions(tz="Europe/Vienna"))[0]
    assert (first.utc_offset_min, first.offset_basis) == (60, "settings")


def test_stravas_dirt_is_unpaved_ground_as_the_vendor_tells_it() -> None:
    first = activities(strava_table(a_year(3)))[0]
    assert first.ground == {Ground.GRAVEL: pytest.approx(0.25, abs=1e-4)}
    assert first.ground_basis == "vendor"


def test_unknown_columns_are_named_and_never_fatal() -> None:
    text = garmin().decode("utf-8-sig").replace("Calories", "Moonphase")
    assert "columns not used: Moonphase" in read(text).warnings


def test_a_row_without_a_date_is_named_by_its_line() -> None:
    header = "Activity Type,Date,Title,Distance,Time\n"
    reading = read(f"{header}Running,soon,A,8,00:48:00\nRunning,2026-03-01,B,8,00:48:00\n")
    assert len(reading.recordings) == 1
    assert any(warning.startswith("line 2: 'soon' is no date") for warning in reading.warnings)


def test_a_table_in_meters_among_kilometres_is_put_right() -> None:
    rows = "".join(f"Running,2026-03-0{day} 07:15:00,A,{km},00:48:00\n" for day, km in ((1, 8.1), (2, 8.2), (3, 8.3)))
    text = f"Activity Type,Date,Title,Distance,Time\n{rows}Track Running,2026-03-04 07:15:00,T,8000.5,00:48:00\n"
    assert activities(text)[-1].distance_m == pytest.approx(8000.5)

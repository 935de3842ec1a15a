"""The smaller vendors' tables: Runkeeper, Polar Flow, TrainingPeaks, intervals.icu."""

from collections.abc import Mapping
from typing import Final

from runlog.importers.tables.cells import is_missing
from runlog.importers.tables.flavour import ACCOUNT_UNITS, Flavour, column
from runlog.units import S_PER_HOUR


def planned_only(row: Mapping[str, str]) -> str | None:
    """TrainingPeaks mixes days off and plans with what was done."""
    if row.get("sport", "").strip().casefold() == "day off":
        return "days off"
    done = ("duration_s", "distance_m")
    return "planned, not done" if all(is_missing(row.get(field, "")) for field in done) else None


RUNKEEPER: Final = Flavour(
    key="runkeeper",
    format="Runkeeper cardioActivities.csv",
    required=("start", "sport", "distance_m", "recorded_in"),
    columns=(
        column("start", en="Date"),
        column("sport", en="Type"),
        column("title", en="Route Name"),
        column("distance_m", ACCOUNT_UNITS, en="Distance"),
        column("duration_s", en="Duration"),
        column("ascent_m", en="Climb"),
        column("avg_hr_bpm", en="Average Heart Rate"),
        column("notes", en="Notes"),
        column("recorded_in", en="GPX File"),
    ),
)

POLAR_FLOW: Final = Flavour(
    key="polar-flow",
    format="Polar Flow CSV",
    required=("sport", "start", "clock", "duration_s", "hr_sit"),
    dates="dmy",
    rows_max=1,
    columns=(
        column("title", en="Name"),
        column("sport", en="Sport"),
        column("start", en="Date"),
        column("clock", en="Start time"),
        column("duration_s", en="Duration"),
        column("distance_m", ACCOUNT_UNITS, en="Total distance"),
        column("avg_hr_bpm", en="Average heart rate"),
        column("ascent_m", en="Ascent"),
        column("descent_m", en="Descent"),
        column("notes", en="Notes"),
        column("hr_sit", en="HR sit"),
    ),
)

TRAININGPEAKS: Final = Flavour(
    key="trainingpeaks",
    format="TrainingPeaks workouts.csv",
    required=("title", "sport", "start", "duration_s"),
    leave_out=planned_only,
    columns=(
        column("title", en="Title"),
        column("sport", en="WorkoutType"),
        column("start", en="WorkoutDay"),
        column("distance_m", decimal=".", en="DistanceInMeters"),
        column("duration_s", S_PER_HOUR, decimal=".", en="TimeTotalInHours"),
        column("avg_hr_bpm", decimal=".", en="HeartRateAverage"),
        column("max_hr_bpm", decimal=".", en="HeartRateMax"),
        column("avg_cadence_spm", decimal=".", en="CadenceAverage"),
        column("effort_1_10", decimal=".", en="Rpe"),
        column("notes", en="AthleteComments"),
        column("private_notes", en="CoachComments"),
    ),
)

INTERVALS: Final = Flavour(
    key="intervals",
    format="intervals.icu activities",
    required=("start", "sport"),
    columns=(
        column("start", en="start_date_local"),
        column("sport", en="type"),
        column("title", en="name"),
        column("notes", en="description"),
        column("moving_s", decimal=".", en="moving_time"),
        column("elapsed_s", decimal=".", en="elapsed_time"),
        column("distance_m", decimal=".", en="distance"),
        column("ascent_m", decimal=".", en="total_elevation_gain"),
        column("descent_m", decimal=".", en="total_elevation_loss"),
        column("avg_hr_bpm", decimal=".", en="average_heartrate"),
        column("max_hr_bpm", decimal=".", en="max_heartrate"),
        column("avg_cadence_spm", decimal=".", en="average_cadence"),
        column("effort_1_10", decimal=".", en=("icu_rpe", "perceived_exertion")),
    ),
)

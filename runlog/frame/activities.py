"""ACTIVITIES: one row per activity of a log, every sport kept."""

from typing import Final

from runlog.frame.table import Column, Table
from runlog.model import Ground

GROUND_COLUMNS: Final = {ground: f"ground_{ground.value}_share" for ground in Ground}

_LONGEST_S: Final = 14 * 86_400
"""No outing goes on for longer under one press of a button; a timer that was forgotten does."""
ACTIVITIES: Final = Table(
    "ACTIVITIES",
    (
        Column("id", "str", "stable name: start instant, sport, short hash of the best source"),
        Column("start_utc", "datetime64[us, UTC]", "start instant"),
        Column("utc_offset_min", "float64", "local time minus UTC in minutes", low=-14 * 60, high=14 * 60),
        Column("offset_basis", "str", "where the offset is from: file, position, settings, machine"),
        Column("start_local", "datetime64[us]", "start on the runner's own clock"),
        Column("date_only", "bool", "the source gives no time of day (start_local is then noon)"),
        Column("sport", "str", "canonical sport"),
        Column("sub_sport", "str", "the device's finer word for it"),
        Column("kind", "str", "run, walk, cross, strength, mobility, other"),
        Column("distance_m", "float64", "metres", low=0, high=2_000_000),
        Column("duration_s", "float64", "seconds with the timer running", low=0, high=_LONGEST_S),
        Column("moving_s", "float64", "seconds in motion", low=0, high=_LONGEST_S),
        Column("ascent_m", "float64", "metres climbed", low=0, high=60_000),
        Column("descent_m", "float64", "metres descended", low=0, high=60_000),
        Column("avg_hr_bpm", "float64", "mean heart rate", low=20, high=250),
        Column("max_hr_bpm", "float64", "highest heart rate", low=20, high=250),
        Column("avg_cadence_spm", "float64", "mean steps a minute of both feet", low=0),
        Column("avg_vertical_oscillation_mm", "float64", "mean vertical oscillation", low=0, high=400),
        Column("steep_descent_m", "float64", "metres lost on slopes of ten percent or more, on foot", low=0),
        Column("running_min", "float64", "minutes of running steps: standing, walking and gaps left out", low=0),
        Column("hard_running_min", "float64", "of these, on asphalt, concrete and paving as far as known", low=0),
        Column("steps", "float64", "steps of both feet, on foot", low=0),
        Column("avg_stance_time_ms", "float64", "mean ground contact time of one step", low=0, high=2000),
        Column("cadence_drift_spm", "float64", "cadence of a run's last third minus its first, at like pace"),
        Column("vertical_oscillation_drift_mm", "float64", "as above, vertical oscillation"),
        Column("stance_time_drift_ms", "float64", "as above, ground contact time"),
        Column("effort_1_10", "float64", "the runner's own rating", low=1, high=10),
        Column("title", "str", "the activity's name"),
        Column("notes", "str", "the runner's words"),
        Column("shoe", "str", "the pair worn"),
        Column("device", "str", "what recorded it"),
        Column("sources", "str", "paths of its files inside the log, joined by ' | '"),
        *(
            Column(name, "float64", f"share of the distance on {ground.value}", low=0, high=1)
            for ground, name in GROUND_COLUMNS.items()
        ),
        Column("ground_tagged_share", "float64", "of the distance, what a map's surface tag tells", low=0, high=1),
        Column("ground_inferred_share", "float64", "of it, what a map's kind of way lets infer", low=0, high=1),
        Column("ground_basis", "str", "how the ground is known: device, tagged, inferred, vendor, note, settings"),
        Column("ground_by_km", "str", "a word a kilometre, class and basis: asphalt/tagged trail/inferred unknown"),
        Column("warm_up", "str", "noted, detected, none (told or seen that there was none), unknown"),
        Column("warm_up_min", "float64", "minutes of warm-up told by the source", low=0),
        Column("warm_up_basis", "str", "how the warm-up is known: file, note, samples"),
    ),
)
"""Shares of ground that don't sum to one leave the rest unknown."""

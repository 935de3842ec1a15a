"""Garmin Connect's list of activities (`Activities.csv`), and what gcexport.py makes of it.

The list names no unit: kilometres or miles by the account, told apart by steps times stride where a table has them.
Its number format does not follow its language. Dates are local, without a zone.
"""

from typing import Final

from runlog.importers.tables.flavour import ACCOUNT_UNITS, Flavour, column
from runlog.importers.tables.headers import fold

_MM_PER_CM: Final = 10.0

_KNOWN: Final = (
    "Favorite|Calories|Aerobic TE|Max Run Cadence|Avg Pace|Best Pace|Avg Vertical Ratio|Avg Ground Contact Time|"
    "Avg GAP|Normalized Power® (NP®)|Training Stress Score®|Avg Power|Max Power|Steps|Total Reps|Total Sets|"
    "Decompression|Best Lap Time|Number of Laps|Min Elevation|Max Elevation|Avg GCT Balance|Body Battery Drain|"
    "Avg Resp|Min Resp|Max Resp|Avg Stress|Max Stress|Avg Bike Cadence|Max Bike Cadence|Avg Speed|Max Speed|"
    "Bottom Time|Elapsed Time|"
    "Favorit|Kalorien|Aerober TE|Max. Schrittfrequenz (Laufen)|Ø Pace|Ø Geschwindigkeit|Beste Pace|"
    "Maximale Geschwindigkeit|Schritte|Body Battery Abnahme|Minimale Höhe|Maximale Höhe|Favori|TE aérobie|"
    "Cadence de course maximale|Allure moyenne|Meilleure allure|Pas|Consommation du Body Battery|Nombre de tours|"
    "Altitude minimale|Favorito|Calorías|Ritmo medio|Favoriet|Calorieën|Aëroob TE|Minimum hoogte"
)
"""Headers of the vendor's that hold nothing for runlog, in the languages known."""

GARMIN: Final = Flavour(
    known=frozenset(fold(name) for name in _KNOWN.split("|")),
    key="garmin",
    format="Garmin Connect Activities.csv",
    required=("sport", "start", "title", "duration_s"),
    dates="mdy",
    columns=(
        column("sport", en="Activity Type"),
        column("start", en="Date"),
        column("title", en="Title"),
        column("distance_m", ACCOUNT_UNITS, en="Distance"),
        column("duration_s", en=("Time", "Activity Time")),
        column("moving_s", en="Moving Time"),
        column("elapsed_s", en="Elapsed Time"),
        column("avg_hr_bpm", en="Avg HR"),
        column("max_hr_bpm", en="Max HR"),
        column("avg_cadence_spm", en="Avg Run Cadence"),
        column("stride_m", en="Avg Stride Length"),
        column("avg_vertical_oscillation_mm", _MM_PER_CM, en="Avg Vertical Oscillation"),
        column("ascent_m", en=("Total Ascent", "Elev Gain")),
        column("descent_m", en=("Total Descent", "Elev Loss")),
    ),
)  # fmt: skip

GCEXPORT: Final = Flavour(
    key="gcexport",
    format="gcexport.py activities.csv",
    required=("start", "title", "sport", "id"),
    columns=(
        column("start", en=("Start Time", "Begin Timestamp")),
        column("offset", en="Offset"),
        column("id", en="Activity ID"),
        column("title", en="Activity Name"),
        column("notes", en="Description"),
        column("sport", en="Activity Type"),
        column("duration_s", en="Duration"),
        column("elapsed_s", en="Elapsed Duration"),
        column("moving_s", en="Moving Duration"),
        column("distance_m", ACCOUNT_UNITS, en="Distance"),
        column("ascent_m", en=("Elevation Gain", "Elevation Gain Corrected")),
        column("descent_m", en=("Elevation Loss", "Elevation Loss Corrected")),
        column("avg_hr_bpm", en=("Average Heart Rate", "Avg. Heart Rate")),
        column("max_hr_bpm", en=("Max. Heart Rate", "Max Heart Rate")),
        column("shoe", en="Gear"),
        column("device", en="Device"),
    ),
)

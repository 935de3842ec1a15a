"""Strava's `activities.csv`, in the languages of its accounts; the archive's files are joined to it by `Filename`.

Dates are UTC whatever the account. Names that come twice hold the account's format first and SI with a point second:
the second is preferred. Every row is kept, with or without a file: strength sessions have none.
"""

from typing import Final

from runlog.importers.tables.flavour import Flavour, column
from runlog.importers.tables.headers import fold

_KNOWN: Final = (
    "Activity ID|Elapsed Time|Distance|Max Heart Rate|Relative Effort|Commute|Athlete Weight|Bike Weight|"
    "Max Speed|Average Speed|Elevation Low|Elevation High|Max Grade|Average Grade|Average Positive Grade|"
    "Average Negative Grade|Max Cadence|Max Watts|Average Watts|Calories|Max Temperature|Average "
    "Temperature|Total Work|Number of Runs|Uphill Time|Downhill Time|Other Time|Type|Start Time|Weighted "
    "Average Power|Power Count|Prefer Perceived Exertion|Perceived Relative Effort|Total Weight Lifted|From "
    "Upload|Grade Adjusted Distance|Weather Observation Time|Weather Condition|Weather Temperature|Apparent "
    "Temperature|Dewpoint|Humidity|Weather Pressure|Wind Speed|Wind Gust|Wind Bearing|Precipitation "
    "Intensity|Sunrise Time|Sunset Time|Moon Phase|Bike|Gear|Precipitation Probability|Precipitation Type|"
    "Cloud Cover|Weather Visibility|UV Index|Weather Ozone|Jump Count|Total Grit|Average Flow|Flagged|"
    "Average Elapsed Speed|Newly Explored Distance|Newly Explored Dirt Distance|Activity Count|Total Steps|"
    "Carbon Saved|Pool Length|Training Load|Intensity|Average Grade Adjusted Pace|Total Cycles|Recovery|"
    "With Pet|Competition|Long Run|For a Cause|With Kid|Downhill Distance|Media|Aktivitäts-ID|"
    "Verstrichene Zeit|Distanz|Max. Herzfrequenz|Relative Leistung|Pendeln|Sportlergewicht|Fahrradgewicht|"
    "Höchstgeschw.|Durchschnittliche Geschwindigkeit|Min. Höhe|Max. Höhe|Max. Steigung|Zyklen gesamt|"
    "Regeneration|Mit Haustier|Wettbewerb|Langer Lauf|Für einen guten Zweck|Medien|ID de l'activité|Temps "
    "écoulé|Fréquence cardiaque max.|Effort relatif|Déplacement-transport|Poids de l'athlète|Poids du vélo|"
    "Vitesse max.|Vitesse moyenne|ID de actividad|Tiempo transcurrido|Distancia"
)
"""Headers of the vendor's that hold nothing for runlog, in the languages known."""

STRAVA: Final = Flavour(
    known=frozenset(fold(name) for name in _KNOWN.split("|")),
    key="strava",
    format="Strava activities.csv",
    required=("start", "sport", "title", "recorded_in"),
    utc=True,
    columns=(
        column("start", en="Activity Date"),
        column("title", en="Activity Name"),
        column("sport", en="Activity Type"),
        column("notes", en="Activity Description"),
        # The German table calls the private note a "Hinweis zur Privatsphäre".
        column("private_notes", en="Activity Private Note"),
        column("shoe", en="Activity Gear"),
        column("recorded_in", en="Filename"),
        column("distance_m", decimal=".", en=("Distance#2", "Distance")),
        column("duration_s", decimal=".", en="Timer Time"),
        column("elapsed_s", decimal=".", en=("Elapsed Time#2", "Elapsed Time")),
        column("moving_s", decimal=".", en="Moving Time"),
        column("ascent_m", decimal=".", en="Elevation Gain"),
        # In the German table "Höhenunterschied" is the loss.
        column("descent_m", decimal=".", en="Elevation Loss"),
        column("avg_hr_bpm", decimal=".", en="Average Heart Rate"),
        column("max_hr_bpm", decimal=".", en=("Max Heart Rate#2", "Max Heart Rate")),
        column("avg_cadence_spm", decimal=".", en="Average Cadence"),
        column("effort_1_10", decimal=".", en="Perceived Exertion"),
        column("dirt_m", decimal=".", en="Dirt Distance"),
    ),
)  # fmt: skip

STRAVA_2018: Final = Flavour(
    key="strava-2018",
    format="Strava activities.csv (before 2019)",
    required=("start", "sport", "title", "recorded_in", "elapsed_s"),
    utc=True,
    columns=(
        column("start", en="date"),
        column("title", en="name"),
        column("sport", en="type"),
        column("notes", en="description"),
        column("elapsed_s", decimal=".", en="elapsed_time"),
        column("distance_m", decimal=".", en="distance"),
        column("shoe", en="gear"),
        column("recorded_in", en="filename"),
    ),
)

"""Vendors' archives in their own shapes, with invented runs."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tools.fit_writer import FitActivity, write_fit

VIENNA_MIN = 60.0


@dataclass(frozen=True)
class Outing:
    """What one activity was, whoever tells of it."""

    start: datetime
    sport: str = "running"
    distance_m: float = 8000.0
    duration_s: float = 2880.0
    shoe: str = "Blue"
    with_file: bool = True


def a_year(runs: int = 6) -> tuple[Outing, ...]:
    """Runs a fortnight apart, two of them on one day, and a strength session without a file."""
    first = datetime(2026, 1, 3, 7, 0, tzinfo=UTC)
    outings = [Outing(first + timedelta(days=14 * at), distance_m=8000 + 500 * at) for at in range(runs)]
    evening = Outing(first + timedelta(hours=10), distance_m=8100.0)
    strength = Outing(first + timedelta(days=3), "strength_training", 0.0, 1800.0, "", with_file=False)
    return (*outings, evening, strength)


def fit_of(outing: Outing, late_s: float = 0.0) -> bytes:
    """The watch's file; `late_s` makes another file of the same activity."""
    times = [float(t) for t in range(0, int(outing.duration_s) + 1, 30)]
    activity = FitActivity(
        start_utc=outing.start + timedelta(seconds=late_s),
        sport="running" if outing.sport == "running" else "training",
        duration_s=outing.duration_s,
        elapsed_s=outing.duration_s,
        distance_m=outing.distance_m,
        utc_offset_min=VIENNA_MIN,
    )
    samples: dict[str, list[float | None]] = {
        "t_s": [*times],
        "distance_m": [outing.distance_m * t / times[-1] for t in times],
        "hr_bpm": [141.0 for _ in times],
    }
    return write_fit(activity, samples)


def table(rows: Sequence[Sequence[object]], separator: str = ",") -> str:
    """Rows as quoted cells, lines ended as vendors do."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


STRAVA_HEADERS = {
    "en": ["Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description", "Elapsed Time",
           "Distance", "Max Heart Rate", "Relative Effort", "Commute", "Activity Private Note", "Activity Gear",
           "Filename", "Athlete Weight", "Bike Weight", "Elapsed Time", "Moving Time", "Distance", "Max Speed",
           "Average Speed", "Elevation Gain", "Elevation Loss", "Perceived Exertion", "Dirt Distance"],
    "de": ["Aktivitäts-ID", "Aktivitätsdatum", "Name der Aktivität", "Aktivitätsart", "Aktivitätsbeschreibung",
           "Verstrichene Zeit", "Distanz", "Max. Herzfrequenz", "Relative Leistung", "Pendeln",
           "Hinweis zur Privatsphäre für Aktivitäten", "Aktivitätsausrüstung", "Dateiname", "Sportlergewicht",
           "Fahrradgewicht", "Verstrichene Zeit", "Bewegungszeit", "Distanz", "Höchstgeschw.",
           "Durchschnittliche Geschwindigkeit", "Höhenzunahme", "Höhenunterschied", "Gefühlte Anstrengung",
           "Auf Schotter zurückgelegte Distanz"],
    "fr": ["ID de l'activité", "Date de l'activité", "Nom de l'activité", "Type d'activité",
           "Description de l'activité", "Temps écoulé", "Distance", "Fréquence cardiaque max.", "Effort relatif",
           "Déplacement-transport", "Note privée sur les activités", "Matériel utilisé pour l'activité",
           "Nom du fichier", "Poids de l'athlète", "Poids du vélo", "Temps écoulé", "Durée de déplacement", "Distance",
           "Vitesse max.", "Vitesse moyenne", "Dénivelé positif", "?", "?", "?"],
    "es": ["ID de actividad", "Fecha de la actividad", "Nombre de la actividad", "Tipo de actividad",
           "Descripción de la actividad", "Tiempo transcurrido", "Distancia", "?", "?", "?", "?", "?",
           "Nombre del archivo", "?", "?", "Tiempo transcurrido", "Tiempo en movimiento", "Distancia", "?", "?", "?",
           "?", "?", "?"],
}  # fmt: skip
MONTHS = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
}
STRAVA_SPORTS = {
    "en": {"running": "Run", "strength_training": "Weight Training"},
    "de": {"running": "Lauf", "strength_training": "Krafttraining"},
    "fr": {"running": "Course à pied", "strength_training": "Musculation"},
    "es": {"running": "Carrera", "strength_training": "Entrenamiento con pesas"},
}


def strava_date(start: datetime, language: str) -> str:
    """A date as Strava writes it in an account's language."""
    day, clock = start.day, f"{start:%H:%M:%S}"
    if language == "en":
        return f"{start:%b} {day}, {start.year}, {start.hour % 12 or 12}:{start:%M:%S} {start:%p}"
    if language == "de":
        return f"{start:%d.%m.%Y}, {clock}"
    return f"{day} {MONTHS[language][start.month - 1]} {start.year}, {clock}"


def strava_name(outing: Outing) -> str:
    return f"activities/{int(outing.start.timestamp())}.fit.gz" if outing.with_file else ""


def strava_table(outings: Sequence[Outing], language: str = "en") -> str:
    """`activities.csv` with the doubled columns: the account's format first, SI second."""
    rows: list[list[object]] = [[*STRAVA_HEADERS[language]]]
    for number, outing in enumerate(outings):
        km = f"{outing.distance_m / 1000:.2f}"
        rows.append([
            9000 + number, strava_date(outing.start, language), f"Outing {number}",
            STRAVA_SPORTS[language][outing.sport], 'two\nlines, "quoted"', int(outing.duration_s) + 60,
            km if language == "en" else km.replace(".", ","), "", "", "false", "back 2", outing.shoe,
            strava_name(outing), "", "", f"{outing.duration_s + 60:.1f}", f"{outing.duration_s:.1f}",
            f"{outing.distance_m + 0.123:.6f}", "", "", 61.5, 59.25, 4 if outing.shoe else "",
            outing.distance_m / 4 if outing.sport == "running" else "",
        ])  # fmt: skip
    return table(rows)


def strava_files(outings: Sequence[Outing], language: str = "en") -> dict[str, bytes]:
    """The files of a Strava archive."""
    files = {strava_name(one): gzip.compress(fit_of(one), mtime=0) for one in outings if one.with_file}
    return {
        "activities.csv": strava_table(outings, language).encode(),
        **files,
        "profile.csv": b"Athlete ID,Email Address\n1,a@example.org\n",
        "messages.csv": b"From,To,Message\na,b,private\n",
        "shoes.csv": b"Shoe Name,Shoe Brand\nBlue,X\n",
        "media/1.jpg": b"\xff\xd8\xff\xe0",
    }


def garmin_summaries(outings: Sequence[Outing], per_metre: float = 100) -> bytes:
    """`summarizedActivities.json` in Garmin's raw units."""
    rows = []
    for number, outing in enumerate(outings):
        start_ms = outing.start.timestamp() * 1000
        rows.append({
            "activityId": 100 + number, "name": f"Vienna {number}", "activityType": outing.sport,
            "sportType": outing.sport.upper(), "startTimeGmt": start_ms, "beginTimestamp": start_ms,
            "startTimeLocal": start_ms + VIENNA_MIN * 60_000, "duration": outing.duration_s * 1000,
            "elapsedDuration": (outing.duration_s + 60) * 1000, "distance": outing.distance_m * per_metre,
            "elevationGain": 6150.0, "avgHr": 141.0, "maxHr": 165.0, "avgDoubleCadence": 168.0,
        })  # fmt: skip
    parent = {"activityId": 99, "activityType": "multi_sport", "parent": True, "startTimeGmt": 1.7e12, "distance": 1}
    return json.dumps([{"summarizedActivitiesExport": [*rows, parent]}]).encode()


def garmin_gear(outings: Sequence[Outing]) -> bytes:
    """`gear.json`: the shoes, and who wore them when."""
    worn = [{"activityId": 100 + number} for number, one in enumerate(outings) if one.shoe]
    gear = [{"gearPk": 7, "customMakeModel": "Maker Blue", "displayName": "Blue", "gearStatusName": "active"}]
    return json.dumps([{"gearDTOS": gear, "gearActivityDTOs": {"7": worn}}]).encode()


def garmin_files(outings: Sequence[Outing]) -> dict[str, bytes]:
    """The files of a Garmin takeout: summaries, gear, and the watch's files in a zip of their own."""
    uploads = {f"u_{at}.fit": fit_of(one, late_s=1) for at, one in enumerate(outings) if one.with_file}
    fitness = "DI_CONNECT/DI-Connect-Fitness/u_0_"
    return {
        f"{fitness}summarizedActivities.json": garmin_summaries(outings),
        f"{fitness}gear.json": garmin_gear(outings),
        "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": zipped({**uploads, "m.txt": b"x"}),
        "DI_CONNECT/DI-Connect-Wellness/2026_sleepData.json": b'[{"sleep": 1}]',
        "customer_data/customer.json": b'{"email": "a@example.org"}',
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def put(path: Path, data: bytes) -> Path:
    """A file with these bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def put_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        put(folder / name, data)
    return folder

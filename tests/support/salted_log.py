"""The salted log as files: settings, diary, a hand-kept table, tracks with places and devices, a broken file."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

from runlog.frame.diary import WRITTEN_COLUMNS
from tests.support.library_files import gpx_run
from tests.support.salted import SALT, SIGNS
from tools.fit_writer import FitActivity, write_fit

TODAY = date(2026, 11, 22)
FILE_SALT = {
    "file": "ZqFileXv", "broken": "ZqBrokenXv", "folder": "ZqFolderXv", "track": "ZqTrackXv", "creator": "ZqCreatorXv",
    "serial": "3987654321", "latitude": "47.1928", "longitude": "9.8273", "guardian": "ZqGuardianXv",
    "column": "ZqColumnXv", "extra": "ZqExtraXv",
}  # fmt: skip
"""What a log holds beside its fields: names of files, places, numbers of devices."""
ALL_SALT = {**SALT, **FILE_SALT}
_WORDS = ("radiates_to", "onset", "cause", "after_activity", "self_care", "treatment", "seen_by", "note", "numbness",
          "tingling", "night_pain", "moved", "painkillers")  # fmt: skip

_ANSWERS = frozenset({"numbness", "tingling", "night_pain", "moved", "painkillers"})
"""Of these, the yes/no fields: a salt alone would be no clear answer."""


def salted_log(folder: Path, level: str = "load", *, signs: bool = False) -> Path:
    """Ten weeks of running and four of pain in `folder/ZqFolderXv`; `signs` opens red flags that nobody looked at."""
    log = folder / FILE_SALT["folder"]
    (log / "exports").mkdir(parents=True)
    (log / "runlog.toml").write_text(_settings(level), encoding="utf-8")
    _diary(log / "diary.csv", signs=signs)
    _runs(log / "exports" / f"{FILE_SALT['file']}.csv")
    _track(log / "exports" / f"{FILE_SALT['file']}.gpx")
    _watch(log / "exports" / f"{FILE_SALT['file']}.fit")
    (log / "exports" / f"{FILE_SALT['broken']}.fit").write_bytes(b"\x0e\x10\x00\x00broken.FIT and no more")
    return log


def _settings(level: str) -> str:
    return f"""
name = "{SALT["name"]}"
birth_year = 1981
share = "{level}"
time_zone = "Europe/Vienna"
guardian_consent = "{FILE_SALT["guardian"]}, 2020-01-01"
[history]
cancer = false
earlier_back_pain = true
known_diagnosis = "{SALT["known_diagnosis"]}"
[return]
operation_kind = "microdiscectomy {SALT["operation_kind"]}"
operation_on = 2024-02-01
cleared_by = "{SALT["cleared_by"]}"
cleared_on = 2024-05-01
[[shoes]]
name = "{SALT["shoe_in_settings"]}"
model = "{SALT["model"]}"
comfortable = false
[rules.LOAD003]
ignore = true
reason = "{SALT["reason"]}"
"""


def _diary(path: Path, *, signs: bool) -> None:
    rows: list[dict[str, object]] = [{"date": f"2026-10-{day}", "pain_0_10": 1} for day in range(20, 32)]
    rows += [{"date": f"2026-11-{day:02d}", "pain_0_10": 1} for day in range(1, 14)]
    words = {name: f"yes {SALT[name]}" if name in _ANSWERS else SALT[name] for name in _WORDS}
    words["seen_by"] = f"GP {SALT['seen_by']}"
    rows += [{"date": f"2026-11-{day}", "pain_0_10": 4, **words, "helped": "no"} for day in (14, 16, 18)]
    # Outside every list of words: what a later word on the same day says of another place.
    rows.append({"date": "2026-11-18", "pain_0_10": 2, "place": f"{SALT['place']} knee", "side": SALT["side"]})
    rows.append({"date": "2026-11-19", "pain_0_10": 5, "helped": SALT["helped"]})
    rows.append({"date": "not a day", "pain_0_10": 5, "note": SALT["note"], FILE_SALT["column"]: FILE_SALT["extra"]})
    told = {name: f"yes {SALT[name]}" for name in SIGNS}
    if signs:
        rows.append({"date": "2026-11-21", "pain_0_10": 6, **told})
    else:
        rows.append({"date": "2026-11-02", "pain_0_10": 1, **told})
        rows.append({"date": "2026-11-03", "pain_0_10": 1, "seen_on": "2026-11-03", "seen_by": f"GP {SALT['seen_by']}"})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*WRITTEN_COLUMNS, FILE_SALT["column"]])
        writer.writeheader()
        writer.writerows(rows)


def _runs(path: Path) -> None:
    days = [date.fromisocalendar(2026, week, day) for week in range(38, 48) for day in (2, 4, 6)]
    said = f"{SALT['title']},back 3 {SALT['notes']},{SALT['shoe']}"
    lines = [f"{day},,run,{7.0 if day.day != 19 else 15.0},45:00,{said},asphalt,0,5" for day in days if day <= TODAY]
    lines.append(f"2026-11-18,,{SALT['sport']},,30:00,{said},,,")
    lines.append(f"2026-11-20,,run,6.0,36:00,,,{SALT['shoe_in_settings']},,,")
    header = "date,start_time,sport,distance_km,duration,title,notes,shoe,ground,warm_up_min,effort"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def _track(path: Path) -> None:
    start = datetime(2026, 11, 17, 16, 0, tzinfo=UTC)
    gpx_run(path, start, lat=float(FILE_SALT["latitude"]), lon=float(FILE_SALT["longitude"]))
    text = path.read_text(encoding="utf-8").replace('creator="test"', f'creator="{FILE_SALT["creator"]}"')
    path.write_text(text.replace("<trk>", f"<trk><name>{FILE_SALT['track']}</name>"), encoding="utf-8")


def _watch(path: Path) -> None:
    activity = FitActivity(
        start_utc=datetime(2026, 11, 21, 8, 0, tzinfo=UTC), duration_s=1500, elapsed_s=1500, distance_m=5000,
        utc_offset_min=60, device=SALT["device"], serial_number=int(FILE_SALT["serial"]),
    )  # fmt: skip
    path.write_bytes(write_fit(activity, {"t_s": [0.0, 750.0, 1500.0], "distance_m": [0.0, 2500.0, 5000.0]}))

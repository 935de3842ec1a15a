"""Logs that hold a word of their own in every field of free text, so that a search of bytes can find where it went."""

from typing import Any

from runlog.features.history import History
from tests.support.logs import Row, line, make_log, run, strength, weekly_runs

SALT = {
    name: f"Zq{name.replace('_', '').capitalize()}Xv"
    for name in (
        "name", "title", "notes", "shoe", "shoe_in_settings", "model", "device", "sport", "reason", "place", "side",
        "radiates_to", "onset", "cause", "after_activity", "self_care", "helped", "treatment", "seen_by", "note",
        "numbness", "tingling", "weakness", "both_sides", "growing", "bladder_bowel", "sexual_function", "saddle",
        "fever", "weight_loss", "unsteady", "trauma", "night_pain", "moved", "painkillers", "known_diagnosis",
        "operation_kind", "cleared_by",
    )
}  # fmt: skip
"""Field → its word."""
SETTINGS = {
    "name": SALT["name"],
    "birth_year": 1981,
    "history": {"cancer": False, "earlier_back_pain": True, "known_diagnosis": SALT["known_diagnosis"]},
    "shoes": [{"name": SALT["shoe_in_settings"], "model": SALT["model"], "comfortable": False}],
    "rules": {"LOAD003": {"ignore": True, "reason": SALT["reason"]}},
}
SIGNS = ("weakness", "both_sides", "growing", "bladder_bowel", "sexual_function", "saddle", "fever", "unsteady",
         "trauma", "weight_loss")  # fmt: skip
"""What opens a red flag, and weight loss."""
_WORDS = ("radiates_to", "onset", "cause", "after_activity", "treatment", "note", "numbness", "tingling", "night_pain",
          "moved", "painkillers")  # fmt: skip

_ANSWERS = frozenset({"numbness", "tingling", "night_pain", "moved", "painkillers"})
"""Of these, the yes/no fields: a salt alone would be no clear answer."""


def sessions() -> list[Row]:
    """Twelve weeks of running with a long last run, and a sport of the runner's own making."""
    worn: dict[str, Any] = {"title": SALT["title"], "notes": SALT["notes"], "device": SALT["device"]}
    return [
        *weekly_runs("2026-W46", [20.0] * 11, shoe=SALT["shoe"], **worn),
        run("2026-11-17", 8.0, shoe=SALT["shoe_in_settings"], **worn),
        run("2026-11-19", 16.0, shoe=SALT["shoe"], **worn),
        {**strength("2026-11-18", **worn), "sport": SALT["sport"], "kind": "other"},
    ]


def diary(*, signs: bool = False, seen: bool = True) -> list[Row]:
    """Four weeks of pain with words in every field; `signs` opens red flags, `seen` records that someone looked."""
    words = {name: f"yes {SALT[name]}" if name in _ANSWERS else SALT[name] for name in _WORDS}
    rows = [line(f"2026-10-{day}", pain=1) for day in range(20, 32)]
    rows += [line(f"2026-11-{day:02d}", pain=1) for day in range(1, 14)]
    rows += [line(f"2026-11-{day}", pain=4, **words, self_care=SALT["self_care"], helped="no") for day in (14, 16, 18)]
    rows.append(line("2026-11-18", pain=2, place=SALT["place"], side=SALT["side"]))
    if seen:
        rows.append(line("2026-11-18", seen_by=f"GP {SALT['seen_by']}"))
    rows.append(line("2026-11-19", pain=5, helped=SALT["helped"], note=f"{SALT['note']} in words"))
    rows.append(line("2026-11-20", pain=5, leg=4, night_pain="yes"))
    if signs:
        rows.append(line("2026-11-21", pain=6, **{name: f"yes {SALT[name]}" for name in SIGNS}))
    return rows


def salted(level: str, *, signs: bool = False, **settings: object) -> History:
    """A history of week 47 with all of it, shared at a level."""
    return make_log(sessions(), diary(signs=signs), week="2026-W47", settings={**SETTINGS, "share": level, **settings})

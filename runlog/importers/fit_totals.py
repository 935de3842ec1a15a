"""What a FIT session tells as a whole: sport, ground, device, totals."""

from collections.abc import Sequence
from typing import Final, TypedDict

from runlog.importers.fit_messages import Values
from runlog.model import Ground, Kind
from runlog.sports import UNTOLD_SPORTS, kind_of
from runlog.units import STEPS_PER_CYCLE
from runlog.words.ground import SPORT_GROUND
from runlog.words.sports import sport_in_title, sport_in_words

_NEWER_SPORTS: Final = {62: "hiit", 83: "dancing", 84: "jump_rope", 86: "mobility"}
"""Sports that fitparse's profile does not name yet (FIT profile, sport)."""
_EFFORT_FIELDS: Final = ("workout_rpe", "unknown_193")
"""The runner's own rating, ten times a value of 1 to 10 (FIT profile, session field 193)."""
_EFFORT_SCALE: Final = 10.0
_HOLDS_NOTHING: Final = 0.0


class SessionTotals(TypedDict, total=False):
    """The fields of an `Activity` that a session message fills."""

    distance_m: float | None
    duration_s: float | None
    moving_s: float | None
    ascent_m: float | None
    descent_m: float | None
    avg_hr_bpm: float | None
    max_hr_bpm: float | None
    avg_cadence_spm: float | None
    avg_vertical_oscillation_mm: float | None
    effort_1_10: float | None


def sport_of(
    session: Values, sports: tuple[Values, ...], laps: Sequence[Values] = ()
) -> tuple[str, str | None, Ground | None]:
    """Canonical sport, the device's sub-sport, and the ground that these name where the activity is on foot.

    The session's number goes first, then that of the watch's mode, then the mode's name, then the laps' number.
    """
    values = session if session.get("sport") is not None else (sports or (session,))[0]
    sport = _sport(values.get("sport"))
    if sport in UNTOLD_SPORTS and not values.get("sub_sport"):
        named = (_sport(one.get("sport")) for one in sports)
        by_name = (sport_in_title(name) for one in sports if isinstance(name := one.get("name"), str))
        by_lap = (_sport(one.get("sport")) for one in laps)
        sport = next((one for one in (*named, *by_name, *by_lap) if one and one not in UNTOLD_SPORTS), sport)
    sub_sport = values.get("sub_sport")
    sub_sport = sub_sport if isinstance(sub_sport, str) and sub_sport != "generic" else None
    on_foot = kind_of(sport, sub_sport) in (Kind.RUN, Kind.WALK)
    return sport, sub_sport, SPORT_GROUND.get(sub_sport or "") if on_foot else None


def _sport(told: object) -> str:
    if isinstance(told, int):
        return _NEWER_SPORTS.get(told, "unknown")
    return told if told in UNTOLD_SPORTS and isinstance(told, str) else sport_in_words(str(told or ""))


def session_totals(session: Values, sport: str) -> SessionTotals:
    """The totals of a session; cadence counts both feet for runs and walks."""
    cadence = _number(session, "avg_running_cadence", "avg_cadence")
    if cadence is not None:
        cadence += _number(session, "avg_fractional_cadence") or 0.0
        cadence *= STEPS_PER_CYCLE if kind_of(sport) in (Kind.RUN, Kind.WALK) else 1.0
    return SessionTotals(
        distance_m=_number(session, "total_distance"),
        duration_s=_number(session, "total_timer_time", "total_elapsed_time"),
        moving_s=_number(session, "total_moving_time"),
        ascent_m=_number(session, "total_ascent"),
        descent_m=_number(session, "total_descent"),
        avg_hr_bpm=_positive(session, "avg_heart_rate"),
        max_hr_bpm=_positive(session, "max_heart_rate"),
        avg_cadence_spm=cadence,
        avg_vertical_oscillation_mm=_positive(session, "avg_vertical_oscillation"),
        effort_1_10=_effort(session),
    )


def device_name(file_ids: tuple[Values, ...]) -> str | None:
    """Maker and product as the file names them (`garmin fr935`)."""
    for values in file_ids:
        maker = values.get("manufacturer")
        product = next((values[key] for key in ("product_name", "garmin_product", "product") if key in values), None)
        words = [str(word).replace("_", " ") for word in (maker, product) if isinstance(word, str)]
        if words:
            return " ".join(words)
    return None


def _effort(session: Values) -> float | None:
    told = _number(session, *_EFFORT_FIELDS)
    effort = None if told is None else told / _EFFORT_SCALE
    return effort if effort is not None and 1 <= effort <= _EFFORT_SCALE else None


def _positive(values: Values, name: str) -> float | None:
    """A heart does not rest at zero: zero is a sensor that was not there."""
    value = _number(values, name)
    return value if value is not None and value > _HOLDS_NOTHING else None


def _number(values: Values, *names: str) -> float | None:
    found = (values.get(name) for name in names)
    return next((float(value) for value in found if isinstance(value, int | float)), None)

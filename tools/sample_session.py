"""One session of the sample as a watch would have recorded it: samples, pauses, laps."""

import csv
import itertools
import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from runlog.model import Lap, TimerEvent
from runlog.units import M_PER_KM, S_PER_MIN
from tools.fit_writer import FitActivity
from tools.sample_course import COURSES, sine

PLAN: Final = Path(__file__).with_name("sample_plan.csv")
WINTER_TIME: Final = datetime(2026, 10, 25, tzinfo=UTC)
"""The clocks of Central Europe go back; before it 120 minutes ahead of UTC, after it 60."""
FIT_SPORTS: Final = {
    "run": ("running", "generic"), "bike": ("cycling", "indoor_cycling"), "swim": ("swimming", "lap_swimming"),
    "strength": ("training", "strength_training"), "hike": ("hiking", "generic"),
}  # fmt: skip
PLACE_SUB_SPORTS: Final = {"wood": "trail", "track": "track", "belt": "treadmill"}
WARM_UP_S: Final = 480
_GENTLE: Final = 0.3
"""How much slower the first minutes of a run with a warm-up are."""
_INDOOR_STEP_S: Final = 10

Column = list[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One line of `sample_plan.csv`: what was done, where, and in which files it is told."""

    start_local: datetime
    sport: str
    km: float | None
    duration_s: float
    """What the plan's pace (m:ss a km) or minutes come to."""
    place: str
    forms: tuple[str, ...]
    title: str
    notes: str
    row: dict[str, str]
    """The line as written, for the hand-kept log."""

    @property
    def offset_min(self) -> int:
        """Local time minus UTC."""
        return 120 if self.start_local.replace(tzinfo=UTC) < WINTER_TIME else 60

    @property
    def start_utc(self) -> datetime:
        """The start as an instant."""
        return (self.start_local - timedelta(minutes=self.offset_min)).replace(tzinfo=UTC)

    @property
    def warmed_up(self) -> bool:
        """Whether the first minutes are gentle: until the clocks change, Alex starts slowly."""
        return self.start_local.replace(tzinfo=UTC) < WINTER_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One recorded session: what the FIT file says of it as a whole, and what the watch saw."""

    activity: FitActivity
    samples: dict[str, Column]
    laps: tuple[Lap, ...]
    timer_events: tuple[TimerEvent, ...]


def read_plan() -> tuple[Plan, ...]:
    """Every line of the plan, in order of time."""
    with PLAN.open(newline="", encoding="utf-8") as file:
        return tuple(_plan(row) for row in csv.DictReader(file))


def _plan(row: dict[str, str]) -> Plan:
    km = float(row["km"]) if row["km"] else None
    if ":" in row["pace"]:
        minutes, seconds = row["pace"].split(":")
        duration = (km or 0) * (int(minutes) * S_PER_MIN + int(seconds))
    else:
        duration = float(row["pace"]) * S_PER_MIN
    return Plan(
        start_local=datetime.fromisoformat(f"{row['date']}T{row['start']}"), sport=row["sport"], km=km,
        duration_s=duration, place=row["place"], forms=tuple(row["form"].split("+")), title=row["title"],
        notes=row["notes"], row=row,
    )  # fmt: skip


def record(plan: Plan) -> Session:
    """The session as the watch recorded it; the same plan gives the same session, always."""
    # `Random.random()` keeps its sequence for a seed in every Python version; nothing else of it is used.
    rng = Random(int(plan.start_local.strftime("%y%m%d%H%M")))  # noqa: S311 (a sample, no secret)
    sport, sub_sport = FIT_SPORTS[plan.sport]
    activity = FitActivity(
        start_utc=plan.start_utc + timedelta(seconds=int(rng.random() * 60)), sport=sport,
        sub_sport=PLACE_SUB_SPORTS.get(plan.place, sub_sport), utc_offset_min=plan.offset_min,
    )  # fmt: skip
    if plan.sport in ("run", "hike"):
        return _on_foot(plan, activity, rng)
    return _indoors(plan, activity, rng)


def _indoors(plan: Plan, activity: FitActivity, rng: Random) -> Session:
    end = round(plan.duration_s)
    base = {"strength": 98, "bike": 128, "swim": 124}[plan.sport]
    times = list(range(0, end + 1, _INDOOR_STEP_S))
    samples: dict[str, Column] = {
        "t_s": [float(t) for t in times],
        "hr_bpm": [round(base - 30 / (1 + t / 90) + 9 * sine(t / 420) + 6 * rng.random()) for t in times],
    }
    metres = plan.km * M_PER_KM if plan.km else None
    if metres:
        samples["distance_m"] = [round(metres * t / end, 1) for t in times]
    if plan.sport == "bike":
        samples["cadence_spm"] = [round(82 + 4 * sine(t / 300) + 3 * rng.random()) for t in times]
    whole = replace(activity, duration_s=float(end), elapsed_s=float(end), distance_m=metres)
    return Session(
        activity=whole, samples=samples, laps=(Lap(start_s=0, duration_s=end, distance_m=metres),),
        timer_events=(TimerEvent(0, running=True), TimerEvent(end, running=False)),
    )  # fmt: skip


def _on_foot(plan: Plan, activity: FitActivity, rng: Random) -> Session:
    total = (plan.km or 0) * M_PER_KM
    base = total / plan.duration_s
    pauses = _pauses(total, rng)
    samples: dict[str, Column] = {name: [] for name in _COLUMNS}
    events, laps = [TimerEvent(0, running=True)], [(0.0, 0.0, 0.0)]
    clock_s = running_s = metres = 0.0
    heart = 88.0
    while True:
        speed = _speed(plan, base, running_s, rng)
        heart += (_effort(plan, speed, metres / total) - heart) * 0.11 + rng.random() - 0.5
        _append(samples, plan, _Moment(clock_s, metres, speed, heart), rng)
        if metres >= total:
            break
        if pauses and metres >= pauses[0][0]:
            _, rest = pauses.pop(0)
            events += [TimerEvent(clock_s, running=False), TimerEvent(clock_s + rest, running=True)]
            clock_s += rest
            heart -= 9
            _append(samples, plan, _Moment(clock_s, metres, 0.0, heart), rng)
        step = 3 + int(rng.random() * 5)
        if metres + speed * step > total:
            step = max(1, math.ceil((total - metres) / speed))
        clock_s, running_s = clock_s + step, running_s + step
        metres = min(total, metres + speed * step)
        if metres // M_PER_KM > laps[-1][2] // M_PER_KM and metres < total:
            laps.append((clock_s, running_s, metres))
    events.append(TimerEvent(clock_s, running=False))
    up, down = _climbs(samples["altitude_m"])
    whole = replace(activity, duration_s=running_s, elapsed_s=clock_s, distance_m=total, ascent_m=up, descent_m=down)
    return Session(activity=whole, samples=samples, laps=_laps(laps, running_s, total), timer_events=tuple(events))


_COLUMNS: Final = (
    "t_s", "lat_deg", "lon_deg", "altitude_m", "distance_m", "speed_mps", "hr_bpm", "cadence_spm",
    "vertical_oscillation_mm",
)  # fmt: skip


def _pauses(total_m: float, rng: Random) -> list[tuple[float, float]]:
    """Where the watch is stopped and for how many seconds: a light, a gate, a drink on a long way."""
    places = sorted(total_m * (0.2 + 0.6 * rng.random()) for _ in range(int(rng.random() * 3)))
    return [(place, float(15 + int(rng.random() * 70))) for place in places]


def _speed(plan: Plan, base: float, running_s: float, rng: Random) -> float:
    speed = base * (1 + 0.035 * sine(running_s / 610) + 0.04 * (rng.random() - 0.5))
    if plan.sport == "hike":
        return speed
    if plan.warmed_up:
        # Slow first minutes are made up for by the rest, so that the whole keeps the plan's pace.
        gentle = _GENTLE * max(0.0, 1 - running_s / WARM_UP_S)
        speed *= (1 - gentle) * (1 + _GENTLE * WARM_UP_S / 2 / plan.duration_s)
    if plan.place == "track" and running_s > WARM_UP_S:
        speed *= 1.18 if int(running_s // 120) % 2 else 0.84
    return speed


def _effort(plan: Plan, speed: float, part: float) -> float:
    """The heart rate that this speed settles at; it drifts upwards over a session."""
    if plan.sport == "hike":
        return 108 + 8 * part
    return 72 + 26.5 * speed + 7 * part


@dataclass(frozen=True, slots=True)
class _Moment:
    clock_s: float
    metres: float
    speed: float
    heart: float


def _append(samples: dict[str, Column], plan: Plan, now: _Moment, rng: Random) -> None:
    course = COURSES.get(plan.place)
    lat, lon = course.position(now.metres, 1.5 * sine(now.clock_s / 170)) if course else (None, None)
    hike = plan.sport == "hike"
    values: tuple[float | None, ...] = (
        now.clock_s, lat, lon, course.altitude(now.metres) if course else None, round(now.metres, 2),
        round(now.speed, 3), round(now.heart), round(108 if hike else 146 + 8.5 * now.speed + 3 * rng.random()),
        None if hike else round(88 + 6 * sine(now.clock_s / 900), 1),
    )  # fmt: skip
    for name, value in zip(_COLUMNS, values, strict=True):
        samples[name].append(value)


def _climbs(altitudes: Column) -> tuple[float | None, float | None]:
    heights = [a for a in altitudes if a is not None]
    if not heights:
        return None, None
    steps = [b - a for a, b in itertools.pairwise(heights)]
    return float(round(sum(s for s in steps if s > 0))), float(round(-sum(s for s in steps if s < 0)))


def _laps(starts: list[tuple[float, float, float]], running_s: float, total_m: float) -> tuple[Lap, ...]:
    ends = [*starts[1:], (0.0, running_s, total_m)]
    return tuple(
        Lap(start_s=start[0], duration_s=end[1] - start[1], distance_m=round(end[2] - start[2], 2))
        for start, end in zip(starts, ends, strict=True)
    )

"""Much of the week was run on hard ground.

What it looks at
The ground of the week's runs, as far as it is known; at least half of the distance must be. More than a quarter on
concrete is a caution. Hard ground (concrete, paving, asphalt) up by 25 points or more against the eight weeks before
is a caution. More than half on hard ground, as usual for this runner, is a note.

Why it matters
A forgiving surface lessens the strain on a back that is easily upset. The article names cement as the ground to
avoid; concrete is harder than asphalt, so the two are told apart.

What to do
Choose softer, even ground for some of the distance: a running track, a smooth gravel or park path. When the back is
sore, keep away from rough and uneven trails, where a trip is easily had.

Limits
No study shows directly that hard ground injures. The thresholds are runlog's own. Ground is known from the watch's
sport, from a map, from words in titles and notes, from the vendor or from the settings, and may be wrong for single
runs. Where a map has no surface for a way, its kind lets infer one: right on about 84 % of the length (measured on
one extract), and never called concrete.

Sources
McCance, Running and low back pain: ground that gives, a rubber track for one, and cement as little as can be.
Kieffer, back tips for Run Reigate: uneven ground as a cause of back injuries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runlog.features.ground import WeekGround, week_ground
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry
from runlog.units import M_PER_KM

KNOWN_SHARE: Final = 0.5
"""Evidence table: of the week's distance with known ground, at least half of it known."""
CONCRETE_CAUTION: Final = 0.25
"""Evidence table: concrete above 25 %."""
RISE_CAUTION: Final = 0.25
"""Evidence table: hard ground up by at least 25 points against the runner's own eight weeks."""
LEVEL_NOTE: Final = 0.5
"""The table gives the level itself as a note without a number; half is ours."""
WEEKS_BEFORE: Final = 8
MIN_WEEKS_BEFORE: Final = 4
"""Own past: at least four of the eight weeks with half of their distance known (ours)."""

ENTRY: Final = RuleEntry(
    code="GRND001",
    name="hard-ground",
    family="ground",
    guidance=("M6", "M0", "K4"),
    evidence=Evidence.WEAK,
    sources=("McCance, Running and low back pain", "Kieffer, back tips for Run Reigate"),
    thresholds={
        "known_share": KNOWN_SHARE,
        "concrete_caution": CONCRETE_CAUTION,
        "rise_caution": RISE_CAUTION,
        "level_note": LEVEL_NOTE,
    },
)


@dataclass(frozen=True, slots=True)
class _Shares:
    hard: float
    concrete: float
    before: float | None

    @property
    def rise(self) -> float | None:
        return None if self.before is None else self.hard - self.before


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's ground against the guidance and the runner's own past."""
    if not history.runs_by_week.get(history.week):
        return ok(Message.of("GRND001.no_runs"))
    ground = week_ground(history, history.week)
    coverage = Coverage(ground.known_m / M_PER_KM, ground.total_m / M_PER_KM, "km")
    if not ground.known_m or not at_least(ground.known_share, limits["known_share"]):
        missing = "missing" if ground.total_m else "missing_distance"
        return unknown(
            Message.of("GRND001.unknown"),
            Message.of(f"GRND001.{missing}", known_m=ground.known_m, total_m=ground.total_m),
            coverage=coverage,
            threshold=shown(limits),
        )
    shares = _Shares(ground.hard_share or 0.0, ground.concrete_share or 0.0, _usual(history, limits["known_share"]))
    variant, severity = _judge(shares, limits)
    observed = {
        "hard_share": shares.hard, "concrete_share": shares.concrete, "hard_share_before": shares.before,
        "known_m": ground.known_m, "total_m": ground.total_m,
    }  # fmt: skip
    rest = {"observed": observed, "threshold": shown(limits), "coverage": coverage,
            "window": (history.week.start, history.as_of)}  # fmt: skip
    if severity is None:
        return ok(Message.of("GRND001.ok", share=shares.hard), **rest)
    return flag(
        severity, _title(variant, shares), seen=_seen(ground, shares), why=Message.of(f"GRND001.why_{variant}"),
        advice=Message.of("GRND001.advice"), **rest,
    )  # fmt: skip


def _judge(shares: _Shares, limits: Mapping[str, float]) -> tuple[str, Severity | None]:
    if above(shares.concrete, limits["concrete_caution"]):
        return "concrete", Severity.CAUTION
    if shares.rise is not None and at_least(shares.rise, limits["rise_caution"]):
        return "rise", Severity.CAUTION
    if above(shares.hard, limits["level_note"]):
        return "level", Severity.NOTE
    return "", None


def _usual(history: History, known_share: float) -> float | None:
    """Hard ground's share of the known metres over the eight weeks before; None where too few weeks are known."""
    weeks = (week_ground(history, history.week.before(back)) for back in range(1, WEEKS_BEFORE + 1))
    known = [week for week in weeks if week.known_m and at_least(week.known_share, known_share)]
    if len(known) < MIN_WEEKS_BEFORE:
        return None
    return sum(week.hard_m for week in known) / sum(week.known_m for week in known)


def _title(variant: str, shares: _Shares) -> Message:
    if variant == "concrete":
        return Message.of("GRND001.title_concrete", share=shares.concrete)
    if variant == "rise":
        return Message.of("GRND001.title_rise", share=shares.hard, before=shares.before or 0.0)
    usual = shares.rise is not None and abs(shares.rise) < RISE_CAUTION
    known = "title_level" if usual else "title_level_alone"
    return Message.of(f"GRND001.{known}", share=shares.hard)


def _seen(ground: WeekGround, shares: _Shares) -> Message:
    variant = "seen" if shares.before is None else "seen_before"
    return Message.of(
        f"GRND001.{variant}",
        hard_m=ground.hard_m, concrete_m=ground.concrete_m, known_m=ground.known_m,
        unknown_m=ground.total_m - ground.known_m, before=shares.before or 0.0,
    )  # fmt: skip

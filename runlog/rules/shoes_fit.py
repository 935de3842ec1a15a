"""A pair that does not fit well, or that has gone far.

What it looks at
The pairs worn on the week's runs. A pair that its runner calls uncomfortable or unsupportive is a caution. More than
800 km or 18 months is a note. A pair that nobody has judged yet is asked about. Inside an episode of pain, the pair of
the last run before it is told.

Why it matters
The article asks for comfortable, supportive shoes: each step's load runs through them up to the low back.

What to do
Wear another pair for now, and try the next one on in a shop, with time and with the socks that you run in. A pair that
has gone far deserves a look at its sole and its heel.

Limits
Trials do not show that a kind of shoe prevents injury; how it feels is the best guide there is. The 800 km and the 18
months are customary figures, and distance and age alone prove nothing. A pair's age is counted from the day it was
bought, else from its first run here, so that it may be older. Runs without a shoe recorded tell nothing.

Sources
McCance, Running and low back pain: comfortable, supportive shoes.
Kieffer, back tips for Run Reigate: shoes bought after the gait was looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from runlog.features.episodes import open_episode
from runlog.features.history import History
from runlog.features.shoes import Pair, pair_before, pairs_worn
from runlog.messages import Message, Param
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry
from runlog.units import M_PER_KM

KM_NOTE: Final = 800.0
MONTHS_NOTE: Final = 18.0
"""Evidence table, shoes: above 800 km or 18 months."""

ENTRY: Final = RuleEntry(
    code="SHOE001",
    name="shoe-fit",
    family="shoes",
    guidance=("M5",),
    evidence=Evidence.EXPERT_OPINION,
    sources=("McCance, Running and low back pain", "Kieffer, back tips for Run Reigate"),
    thresholds={"km_note": KM_NOTE, "months_note": MONTHS_NOTE},
)


@dataclass(frozen=True, slots=True)
class _Worn:
    pairs: tuple[Pair, ...]
    day: date
    limits: Mapping[str, float]

    def names(self, pairs: list[Pair]) -> tuple[str, ...]:
        return tuple(pair.name for pair in pairs)

    @property
    def unfit(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.unfit]

    @property
    def far(self) -> list[Pair]:
        return [pair for pair in self.pairs if above(pair.distance_m / M_PER_KM, self.limits["km_note"])]

    @property
    def old(self) -> list[Pair]:
        return [pair for pair in self.pairs if above(pair.age_months(self.day) or 0.0, self.limits["months_note"])]

    @property
    def unjudged(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.judged]


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The pairs of the week's runs."""
    runs = history.runs_by_week.get(history.week, ())
    if not runs:
        return ok(Message.of("SHOE001.no_runs"))
    worn = _Worn(pairs_worn(history, history.week), history.as_of, limits)
    before = _before_pain(history)
    rest = {"observed": _observed(worn, before), "threshold": shown(limits),
            "window": (history.week.start, history.as_of),
            "coverage": Coverage(sum(run.shoe is not None for run in runs), len(runs), "runs")}  # fmt: skip
    if not worn.pairs:
        return unknown(Message.of("SHOE001.unknown"), Message.of("SHOE001.missing"), **rest)
    seen = _seen(worn.pairs, before)
    if worn.unfit:
        title = Message.of("SHOE001.title_unfit", pairs=worn.names(worn.unfit))
        return _flag(Severity.CAUTION, title, seen, "unfit", rest)
    if worn.far or worn.old:
        variant, pairs = ("far", worn.far) if worn.far else ("old", worn.old)
        title = Message.of(f"SHOE001.title_{variant}", pairs=worn.names(pairs), months=limits["months_note"],
                           limit_m=limits["km_note"] * M_PER_KM)  # fmt: skip
        return _flag(Severity.NOTE, title, seen, "far", rest)
    if worn.unjudged:
        names = worn.names(worn.unjudged)
        missing = Message.of("SHOE001.missing_fit", pairs=names)
        return unknown(Message.of("SHOE001.unknown_fit", pairs=names), missing, seen=seen, **rest)
    return ok(Message.of("SHOE001.ok", pairs=worn.names(list(worn.pairs))), seen=seen, **rest)


def _flag(severity: Severity, title: Message, seen: Message, variant: str, rest: Mapping[str, object]) -> Outcome:
    why, advice = Message.of("SHOE001.why"), Message.of(f"SHOE001.advice_{variant}")
    return flag(severity, title, seen=seen, why=why, advice=advice, **rest)


def _seen(pairs: tuple[Pair, ...], before: Pair | None) -> Message:
    """Distance and age of each pair, and the pair worn last before an open episode."""
    params: dict[str, Param] = {
        "pairs": tuple(pair.name for pair in pairs),
        "distances_m": tuple(pair.distance_m for pair in pairs),
        "since": tuple(pair.since for pair in pairs if pair.since is not None),
    }
    if before is None:
        return Message.of("SHOE001.seen", **params)
    return Message.of("SHOE001.seen_before", before=before.name, **params)


def _before_pain(history: History) -> Pair | None:
    """The pair of the last run before the open episode."""
    episode = open_episode(history)
    return pair_before(history, episode.start) if episode else None


def _observed(worn: _Worn, before: Pair | None) -> dict[str, object]:
    ages = tuple(round(months, 1) for pair in worn.pairs if (months := pair.age_months(worn.day)) is not None)
    return {
        "pairs": tuple(pair.name for pair in worn.pairs),
        "models": tuple(pair.model for pair in worn.pairs),
        "distance_m": tuple(pair.distance_m for pair in worn.pairs),
        "age_months": ages if len(ages) == len(worn.pairs) else None,
        "pair_before_episode": before.name if before else None,
    }

"""What the next morning's pain goes along with.

What it looks at
The next morning's back pain less the pain before, day by day over a year: for days with a run by their ground, length,
growth, descent, pace, warm-up, time of day, shoes and a run the day before; for other days by rides, swims and strength
work; for all days by hours sitting. At most one pattern is shown: the one that stands out most clearly.

Why it matters
McCance asks a runner with a sore back to note which activity makes it worse, whatever activity that is. A year of
entries can show what no memory keeps.

What to do
Try a few weeks without it, or with less of it, and see whether the mornings change. Tell your clinician of it.

Limits
"Goes along with" is not "causes": hard weeks differ from easy ones in many ways at once. Nothing is said below eight
days with a trait and eight without, from five weeks each. The intervals come from drawing whole weeks again at random,
always from the same seed, and are widened for the number of questions asked, so that chance shows a pattern in about
one log of twenty. Days with painkillers are left out. Floors and traits are runlog's own.

Sources
McCance, Running and low back pain: take note of symptoms that a particular activity brings on.
Method: bootstrap by week with the single-step max-t correction of Westfall and Young 1993.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.goes_along import MIN_DAYS, Association, associations, pattern
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="PAIN008",
    name="goes-along-with",
    family="pain",
    guidance=("M7",),
    evidence=Evidence.WEAK,
    sources=("McCance, Running and low back pain", "Method: bootstrap by week, max-t correction"),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The one pattern that stands out, if any does."""
    del limits
    asked = associations(history)
    judged = [one for one in asked if one.low is not None]
    coverage = Coverage(len(judged), len(asked), "traits")
    found = pattern(history)
    if found is not None:
        return _flagged(found, len(judged), coverage)
    if not judged:
        return unknown(Message.of("PAIN008.unknown"), Message.of("PAIN008.missing", needed=MIN_DAYS), coverage=coverage)
    return ok(Message.of("PAIN008.ok", traits=len(judged)), coverage=coverage)


def _flagged(found: Association, judged: int, coverage: Coverage) -> Outcome:
    trait = Message.of("PAIN008.title", trait=found.name)
    if found.detail:
        trait = Message.of("PAIN008.title_shoe", shoe=found.detail)
    return flag(
        Severity.NOTE,
        trait,
        seen=Message.of(
            "PAIN008.seen", days_with=found.days_with, days_without=found.days_without, mean_with=found.mean_with,
            mean_without=found.mean_without, difference=found.difference, low=found.low or 0.0, high=found.high or 0.0,
            traits=judged,
        ),
        why=Message.of("PAIN008.why"),
        advice=Message.of("PAIN008.advice"),
        observed={
            "trait": found.name, "detail": found.detail or None, "days_with": found.days_with,
            "days_without": found.days_without, "difference": found.difference, "low": found.low, "high": found.high,
            "traits_judged": judged,
        },
        coverage=coverage,
    )  # fmt: skip

"""Sudden low-back pain that spreads to a leg.

What it looks at
A diary line whose onset is sudden, with back pain and with pain that spreads to a leg within a week of it, in the last
four weeks, as long as nobody has looked at it since.

Why it matters
Kieffer describes a disc that presses on a nerve like this, and says that many people have a bulging disc without
knowing it. Other things feel the same. Only someone who examines you can tell.

What to do
Tell a clinician that it came suddenly, and where it spreads to. Weakness, numbness, or a change of bladder or bowel
does not wait for that: the urgency table speaks of these first.

Limits
This names a pattern in the diary and never a cause. Four weeks and one week are runlog's own. Age plays no part.

Sources
Kieffer, back tips for Run Reigate: a disc hernia may hurt all at once and be felt in the legs.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.care import known_diagnosis
from runlog.features.history import History
from runlog.features.patterns import LOOK_BACK, sudden_and_radiating
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome, Severity
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.pain_records import missing_pain
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="PATN002",
    name="sudden-to-leg",
    family="pain",
    guidance=("K6", "M11"),
    evidence=Evidence.EXPERT_OPINION,
    sources=("Kieffer, back tips for Run Reigate",),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether the last four weeks show the pattern."""
    del limits
    pattern = sudden_and_radiating(history)
    if pattern is not None:
        told = known_diagnosis(history)
        advice = Message.of("PATN002.advice_diagnosis", told=told) if told else Message.of("PATN002.advice")
        return flag(
            Severity.NOTE,
            Message.of("PATN002.title"),
            seen=Message.of("PATN002.seen", days=pattern.days),
            why=Message.of("PATN002.why"),
            advice=advice,
            observed={"days": pattern.days, "began_an_episode": pattern.at_onset},
            window=(history.as_of - LOOK_BACK, history.as_of),
        )
    missing = missing_pain(history)
    if missing is not None:
        return unknown(Message.of("PATN002.unknown"), missing)
    return ok(Message.of("PATN002.ok"))

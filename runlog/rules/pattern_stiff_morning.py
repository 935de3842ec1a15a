"""Stiff and sore on the morning after a run.

What it looks at
Mornings after a day with a run on which the diary has back pain together with 15 minutes of stiffness or more, or an
onset "on getting up". One such morning that begins an episode shows the pattern, or three within four weeks.

Why it matters
Kieffer describes a sprain of the small joints of the spine like this: stiff and painful, and at times not felt before
one gets out of bed the next day. Other things feel the same. Only someone who examines the back can tell.

What to do
Tell your clinician, when you see one, that it comes on the morning after, how long the stiffness lasts, and whether a
leg joins in. There is no hurry in this pattern by itself.

Limits
This names a pattern in the diary and never a cause. Minutes, mornings and weeks are runlog's own. Age plays no part.

Sources
Kieffer, back tips for Run Reigate: facet joint sprain, which may only be felt the next day on getting up.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.history import History
from runlog.features.patterns import LOOK_BACK, stiff_morning_after
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome, Severity
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.pain_records import missing_pain
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="PATN001",
    name="stiff-morning-after",
    family="pain",
    guidance=("K5",),
    evidence=Evidence.EXPERT_OPINION,
    sources=("Kieffer, back tips for Run Reigate",),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether the asked week shows the pattern."""
    del limits
    pattern = stiff_morning_after(history)
    if pattern is not None:
        return flag(
            Severity.NOTE,
            Message.of("PATN001.title"),
            seen=Message.of("PATN001.seen_leg" if pattern.leg else "PATN001.seen", days=pattern.days),
            why=Message.of("PATN001.why"),
            advice=Message.of("PATN001.advice"),
            observed={"days": pattern.days, "began_an_episode": pattern.at_onset, "leg": pattern.leg},
            window=(history.as_of - LOOK_BACK, history.as_of),
        )
    if not history.runs_by_week.get(history.week):
        return ok(Message.of("PATN001.no_runs"))
    lines = (entry for day in history.week.days() for entry in history.diary_by_day.get(day, ()))
    if not any(entry.morning_stiffness_min is not None for entry in lines):
        return unknown(Message.of("PATN001.unknown"), missing_pain(history) or Message.of("PATN001.missing"))
    return ok(Message.of("PATN001.ok"))

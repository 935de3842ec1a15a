"""A low ache that never quite goes.

What it looks at
The usual level: the median back pain of the recorded days of eight weeks, outside episodes. At 1 or more, with a diary
that goes back eight weeks at least, it is a note. It rests while an episode is open, and for half a year after someone
has looked at it.

Why it matters
What is there on most days is a usual level and not an endless episode, and one stops noticing it. McCance says that
what does not settle by itself may have a cause that can be treated.

What to do
If nobody has ever assessed it, have that done by a doctor or physiotherapist, without hurry. Record it: `seen_on` and
`seen_by`. Running with a low ache is for you and them to judge.

Limits
Eight weeks, the level of 1 and the half year are runlog's own. Pain scores are personal: a 1 may mean nothing at all.

Sources
McCance, Running and low back pain: what answers to nothing may come from the structure of the spine.
Guidance, "Episodes (ours)": a low constant ache is a usual level.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from runlog.features.episodes import open_episode, usual_level
from runlog.features.history import History
from runlog.features.pain import recorded_days
from runlog.features.urgency import last_visit
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import at_least, flag, ok, shown, unknown
from runlog.rules.pain_records import missing_pain
from runlog.rules.rule import RuleEntry

LEVEL_NOTE: Final = 1.0
"""A usual level above 0 is an ache (guidance); medians of whole scores begin at 1 (ours)."""
FOR_DAYS: Final = 56
"""As long as the window of the usual level (ours)."""
SNOOZED_FOR: Final = timedelta(weeks=26)
"""A visit silences it for half a year (ours)."""

ENTRY: Final = RuleEntry(
    code="PAIN006",
    name="constant-ache",
    family="pain",
    guidance=("M9",),
    evidence=Evidence.EXPERT_OPINION,
    sources=("McCance, Running and low back pain", "Thresholds: runlog's own"),
    thresholds={"level_note": LEVEL_NOTE, "for_days": FOR_DAYS},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether an ache has become the usual level, and nobody has assessed it."""
    missing = missing_pain(history)
    if missing is not None:
        return unknown(Message.of("PAIN006.unknown"), missing)
    usual, first = usual_level(history), next(iter(recorded_days(history)))
    coverage = Coverage(usual.days_recorded, FOR_DAYS, "days")
    if not at_least(usual.level, limits["level_note"]) or open_episode(history) is not None:
        return ok(Message.of("PAIN006.ok", usual=usual.level), coverage=coverage, threshold=shown(limits))
    if usual.basis != "eight weeks" or (history.as_of - first).days < limits["for_days"]:
        return ok(Message.of("PAIN006.ok_new", usual=usual.level), coverage=coverage, threshold=shown(limits))
    seen = last_visit(history)
    if seen is not None and history.as_of - seen <= SNOOZED_FOR:
        return ok(Message.of("PAIN006.ok_seen", seen=seen), coverage=coverage, threshold=shown(limits))
    return flag(
        Severity.NOTE,
        Message.of("PAIN006.title"),
        seen=Message.of("PAIN006.seen", usual=usual.level, days=usual.days_recorded),
        why=Message.of("PAIN006.why"),
        advice=Message.of("PAIN006.advice"),
        observed={"usual": usual.level, "days_recorded": usual.days_recorded, "first_recorded": first},
        threshold=shown(limits),
        window=(first, history.as_of),
        coverage=coverage,
    )

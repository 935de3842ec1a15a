"""Active days with minimal pain.

What it looks at
The week's days with a session of any kind, and on how many of them the worst back and leg pain was 2 or less. It never
flags; it shows the figure, beside the mean of the four weeks before.

Why it matters
The aim, in McCance's words, is to enjoy exercise again with little or no pain. So progress is counted in active days
with minimal pain and not in kilometres.

What to do
Note the pain on active days, a zero too. Let the number of good active days grow before the distance does.

Limits
"Minimal" as 2 of 10 or less is runlog's own. Days without an entry are unknown and count neither way; painkillers mask
the score.

Sources
McCance, Running and low back pain: the aim is to enjoy exercise again, with little pain or none.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.active_days import MINIMAL, active_days
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome
from runlog.rules.outcomes import ok, unknown
from runlog.rules.rule import RuleEntry

WEEKS_BEFORE: Final = 4

ENTRY: Final = RuleEntry(
    code="PAIN009",
    name="active-days",
    family="pain",
    guidance=("M12",),
    evidence=Evidence.EXPERT_OPINION,
    sources=("McCance, Running and low back pain",),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's figure; never flagged."""
    del limits
    now = active_days(history, history.week)
    coverage = Coverage(now.recorded, now.active, "days")
    if not now.active:
        return ok(Message.of("PAIN009.none"))
    if not now.recorded:
        return unknown(Message.of("PAIN009.unknown"), Message.of("PAIN009.missing"), coverage=coverage)
    before = [active_days(history, history.week.before(back)) for back in range(1, WEEKS_BEFORE + 1)]
    known = [week.minimal for week in before if week.recorded]
    mean = sum(known) / len(known) if known else None
    numbers = {"minimal": now.minimal, "recorded": now.recorded}
    title = Message.of("PAIN009.ok", **numbers)
    if mean is not None:
        title = Message.of("PAIN009.ok_before", **numbers, mean=mean)
    return ok(
        title,
        observed={**numbers, "active": now.active, "mean_before": mean, "minimal_pain": MINIMAL},
        window=(history.week.start, history.as_of),
        coverage=coverage,
    )

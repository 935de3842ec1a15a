"""A long or hot day: drink to thirst.

What it looks at
Days of the week with two hours of running or more, and days with a run and words of heat in its title or notes or in
the diary. The first such week in four is a note; the weeks after it are quiet. Water recorded in the diary is shown.

Why it matters
One of the surgeons asks runners to drink plenty, as the joints need fluid to stay smooth. A long or hot run costs more
of it than others.

What to do
Drink to thirst, before and after as well as on the way. More than thirst asks for is not better.

Limits
One article; nobody has shown that drinking spares the back. Two hours is runlog's own figure. Heat is known from words
alone: runlog looks up no weather. Nothing is said about how much was drunk.

Sources
Kieffer, back tips for Run Reigate: drink plenty of water.
"""

from collections.abc import Mapping
from typing import Final

from runlog.clock import Week
from runlog.features.history import History
from runlog.features.water import LONG_S, demanding_days
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome, Severity
from runlog.rules.outcomes import flag, ok, shown
from runlog.rules.rule import RuleEntry
from runlog.units import S_PER_HOUR

LONG_HOURS: Final = LONG_S / S_PER_HOUR
QUIET_WEEKS: Final = 3
"""Said once, and then quiet for three weeks: a reminder every week is read by nobody (ours)."""

ENTRY: Final = RuleEntry(
    code="HABIT005",
    name="water",
    family="habit",
    guidance=("K3",),
    evidence=Evidence.EXPERT_OPINION,
    sources=("Kieffer, back tips for Run Reigate",),
    thresholds={"long_hours": LONG_HOURS, "quiet_weeks": QUIET_WEEKS},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's long or hot days, with the water recorded on them."""
    long_s = limits["long_hours"] * S_PER_HOUR
    days = demanding_days(history, history.week, long_s)
    observed = {
        "days": tuple(day.day for day in days),
        "hot_days": sum(day.hot for day in days),
        "water_l": tuple(day.water_l for day in days if day.water_l is not None),
    }
    rest = {"observed": observed, "threshold": shown(limits), "window": (history.week.start, history.as_of)}
    if not days:
        return ok(Message.of("HABIT005.ok"), **rest)
    before = (history.week.before(back) for back in range(1, int(limits["quiet_weeks"]) + 1))
    if any(_demanding(history, week, long_s) for week in before):
        return ok(Message.of("HABIT005.ok_told", days=len(days)), **rest)
    litres = [day.water_l for day in days if day.water_l is not None]
    variant = "seen_water" if litres else "seen"
    return flag(
        Severity.NOTE,
        Message.of("HABIT005.title", days=len(days)),
        seen=Message.of(f"HABIT005.{variant}", days=tuple(day.day for day in days), litres=tuple(litres)),
        why=Message.of("HABIT005.why"),
        advice=Message.of("HABIT005.advice"),
        **rest,
    )


def _demanding(history: History, week: Week, long_s: float) -> bool:
    return bool(demanding_days(history, week, long_s))

"""Hamstrings stretched less than twice a day.

What it looks at
The times a day in the diary's `hamstring_stretch`, by ISO week, against the 14 of twice a day. A day without a record
counts as if it had been done twice, so that only what is recorded as missing counts. Fewer than 14 is a note; the
second week in a row with fewer than 7 is a caution, and later ones are notes until a week has all 14 again.

Why it matters
Tight hamstrings pull on the pelvis when a runner bends and strides. The article asks for stretching twice daily, to
lessen the strain across the low back.

What to do
Stretch the back of both thighs gently, once in the morning and once in the evening. Hold it where it pulls and doesn't
hurt; leave it out while it brings on leg pain, tingling or numbness, and ask a physiotherapist.

Limits
The article alone; studies show an association and no more. A third time on one day makes up for no other day. Where
`records = ["hamstring_stretch"]` is set, a day without a record counts as none. The rule waits for the week's end.

Sources
McCance, Running and low back pain: the hamstrings twice daily.
"""

from collections.abc import Mapping
from typing import Final

from runlog.clock import DAYS_PER_WEEK, Week
from runlog.features.history import History
from runlog.features.stretching import TIMES_A_WEEK, WeekStretches, stretching_recorded_since, week_stretches
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.habit_weeks import told_before
from runlog.rules.outcomes import flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

TIMES_CAUTION: Final = 7
"""Evidence table, hamstring stretching: fewer than 7 of the 14 in a week."""
WEEKS_CAUTION: Final = 2
"""Evidence table: for two weeks."""
MIN_DAYS_OK: Final = 4
"""All recorded days at two say "as asked" when most of the week is recorded (ours)."""

ENTRY: Final = RuleEntry(
    code="HABIT004",
    name="hamstrings",
    family="habit",
    guidance=("M2",),
    evidence=Evidence.WEAK,
    sources=("McCance, Running and low back pain",),
    thresholds={"times_note": TIMES_A_WEEK, "times_caution": TIMES_CAUTION, "weeks_caution": WEEKS_CAUTION},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's stretches, and weeks in a row with few."""
    week = week_stretches(history, history.week)
    since = stretching_recorded_since(history)
    rest = {"observed": _observed(week), "threshold": shown(limits), "window": (history.week.start, history.as_of),
            "coverage": Coverage(week.recorded, DAYS_PER_WEEK, "days")}  # fmt: skip
    if since is None or not week.recorded:
        return unknown(Message.of("HABIT004.unknown"), Message.of("HABIT004.missing"), **rest)
    if not history.week_is_over:
        title = Message.of("HABIT004.unknown_so_far", done=week.done, days=week.recorded)
        return unknown(title, Message.of("HABIT004.missing_so_far"), **rest)
    if week.at_most >= limits["times_note"]:
        if week.recorded < MIN_DAYS_OK:
            title = Message.of("HABIT004.unknown_few", days=week.recorded)
            return unknown(title, Message.of("HABIT004.missing"), **rest)
        return ok(Message.of("HABIT004.ok", days=week.recorded), **rest)
    numbers = {"twice": week.twice, "once": week.once, "none": week.none, "days": week.recorded, "done": week.done,
               "of": week.recorded * 2}  # fmt: skip
    return flag(
        _severity(history, limits, since=Week.of(since)),
        Message.of("HABIT004.title", **numbers),
        seen=Message.of("HABIT004.seen", unrecorded=week.unrecorded, **numbers),
        why=Message.of("HABIT004.why"),
        advice=Message.of("HABIT004.advice"),
        **rest,
    )


def _severity(history: History, limits: Mapping[str, float], *, since: Week) -> Severity:
    def met(week: Week) -> bool:
        last = (week.before(back) for back in range(int(limits["weeks_caution"])))
        return all(one >= since and _few(week_stretches(history, one), limits) for one in last)

    def kept(week: Week) -> bool:
        stretches = week_stretches(history, week)
        return stretches.recorded >= MIN_DAYS_OK and stretches.at_most >= limits["times_note"]

    first = met(history.week) and not told_before(history.week, since.start, met=met, kept=kept)
    return Severity.CAUTION if first else Severity.NOTE


def _few(week: WeekStretches, limits: Mapping[str, float]) -> bool:
    return week.at_most < limits["times_caution"]


def _observed(week: WeekStretches) -> Mapping[str, int]:
    return {"days_twice": week.twice, "days_once": week.once, "days_none": week.none,
            "days_unrecorded": week.unrecorded, "times": week.done, "times_at_most": week.at_most}  # fmt: skip

"""Little or no core and strength work.

What it looks at
Strength, core and pilates sessions, and days with core minutes in the diary, by ISO week. Fewer than two in a week is a
note; the third week in a row without any is a caution, and later ones are notes again until a week has two. In a week
without any activity and while coming back from a pause it is a note at most. What was usual in the eight weeks before
is told beside it.

Why it matters
Both surgeons ask for a stronger core and back. In trials, people who exercised and were taught about their backs had
fewer episodes of low-back pain.

What to do
Two short sessions a week, the core above all, and the back with it. Begin gently; while the back is sore, ask a
physiotherapist which exercises suit it.

Limits
The trials were not about runners, and the effect fades after a year unless it is kept up. Two sessions a week is
runlog's own figure. The rule speaks only where the log shows that such sessions are recorded: an earlier one, a zero in
`core_min`, or `records = ["strength"]` in the settings. It waits for the week's end, and leaves out a first week of
which only the last days are recorded.

Sources
Steffens et al. 2016, JAMA Intern Med, doi 10.1001/jamainternmed.2015.7431: 21 trials, 30,850 people; exercise with
education, relative risk of a low-back episode 0.55 (0.41 to 0.74), moderate quality.
McCance, Running and low back pain: toning and strength, the core above all.
Kieffer, back tips for Run Reigate: strengthen the back, the neglected part.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.features.comeback import is_coming_back
from runlog.features.habits import active_weeks, recorded_since, strength_sessions
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome, Severity
from runlog.rules.habit_weeks import first_whole_week, told_before, usual_before, weeks_without
from runlog.rules.outcomes import at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

SESSIONS_NOTE: Final = 2
"""Evidence table, core and strength: fewer than two a week."""
WEEKS_CAUTION: Final = 3
"""Evidence table: fewer than one a week for three weeks."""

ENTRY: Final = RuleEntry(
    code="HABIT003",
    name="core-strength",
    family="habit",
    guidance=("M3", "K1"),
    evidence=Evidence.MODERATE,
    sources=(
        "Steffens et al. 2016, JAMA Intern Med, doi 10.1001/jamainternmed.2015.7431 (low-back pain, not runners)",
        "McCance, Running and low back pain",
        "Kieffer, back tips for Run Reigate",
    ),
    thresholds={"sessions_note": SESSIONS_NOTE, "weeks_caution": WEEKS_CAUTION},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Strength sessions of the week, and weeks in a row without any."""
    sessions = strength_sessions(history, history.week)
    observed: dict[str, int] = {"sessions": sessions}
    if at_least(sessions, limits["sessions_note"]):
        return ok(Message.of("HABIT003.ok", sessions=sessions), observed=observed, threshold=shown(limits))
    since = recorded_since(history, "strength")
    if since is None:
        return unknown(Message.of("HABIT003.unknown"), Message.of("HABIT003.missing"))
    if not history.week_is_over:
        return unknown(
            Message.of("HABIT003.unknown_so_far", sessions=sessions), Message.of("HABIT003.missing_so_far"),
            observed=observed,
        )  # fmt: skip
    if history.week < first_whole_week(since):
        return unknown(
            Message.of("HABIT003.unknown_first", sessions=sessions), Message.of("HABIT003.missing_first"),
            observed=observed,
        )  # fmt: skip
    return _flagged(history, since, limits)


def _flagged(history: History, since: date, limits: Mapping[str, float]) -> Outcome:
    def count(week: Week) -> int:
        return strength_sessions(history, week)

    sessions, usual = count(history.week), usual_before(history.week, since, count)
    missing = weeks_without(history.week, since, count)
    variant = "none" if missing else "few"
    seen = f"seen_{variant}" if usual is None else f"seen_{variant}_usual"
    return flag(
        _severity(history, since, missing, limits),
        Message.of(f"HABIT003.title_{variant}", weeks=missing, sessions=sessions),
        seen=Message.of(f"HABIT003.{seen}", weeks=missing, sessions=sessions, since=since, usual=usual or 0.0),
        why=Message.of("HABIT003.why"),
        advice=Message.of("HABIT003.advice"),
        observed={"sessions": sessions, "weeks_without": missing, "usual_per_week": usual},
        threshold=shown(limits),
        window=(history.week.before(max(missing - 1, 0)).start, history.as_of),
    )


def _severity(history: History, since: date, missing: int, limits: Mapping[str, float]) -> Severity:
    """A caution in the first week without any for three; then notes until a week has two again (alert budget)."""

    def met(week: Week) -> bool:
        return weeks_without(week, since, lambda one: strength_sessions(history, one)) >= limits["weeks_caution"]

    def kept(week: Week) -> bool:
        return at_least(strength_sessions(history, week), limits["sessions_note"])

    if is_coming_back(history) or history.week not in active_weeks(history):
        return Severity.NOTE
    first = missing >= limits["weeks_caution"] and not told_before(history.week, since, met=met, kept=kept)
    return Severity.CAUTION if first else Severity.NOTE

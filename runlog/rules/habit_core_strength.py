"""Little or no core and strength work.

What it looks at
Strength, core and pilates sessions, and days with core minutes in the diary, by ISO week. Fewer than two in a week is
a note; the third week in a row without any is a caution, and later ones are notes again until a week has one.

Why it matters
Both surgeons ask for a stronger core and back. In trials, people who exercised and were taught about their backs had
fewer episodes of low-back pain.

What to do
Two short sessions a week, the core above all, and the back with it. Begin gently; while the back is sore, ask a
physiotherapist which exercises suit it.

Limits
The trials were not about runners, and the effect fades after a year unless it is kept up. Two sessions a week is
runlog's own figure. The rule speaks only where the log shows that such sessions are recorded: an earlier one, a zero in
`core_min`, or `records = ["strength"]` in the settings. It waits for the week's end.

Sources
Steffens et al. 2016, JAMA Intern Med, doi 10.1001/jamainternmed.2015.7431: 21 trials, 30,850 people; exercise with
education, relative risk of a low-back episode 0.55 (0.41 to 0.74), moderate quality.
McCance, Running and low back pain: toning and strength, the core above all.
Kieffer, back tips for Run Reigate: strengthen the back, the neglected part.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.habits import recorded_since, strength_sessions
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome, Severity
from runlog.rules.habit_weeks import loudness, weeks_without
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
    missing = weeks_without(history.week, since, lambda week: strength_sessions(history, week))
    variant = "none" if missing else "few"
    return flag(
        loudness(missing, limits["weeks_caution"]) if missing else Severity.NOTE,
        Message.of(f"HABIT003.title_{variant}", weeks=missing, sessions=sessions),
        seen=Message.of(f"HABIT003.seen_{variant}", weeks=missing, sessions=sessions, since=since),
        why=Message.of("HABIT003.why"),
        advice=Message.of("HABIT003.advice"),
        observed={**observed, "weeks_without": missing},
        threshold=shown(limits),
        window=(history.week.before(max(missing - 1, 0)).start, history.as_of),
    )

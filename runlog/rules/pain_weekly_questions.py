"""Four questions a week about running with a sore back.

What it looks at
The week's answers to four questions: taking part, training volume, performance, pain; each 0, 8, 17 or 25. Their sum,
0 to 100, is the severity. No trouble in taking part makes it 0; not taking part at all makes it 100 unless the others
are answered. It flags a substantial problem: no taking part, or volume or performance reduced moderately or more.

Why it matters
Overuse creeps in: most runners go on training with it, so that counting days off misses it. These four questions were
made to catch it early.

What to do
Make an appointment with a doctor or physiotherapist, unless someone knows of it already; take the answers along.
Record it: `seen_on` and `seen_by`. Then it stays a note as long as the problem goes on.

Limits
The questions are asked in runlog's own words, so this is not the validated form, and its scores are for comparing your
own weeks. An unanswered week is unknown, never 0.

Sources
Clarsen et al. 2013, doi 10.1136/bjsports-2012-091524: 313 athletes; knee, lower back and shoulder.
The arithmetic is that of the form of 2020, read in an open implementation.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.history import History
from runlog.features.questionnaire import ITEMS, Answers, substantial_since, weekly_answers
from runlog.features.urgency import last_visit
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity, Value
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="PAIN007",
    name="weekly-questions",
    family="pain",
    guidance=("K9", "M12"),
    evidence=Evidence.STRONG,
    sources=(
        "Clarsen et al. 2013, doi 10.1136/bjsports-2012-091524 (313 athletes; knee, lower back, shoulder)",
        "Own wording of the questions: not the validated form",
    ),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's answers."""
    del limits
    answers = weekly_answers(history).get(history.week)
    if answers is None:
        return unknown(Message.of("PAIN007.unknown"), Message.of("PAIN007.missing"))
    known = sum(getattr(answers, item.removeprefix("q_")) is not None for item in ITEMS)
    coverage = Coverage(known, len(ITEMS), "questions")
    score = answers.score
    if score is None:
        return unknown(Message.of("PAIN007.unknown"), Message.of("PAIN007.missing_items"), coverage=coverage)
    observed = _observed(answers, score)
    if answers.substantial:
        return _flagged(history, score, observed, coverage)
    return ok(Message.of("PAIN007.ok", score=score), observed=observed, coverage=coverage)


def _flagged(history: History, score: float, observed: Mapping[str, Value], coverage: Coverage) -> Outcome:
    first = substantial_since(history) or history.week
    seen = last_visit(history)
    looked_at = seen is not None and seen >= first.start
    return flag(
        Severity.NOTE if looked_at else Severity.ACT,
        Message.of("PAIN007.title", score=score),
        seen=Message.of("PAIN007.seen", since=first.start),
        why=Message.of("PAIN007.why"),
        advice=Message.of("PAIN007.advice_seen" if looked_at else "PAIN007.advice"),
        urgency=None if looked_at else "appointment",
        observed={**observed, "since": first.start},
        window=(history.week.start, history.as_of),
        coverage=coverage,
    )


def _observed(answers: Answers, score: float) -> Mapping[str, Value]:
    return {
        "score": score, "participation": answers.participation, "volume": answers.volume,
        "performance": answers.performance, "pain": answers.pain,
    }  # fmt: skip

"""Six questions about legs, bladder, fever and falls.

What it looks at
Whether the six yes/no questions are due, and whether the diary answers them. They are due at the start of an episode,
at back pain of 4 or more, at a rise of 2 or more, with any leg symptom, and when a free note holds an alarming word.

Why it matters
Few sore backs have a serious cause. Those that do may show it by these signs, which are easily overlooked unless
someone asks.

What to do
Answer them: `runlog diary add` and `runlog diary edit` ask. Or fill the columns weakness, numbness, saddle,
bladder_bowel, sexual_function, fever, trauma, growing and both_sides with yes or no.

Limits
An empty cell is no answer. While a strong pain or a leg symptom simply goes on, an answer holds for a week; anything
new asks anew, for four weeks. A recorded visit to a clinician settles it. Words in notes raise the question, never the
verdict.

Sources
Consensus of BMJ Best Practice and of patient pages of two British health services; their lists differ.
McCance, Running and low back pain.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.history import History
from runlog.features.questions import SIX_QUESTIONS, questions_asked
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome
from runlog.rules.outcomes import ok, unknown
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="ASK001",
    name="six-questions",
    family="urgency",
    guidance=("M10", "K9"),
    evidence=Evidence.STRONG,
    sources=(
        "Consensus: BMJ Best Practice and patient pages of two British health services (lists differ)",
        "McCance, Running and low back pain",
    ),
    ignorable=False,
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether the questions are due and unanswered."""
    del limits
    asked = questions_asked(history)
    if not asked.due:
        return ok(Message.of("ASK001.not_due"))
    total = len(SIX_QUESTIONS)
    coverage = Coverage(total - len(asked.unanswered), total, "questions")
    if not asked.unanswered:
        return ok(Message.of("ASK001.ok"), coverage=coverage)
    newest = max(asked.occasions, key=lambda occasion: occasion.day)
    return unknown(
        Message.of("ASK001.unknown", unanswered=len(asked.unanswered)),
        Message.of("ASK001.missing", questions=asked.unanswered),
        seen=Message.of(f"ASK001.seen_{newest.reason}", day=newest.day),
        why=Message.of("ASK001.why"),
        advice=Message.of("ASK001.advice"),
        observed={"unanswered": asked.unanswered, "since": newest.day, "reason": newest.reason},
        window=(min(occasion.day for occasion in asked.occasions), history.as_of),
        coverage=coverage,
    )

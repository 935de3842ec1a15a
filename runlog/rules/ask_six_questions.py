"""Six questions about legs, bladder, fever and falls.

What it looks at
Whether the six yes/no questions are due, and whether the diary answers them. They are due at the start of an episode,
at back pain of 4 or more, at a rise of 2 or more, with any leg symptom, and when a note, or a run's title or notes,
holds an alarming word. An answer that is not clear is asked about again, in the words it was given in; so is a sign
that was denied since and that nobody looked at, and a plain cause (laces, a saddle, a stumble, a race).

Why it matters
Few sore backs have a serious cause. Those that do may show it by these signs, which are easily overlooked unless
someone asks.

What to do
Answer them: `runlog diary add` and `runlog diary edit` ask. Or fill the columns weakness, numbness, saddle,
bladder_bowel, sexual_function, fever, trauma, growing and both_sides with yes or no.

Limits
An empty cell is no answer. While a strong pain or a leg symptom simply goes on, an answer holds for a week; anything
new asks anew, for four weeks. Strong pain that is this runner's usual level is not asked about again. A recorded visit
to a clinician settles it. Words in notes raise the question, never the verdict.

Sources
Consensus of BMJ Best Practice and of patient pages of two British health services; their lists differ.
McCance, Running and low back pain.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.asked import Ask
from runlog.features.history import History
from runlog.features.questions import SIX_QUESTIONS, Asked, questions_asked
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


SHOWN: Final = 5
"""So many things that were written are asked about at once (ours)."""


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether the questions are due and unanswered."""
    del limits
    asked = questions_asked(history)
    if not asked.due:
        return ok(Message.of("ASK001.not_due"))
    total = len(SIX_QUESTIONS)
    coverage = Coverage(total - len(asked.unanswered), total, "questions")
    if not asked.open:
        return ok(Message.of("ASK001.ok"), coverage=coverage)
    return _open(history, asked, coverage)


def _open(history: History, asked: Asked, coverage: Coverage) -> Outcome:
    missing = [_said(one) for one in asked.asks[:SHOWN]]
    newest = max(asked.occasions, key=lambda occasion: occasion.day, default=None)
    if asked.unanswered:
        title = Message.of("ASK001.unknown", unanswered=len(asked.unanswered))
        missing.append(Message.of("ASK001.missing", questions=asked.unanswered))
    else:
        title = Message.of("ASK.unclear_title", answers=len(asked.asks))
    days = [*(occasion.day for occasion in asked.occasions), *(one.day for one in asked.asks)]
    return unknown(
        title,
        *missing,
        seen=Message.of(f"ASK001.seen_{newest.reason}", day=newest.day) if newest and asked.unanswered else None,
        why=Message.of("ASK001.why"),
        advice=Message.of("ASK001.advice"),
        observed={
            "unanswered": asked.unanswered,
            "since": newest.day if newest else max(days),
            "reason": newest.reason if newest else asked.asks[0].kind,
            "asked": tuple(f"{one.kind}: {one.words}" for one in asked.asks),
        },
        window=(min(days), history.as_of),
        coverage=coverage,
    )


_QUOTING: Final = {"note": "quoted", "run_note": "quoted_run"}


def _said(one: Ask) -> Message:
    """What is asked of one thing that was written."""
    if one.kind == "aged":
        return Message.of("ASK.aged", day=one.day, signs=(one.field,))
    kind = "visitor_unnamed" if one.kind == "visitor" and not one.words else _QUOTING.get(one.kind, one.kind)
    return Message.of(f"ASK.{kind}", day=one.day, words=one.words, field=one.field)

"""Signs that a doctor should look at today or tomorrow.

What it looks at
Diary entries of foot drop or leg weakness, growing numbness, severe leg pain (8 or more) or leg pain that grows
steadily, fever or feeling very unwell together with back pain, a minor fall with osteoporosis, long steroid use or from
65 years on, and new back pain after cancer. The risks come from the settings and alone flag nothing.

Why it matters
These signs are uncommon. They can mean that a nerve is under pressure or that something other than a strain hurts, and
that is worth knowing soon.

What to do
See a doctor today or tomorrow. If it grows, or bladder, bowel or both legs join in: emergency department. Afterwards
record who looked at it, and when: `seen_on` and `seen_by` in the diary. That closes the warning; a new or worse sign
opens it again.

Limits
Only what is recorded can be seen. Single warning signs are often false alarms. Growing tingling, or tingling on both
sides, is counted here by runlog's own choice, as is leg pain that was worse on each of three recorded days. The rule
can't be ignored, and it silences all other advice while it is open.

Sources
Consensus of BMJ Best Practice and of patient pages of two British health services; their lists differ.
McCance, Running and low back pain: severe or progressive leg pain, weakness, numbness and foot drop.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.history import History
from runlog.features.signs import Level
from runlog.rules.finding import Evidence, Outcome
from runlog.rules.red_flags import check_level
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="RED002",
    name="urgent-signs",
    family="urgency",
    guidance=("M10",),
    evidence=Evidence.STRONG,
    sources=(
        "Consensus: BMJ Best Practice and patient pages of two British health services (lists differ)",
        "McCance, Running and low back pain",
    ),
    ignorable=False,
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The urgent signs that nobody has looked at yet."""
    del limits
    return check_level(history, ENTRY.code, Level.URGENT, "urgent")

"""Signs that belong in an emergency department now.

What it looks at
Diary entries of a change of bladder or bowel, numbness between the legs, changed sexual function, weakness or numbness
or severe pain in both legs, foot drop or leg weakness that is new or growing within hours to days, and a serious fall
or accident. "New" means that the diary said no within the seven days before. A bare yes to "growing fast or on both
sides" counts as the most urgent that it may mean, until weakness and numbness are answered.

Why it matters
These signs are rare. When they are there, nerves may be in danger or a bone may be broken, and waiting can do lasting
harm.

What to do
Go to an emergency department or call the emergency number now. Afterwards record who looked at it, and when: `seen_on`
and `seen_by` in the diary. That closes the warning; a new or worse sign opens it again.

Limits
Only what is recorded can be seen. Single warning signs are often false alarms, and their absence proves nothing.
The rule can't be ignored, and it silences all other advice while it is open.

Sources
Consensus of BMJ Best Practice and of patient pages of two British health services; their lists differ.
McCance, Running and low back pain: leg weakness, numbness and foot drop as signs of a nerve under real pressure.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.history import History
from runlog.features.signs import Level
from runlog.rules.finding import Evidence, Outcome
from runlog.rules.red_flags import check_level
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="RED001",
    name="emergency-signs",
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
    """The emergency signs that nobody has looked at yet."""
    del limits
    return check_level(history, ENTRY.code, Level.EMERGENCY, "emergency")

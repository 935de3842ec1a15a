"""A spell of pain that does not settle, or that limits daily life.

What it looks at
An episode (a stretch of days with back pain above this runner's usual level) of more than six weeks; one that is worse
at two weeks than in its first week (by 2 points or by 30 %, of the weeks' medians); and daily life limited by 2 or more
of 4 on every record of a week.

Why it matters
Eight of ten sore backs get better by themselves over weeks. The others are worth looking at, and so is one that keeps
a person from living as usual: when to seek help depends on how long it lasts and how much it takes away.

What to do
Make an appointment with a doctor or physiotherapist, and take the report along. Afterwards record it: `seen_on` and
`seen_by` in the diary. That closes it; a new episode, or 2 points more, opens it again.

Limits
The article gives no number of weeks; six weeks, two weeks and the size of a change are runlog's own. Days not recorded
count for nothing. Which tests an assessment needs, if any, is for the clinician to say.

Sources
Kieffer, back tips for Run Reigate: eight of ten better in weeks; seek advice by how much it affects life.
McCance, Running and low back pain: what does not answer to self-care may be structural.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.appointments import appointments
from runlog.features.episodes import open_episode
from runlog.features.history import History
from runlog.features.signs import Sign
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome
from runlog.rules.outcomes import ok, unknown
from runlog.rules.pain_records import missing_pain
from runlog.rules.red_flags import flag_appointment
from runlog.rules.rule import RuleEntry

SIGNS: Final[frozenset[Sign]] = frozenset({"settled_high", "episode_lasting", "episode_worse", "limits"})

ENTRY: Final = RuleEntry(
    code="PAIN003",
    name="not-settling",
    family="pain",
    guidance=("K9", "M9", "M11"),
    evidence=Evidence.EXPERT_OPINION,
    sources=(
        "Kieffer, back tips for Run Reigate",
        "McCance, Running and low back pain",
        "Thresholds: runlog's own (guidance K9)",
    ),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether pain settles, as far as is recorded, and nobody has looked at it yet."""
    del limits
    signs = [sign for sign in appointments(history) if sign.sign in SIGNS]
    if signs:
        return flag_appointment("PAIN003", signs)
    missing = missing_pain(history)
    if missing is not None:
        return unknown(Message.of("PAIN003.unknown"), missing)
    episode = open_episode(history)
    if episode is None:
        return ok(Message.of("PAIN003.ok"))
    return ok(Message.of("PAIN003.ok_open", day=(history.as_of - episode.start).days + 1, start=episode.start))

"""Signs that are worth an appointment.

What it looks at
Diary entries of leg pain, pins and needles or numbness that is mild and steady for more than two weeks; pain that
breaks sleep; weight loss without trying; a first back pain under 18 or over 55; and stiffness of more than 30 minutes
every morning for more than three months before 45.

Why it matters
None of these is an emergency, and each alone tells little. They are what a clinician wants to hear of, as now and then
something other than a strain is behind them.

What to do
Make an appointment with a doctor. Afterwards record who looked at it, and when: `seen_on` and `seen_by` in the diary.
That closes it; a new or worse sign opens it again. It silences no other advice.

Limits
Each of these signs is a weak one by itself. What counts as steady is runlog's own: one recorded day without the sign
doesn't end it, two in a row do, or a week without a record. The age is the year less the birth year in the settings,
and whether a back pain is the first one is asked of the settings (`earlier_back_pain`, or an operation). Age or history
alone flag nothing.

Sources
Consensus of BMJ Best Practice and of patient pages of two British health services; their lists differ.
McCance, Running and low back pain: what does not settle may be structural.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.appointments import appointments, settings_missing
from runlog.features.episodes import open_episode
from runlog.features.history import History
from runlog.features.signs import Sign
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome
from runlog.rules.outcomes import ok, unknown
from runlog.rules.red_flags import DIARY_KEPT, flag_appointment
from runlog.rules.rule import RuleEntry

SIGNS: Final[frozenset[Sign]] = frozenset(
    {
        "leg_pain_steady",
        "tingling_steady",
        "numbness_steady",
        "night_pain",
        "weight_loss",
        "first_pain",
        "stiffness",
        "young_lasting",
        "young_bending",
        "bone_stress",
        "thoracic_lasting",
    }
)

ENTRY: Final = RuleEntry(
    code="APPT001",
    name="appointment-signs",
    family="pain",
    guidance=("M10", "M9"),
    evidence=Evidence.MODERATE,
    sources=(
        "Consensus: BMJ Best Practice and patient pages of two British health services (lists differ)",
        "McCance, Running and low back pain",
    ),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The appointment signs that nobody has looked at yet."""
    del limits
    signs = [sign for sign in appointments(history) if sign.sign in SIGNS]
    if signs:
        return flag_appointment("APPT001", signs)
    if not any(entry.day >= history.as_of - DIARY_KEPT for entry in reversed(history.diary)):
        return unknown(Message.of("APPT001.unknown"), Message.of("pain.missing_diary"))
    missing = [Message.of(f"APPT001.missing_{setting}") for setting in settings_missing(history)]
    unasked = _unasked(history)
    if unasked:
        missing.append(Message.of("APPT001.missing_answers", columns=unasked))
    if missing:
        return unknown(Message.of("APPT001.unknown"), *missing)
    return ok(Message.of("APPT001.ok"))


def _unasked(history: History) -> tuple[str, ...]:
    """The columns that an open episode should have an answer in, and has not."""
    episode = open_episode(history)
    if episode is None:
        return ()
    lines = [entry for entry in history.diary if entry.day >= episode.start]
    fields = ("night_pain", "weight_loss")
    return tuple(field for field in fields if not any(getattr(entry, field).recorded for entry in lines))

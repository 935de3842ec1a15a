"""Which part of a diary line a coach may see at each level: an allowlist, so that a new field stays at home.

Never, at any level: bladder, bowel and sexual function, painkillers, treatment, clinicians' scores, who looked at it,
and the signs of the urgency table that are no back pain (weakness, saddle, fever, a fall, …). Free words leave at the
level `all` alone, and not where they speak of medicine, bladder, bowel or sexual function, as far as `private_words`
can tell.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from runlog.features.answer import Answer
from runlog.features.care import told_on_getting_up, told_sudden
from runlog.features.history import DiaryEntry
from runlog.features.signs import leg_pain_of
from runlog.settings import ShareLevel
from runlog.words.places import is_back
from runlog.words.private import is_plain_self_care, tells_too_much

NUMBERS: Final = (
    "pain_0_10", "leg_pain_0_10", "before_after", "morning_stiffness_min", "warm_up_min", "hamstring_stretch",
    "core_min", "sat_h", "water_l", "limits_0_4", "q_participation", "q_volume", "q_performance", "q_pain",
    "from_activity",
)  # fmt: skip
"""Leave as they are from the level `findings` on: what findings count."""
ANSWERS: Final = ("moved", "night_pain", "numbness", "tingling")
"""Leave as a bare yes or no from the level `findings` on."""
WORDS: Final = ("place", "side", "radiates_to", "onset", "cause", "after_activity", "self_care", "helped", "note")
"""Leave as written at the level `all`."""
NEVER: Final = frozenset(
    {"time", "weakness", "both_sides", "growing", "bladder_bowel", "sexual_function", "saddle", "fever", "weight_loss",
     "unsteady", "trauma", "painkillers", "treatment", "odi_0_100", "rmdq_0_24", "seen_by"}
)  # fmt: skip


def shared_line(entry: DiaryEntry, level: ShareLevel) -> DiaryEntry | None:
    """What leaves of a diary line at a level; None where nothing does."""
    if level == "load":
        return None
    seen = entry.seen_on or (entry.day if (entry.seen_by or "").strip() else None)
    cells: dict[str, Any] = {
        **{name: getattr(entry, name) for name in NUMBERS},
        **{name: _bare(getattr(entry, name)) for name in ANSWERS},
        **(_as_written(entry) if level == "all" else _in_plain(entry)),
        "seen_on": seen,
    }
    if entry.place and not is_back(entry.place) and not cells.get("place"):
        # Without its place it would count as pain of the back.
        cells["pain_0_10"] = None
    told = {name: cell for name, cell in cells.items() if cell not in (None, Answer(), "")}
    return DiaryEntry(day=entry.day, **told) if told else None


def tells_of_the_day(entry: DiaryEntry) -> bool:
    """Whether a line holds more than a visit to a clinician, whose day must not show by the line being there."""
    return replace(entry, seen_on=None, from_activity=None) != DiaryEntry(day=entry.day)


def _bare(answer: Answer) -> Answer:
    if not answer.recorded or (answer.yes and tells_too_much(answer.words)):
        return Answer()
    return Answer("yes" if answer.yes else "no")


def _as_written(entry: DiaryEntry) -> Mapping[str, str | None]:
    """Free words, each left out where it tells too much; without its words, whether self-care helped goes too."""
    told = {name: words for name in WORDS if (words := getattr(entry, name)) and not tells_too_much(words)}
    if entry.self_care and not is_plain_self_care(entry.self_care):
        told.pop("self_care", None)
        told.pop("helped", None)
    return told


def _in_plain(entry: DiaryEntry) -> Mapping[str, str | None]:
    """What findings ask of free words, without the words: another place than the back, a leg, a sudden onset."""
    leg = leg_pain_of(entry) is not None and entry.leg_pain_0_10 is None
    place = "leg" if leg and not is_back(entry.place) else None if is_back(entry.place) else "knee"
    onset = " ".join(
        word
        for word, told in (("sudden", told_sudden(entry)), ("getting up", told_on_getting_up(entry)))
        if told
    )  # fmt: skip
    return {
        "place": place,
        "radiates_to": "leg" if leg and place is None else None,
        "onset": onset or None,
        "helped": _plain_help(entry.helped) if is_plain_self_care(entry.self_care or "") else None,
    }


def _plain_help(helped: str | None) -> str | None:
    answer = Answer.of(helped)
    return ("yes" if answer.yes else "no") if answer.recorded else None

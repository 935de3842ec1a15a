"""The urgency table answered: yes, no or not recorded, with dates and the words in which it was answered."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from runlog.features.answer import Answer
from runlog.features.episodes import find_episodes
from runlog.features.history import DiaryEntry, History
from runlog.features.signs import leg_pain_of
from runlog.messages import Speech
from runlog.report.clinic_model import Reply, SignGroup, SignRow, Signs
from runlog.report.words import say, word

_GROUPS: Final = (
    ("pelvis", ("bladder_bowel", "saddle", "sexual_function")),
    ("legs", ("weakness", "numbness", "tingling", "both_sides", "growing", "unsteady")),
    ("whole_body", ("trauma", "fever", "weight_loss", "night_pain")),
)
_MOST_WORDS: Final = 3


def signs(history: History, entries: Sequence[DiaryEntry], speech: Speech) -> Signs:
    """One row a question; what no line answers since the newest episode began is "not recorded", never "no"."""
    episodes = find_episodes(history)
    since = episodes[-1].start if episodes else None
    groups = []
    for name, fields in _GROUPS:
        rows = [_row(field, entries, since, speech) for field in fields]
        if name == "legs":
            rows.insert(0, _leg_pain(entries, since, speech))
        groups.append(SignGroup(heading=say(speech, f"clinic.signs.{name}"), rows=tuple(rows)))
    return Signs(
        heading=say(speech, "clinic.signs.heading"),
        note=say(speech, "clinic.signs.note_since", day=since) if since else say(speech, "clinic.signs.note"),
        columns=(
            say(speech, "clinic.signs.question"),
            say(speech, "clinic.signs.answer"),
            say(speech, "clinic.signs.when"),
        ),
        groups=tuple(groups),
    )


def _row(field: str, entries: Sequence[DiaryEntry], since: date | None, speech: Speech) -> SignRow:
    answers: list[tuple[DiaryEntry, Answer]] = [(entry, getattr(entry, field)) for entry in entries]
    yes = [(entry, answer) for entry, answer in answers if answer.yes]
    no = [entry.day for entry, answer in answers if answer.no]
    label = word(speech, "clinic.sign", field)
    if yes:
        return _answered(label, "yes", _yes(yes, no, speech), speech)
    return _no(label, no, since, speech)


def _leg_pain(entries: Sequence[DiaryEntry], since: date | None, speech: Speech) -> SignRow:
    label = word(speech, "clinic.sign", "leg_pain")
    told = [(pain, entry.day) for entry in entries if (pain := leg_pain_of(entry)) is not None]
    worst, day = max(told, key=lambda one: one[0], default=(0.0, None))
    if not worst or day is None:
        return _no(label, [when for _, when in told], since, speech)
    days = sorted({when for pain, when in told if pain})
    detail = say(speech, "clinic.signs.leg_pain", worst=worst, day=day, days=len(days), last=days[-1])
    return _answered(label, "yes", detail, speech)


def _no(label: str, no: Sequence[date], since: date | None, speech: Speech) -> SignRow:
    """No by an answer since the newest episode began; an older one is told with its day and answers nothing."""
    days = sorted(set(no))
    if not days:
        return _answered(label, "unknown", "", speech)
    if since and days[-1] < since:
        return _answered(label, "unknown", say(speech, "clinic.signs.no_before", day=days[-1]), speech)
    detail = say(
        speech, "clinic.signs.no_last" if len(days) > 1 else "clinic.signs.no_once", day=days[-1], days=len(days)
    )
    return _answered(label, "no", detail, speech)


def _answered(label: str, reply: Reply, detail: str, speech: Speech) -> SignRow:
    return SignRow(label=label, reply=reply, reply_label=say(speech, f"clinic.signs.{reply}"), detail=detail)


def _yes(yes: list[tuple[DiaryEntry, Answer]], no: Sequence[date], speech: Speech) -> str:
    days = sorted({entry.day for entry, _ in yes})
    name = "one_day" if len(days) == 1 else "days"
    parts = [say(speech, f"clinic.signs.{name}", first=days[0], last=days[-1], days=len(days))]
    words = dict.fromkeys(answer.words for _, answer in yes if not answer.bare)
    parts += [say(speech, "quoted", words=said) for said in list(words)[:_MOST_WORDS]]
    after = [day for day in no if day > days[-1]]
    if after:
        parts.append(say(speech, "clinic.signs.no_since", day=min(after)))
    return "; ".join(parts)

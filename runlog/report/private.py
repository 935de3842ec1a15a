"""A history without names, places, devices, notes and words: for a page that goes to strangers (`--private`).

It is stripped at its source, before a rule or a chart sees it, and says as much as before: each finding keeps its
status and its loudness, red flags above all. Free words become words of our own (`plain_words`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from runlog.features.answer import Answer
from runlog.features.body_signs import is_minor
from runlog.features.care import recorded_words, told_on_getting_up, told_sudden
from runlog.features.history import DiaryEntry, History, Session
from runlog.features.pain import is_after, is_before
from runlog.features.sharing import SAID, plain_return, plain_session, without_reasons
from runlog.features.shoe_letters import with_lettered_shoes
from runlog.features.signs import leg_pain_of
from runlog.messages import Message
from runlog.report.plain_words import plain_answer, plain_place
from runlog.settings import Settings
from runlog.sports import SPORT_KINDS
from runlog.words.care import tells_heat
from runlog.words.notes import stand_in
from runlog.words.private import is_plain_self_care
from runlog.words.seen import hear_visitor

_HEAT: Final = "hot day"
"""Stands for a note with words of heat; not shown."""
_UNLISTED: Final = "later"
"""Stands for the id of an activity after the asked week."""
_PLACED: Final = frozenset({"numbness", "tingling", "weakness"})
"""Answers whose words name places of the body; `worse` is read from all."""


def private_history(history: History) -> History:
    """What rules may ask; its notes are stand-ins, see `without_notes`."""
    ids = private_ids((session.id, session.day) for session in history.sessions)
    cut = replace(
        history,
        settings=private_settings(history.settings),
        sessions=tuple(_session(session, ids) for session in history.sessions),
        diary=tuple(_line(entry, ids) for entry in history.diary),
        diary_to_today=tuple(_line(entry, ids) for entry in history.diary_to_today),
    )
    return with_lettered_shoes(cut)


def without_notes(history: History) -> History:
    """What pages may show: the stand-ins for notes have done their work when the rules have run."""
    return replace(
        history,
        sessions=tuple(replace(session, title=None, notes=None) for session in history.sessions),
        diary=tuple(replace(entry, note=None) for entry in history.diary),
        diary_to_today=tuple(replace(entry, note=None) for entry in history.diary_to_today),
    )


def private_ids(known: Iterable[tuple[str, date | None]]) -> Mapping[str, str]:
    """Ids that tell the day and which of its activities it was, for ids that tell the minute and the file's hash.

    `known` holds ids with their days, in order of time; None is not known.
    """
    counts: dict[date | None, int] = {}
    ids: dict[str, str] = {}
    for one, day in known:
        counts[day] = counts.get(day, 0) + 1
        ids[one] = f"{day or 'undated'}-{counts[day]}"
    return ids


def private_notices(notices: tuple[Message, ...]) -> tuple[Message, ...]:
    """Notices that hold numbers alone; the others name files or quote cells, and are counted."""
    plain = tuple(notice for notice in notices if not any(_is_words(value) for value in notice.params.values()))
    kept_back = len(notices) - len(plain)
    return (*plain, Message.of("notice.kept_private", count=kept_back)) if kept_back else plain


def _is_words(value: Any) -> bool:
    return isinstance(value, str | Message | tuple)


def private_settings(settings: Settings) -> Settings:
    """Settings without words: thresholds, dates and risks stay, as findings hang on them."""
    told = settings.history.known_diagnosis
    return Settings(
        units=settings.units,
        language=settings.language,
        birth_year=settings.birth_year,
        usual_ground=settings.usual_ground,
        records=settings.records,
        gait_assessed_on=settings.gait_assessed_on,
        history=replace(settings.history, known_diagnosis=SAID if told else None),
        return_=replace(plain_return(settings), cleared_by=SAID if settings.return_.cleared_by else None),
        shoes=settings.shoes,
        rules=without_reasons(settings),
    )


def _session(session: Session, ids: Mapping[str, str]) -> Session:
    told = _note(", ".join(filter(None, (session.title, session.notes))))
    return replace(plain_session(session), id=ids[session.id], notes=told)


def _line(entry: DiaryEntry, ids: Mapping[str, str]) -> DiaryEntry:
    cells: dict[str, Any] = {
        field.name: _answer(field.name, told)
        for field in fields(DiaryEntry)
        if isinstance(told := getattr(entry, field.name), Answer)
    }
    new = replace(
        entry,
        **cells,
        time=entry.time if entry.time and entry.time.replace(":", "").isdecimal() else None,
        before_after="before" if is_before(entry) else "after" if is_after(entry) else None,
        place=plain_place(entry.place),
        side=_side(entry.side),
        radiates_to=_radiates(entry.radiates_to),
        onset=_onset(entry),
        cause=None,
        after_activity=entry.after_activity if entry.after_activity in SPORT_KINDS else None,
        self_care=_self_care(entry.self_care),
        helped=_helped(entry.helped),
        treatment=SAID if recorded_words(entry.treatment) else None,
        seen_by=_VISITORS[hear_visitor(entry.seen_by or "")],
        note=_note(entry.note),
        from_activity=entry.from_activity and ids.get(entry.from_activity, _UNLISTED),
    )
    return _with_leg(entry, new)


_VISITORS: Final = {"clinician": "doctor", "layman": "coach", "not_yet": "nobody yet", "unknown": SAID, "none": None}
"""Who looked, without the name: whether a sign is closed hangs on it."""
_NOT_YES: Final = {"no": "no", "past": "gone", "unclear": "unclear"}


def _answer(name: str, told: Answer) -> Answer:
    if not told.yes:
        return Answer(_NOT_YES.get(told.verdict, ""), name)
    if name == "trauma":
        return Answer("didn't fall" if told.says("not_fallen") else "minor" if is_minor(told) else "yes", name)
    said = plain_answer(told.words)
    kept = stand_in(told.words) if told.says("blood_urine") or told.says("laces") else ""
    return Answer(kept or (said if name in _PLACED else "worse" if said.endswith("worse") else "yes"), name)


def _side(told: str | None) -> str | None:
    return plain_place(told) if told and told.casefold() != "middle" else told and "middle"


def _radiates(told: str | None) -> str | None:
    if not told:
        return None
    return ("no" if Answer.of(told).no else plain_place(told) or SAID) if told.strip() else None


def _onset(entry: DiaryEntry) -> str | None:
    sudden, rising = told_sudden(entry), told_on_getting_up(entry)
    said = [word for word, told in (("sudden", sudden), ("getting up", rising)) if told]
    gradual = (entry.onset or "").strip().casefold() == "gradual"
    return ", ".join(said) or ("gradual" if gradual else None)


def _self_care(told: str | None) -> str | None:
    if not recorded_words(told):
        return "no" if told else None
    return told if is_plain_self_care(told or "") else SAID


def _helped(told: str | None) -> str | None:
    answer = Answer.of(told)
    return ("yes" if answer.yes else "no") if answer.recorded else None


def _note(told: str | None) -> str | None:
    if not told:
        return None
    return " ".join(filter(None, (_HEAT if tells_heat(told) else "", stand_in(told)))) or None


def _with_leg(entry: DiaryEntry, new: DiaryEntry) -> DiaryEntry:
    """The line, with the leg named where only words that were cut told of it."""
    if leg_pain_of(entry) is not None and leg_pain_of(new) is None:
        return replace(new, radiates_to=f"{new.radiates_to or ''} leg".strip())
    return new

"""What was done about the pain: moving or lying down, self-care and whether it helped, treatment by others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from runlog.features.answer import Answer
from runlog.features.history import DiaryEntry, History
from runlog.features.memo import once
from runlog.words.care import onset_told, says_nothing


@dataclass(frozen=True, slots=True)
class Care:
    """One day's self-care in the runner's words, and whether it helped, as far as told."""

    day: date
    tried: tuple[str, ...]
    helped: Answer


def self_care(history: History, first: date, last: date) -> tuple[Care, ...]:
    """The days from `first` to `last` with self-care or its help recorded, oldest first."""
    found: list[Care] = []
    for day, entries in history.diary_by_day.items():
        if not first <= day <= last:
            continue
        tried = tuple(words for entry in entries if (words := recorded_words(entry.self_care)))
        helped = [answer for entry in entries if (answer := Answer.of(entry.helped)).recorded]
        if tried or helped:
            found.append(Care(day, tried, helped[-1] if helped else Answer()))
    return tuple(found)


def treatments(history: History) -> tuple[tuple[date, str], ...]:
    """Treatment by others as recorded, in the runner's words, oldest first."""
    return tuple((entry.day, words) for entry in history.diary if (words := recorded_words(entry.treatment)))


def visits(history: History) -> tuple[tuple[date, str], ...]:
    """Days on which a clinician looked at it, and who, as recorded up to `as_of`; the name may be empty."""
    days: dict[date, str] = {}
    for entry in history.diary:
        by = (entry.seen_by or "").strip()
        day = entry.seen_on or (entry.day if by else None)
        if day is not None and day <= history.as_of:
            days[day] = by or days.get(day, "")
    return tuple(sorted(days.items()))


def known_diagnosis(history: History) -> str | None:
    """The diagnosis that the runner was told and wrote into the settings; never guessed at (guidance M11)."""
    return (history.settings.history.known_diagnosis or "").strip() or None


def not_moved(history: History, days: Iterable[date]) -> tuple[date, ...]:
    """Those days that are recorded as not moved: a no, no yes beside it, and no session in the log."""
    return tuple(day for day in days if _moved(history, day) is False)


def moved_unknown(history: History, days: Iterable[date]) -> tuple[date, ...]:
    """Those days of which nothing tells whether the runner moved; a walk may not have been logged."""
    return tuple(day for day in days if _moved(history, day) is None)


def _moved(history: History, day: date) -> bool | None:
    if day in session_days(history):
        return True
    answers = [entry.moved for entry in history.diary_by_day.get(day, ())]
    if any(answer.yes for answer in answers):
        return True
    return False if any(answer.no for answer in answers) else None


@once
def session_days(history: History) -> frozenset[date]:
    """The days with a session of any kind."""
    return frozenset(session.day for session in history.sessions)


def recorded_words(text: str | None) -> str:
    """What a cell tells; empty where it is empty or says that there was nothing."""
    words = (text or "").strip()
    return "" if says_nothing(words) else words


def told_sudden(entry: DiaryEntry) -> bool:
    """Whether a line says that the pain began suddenly."""
    return "sudden" in onset_told(entry.onset or "")


def told_on_getting_up(entry: DiaryEntry) -> bool:
    """Whether a line says that the pain began on getting up or on the morning after."""
    return "getting_up" in onset_told(f"{entry.onset or ''}, {entry.cause or ''}")

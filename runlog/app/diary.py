"""The diary's use cases: add a line, answer the questions that are due, list and mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from runlog.clock import Week
from runlog.errors import UsageError
from runlog.features.answer import Answer
from runlog.features.build import build_history
from runlog.features.questions import MOST_URGENT_FIELDS, SIX_QUESTIONS, Question, questions_asked
from runlog.frame.activities import ACTIVITIES
from runlog.library import Log, append_entry, edit_entry, list_entries, read_diary, read_settings
from runlog.library.diary_read import DIARY_NAME, DiaryLine
from runlog.library.settings_file import SETTINGS_NAME
from runlog.model import Kind


@dataclass(frozen=True, slots=True)
class DueQuestions:
    """The questions still unanswered, and the first day whose answers count; none are due where it is empty."""

    questions: tuple[Question, ...]
    answers_from: date


def diary_log(log: Path) -> Path:
    """The folder itself, if it is a log.

    Raises:
        UsageError: it holds neither a diary nor settings, so that a diary would be begun by accident.
    """
    if not any((log / name).is_file() for name in (DIARY_NAME, SETTINGS_NAME)):
        raise UsageError(f"{log}: no log here; name one with --log FOLDER, or start one: runlog init FOLDER")
    return log


def days_without_pain(log: Log, *, since: date) -> tuple[date, ...]:
    """Days from `since` on with a run and without any back pain recorded, oldest first."""
    runs = log.activities[log.activities["kind"] == Kind.RUN.value]
    recorded = set(log.diary.loc[log.diary["pain_0_10"].notna(), "date"].dt.date)
    days = set(runs["start_local"].dt.date) - recorded
    return tuple(sorted(day for day in days if day >= since))


def due_questions(log: Path, *, today: date) -> DueQuestions:
    """The six questions as they stand today for the diary of `log`."""
    diary = read_diary(log / DIARY_NAME, today=today).frame()
    history = build_history(ACTIVITIES.empty(), diary, read_settings(log), week=Week.of(today), today=today)
    asked = questions_asked(history)
    since = max((occasion.answers_from for occasion in asked.occasions), default=today)
    return DueQuestions(tuple(q for q in SIX_QUESTIONS if q.id in asked.unanswered), since)


def add_entry(log: Path, values: Mapping[str, object]) -> int:
    """Add one line to the diary and return its line number; raises as `append_entry`."""
    return append_entry(diary_log(log), values)


def entries(log: Path, *, today: date) -> tuple[DiaryLine, ...]:
    """The diary's usable lines in order of time."""
    return list_entries(diary_log(log), today=today)


def mend_entry(log: Path, values: Mapping[str, object], *, today: date, day: date | None, line: int | None) -> int:
    """Change cells of one line: that of the line number, else the last of the day, else the last; its number.

    Raises:
        UsageError: there is no such line.
    """
    candidates = [entry for entry in entries(log, today=today) if day is None or entry.day == day]
    if line is not None:
        candidates = [entry for entry in candidates if entry.line == line]
    if not candidates:
        raise UsageError("no diary line fits; see the line numbers: runlog diary list")
    entry = candidates[-1]
    edit_entry(log, entry.line, values, day=entry.day)
    return entry.line


def record_answers(log: Path, answers: Mapping[str, object], *, today: date, answers_from: date) -> int:
    """Write answers into the diary's last line where it is recent enough to count, else into a new one of today."""
    last = next(iter(entries(log, today=today)[-1:]), None)
    if last is not None and last.day >= answers_from:
        edit_entry(log, last.line, answers, day=last.day)
        return last.line
    return append_entry(log, {"date": today, **answers})


def cells_for(question: Question, answer: str, details: Mapping[str, str]) -> dict[str, object]:
    """The diary cells of an answer to one question.

    A no goes into every field that the question joins. A yes goes into the fields that `details` (field → answer)
    say yes to; without any, into the most urgent of them. Words instead of yes are kept as written.
    """
    given = Answer.of(answer)
    if not given.recorded:
        return {}
    if given.no:
        return dict.fromkeys(question.fields, "no")
    cells: dict[str, object] = {field: text for field, text in details.items() if text}
    if not any(Answer.of(str(text)).yes for text in cells.values()):
        cells |= dict.fromkeys(MOST_URGENT_FIELDS.get(question.id, question.fields), answer)
    return cells

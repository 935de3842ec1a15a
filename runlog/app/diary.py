"""The diary's use cases: add a line, answer the questions that are due, list and mend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runlog.app.speaking import is_log, speech_for
from runlog.clock import Week
from runlog.derive import with_noted_pain
from runlog.errors import UsageError
from runlog.features.answer import Answer
from runlog.features.build import build_history
from runlog.features.history import History
from runlog.features.questions import MOST_URGENT_FIELDS, SIX_QUESTIONS, Question, questions_asked
from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import WRITTEN_COLUMNS
from runlog.library import (
    Log,
    Progress,
    append_entry,
    edit_entry,
    list_entries,
    open_log,
    read_diary,
    read_settings,
)
from runlog.library.diary_file import diary_path
from runlog.library.diary_read import DiaryLine
from runlog.model import Kind
from runlog.report.urgent import UrgentWords, urgent_words
from runlog.words.places import is_back

if TYPE_CHECKING:
    import pandas as pd

FORMAT_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class DueQuestions:
    """The questions still unanswered, and the first day whose answers count; none are due where it is empty."""

    questions: tuple[Question, ...]
    answers_from: date


def diary_log(log: Path, *, option: str = "--log") -> Path:
    """The folder itself, if it is a log; `option` is what names another one.

    Raises:
        UsageError: it holds neither a diary nor settings, so that a diary would be begun by accident.
    """
    if not is_log(log):
        raise UsageError(f"{log}: no log here; name one with {option} FOLDER, or start one: runlog init FOLDER")
    return log


def days_without_pain(log: Log, *, since: date) -> tuple[date, ...]:
    """Days from `since` on with a run and without any back pain recorded, oldest first."""
    runs = log.activities[log.activities["kind"] == Kind.RUN.value]
    lines = log.diary.loc[log.diary["pain_0_10"].notna()]
    recorded = {
        day
        for day, place in zip(lines["date"].dt.date, lines["place"], strict=True)
        if is_back(place if isinstance(place, str) else None)
    }
    days = set(runs["start_local"].dt.date) - recorded
    return tuple(sorted(day for day in days if day >= since))


def due_questions(log: Path, *, today: date, activities: "pd.DataFrame | None" = None) -> DueQuestions:
    """The six questions as they stand today for the diary of `log`, and for the notes of `activities` where given."""
    history = _diary_today(log, today, activities)
    asked = questions_asked(history)
    since = max((occasion.answers_from for occasion in asked.occasions), default=today)
    return DueQuestions(tuple(q for q in SIX_QUESTIONS if q.id in asked.unanswered), since)


def urgent_now(log: Path, *, today: date, activities: "pd.DataFrame | None" = None) -> tuple[UrgentWords, ...]:
    """The red flags that are open today, in words, as `due_questions` reads the log."""
    return urgent_words(_diary_today(log, today, activities), speech_for(log))


def _diary_today(log: Path, today: date, activities: "pd.DataFrame | None") -> History:
    diary = read_diary(diary_path(log), today=today).frame()
    if activities is not None:
        diary = with_noted_pain(diary, activities)
    return build_history(ACTIVITIES.empty(), diary, read_settings(log), week=Week.of(today), today=today)


def add_entry(log: Path, values: Mapping[str, object]) -> int:
    """Add one line to the diary and return its line number; raises as `append_entry`."""
    return append_entry(diary_log(log), values)


def entries(log: Path, *, today: date) -> tuple[DiaryLine, ...]:
    """The diary's usable lines in order of time."""
    return list_entries(diary_log(log), today=today)


@dataclass(frozen=True, slots=True)
class Entry:
    """A diary entry: a line of `diary.csv`, with its number; or what an activity's notes tell, with its id."""

    day: date
    cells: Mapping[str, Any]
    line: int | None = None
    from_activity: str | None = None


def all_entries(log: Path, *, today: date, progress: Progress | None = None) -> tuple[Entry, ...]:
    """The diary's lines and the pain marks of activities' notes, in order of days; those of a day after its lines."""
    written = [Entry(line.day, line.cells, line=line.line) for line in entries(log, today=today)]
    diary = open_log(log, today=today, progress=progress).diary
    told = diary.loc[diary["from_activity"].notna(), [*WRITTEN_COLUMNS, "from_activity"]].to_dict("records")
    noted = [
        Entry(cells["date"].date(), {name: cell for name, cell in cells.items() if _holds(name, cell)},
              from_activity=cells["from_activity"])
        for cells in ({str(name): cell for name, cell in row.items()} for row in told)
    ]  # fmt: skip
    return tuple(sorted([*written, *noted], key=lambda entry: entry.day))


def _holds(name: str, cell: Any) -> bool:
    return name != "from_activity" and cell is not None and cell == cell  # noqa: PLR0124 (NaN and NaT are not themselves)


def entries_document(rows: Iterable[Entry]) -> dict[str, Any]:
    """Entries as JSON knows them: every column of the diary, the line's number or the id of the activity."""
    return {"format_version": FORMAT_VERSION, "entries": [_as_json(row) for row in rows]}


def _as_json(row: Entry) -> dict[str, Any]:
    cells = {name: row.cells.get(name) for name in WRITTEN_COLUMNS}
    dates = {"date": row.day.isoformat()}
    if (seen := cells["seen_on"]) is not None:
        dates["seen_on"] = f"{seen:%Y-%m-%d}"
    return {**cells, **dates, "line": row.line, "from_activity": row.from_activity}


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
    given = Answer.of(answer, question.fields[0])
    if not given.recorded:
        return {}
    if given.no:
        return dict.fromkeys(question.fields, "no")
    cells: dict[str, object] = {field: text for field, text in details.items() if text}
    if not any(Answer.of(str(text), field).yes for field, text in cells.items()):
        cells |= dict.fromkeys(MOST_URGENT_FIELDS.get(question.id, question.fields), answer)
    return cells

"""The verdict of every file, from what was read of it and what it was joined with."""

from collections.abc import Iterable, Sequence
from typing import Final

from runlog.library.decoding import ReadEntry
from runlog.library.rows import Row
from runlog.library.twins import Joined
from runlog.library.verdict import ActivityLine, FileVerdict

NAMED_PROBLEMS: Final = 20
"""So many problems of one file's activities are listed."""


def verdicts_of(entries: Iterable[ReadEntry], rows: Sequence[Row], joined: Iterable[Joined]) -> tuple[FileVerdict, ...]:
    """One verdict per file, in the order of the entries; equal content after the first is a duplicate."""
    same_as = {row.id: f"{one.best.path}: {reason}" for one in joined for row, reason in one.others}
    by_path: dict[str, list[Row]] = {}
    for row in rows:
        by_path.setdefault(row.path, []).append(row)
    first: dict[str, str] = {}
    verdicts = []
    for entry in entries:
        if entry.reading.status == "read" and entry.content:
            holder = first.setdefault(entry.content, entry.file.name)
            if holder != entry.file.name:
                verdicts.append(_duplicate(entry, holder))
                continue
        verdicts.append(_verdict(entry, by_path.get(entry.file.name, []), same_as))
    return tuple(verdicts)


def _duplicate(entry: ReadEntry, holder: str) -> FileVerdict:
    return FileVerdict(
        path=entry.file.name,
        status="duplicate",
        reason=f"holds the same bytes as {holder}",
        format=entry.reading.format,
        reader=entry.reading.reader,
    )


def _verdict(entry: ReadEntry, rows: Sequence[Row], same_as: dict[str, str]) -> FileVerdict:
    reading = entry.reading
    problems = [problem for stored in reading.activities for problem in stored.problems]
    return FileVerdict(
        path=entry.file.name,
        status=reading.status,
        reason=reading.reason,
        format=reading.format,
        reader=reading.reader,
        warnings=tuple(dict.fromkeys([*reading.warnings, *problems[:NAMED_PROBLEMS]])),
        activities=tuple(_line(row, same_as.get(row.id)) for row in sorted(rows, key=lambda row: row.place)),
    )


def _line(row: Row, same_as: str | None) -> ActivityLine:
    activity = row.activity
    if activity.start_utc is None:
        raise ValueError("the row's time was not completed")
    return ActivityLine(
        id=row.id,
        start_utc=activity.start_utc,
        sport=activity.sport,
        kind=row.kind,
        distance_m=activity.distance_m,
        duration_s=activity.duration_s,
        samples=row.samples,
        same_as=same_as,
    )

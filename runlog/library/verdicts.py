"""The verdict of every file, from what was read of it and what it was joined with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from runlog.library.apart import NONE_APART, Apart
from runlog.library.decoding import ReadEntry
from runlog.library.rows import Row
from runlog.library.twins import Joined, shifted_copies
from runlog.library.verdict import ActivityLine, FileVerdict
from runlog.units import S_PER_MIN

NAMED_PROBLEMS: Final = 20
"""So many problems of one file's activities are listed."""


def verdicts_of(
    entries: Iterable[ReadEntry], rows: Sequence[Row], joined: Iterable[Joined], apart: Apart = NONE_APART
) -> tuple[FileVerdict, ...]:
    """One verdict per file, in the order of the entries; equal content after the first is a duplicate."""
    joined = tuple(joined)
    same_as = {row.id: (f"{one.best.path}: {reason}", one.best.id) for one in joined for row, reason in one.others}
    shifted = _shifted(joined, apart)
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
        verdicts.append(_verdict(entry, by_path.get(entry.file.name, []), same_as, shifted))
    return tuple(verdicts)


def _duplicate(entry: ReadEntry, holder: str) -> FileVerdict:
    return FileVerdict(
        path=entry.file.name,
        status="duplicate",
        reason=f"holds the same bytes as {holder}",
        format=entry.reading.format,
        reader=entry.reading.reader,
    )


def _shifted(joined: Sequence[Joined], apart: Apart) -> Mapping[str, Sequence[str]]:
    """By path, what to say of files that hold an equal activity at a shifted time."""
    said: dict[str, list[str]] = {}
    for one, other, apart_s in shifted_copies(joined, apart):
        said.setdefault(other.best.path, []).append(
            f"equal to an activity of {one.best.path} but for {apart_s / S_PER_MIN:.0f} minutes: both are counted; "
            "if they are one, a time zone is wrong"
        )
    return said


def _verdict(
    entry: ReadEntry, rows: Sequence[Row], same_as: Mapping[str, tuple[str, str]], shifted: Mapping[str, Sequence[str]]
) -> FileVerdict:
    reading = entry.reading
    problems = [problem for stored in reading.activities for problem in stored.problems]
    problems += shifted.get(entry.file.name, ())
    return FileVerdict(
        path=entry.file.name,
        status=reading.status,
        reason=reading.reason,
        format=reading.format,
        reader=reading.reader,
        warnings=tuple(dict.fromkeys([*reading.warnings, *problems[:NAMED_PROBLEMS]])),
        activities=tuple(_line(row, same_as.get(row.id)) for row in sorted(rows, key=lambda row: row.place)),
    )


def _line(row: Row, same_as: tuple[str, str] | None) -> ActivityLine:
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
        same_as=same_as[0] if same_as else None,
        same_as_id=same_as[1] if same_as else None,
    )

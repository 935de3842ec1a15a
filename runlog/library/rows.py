"""One row per recording of a log: complete in time, with its stable id and where it is from."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from runlog.library.decoding import ReadEntry
from runlog.library.stored import StoredActivity
from runlog.library.unknown_sports import as_told, plain
from runlog.library.zones import complete, knows_local, knows_utc
from runlog.messages import Message
from runlog.model import Activity, Kind
from runlog.sports import SPORT_KINDS, kind_of

HASH_CHARS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One recording of one file; its activity has start_utc, start_local, offset and basis filled."""

    id: str
    activity: Activity
    kind: Kind
    path: str
    key: str
    place: int
    """Position among the recordings of its file."""
    samples: int
    knows_utc: bool
    knows_local: bool
    recorded_in: str | None = None
    """Content of the file that holds its samples, where a vendor's table names it."""

    @property
    def content(self) -> str:
        """The hash of its file's bytes."""
        return self.key.partition(":")[0]


def rows_of(
    entries: Iterable[ReadEntry], zone: str | None, sports: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[Row, ...], tuple[Message, ...]]:
    """The rows of all files that were read, each content once, in order of time; and notices.

    `sports` is the runner's word on words for sports that are unknown here.
    """
    told = {plain(word): sport for word, sport in sports.items()}
    rows: list[Row] = []
    notices: list[Message] = []
    seen: set[str | None] = set()
    entries = tuple(entries)
    content_of = {entry.file.name: entry.content for entry in entries if entry.reading.status == "read"}
    for entry in entries:
        if entry.reading.status != "read" or entry.key is None or entry.content in seen:
            continue
        seen.add(entry.content)
        for place, stored in enumerate(entry.reading.activities):
            activity = complete(stored.activity, zone)
            if activity is None:
                notices.append(Message.of("notice.no_start", path=entry.file.name, sport=stored.activity.sport))
                continue
            named = content_of.get(_beside(entry.file.name, stored.recorded_in)) if stored.recorded_in else None
            row = _row(entry, entry.key, place, stored, activity)
            activity = as_told(activity, told)
            kind = kind_of(activity.sport, activity.sub_sport)
            rows.append(replace(row, activity=activity, kind=kind, recorded_in=named))
    rows.sort(key=lambda row: (row.activity.start_utc, row.path, row.place))
    return _with_unlike_ids(rows), tuple(notices)


def _beside(name: str, other: str) -> str:
    """The path of a file that the file `name` names, relative to its own folder or, with a slash, its archive's."""
    folder = name[: max(name.rfind("/"), name.rfind("!")) + 1]
    return folder + other.replace("\\", "/").lstrip("/")


def _row(entry: ReadEntry, key: str, place: int, stored: StoredActivity, activity: Activity) -> Row:
    return Row(
        id=_stable_id(activity, key, place, stored),
        activity=activity,
        kind=kind_of(activity.sport, activity.sub_sport),
        path=entry.file.name,
        key=key,
        place=place,
        samples=stored.samples,
        knows_utc=knows_utc(stored.activity),
        knows_local=knows_local(stored.activity),
    )


def _stable_id(activity: Activity, key: str, place: int, stored: StoredActivity) -> str:
    # A table gains rows and a row gains notes; so a recording without samples is known by its own values.
    told = stored.activity
    if stored.samples:
        words = f"{key.partition(':')[0]} {place}"
    else:
        words = f"{told.start_utc} {told.start_local} {told.sport} {told.distance_m} {told.duration_s}"
    short = hashlib.blake2b(words.encode(), digest_size=HASH_CHARS // 2).hexdigest()
    return f"{activity.start_utc:%Y%m%dT%H%M%SZ}-{_in_id(activity.sport)}-{short}"


def _in_id(sport: str) -> str:
    return sport if sport in SPORT_KINDS else plain(sport).replace(" ", "_")


def _with_unlike_ids(rows: Sequence[Row]) -> tuple[Row, ...]:
    count: dict[str, int] = {}
    unlike: list[Row] = []
    for row in rows:
        count[row.id] = count.get(row.id, 0) + 1
        unlike.append(row if count[row.id] == 1 else replace(row, id=f"{row.id}-{count[row.id]}"))
    return tuple(unlike)

"""The workouts in Apple Health's `export.xml`, read forward: gigabytes of other records pass by unkept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from runlog.errors import ReadError
from runlog.importers.importer import ByteStream
from runlog.importers.limits import ACTIVITIES_MAX as WORKOUTS_MAX
from runlog.importers.limits import APPLE_DEPTH_MAX as DEPTH_MAX
from runlog.importers.limits import PROLOGUE_BYTES_MAX, WORKOUT_PARTS_MAX

_CHUNK: Final = 1 << 20
_ENTITY: Final = re.compile(rb"<!ENTITY|<!ELEMENT[^>]*%|SYSTEM|PUBLIC")
_REFUSED: Final = "it declares XML entities, which no export needs: refused"


@dataclass(slots=True)
class Workout:
    """A workout's attributes, its metadata, its statistics by type, the route files that it names."""

    attributes: dict[str, str]
    metadata: dict[str, str] = field(default_factory=dict)
    statistics: dict[str, dict[str, str]] = field(default_factory=dict)
    routes: list[str] = field(default_factory=list)


def read_workouts(stream: ByteStream) -> tuple[list[Workout], str | None]:
    """All workouts in order, and where the XML broke off, if it did: what comes before is kept.

    Apple's own list of elements (an internal DTD, in some iOS versions a faulty one) is passed over unread; one with
    entities or outside references is refused, as is any other.

    Raises:
        ReadError: it is refused, nests too deep, or breaks before its first element.
    """
    builder = _Builder()
    problem = None
    try:
        for chunk in _without_doctype(stream):
            builder.feed(chunk)
        builder.feed(b"", final=True)
    except expat.ExpatError as error:
        message = expat.errors.messages[error.code]
        if not builder.begun:
            raise ReadError(f"no XML in it ({message}): export it again") from None
        problem = f"the XML breaks off in line {error.lineno} ({message}): what comes before is kept"
    return builder.workouts, problem


def _without_doctype(stream: ByteStream) -> Iterator[bytes]:
    head = b""
    while b"<HealthData" not in head:
        part = stream.read(_CHUNK)
        if not part or len(head) > PROLOGUE_BYTES_MAX:
            break
        head += part
    root = head.find(b"<HealthData")
    start = head.find(b"<!DOCTYPE", 0, root if root >= 0 else None)
    if start >= 0:
        end = head.find(b"]>", start, root if root >= 0 else None)
        if end < 0 or end - start > PROLOGUE_BYTES_MAX or _ENTITY.search(head, start, end):
            raise ReadError(_REFUSED)
        # Line numbers of what follows stay right.
        head = head[:start] + b"\n" * head.count(b"\n", start, end) + head[end + 2 :]
    yield head
    while part := stream.read(_CHUNK):
        yield part


class _Builder:
    def __init__(self) -> None:
        self.workouts: list[Workout] = []
        self.begun = False
        self._depth = 0
        self._open: Workout | None = None
        self._open_at = 0
        self._parts = 0
        self._parser: Any = expat.ParserCreate(encoding="utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        self._parser.Parse(chunk, final)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.begun = True
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise ReadError(f"its XML is nested deeper than {DEPTH_MAX} levels: refused")
        if self._open is None:
            if name == "Workout":
                self._begin(attributes)
            return
        self._parts += 1
        if self._parts > WORKOUT_PARTS_MAX:
            return
        below = self._depth - self._open_at
        # Only direct children count: a WorkoutActivity repeats the statistics of its workout.
        if below == 1 and name == "MetadataEntry":
            self._open.metadata[attributes.get("key", "")] = attributes.get("value", "")
        elif below == 1 and name == "WorkoutStatistics":
            self._open.statistics[attributes.get("type", "")] = attributes
        elif name == "FileReference" and "path" in attributes:
            self._open.routes.append(attributes["path"])

    def _begin(self, attributes: dict[str, str]) -> None:
        if len(self.workouts) >= WORKOUTS_MAX:
            raise ReadError(f"more than {WORKOUTS_MAX} workouts: export the years one by one")
        self._open, self._open_at, self._parts = Workout(attributes), self._depth, 0
        self.workouts.append(self._open)

    def _end(self, name: str) -> None:
        del name
        if self._depth == self._open_at:
            self._open = None
            self._open_at = 0
        self._depth -= 1

    def _refuse(self, *_: object) -> None:
        raise ReadError(_REFUSED)

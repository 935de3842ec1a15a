"""What the JSON readers share: documents recognised by their first keys, values that may be of any type."""

import io
import json
import math
import re
from collections.abc import Sequence
from typing import Any, Final

from runlog.errors import ReadError
from runlog.frame.samples import no_samples
from runlog.importers.importer import ByteStream, Contents
from runlog.importers.limits import ACTIVITIES_MAX, DOCUMENT_BYTES_MAX, VALUES_MAX
from runlog.importers.options import Context
from runlog.importers.streams import Again
from runlog.importers.tables.right import put_right
from runlog.importers.tables.session import Session, to_recording

_SIGNS_OF_VALUES: Final = (b",", b"[", b"{")


def refuse_crowd(data: bytes) -> None:
    """Refuse a JSON document of more values than any export has, by the signs that stand before one.

    Raises:
        ReadError: there are more than `VALUES_MAX`.
    """
    if sum(map(data.count, _SIGNS_OF_VALUES)) > VALUES_MAX:
        raise ReadError(f"more than {VALUES_MAX} values in one document: no export has so many")


def starts_with_key(head: bytes, keys: re.Pattern[bytes]) -> bool:
    """Whether a file begins as JSON and one of the keys stands in its first bytes."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start in {b"{", b"["} and keys.search(head) is not None


def whole_document(stream: ByteStream) -> Any:
    """A JSON document as a whole; raises `ReadError`."""
    data = Again(stream).whole(DOCUMENT_BYTES_MAX)
    refuse_crowd(data)
    try:
        return json.loads(data.decode("utf-8-sig", errors="replace"))
    except RecursionError:
        raise ReadError("its JSON is nested too deep: refused") from None
    except ValueError:
        raise ReadError("its JSON is damaged or cut short: export it again") from None


def number(value: Any) -> float | None:
    """A finite number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def positive(value: Any, scale: float = 1.0) -> float | None:
    """A number above zero, scaled, or None: what these vendors write as zero was not measured."""
    told = number(value)
    return told * scale if told is not None and told > 0 else None


def text(value: Any) -> str | None:
    """A text that holds anything, or None."""
    return value.strip() or None if isinstance(value, str) else None


def child(value: Any, *path: str) -> Any:
    """What stands at the end of a path of keys, or None."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def contents_of(sessions: Sequence[Session], tz: str | None, said: Sequence[str] = (), *, utc: bool = True) -> Contents:
    """The recordings of sessions, mistaken units put right; raises `ReadError` where that is impossible."""
    if len(sessions) > ACTIVITIES_MAX:
        raise ReadError(f"more than {ACTIVITIES_MAX} activities in one file: export the years one by one")
    mended, put = put_right(sessions)
    recordings = tuple(to_recording(one, no_samples(), utc=utc, tz=tz) for one in mended)
    return Contents(recordings, (*said, *put))


class ForwardImporter:
    """The part that the readers of vendors' documents have in common."""

    def read(self, data: bytes, name: str) -> Contents:
        """The recordings of a whole document, as `read_stream`."""
        return self.read_stream(io.BytesIO(data), name, Context())

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The recordings of a document; raises `ReadError` and `SkipFileError`."""
        raise NotImplementedError

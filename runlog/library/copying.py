"""What became of a source of an import."""

from dataclasses import dataclass
from typing import Literal

CopyStatus = Literal["copied", "already there", "to the diary", "left out", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyResult:
    """What became of one source file; `target` is its path inside the log."""

    source: str
    status: CopyStatus
    target: str | None = None
    reason: str | None = None
    said: tuple[str, ...] = ()
    """Of a diary table: what was and wasn't taken of it."""

"""The areas that a log's private pages hide, and its secret: drawn once, kept with the log.

They are kept in the log's own folder, because they must live as long as its pages: a copy, a backup and another
computer then hide the same, and who has the folder has every track anyway. A log that is one file, or in a folder that
cannot be written to, has them in the user's data folder. Were they drawn anew, old and new pages together would tell
more than either; so a file that can't be read is never replaced.
"""

import json
import math
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from random import SystemRandom
from typing import Any, Final

from runlog.derive.hidden_areas import Area, Spot, areas_for
from runlog.errors import UsageError
from runlog.library.file_lock import LockTimeoutError, locked, replace_file
from runlog.library.names import cache_path

NAME: Final = ".runlog-private.json"
DATA_VARIABLE: Final = "RUNLOG_DATA"
"""Environment variable that moves the user's data folder."""
_VERSION: Final = 1
_SECRET_BYTES: Final = 32
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class PrivateAreas:
    """A log's areas and its secret, from which a page's turn is derived."""

    secret: bytes
    areas: tuple[Area, ...]


def areas_of_log(root: Path, spots: Sequence[Spot], ends: Sequence[Spot]) -> PrivateAreas:
    """The areas of the log at `root`; those that are wanting for places and ends are drawn and kept.

    Raises:
        UsageError: what is kept cannot be read, or nothing can be kept.
    """
    outside = _data_folder() / f"{cache_path(root).stem}.json"
    paths = (root / NAME, outside) if root.is_dir() else (outside,)
    kept = next((path for path in paths if _holds(path)), None)
    if kept is not None:
        known = _read(kept)
        if areas_for(spots, ends, known.areas, SystemRandom()) == known.areas:
            return known
    failed: OSError | LockTimeoutError | None = None
    for path in paths if kept is None else (kept,):
        try:
            return _drawn(path, spots, ends)
        except (OSError, LockTimeoutError) as error:
            failed = error
    raise UsageError(
        f"{paths[-1]}: what private pages hide can't be kept ({failed}), and without it each page would hide another "
        f"area. Make {paths[0].parent} writable, or set {DATA_VARIABLE} to a folder that you can write to."
    )


def _holds(path: Path) -> bool:
    """Whether anything is kept there; one that was begun and is empty holds nothing."""
    return path.exists() and (not path.is_file() or path.stat().st_size > 0)


def _drawn(path: Path, spots: Sequence[Spot], ends: Sequence[Spot]) -> PrivateAreas:
    """The areas with those that are wanting, kept for the user's eyes alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with locked(path):
        known = _read(path) if _holds(path) else PrivateAreas(secrets.token_bytes(_SECRET_BYTES), ())
        wanted = PrivateAreas(known.secret, areas_for(spots, ends, known.areas, SystemRandom()))
        told = {
            "about": "What private pages of this log hide. Keep it with the log: docs/sharing.md says why.",
            "version": _VERSION, "secret": wanted.secret.hex(), "areas": [asdict(one) for one in wanted.areas],
        }  # fmt: skip
        replace_file(path, (json.dumps(told, indent=1) + "\n").encode())
    return wanted


def _data_folder() -> Path:
    folder = os.environ.get(DATA_VARIABLE)
    if not folder:
        import platformdirs

        folder = platformdirs.user_data_dir("runlog", appauthor=False)
    return Path(folder)


def _read(path: Path) -> PrivateAreas:
    try:
        return _parsed(path)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{path}: what private pages of this log hide can't be read ({error}). Bring it back from a copy of the "
            "log. If there is none, delete it: other areas are drawn then, and pages from before, held against new "
            "ones, tell more of where you live than either alone."
        ) from error


def _parsed(path: Path) -> PrivateAreas:
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        raise ValueError("it is no file of runlog's")
    told = json.loads(path.read_bytes())
    secret, areas = bytes.fromhex(told["secret"]), tuple(_area(one) for one in told["areas"])
    if told["version"] != _VERSION or len(secret) != _SECRET_BYTES:
        raise ValueError("it is of another version")
    return PrivateAreas(secret, areas)


def _area(told: Any) -> Area:
    numbers = [float(told[field.name]) for field in fields(Area)]
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError("an area in it is no circle")
    return Area(*numbers)

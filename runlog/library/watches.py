"""Watches that are mounted as drives, and where their recordings lie."""

import contextlib
import os
import string
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a vendor's devices keep recordings below their root; names in any case.

    `volume` is a word that the mount's own name must hold, where the folders' names alone say too little.
    """

    vendor: str
    folders: tuple[str, ...]
    volume: str = ""


LAYOUTS: Final = (
    Layout("Garmin", ("garmin", "activity")),
    Layout("Garmin", ("garmin", "activities")),
    Layout("Wahoo", ("exports",), volume="wahoo"),
    Layout("Wahoo", ("exports",), volume="elemnt"),
)
"""Garmin: a drive, or MTP on newer watches. Wahoo's computers: MTP, folder `exports` (their support pages). COROS,
Polar and Suunto show no drive: their recordings come from their apps as files."""
_LINUX_MOUNTS: Final = ("media/*", "media/*/*", "run/media/*/*", "mnt/*", "run/user/*/gvfs/mtp*")
_MAC_MOUNTS: Final = ("Volumes/*",)


def find_watches(roots: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """The folders with recordings of all watches that are mounted now, in order of name; each once.

    `roots` are the roots of mounted drives, by default those of this system. A drive that cannot be looked into is
    passed over.
    """
    found: dict[tuple[int, int], Path] = {}
    for root in mounts() if roots is None else roots:
        for folder in sorted(_recordings_of(root)):
            with contextlib.suppress(OSError):
                status = folder.stat()
                # Some mounts show under two names, and some file systems know no numbers of files.
                key = (status.st_dev, status.st_ino) if status.st_ino else (0, hash(folder))
                found.setdefault(key, folder)
    return tuple(sorted(found.values()))


def mounts(platform: str = sys.platform, base: Path = Path("/")) -> tuple[Path, ...]:
    """The roots of what is mounted for a user: drives, sticks, watches; MTP devices on Linux by way of gvfs."""
    if platform == "win32":
        drives = (Path(f"{letter}:\\") for letter in string.ascii_uppercase)
        return tuple(drive for drive in drives if _is_folder(drive))
    patterns = _MAC_MOUNTS if platform == "darwin" else _LINUX_MOUNTS
    return tuple(path for pattern in patterns for path in sorted(_glob(base, pattern)))


def _recordings_of(root: Path) -> Iterator[Path]:
    # An MTP device is mounted with its storages as folders; there the layout begins one folder lower.
    starts = [root, *_folders_in(root)] if root.name.casefold().startswith("mtp") else [root]
    for start in starts:
        for layout in LAYOUTS:
            if layout.volume in root.name.casefold():
                yield from _below(start, layout.folders)


def _below(start: Path, names: Iterable[str]) -> Iterator[Path]:
    level = [start]
    for name in names:
        level = [folder for above in level for folder in _folders_in(above) if folder.name.casefold() == name]
    yield from level


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir())
    except OSError:
        return []


def _glob(base: Path, pattern: str) -> list[Path]:
    try:
        return [path for path in base.glob(pattern) if _is_folder(path)]
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False

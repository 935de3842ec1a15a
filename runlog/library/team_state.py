"""What earlier runs over a team's folder found, a small file an athlete: a run goes on where one stopped."""

import contextlib
import hashlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from runlog.errors import UsageError
from runlog.library.file_lock import LockTimeoutError, locked, remove_remains, replace_file
from runlog.library.names import cache_folder
from runlog.library.plain_files import read_plain
from runlog.library.team_pages import is_page

FORMAT: Final = 1
LOCK_NAME: Final = "lock"
LOCK_S: Final = 2.0
STATE_BYTES_MAX: Final = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAthlete:
    """What a run found of one athlete."""

    folder: str
    mark: str
    """What it depends on: the inputs, the week, the day, the version, what was asked for."""
    found: dict[str, Any]
    """JSON values that the run is rebuilt from."""
    outputs: tuple[str, ...] = ()
    """Files that were written for this athlete, below the output folder."""


def state_folder_of(team: Path) -> Path:
    """Where what was found is kept when there is no output folder: in the folder of caches."""
    name = hashlib.blake2b(os.fsencode(team.resolve()), digest_size=16).hexdigest()
    return cache_folder() / "team" / name


class TeamState:
    """The kept files in one folder, which is made; one run at a time.

    Raises:
        UsageError: the folder cannot be written, or another run is at work in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._stack.enter_context(locked(self._folder / LOCK_NAME, timeout_s=LOCK_S))
        except LockTimeoutError:
            raise UsageError(f"{self._folder.parent}: another run is at work there; wait for it to end") from None
        except OSError as error:
            raise UsageError(f"cannot write into {self._folder}: {error.strerror}") from None
        remove_remains(self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def kept(self, folder: str) -> KeptAthlete | None:
        """What is kept of an athlete; None where there is nothing, or nothing that this version reads."""
        return _read(self._path(folder))

    def keep(self, athlete: KeptAthlete) -> None:
        """Keep what was found, whole or not at all."""
        told = {
            "format_version": FORMAT,
            "folder": athlete.folder,
            "mark": athlete.mark,
            "found": athlete.found,
            "outputs": list(athlete.outputs),
        }
        path = self._path(athlete.folder)
        try:
            # (in ASCII, as a folder's name may hold bytes that are no UTF-8)
            replace_file(path, json.dumps(told).encode())
        except OSError as error:
            raise UsageError(f"cannot write into {self._folder}: {error.strerror}") from None

    def forget_all_but(self, folders: Collection[str]) -> Iterator[KeptAthlete]:
        """Forget athletes whose folders are gone; what was kept of them, so that their outputs can go too."""
        names = {self._path(folder).name for folder in folders}
        for path in sorted(self._folder.glob("*.json")):
            if path.name not in names:
                gone = _read(path)
                path.unlink(missing_ok=True)
                if gone:
                    yield gone

    def _path(self, folder: str) -> Path:
        return self._folder / f"{hashlib.blake2b(os.fsencode(folder), digest_size=12).hexdigest()}.json"


def _read(path: Path) -> KeptAthlete | None:
    try:
        told = json.loads(read_plain(path, bytes_max=STATE_BYTES_MAX))
        if told["format_version"] != FORMAT:
            return None
        return KeptAthlete(
            folder=str(told["folder"]), mark=str(told["mark"]), found=dict(told["found"]),
            outputs=tuple(output for output in map(str, told["outputs"]) if is_page(output)),
        )  # fmt: skip
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None

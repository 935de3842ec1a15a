"""Exports copied into a log: checked byte for byte, nothing overwritten."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from runlog.errors import ReadError, UsageError
from runlog.library.archives import is_archive_file
from runlog.library.copying import CopyResult, CopyStatus
from runlog.library.decoding import Progress, content_key, unread
from runlog.library.diary_desk import DiaryDesk
from runlog.library.file_lock import sync_folder
from runlog.library.log_folder import NEVER_EXPORTS, FoundFile, as_text, find_files
from runlog.library.names import EXPORTS_NAME
from runlog.lifeline import is_running

_PART: Final = re.compile(r"\..+\.(?P<pid>\d{1,10})\.part", re.DOTALL)
EXPORT_SUFFIXES: Final = frozenset(
    {
        ".fit", ".gpx", ".tcx", ".csv", ".tsv", ".json", ".xml", ".xlsx",
        ".zip", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".tbz", ".tbz2", ".txz",
    }
)  # fmt: skip
"""Of a folder, files with these suffixes are copied; a file that is named itself is copied whatever its name."""

FOREIGN_ARCHIVES: Final = frozenset({".7z", ".rar", ".zst", ".lz4", ".lz", ".z", ".cab", ".xar", ".dmg"})


def import_exports(
    sources: Sequence[Path], log_root: Path, progress: Progress | None = None, *, desk: DiaryDesk | None = None
) -> tuple[CopyResult, ...]:
    """Copy files, and the exports below folders, into the log's `exports/`.

    Content that the log's `exports/` holds already is not copied again; a file whose copy there has its name, size and
    time is not even read, so that a slow watch is done in seconds. Another content under a name that is taken gets a
    number. Each copy is compared with its source before it gets its name, so that a copy that was cut short
    never looks like a whole one. Sources are never changed. Diary tables are not copied: the `desk`, where there is
    one, takes what they hold into the log's diary.

    Raises:
        UsageError: `log_root` is no folder, or a source does not exist.
    """
    if not log_root.is_dir():
        raise UsageError(f"{log_root} is no log folder: make one first with runlog init {log_root}")
    for source in sources:
        if not source.exists():
            raise UsageError(f"{source}: no such file or folder; nothing was copied")
    shelf = _Shelf(log_root / EXPORTS_NAME)
    work = [(file, folder) for source in sources for file, folder in _files_of(source)]
    results = []
    for number, (file, folder) in enumerate(work):
        if progress:
            progress(number, len(work), file.name)
        results.append((desk and desk.take(file, named=folder == Path())) or shelf.take(file, folder))
    if progress and work:
        progress(len(work), len(work), "")
    return tuple(results)


def _files_of(source: Path) -> Iterator[tuple[FoundFile, Path | None]]:
    """Each file with the folder below `exports/` that it belongs into; None for a file to be left out."""
    found = find_files(source)
    for file in found.files:
        wanted = not source.is_dir() or file.path.suffix.casefold() in EXPORT_SUFFIXES
        below = Path(source.resolve().name, file.name).parent if source.is_dir() else Path()
        yield file, below if wanted else None
    for name in found.logs_inside:
        yield FoundFile(name, source / name, problem="a log of its own; import it by its own name"), None


class _Shelf:
    """The log's `exports/`, and what it holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_size: dict[int, list[Path]] = {}
        self._by_time: dict[tuple[int, int], list[Path]] = {}
        self._hashes: dict[Path, str] = {}
        if folder.is_dir():
            _sweep(folder)
            for file in find_files(folder).files:
                self._by_size.setdefault(file.size, []).append(file.path)
                self._by_time.setdefault((file.size, file.mtime_ns), []).append(file.path)

    def take(self, file: FoundFile, below: Path | None) -> CopyResult:
        """Copy one file unless it is there."""
        shown = as_text(str(file.path))
        if file.path.name in NEVER_EXPORTS:
            return CopyResult(source=shown, status="left out", reason="a log's settings or diary, so it is no export")
        if file.problem or below is None:
            status: CopyStatus = "left out" if below is None else "failed"
            return CopyResult(source=shown, status=status, reason=file.problem or _left_out(file.path))
        try:
            _refuse_unread(file)
            there, key = self._held(file)
            if there:
                return CopyResult(source=shown, status="already there", target=self._shown(there))
            target = self._copy(file.path, self._folder / below, key)
        except ReadError as error:
            return CopyResult(source=shown, status="failed", reason=str(error))
        except OSError as error:
            reason = f"could not be copied: {error.strerror or error}; nothing was left behind"
            return CopyResult(source=shown, status="failed", reason=reason)
        self._by_size.setdefault(target.stat().st_size, []).append(target)
        self._hashes[target] = key
        return CopyResult(source=shown, status="copied", target=self._shown(target))

    def _held(self, file: FoundFile) -> tuple[Path | None, str]:
        """Where the log holds a file's content already; and its hash, empty where it was not needed."""
        for path in self._by_time.get((file.size, file.mtime_ns), ()):
            if _copy_of(path, file):
                return path, ""
        key = _bytes_hash(file.path)
        return next((path for path in self._by_size.get(file.size, []) if self._hash_of(path) == key), None), key

    def _shown(self, path: Path) -> str:
        return as_text(path.relative_to(self._folder.parent).as_posix())

    def _hash_of(self, path: Path) -> str:
        if path not in self._hashes:
            self._hashes[path] = _bytes_hash(path)
        return self._hashes[path]

    def _copy(self, source: Path, folder: Path, key: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{source.name}.{os.getpid()}.part"
        try:
            shutil.copyfile(source, part)
            shutil.copystat(source, part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            if _bytes_hash(part) != key:
                raise OSError(
                    None, "the copy differs from its source; is the disk failing, or the file still changing?"
                )
            target = _name_it(part, folder, source.name)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        sync_folder(folder)
        return target


def _sweep(folder: Path) -> None:
    """Take away half copies of imports that were killed; one under way keeps its own."""
    for part in folder.rglob(".*.part"):
        match = _PART.fullmatch(part.name)
        if match and not part.is_symlink() and not is_running(int(match["pid"])):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _refuse_unread(file: FoundFile) -> None:
    if not is_archive_file(file.path) and (reason := unread(file)):
        raise ReadError(reason)


def _left_out(path: Path) -> str:
    if path.suffix.casefold() in FOREIGN_ARCHIVES:
        return "an archive that runlog cannot open: unpack it and give the folder"
    return f"{path.suffix or 'no suffix'}: no export's; name the file itself to copy it"


def _copy_of(copy: Path, file: FoundFile) -> bool:
    """Whether a file in `exports/` bears the name that a copy of `file` would have, with or without a number."""
    stem, dot, suffixes = file.path.name.partition(".")
    return re.fullmatch(rf"{re.escape(stem)}(-\d+)?{re.escape(dot + suffixes)}", copy.name) is not None


def _name_it(part: Path, folder: Path, name: str) -> Path:
    stem, dot, suffixes = name.partition(".")
    number = 1
    while True:
        target = folder / (name if number == 1 else f"{stem}-{number}{dot}{suffixes}")
        number += 1
        try:
            # A hard link never takes a name that is in use, even where two imports run at once.
            target.hardlink_to(part)
        except FileExistsError:
            continue
        except OSError:
            if target.exists():
                continue
            part.rename(target)
        return target


def _bytes_hash(path: Path) -> str:
    return content_key(path).partition(":")[0]

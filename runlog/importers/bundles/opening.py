"""Which files are archives, and of which kind."""

from typing import IO, Final

from runlog.importers.bundles.archive import Archive, Budget
from runlog.importers.bundles.tars import TarArchive, is_tar
from runlog.importers.bundles.zips import ZIP_MAGIC, ZipArchive

OFFICE_SUFFIXES: Final = (".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt", ".kmz", ".epub", ".numbers", ".pages")
"""Documents that are zip archives inside; their parts are no exports."""
PEEK_BYTES: Final = 4096
"""How much of a file has to be seen to know an archive."""
_TAR_SUFFIX: Final = ".tar"


def is_archive(head: bytes, name: str) -> bool:
    """Whether a file that begins so (`PEEK_BYTES`) is an archive whose members are to be read."""
    if head.startswith(ZIP_MAGIC):
        return not name.casefold().endswith(OFFICE_SUFFIXES)
    return is_tar(head)


def open_archive(file: IO[bytes], name: str, *, depth: int = 1, budget: Budget | None = None) -> Archive:
    """The archive in a file.

    Raises:
        ReadError: it is damaged, or holds more than `limits` allow.
    """
    head = _head(file)
    by_name = name.casefold().endswith(_TAR_SUFFIX) and not head.startswith(ZIP_MAGIC)
    kind: type[ZipArchive | TarArchive] = TarArchive if by_name or is_tar(head) else ZipArchive
    return kind(file, depth=depth, budget=budget)


def format_of(file: IO[bytes]) -> str:
    """What kind of archive a file is that could not be opened."""
    return TarArchive.format if is_tar(_head(file)) else ZipArchive.format


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(PEEK_BYTES)

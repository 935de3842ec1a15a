"""What the files of a run came to, as an exit code."""

from collections.abc import Iterable
from typing import Protocol

from runlog.cli.exits import Exit
from runlog.model import Status


class HasStatus(Protocol):
    """A file with a verdict."""

    @property
    def status(self) -> Status:
        """read, duplicate, skipped or failed."""


def exit_code_of(files: Iterable[HasStatus]) -> Exit:
    """`SOME_FAILED` where a file failed, else `DONE`."""
    return Exit.SOME_FAILED if any(file.status == "failed" for file in files) else Exit.DONE

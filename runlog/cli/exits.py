"""The exit codes of the command line; where several apply, the highest is used."""

from enum import IntEnum


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    USAGE = 2
    SOME_FAILED = 3
    FAIL_ON_REACHED = 4
    BUG = 70
    INTERRUPTED = 130

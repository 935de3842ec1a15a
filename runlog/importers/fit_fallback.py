"""FIT decoded by fitparse in a process of its own: the second way, for files that the main reader cannot cope with.

fitparse can be kept busy or made to take any amount of memory by a small crafted file, so it works apart, with a limit
of time and of memory. The process is started by command, not by `multiprocessing`: that would run the user's own
script a second time where it has no `__main__` guard.
"""

import os
import pickle
import subprocess
import sys
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError
from runlog.importers.fit_messages import KEPT_MESSAGES, RECORD_FIELDS, FitContents, FloatColumn, Values
from runlog.lifeline import end_with_parent

SECONDS_MAX: Final = 20.0
"""fitparse decodes a recording of ten hours in about this time; a file that takes longer is given up."""
MEMORY_MAX: Final = 2 * 2**30
"""Bytes of address space that the process may take (where the system knows such a limit)."""

_RECORD: Final = "record"
_DEVELOPER_POWER: Final = "power"


def decode_apart(data: bytes, *, seconds_max: float = SECONDS_MAX) -> FitContents:
    """The contents of one complete, clean FIT file, decoded in another process.

    Raises:
        ReadError: fitparse fails before the first message, or passes a limit.
    """
    command = [sys.executable, "-P", "-m", "runlog.importers.fit_fallback"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 (our own module, by our own interpreter; the file is only its input)
            command, input=data, env=environment, capture_output=True, timeout=seconds_max, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReadError(f"fitparse took more than {seconds_max:g} seconds: export the activity again") from None
    except OSError as error:
        raise ReadError(f"no process for fitparse could be started ({error.strerror}): try again") from error
    if done.returncode:
        raise ReadError("fitparse broke down over it: export the activity again")
    found = pickle.loads(done.stdout)  # noqa: S301 (written by our own process just now)
    if isinstance(found, FitContents):
        return found
    raise ReadError(str(found))


def main() -> None:
    """Decode standard input and write the contents, or the reason why there are none, to standard output."""
    end_with_parent()
    _cap_memory()
    answer: FitContents | str
    try:
        answer = decode(sys.stdin.buffer.read())
    except ReadError as error:
        answer = str(error)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _cap_memory() -> None:
    try:
        import resource
    except ImportError:  # (Windows)
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))


class _RawValues:
    """A fitparse processor that leaves values alone: times stay seconds, and nothing is looked up by name."""

    def run_type_processor(self, data: object) -> None:
        """Nothing."""

    run_field_processor = run_unit_processor = run_message_processor = run_type_processor


def decode(data: bytes) -> FitContents:
    """The contents of one complete, clean FIT file, decoded in this process.

    Raises:
        ReadError: fitparse fails before the first message.
    """
    import io

    import fitparse

    # fitparse keeps developer field descriptions in a module variable: those of the file before would leak in.
    fitparse.records.DEV_TYPES.clear()
    rows: list[tuple[Values, Any]] = []
    others: dict[str, list[Values]] = {name: [] for name in (*KEPT_MESSAGES.values(), "hr")}
    problems: list[str] = []
    try:
        for message in fitparse.FitFile(io.BytesIO(data), check_crc=False, data_processor=_RawValues()).get_messages():
            if message.name == _RECORD:
                rows.append(_values(message))
            elif message.name in others:
                others[message.name].append(_values(message)[0])
    except Exception as error:  # (KeyError and others leak from fitparse)
        if not rows and not any(others.values()):
            raise ReadError(f"fitparse cannot decode it ({_short(error)}): export the activity again") from error
        problems.append(f"decoding broke off after {len(rows)} samples ({_short(error)}): what comes before is kept")
    if others.pop("hr"):
        problems.append("the heart rate that a chest strap stored by itself (hr messages) is not used")
    return FitContents(
        records={name: _column([values.get(name) for values, _ in rows]) for name in RECORD_FIELDS},
        rows=len(rows),
        messages={name: tuple(found) for name, found in others.items()},
        problems=tuple(problems),
        developer_power=_column([power for _, power in rows]),
    )


def _values(message: Any) -> tuple[Values, Any]:
    """The fields of a message by name, and the power of a developer field.

    A stored value goes before one that is expanded from another field (fitparse 1.2.0 expands an invalid
    `compressed_speed_distance` over a good distance); of two fields with one number the last with a value counts.
    """
    stored: dict[str, Any] = {}
    expanded: dict[str, Any] = {}
    power = None
    for entry in message.fields:
        value = entry.value
        if value is None:
            continue
        if entry.field_def is None:
            expanded[entry.name] = value
        elif entry.field_type == "devfield":
            if isinstance(entry.name, str) and entry.name.casefold() == _DEVELOPER_POWER:
                power = value
        else:
            stored[entry.name] = value
    return {**expanded, **stored}, power


def _column(values: list[Any]) -> FloatColumn:
    """Floats, NaN where a value is missing or not a single number."""
    plain = [value if isinstance(value, int | float) else np.nan for value in values]
    return np.array(plain, dtype=np.float64)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"


if __name__ == "__main__":
    main()

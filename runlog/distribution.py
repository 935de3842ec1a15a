"""The distribution that runlog is installed as: its name on an index is not the command's, which is someone else's."""

import json
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

NAME: Final = "runlog-back"
"""As in pyproject.toml. The index's `runlog` is a stranger's package: no hint may ever name it."""
COMMAND: Final = "runlog"
_PIPX: Final = "pipx"
_PROJECT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@cache
def installed_name() -> str:
    """The name that the installed distribution tells of itself; `NAME` where runlog runs without being installed."""
    try:
        return str(metadata.metadata(NAME)["Name"])
    except metadata.PackageNotFoundError:
        return NAME


def install_hint(extra: str) -> str:
    """What to type for an extra: `pip install 'runlog-back[xlsx]'`, or where pipx keeps runlog, what it is to add."""
    needed = _needed(extra)
    if _PIPX in Path(sys.prefix).parts and needed:
        return f"pipx inject {installed_name()} {' '.join(needed)}"
    return f"pip install '{installed_name()}[{extra}]'"


def _needed(extra: str) -> tuple[str, ...]:
    """The names of what an extra brings, as the installed distribution tells them."""
    try:
        told = metadata.requires(NAME) or []
    except metadata.PackageNotFoundError:
        return ()
    mark = re.compile(rf"""extra\s*==\s*['"]{re.escape(extra)}['"]""")
    return tuple(name[0] for one in told if mark.search(one) and (name := _PROJECT.match(one)))


def namesake() -> str | None:
    """The version of another distribution called `runlog` in this environment, or None where there is none."""
    try:
        other = metadata.distribution(COMMAND)
    except metadata.PackageNotFoundError:
        return None
    return None if _is_a_checkout(other) else other.version


def _is_a_checkout(other: metadata.Distribution) -> bool:
    """Whether it is a folder installed for development, as runlog's own was before it had this name: nobody's else."""
    try:
        told = json.loads(other.read_text("direct_url.json") or "{}")
        return bool(told["dir_info"]["editable"])
    except (ValueError, LookupError, TypeError):
        return False

"""The data files by which languages listen, as they stand: found, parsed, and what words their tables hold."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from runlog.errors import SettingsError


def files() -> list[Traversable]:
    """The files in the package, then those in the folder that `RUNLOG_HEARS` names."""
    folders: list[Traversable] = [resources.files("runlog.words").joinpath("hears")]
    own = os.environ.get("RUNLOG_HEARS")
    if own and Path(own).is_dir():
        folders.append(Path(own))
    found = [file for folder in folders for file in folder.iterdir() if file.name.endswith(".toml") and file.is_file()]
    return sorted(found, key=lambda file: file.name)


@cache
def contents(table: str) -> tuple[Mapping[str, Any], ...]:
    """A table of each file that has it, with the tables in it. Raises `SettingsError` for what is no TOML."""
    return tuple(parsed(text, table, file) for text, file in _texts() if f"\n[{table}" in text)


def text_of(file: Traversable) -> str:
    """A file's text, after a line break. Raises `SettingsError` where it is not UTF-8."""
    try:
        return "\n" + file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(file, error) from None


def parsed(text: str, table: str, file: Traversable) -> Mapping[str, Any]:
    """A table of a file and those in it: parsing the rest would cost a check a tenth of a second."""
    kept, wanted = [], False
    for line in text.split("\n")[1:]:
        if line.startswith("["):
            wanted = line.strip("[]").partition(".")[0] == table
        kept.append(line if wanted else "")
    try:
        return tomllib.loads("\n".join(kept))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(file, error) from None


@cache
def _texts() -> tuple[tuple[str, Traversable], ...]:
    return tuple((text_of(file), file) for file in files())


def _unreadable(file: Traversable, error: Exception) -> SettingsError:
    return SettingsError(f"{file}: this file of words cannot be read ({error}); mend that place")


def table_of(content: Mapping[str, Any], table: str) -> Mapping[str, str]:
    """The texts of a table (`signs`, `sports.words`) of a parsed file; empty where it has none."""
    found: Any = content
    for key in table.split("."):
        found = found.get(key, {})
    return {name: value for name, value in found.items() if isinstance(value, str)}


def split_phrases(text: str) -> tuple[str, ...]:
    """The phrases of a value: set apart by commas or line breaks."""
    return tuple(phrase for part in text.replace("\n", ",").split(",") if (phrase := " ".join(part.split())))

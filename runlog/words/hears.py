"""The data files by which languages listen, read together: whoever writes may mix languages."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from runlog.errors import SettingsError
from runlog.words.phrases import Phrases

PARTS: Final = "parts"
"""The table of concepts that phrases of other tables refer to as `<name>`."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that runlog listens to, such as `("de", "en")`."""
    return tuple(sorted({file.name.removesuffix(".toml") for file in _files()}))


@cache
def heard(table: str) -> Mapping[str, tuple[str, ...]]:
    """A table of the data files (`signs`, `sports.words`): concept → phrases, of all languages together.

    Empty where no file has it.
    """
    merged: dict[str, dict[str, None]] = {}
    for content in _contents(table.partition(".")[0]):
        for name, phrases in _table(content, table).items():
            merged.setdefault(name, {}).update(dict.fromkeys(split_phrases(phrases)))
    return {name: tuple(phrases) for name, phrases in merged.items()}


def heard_by(language: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """A table of one language's file; empty where it has none. Raises `KeyError` for an unknown language."""
    contents = {file.name.removesuffix(".toml"): file for file in _files()}
    return {
        name: split_phrases(told)
        for name, told in _table(
            _parsed(_text(contents[language]), table.partition(".")[0], contents[language]), table
        ).items()
    }


@cache
def phrases(*tables: str) -> Phrases:
    """The finder of the phrases of one or more tables; concepts of one name stand together."""
    named: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for name, words in heard(table).items():
            named[name] = named.get(name, ()) + words
    return Phrases(named, concept)


def concept(name: str) -> Sequence[str]:
    """The phrases of a part (`leg`), of all languages; raises `KeyError` for an unknown one."""
    return heard(PARTS)[name]


def split_phrases(text: str) -> tuple[str, ...]:
    """The phrases of a value: set apart by commas or line breaks."""
    return tuple(phrase for part in text.replace("\n", ",").split(",") if (phrase := " ".join(part.split())))


def _table(content: Mapping[str, Any], table: str) -> Mapping[str, str]:
    found: Any = content
    for key in table.split("."):
        found = found.get(key, {})
    return {name: value for name, value in found.items() if isinstance(value, str)}


@cache
def _contents(root: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(_parsed(text, root, file) for text, file in _texts() if f"\n[{root}" in text)


@cache
def _texts() -> tuple[tuple[str, Traversable], ...]:
    return tuple((_text(file), file) for file in _files())


def _text(file: Traversable) -> str:
    try:
        return "\n" + file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(file, error) from None


def _parsed(text: str, root: str, file: Traversable) -> Mapping[str, Any]:
    """The table `root` of a file and those in it: parsing the rest would cost a check a tenth of a second."""
    kept, wanted = [], False
    for line in text.split("\n")[1:]:
        if line.startswith("["):
            wanted = line.strip("[]").partition(".")[0] == root
        kept.append(line if wanted else "")
    try:
        return tomllib.loads("\n".join(kept))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(file, error) from None


def _unreadable(file: Traversable, error: Exception) -> SettingsError:
    return SettingsError(f"{file}: this file of words cannot be read ({error}); mend that place")


def _files() -> list[Traversable]:
    """The files in the package, then those in the folder that `RUNLOG_HEARS` names."""
    folders: list[Traversable] = [resources.files("runlog.words").joinpath("hears")]
    own = os.environ.get("RUNLOG_HEARS")
    if own and Path(own).is_dir():
        folders.append(Path(own))
    files = [file for folder in folders for file in folder.iterdir() if file.name.endswith(".toml") and file.is_file()]
    return sorted(files, key=lambda file: file.name)

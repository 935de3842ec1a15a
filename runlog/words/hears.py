"""The data files by which languages listen, read together: whoever writes may mix languages."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from runlog.words.files import contents, files, parsed, split_phrases, table_of, text_of
from runlog.words.phrases import Phrases

PARTS: Final = "parts"
"""The table of concepts that phrases of other tables refer to as `<name>`."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that runlog listens to, such as `("de", "en")`."""
    return tuple(sorted({file.name.removesuffix(".toml") for file in files()}))


@cache
def heard(table: str) -> Mapping[str, tuple[str, ...]]:
    """A table of the data files (`signs`, `sports.words`): concept → phrases, of all languages together.

    Empty where no file has it.
    """
    merged: dict[str, dict[str, None]] = {}
    for content in contents(table.partition(".")[0]):
        for name, phrases in table_of(content, table).items():
            merged.setdefault(name, {}).update(dict.fromkeys(split_phrases(phrases)))
    return {name: tuple(phrases) for name, phrases in merged.items()}


def heard_by(language: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """A table of one language's file; empty where it has none. Raises `KeyError` for an unknown language."""
    file = {file.name.removesuffix(".toml"): file for file in files()}[language]
    content = parsed(text_of(file), table.partition(".")[0], file)
    return {name: split_phrases(told) for name, told in table_of(content, table).items()}


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

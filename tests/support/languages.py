"""Catalogues as tests look at them, and a language that nobody speaks: English in other letters."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from runlog.messages.catalogues import FALLBACK, catalogue
from tools.make_red_flag_words import templates

__all__ = ["OWN_TABLES", "foreign", "templates", "write_pseudo_language"]

OWN_TABLES: Final = ("report.source.",)
"""What only a language that is not English says: the English words are their own keys."""
LOCALE: Final = "uk"
"""Its names of days and months have no Latin letter, and its nouns have four forms."""
_LETTERS: Final = str.maketrans(
    string.ascii_letters,
    "абцдефгхійклмнопярстуввхіз" + "АБЦДЕФГХІЙКЛМНОПЯРСТУВВХІЗ",
)
_FIELD: Final = re.compile(r"(\{[^{}]*\})")
_FORMS: Final = re.compile(r"^\{(\w+):n\(([^)]*)\)\}$")


def write_pseudo_language(folder: Path, sources: Iterable[str], name: str = "xx") -> None:
    """One catalogue file, made from the English one by changing its letters and nothing else."""
    english = catalogue(FALLBACK)
    made = {section: _changed(table, section) for section, table in english.items()}
    made["language"] = {"name": "Пробна", "locale": LOCALE}
    made["dates"] = english["dates"]
    made["report"]["source"] = {source: foreign(source) for source in sources}
    folder.joinpath(f"{name}.toml").write_text("\n".join(_toml(made, "")), encoding="utf-8")


def foreign(words: str) -> str:
    """English words as the language writes them."""
    return words.translate(_LETTERS)


def _changed(value: Any, place: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _changed(item, f"{place}.{key}") for key, item in value.items()}
    return "".join(_part(part) for part in _FIELD.split(value))


def _part(part: str) -> str:
    forms = _FORMS.match(part)
    if forms:
        one, many = foreign(forms[2]).split("|")
        return f"{{{forms[1]}:n({one}|{many}|{many}|{many})}}"
    return part if part.startswith("{") else foreign(part)


def _toml(table: Mapping[str, Any], place: str) -> Iterator[str]:
    texts = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    if place:
        yield f"[{place}]"
    for key, value in texts.items():
        yield f"{_quoted(key)} = {_quoted(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _toml(value, f"{place}.{_quoted(key)}" if place else _quoted(key))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

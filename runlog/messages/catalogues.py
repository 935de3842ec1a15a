"""The catalogue files: one TOML file a language, found by looking, never by a list."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from runlog.errors import SettingsError

Catalogue = Mapping[str, Any]
FALLBACK: Final = "en"
"""Says what another catalogue lacks; the catalogues that runlog brings lack nothing."""


def languages() -> tuple[str, ...]:
    """The codes of the catalogues present, such as `("de", "en")`."""
    found = {file.name.removesuffix(".toml") for folder in _folders() for file in folder.iterdir() if _is_one(file)}
    return tuple(sorted(found))


@cache
def catalogue(language: str) -> Catalogue:
    """The parsed catalogue of a language (`en`).

    Raises:
        KeyError: there is none.
        SettingsError: the file of a language cannot be read; the text says where.
    """
    if language not in languages():
        raise KeyError(language)
    file = next(file for folder in _folders() if (file := folder.joinpath(f"{language}.toml")).is_file())
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: this catalogue cannot be read ({error}); mend that place") from None


def language_problem(language: str) -> str | None:
    """What is wrong with the name of a language, with the nearest that is known; None where it is known."""
    known = languages()
    if language in known:
        return None
    import difflib

    from runlog.messages.cldr import tongue

    names = {code: code for code in known}
    for code in known:
        entry = catalogue(code)["language"]
        names |= dict.fromkeys((str(entry["name"]).casefold(), tongue(entry["locale"]).english_name.casefold()), code)
    close = difflib.get_close_matches(language.casefold(), names, n=1, cutoff=0.5)
    hint = f"did you mean {names[close[0]]!r}?" if close else f"known: {', '.join(known)}"
    return f"{language!r} is not a language that runlog has words for; {hint}"


def _folders() -> list[Traversable]:
    """Where catalogues lie: in the package, and in the folder that `RUNLOG_CATALOGUES` names."""
    own = os.environ.get("RUNLOG_CATALOGUES")
    folders: list[Traversable] = [resources.files("runlog.messages")]
    return [*folders, Path(own)] if own and Path(own).is_dir() else folders


def _is_one(file: Traversable) -> bool:
    return file.name.endswith(".toml") and file.is_file()

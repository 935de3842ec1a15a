"""Pairs of shoes by letters, for readers who may not see the names that the runner gave them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from runlog.features.history import History
from runlog.features.shoes import shoe_key
from runlog.settings import Shoe

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters_of(shoes: Iterable[Shoe], worn: Iterable[str]) -> Mapping[str, str]:
    """`A`, `B`, … for every name and model, by the words as they are written; what is the same stays the same."""
    known = tuple(shoes)
    words = [*(shoe.name for shoe in known), *worn, *(shoe.model for shoe in known if shoe.model)]
    letter = {key: _letter(place) for place, key in enumerate(dict.fromkeys(map(shoe_key, words)))}
    return {word: letter[shoe_key(word)] for word in words}


def with_lettered_shoes(history: History) -> History:
    """The same history with letters for the names and models of shoes."""
    settings = history.settings
    letter = letters_of(settings.shoes, (session.shoe for session in history.sessions if session.shoe))
    shoes = tuple(
        replace(shoe, name=letter[shoe.name], model=letter[shoe.model] if shoe.model else None)
        for shoe in settings.shoes
    )
    sessions = tuple(
        replace(session, shoe=letter[session.shoe]) if session.shoe else session for session in history.sessions
    )
    return replace(history, sessions=sessions, settings=replace(settings, shoes=shoes))


def _letter(place: int) -> str:
    above, here = divmod(place, len(_LETTERS))
    return (_letter(above - 1) if above else "") + _LETTERS[here]

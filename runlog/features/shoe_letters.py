"""Pairs of shoes by letters, for readers who may not see the names that the runner gave them."""

from dataclasses import replace
from typing import Final

from runlog.features.history import History
from runlog.features.shoes import shoe_key

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def with_lettered_shoes(history: History) -> History:
    """The same history with `A`, `B`, … for names and models; what is the same stays the same."""
    settings = history.settings
    names = [*(shoe.name for shoe in settings.shoes), *(run.shoe for run in history.sessions if run.shoe)]
    models = [shoe.model for shoe in settings.shoes if shoe.model]
    letter = {key: _letter(place) for place, key in enumerate(dict.fromkeys(map(shoe_key, [*names, *models])))}
    shoes = tuple(
        replace(shoe, name=letter[shoe_key(shoe.name)], model=letter[shoe_key(shoe.model)] if shoe.model else None)
        for shoe in settings.shoes
    )
    sessions = tuple(
        replace(session, shoe=letter[shoe_key(session.shoe)]) if session.shoe else session
        for session in history.sessions
    )
    return replace(history, sessions=sessions, settings=replace(settings, shoes=shoes))


def _letter(place: int) -> str:
    above, here = divmod(place, len(_LETTERS))
    return (_letter(above - 1) if above else "") + _LETTERS[here]

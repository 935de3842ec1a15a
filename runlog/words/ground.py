"""Words for the ground, in English and German: what a runner's note or a `ground` cell says was underfoot."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from runlog.model import Ground
from runlog.units import M_PER_KM, M_PER_MILE
from runlog.words.hears import heard

SPORT_GROUND: Final[Mapping[str, Ground]] = MappingProxyType(
    {
        "treadmill": Ground.TREADMILL,
        "track": Ground.TRACK,
        "trail": Ground.TRAIL,
        "treadmill_running": Ground.TREADMILL,
        "track_running": Ground.TRACK,
        "trail_running": Ground.TRAIL,
    }
)
"""Sports and sub-sports of runs that name the ground by themselves."""

_AMOUNT: Final = r"(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>%|percent|prozent|km|k|mi|miles?|meilen)?"
_AFTER: Final = re.compile(rf"^\s*[:=]?\s*{_AMOUNT}(?![\d.:])")
_PERCENT: Final = 100.0
_PERCENT_UNITS: Final = frozenset({"%", "percent", "prozent"})
_MILE_UNITS: Final = frozenset({"mi", "mile", "miles", "meilen"})


def ground_in_words(text: str | None, distance_m: float | None = None) -> Mapping[Ground, float]:
    """Shares of the distance (0 to 1) per ground class that a note names; empty where it names none.

    A class with an amount (`60 % gravel`, `2 km on concrete` of a known `distance_m`) gets that share; classes named
    without one divide what is left in equal parts. Negated words and words that mean something else don't count.
    """
    plain = _other_meanings().sub(" ", _plain(text))
    amounts: dict[Ground, float | None] = {}
    for match in _mention().finditer(plain):
        if match["no"]:
            continue
        ground = _class_of()[match["word"]]
        amount = _share(_before().search(plain[: match.start()]), distance_m)
        amounts[ground] = amounts.get(ground) or amount
    return _divide(amounts)


def parse_ground(text: str | None) -> Mapping[Ground, float]:
    """Shares per class from a cell: a class name or word (`gravel`), or `gravel 60 asphalt 40` in percent."""
    plain = _plain(text).strip()
    amount_first = plain[:1].isdigit()
    amounts: dict[Ground, float | None] = {}
    for match in _mention().finditer(plain):
        found = _before().search(plain[: match.start()]) if amount_first else _AFTER.search(plain[match.end() :])
        ground = _class_of()[match["word"]]
        amounts[ground] = float(found["amount"].replace(",", ".")) / _PERCENT if found else amounts.get(ground)
    return _divide(amounts)


@cache
def _class_of() -> Mapping[str, Ground]:
    return {word.casefold(): Ground(ground) for ground, words in heard("ground").items() for word in words}


@cache
def _mention() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(word) for word in _class_of()), key=len, reverse=True))
    return re.compile(
        rf"(?P<no>\b(?:{_besides('no')})\s+(?:on\s+|auf\s+)?(?:the\s+|dem\s+|der\s+)?)?\b(?P<word>{words})\b"
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"{_AMOUNT}(?:\s+(?:{_besides('linking')})){{0,3}}\s*$")


@cache
def _other_meanings() -> re.Pattern[str]:
    """Words for the ground that mean something else, such as a train in German."""
    return re.compile(rf"\b(?:{_besides('other_meaning')})\b")


def _besides(name: str) -> str:
    phrases = [phrase.casefold() for phrase in heard("ground.besides")[name]]
    return "|".join(r"[\s-]?".join(f"(?:{piece})" for piece in phrase.split()) for phrase in phrases)


def _plain(text: str | None) -> str:
    return (text or "").casefold()


def _share(found: re.Match[str] | None, distance_m: float | None) -> float | None:
    if not found or not found["unit"]:
        return None
    amount, unit = float(found["amount"].replace(",", ".")), found["unit"]
    if unit in _PERCENT_UNITS:
        return amount / _PERCENT
    if not distance_m:
        return None
    return amount * (M_PER_MILE if unit in _MILE_UNITS else M_PER_KM) / distance_m


def _divide(amounts: Mapping[Ground, float | None]) -> Mapping[Ground, float]:
    given = {ground: min(share, 1.0) for ground, share in amounts.items() if share is not None}
    total = sum(given.values())
    if total > 1:
        given = {ground: share / total for ground, share in given.items()}
    open_classes = [ground for ground, share in amounts.items() if share is None]
    rest = max(0.0, 1 - sum(given.values()))
    return {**given, **{ground: rest / len(open_classes) for ground in open_classes if rest > 0}}

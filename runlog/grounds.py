"""Words for the ground, in English and German: what a runner's note or a `ground` cell says was underfoot."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from runlog.model import Ground
from runlog.units import M_PER_KM, M_PER_MILE

GROUND_WORDS: Final[Mapping[Ground, tuple[str, ...]]] = MappingProxyType(
    {
        Ground.TRACK: ("track", "running track", "rubber track", "bahn", "laufbahn", "tartanbahn", "tartan",
                       "rundbahn", "bahntraining", "bahnintervalle"),
        Ground.GRASS: ("grass", "turf", "lawn", "rasen", "wiese", "gras"),
        Ground.TRAIL: ("trail", "trails", "trail run", "trailrun", "trailrunning", "singletrack", "forest path",
                       "traillauf", "waldweg", "waldwege", "waldpfad", "pfad", "singletrail"),
        Ground.GRAVEL: ("gravel", "cinder", "fire road", "schotter", "schotterweg", "kies", "kiesweg", "forststrasse",
                        "forstweg", "feldweg"),
        Ground.TREADMILL: ("treadmill", "dreadmill", "laufband"),
        Ground.ASPHALT: ("asphalt", "tarmac", "blacktop", "asphaltiert", "teer"),
        Ground.CONCRETE: ("concrete", "cement", "beton", "zement"),
        Ground.PAVING: ("paving", "cobbles", "cobblestones", "pflaster", "kopfsteinpflaster", "pflastersteine"),
    }
)  # fmt: skip
"""Ground class → the words that name it; `pavement` and `road` are left out, as they name different things."""

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

_CLASS_OF: Final = {word: ground for ground, words in GROUND_WORDS.items() for word in words}
_WORDS: Final = "|".join(sorted((re.escape(word) for word in _CLASS_OF), key=len, reverse=True))
_OTHER_MEANINGS: Final = re.compile(
    r"\b(?:on track|back on track|keep(?:ing)? track|kept track|track of|off track|lost track"
    r"|(?:trail|track|road|gravel|grass) ?shoes?|mit der bahn|[su]-bahn|audio track|plaster cast)\b"
)
_MENTION: Final = re.compile(
    rf"(?P<no>\b(?:no|not|without|avoid(?:ed|ing)?|instead of|kein|keine|keinen|nicht|ohne|statt)\s+"
    rf"(?:on\s+|auf\s+)?(?:the\s+|dem\s+|der\s+)?)?\b(?P<word>{_WORDS})\b"
)
_AMOUNT: Final = r"(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>%|percent|prozent|km|k|mi|miles?|meilen)?"
_BEFORE: Final = re.compile(rf"{_AMOUNT}(?:\s+(?:of|on|in|auf|the|der|dem|and|run|easy|gelaufen)){{0,3}}\s*$")
_AFTER: Final = re.compile(rf"^\s*[:=]?\s*{_AMOUNT}(?![\d.:])")
_PERCENT: Final = 100.0
_PERCENT_UNITS: Final = frozenset({"%", "percent", "prozent"})
_MILE_UNITS: Final = frozenset({"mi", "mile", "miles", "meilen"})


def ground_in_words(text: str | None, distance_m: float | None = None) -> Mapping[Ground, float]:
    """Shares of the distance (0 to 1) per ground class that a note names; empty where it names none.

    A class with an amount (`60 % gravel`, `2 km on concrete` of a known `distance_m`) gets that share; classes named
    without one divide what is left in equal parts. Negated words and words that mean something else don't count.
    """
    plain = _OTHER_MEANINGS.sub(" ", _plain(text))
    amounts: dict[Ground, float | None] = {}
    for match in _MENTION.finditer(plain):
        if match["no"]:
            continue
        ground = _CLASS_OF[match["word"]]
        amount = _share(_BEFORE.search(plain[: match.start()]), distance_m)
        amounts[ground] = amounts.get(ground) or amount
    return _divide(amounts)


def parse_ground(text: str | None) -> Mapping[Ground, float]:
    """Shares per class from a cell: a class name or word (`gravel`), or `gravel 60 asphalt 40` in percent."""
    plain = _plain(text).strip()
    amount_first = plain[:1].isdigit()
    amounts: dict[Ground, float | None] = {}
    for match in _MENTION.finditer(plain):
        found = _BEFORE.search(plain[: match.start()]) if amount_first else _AFTER.search(plain[match.end() :])
        ground = _CLASS_OF[match["word"]]
        amounts[ground] = float(found["amount"].replace(",", ".")) / _PERCENT if found else amounts.get(ground)
    return _divide(amounts)


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

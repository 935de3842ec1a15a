"""Activities whose sport runlog doesn't know: asked about, never a run, never passed over."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from runlog.messages import Message
from runlog.model import Activity, Kind
from runlog.sports import UNTOLD_SPORTS, is_understood

if TYPE_CHECKING:
    from runlog.library.twins import Joined

NAMED: Final = 5
"""So many unknown words are asked about one by one; the rest are counted."""


def as_told(activity: Activity, sports: Mapping[str, str]) -> Activity:
    """The activity with the sport that the settings give its word; `sports` is by `plain` words."""
    sport = sports.get(plain(activity.sport)) if sports else None
    return activity if sport is None else replace(activity, sport=sport)


def plain(word: str) -> str:
    """A word as it is compared: no letter case, accents or doubled spaces."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("_", " "))
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def about_unknown(joined: "Sequence[Joined]") -> tuple[Message, ...]:
    """A question for each word that is no sport known here, and a word on activities whose sport nothing tells."""
    others = [one.activity for one in joined if one.best.kind is Kind.OTHER]
    unknown = Counter(one.sport for one in others if not is_understood(one.sport, one.sub_sport))
    untold = sum(unknown.pop(sport, 0) for sport in UNTOLD_SPORTS)
    asked = unknown.most_common(NAMED)
    said = [Message.of("notice.sport_unknown", count=count, word=word, key=toml_key(word)) for word, count in asked]
    if len(unknown) > NAMED:
        rest = sum(unknown.values()) - sum(count for _, count in asked)
        said.append(Message.of("notice.sports_unknown_more", count=rest))
    if untold:
        said.append(Message.of("notice.sport_untold", count=untold))
    return tuple(said)


def toml_key(word: str) -> str:
    """A word in quotation marks, as a key of a TOML file."""
    safe = "".join(sign for sign in word if sign.isprintable())
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'

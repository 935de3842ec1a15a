"""Which parts of the body words name, as far as signs hang on them."""

from functools import cache, lru_cache

from runlog.words.hears import concept, heard
from runlog.words.phrases import Phrases
from runlog.words.text import Line

KEPT = 4096


@lru_cache(maxsize=KEPT)
def parts_named(text: str) -> frozenset[str]:
    """The parts that words name: `leg`, `legs_both`, `whole_leg`, `both_words`, `saddle`, `elsewhere`, `belly`."""
    return frozenset(one.name for one in _parts().all(Line(text)))


@cache
def _parts() -> Phrases:
    return Phrases(heard("parts"), concept)

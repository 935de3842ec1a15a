"""Whether a sign that is named is denied: `no numbness, tingling or weakness`, `bladder fine`, `taub war nichts`."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from runlog.words.hears import concept, heard, phrases
from runlog.words.phrases import Found, Phrases
from runlog.words.text import Line

Denial = Literal["no", "past"]

_ENDS: Final = frozenset(".;!?:")
_COMMA: Final = ","
_FLAT: Final[dict[str, Denial]] = {"past": "past", "after": "no", "fine": "no", "no": "no"}
_DENIES_AFTER: Final = frozenset({"after", "past", "fine", "no", "before"})
"""Concepts that deny what stands before them; a word that denies what follows does so only at the clause's end."""
REACH: Final = 9
"""So many words after a denial still belong to it (ours)."""


def denial_of(line: Line, mention: Found, *, own: bool = False) -> Denial | None:
    """How a sign named in a line is denied; None where it stands.

    `own`: the phrase holds a denial of its own (`no feeling in the foot`), so that only one outside it counts.
    """
    inside = Line(line.folded[mention.start : mention.end])
    if not own and _first(_denials("before"), inside) is not None:
        return "no"
    if _denied_before(line, mention):
        return "no"
    return _denied_after(line, mention)


def _denied_before(line: Line, mention: Found) -> bool:
    left = _sentence_before(line.folded[: mention.start])
    words = Line(left)
    found = [one for one in _denials("before").find(words) if one.name == "before"]
    if not found:
        return False
    between = words.folded[found[-1].end :].split()
    if len(between) > REACH or not all(_fills(word) for word in between if word != _COMMA):
        return False
    between = [word for at, word in enumerate(between) if word != _COMMA or not _is_relative(between[at + 1 : at + 2])]
    lists_on = any(word == _COMMA or _joins().find(Line(word)) for word in between)
    return not lists_on or _is_bare_noun(line, mention)


def _is_relative(words: Sequence[str]) -> bool:
    """A comma before `die`, `which` goes on with the same thing."""
    return any(_relatives().find(Line(word)) for word in words)


def _is_bare_noun(line: Line, mention: Found) -> bool:
    """A noun that stands in a list: a comma, an `and` or nothing follows."""
    if _nouns().name_of(Line(line.folded[mention.start : mention.end])) is None:
        return False
    after = line.folded[mention.end :].split()
    return not after or after[0] in _ENDS | {_COMMA, "/"} or bool(_conjunctions().find(Line(after[0])))


def _denied_after(line: Line, mention: Found) -> Denial | None:
    clause = re.split(r"[.;!?] ", line.folded[mention.end :].removeprefix(": ").removeprefix("? "), maxsplit=1)[0]
    head, colon, said = clause.rpartition(" : ")
    flat = _FLAT.get(_all_of(said)) if colon and _subjects().find(Line(head)) == () else None
    flat = "no" if _all_of(clause) in {"no", "before"} else flat
    if flat:
        return flat
    words = Line(_past_only(clause) if clause.startswith(_COMMA) else clause.split(_COMMA, maxsplit=1)[0])
    found = [one for one in phrases("denial", "answer").find(words) if one.name in _DENIES_AFTER]
    if not found:
        return None
    first = found[0]
    between = words.folded[: first.start].split()
    if _first(_denials("before"), Line(" ".join(between))) is not None:
        return None
    ends_clause = first.end == len(words.folded)
    if not ends_clause and (first.name == "before" or _praises(words.folded[first.start : first.end])):
        return None
    told = between[-1:] == [":"] or all(_fills(word) for word in between)
    past = first.name == "past" or _all_of(words.folded[first.start : first.end]) == "past"
    ends = past and first.end == len(words.folded) and ":" not in between and not _subject_between(between)
    if not (told or ends):
        return None
    return "past" if past else "no"


def _all_of(text: str) -> str:
    """The concept of an answer that is all of a text; empty where it is none."""
    return phrases("answer").name_of(Line(text)) or phrases("denial").name_of(Line(text)) or ""


def _praises(text: str) -> bool:
    """A word of praise that goes on (`numb, super annoying`) says nothing of the sign; the last one does."""
    return _praise().name_of(Line(text)) is not None


def _subject_between(words: Sequence[str]) -> bool:
    """Whether something else stands between that may be what is gone: `numb foot and pain gone`."""
    return bool(_subjects().find(Line(" ".join(words))))


def _past_only(part: str) -> str:
    """Beyond a comma only what is past counts: in `numb, no feeling` the second part denies nothing."""
    second = part[1:].split(_COMMA, maxsplit=1)[0]
    return second if any(one.name == "past" for one in phrases("answer").find(Line(second))) else ""


def _sentence_before(left: str) -> str:
    """The words of the same clause before a place."""
    last = max((left.rfind(f" {end} ") for end in _ENDS), default=-1)
    clause = left[last + 2 :] if last >= 0 else left
    stop = _stops().all(Line(clause))
    return Line(clause).folded[stop[-1].end :] if stop else clause


def _fills(word: str) -> bool:
    return bool(_fill_words().find(Line(word)))


def _first(finder: Phrases, line: Line) -> Found | None:
    return next(iter(finder.find(line)), None)


@cache
def _denials(name: str) -> Phrases:
    return Phrases({name: heard("denial")[name], "stop": heard("denial")["not_only"]}, concept)


@cache
def _fill_words() -> Phrases:
    table = heard("denial")
    return Phrases({"fill": table["fill"], "noun": table["nouns"], "and": table["and"]}, concept)


@cache
def _nouns() -> Phrases:
    return Phrases({"noun": heard("denial")["nouns"]}, concept)


@cache
def _conjunctions() -> Phrases:
    return Phrases({"and": heard("denial")["and"]}, concept)


@cache
def _joins() -> Phrases:
    """Words that go on with a list, or begin something else: beyond them only a bare noun is denied."""
    return Phrases({"and": heard("denial")["joins"]}, concept)


@cache
def _praise() -> Phrases:
    return Phrases({"praise": heard("denial")["praise"]}, concept)


@cache
def _relatives() -> Phrases:
    return Phrases({"relative": heard("denial")["relative"]}, concept)


@cache
def _subjects() -> Phrases:
    return Phrases({"subject": heard("denial")["subjects"]}, concept)


@cache
def _stops() -> Phrases:
    return Phrases({"stop": heard("denial")["stops"]}, concept)

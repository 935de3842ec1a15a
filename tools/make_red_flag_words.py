"""Writes docs/red_flag_words.md, urgent words side by side: `python -m tools.make_red_flag_words`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from runlog.messages.catalogues import FALLBACK, catalogue, languages
from runlog.words.hears import heard_by

TARGET: Final = Path(__file__).resolve().parent.parent / "docs" / "red_flag_words.md"
HEAD: Final = """# The words that matter most, side by side

Made from the catalogues by `python -m tools.make_red_flag_words`; a test compares. For a physiotherapist or doctor who
reads both languages: does each line say the same, with the same urgency, no softer and no louder? Would a person in
pain understand it at once? The urgency that each part must have stands above its table. Braces are filled in: `{signs}`
with the words of the section "Signs", `{day}` with a day. What is wrong: tell us the id, the language and your line.

Beside each line that names a sign stands what is heard for it (the first phrases of each language; all of them at
the end of the page) and the question that asks for it. `numb*` is a stem, `*pain` an ending, `a|b` either, `..` up to
three words between, `<leg>` any word for a leg. A denial, a past, another meaning and another person are not heard.

Read line by line, both languages against the urgency table of [guidance.md](guidance.md), by those who wrote them. **No
clinician has reviewed them yet.**
"""
PARTS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("Emergency", "Help now: an emergency department or the emergency number, today, without exception.",
     (r"RED001\..*", r"RED\.(aged_title|aged_seen|aged_emergency)", r"report\.tone\.emergency")),
    ("Urgent", "A doctor today or tomorrow, and what would make it an emergency.",
     (r"RED002\..*", r"RED\.(aged_urgent|operated)", r"report\.tone\.urgent", r"PATN002\.advice.*")),
    ("Appointment", "Make an appointment; no hurry, no alarm, and no promise that it is nothing.",
     (r"APPT001\..*", r"PAIN002\.advice.*", r"PAIN003\.(title|why|advice)", r"report\.tone\.appointment")),
    ("The six questions, and the same in the full entry",
     "Each can be answered with yes or no by a person without medical words; none is left out.",
     (r"diary\.question\..*", r"diary\.detail\..*", r"diary\.(minor|major)", r"words\.question\..*",
      r"diary\.field\.(leg_pain_0_10|numbness|tingling|weakness|growing|both_sides|bladder_bowel|sexual_function)",
      r"diary\.field\.(saddle|fever|trauma|weight_loss|unsteady|night_pain|painkillers|seen_on|seen_by)")),
    ("Asking, and what a yes leads to", "Unanswered is never no; the reader learns how to answer and what to do then.",
     (r"ASK001\..*", r"ASK\..*", r"diary\.(questions_due|questions_intro|yes_was_recorded)",
      r"report\.words\.(questions|questions_above|not_recorded|not_known_means)")),
    ("Signs", "What was recorded, in words that the person would use; no name of a disease.",
     (r"words\.(sign|field)\..*", r"report\.sign\..*", r"report\.clinic\.sign\..*",
      r"report\.clinic\.signs\..*")),
    ("Banners, and advice that is held back", "Red flags first; training advice is silent until someone has looked.",
     (r"report\.tone\.red-flag", r"report\.clinic\.(urgent\..*|words\.first)",
      r"report\.words\.(red_flags|held_back)", r"report\.card\.silenced",
      r"RETN002\.(waiting|missing_waiting)")),
    ("What a coach reads", "Talk to this athlete today, and nothing else of it.",
     (r"report\.coach\.(urgent|held_back|silenced)", r"share\.(urgent|never)")),
)  # fmt: skip
"""Heading, what the lines must say, and which messages they are."""


SHOWN: Final = 6
"""So many phrases stand beside a line."""
ASKED: Final[Mapping[str, str]] = {
    "bladder_bowel": "bladder_bowel_sexual", "sexual_function": "bladder_bowel_sexual", "saddle": "numb",
    "weakness": "legs_weak", "numbness": "numb", "tingling": "numb", "fever": "fever", "trauma": "trauma",
    "both_sides": "growing_or_both_sides", "unsteady": "", "weight_loss": "", "night_pain": "", "blood_urine": "",
    "pulsing": "",
}  # fmt: skip
"""Signs that are heard, each with the question that asks for it; empty where a diary field alone does."""


def templates(language: str) -> dict[str, str]:
    """Message id → template, of all of a catalogue."""
    return dict(_walk(catalogue(language), ""))


def _walk(table: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        where = f"{place}.{key}" if place else key
        if isinstance(value, Mapping):
            yield from _walk(value, where)
        else:
            yield where, value


def ids_of(part: tuple[str, ...]) -> list[str]:
    """The messages of a part, in the catalogue's order."""
    return [place for place in templates(FALLBACK) if any(re.fullmatch(pattern, place) for pattern in part)]


def page() -> str:
    """The whole page."""
    said = {language: templates(language) for language in (FALLBACK, *sorted(set(languages()) - {FALLBACK}))}
    names = [str(catalogue(language)["language"]["name"]) for language in said]
    parts = [HEAD]
    for heading, must, patterns in PARTS:
        rows = [
            f"| `{place}` | {' | '.join(_cell(words[place]) for words in said.values())} | {_beside(place)} |"
            for place in ids_of(patterns)
        ]
        head = [f"| id | {' | '.join(names)} | heard for it | asked |", "|---" * (len(names) + 3) + "|"]
        parts.append("\n".join([f"## {heading}\n\n{must}\n", *head, *rows, ""]))
    return "\n".join([*parts, *_all_heard()])


def sign_of(place: str) -> str | None:
    """The sign that a line names, by the last part of its id; None where it names none."""
    name = place.rsplit(".", maxsplit=1)[-1]
    return next(
        (sign for sign in (name, *(name[:at] for at, mark in enumerate(name) if mark == "_")) if sign in ASKED), None
    )


def _beside(place: str) -> str:
    sign = sign_of(place)
    if sign is None:
        return "\u2013 | \u2013"
    asked = templates(FALLBACK)[f"diary.question.{ASKED[sign]}"] if ASKED[sign] else "only where it is recorded"
    return f"{_heard_in_brief(sign)} | {_cell(asked)}"


def _heard_in_brief(sign: str) -> str:
    told = [", ".join(heard_in(language, sign)[:SHOWN]) for language in (FALLBACK, "de")]
    return _code(" · ".join(told)) if any(told) else "\u2013"


def _all_heard() -> Iterator[str]:
    yield "## What is heard\n\nEvery phrase, by sign and language, from `runlog/words/hears/`.\n"
    yield "| sign | English | Deutsch |\n|---|---|---|"
    for sign in ASKED:
        cells = [_code(", ".join(heard_in(language, sign))) for language in (FALLBACK, "de")]
        yield f"| {sign} | {' | '.join(cells)} |"
    yield ""


def heard_in(language: str, sign: str) -> tuple[str, ...]:
    """The phrases by which a language hears a sign, those that hold a denial of their own among them."""
    tables = (heard_by(language, table) for table in ("signs", "losses"))
    return tuple(phrase for table in tables for phrase in table.get(sign, ()))


def _code(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _cell(template: str) -> str:
    """A template as a reader of the page reads it: parameters by name alone, nouns in their last form."""
    plain = re.sub(r"\{(\w+):n\((?:[^|)]*\|)*([^|)]*)\)\}", r"{\1} \2", template)
    return re.sub(r"\{(\w+):[^{}]*\}", r"{\1}", plain).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    print(f"wrote {TARGET.name}")

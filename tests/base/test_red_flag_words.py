"""The words that matter most: the same urgency in every language, nothing promised, nothing prescribed."""

import re
from typing import Final

import pytest

from runlog.messages.catalogues import languages
from runlog.rules.book import RULES
from tests.support.languages import templates
from tools.make_red_flag_words import PARTS, TARGET, ids_of, page

MUST: Final = {
    "en": {
        "RED001.advice": ("emergency department", "emergency number", "now"),
        "RED001.why": ("today", "lasting harm"),
        "RED002.advice": ("today or tomorrow", "emergency department", "both legs"),
        "PATN002.advice": ("at once", "emergency department"),
        "PATN002.advice_diagnosis": ("at once", "emergency department"),
        "APPT001.title": ("appointment",),
        "APPT001.why": ("no emergency",),
        "APPT001.advice": ("appointment",),
        "PAIN003.title": ("appointment",),
        "ASK001.advice": ("yes or no",),
        "report.words.held_back": ("held back until",),
        "report.coach.urgent": ("today",),
        "report.tone.emergency": ("Emergency",),
        "report.tone.urgent": ("Urgent",),
    },
    "de": {
        "RED001.advice": ("Notaufnahme", "Notruf", "jetzt", "112"),
        "RED001.why": ("heute", "bleibenden Schaden"),
        "RED002.advice": ("heute oder morgen", "Notaufnahme", "beide Beine"),
        "PATN002.advice": ("sofort", "Notaufnahme"),
        "PATN002.advice_diagnosis": ("sofort", "Notaufnahme"),
        "APPT001.title": ("Termin",),
        "APPT001.why": ("kein Notfall",),
        "APPT001.advice": ("Arzttermin",),
        "PAIN003.title": ("Termin",),
        "ASK001.advice": ("ja oder nein",),
        "report.words.held_back": ("kommt erst, wenn",),
        "report.coach.urgent": ("heute",),
        "report.tone.emergency": ("Notfall",),
        "report.tone.urgent": ("Dringend",),
    },
}
"""What each line cannot do without, whatever else it says."""
NEVER: Final = {
    "en": ("safe", "harmless", "diagnos", "probab", "likely", "guarantee", "don't worry", "ibuprofen", "paracetamol",
           "aspirin", "naproxen", "diclofenac", "take a painkiller", "bad for your back"),
    "de": ("sicher", "harmlos", "unbedenklich", "diagnos", "wahrscheinlich", "vermutlich", "garant", "keine sorge",
           "ibuprofen", "paracetamol", "aspirin", "naproxen", "diclofenac", "nimm ein schmerz",
           "schlecht für deinen rücken"),
}  # fmt: skip
TOLD: Final = {
    "report.clinic.words.own", "report.clinic.facts.diagnosis", "share.never", "language.name",
}  # fmt: skip
"""Where a diagnosis is named that others made, or said to be none."""
TOO_LOUD: Final = {"en": ("now", "at once", "emergency department"), "de": ("jetzt", "sofort", "Notaufnahme")}


def test_the_page_for_reviewers_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run: python -m tools.make_red_flag_words"


def test_every_urgent_rule_and_every_question_is_on_the_page() -> None:
    shown = {place for _, _, patterns in PARTS for place in ids_of(patterns)}
    urgent = tuple(
        f"{rule.ENTRY.code}." for rule in RULES if rule.ENTRY.family == "urgency" and not rule.ENTRY.ignorable
    )
    tables = ("words.sign.", "words.question.", "diary.question.", "diary.detail.")
    assert {place for place in templates("en") if place.startswith((*urgent, *tables))} - shown == set()


@pytest.mark.parametrize("language", languages())
def test_each_line_says_its_urgency(language: str) -> None:
    said = templates(language)
    assert set(MUST["en"]) == set(MUST[language])
    missing = {(place, word) for place, words in MUST[language].items() for word in words if word not in said[place]}
    assert missing == set()


@pytest.mark.parametrize("language", languages())
def test_an_appointment_does_not_alarm(language: str) -> None:
    said = templates(language)
    loud = {
        (place, word)
        for place in said
        if place.startswith(("APPT001.", "PAIN003.", "PAIN006."))
        for word in TOO_LOUD[language]
        if re.search(rf"\b{word}\b", said[place])
    }
    assert loud == set()


@pytest.mark.parametrize("language", languages())
def test_no_line_promises_diagnoses_or_prescribes(language: str) -> None:
    found = {
        (place, word)
        for place, template in templates(language).items()
        if place not in TOLD and not place.startswith("report.source.")
        for word in NEVER[language]
        if re.search(rf"(?<![a-zäöüß]){word}", re.sub(r"\{[^}]*\}", "", template).casefold())
    }
    assert found == set()

"""Messages are ids with parameters, spoken in the reader's units."""

from datetime import date

import pytest

from runlog.messages import Message, Speech
from runlog.messages.cldr import tongue
from runlog.messages.speech import NBSP, spoken

THURSDAY = date(2026, 11, 12)


def speak(template: str, speech: Speech | None = None, **params: object) -> str:
    return spoken(speech or Speech(), template, params).replace(NBSP, " ")


def test_distances_follow_the_units_of_the_reader() -> None:
    assert speak("{d_m:distance}", d_m=21_400.0) == "21.4 km"
    assert speak("{d_m:distance}", Speech(units="mi"), d_m=16_093.44) == "10.0 mi"
    assert speak("{d_m:whole_distance}", d_m=43_600.0) == "44 km"


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("{v:percent}", 0.414, "41 %"),
        ("{v:signed_percent}", -0.16, "\u221216 %"),
        ("{v:signed_percent}", 0.46, "+46 %"),
        ("{v:day}", THURSDAY, "Thursday 12 November"),
        ("{v:short_day}", THURSDAY, "Thu 12"),
        ("{v:date}", THURSDAY, "12 November"),
        ("{v:n(run|runs)}", 1, "1 run"),
        ("{v:n(run|runs)}", 3, "3 runs"),
        ("{v:n(run|runs)}", 0, "0 runs"),
        ("{v:weekday}", (THURSDAY, date(2026, 11, 14), date(2026, 11, 15)), "Thu, Sat and Sun"),
        ("{v:list}", ("warm-up",), "warm-up"),
        ("{v:list}", (), ""),
        ("{v:ground}", "concrete", "concrete"),
        ("{v}", 3.0, "3"),
        ("{v}", 3.5, "3.5"),
        ("{v}", "{braces} stay", "{braces} stay"),
    ],
)
def test_each_way_of_speaking(template: str, value: object, said: str) -> None:
    assert speak(template, v=value) == said


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("{v:distance}", 21_400.0, "21,4 km"),
        ("{v:signed_percent}", -0.16, "\u221216 %"),
        ("{v:signed}", 0.5, "+0,5"),
        ("{v:day}", THURSDAY, "Donnerstag, 12. November"),
        ("{v:short_day}", (THURSDAY, date(2026, 11, 13), date(2026, 11, 14)), "Do 12., Fr 13. und Sa 14."),
        ("{v:full_date}", THURSDAY, "12. November 2026"),
        ("{v:short_date}", THURSDAY, "12. Nov"),
        ("{v:n(Lauf|Läufe)}", 1, "1 Lauf"),
        ("{v:n(Lauf|Läufe)}", 2.5, "2,5 Läufe"),
        ("{v:list}", ("a", "b", "c", "d"), "a, b, c und d"),
        ("{v}", 3.5, "3,5"),
        ("{v:whole}", 18_192.0, "18.192"),
        ("{v}", -12_345.5, "\u221212.345,5"),
        ("{v:climb}", 1_050.0, "1050 m"),
    ],
)
def test_german_speaks_numbers_dates_and_lists_in_its_own_way(template: str, value: object, said: str) -> None:
    assert speak(template, Speech("de"), v=value) == said


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [("pl", "1", "a"), ("pl", "3", "b"), ("pl", "5", "c"), ("pl", "2.5", "d"), ("pl", "22", "b"), ("ja", "1", "a"),
     ("fr", "0", "a"), ("fr", "1.5", "a"), ("fr", "2", "c")],
)  # fmt: skip
def test_plurals_follow_the_rules_of_the_language(locale: str, number: str, said: str) -> None:
    assert tongue(locale).plural(number, ("a", "b", "c", "d")) == said


def test_fewer_forms_than_a_language_has_end_with_the_one_for_the_rest() -> None:
    assert tongue("pl").plural("5", ("a", "b")) == "b"


def test_a_full_stop_of_a_value_ends_its_sentence() -> None:
    days = (THURSDAY, date(2026, 11, 14))
    assert speak("Tage: {v:short_day}. Mehr.", Speech("de"), v=days) == "Tage: Do 12. und Sa 14. Mehr."
    assert speak("In your words: {v:list}.", v=("it hurts.",)) == "In your words: it hurts."
    assert speak("{v}...", v="so") == "so..."


def test_durations_are_hours_from_one_hour_on() -> None:
    assert Speech().duration(59 * 60 + 29).replace(NBSP, " ") == "59 min"
    assert Speech().duration(62 * 60).replace(NBSP, " ") == "1:02 h"
    assert Speech().number(2.0) == "2"


def test_an_unknown_message_and_a_missing_parameter_are_errors() -> None:
    with pytest.raises(KeyError):
        Speech().say(Message.of("nothing.of.the.kind"))
    with pytest.raises(KeyError):
        speak("{absent}")
    assert not Speech().knows("nothing.of.the.kind")

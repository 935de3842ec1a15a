"""Each sport is a kind of load, whatever the vendor calls it."""

import pytest

from runlog.model import Kind
from runlog.sports import kind_of
from runlog.words.sports import sport_in_words


@pytest.mark.parametrize(
    ("text", "sport"),
    [("Run", "running"), ("Trail Run", "trail_running"), ("bike", "cycling"), ("Krafttraining", "strength_training"),
     ("HIKING", "hiking"), ("quidditch", "quidditch"), ("", "unknown"), (None, "unknown")],
)  # fmt: skip
def test_everyday_words_become_canonical(text: str | None, sport: str) -> None:
    assert sport_in_words(text) == sport


@pytest.mark.parametrize(
    ("sport", "sub_sport", "kind"),
    [("running", "treadmill", Kind.RUN), ("hiking", None, Kind.WALK), ("cycling", None, Kind.CROSS),
     ("training", "strength_training", Kind.STRENGTH), ("fitness_equipment", "indoor_rowing", Kind.CROSS),
     ("training", "yoga", Kind.MOBILITY), ("pilates", None, Kind.STRENGTH), ("running", "strength_training", Kind.RUN),
     ("quidditch", None, Kind.OTHER), ("training", None, Kind.OTHER)],
)  # fmt: skip
def test_pilates_is_strength_yoga_is_mobility_and_the_unknown_is_other(
    sport: str, sub_sport: str | None, kind: Kind
) -> None:
    assert kind_of(sport, sub_sport) is kind

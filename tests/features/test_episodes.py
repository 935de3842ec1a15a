from datetime import date

import pytest

from runlog.features.episodes import (
    Episode,
    UsualLevel,
    find_episodes,
    open_episode,
    usual_level,
    usual_of_days,
    usual_on,
)
from tests.support.logs import line, lines, make_log

FIRST = "2026-09-01"
STEADY = [1.0] * 20
"""1 to 20 September."""


def episodes(pains: list[float | None]) -> tuple[Episode, ...]:
    return find_episodes(make_log(diary=lines(FIRST, pains)))


def test_the_usual_level_is_the_median_of_eight_weeks() -> None:
    log = make_log(diary=lines(FIRST, [0, 1, 1, 2, 2, 2, 2, 2, 1, 2]))
    assert usual_level(log) == UsualLevel(2.0, 10)


def test_days_older_than_eight_weeks_do_not_count() -> None:
    log = make_log(diary=lines("2026-06-01", [3] * 12) + lines("2026-11-01", [1] * 10))
    assert usual_level(log) == UsualLevel(1.0, 10)


def test_with_fewer_than_ten_days_in_eight_weeks_it_is_not_known() -> None:
    log = make_log(diary=lines("2026-06-01", [2] * 10 + [0] * 5) + lines("2026-11-01", [1] * 9))
    assert usual_level(log) == UsualLevel(None, 9)
    assert usual_level(make_log(diary=lines(FIRST, [0] * 9))).level is None
    assert usual_level(make_log(diary=lines(FIRST, [0] * 10))).level == 0
    assert usual_level(make_log()) == UsualLevel(None, 0)


def test_without_a_usual_level_no_episode_begins_by_a_rise() -> None:
    assert episodes([0, 0, 0, 8, 8, 9]) == ()
    assert episodes([*[0] * 9, 5]) == (), "on the tenth day nine are known"
    assert [episode.start for episode in episodes([*[0] * 10, 5])] == [date(2026, 9, 11)]


def test_what_was_usual_on_a_past_day_does_not_change_by_what_came_later() -> None:
    early = [1.0] * 15
    then = make_log(diary=lines(FIRST, early))
    now = make_log(diary=lines(FIRST, [*early, *[4] * 40]))
    assert usual_on(now, date(2026, 9, 16)) == usual_level(then) == UsualLevel(1.0, 15)
    found = usual_of_days(now, date(2026, 9, 1))
    assert found[date(2026, 9, 2)] == found[date(2026, 9, 12)] == 1, "the days before it became known: the first known"


def test_two_days_within_seven_at_two_above_begin_an_episode_with_the_first() -> None:
    found = episodes([*STEADY, 3, 1, 1, 1, 1, 1, 3])
    assert [episode.start for episode in found] == [date(2026, 9, 21)]
    assert found[0].known_on == date(2026, 9, 27)


def test_two_days_eight_days_apart_begin_none() -> None:
    assert episodes([*STEADY, 3, 1, 1, 1, 1, 1, 1, 3]) == ()


def test_two_days_just_below_two_above_begin_none() -> None:
    assert episodes([*STEADY, 2.9, 2.9, 2.9]) == ()


def test_one_day_at_four_above_begins_an_episode() -> None:
    assert [episode.start for episode in episodes([*STEADY, 5])] == [date(2026, 9, 21)]
    assert episodes([*STEADY, 4.9]) == ()


def test_one_day_at_two_above_is_not_an_episode_before_the_second_is_known() -> None:
    diary = lines(FIRST, [*STEADY, 3, 3])
    assert find_episodes(make_log(diary=diary, week="2026-W38", today="2026-10-01")) == ()
    assert len(find_episodes(make_log(diary=diary, week="2026-W39", today="2026-10-01"))) == 1


def test_an_episode_ends_with_the_seventh_recorded_day_back() -> None:
    assert episodes([*STEADY, 5, *[1] * 6])[0].end is None
    (found,) = episodes([*STEADY, 5, *[1] * 7])
    assert found.end == date(2026, 9, 28)
    assert found.covers(date(2026, 9, 28))
    assert not found.covers(date(2026, 9, 29))


def test_days_without_a_record_do_not_count_towards_the_end() -> None:
    assert episodes([*STEADY, 5, *[None] * 30, *[1] * 6])[0].end is None


def test_a_raised_day_begins_the_count_anew_and_a_slightly_sorer_one_does_not() -> None:
    assert episodes([*STEADY, 5, *[1] * 6, 3, 1])[0].end is None
    assert episodes([*STEADY, 5, *[1] * 6, 2, 1])[0].end == date(2026, 9, 29)


def test_the_usual_level_is_fixed_at_the_start() -> None:
    log = make_log(diary=lines(FIRST, [*STEADY, *[4, 6] * 30]))
    (found,) = find_episodes(log)
    assert found.usual.level == 1
    assert found.end is None
    assert usual_level(log).level == 1
    assert open_episode(log) == found
    assert (found.peak, found.peak_day, found.days_recorded) == (6, date(2026, 9, 22), 60)


def test_days_inside_an_episode_do_not_raise_the_usual_level() -> None:
    log = make_log(diary=lines(FIRST, [*STEADY, *[6] * 25, *[1] * 7]))
    assert find_episodes(log)[0].end == date(2026, 10, 22)
    assert usual_level(log) == UsualLevel(1.0, 20)


@pytest.mark.parametrize("ache", [1.0, 2.0, 3.0])
def test_a_low_constant_ache_is_a_usual_level_and_no_episode(ache: float) -> None:
    assert episodes([ache] * 120) == ()
    assert episodes([ache] * 2) == ()


def test_a_log_that_begins_in_strong_pain_has_no_episode_and_in_time_that_usual_level() -> None:
    assert episodes([5, 5, 6]) == ()
    assert usual_level(make_log(diary=lines(FIRST, [5] * 12))).level == 5


def test_an_episode_ends_on_a_plateau_below_four_after_three_weeks() -> None:
    (still,) = episodes([*STEADY, 6, 6, *[2] * 20])
    assert still.end is None
    (found,) = episodes([*STEADY, 6, 6, *[2] * 21])
    assert found.end == date(2026, 10, 13)
    assert found.plateau is not None
    assert (found.plateau.level, found.plateau.since, found.plateau.known_on) == (2, date(2026, 9, 23), found.end)


def test_a_plateau_needs_ten_recorded_days() -> None:
    sparse = [2 if i % 2 == 0 else None for i in range(22)]
    (still,) = episodes([*STEADY, 6, 6, *sparse[:18]])
    assert still.end is None
    (found,) = episodes([*STEADY, 6, 6, *sparse])
    assert found.end is not None
    assert found.plateau is not None


def test_days_more_than_one_from_their_median_are_no_plateau_and_neither_is_a_rise() -> None:
    assert episodes([*STEADY, 6, 6, *[2] * 10, 3.1, *[2] * 10])[0].end is None
    assert episodes([*STEADY, 6, 6, *[2] * 10, 3, *[2] * 10])[0].end is not None
    assert episodes([*STEADY, 6, 6, *[2] * 18, 3, 3, 3])[0].end is None, "the last days rise"


def test_the_plateau_is_the_new_usual_level() -> None:
    log = make_log(diary=lines(FIRST, [*STEADY, 6, 6, *[2] * 40]))
    assert len(find_episodes(log)) == 1
    assert usual_level(log) == UsualLevel(2.0, 40)
    again = make_log(diary=lines(FIRST, [*STEADY, 6, 6, *[2] * 40, 4, 4]))
    assert [episode.usual.level for episode in find_episodes(again)] == [1, 2]


def test_a_plateau_at_four_or_more_is_no_new_usual_level_and_the_episode_stays_open() -> None:
    log = make_log(diary=lines(FIRST, [*STEADY, 6, 6, *[4] * 40]))
    found = open_episode(log)
    assert found is not None
    assert found.plateau is not None
    assert found.plateau.high
    assert usual_level(log).level == 1
    (lower,) = episodes([*STEADY, 6, 6, *[3.9] * 40])
    assert lower.end is not None


def test_a_second_episode_follows_the_first() -> None:
    found = episodes([*STEADY, 5, *[1] * 7, 1, 1, 5])
    assert [episode.start for episode in found] == [date(2026, 9, 21), date(2026, 10, 1)]


def test_a_sore_calf_begins_no_episode() -> None:
    diary = [*lines(FIRST, STEADY), line("2026-09-21", pain=8, place="calf")]
    assert find_episodes(make_log(diary=diary)) == ()

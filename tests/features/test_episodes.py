from datetime import date

import pytest

from runlog.features.episodes import Episode, UsualLevel, find_episodes, open_episode, usual_level
from tests.support.logs import line, lines, make_log

FIRST = "2026-09-01"
STEADY = [1.0] * 20
"""1 to 20 September."""


def episodes(pains: list[float | None]) -> tuple[Episode, ...]:
    return find_episodes(make_log(diary=lines(FIRST, pains)))


def test_the_usual_level_is_the_median_of_eight_weeks() -> None:
    log = make_log(diary=lines(FIRST, [0, 1, 1, 2, 2, 2, 2, 2, 1, 2]))
    assert usual_level(log) == UsualLevel(2.0, 10, "eight weeks")


def test_days_older_than_eight_weeks_do_not_count() -> None:
    log = make_log(diary=lines("2026-06-01", [3] * 12) + lines("2026-11-01", [1] * 10))
    assert usual_level(log) == UsualLevel(1.0, 10, "eight weeks")


def test_with_fewer_than_ten_days_the_logs_first_ten_decide() -> None:
    log = make_log(diary=lines("2026-06-01", [2] * 10 + [0] * 5) + lines("2026-11-01", [1] * 9))
    assert usual_level(log) == UsualLevel(2.0, 10, "first days")


def test_first_days_above_three_are_no_usual_level() -> None:
    assert usual_level(make_log(diary=lines(FIRST, [3, 3, 3]))).level == 3
    log = make_log(diary=lines(FIRST, [3, 3.5, 4]))
    assert usual_level(log) == UsualLevel(0.0, 3, "too high at first")
    assert usual_level(make_log()) == UsualLevel(0.0, 0, "nothing recorded")


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
    log = make_log(diary=lines(FIRST, [*STEADY, *[4] * 60]))
    (found,) = find_episodes(log)
    assert found.usual.level == 1
    assert found.end is None
    assert usual_level(log).level == 1
    assert open_episode(log) == found
    assert (found.peak, found.peak_day, found.days_recorded) == (4, date(2026, 9, 21), 60)


def test_days_inside_an_episode_do_not_raise_the_usual_level() -> None:
    log = make_log(diary=lines(FIRST, [*STEADY, *[6] * 25, *[1] * 7]))
    assert find_episodes(log)[0].end == date(2026, 10, 22)
    assert usual_level(log) == UsualLevel(1.0, 20, "eight weeks")


@pytest.mark.parametrize("ache", [1.0, 2.0, 3.0])
def test_a_low_constant_ache_is_a_usual_level_and_no_episode(ache: float) -> None:
    assert episodes([ache] * 120) == ()
    assert episodes([ache] * 2) == ()


def test_a_log_that_begins_in_strong_pain_begins_in_an_episode() -> None:
    found = episodes([5, 5, 6])
    assert [episode.start for episode in found] == [date(2026, 9, 1)]
    assert found[0].usual.level == 0


def test_a_second_episode_follows_the_first() -> None:
    found = episodes([*STEADY, 5, *[1] * 7, 1, 1, 5])
    assert [episode.start for episode in found] == [date(2026, 9, 21), date(2026, 10, 1)]


def test_a_sore_calf_begins_no_episode() -> None:
    diary = [*lines(FIRST, STEADY), line("2026-09-21", pain=8, place="calf")]
    assert find_episodes(make_log(diary=diary)) == ()

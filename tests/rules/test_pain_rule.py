from datetime import date, timedelta

from runlog.features.history import History
from runlog.messages import Message
from tests.support.findings import outcome, title, verdict
from tests.support.logs import Row, line, lines, make_log, run

STEADY = lines("2026-10-01", [1] * 39)
"""1 October to 8 November."""


def runs_in(*days: str, diary: list[Row]) -> History:
    return make_log([run(day) for day in days], [*STEADY, *diary], week="2026-W46")


def test_runs_outside_an_episode_are_ok() -> None:
    assert verdict(runs_in("2026-11-10", diary=lines("2026-11-09", [1, 2, 1])), "PAIN001") == "ok"
    assert verdict(runs_in(diary=lines("2026-11-09", [6, 6])), "PAIN001") == "ok"


def test_a_run_inside_an_episode_is_a_note() -> None:
    log = runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 3, 3]))
    assert verdict(log, "PAIN001") == "note"
    assert title(log, "PAIN001") == "You ran while your back was worse than usual"


def test_it_is_a_caution_above_three_where_that_is_two_above_the_usual_level() -> None:
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 3])), "PAIN001") == "note"
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 3.1])), "PAIN001") == "caution"
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 4])), "PAIN001") == "caution"
    after = [*lines("2026-11-09", [3, 3]), line("2026-11-11", pain=2), line("2026-11-11", pain=4, before_after="after")]
    assert verdict(runs_in("2026-11-11", diary=after), "PAIN001") == "caution"


def test_it_is_a_caution_from_two_points_more_the_next_morning() -> None:
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 1.5, 3.5])), "PAIN001") == "caution"
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 1.5, 3.4])), "PAIN001") == "note"


def test_the_rise_is_told() -> None:
    found = outcome(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 1, 4])), "PAIN001")
    assert found.observed["rise"] == 3
    assert found.seen is not None
    parts = found.seen.params["parts"]
    assert isinstance(parts, tuple)
    assert "PAIN001.seen_rise" in [part.id for part in parts if isinstance(part, Message)]


def told(log: History) -> str:
    return outcome(log, "PAIN001").title.id.removeprefix("PAIN001.")


def test_while_the_usual_level_is_not_known_only_strong_or_rising_pain_speaks() -> None:
    def young(*pains: float) -> History:
        return make_log([run("2026-11-12")], lines("2026-11-10", pains), week="2026-W46")

    assert told(young(3, 3, 3)) == "ok_usual_unknown"
    assert told(young(3.9, 3.9, 3.9)) == "ok_usual_unknown"
    assert (verdict(young(4, 4, 4), "PAIN001"), told(young(4, 4, 4))) == ("caution", "title_strong")
    assert (verdict(young(0, 0, 0, 2), "PAIN001"), told(young(0, 0, 0, 2))) == ("caution", "title_rise")
    assert verdict(young(0, 0, 0, 1.9), "PAIN001") == "ok"


def test_pain_that_rises_over_three_days_is_a_caution_from_two_points_in_all() -> None:
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [1, 2, 3, 3])), "PAIN001") == "caution"
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [2, 3, 3, 3])), "PAIN001") == "note"


def test_worse_than_usual_is_said_only_of_a_day_that_was() -> None:
    spell = lines("2026-11-07", [6, 6])
    calm = make_log([run("2026-11-11")], [*STEADY[:-2], *spell, *lines("2026-11-09", [1] * 6)], week="2026-W46")
    assert (verdict(calm, "PAIN001"), told(calm)) == ("note", "title_not_over")
    assert told(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 2]))) == "title_once"


def test_where_a_clinician_has_said_run_it_is_a_note_at_most() -> None:
    flare = lines("2026-11-09", [4, 4, 4, 4])
    assert verdict(runs_in("2026-11-11", diary=flare), "PAIN001") == "caution"
    for words, loud in (("physio: keep running", "note"), ("physio: do not run", "caution"), ("physio", "caution")):
        visit = line("2026-11-09", pain=4, seen_by=words, seen_on="2026-11-09")
        assert verdict(runs_in("2026-11-11", diary=[visit, *flare[1:]]), "PAIN001") == loud, words
    grown = [line("2026-11-02", pain=1, seen_by="physio: keep running", seen_on="2026-11-02"), *flare]
    assert verdict(runs_in("2026-11-11", diary=grown), "PAIN001") == "caution", "said before it grew"


def test_the_third_week_of_one_flare_is_told_in_short_unless_it_grows() -> None:
    def weeks(count: int, last: float = 5) -> History:
        start = date(2026, 11, 9) - timedelta(weeks=count - 1)
        calm = lines(start - timedelta(days=40), [1] * 40)
        # Never within a point of each other, so that it is no plateau.
        pains = [5 if i % 2 else 7 for i in range(7 * (count - 1))] + [last] * 7
        return make_log([run(start + timedelta(days=1 + 7 * i)) for i in range(count)],
                        [*calm, *lines(start, pains)], week="2026-W46")  # fmt: skip

    assert [verdict(weeks(count), "PAIN001") for count in (1, 2, 3)] == ["caution", "caution", "note"]
    assert told(weeks(3)) == "title_again"
    assert verdict(weeks(3, last=8), "PAIN001") == "caution"


def test_on_a_high_plateau_rest_is_not_said_again() -> None:
    pains = [*[1] * 20, 6, 6, *[4] * 24]
    start = date(2026, 11, 15) - timedelta(days=len(pains) - 1)
    log = make_log([run("2026-11-11")], lines(start, pains), week="2026-W46")
    found = outcome(log, "PAIN001")
    assert (verdict(log, "PAIN001"), told(log)) == ("note", "title_settled")
    assert found.advice is not None
    assert found.advice.id == "PAIN001.advice_settled"


def test_no_bike_is_advised_to_a_back_that_the_bike_hurt() -> None:
    def advice(**cells: str) -> str:
        found = outcome(runs_in("2026-11-11", diary=lines("2026-11-09", [5, 5, 5], **cells)), "PAIN001")
        assert found.advice is not None
        return found.advice.id

    assert advice() == "PAIN001.advice"
    assert advice(note="low back on the aero bars") == "PAIN001.advice_no_bike"
    assert advice(cause="long bike ride") == "PAIN001.advice_no_bike"


def test_inside_a_return_plans_own_step_it_is_silent() -> None:
    diary = [*STEADY, *lines("2026-11-09", [1, 1, 1, 3])]
    settings = {"return": {"from": "2026-10-05"}}
    log = make_log([run("2026-11-11", 2, duration_s=900.0)], diary, week="2026-W46", settings=settings)
    assert told(log) == "ok_plan"


def test_a_run_on_an_unrecorded_day_of_an_episode_counts() -> None:
    log = runs_in("2026-11-12", diary=lines("2026-11-09", [3, 3]))
    assert verdict(log, "PAIN001") == "note"
    assert outcome(log, "PAIN001").coverage is not None


def test_a_diary_long_silent_leaves_it_unknown() -> None:
    diary = lines("2026-09-01", [1] * 20 + [5])
    assert verdict(make_log([run("2026-10-05")], diary, week="2026-W41"), "PAIN001") == "note"
    assert verdict(make_log([run("2026-10-06")], diary, week="2026-W41"), "PAIN001") == "unknown"


def test_no_pain_recorded_around_the_runs_is_unknown() -> None:
    assert verdict(make_log([run("2026-11-12")], week="2026-W46"), "PAIN001") == "unknown"
    assert verdict(make_log([run("2026-11-12")], [line("2026-11-12", pain=0)], week="2026-W46"), "PAIN001") == "ok"


def test_a_constant_low_ache_is_ok() -> None:
    log = make_log([run("2026-11-12")], lines("2026-10-01", [3] * 45), week="2026-W46")
    assert verdict(log, "PAIN001") == "ok"

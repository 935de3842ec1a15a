"""The weekly report: every number on it is computed from the log."""

import json
import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from runlog.features.history import History
from runlog.messages import Speech
from runlog.render.documents import report_document
from runlog.render.html import to_html
from runlog.render.markdown import to_markdown
from runlog.render.page import page_inputs
from runlog.render.pdf import to_pdf
from runlog.report.model import Report
from runlog.report.weekly import weekly_report
from runlog.rules.engine import run_rules
from tests.render.pdf_text import text_of
from tests.support.logs import line, lines, make_log, ride, run, session, strength, weekly_runs

WEEK = "2026-W46"
STEADY = weekly_runs("2026-W45", [30] * 11)


def report(log: History, *, units: str = "km") -> Report:
    return weekly_report(log, run_rules(log, strict=True), (), Speech(units="mi" if units == "mi" else "km"))


def kpis(made: Report) -> Mapping[str, tuple[str, str]]:
    return {kpi.label: (kpi.value.replace("\u00a0", " "), kpi.note.replace("\u00a0", " ")) for kpi in made.kpis}


def timeline(made: Report) -> Any:
    assert made.timeline
    return made.timeline


def test_the_week_against_its_four_weeks_before() -> None:
    log = make_log([*STEADY, run("2026-11-10", 21), run("2026-11-14", 15, trail=0.8)], week=WEEK)
    said = kpis(report(log))
    assert said["Distance"] == ("36.0 km", "2 runs · +20 % on 4-week mean")
    assert said["Longest run"] == ("21.0 km", "Tuesday")


def test_miles_are_shown_where_the_reader_wants_miles() -> None:
    log = make_log([*STEADY, run("2026-11-10", 16.09344)], week=WEEK)
    made = report(log, units="mi")
    assert kpis(made)["Distance"][0] == "10.0 mi"
    assert timeline(made).weeks[-1].distance == pytest.approx(10.0)
    assert made.days
    assert made.days.days[1].text == "10.0"


def test_a_week_that_is_not_over_is_told_as_so_far_and_not_as_a_drop() -> None:
    log = make_log([*STEADY, run("2026-11-10", 10)], week=WEEK, today="2026-11-11")
    made = report(log)
    assert kpis(made)["Distance"] == ("10.0 km", "so far; 4-week mean 30.0 km")
    assert timeline(made).weeks[-1].so_far == "so far"
    assert made.days
    assert [day.text for day in made.days.days] == ["rest", "10.0", "rest", "", "", "", ""]


def test_weeks_before_the_log_are_unknown_and_a_week_without_runs_is_zero() -> None:
    log = make_log([run("2026-10-27", 10), run("2026-11-10", 10)], week=WEEK)
    assert [week.distance for week in timeline(report(log)).weeks] == [None] * 9 + [10.0, 0.0, 10.0]


def test_a_run_without_a_distance_is_not_zero() -> None:
    log = make_log([run("2026-11-03", 8), run("2026-11-10", None, duration_s=2100), run("2026-11-04", None)], week=WEEK)
    made = report(log)
    assert [week.distance_label for week in timeline(made).weeks[-2:]] == ["8+", "?"]
    assert timeline(made).weeks[-1].distance is None
    assert kpis(made)["Distance"][0] == "not recorded"
    assert made.days
    assert made.days.days[1].text == "35\u00a0min"
    assert made.days.days[1].distance is None


def test_a_past_week_is_marked_with_the_number_that_its_own_check_gave() -> None:
    sums = [30] * 8 + [45, 30]
    marks = [week.marks for week in timeline(report(make_log(weekly_runs(WEEK, sums), week=WEEK))).weeks]
    assert marks[-2] == ("+50\u00a0%", "run +50\u00a0%")
    assert not any(marks[:-2] + marks[-1:])


def test_a_rise_that_is_only_a_note_is_not_marked() -> None:
    made = report(make_log(weekly_runs(WEEK, [30] * 9 + [36]), week=WEEK))
    assert not any(week.marks for week in timeline(made).weeks)


def test_the_runners_own_threshold_decides_what_is_marked_and_how_far_the_grey_reaches() -> None:
    settings = {"rules": {"LOAD002": {"ratio_caution": 1.15, "reason": "coming back"}}}
    made = timeline(report(make_log(weekly_runs(WEEK, [30] * 9 + [36]), week=WEEK, settings=settings)))
    assert made.weeks[-1].marks == ("+20\u00a0%",)
    assert made.weeks[-1].band == pytest.approx((30.0, 34.5))
    assert "15\u00a0%" in made.band_note


def test_an_ignored_rule_marks_nothing() -> None:
    settings = {"rules": {code: {"ignore": True, "reason": "no"} for code in ("LOAD001", "LOAD002")}}
    made = report(make_log(weekly_runs(WEEK, [30] * 9 + [60]), week=WEEK, settings=settings))
    assert not any(week.marks for week in timeline(made).weeks)


def test_pain_is_drawn_against_what_is_usual_for_this_back() -> None:
    diary = [*lines("2026-10-01", [1] * 41), line("2026-11-11", pain=3), line("2026-11-12", pain=5, painkillers="yes")]
    made = timeline(report(make_log(STEADY, diary, week=WEEK)))
    assert [(day.level, day.painkillers) for day in made.pain[-3:]] == [
        ("usual", False), ("raised", False), ("high", True),
    ]  # fmt: skip
    assert made.usual_up_to == 2.5
    assert [(str(span.first), span.goes_on) for span in made.episodes] == [("2026-11-11", True)]


def test_a_day_without_an_entry_is_no_dot_and_a_zero_is_one() -> None:
    made = timeline(report(make_log(STEADY, lines("2026-11-09", [0, None, 2]), week=WEEK)))
    assert [(str(day.day), day.value) for day in made.pain] == [("2026-11-09", 0.0), ("2026-11-11", 2.0)]


def test_the_ground_of_the_week_adds_up_and_unknown_stands_last() -> None:
    rows = [run("2026-11-10", 10, asphalt=0.5, gravel=0.3), run("2026-11-12", 10, concrete=1.0)]
    made = report(make_log(rows, week=WEEK)).ground
    assert made
    assert [(share.key, round(share.share, 6)) for share in made.shares] == [
        ("gravel", 0.15), ("asphalt", 0.25), ("concrete", 0.5), ("unknown", 0.1),
    ]  # fmt: skip
    assert "unknown 10\u00a0%" in made.alt


def test_how_the_ground_is_known_is_told_in_distance_where_it_is_known_in_several_ways() -> None:
    mapped = {"ground_basis": "tagged", "ground_tagged_share": 0.6, "ground_inferred_share": 0.3}
    rows = [run("2026-11-10", 10, asphalt=0.5, trail=0.4, **mapped)]
    made = report(make_log(rows, week=WEEK)).ground
    assert made
    assert made.note is not None
    note = made.note.replace("\u00a0", " ")
    assert note == "Known from: the map's tags (6.0 km) and the map, inferred (3.0 km)."


def test_the_days_show_hard_ground_other_sessions_and_rest() -> None:
    rows = [run("2026-11-10", 10, asphalt=0.4, gravel=0.6), ride("2026-11-11"), strength("2026-11-10"),
            session("2026-11-12", "kitesurfing")]  # fmt: skip
    made = report(make_log(rows, week=WEEK)).days
    assert made
    monday, tuesday, wednesday, thursday, *_ = made.days
    assert (monday.text, monday.distance) == ("rest", None)
    assert (tuesday.distance, tuesday.others) == (10.0, ("strength",))
    assert tuesday.hard == pytest.approx(4.0)
    assert (wednesday.text, wednesday.others) == ("", ("bike",))
    assert thursday.others == ("other",)
    assert "Tuesday 10.0\u00a0km, of it 4.0\u00a0km on hard ground (strength)" in made.alt


def test_a_diary_line_a_day_keeps_its_course_signs_and_words() -> None:
    diary = [line("2026-11-10", pain=4, before_after="before", note="Stiff."), line("2026-11-10", pain=5, leg=2),
             line("2026-11-11", weakness="left foot drop", numbness="no"), line("2026-11-12", core_min=10)]  # fmt: skip
    made = report(make_log((), diary, week=WEEK)).diary
    assert made
    assert [(row.label, row.pain, row.leg, row.signs, row.note) for row in made.lines] == [
        ("Tue 10", "4 → 5/10", "leg 2/10", "", "Stiff."),
        ("Wed 11", "", "", "weakness (left foot drop)", ""),
    ]


def test_pain_of_another_place_is_named_and_is_no_back_pain() -> None:
    made = report(make_log((), [line("2026-11-10", pain=6, place="calf")], week=WEEK))
    assert made.diary
    assert (made.diary.lines[0].pain, made.diary.lines[0].note) == ("", "calf 6/10")
    assert kpis(made)["Worst back pain"][0] == "not recorded"


def test_an_empty_week_says_so_and_keeps_the_weeks_before() -> None:
    made = report(make_log(STEADY, week=WEEK))
    assert made.empty == "No run and no diary line this week."
    assert (made.kpis, made.days, made.ground, made.diary) == ((), None, None, None)
    assert timeline(made).weeks[-2].distance == pytest.approx(30)


def test_a_log_of_a_diary_alone_has_no_distance_and_not_zero() -> None:
    said = kpis(report(make_log((), [line("2026-11-10", pain=2)], week=WEEK)))
    assert said["Distance"] == ("not recorded", "no run in the log")


def test_alt_texts_tell_the_numbers_of_the_picture() -> None:
    diary = lines("2026-10-01", [1] * 41)
    made = timeline(report(make_log(weekly_runs(WEEK, [30] * 8 + [45, 30]), diary, week=WEEK)))
    alt = made.alt.replace("\u00a0", " ")
    assert "week of 2 November 45.0 km" in alt
    assert "Marked as unusual: week of 2 November (+50 %, run +50 %)." in alt
    assert "recorded on 41 of 84 days, usual level 1, worst 1" in alt


LOGS = {
    "nothing": make_log(week=WEEK),
    "one run": make_log([run("2026-11-10", 5)], week=WEEK),
    "a run without anything": make_log([run("2026-11-10", None)], week=WEEK),
    "diary alone": make_log((), [line("2026-11-10", pain=2)], week=WEEK),
    "rides alone": make_log([ride("2026-11-10")], week=WEEK),
    "everything": make_log([*STEADY, run("2026-11-10", 30, asphalt=1)], lines("2026-09-01", [1] * 70 + [5]), week=WEEK),
    "over the new year": make_log(weekly_runs("2026-W53", [30] * 12), week="2026-W53"),
    "long ago": make_log(STEADY, week="2027-W30"),
}


@pytest.mark.parametrize("name", sorted(LOGS))
def test_every_log_gives_a_report_that_can_be_pickled_and_set(name: str) -> None:
    made = report(LOGS[name])
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 (our own bytes)
    assert to_pdf(made).startswith(b"%PDF")


MAPPED = {"ground_basis": "tagged", "ground_tagged_share": 0.6, "ground_inferred_share": 0.3}


def test_the_maps_makers_are_credited_beside_the_ground_only_where_a_map_told_it() -> None:
    by_map = report(make_log([run("2026-11-10", 10, asphalt=0.9, **MAPPED)], week=WEEK))
    assert by_map.ground
    assert "© OpenStreetMap contributors" in (by_map.ground.credit or "")
    assert "OpenStreetMap" not in by_map.footer
    by_words = report(make_log([run("2026-11-10", 10, asphalt=0.9)], week=WEEK))
    assert by_words.ground
    assert by_words.ground.credit is None
    assert by_words.sheet.credit is None
    assert "OpenStreetMap" not in by_words.footer


def test_a_map_that_only_earlier_weeks_used_is_credited_at_the_foot() -> None:
    earlier = run("2026-10-01", 10, asphalt=0.9, **MAPPED)
    made = report(make_log([earlier, run("2026-11-10", 10, asphalt=0.9)], week=WEEK))
    assert made.ground
    assert made.ground.credit is None
    assert made.footer.endswith("© OpenStreetMap contributors, openstreetmap.org/copyright.")
    long_ago = run("2026-08-01", 10, asphalt=0.9, **MAPPED)
    assert report(make_log([long_ago, run("2026-11-10", 10)], week=WEEK)).sheet.credit is None


def test_every_form_of_the_report_bears_the_maps_credit() -> None:
    made = report(make_log([run("2026-11-10", 10, asphalt=0.9, **MAPPED)], week=WEEK))
    words = "© OpenStreetMap contributors"
    assert words in to_html(made)
    assert words in to_markdown(made).replace("\\", "")
    assert words in json.dumps(report_document(made), ensure_ascii=False)
    assert words in " ".join(text_of(to_pdf(made)).split())
    assert words in json.loads(page_inputs(made, "phone")["data"])["ground"]["credit"]


def test_what_an_activitys_notes_tell_is_named_as_such() -> None:
    sessions = [run("2026-11-12", notes="hills, back 3")]
    made = report(make_log(sessions, [line("2026-11-13", pain=1, note="fine")], week=WEEK))
    assert made.diary is not None
    assert [(row.pain, row.note) for row in made.diary.lines] == [("3/10", "Activity: hills, back 3"), ("1/10", "fine")]


def test_the_scales_are_the_same_the_week_after_a_record_has_left_the_chart() -> None:
    sums = [30] * 6 + [80] + [30] * 20
    rows = weekly_runs("2026-W47", sums)
    with_it, after_it = (report(make_log(rows, week=week)) for week in ("2026-W38", "2026-W40"))
    assert max(week.distance or 0 for week in timeline(with_it).weeks) == pytest.approx(80)
    assert max(week.distance or 0 for week in timeline(after_it).weeks) == pytest.approx(30)
    assert timeline(with_it).scale == timeline(after_it).scale >= 80
    assert with_it.days
    assert after_it.days
    assert with_it.days.scale == after_it.days.scale

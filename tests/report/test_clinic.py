"""The pages for a clinician: what was recorded, what was not, nothing made up between."""

import re
from pathlib import Path
from typing import Any

import pytest

from runlog.features import traits
from runlog.features.episodes import find_episodes
from runlog.features.history import History
from runlog.features.onset import onset_of
from runlog.messages import Speech
from runlog.messages.catalogues import catalogue
from runlog.report.clinic import clinic_report
from runlog.report.clinic_model import ClinicReport, SignRow, Table
from runlog.words.places import regions_of, sides_of
from tests.support.logs import line, lines, make_log, ride, run, strength, weekly_runs

WEEK = "2026-W46"
KEPT = lines("2026-10-01", [1] * 40)
SORE = [line("2026-11-11", pain=5), line("2026-11-12", pain=5, painkillers="yes"), line("2026-11-13", pain=4)]


def report(log: History, *, units: str = "km") -> ClinicReport:
    return clinic_report(log, Speech(units="mi" if units == "mi" else "km"))


def sign(made: ClinicReport, label: str) -> SignRow:
    return next(row for group in made.signs.groups for row in group.rows if row.label == label)


def facts(made: ClinicReport) -> dict[str, str]:
    return {fact.label: fact.value.replace("\u00a0", " ") for fact in made.facts}


def rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.replace("\u00a0", " ") for cell in row) for row in table.rows]


def places(*entries: Any) -> list[tuple[str, ...]]:
    return rows(report(make_log(diary=entries, week=WEEK)).body.places)


def test_a_question_that_nobody_answered_is_not_recorded_and_never_no() -> None:
    made = report(make_log(diary=KEPT, week=WEEK))
    assert {row.reply for group in made.signs.groups for row in group.rows} == {"unknown"}


def test_a_no_from_before_the_newest_episode_answers_nothing_in_it() -> None:
    before = [*KEPT[:20], line("2026-10-21", pain=1, weakness="no", saddle="no"), *KEPT[21:]]
    made = report(make_log(diary=[*before, *SORE, line("2026-11-14", saddle="no")], week=WEEK))
    weakness, saddle = sign(made, "Weakness of leg or foot"), sign(made, "Numb between the legs")
    assert (weakness.reply, weakness.detail.replace("\u00a0", " ")) == ("unknown", "earlier, 21 Oct: no")
    assert saddle.reply == "no"


def test_a_yes_is_shown_with_its_days_and_words_and_a_later_no_beside_it() -> None:
    told = [line("2026-11-12", pain=4, weakness="left foot drop"), line("2026-11-14", weakness="no")]
    row = sign(report(make_log(diary=[*KEPT, *told], week=WEEK)), "Weakness of leg or foot")
    assert row.reply == "yes"
    assert row.detail.replace("\u00a0", " ") == "12 Nov; “left foot drop”; no on 14 Nov"


def test_leg_pain_of_zero_is_a_no_and_above_zero_a_yes_with_its_worst() -> None:
    none = report(make_log(diary=[line("2026-11-10", pain=1, leg=0)], week=WEEK))
    some = report(make_log(diary=[line("2026-11-10", pain=1, leg=3), line("2026-11-11", leg=6)], week=WEEK))
    assert sign(none, "Leg pain").reply == "no"
    assert "worst 6" in sign(some, "Leg pain").detail


@pytest.mark.parametrize(
    ("words", "regions"),
    [
        ("low back", ("low_back",)),
        ("lower back, left buttock", ("buttock", "low_back")),
        ("upper back", ("upper_back",)),
        ("back of the knee", ("knee",)),
        ("left foot drop", ("foot",)),
        ("Wade links", ("calf",)),
        ("Rücken", ("low_back",)),
        ("jambe gauche", ("leg",)),
        ("si joint", ("sacrum",)),
        ("elbow", ()),
    ],
)
def test_places_are_found_in_the_words_of_a_diary(words: str, regions: tuple[str, ...]) -> None:
    assert set(regions_of(words)) == set(regions)


@pytest.mark.parametrize(
    ("words", "sides"),
    [("left", ("left",)), ("both legs", ("left", "right")), ("rechts", ("right",)), ("centre", ()), ("", ())],
)
def test_sides_are_found_in_the_words_of_a_diary(words: str, sides: tuple[str, ...]) -> None:
    assert sides_of(words) == sides


def test_an_empty_place_is_shown_as_not_recorded_and_never_drawn() -> None:
    assert places(*lines("2026-11-09", [1, 0, 4])) == [("place not recorded", "2", "4", "11 Nov")]
    body = report(make_log(diary=lines("2026-11-09", [1, 0, 4]), week=WEEK)).body
    assert body.marks == ()
    assert "place not recorded" in body.alt


def test_a_leg_without_a_side_stays_in_words() -> None:
    body = report(make_log(diary=[line("2026-11-10", pain=2, place="calf")], week=WEEK)).body
    assert body.marks == ()
    assert body.unplaced.replace("\u00a0", " ") == "Not placed on the figure: pain: calf, side not recorded (1 day)."


def test_a_place_that_is_not_on_the_figure_stays_in_the_words_of_the_diary() -> None:
    body = report(make_log(diary=[line("2026-11-10", pain=2, place="left elbow")], week=WEEK)).body
    assert "left elbow" in body.unplaced


def test_pain_that_spreads_is_drawn_down_the_leg_that_is_named() -> None:
    body = report(make_log(diary=[line("2026-11-10", pain=4, radiates_to="left calf")], week=WEEK)).body
    assert [(arrow.region, arrow.side, arrow.days) for arrow in body.radiations] == [("calf", "left", 1)]
    assert ("spreads to calf, left", "1", "", "10\u00a0Nov") in body.places.rows


def test_the_course_covers_26_weeks_and_a_day_without_an_entry_is_a_gap() -> None:
    made = report(make_log(weekly_runs(WEEK, [30] * 30), lines("2026-11-09", [0, None, 2]), week=WEEK)).course
    assert len(made.weeks) == 26
    assert len(made.days) == 26 * 7
    assert [day.back for day in made.days[-7:]] == [0.0, None, 2.0, None, None, None, None]


def test_a_run_without_a_distance_is_a_run_and_not_zero() -> None:
    made = report(make_log([run("2026-11-10", None), run("2026-11-12", 8)], week=WEEK)).course
    assert [(day.ran, day.distance) for day in made.days[-6:-3]] == [(True, None), (False, None), (True, 8.0)]
    assert made.weeks[-1].distance_label == "8+"


def test_miles_are_shown_where_the_reader_wants_miles() -> None:
    made = report(make_log([run("2026-11-10", 16.09344)], week=WEEK), units="mi")
    assert made.course.weeks[-1].distance_label == "10"


def test_an_open_episode_is_listed_with_its_painkiller_days_and_runs() -> None:
    log = make_log([*weekly_runs("2026-W45", [30] * 20), run("2026-11-12")], [*KEPT, *SORE], week=WEEK)
    made = report(log)
    assert rows(made.episodes) == [("11 November 2026", "still open", "5", "5 on 11 November", "1", "3", "1", "1")]
    assert facts(made)["Now"] == "day 5 of an episode since 11 November; peak 5/10"


def test_what_lay_before_an_episode_is_what_the_features_found() -> None:
    log = make_log([*weekly_runs("2026-W45", [30] * 20), strength("2026-10-20")], [*KEPT, *SORE], week=WEEK)
    told = onset_of(log, find_episodes(log)[-1])
    cells = {name: cell for name, cell in rows(report(log).onset)}  # noqa: C416 (rows are tuples of any length)
    assert cells["Running"].startswith(f"{told.runs} runs, {told.distance_m / 4000:.1f} km a week")
    assert cells["Core or strength"] == f"{told.strength_days} day"
    assert "Other sports" not in cells


def test_self_care_is_told_with_how_often_it_helped_and_unanswered_stays_unanswered() -> None:
    tried = [line("2026-11-10", self_care="heat", helped="yes"), line("2026-11-11", self_care="heat", helped="no"),
             line("2026-11-12", self_care="heat")]  # fmt: skip
    care = report(make_log(diary=tried, week=WEEK)).course_of_care
    assert rows(care[1]) == [("heat", "3", "yes, no, not recorded")]


def test_medicines_are_named_in_the_words_recorded_and_not_guessed() -> None:
    taken = [line("2026-11-10", painkillers="yes"), line("2026-11-11", painkillers="tablet from the GP")]
    care = report(make_log(diary=taken, week=WEEK)).course_of_care
    assert rows(care[2]) == [("taken, not named", "10 Nov", "1"), ("tablet from the GP", "11 Nov", "1")]


def test_what_the_settings_do_not_tell_is_not_recorded() -> None:
    made = report(make_log(diary=KEPT, week=WEEK, settings={"history": {"cancer": False}}))
    told = facts(made)
    assert told["Diagnosis told earlier"] == "not recorded"
    assert told["History"].startswith("cancer: no, osteoporosis: not recorded")
    assert told["Operation, return"] == "not recorded"


def test_what_was_never_recorded_is_named() -> None:
    kept = {fact.label: fact.value for fact in report(make_log(diary=KEPT, week=WEEK)).kept}
    assert "leg pain" in kept["Never recorded"]
    more = {
        fact.label: fact.value for fact in report(make_log(diary=[*KEPT, line("2026-11-14", leg=0)], week=WEEK)).kept
    }
    assert "leg pain" not in more["Never recorded"]


def test_an_empty_diary_makes_a_report() -> None:
    made = report(make_log([ride("2026-11-10")], week=WEEK))
    assert made.episodes.rows == made.onset.rows == made.patterns.rows == ()
    assert made.body.alt == "No place of pain is recorded."


def test_every_trait_has_words() -> None:
    source = Path(traits.__file__).read_text(encoding="utf-8")
    names = set(re.findall(r'_trait\("(\w+)"', source)) | set(re.findall(r'opposite="(\w+)"', source))
    names |= {"ride", "cross", "strength"}
    assert names == set(catalogue("en")["report"]["clinic"]["trait"])


@pytest.mark.parametrize(
    "word", ["should", "avoid", "rest from", "see a doctor", "recommend", "diagnosed with", "caused by"]
)
def test_the_words_for_a_clinician_advise_nothing(word: str) -> None:
    def texts(entry: Any) -> list[str]:
        return [entry] if isinstance(entry, str) else [text for part in entry.values() for text in texts(part)]

    assert not any(word in text.casefold() for text in texts(catalogue("en")["report"]["clinic"]))


def test_the_maps_makers_are_credited_under_the_ground_before_an_episode_only_where_a_map_told_it() -> None:
    by_map = {"ground_basis": "tagged", "ground_tagged_share": 0.6, "ground_inferred_share": 0.3}
    within, long_before = run("2026-10-20", 10, asphalt=0.9, **by_map), run("2026-07-20", 10, asphalt=0.9, **by_map)
    by_words = run("2026-10-22", 10, asphalt=0.9)
    credited = [
        "© OpenStreetMap contributors" in report(make_log(runs, [*KEPT, *SORE], week=WEEK)).onset.note
        for runs in ([within, by_words], [long_before, by_words])
    ]
    assert credited == [True, False]


def test_scores_of_clinics_questionnaires_are_shown_as_entered_and_only_where_there_are_any() -> None:
    told = [line("2026-10-20", odi_0_100=30), line("2026-11-12", odi_0_100=22, rmdq_0_24=6)]
    made = facts(report(make_log(diary=[*KEPT, *told], week=WEEK)))
    oswestry = "Oswestry 22 of 100 on 12 November (30 on 20 October)"
    assert made["Scores as entered"] == f"{oswestry}; Roland\u2013Morris 6 of 24 on 12 November"
    assert "Scores as entered" not in facts(report(make_log(diary=KEPT, week=WEEK)))


def test_entries_from_runs_notes_are_counted_apart() -> None:
    made = report(make_log(sessions=[run("2026-11-12", notes="back 3")], diary=KEPT[:10], week=WEEK))
    kept = next(fact.value.replace("\u00a0", " ") for fact in made.kept if fact.label == "Diary")
    assert kept.endswith("11 lines in all, 1 of them from notes of activities")

"""The order in which a coach reads, and what each line says; withheld, not recorded and zero are three things."""

from datetime import timedelta

import pytest

from tests.team.views import AS_OF, change, member, page, pain, reason, row, urgent, view, weeks


def test_the_worst_stand_first_and_a_log_that_cannot_be_read_stands_far_up() -> None:
    silent = view("Sil Ent", last_activity=AS_OF - timedelta(days=20), last_entry=None)
    report = page(
        member(view("Quiet One")),
        member(view("No Pain", pain=pain())),
        member(view("With Note", reasons=(reason("note"),))),
        member(silent),
        member(view("To Watch", reasons=(reason("caution"),))),
        member(None, "broken", problem="runlog.toml, line 4: mend that line"),
        member(view("To Act", reasons=(reason("act"),))),
        member(urgent()),
    )
    assert [row.tone for row in report.rows] == [
        "urgent", "act", "failed", "caution", "silent", "note", "unknown", "quiet",
    ]  # fmt: skip
    assert [row.name for row in report.rows][:3] == ["Uma West", "To Act", "broken"]
    assert report.in_all == "8 in all"
    assert report.in_brief.startswith("1 to talk to today, 1 to act on, 1 could not be read, 1 to watch, 1 gone silent")


def test_in_one_state_what_is_new_comes_first_then_who_has_most_then_the_name() -> None:
    one, two = reason("caution", "One run far longer"), reason("caution", "Hard ground", "GRND001")
    report = page(
        member(view("Zoe", reasons=(one,))),
        member(view("Ada", reasons=(one,))),
        member(view("Ben", reasons=(one, two))),
        member(view("Yan", reasons=(one,), changes=(change(),))),
    )
    assert [row.name for row in report.rows] == ["Yan", "Ben", "Ada", "Zoe"]


def test_of_a_red_flag_a_coach_reads_to_talk_to_the_athlete_and_nothing_else() -> None:
    told = row(urgent(reasons=(reason("caution"),), changes=(change(),), unknown=("Something is not known",)))
    assert told.reason == "Talk to this athlete today."
    assert (told.more, told.gone, told.news, told.unknown, told.unknown_in_brief) == ((), (), "", (), "")
    assert told.pain is None
    assert told.pain_words == "held back"


def test_a_red_flag_stands_first_even_where_the_athlete_has_gone_silent() -> None:
    assert row(urgent(last_activity=AS_OF - timedelta(days=40))).tone == "urgent"


def test_pain_that_is_withheld_not_recorded_and_zero_are_told_apart() -> None:
    withheld, none, zero = row(view(pain=None, level="load")), row(view(pain=pain())), row(view(pain=pain(0.0)))
    assert (withheld.pain, withheld.pain_words) == (None, "not shared")
    assert none.pain is not None
    assert {day.value for day in none.pain} == {None}
    assert (none.pain_worst, none.pain_words, none.tone) == (None, "no entry", "unknown")
    assert (zero.pain_worst, zero.pain_words, zero.tone) == (0.0, "0", "quiet")
    assert withheld.tone == "quiet"
    assert "not shared" in withheld.reason


def test_a_week_without_a_run_is_zero_and_one_whose_distance_is_not_known_is_not() -> None:
    without = row(view(weeks=weeks(*[30.0] * 11, 0.0), runs=0))
    assert (without.week_distance, without.week_distance_m) == ("no run", 0.0)
    assert row(view(weeks=weeks(*[30.0] * 11, None))).week_distance == "not recorded"


@pytest.mark.parametrize(
    ("days", "pause", "tone"), [(9, 3, "quiet"), (10, 3, "silent"), (10, None, "silent"), (13, 14, "quiet")]
)
def test_silence_needs_ten_days_and_more_than_the_athletes_own_pauses(days: int, pause: int | None, tone: str) -> None:
    last = AS_OF - timedelta(days=days)
    assert row(view(last_activity=last, last_entry=last, usual_pause_days=pause)).tone == tone


def test_a_diary_line_ends_a_silence() -> None:
    assert row(view(last_activity=AS_OF - timedelta(days=30), last_entry=AS_OF)).tone == "quiet"


def test_silence_is_told_beside_what_is_worse() -> None:
    last = AS_OF - timedelta(days=12)
    told = row(view(reasons=(reason("act"),), last_activity=last, last_entry=None))
    assert told.tone == "act"
    assert told.silence == "Nothing recorded for 12 days, since 10\u00a0Nov"
    assert told.silent_days == 12


def test_who_never_recorded_anything_is_silent_and_no_failure() -> None:
    told = page(member(None, "newcomer")).rows[0]
    assert (told.tone, told.reason) == ("silent", "Nothing recorded yet: no activity and no diary line.")


def test_what_is_new_and_what_is_over_is_said() -> None:
    first, second = reason("caution", "One run far longer"), reason("note", "No core work", "HABIT003")
    changes = (change("louder"), change("new", "HABIT003"), change("gone", "GRND001", "Hard ground"))
    told = row(view(reasons=(first, second), changes=changes))
    assert told.news == "louder than the week before"
    assert told.more == ("No core work (new)",)
    assert told.gone == ("Hard ground",)


def test_a_week_that_jumped_is_marked_and_only_that_one() -> None:
    told = row(view(reasons=(reason("caution", code="LOAD002"),)))
    assert [week.unusual for week in told.weeks] == [False] * 11 + [True]
    assert not any(week.unusual for week in row(view(reasons=(reason("note", code="LOAD002"),))).weeks)


def test_a_bundle_of_an_earlier_week_says_so_and_its_distance_is_not_taken_for_this_weeks() -> None:
    old = view(week="2026-W45", as_of=AS_OF - timedelta(days=14), reasons=(reason(),))
    told = row(old)
    assert told.reason == "2026-W45: One run far longer"
    assert told.week_distance_m is None
    assert told.notices == ("Handed over up to 2026-W45 (8\u00a0Nov); ask for a newer bundle.",)


def test_two_of_one_name_are_told_apart_by_their_folders_and_groups_are_named() -> None:
    report = page(member(view("Kim"), "kim-1"), member(view("Kim"), "juniors/kim-2"), member(view("Lea"), "lea"))
    assert [row.beside_name for row in report.rows] == ["juniors, kim-2", "kim-1", ""]


def test_a_junior_without_consent_is_said_to_be_one() -> None:
    assert row(view(junior=True, level="load")).beside_name == "under age, no consent"
    assert row(view(junior=True, guardian_consent="Maria, 2026-09-01")).beside_name == "under age"


def test_the_page_speaks_the_units_and_the_language_of_most() -> None:
    report = page(*(member(view(f"A{n}", units="mi", language="de")) for n in range(2)), member(view("B")))
    assert (report.units, report.language) == ("mi", "de")
    assert report.rows[0].week_distance == "19\u00a0mi"


def test_a_bundle_in_a_language_without_words_here_does_not_decide_the_pages() -> None:
    report = page(*(member(view(f"A{n}", language="tlh")) for n in range(3)), member(view("B", language="de")))
    assert report.language == "de"

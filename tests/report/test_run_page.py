"""The page of one run: what is told is computed, what is not recorded says so, and nothing advises."""

import re
from dataclasses import replace
from typing import Any

import pytest

from runlog.features.history import History
from runlog.messages import Speech
from runlog.model import Ground, GroundStretch, Lap
from runlog.report.run_input import RunInput
from runlog.report.run_model import Panel, RunReport
from runlog.report.run_page import run_report
from runlog.rules.engine import run_rules
from tests.support.logs import line, make_log, ride, run, strength, weekly_runs
from tests.support.made_runs import MadeRun, Stop
from tests.support.run_inputs import run_input

HALVES = MadeRun(((900, 3.0), (900, 4.0)))
KM = 6.3
GROUND = (
    GroundStretch(0.0, 2000.0, Ground.ASPHALT, "tagged"),
    GroundStretch(2000.0, 4400.0, Ground.TRAIL, "inferred"),
    GroundStretch(4400.0, 6300.0),
)
MAPPED = {"ground_basis": "tagged", "asphalt": 2 / 6.3, "trail": 2.4 / 6.3, "ground_tagged_share": 2 / 6.3,
          "ground_inferred_share": 2.4 / 6.3}  # fmt: skip


def log(*diary: Any, **cells: Any) -> History:
    row = run("2026-11-12", KM, at="17:05", **{"moving_s": 1800.0, "duration_s": 1800.0, "title": "Weir loop", **cells})
    return make_log([*weekly_runs("2026-W45", [30] * 9), row], diary, week="2026-W46", settings={"name": "Kim Example"})


def page(told: RunInput, *, units: str = "km", language: str = "en") -> RunReport:
    speech = Speech(language, units="mi" if units == "mi" else "km")
    return run_report(told, run_rules(told.history, strict=True), speech)


def panel(made: RunReport, key: str) -> Panel:
    assert made.chart
    return next(panel for panel in made.chart.panels if panel.key == key)


def kpis(made: RunReport) -> dict[str, tuple[str, str]]:
    return {kpi.label: (kpi.value.replace("\u00a0", " "), kpi.note.replace("\u00a0", " ")) for kpi in made.kpis}


def facts(made: RunReport) -> dict[str, str]:
    return {fact.label: fact.value.replace("\u00a0", " ") for fact in made.facts}


def test_the_heading_tells_title_day_and_time_of_the_runners_clock() -> None:
    made = page(run_input(log(), HALVES))
    assert made.heading == "Weir loop"
    assert made.sheet.athlete == "Kim Example"
    assert made.sheet.week_label == "Thursday 12 November 2026 · 17:05"
    assert page(run_input(log(title=None), HALVES)).heading == "Run"
    assert page(run_input(log(title=None, sub_sport="treadmill"), HALVES)).heading == "Treadmill run"


def test_a_source_without_a_time_of_day_gets_none() -> None:
    made = page(run_input(log(date_only=True)))
    assert made.sheet.week_label == "Thursday 12 November 2026"


def test_the_numbers_of_a_recorded_run() -> None:
    told = log(ascent_m=40.0, descent_m=38.0, avg_cadence_spm=172.0, moving_s=1800.0, duration_s=1900.0)
    assert kpis(page(run_input(told, HALVES))) == {
        "Distance": ("6.3 km", ""),
        "Time in motion": ("30 min", "of 32 min recorded"),
        "Pace": ("4:46", "min/km, in motion"),
        "Climb": ("40 m", "descent 38 m"),
        "Mean heart rate": ("150", "bpm, highest 165"),
        "Cadence": ("172", "steps a minute"),
    }


def test_what_is_not_recorded_says_so_and_is_no_zero() -> None:
    made = page(run_input(log(moving_s=None, duration_s=None)))
    not_recorded = {label for label, (value, note) in kpis(made).items() if (value, note) == ("\u2013", "not recorded")}
    assert not_recorded == {"Time", "Pace", "Climb", "Mean heart rate", "Cadence"}
    assert made.chart is None
    assert "No samples" in made.chart_missing
    assert made.track_missing == "No track is recorded."
    assert made.splits
    assert made.splits.rows == ()
    assert made.splits.empty
    assert facts(made)["Own effort"] == "not recorded"
    assert made.pain.rows == (("back", "not recorded", "not recorded", "not recorded"),)


def test_pace_and_heart_rate_lie_on_one_axis_with_the_ground_under_them() -> None:
    made = page(run_input(log(**MAPPED), HALVES, stretches=GROUND))
    chart = made.chart
    assert chart
    assert [one.key for one in chart.panels] == ["pace", "heart", "altitude"]
    assert {len(one.values) for one in chart.panels} == {len(chart.at)}
    assert chart.axis_label == "km"
    assert chart.end == pytest.approx(KM, rel=0.01)
    paces = [value for value in panel(made, "pace").values if value is not None]
    assert paces[100] == pytest.approx(1000 / 3, rel=0.03)
    assert paces[-100] == pytest.approx(250, rel=0.03)
    assert panel(made, "pace").low > panel(made, "pace").high, "faster is higher"
    spans = [(span.key, span.guessed, round(span.until, 1)) for span in chart.ground]
    assert spans == [("asphalt", False, 2.0), ("trail", True, 4.4), ("unknown", False, 6.3)]


def test_the_alt_text_tells_what_the_picture_shows() -> None:
    told = run_input(log(**MAPPED), replace(HALVES, stops=(Stop(600, 120),)), stretches=GROUND)
    chart = page(told).chart
    assert chart
    said = chart.alt.replace("\u00a0", " ")
    for words in ("6.3 km", "Pace from 5:", "mean 4:46", "Heart rate from", "asphalt from 0 to 2 km",
                  "trail from 2 to 4.4 km", "unknown from 4.4 to 6.3 km", "1 break, 2 min"):  # fmt: skip
        assert words in said, words


def test_a_stop_is_a_mark_and_no_pace_of_nobody() -> None:
    made = page(run_input(log(), replace(HALVES, stops=(Stop(600, 180),))))
    assert made.chart
    (halt,) = made.chart.halts
    assert halt.label.replace("\u00a0", " ") == "3 min stop"
    slowest = max(value for value in panel(made, "pace").values if value is not None)
    assert slowest < 1000 / 2.8
    assert facts(made)["Breaks"] == "1 break, 3 min in all"


@pytest.mark.parametrize(
    ("cells", "diary", "words", "look"),
    [
        ({"warm_up": "detected", "warm_up_basis": "samples"}, [], "seen: the first minutes", "warmed"),
        ({"warm_up": "none", "warm_up_basis": "samples"}, [], "none seen", "cold"),
        ({"warm_up": "none", "warm_up_basis": "note"}, [], "none, in your own words", None),
        ({"warm_up": "noted", "warm_up_basis": "note"}, [], "yes, in your own words", None),
        ({"warm_up": "noted", "warm_up_basis": "file", "warm_up_min": 8.0}, [], "8 min before it, as you noted", None),
        ({}, [line("2026-11-12", warm_up_min=10)], "10 min before it, as your diary says", None),
        ({}, [line("2026-11-12", warm_up_min=0)], "none, as your diary says", None),
        ({}, [], "not known", None),
    ],
)
def test_the_warm_up_is_told_with_its_basis_and_shaded_where_it_was_seen(
    cells: dict[str, Any], diary: list[Any], words: str, look: str | None
) -> None:
    made = page(run_input(log(*diary, **cells), HALVES))
    assert facts(made)["Warm-up"].startswith(words)
    assert made.chart
    assert (made.chart.warm_up.look if made.chart.warm_up else None) == look
    if look == "warmed":
        assert made.chart.warm_up
        assert made.chart.warm_up.until == pytest.approx(0.72, abs=0.02), "four minutes at 3 m/s"


def test_a_lap_named_as_the_warm_up_is_shaded_as_long_as_it_lasts() -> None:
    cells = {"warm_up": "detected", "warm_up_basis": "samples"}
    chart = page(run_input(log(**cells), HALVES, warm_up_lap_s=600.0)).chart
    assert chart
    assert chart.warm_up
    assert chart.warm_up.until == pytest.approx(1.8, abs=0.03)


def test_a_row_for_each_kilometre_with_the_ground_that_most_of_it_lies_on() -> None:
    made = page(run_input(log(**MAPPED), HALVES, stretches=GROUND))
    table = made.splits
    assert table
    assert table.columns == ("km", "pace", "bpm", "climb", "descent", "ground")
    assert [row[0] for row in table.rows] == ["1", "2", "3", "4", "5", "6", "6.3"]
    assert [row[1] for row in table.rows][:2] == ["5:33", "5:33"]
    assert [row[-1] for row in table.rows] == [
        "asphalt", "asphalt", "trail, inferred", "trail, inferred", "unknown", "unknown", "unknown",
    ]  # fmt: skip


def test_a_reader_in_miles_gets_miles_and_feet() -> None:
    made = page(run_input(log(ascent_m=40.0), HALVES), units="mi")
    assert made.splits
    assert made.splits.columns[0] == "mi"
    assert [row[0] for row in made.splits.rows] == ["1", "2", "3", "3.9"]
    assert kpis(made)["Climb"][0] == "131 ft"
    assert panel(made, "altitude").label == "altitude, ft"
    assert made.chart
    assert made.chart.end == pytest.approx(KM / 1.609344, rel=0.01)


def test_a_marathon_has_no_more_rows_than_fit_a_page() -> None:
    told = make_log([run("2026-11-12", 42.2, moving_s=14_000.0)], week="2026-W46")
    table = page(run_input(told, MadeRun(((14_070, 3.0),)))).splits
    assert table
    assert table.heading.replace("\u00a0", " ") == "Every 2 km"
    assert len(table.rows) == 22


def test_the_watchs_own_kilometres_are_no_laps_but_pressed_ones_are() -> None:
    own = tuple(Lap(start_s=330.0 * at, duration_s=330.0, distance_m=1000.0, name="distance") for at in range(4))
    assert page(run_input(log(), HALVES, laps=own)).laps is None
    pressed = (Lap(start_s=0, duration_s=600, distance_m=1800, intensity="warmup"),
               Lap(start_s=600, duration_s=300, distance_m=900, name="manual"))  # fmt: skip
    laps = page(run_input(log(), HALVES, laps=pressed)).laps
    assert laps
    assert [row[0] for row in laps.rows] == ["1 warm-up", "2"]
    assert [row[2] for row in laps.rows] == ["10:00", "5:00"]


def test_pain_before_after_and_on_the_next_morning_stands_beside_the_run() -> None:
    diary = [
        line("2026-11-12", pain=2, before_after="before"),
        line("2026-11-12", pain=4, before_after="after"),
        line("2026-11-12", pain=7, place="knee"),
        line("2026-11-13", pain=5, leg=3, painkillers="yes"),
    ]
    made = page(run_input(log(*diary), HALVES))
    assert made.pain.rows == (("back", "2", "4", "5"), ("leg", "not recorded", "not recorded", "3"))
    assert made.pain.note == "Painkillers were taken: they mask the score."


def test_the_morning_after_the_newest_day_is_not_yet_recorded() -> None:
    told = make_log([run("2026-11-12", 5)], week="2026-W46", today="2026-11-12")
    assert page(run_input(told)).pain.rows[0][-1] == "not yet"


def test_the_bodys_load_stands_beside_what_is_usual() -> None:
    told = make_log(
        [
            *(run(f"2026-10-{day:02d}", 6.0, descent_m=20.0) for day in range(1, 13)),
            run("2026-11-12", 6.0, descent_m=90.0),
        ],
        week="2026-W46",
    )
    body = page(run_input(told)).body
    assert body
    rows = {row[0]: row[1:] for row in body.rows}
    assert rows["Descent"] == ("90\u00a0m", "20\u00a0m")


def test_an_open_red_flag_comes_first_and_nothing_else_advises() -> None:
    told = log(line("2026-11-12", pain=6, saddle="yes"), line("2026-11-13", pain=6))
    made = page(run_input(told, HALVES))
    assert made.sheet.findings.red_flags
    assert not made.sheet.findings.flagged
    assert not made.sheet.findings.unknown
    quiet = page(run_input(log(), HALVES))
    assert not quiet.sheet.findings.red_flags
    rest = replace(made, sheet=quiet.sheet)
    assert not re.search(r"\b(should|avoid|rest from|see a doctor|safe)\b", repr(rest), re.IGNORECASE)


def test_the_maps_makers_are_credited_only_where_the_map_told_the_ground() -> None:
    by_map = page(run_input(log(**MAPPED), HALVES, stretches=GROUND))
    assert by_map.track
    assert by_map.ground
    assert by_map.track.color == "ground"
    assert "© OpenStreetMap contributors" in (by_map.track.credit or "")
    assert "© OpenStreetMap contributors" in (by_map.ground.credit or "")
    by_words = page(run_input(log(asphalt=1.0), HALVES, stretches=[GroundStretch(0, 6300, Ground.ASPHALT, "note")]))
    assert by_words.track
    assert by_words.track.color == "pace"
    assert "OpenStreetMap" not in repr(by_words)


def test_ground_that_is_known_only_as_shares_is_drawn_nowhere_along_the_way() -> None:
    made = page(run_input(log(asphalt=0.5, gravel=0.5), HALVES))
    assert made.chart
    assert made.chart.ground == ()
    assert any("Where along the way" in note for note in made.chart.notes)
    assert made.ground
    assert [share.key for share in made.ground.shares] == ["gravel", "asphalt"]


def test_ground_that_nothing_tells_is_unknown_all_along() -> None:
    made = page(run_input(log(), HALVES))
    assert made.chart
    assert [span.key for span in made.chart.ground] == ["unknown"]


def test_samples_that_tell_another_distance_than_the_total_say_so_and_give_the_pace() -> None:
    made = page(run_input(log(), MadeRun(((300, 3.0),))))
    assert kpis(made)["Pace"][0] == "5:33"
    assert made.chart
    assert any("add up to 0.9" in note for note in made.chart.notes)


def test_a_belt_without_a_distance_is_drawn_over_time() -> None:
    told = run_input(
        log(), replace(HALVES, without=frozenset({"distance_m", "lat_deg", "lon_deg"})), no_track="indoors"
    )
    made = page(told)
    assert made.chart
    assert made.chart.axis_label == "min"
    assert [one.key for one in made.chart.panels] == ["heart", "altitude"]
    assert any("Not recorded: pace" in note for note in made.chart.notes)
    assert made.track is None
    assert "Indoors" in made.track_missing


def test_a_ride_has_a_speed_and_no_load_of_steps() -> None:
    history = make_log([ride("2026-11-12", moving_s=3600.0)], week="2026-W46")
    made = page(run_input(history, HALVES))
    assert made.chart
    assert made.chart.panels[0].key == "speed"
    assert made.body is None
    assert made.ground is None
    assert "Cadence" not in kpis(made)


def test_a_strength_session_is_asked_for_time_and_heart_alone() -> None:
    history = make_log([strength("2026-11-12", duration_s=1500.0)], week="2026-W46")
    still = replace(HALVES, without=frozenset({"distance_m", "lat_deg", "lon_deg", "altitude_m"}))
    made = page(run_input(history, still, no_track=None))
    assert list(kpis(made)) == ["Time", "Mean heart rate"]
    assert made.heading == "Strength session"
    assert made.chart
    assert made.chart.heading == "Heart rate over time"
    assert made.chart.notes == ()
    assert (made.splits, made.body, made.track, made.track_missing) == (None, None, None, "")


def test_every_word_has_its_german() -> None:
    told = run_input(
        log(line("2026-11-12", pain=3), **MAPPED), replace(HALVES, stops=(Stop(600, 180),)), stretches=GROUND
    )
    made = page(told, language="de")
    assert made.sheet.week_label == "Donnerstag, 12. November 2026 · 17:05"
    assert kpis(made)["Strecke"][0] == "6,3 km"
    assert made.splits
    assert made.splits.rows[2][-1].endswith(", erschlossen")

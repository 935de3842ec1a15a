"""Charts: what is unknown, unusual or missing is drawn as such."""

import itertools
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from runlog.render import palette
from runlog.render.draw import days, ground, timeline
from runlog.render.draw.canvas import text_width
from runlog.render.draw.scale import ticks, top_of
from tests.render import examples

WIDTH = 504.0


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 (our own drawing)


def test_text_stays_text_in_the_bundled_font() -> None:
    svg = timeline.draw(examples.timeline(), WIDTH)
    assert "+46 %" in texts(svg)
    assert "font-family: 'Inter'" in svg


def test_the_unusual_week_is_coloured_and_carries_its_number() -> None:
    svg = timeline.draw(examples.timeline(), WIDTH)
    assert svg.count(palette.UNUSUAL_WASH) == 1
    plain = replace(examples.timeline(), weeks=tuple(replace(week, marks=()) for week in examples.timeline().weeks))
    assert palette.UNUSUAL_WASH not in timeline.draw(plain, WIDTH)


def test_marks_of_neighbours_stand_above_each_other_where_the_chart_is_narrow() -> None:
    chart = examples.timeline()
    weeks = (*chart.weeks[:-3], *(replace(week, marks=("+146 %",), distance=58.3) for week in chart.weeks[-3:]))
    for width in (240.0, WIDTH):
        boxes = marks_of(timeline.draw(replace(chart, weeks=weeks), width))
        assert len(boxes) == 3
        for (x, y), (other_x, other_y) in itertools.combinations(boxes, 2):
            assert abs(x - other_x) >= text_width("+146 %", 7) or abs(y - other_y) >= 7


def test_nothing_is_written_beyond_the_edges_of_a_narrow_chart() -> None:
    chart = examples.timeline()
    last = replace(chart.weeks[-1], so_far="bis jetzt", marks=("+146 %", "Lauf +140 %"), distance=60.0)
    svg = timeline.draw(replace(chart, weeks=(*chart.weeks[:-1], last)), 240.0)
    drawn = ET.fromstring(svg)  # noqa: S314 (our own drawing)
    height = float(drawn.attrib["viewBox"].split()[3])
    for node in drawn.iter("{http://www.w3.org/2000/svg}text"):
        half = text_width(node.text or "", 7) / 2
        middle = "middle" in node.attrib["style"]
        assert float(node.attrib["x"]) + half * middle <= 241, node.text
        assert 5 <= float(node.attrib["y"]) <= height, node.text


def marks_of(svg: str) -> list[tuple[float, float]]:
    nodes = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 (our own drawing)
    return [(float(node.attrib["x"]), float(node.attrib["y"])) for node in nodes if node.text == "+146 %"]


def test_days_without_a_record_are_not_joined_by_a_line() -> None:
    chart = examples.timeline()
    every = timeline.draw(chart, WIDTH)
    gap = timeline.draw(replace(chart, pain=chart.pain[:20] + chart.pain[21:]), WIDTH)
    joins = f"stroke: {palette.AXIS}; stroke-width: 0.7"
    assert every.count(joins) - gap.count(joins) == 2


def test_pain_is_drawn_on_zero_to_ten_whatever_was_recorded() -> None:
    chart = examples.timeline()
    low = replace(chart, pain=tuple(replace(day, value=1.0, level="usual") for day in chart.pain))
    assert {"0", "5", "10"} <= set(texts(timeline.draw(low, WIDTH)))


def test_weeks_without_runs_or_pain_say_so() -> None:
    weeks = tuple(
        replace(week, distance=None, distance_label="", band=None, marks=()) for week in examples.timeline().weeks
    )
    chart = replace(examples.timeline(), weeks=weeks, pain=(), no_runs_note="No run")
    said = texts(timeline.draw(chart, WIDTH))
    assert "No run" in said
    assert "No back pain recorded in these weeks" in said


def test_unknown_ground_is_hatched_and_not_filled() -> None:
    svg = ground.draw(examples.ground(), 240)
    known = replace(examples.ground(), shares=examples.ground().shares[:-1])
    slanted = f"stroke: {palette.AXIS}"
    assert svg.count(slanted) > 3
    assert slanted not in ground.draw(known, 240)


def test_rest_is_written_only_where_it_is_said() -> None:
    said = texts(days.draw(examples.days(), 220))
    assert said.count("rest") == 1
    assert {"bike", "strength", "walk"} <= set(said)


@pytest.mark.parametrize("highest", [0.0, 0.3, 1.0, 7.9, 42.0, 60.0, 61.0, 99.0, 250.0])
def test_scales_are_round_reach_the_highest_bar_and_have_few_lines(highest: float) -> None:
    marks = ticks(highest)
    assert marks[0] == 0
    assert marks[-1] >= highest
    assert len(marks) <= 5


def test_the_same_chart_gives_the_same_drawing() -> None:
    assert timeline.draw(examples.timeline(), WIDTH) == timeline.draw(examples.timeline(), WIDTH)


def test_a_week_that_the_log_does_not_reach_is_hatched_and_one_without_a_run_is_a_zero() -> None:
    chart = examples.timeline()
    known = timeline.draw(chart, WIDTH)
    before = replace(chart.weeks[0], distance=None, distance_label="", band=None)
    rest = replace(chart.weeks[0], distance=0.0, distance_label="0", band=None)
    slanted = f"stroke: {palette.AXIS}; stroke-width: 0.6"
    assert slanted not in known
    assert slanted in timeline.draw(replace(chart, weeks=(before, *chart.weeks[1:])), WIDTH)
    still = timeline.draw(replace(chart, weeks=(rest, *chart.weeks[1:])), WIDTH)
    assert slanted not in still
    assert "0" in texts(still)


def test_a_scale_of_long_numbers_keeps_its_room() -> None:
    chart = replace(examples.timeline(), scale=1400.0)
    svg = timeline.draw(chart, WIDTH)
    label = next(node for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text") if node.text == "1500 km")  # noqa: S314 (our own drawing)
    assert "text-anchor: end" in label.attrib["style"]
    assert float(label.attrib["x"]) >= text_width("1500 km", 7.5)


def test_the_chart_of_days_names_the_top_of_its_scale() -> None:
    assert "25 km" in texts(days.draw(examples.days(), 220))


@pytest.mark.parametrize(
    ("highest", "top"), [(0.0, 0.0), (9.0, 10.0), (10.0, 10.0), (10.1, 15.0), (21.2, 25.0), (42.2, 50.0)]
)
def test_a_scale_of_one_line_ends_at_the_next_round_number(highest: float, top: float) -> None:
    assert top_of(highest) == pytest.approx(top)

"""The pictures of a run's page: breaks stay breaks, unknown stays hatched, and a track keeps its shape."""

import re

import pytest

from runlog.render import palette
from runlog.render.draw import run_course, track
from runlog.report.run_model import GroundSpan, Halt, Panel, RunChart, Tick, TrackLine, TrackMap

_NUMBER = re.compile(r"-?\d+\.?\d*")


def chart(values: tuple[float | None, ...], **changes: object) -> RunChart:
    panel = Panel(key="pace", label="pace, min/km", values=values, low=400.0, high=300.0,
                  ticks=(Tick(at=300, label="5:00"), Tick(at=400, label="6:40")))  # fmt: skip
    base = {
        "heading": "Pace", "alt": "Pace.", "axis_label": "km", "end": 5.0,
        "ticks": (Tick(at=0, label="0"), Tick(at=5, label="5")), "at": tuple(float(i) for i in range(len(values))),
        "panels": (panel,), **changes,
    }  # fmt: skip
    return RunChart(**base)  # type: ignore[arg-type]  # (any field may be changed)


def way(points: tuple[tuple[float, float], ...], **changes: object) -> TrackMap:
    base = {
        "heading": "The way", "alt": "A line.", "color": "plain", "lines": (TrackLine(key="plain", points=points),),
        "keys": (("plain", ""),), "start": points[0], "finish": points[-1], "scale_m": 200.0, "scale_label": "200 m",
        "words": {"start": "start", "finish": "end", "both": "start, end", "north": "N"}, **changes,
    }  # fmt: skip
    return TrackMap(**base)  # type: ignore[arg-type]  # (any field may be changed)


def paths(svg: str, color: str) -> list[list[tuple[float, float]]]:
    """The points of each line of a colour."""
    found = re.findall(rf'<path d="([^"]*)"[^>]*stroke: {color}', svg)
    numbers = [[float(number) for number in _NUMBER.findall(path)] for path in found]
    return [list(zip(path[::2], path[1::2], strict=True)) for path in numbers]


def test_a_value_that_is_not_known_interrupts_the_line() -> None:
    whole = paths(run_course.draw(chart((350, 340, 345, 350, 355, 350)), 400), palette.THIS_WEEK)
    broken = paths(run_course.draw(chart((350, 340, None, 350, 355, 350)), 400), palette.THIS_WEEK)
    assert (len(whole), len(broken)) == (1, 2)


def test_a_faster_pace_is_drawn_higher_and_an_outlier_stays_inside_its_panel() -> None:
    (line,) = paths(run_course.draw(chart((380, 320, 900, 350, 350, 350)), 400), palette.THIS_WEEK)
    heights = [y for _, y in line]
    assert heights[1] < heights[0], "SVG counts downwards"
    assert heights[2] == max(heights)
    (usual,) = paths(run_course.draw(chart((380, 320, 400, 350, 350, 350)), 400), palette.THIS_WEEK)
    assert usual == line


def test_ground_is_drawn_in_its_colour_guessed_ground_is_striped_and_unknown_hatched() -> None:
    spans = (
        GroundSpan(at=0, until=3, key="asphalt", label="asphalt"),
        GroundSpan(at=3, until=5, key="trail", label="trail"),
    )
    plain = run_course.draw(chart((350,) * 6, ground=spans), 400)
    assert f"fill: {palette.GROUND['asphalt']}" in plain
    assert f"fill: {palette.GROUND['trail']}" in plain
    assert not paths(plain, palette.PAPER)
    guessed = (spans[0], GroundSpan(at=3, until=5, key="trail", label="trail", guessed=True))
    assert len(paths(run_course.draw(chart((350,) * 6, ground=guessed), 400), palette.PAPER)) > 10
    unknown = (spans[0], GroundSpan(at=3, until=5, key="unknown", label="unknown"))
    hatched = run_course.draw(chart((350,) * 6, ground=unknown), 400)
    assert len(paths(hatched, palette.AXIS)) > len(paths(plain, palette.AXIS)) + 10


def test_the_words_of_a_long_pause_stand_above_it_and_those_that_find_no_room_are_left_out() -> None:
    halts = tuple(Halt(kind="pause", at=at, until=at, label=f"{at:.1f} min pause") for at in (1.0, 1.1, 1.2, 4.0))
    svg = run_course.draw(chart((350,) * 6, halts=halts), 400)
    assert "1.0 min pause" in svg
    assert "4.0 min pause" in svg
    assert "1.2 min pause" not in svg


@pytest.mark.parametrize("width", [150.0, 240.0, 320.0])
def test_a_track_keeps_its_shape_within_its_sheet(width: float) -> None:
    corners = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 500.0), (0.0, 500.0), (0.0, 0.0))
    svg = track.draw(way(corners), width, 260)
    (line,) = paths(svg, palette.THIS_WEEK)
    xs, ys = zip(*line, strict=True)
    assert max(xs) - min(xs) == pytest.approx(2 * (max(ys) - min(ys)), rel=0.01)
    assert min(xs) > 0
    assert max(xs) < width


def test_a_hidden_start_and_end_have_no_mark() -> None:
    points = ((0.0, 0.0), (400.0, 300.0), (900.0, 100.0))
    assert ">start<" in track.draw(way(points), 240, 200)
    hidden = track.draw(way(points, start=None, finish=None), 240, 200)
    assert ">start<" not in hidden
    assert ">end<" not in hidden

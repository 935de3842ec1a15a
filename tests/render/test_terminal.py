"""The terminal: 80 columns, no colour, and nothing that looks like what it is not."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from runlog.render.terminal import print_check, print_report
from runlog.report.model import Report
from runlog.report.sheet import CheckSheet
from tests.render import examples


def printed(what: CheckSheet | Report, *, width: int = 80, color: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=color, color_system="truecolor" if color else None)
    if isinstance(what, Report):
        print_report(what, console)
    else:
        print_check(what, console)
    return stream.getvalue()


FLAGGED = examples.sheet(findings=examples.findings(red_flags=(examples.red_flag(),)))


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("what", [FLAGGED, examples.report(), examples.empty()], ids=["check", "report", "empty"])
def test_no_line_is_wider_than_the_terminal(what: CheckSheet | Report, width: int) -> None:
    if isinstance(what, Report) and width == 40:
        what = replace(what, timeline=None)
    assert max(cell_len(line) for line in printed(what, width=width).splitlines()) <= width


def test_wide_characters_are_counted_by_their_width() -> None:
    line = replace(examples.diary(1).lines[0], note="李小龍" * 40)
    report = replace(examples.report(), diary=replace(examples.diary(1), lines=(line,)))
    shown = printed(report)
    assert max(cell_len(row) for row in shown.splitlines()) <= 80
    assert shown.count("龍") == 40


def test_red_flags_stand_above_everything_but_the_name() -> None:
    text = printed(FLAGGED)
    order = [
        "Alex Sample",
        "FIRST, BEFORE ANYTHING ELSE",
        "You recorded a change",
        "held back",
        "Six questions",
        "Caution",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_without_colour_every_finding_still_tells_its_tone_in_words_and_symbols() -> None:
    lines = printed(examples.sheet()).splitlines()
    assert any(line.startswith("!!   Act: You ran five times") for line in lines)
    assert any(line.startswith("!    Caution: ") for line in lines)
    assert any(line.startswith("i    Note: ") for line in lines)


def test_unknown_never_looks_like_ok() -> None:
    lines = printed(examples.sheet(), color=True).splitlines()
    unknown = next(line for line in lines if "Core and strength" in line)
    ok = next(line for line in lines if "Other training beside running" in line)
    assert "?" in unknown
    assert "Not known" in unknown
    assert "ok" in ok
    assert unknown.split("m")[0] != ok.split("m")[0]


def test_markup_of_rich_is_text() -> None:
    card = examples.card(title="[red]x[/red] [link=y]z[/link] :smile:")
    assert "[red]x[/red] [link=y]z[/link] :smile:" in printed(
        examples.sheet(findings=examples.findings(flagged=(card,)))
    )


def test_control_characters_of_a_title_do_not_reach_the_terminal() -> None:
    card = examples.card(title="a\x1b[2Jb\x07\u202ec")
    text = printed(examples.sheet(findings=examples.findings(flagged=(card,))))
    assert "a[2Jbc" in text


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    for width in range(30, 60):
        card = examples.card(seen="You ran a distance of " + "49.1\u00a0km and no more " * 5)
        text = printed(examples.sheet(findings=examples.findings(flagged=(card,))), width=width)
        assert text.count("49.1\u00a0km") == 5


def test_the_report_shows_the_weeks_with_pain_that_is_not_recorded_as_such() -> None:
    chart = examples.timeline()
    without = replace(chart, pain=tuple(day for day in chart.pain if day.day >= chart.weeks[1].start))
    rows = printed(replace(examples.report(), timeline=without)).splitlines()
    assert next(row for row in rows if row.startswith("31 Aug")).endswith("not recorded")
    assert any("(+46 %)" in row for row in rows)


def test_nothing_flagged_says_so_but_not_under_a_red_flag() -> None:
    calm = printed(examples.sheet(findings=examples.findings(questions=(), flagged=())))
    assert "Nothing stands out" in calm
    flagged = printed(examples.sheet(findings=examples.findings(red_flags=(examples.red_flag(),), flagged=())))
    assert "Nothing stands out" not in flagged
    assert "Nothing else stands out" in flagged


def test_what_changed_and_the_load_are_told() -> None:
    text = printed(examples.report())
    assert "  -  1 louder, marked below." in text
    assert "!    Caution (louder): The week of 9 November" in text
    assert any(row.split() == ["Walks", "not", "recorded"] for row in text.splitlines())
    assert "0.85 (7 days over the 28 before)" in text
    assert "Evidence: contradicted" in text

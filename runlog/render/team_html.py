"""The team's page as HTML: one self-contained file without a script, for desk and phone, dark and light."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from runlog.render import sparks
from runlog.render.html_parts import beginning
from runlog.render.visible import escape
from runlog.report.team_model import TeamGroup, TeamReport, TeamRow

_STYLES: Final = (Path(__file__).with_name("page.css"), Path(__file__).with_name("team.css"))


def team_html(report: TeamReport) -> Iterator[str]:
    """The page as one HTML document, in pieces; the same report gives the same text."""
    title = ", ".join(filter(None, (report.title, report.team, report.week_label)))
    yield beginning(title, report.language, _STYLES) + '<body class="team">\n'
    yield from _body(report)
    yield "\n</body>\n</html>\n"


def _body(report: TeamReport) -> Iterable[str]:
    words = report.words
    yield (
        f'<header><p class="kicker">{escape(report.team)}</p><h1>{escape(report.title)}</h1>'
        f"<p>{escape(report.week_label)}</p></header>\n<main>\n<p>{escape(report.in_all)}</p>\n"
    )
    links = "".join(
        f'<li class="tone-{group.tone}"><a href="#{group.tone}">{escape(group.label)}</a></li>'
        for group in report.groups
    )
    yield f'<nav aria-label="{escape(words["summary"])}"><ul>{links}</ul></nav>\n'
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(words[name])}</th>'
        for name in ("athlete", "week", "weeks", "pain", "stands_out")
    )
    # The roles say again what the elements are, as a style that sets them as blocks takes it from them.
    yield (
        f'<table class="athletes" role="table"><caption class="hidden">{escape(words["table"])}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
    )
    for group in report.groups:
        yield from _group(group, report)
    yield "</table>\n"
    notes = "".join(f"<p>{escape(note)}</p>" for note in report.notes)
    yield f'<details class="how"><summary>{escape(words["how_to_read"])}</summary>{notes}</details>\n'
    yield f"</main>\n<footer>{escape(report.footer)}</footer>"


def _group(group: TeamGroup, report: TeamReport) -> Iterable[str]:
    yield f'<tbody id="{group.tone}" class="tone-{group.tone}" role="rowgroup">\n'
    for row in group.rows:
        yield (
            f'<tr role="row"><th scope="row" role="rowheader">{_name(row)}</th>'
            f'<td class="km" role="cell">{escape(row.week_distance)}</td>'
            f"{_bars(row)}{_dots(row)}{_said(row, report)}</tr>\n"
        )
    yield "</tbody>\n"


def _name(row: TeamRow) -> str:
    name = escape(row.name)
    if row.report:
        name = f'<a href="{escape(quote(row.report))}">{name}</a>'
    beside = ", ".join(filter(None, (row.beside_name, row.level)))
    return f"{name}<small>{escape(beside)}</small>" if beside else name


def _bars(row: TeamRow) -> str:
    if not row.weeks:
        return f'<td class="spark" role="cell"><span class="hidden">{escape(row.weeks_alt)}</span></td>'
    return f'<td class="spark" role="cell">{_svg(sparks.bars(row.weeks, sparks.SCREEN), row.weeks_alt)}</td>'


def _dots(row: TeamRow) -> str:
    if row.pain is None or row.pain_worst is None:
        return f'<td class="spark pain" role="cell"><span class="quietly">{escape(row.pain_words)}</span></td>'
    drawn = _svg(sparks.dots(row.pain, sparks.SCREEN), row.pain_alt)
    return (
        f'<td class="spark pain" role="cell"><div>{drawn}<b aria-hidden="true">{escape(row.pain_words)}</b></div></td>'
    )


def _svg(content: str, alt: str) -> str:
    return f'<svg viewBox="0 0 {sparks.WIDTH} {sparks.HEIGHT}" role="img" aria-label="{escape(alt)}">{content}</svg>'


def _said(row: TeamRow, report: TeamReport) -> str:
    words = report.words
    news = f' <span class="news">{escape(row.news)}</span>' if row.news else ""
    lines = [
        row.silence,
        f"{words['also']}: {'; '.join(row.more)}" if row.more else "",
        f"{words['no_longer']}: {'; '.join(row.gone)}" if row.gone else "",
        *row.notices,
    ]
    small = "".join(f"<small>{escape(line)}</small>" for line in lines if line)
    if row.unknown:
        listed = "".join(f"<li>{escape(line)}</li>" for line in row.unknown)
        small += f"<details><summary>{escape(row.unknown_in_brief)}</summary><ul>{listed}</ul></details>"
    pill = f'<span class="pill">{escape(row.label)}</span>' if row.tone != "quiet" else ""
    return f'<td class="says" role="cell">{pill}{escape(row.reason)}{news}{small}</td>'

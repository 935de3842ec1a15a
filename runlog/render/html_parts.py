"""Parts of every HTML page: the document without a script, red flags first, pictures, tables."""

import base64
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from runlog.render import palette
from runlog.render.dark import with_dark_form
from runlog.render.mark import MARK
from runlog.render.visible import escape
from runlog.report.model import Diary, GroundChart, Kpi
from runlog.report.sheet import Card, CheckSheet, Findings

_STYLE: Final = Path(__file__).with_name("page.css")
WIDE: Final = 540.0
NARROWER: Final = (("(max-width: 30rem)", 240.0), ("(max-width: 46rem)", 352.0))
HALF: Final = 236.0
"""Widths of the charts in points: for a desk, for narrower screens, for a column. Their type is 7 points and more, and
a phone of 360 pixels shows it at 9 and more."""
_FONTS: Final = "'Inter', 'Helvetica Neue', 'Segoe UI', Roboto, Arial, sans-serif"


def document(title: str, language: str, body: str) -> str:
    """A whole page around its body; nothing in it is fetched from anywhere."""
    opening = beginning(title, language, (_STYLE,), images="data:")
    return f"{opening}<body>\n{body}\n</body>\n</html>\n"


def beginning(title: str, language: str, styles: Iterable[Path], *, images: str | None = None) -> str:
    """A page up to its body, with its style sheets inside; images, where there are any, from that source alone."""
    allowed = f"img-src {images}; " if images else ""
    style = "".join(path.read_text(encoding="utf-8") for path in styles)
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{MARK}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; {allowed}style-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
"""


def kpis(numbers: Sequence[Kpi]) -> str:
    """The page's numbers; nothing where there are none."""
    told = (
        f'<div><dt>{escape(kpi.label)}</dt><dd class="value">{escape(kpi.value)}</dd>'
        f'<dd class="note">{escape(kpi.note)}</dd></div>'
        for kpi in numbers
    )
    return f'<dl class="kpis">{"".join(told)}</dl>' if numbers else ""


def head(sheet: CheckSheet) -> str:
    """The name and the time that the page is about."""
    kicker = sheet.title if sheet.athlete else sheet.words["no_name"]
    return (
        f'<header><p class="kicker">{escape(kicker)}</p><h1>{escape(sheet.athlete or sheet.title)}</h1>'
        f"<p>{escape(sheet.week_label)}</p></header>"
    )


def first_things(findings: Findings, sheet: CheckSheet) -> Iterable[str]:
    """Red flags, then unanswered questions: before everything else."""
    for card in findings.red_flags:
        first = (card.advice, "advice"), (card.seen, "seen"), (card.why, "why"), (card.changed, "why")
        yield (
            f'<section class="card red-flag"><p class="mark">{escape(sheet.words["red_flags"])}</p>'
            f"<h2>{escape(card.title)}</h2>{paragraphs(first)}{mends(card)}{sources(card, sheet)}</section>"
        )
    if findings.red_flags:
        yield f"<p>{escape(sheet.words['held_back'])}</p>"
    for card in findings.questions:
        told = (*((line, "advice") for line in card.missing), (card.seen, "seen"), (card.why, "why"))
        yield f'<section class="card ask act"><h2>{escape(card.title)}</h2>{paragraphs(told)}{mends(card)}</section>'


def sources(card: Card, sheet: CheckSheet) -> str:
    """Where it comes from."""
    if not card.sources:
        return ""
    return f'<p class="source">{escape(sheet.words["source"])}: {escape("; ".join(card.sources))}</p>'


def mends(card: Card) -> str:
    """How to record, close or mend it, in small grey type."""
    said = (escape(way.text) + (f" <code>{escape(way.command)}</code>" if way.command else "") for way in card.mend)
    return "".join(f'<p class="mend">{words}</p>' for words in said)


def evidence(card: Card, sheet: CheckSheet) -> str:
    """How sure anyone can be."""
    return f"{escape(sheet.words['evidence'])}: {escape(card.evidence)}"


def paragraphs(told: Iterable[tuple[str | None, str]]) -> str:
    """Words with the kind of each, empty ones left out."""
    return "".join(f'<p class="{kind}">{escape(words)}</p>' for words, kind in told if words)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], name: str) -> str:
    """A table that scrolls by itself where it is too wide; the first cell of a row is its heading."""
    columns = "".join(f'<th scope="col">{escape(column)}</th>' if column else "<td></td>" for column in head)
    lines = (
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    top = f"<thead><tr>{columns}</tr></thead>" if head else ""
    named = escape(name)
    table = f"<table>{top}<tbody>{''.join(lines)}</tbody></table>"
    return f'<div class="scroll" role="region" aria-label="{named}" tabindex="0">{table}</div>'


def ground_section(chart: GroundChart) -> str:
    """Shares of ground as a bar with its legend."""
    from runlog.render.draw import ground

    legend = "".join(
        f"<li>{swatch(palette.GROUND[share.key])}{escape(share.label)} {escape(share.distance_label)}, "
        f"{escape(share.share_label)}</li>"
        for share in chart.shares
    )
    note = "".join(f'<p class="small">{escape(line)}</p>' for line in (chart.note, chart.credit) if line)
    drawn = picture(lambda width: ground.draw(chart, width), HALF, chart.alt)
    return f'<section><h2>{escape(chart.heading)}</h2>{drawn}<ul class="legend">{legend}</ul>{note}</section>'


def swatch(color: str) -> str:
    """A small square of a colour; what is unknown is hatched, as it is in charts."""
    if color == palette.GROUND["unknown"]:
        return '<span class="swatch hatched"></span>'
    return f'<span class="swatch" style="--light:{color};--dark:{palette.DARK[color]}"></span>'


def diary_section(diary: Diary) -> str:
    """Lines of the diary."""
    lines = [
        (line.label, line.pain, line.leg, " · ".join(filter(None, (line.signs, line.note)))) for line in diary.lines
    ]
    told = table((), lines, diary.heading) if lines else f"<p>{escape(diary.empty)}</p>"
    return f"<section><h2>{escape(diary.heading)}</h2>{told}</section>"


def picture(draw: Callable[[float], str], width: float, alt: str, narrower: Iterable[tuple[str, float]] = ()) -> str:
    """What `draw` makes at a width in points, and at others for narrower screens."""
    others = "".join(f'<source media="{media}" srcset="{data_uri(draw(wide))}">' for media, wide in narrower)
    return f'<figure><picture>{others}<img src="{data_uri(draw(width))}" alt="{escape(alt)}"></picture></figure>'


def data_uri(svg: str) -> str:
    """A drawing in its light and its dark form as an address that holds it."""
    named = with_dark_form(svg).replace("'Inter'", _FONTS)
    return "data:image/svg+xml;base64," + base64.b64encode(named.encode()).decode()


def tone(tone: str) -> str:
    """The class of a tone."""
    return "note-tone" if tone == "note" else tone

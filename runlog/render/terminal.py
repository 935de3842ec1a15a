"""The terminal: readable at 80 columns and without colour; symbols beside words, and unknown never looks like ok."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from runlog.render.visible import visible
from runlog.report.sheet import Card, CheckSheet

if TYPE_CHECKING:
    from rich.console import Console

    from runlog.report.model import Changes, DataTable, Diary, LoadPanel, Report, Timeline

_SYMBOLS: Final = {"red-flag": "!!!", "act": "!!", "caution": "!", "note": "i", "unknown": "?", "ok": "ok"}
_STYLES: Final = {
    "red-flag": "bold red", "act": "bold red", "caution": "bold yellow", "note": "bold cyan", "unknown": "bold magenta",
    "ok": "green",
}  # fmt: skip
_INDENT: Final = 5
_WIDEST: Final = 100
"""Longer lines are hard to read, however wide the window."""
_BAR: Final = 30


def print_check(sheet: CheckSheet, console: "Console") -> None:
    """Everything that `check` found: red flags first, then unanswered questions, then the rest."""
    page = _Page(console)
    _head(sheet, page)
    _findings(sheet, page)
    _foot(sheet, page)


def print_report(report: "Report", console: "Console") -> None:
    """The weekly report: what `check` prints, with the week's numbers and its diary between."""
    page = _Page(console)
    _head(report.sheet, page)
    _first_things(report.sheet, page)
    if report.empty:
        page.line(report.empty)
        page.blank()
    label = max([18, *(len(kpi.label) for kpi in report.kpis)])
    value = max([12, *(len(kpi.value) for kpi in report.kpis)])
    for kpi in report.kpis:
        page.line(f"{kpi.label:<{label}} {kpi.value:<{value}} {kpi.note}")
    if report.kpis:
        page.blank()
    if report.timeline:
        _timeline(report.timeline, report.sheet, page)
    if report.kind == "weekly":
        _stands_out(report.sheet, page, report.changes)
    _week(report, page)
    if report.diary:
        _diary(report.diary, page)
    if report.load:
        _load(report.load, page)
    for table in report.tables:
        _data_table(table, page)
    _not_flagged(report.sheet, page)
    _foot(report.sheet, page)


class _Page:
    """Wraps on plain spaces alone, so that a number and its unit stay together, and prints text, never markup."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self.width = min(console.width, _WIDEST)

    def line(self, words: str, *, style: str = "", indent: int = 0, lead: str = "") -> None:
        """Words wrapped to the page; `lead` stands in the indent of the first line."""
        from rich.text import Text

        for number, part in enumerate(_wrap(visible(words), self.width - indent)):
            start = f"{lead:<{indent}}" if number == 0 else " " * indent
            self._console.print(Text(start + part, style=style), highlight=False, soft_wrap=True)

    def raw(self, words: str, *, style: str = "") -> None:
        """A line that is laid out already."""
        from rich.text import Text

        self._console.print(Text(words, style=style), highlight=False, soft_wrap=True)

    def heading(self, words: str, *, style: str = "bold") -> None:
        """A heading with a rule under it."""
        self.line(words, style=style)
        self.line("─" * min(len(words), self.width), style="dim")

    def blank(self) -> None:
        """An empty line."""
        self._console.print()


def _wrap(words: str, width: int) -> Iterable[str]:
    from rich.cells import cell_len, chop_cells

    line = ""
    for word in words.split(" "):
        pieces = [word] if cell_len(word) <= width else chop_cells(word, width)
        for piece in pieces:
            if line and cell_len(line) + 1 + cell_len(piece) > width:
                yield line
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    yield line


def _head(sheet: CheckSheet, page: _Page) -> None:
    page.line(f"{sheet.athlete or sheet.title} · {sheet.week_label}", style="bold")
    page.blank()


def _foot(sheet: CheckSheet, page: _Page) -> None:
    page.line(sheet.footer, style="dim")
    if sheet.credit:
        page.line(sheet.credit, style="dim")


def _findings(sheet: CheckSheet, page: _Page) -> None:
    _first_things(sheet, page)
    _stands_out(sheet, page)
    _not_flagged(sheet, page)


def _first_things(sheet: CheckSheet, page: _Page) -> None:
    findings, words = sheet.findings, sheet.words
    if findings.red_flags:
        page.heading(words["red_flags"].upper(), style="bold red")
        for card in findings.red_flags:
            _card(card, sheet, page)
        page.line(words["held_back"])
        page.blank()
    if findings.questions:
        page.heading(words["questions"])
        for card in findings.questions:
            _card(card, sheet, page)
    if sheet.callouts:
        page.heading(words["notices"])
        for callout in sheet.callouts:
            page.line(callout.text, indent=_INDENT, lead=_SYMBOLS[callout.tone])
        page.blank()


def _stands_out(sheet: CheckSheet, page: _Page, changed: "Changes | None" = None) -> None:
    findings = sheet.findings
    page.heading(sheet.words["stands_out"])
    if changed:
        page.line(f"{changed.heading}:")
        for line in changed.in_brief:
            page.line(line, indent=_INDENT, lead="  -")
        page.blank()
    for card in findings.flagged:
        change = changed.of(card.code) if changed else None
        _card(card, sheet, page, change.label if change else "")
    if not (findings.flagged or findings.red_flags or findings.questions):
        page.line(sheet.words["nothing_stands_out"])
        page.blank()
    elif not findings.flagged:
        page.line(sheet.words["nothing_else"])
        page.blank()


def _not_flagged(sheet: CheckSheet, page: _Page) -> None:
    findings = sheet.findings
    if findings.unknown:
        page.heading(sheet.words["not_known"])
        page.line(sheet.words["not_known_means"], style="dim")
        for card in findings.unknown:
            _title(card, page)
            for words in filter(None, (*card.missing, card.changed)):
                page.line(words, indent=_INDENT)
            _mend(card, page)
        page.blank()
    if findings.ok:
        page.heading(sheet.words["in_order"].rstrip(":"))
        for card in findings.ok:
            page.line(f"{card.title} [{card.code}]", indent=_INDENT, lead=_SYMBOLS["ok"], style="dim")
        page.blank()


def _title(card: Card, page: _Page, change: str = "") -> None:
    mark = f" ({change})" if change else ""
    page.line(
        f"{card.label}{mark}: {card.title} [{card.code}]",
        style=_STYLES[card.tone],
        indent=_INDENT,
        lead=_SYMBOLS[card.tone],
    )


def _card(card: Card, sheet: CheckSheet, page: _Page, change: str = "") -> None:
    _title(card, page, change)
    for words in filter(None, (card.seen, card.why)):
        page.line(words, indent=_INDENT)
    if card.advice and not card.asks:
        page.line(card.advice, indent=_INDENT, lead="  ->", style="bold")
    for words in filter(None, (card.silenced, *card.missing)):
        page.line(words, indent=_INDENT, lead="  ->")
    if card.changed:
        page.line(card.changed, indent=_INDENT)
    _mend(card, page)
    if card.evidence or card.sources:
        evidence = f"{sheet.words['evidence']}: {card.evidence}" if card.evidence else ""
        sources = f"{sheet.words['source']}: {'; '.join(card.sources)}" if card.sources else ""
        page.line(". ".join(filter(None, (evidence, sources))), indent=_INDENT, style="dim")
    page.blank()


def _mend(card: Card, page: _Page) -> None:
    """Commands stand on a line of their own that is never broken, so that they can be taken as they are."""
    for way in card.mend:
        page.line(way.text, indent=_INDENT, style="dim")
        if way.command:
            page.raw(" " * _INDENT + visible(way.command), style="dim")


def _timeline(timeline: "Timeline", sheet: CheckSheet, page: _Page) -> None:
    page.heading(timeline.heading)
    longest = max((week.distance or 0.0 for week in timeline.weeks), default=0.0)
    page.line(f"{'':<7} {timeline.units:>4}  {'':<{_BAR}}  {timeline.pain_label}", style="dim")
    for week in timeline.weeks:
        wide = round((week.distance or 0.0) / longest * _BAR) if longest else 0
        pain = timeline.worst_pain(week) or timeline.no_pain_in_week or sheet.words["not_recorded"]
        notes = ", ".join(filter(None, (*week.marks, week.so_far)))
        distance = "?" if week.distance is None else week.distance_label
        style = "bold" if week.asked else "yellow" if week.marks else ""
        page.line(
            f"{week.label:<7} {distance:>4}  {'#' * wide:<{_BAR}}  {pain}{f'  ({notes})' if notes else ''}", style=style
        )
    page.blank()


def _week(report: "Report", page: _Page) -> None:
    if report.days:
        page.heading(report.days.heading)
        for day in report.days.days:
            page.line(f"{day.label:<5} {day.text:<8} {', '.join(day.others)}".rstrip())
        page.blank()
    if report.ground:
        page.heading(report.ground.heading)
        for share in report.ground.shares:
            page.line(f"{share.label:<12} {share.share_label:>5}  {share.distance_label}")
        if report.ground.note:
            page.line(report.ground.note, style="dim")
        page.blank()


def _diary(diary: "Diary", page: _Page) -> None:
    page.heading(diary.heading)
    for line in diary.lines:
        said = ", ".join(filter(None, (line.pain, line.leg, line.signs, line.note)))
        page.line(said, indent=8, lead=line.label)
    if not diary.lines:
        page.line(diary.empty)
    page.blank()


def _load(panel: "LoadPanel", page: _Page) -> None:
    page.heading(panel.heading)
    page.line(panel.note, style="dim")
    wide = max(len(figure.label) for figure in panel.figures) + 2
    for figure in panel.figures:
        page.line(f"{figure.value:<16} {figure.note}".rstrip(), indent=wide, lead=figure.label)
    page.line(f"{panel.ratio_label}:")
    for ratio in panel.ratios:
        page.line(ratio.said, indent=_INDENT, lead="  -")
    page.line(panel.caveat, style="dim")
    page.blank()


def _data_table(table: "DataTable", page: _Page) -> None:
    """The last column but one of words wraps under itself; the others are as wide as they need to be."""
    page.heading(table.heading)
    wide = [max(map(len, column)) for column in zip(table.columns, *(row.cells for row in table.rows), strict=True)]
    longest = wide.index(max(wide))
    room = page.width - sum(wide) - 2 * (len(wide) - 1)
    wide[longest] = max(wide[longest] + min(room, 0), 20)
    for number, cells in enumerate((table.columns, *(row.cells for row in table.rows))):
        _row(cells, wide, longest, page, style="" if number else "dim")
    if not table.rows:
        page.line(table.empty)
    if table.note:
        page.line(table.note, style="dim")
    page.blank()


def _row(cells: tuple[str, ...], wide: list[int], longest: int, page: _Page, *, style: str) -> None:
    parts = list(_wrap(visible(cells[longest]), wide[longest]))
    for number, part in enumerate(parts):
        shown = [part if at == longest else visible(cell) if number == 0 else "" for at, cell in enumerate(cells)]
        line = "  ".join(f"{words:<{width}}" for words, width in zip(shown, wide, strict=True))
        page.raw(line.rstrip(), style=style)

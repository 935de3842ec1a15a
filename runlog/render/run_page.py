"""The page of one run: PDF on A4, or one picture to send."""

import json
from dataclasses import asdict
from typing import Any, Final, Literal

from runlog.render import palette
from runlog.render.draw import ground, run_course, track
from runlog.render.mark import MARK
from runlog.render.page_parts import (
    NAME_LIMIT,
    NAME_SIZES,
    SHEETS,
    Form,
    colors,
    diary_line_data,
    first_data,
    ground_data,
)
from runlog.render.png import PIXELS_PER_INCH, marked
from runlog.render.text import printable, printed
from runlog.render.typeset import compile_page, page_count
from runlog.report.run_model import RunReport

Setting = Literal["wide", "usual", "close", "tight"]
_SETTINGS: Final[tuple[Setting, ...]] = ("wide", "usual", "close", "tight")
_STRETCH: Final[dict[Setting, float]] = {"wide": 1.3, "usual": 1.0, "close": 0.78, "tight": 0.58}
_TRACK_HIGH: Final[dict[Setting, float]] = {"wide": 250.0, "usual": 215.0, "close": 190.0, "tight": 150.0}
_TRACK_SHARE: Final = 0.46
_TABLES: Final = ("splits", "laps", "body", "pain")


def run_pdf(report: RunReport) -> bytes:
    """The report on A4: tagged, checked against PDF/UA-1; on one page where that can be, the same bytes each time."""
    return _on_paper(report, "pdf")[0]


def run_a4_picture(report: RunReport, *, ppi: float = PIXELS_PER_INCH) -> bytes:
    """The first A4 page as a picture."""
    return _on_paper(report, "png", ppi)[0]


def _on_paper(report: RunReport, output: Literal["pdf", "png"], ppi: float | None = None) -> tuple[bytes, ...]:
    for setting in _SETTINGS:
        inputs = run_inputs(report, "a4", setting)
        pages = compile_page("run.typ", inputs, when=report.sheet.as_of, output=output, ppi=ppi)
        if page_count(pages) == 1:
            return pages
    return compile_page("run.typ", run_inputs(report, "a4", "usual"), when=report.sheet.as_of, output=output, ppi=ppi)


def run_png(report: RunReport, *, ppi: float = PIXELS_PER_INCH) -> bytes:
    """The report as one picture for a phone, marked as made by runlog."""
    inputs = run_inputs(report, "phone", "wide")
    return marked(compile_page("run.typ", inputs, when=report.sheet.as_of, output="png", ppi=ppi)[0])


def run_phone(report: RunReport) -> bytes:
    """The page for a phone as a PDF: the same as the picture, with its words as text."""
    return compile_page("run.typ", run_inputs(report, "phone", "wide"), when=report.sheet.as_of, output="pdf")[0]


def run_inputs(report: RunReport, form: Form, setting: Setting) -> dict[str, str]:
    """What the template reads from `sys.inputs`: `data` as JSON, and an SVG for each picture of the report."""
    sheet = SHEETS[form]
    track_width = sheet.full if form == "phone" else sheet.full * _TRACK_SHARE
    inputs = {"data": json.dumps(_data(report, form, setting, track_width), ensure_ascii=False)}
    if report.chart:
        inputs["chart"] = run_course.draw(report.chart, sheet.full, stretch=_STRETCH[setting])
    if report.track:
        inputs["track"] = track.draw(report.track, track_width, _TRACK_HIGH[setting])
    if report.ground and not _in_place(report):
        inputs["ground"] = ground.draw(report.ground, sheet.full)
    return inputs


def _in_place(report: RunReport) -> bool:
    """Whether the chart shows where along the way each ground was."""
    return report.chart is not None and bool(report.chart.ground)


def _data(report: RunReport, form: Form, setting: Setting, track_width: float) -> dict[str, Any]:
    head = report.sheet
    words = {name: printable(text) for name, text in head.words.items()}
    heading = printable(report.heading, limit=NAME_LIMIT)
    sheet = SHEETS[form]
    athlete = f"{printable(head.athlete, limit=NAME_LIMIT)} · " if head.athlete else ""
    when = printable(head.week_label)
    return {
        "form": form,
        "setting": setting,
        "width": sheet.width,
        "margin": sheet.margin,
        "track_width": track_width,
        "colors": {**colors(), "paces": list(palette.PACES)},
        "language": head.language,
        "document_title": ", ".join(filter(None, (printable(head.athlete or ""), heading, when))),
        "description": words["description"],
        "keywords": [MARK, report.kind],
        "kicker": f"{athlete}{printable(head.title)}",
        "heading": heading,
        "heading_size": next((size for most, size in NAME_SIZES if len(heading) <= most), 10.5),
        "when": when,
        "words": words,
        **first_data(head.findings, words),
        "kpis": [printed(asdict(kpi)) for kpi in report.kpis],
        "facts": [printed(asdict(fact)) for fact in report.facts],
        "facts_heading": printable(report.facts_heading),
        "chart": _picture(report.chart.heading, report.chart.alt, report.chart.notes) if report.chart else None,
        "chart_missing": printable(report.chart_missing),
        "ground": ground_data(report.ground) if report.ground else None,
        "ground_in_place": _in_place(report),
        "track": _track(report),
        "track_heading": printable(report.track_heading),
        "track_missing": printable(report.track_missing),
        **{name: printed(asdict(table)) if (table := getattr(report, name)) else None for name in _TABLES},
        "diary": None if report.diary is None else {
            "heading": printable(report.diary.heading), "lines": [diary_line_data(line) for line in report.diary.lines],
        },
        "footer": printable(report.footer),
    }  # fmt: skip


def _picture(heading: str, alt: str, notes: tuple[str, ...]) -> dict[str, Any]:
    return {"heading": printable(heading), "alt": printable(alt), "notes": [printable(note) for note in notes]}


def _track(report: RunReport) -> dict[str, Any] | None:
    way = report.track
    if way is None:
        return None
    return {
        **_picture(way.heading, way.alt, (way.note,) if way.note else ()),
        "color": way.color,
        "keys": [[key, printable(words)] for key, words in way.keys],
        "credit": None if way.credit is None else printable(way.credit),
    }

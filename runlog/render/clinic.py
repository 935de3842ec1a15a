"""The pages for a clinician: PDF on A4, or one picture."""

import json
from dataclasses import asdict
from typing import Any, Final, Literal

from runlog.render import palette
from runlog.render.draw import body, course, figure
from runlog.render.mark import MARK
from runlog.render.png import marked
from runlog.render.text import printable, printed
from runlog.render.typeset import compile_page
from runlog.report.clinic_model import ClinicReport

_MARGIN: Final = 14 * 72 / 25.4
_WIDTH: Final = 210 * 72 / 25.4
_BODY_HEIGHT: Final = 206.0
_NAME_SIZES: Final = ((26, 21.0), (54, 15.0))
_PIXELS_PER_INCH: Final = 150.0
_NOT_SET: Final = frozenset({"as_of", "units"})


def clinic_pdf(report: ClinicReport) -> bytes:
    """The report on A4 pages: tagged, checked against PDF/UA-1, the same bytes for the same report."""
    return compile_page("clinic.typ", _inputs(report, "a4"), when=report.as_of, output="pdf")[0]


def clinic_png(report: ClinicReport) -> bytes:
    """The report as one picture, marked as made by runlog."""
    inputs = _inputs(report, "picture")
    return marked(compile_page("clinic.typ", inputs, when=report.as_of, output="png", ppi=_PIXELS_PER_INCH)[0])


def _inputs(report: ClinicReport, form: Literal["a4", "picture"]) -> dict[str, str]:
    return {
        "data": json.dumps(_data(report, form), ensure_ascii=False),
        "course": course.draw(report.course, _WIDTH - 2 * _MARGIN),
        "body": body.draw(report.body, _BODY_HEIGHT),
    }


def _data(report: ClinicReport, form: str) -> dict[str, Any]:
    heading = printable(report.athlete or report.title, limit=140)
    drawn = {"heading": report.course.heading, "alt": report.course.alt}
    parts = {name: value for name, value in asdict(report).items() if name not in _NOT_SET | {"course"}}
    data = printed({**parts, "course": drawn, "care": parts["course_of_care"]})
    data["body"]["width"] = 2 * figure.HALF_WIDTH * (_BODY_HEIGHT - body.BELOW - 1) / figure.HEIGHT
    return {
        **data,
        "form": form,
        "margin": _MARGIN,
        "athlete": report.athlete is not None,
        "heading": heading,
        "heading_size": next((size for most, size in _NAME_SIZES if len(heading) <= most), 11.0),
        "document_title": ", ".join(dict.fromkeys((printable(report.title), heading, data["period"]))),
        "keywords": [MARK, "clinic"],
        "colors": {
            "ink": palette.INK, "muted": palette.MUTED, "hairline": palette.HAIRLINE, "pain": palette.PAIN["high"],
            "numb": palette.THIS_WEEK, "urgent": palette.TONES["red-flag"].strong,
        },
    }  # fmt: skip

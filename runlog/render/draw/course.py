"""Half a year for a clinician: daily back and leg pain on the fixed scale of 0 to 10, and the runs under it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas, text_width
from runlog.render.draw.scale import tick_label, ticks
from runlog.report.clinic_model import Course, CourseDay

_LEFT: Final = 24.0
_DATES: Final = 13.0
_SUMS: Final = 10.0
_RUNS: Final = 58.0
_GAP: Final = 20.0
_STRIP: Final = 5.0
_STRIP_GAP: Final = 3.0
_PAIN: Final = 112.0
_KEY: Final = 18.0
_HIGHEST_PAIN: Final = 10
_DAYS: Final = 7
_LABEL_EVERY: Final = 2
_BACK: Final = palette.PAIN["high"]
_LEG: Final = palette.THIS_WEEK
_NO_ENTRY: Final = palette.HAIRLINE


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where time, pain and distance lie on the sheet, in points."""

    course: Course
    width: float
    top: float

    @property
    def day_width(self) -> float:
        return (self.width - _LEFT) / (len(self.course.weeks) * _DAYS)

    def x(self, day: date) -> float:
        """The middle of a day."""
        return _LEFT + ((day - self.course.weeks[0].start).days + 0.5) * self.day_width

    @property
    def runs_floor(self) -> float:
        return _DATES + _SUMS

    @property
    def strip(self) -> float:
        return self.runs_floor + _RUNS + _GAP

    @property
    def pain_floor(self) -> float:
        return self.strip + _STRIP + _STRIP_GAP

    def pain(self, value: float) -> float:
        return self.pain_floor + 3 + value / _HIGHEST_PAIN * (_PAIN - 3)

    @property
    def height(self) -> float:
        return self.pain_floor + _PAIN + _KEY


def draw(course: Course, width: float) -> str:
    """The chart as SVG, `width` points wide."""
    marks = ticks(max((day.distance or 0.0 for day in course.days), default=0.0))
    frame = _Frame(course, width, marks[-1])
    canvas = Canvas(width, frame.height)
    _weeks(canvas, frame)
    _episodes(canvas, frame)
    _pain(canvas, frame)
    _strip(canvas, frame)
    _runs(canvas, frame, marks)
    _keys(canvas, frame)
    return canvas.svg()


def _weeks(canvas: Canvas, frame: _Frame) -> None:
    wide = frame.day_width * _DAYS
    for index, week in enumerate(frame.course.weeks):
        left = _LEFT + index * wide
        if index % _LABEL_EVERY == 0:
            canvas.text(left + 1, 3, week.label, size=7, color=palette.MUTED)
            canvas.line([(left, 2), (left, frame.pain_floor + _PAIN)], palette.HAIRLINE, width=0.4, z=0.2)
        canvas.text(left + wide / 2, _DATES + 1.5, week.distance_label, size=7, align="center")


def _episodes(canvas: Canvas, frame: _Frame) -> None:
    half = frame.day_width / 2
    for span in frame.course.episodes:
        first = max(frame.x(span.first) - half, _LEFT)
        last = frame.x(span.last) + half
        top = frame.pain_floor + _PAIN
        canvas.bar(first, frame.runs_floor, last - first, top - frame.runs_floor, palette.UNUSUAL_WASH, z=0.1)
        canvas.bar(first, top, last - first, 2.4, palette.UNUSUAL, z=2)


def _pain(canvas: Canvas, frame: _Frame) -> None:
    for value in range(0, _HIGHEST_PAIN + 1, 2):
        y = frame.pain(value)
        canvas.text(_LEFT - 4, y - 2.4, str(value), size=7, color=palette.MUTED, align="right")
        canvas.line([(_LEFT, y), (frame.width, y)], palette.HAIRLINE, width=0.5, z=0.3)
    legs = [(day.day, day.leg) for day in frame.course.days if day.leg is not None]
    back = [(day.day, day.back) for day in frame.course.days if day.back is not None]
    _line(canvas, frame, legs, _LEG)
    _line(canvas, frame, back, _BACK)
    canvas.dots([(frame.x(day), frame.pain(value)) for day, value in legs], 1.9, _LEG, hollow=True, z=3.2)
    canvas.dots([(frame.x(day), frame.pain(value)) for day, value in back], 1.7, _BACK, z=3.4)


def _line(canvas: Canvas, frame: _Frame, days: list[tuple[date, float]], color: str) -> None:
    """Neighbouring days are joined; a day without an entry is a gap."""
    for (day, value), (after, next_value) in pairwise(days):
        if (after - day).days == 1:
            canvas.line([(frame.x(day), frame.pain(value)), (frame.x(after), frame.pain(next_value))], color, width=0.7)


def _strip(canvas: Canvas, frame: _Frame) -> None:
    wide = frame.day_width
    for day in frame.course.days:
        left = frame.x(day.day) - wide / 2
        if day.painkillers:
            canvas.bar(left, frame.strip, wide, _STRIP, palette.INK)
        elif day.back is None and day.leg is None:
            canvas.bar(left, frame.strip, wide, _STRIP, _NO_ENTRY)


def _runs(canvas: Canvas, frame: _Frame, marks: tuple[float, ...]) -> None:
    if not any(day.ran for day in frame.course.days):
        words = frame.course.keys["no_runs"]
        canvas.text(
            (_LEFT + frame.width) / 2, frame.runs_floor + _RUNS / 2, words, size=7, align="center", color=palette.MUTED
        )
        return
    unit = _RUNS / frame.top
    for value in marks[:: 2 if len(marks) > 3 else 1]:  # noqa: PLR2004 (a low panel has room for three numbers)
        y = frame.runs_floor + value * unit
        canvas.text(
            _LEFT - 4, y - 2.4, tick_label(value, frame.course.decimal), size=7, color=palette.MUTED, align="right"
        )
        canvas.line([(_LEFT, y), (frame.width, y)], palette.HAIRLINE, width=0.5, z=0.3)
    for day in frame.course.days:
        _run(canvas, frame, day, unit)
    canvas.line([(_LEFT, frame.runs_floor), (frame.width, frame.runs_floor)], palette.AXIS, width=0.8, z=4)


def _run(canvas: Canvas, frame: _Frame, day: CourseDay, unit: float) -> None:
    wide = frame.day_width * 0.8
    left = frame.x(day.day) - wide / 2
    if day.distance is not None:
        canvas.bar(left, frame.runs_floor, wide, day.distance * unit, palette.GROUND["asphalt"])
    elif day.ran:
        canvas.text(frame.x(day.day), frame.runs_floor + 2, "?", size=7, align="center", color=palette.MUTED)


def _keys(canvas: Canvas, frame: _Frame) -> None:
    keys = frame.course.keys
    canvas.text(0, frame.runs_floor + _RUNS + 8, keys["runs_axis"], size=7, color=palette.MUTED)
    y = frame.pain_floor + _PAIN + 9
    canvas.text(0, y, keys["pain_axis"], size=7, color=palette.MUTED)
    shown = [("no_entry", True), ("painkillers", any(day.painkillers for day in frame.course.days)),
             ("episode", bool(frame.course.episodes)), ("leg", any(day.leg is not None for day in frame.course.days)),
             ("back", True)]  # fmt: skip
    x = frame.width
    for name, there in shown:
        if not there:
            continue
        canvas.text(x, y, keys[name], size=7, color=palette.MUTED, align="right")
        x -= text_width(keys[name], 7) + 10
        _swatch(canvas, name, x, y)
        x -= 9
    sums = frame.runs_floor + _RUNS + 8
    canvas.text(frame.width, sums, keys["week"], size=7, color=palette.MUTED, align="right")


def _swatch(canvas: Canvas, name: str, x: float, y: float) -> None:
    if name == "back":
        canvas.dots([(x + 3, y + 2.4)], 2, _BACK)
    elif name == "leg":
        canvas.dots([(x + 3, y + 2.4)], 2, _LEG, hollow=True)
    else:
        color = {"no_entry": _NO_ENTRY, "painkillers": palette.INK, "episode": palette.UNUSUAL}[name]
        canvas.bar(x - 1, y, 7, 5, color)

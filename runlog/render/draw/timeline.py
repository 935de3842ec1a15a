"""Weekly distance over daily pain, both on one axis of time."""

from itertools import pairwise
from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas, text_width
from runlog.render.draw.scale import tick_label, ticks
from runlog.render.draw.timeline_frame import (
    BAR_SHARE,
    DATES,
    GAP,
    KEY_GAP,
    KEY_ROW,
    KEY_SIZE,
    KEY_SIZE_OF_LABEL,
    MARK,
    MARK_SIZE,
    NO_BARS,
    PAIN_TOP,
    SCALE_GAP,
    SWATCH,
    Frame,
    Key,
)
from runlog.report.model import PainDay, Timeline, TimelineWeek

_NO_LOG: Final = 6.0
"""How high the hatched foot of a week is that the log does not reach."""
_RADIUS: Final = {"usual": 1.5, "raised": 2.3, "high": 2.9}
_DATE_SIZE: Final = 7.5
_CLEAR: Final = 4.0
"""Room between two dates on the axis."""
_DAY_AT_DESK: Final = 3.6
"""Where a day is narrower than this, its dot is smaller."""


def draw(timeline: Timeline, width: float, *, stretch: float = 1.0) -> str:
    """The chart as SVG, `width` points wide; `stretch` makes both of its scales higher."""
    marks = ticks(_highest(timeline))
    frame = Frame(timeline, width, marks[-1], stretch)
    canvas = Canvas(width, frame.ceiling)
    if timeline.no_runs_note:
        canvas.text(
            (frame.left + width) / 2,
            frame.floor + NO_BARS / 2,
            timeline.no_runs_note,
            align="center",
            color=palette.MUTED,
        )
    else:
        _scale_of_distance(canvas, frame, marks)
    for index, week in enumerate(timeline.weeks):
        _draw_week(canvas, frame, index, week)
    _dates(canvas, frame)
    canvas.line([(frame.left, frame.floor), (width, frame.floor)], palette.AXIS, width=0.8, z=4)
    _scale_of_pain(canvas, frame)
    _episodes(canvas, frame)
    _pain(canvas, frame)
    _keys(canvas, frame)
    return canvas.svg()


def _highest(timeline: Timeline) -> float:
    bars = [week.distance for week in timeline.weeks if week.distance is not None]
    bands = [week.band[1] for week in timeline.weeks if week.band]
    return max([timeline.scale, *bars, *bands])


def _scale_of_distance(canvas: Canvas, frame: Frame, marks: tuple[float, ...]) -> None:
    for value in marks:
        y = frame.distance(value)
        unit = f" {frame.timeline.units}" if value == marks[-1] else ""
        canvas.text(
            frame.left - SCALE_GAP,
            y - 2.6,
            f"{tick_label(value, frame.timeline.decimal)}{unit}",
            color=palette.MUTED,
            align="right",
        )
        if value:
            canvas.line([(frame.left, y), (frame.width, y)], palette.HAIRLINE, width=0.5, z=0.5)


def _draw_week(canvas: Canvas, frame: Frame, index: int, week: TimelineWeek) -> None:
    left, middle = frame.left_of(index), frame.left_of(index) + frame.week / 2
    if week.marks:
        canvas.bar(left, DATES, frame.week, frame.ceiling - DATES, palette.UNUSUAL_WASH, z=0.2)
    if week.band:
        low, high = (frame.distance(value) for value in week.band)
        canvas.bar(left, low, frame.week, high - low, palette.BAND, z=0.6)
    if week.distance is None or frame.timeline.no_runs_note:
        canvas.text(middle, frame.floor + 3, week.distance_label, size=7.8, align="center", color=palette.MUTED)
        if not (week.distance_label or frame.timeline.no_runs_note):
            wide = frame.week * BAR_SHARE
            canvas.unknown(middle - wide / 2, frame.floor, wide, _NO_LOG)
        return
    top = frame.distance(week.distance)
    wide = frame.week * BAR_SHARE
    canvas.bar(middle - wide / 2, frame.floor, wide, top - frame.floor, _bar_color(week))
    _bar_label(canvas, frame, week, middle)
    above = frame.marks_at[index]
    if week.so_far:
        half = text_width(week.so_far, MARK_SIZE) / 2
        x = max(min(middle, frame.width - half), frame.left + half)
        canvas.text(x, above, week.so_far, align="center", size=MARK_SIZE, color=palette.MUTED)
        above += MARK
    for words in reversed(week.marks):
        size = 8.0 if text_width(words, 8.6) <= frame.week else MARK_SIZE
        x = min(middle, frame.width - text_width(words, size + 0.4) / 2)
        canvas.text(x, above, words, align="center", weight=700, size=size, color=palette.UNUSUAL_TEXT)
        above += MARK


def _dates(canvas: Canvas, frame: Frame) -> None:
    """The day on which each week began, where it has room; the asked week's always."""
    taken: list[tuple[float, float]] = []
    weeks = enumerate(frame.timeline.weeks)
    for index, week in sorted(weeks, key=lambda one: (not one[1].asked, -len(one[1].label), one[0])):
        middle, half = frame.left_of(index) + frame.week / 2, text_width(week.label, _DATE_SIZE) / 2
        left, right = middle - half - _CLEAR, middle + half
        if any(left < end and begin < right for begin, end in taken):
            continue
        taken.append((left, right))
        weight, color = (600, palette.INK) if week.asked else (400, palette.MUTED)
        canvas.text(middle, 3.5, week.label, size=_DATE_SIZE, align="center", weight=weight, color=color)


def _bar_color(week: TimelineWeek) -> str:
    if week.marks:
        return palette.UNUSUAL
    return palette.THIS_WEEK if week.asked else palette.PAST


def _bar_label(canvas: Canvas, frame: Frame, week: TimelineWeek, middle: float) -> None:
    """Write the bar's number inside it where it fits, else above."""
    top = frame.distance(week.distance or 0.0)
    weight = 600 if week.asked or week.marks else 400
    on = _bar_color(week) if frame.label_fits(week) else None
    if on:
        y, color = top - 9.5, palette.PAPER if on == palette.THIS_WEEK else palette.INK
    else:
        y, color = top + 3, palette.INK if week.distance else palette.MUTED
    canvas.text(middle, y, week.distance_label, size=7.8, align="center", weight=weight, color=color, on=on)


def _scale_of_pain(canvas: Canvas, frame: Frame) -> None:
    usual = frame.timeline.usual_up_to
    if usual is not None and frame.timeline.pain:
        canvas.bar(frame.left, DATES, frame.width - frame.left, frame.pain(usual) - DATES, palette.USUAL_WASH, z=0.1)
    for value in (0, 5, 10):
        y = frame.pain(value)
        canvas.text(frame.left - SCALE_GAP, y - 2.6, str(value), color=palette.MUTED, align="right")
        canvas.line([(frame.left, y), (frame.width, y)], palette.HAIRLINE, width=0.5, z=0.5)
    canvas.line([(frame.left, DATES), (frame.width, DATES)], palette.AXIS, width=0.8, z=1)


def _episodes(canvas: Canvas, frame: Frame) -> None:
    y = frame.pain(PAIN_TOP) - 1.5
    start = frame.timeline.weeks[0].start
    for span in frame.timeline.episodes:
        first = max(frame.left + (span.first - start).days * frame.day_width, frame.left)
        last = min(frame.left + ((span.last - start).days + 1) * frame.day_width, frame.width)
        canvas.bar(first, y, last - first, 2.2, palette.EPISODE, z=2)


def _pain(canvas: Canvas, frame: Frame) -> None:
    days = frame.timeline.pain
    if not days:
        note = frame.timeline.no_pain_note or ""
        canvas.text((frame.left + frame.width) / 2, frame.pain(5) + 4, note, align="center", color=palette.MUTED)
        return
    for before, after in pairwise(days):
        if (after.day - before.day).days == frame.timeline.pain_days:
            canvas.line([_spot(frame, before), _spot(frame, after)], palette.AXIS, width=0.7, z=2.5)
    smaller = min(frame.day_width * frame.timeline.pain_days / _DAY_AT_DESK, 1.0) ** 0.5
    for level, radius in _RADIUS.items():
        for hollow in (False, True):
            spots = [_spot(frame, day) for day in days if day.level == level and day.painkillers is hollow]
            canvas.dots(spots, radius * smaller, palette.PAIN[level], hollow=hollow)


def _spot(frame: Frame, day: PainDay) -> tuple[float, float]:
    return frame.day(day.day), frame.pain(day.value)


def _keys(canvas: Canvas, frame: Frame) -> None:
    y = frame.floor - GAP + 5
    canvas.text(0, y, frame.timeline.pain_label, size=KEY_SIZE_OF_LABEL, color=palette.MUTED)
    for row in frame.key_rows:
        x = frame.width - sum(key.width for key in row)
        for key in row:
            _draw_key(canvas, key, x + KEY_GAP, y)
            x += key.width
        y -= KEY_ROW


def _draw_key(canvas: Canvas, key: Key, x: float, y: float) -> None:
    if key.color is None:
        canvas.dots([(x + SWATCH / 2, y + 2.4)], 2, palette.PAIN["usual"], hollow=True)
    else:
        canvas.bar(x, y + 2.4 - key.height / 2, 9, key.height, key.color)
    canvas.text(x + SWATCH, y, key.words, size=KEY_SIZE, color=palette.MUTED)

"""Where time, distance and pain lie on the timeline's sheet, and what its legend says."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import text_width
from runlog.render.draw.scale import tick_label
from runlog.report.model import Timeline, TimelineWeek

LEFT: Final = 30.0
"""Room for the numbers of the scale; more where they are longer."""
MARK: Final = 9.0
MARK_SIZE: Final = 7.0
LINE: Final = 14.0
"""A bar that is lower has no room for a line of text."""
HEADROOM: Final = 6.0
BARS: Final = 77.0
NO_BARS: Final = 34.0
GAP: Final = 18.0
PAIN: Final = 48.0
DATES: Final = 15.0
BAR_SHARE: Final = 0.66
PAIN_TOP: Final = 10.0
SCALE_SIZE: Final = 7.5
SCALE_GAP: Final = 5.0
KEY_SIZE: Final = 7.0
KEY_SIZE_OF_LABEL: Final = 7.5
KEY_ROW: Final = 11.0
KEY_GAP: Final = 12.0
SWATCH: Final = 12.0


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: a bar of this colour and height, or a ring where it has no colour."""

    words: str
    color: str | None
    height: float = 0.0

    @property
    def width(self) -> float:
        """The key with the room before it."""
        return KEY_GAP + SWATCH + text_width(self.words, KEY_SIZE)


def keys_of(timeline: Timeline) -> tuple[Key, ...]:
    """What the dots and shades of the lower half mean; nothing where there are none."""
    if not timeline.pain:
        return ()
    told = (
        (timeline.usual_note, palette.USUAL_KEY, 7.0),
        (timeline.episode_note, palette.EPISODE, 2.2),
        (timeline.painkiller_note, None, 0.0),
    )
    return tuple(Key(words, color, height) for words, color, height in told if words)


@dataclass(frozen=True)
class Frame:
    """Where time, distance and pain lie on the sheet, in points."""

    timeline: Timeline
    width: float
    top: float
    """The highest distance of the scale, in the reader's units."""
    stretch: float

    @cached_property
    def left(self) -> float:
        """Where the scales end and the weeks begin."""
        return max(LEFT, text_width(f"{tick_label(self.top, '.')} {self.timeline.units}", SCALE_SIZE) + SCALE_GAP)

    @property
    def week(self) -> float:
        """The width of one bar with the room around it."""
        return (self.width - self.left) / len(self.timeline.weeks)

    def left_of(self, index: int) -> float:
        """Where a bar's room begins."""
        return self.left + index * self.week

    def day(self, day: date) -> float:
        """The middle of the days that a dot stands for."""
        days = (day - self.timeline.weeks[0].start).days
        return self.left + (days + self.timeline.pain_days / 2) * self.day_width

    @property
    def day_width(self) -> float:
        """The width of one day."""
        return self.week / self.timeline.bin_days

    @property
    def floor(self) -> float:
        """Where the bars stand."""
        return DATES + self.pains + GAP + (len(self.key_rows) - 1) * KEY_ROW

    @cached_property
    def key_rows(self) -> tuple[tuple[Key, ...], ...]:
        """What the legend says, as many keys a row as have room; the first row begins with the name of the scale."""
        rows: list[list[Key]] = [[]]
        used = text_width(self.timeline.pain_label, KEY_SIZE_OF_LABEL)
        for key in keys_of(self.timeline):
            if used + key.width > self.width and (rows[-1] or len(rows) == 1):
                rows.append([])
                used = 0.0
            rows[-1].append(key)
            used += key.width
        return tuple(map(tuple, rows))

    @property
    def bars(self) -> float:
        """The height of the scale of distance."""
        return NO_BARS if self.timeline.no_runs_note else BARS * self.stretch

    @property
    def pains(self) -> float:
        """The height of the scale of pain."""
        return PAIN * self.stretch

    @property
    def ceiling(self) -> float:
        """The upper edge of the bars with what is written above them."""
        tops = [
            base + MARK * (len(week.marks) + bool(week.so_far)) + HEADROOM / 2
            for week, base in zip(self.timeline.weeks, self.marks_at, strict=True)
            if week.marks or week.so_far
        ]
        return max([self.floor + self.bars + HEADROOM, *tops])

    @cached_property
    def marks_at(self) -> tuple[float, ...]:
        """The lowest baseline above each bar; where marks of neighbours would meet, the later ones stand higher."""
        found: list[float] = []
        before, reach = -1.0, 0.0
        for week in self.timeline.weeks:
            half = max((text_width(words, MARK_SIZE) / 2 for words in week.marks), default=0.0)
            base = self.distance(week.distance or 0.0) + (3 if self.label_fits(week) else 12)
            if half and reach + half > self.week and base < before:
                base = before
            found.append(base)
            before, reach = base + MARK * len(week.marks), half
        return tuple(found)

    def label_fits(self, week: TimelineWeek) -> bool:
        """Whether the bar's number stands inside it."""
        high = self.distance(week.distance or 0.0) - self.floor
        return high >= LINE and text_width(week.distance_label, 7.8) <= self.week * BAR_SHARE

    def distance(self, value: float) -> float:
        """How high a distance lies."""
        return self.floor + value / self.top * self.bars

    def pain(self, value: float) -> float:
        """How high a score lies."""
        return DATES + 4 + value / PAIN_TOP * (self.pains - 8)

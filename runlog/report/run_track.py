"""The way as lines in metres about its own middle: coloured by ground where that is known by place, else by pace."""

import math
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import numpy as np

from runlog.messages import Speech
from runlog.model import MAP_BASES
from runlog.report.run_input import RunInput, rate
from runlog.report.run_model import TrackColor, TrackLine, TrackMap
from runlog.report.words import map_credit, say
from runlog.units import M_PER_FOOT, M_PER_UNIT

if TYPE_CHECKING:
    from runlog.derive.run_track import TrackLine as Line

PACES: Final = 5
"""So many colours of pace, slow to fast."""
_ODD: Final = 0.05
_SCALE_SHARE: Final = 0.36
_SCALES: Final = (1.0, 2.0, 5.0)
_LEAST_CHANGE: Final = 1.08
"""Paces nearer together than this are one colour: the rest is the GPS (ours)."""


def track_map(told: RunInput, speech: Speech) -> TrackMap | None:
    """The way; None where no track is recorded or nothing of it may be shown."""
    line = told.track
    if line is None:
        return None
    color, codes, keys = _colors(told, line, speech)
    east, north = float(np.ptp(line.x_m)), float(np.ptp(line.y_m))
    metres, label = (None, "") if told.private else _scale(max(east, north), speech)
    colored = say(speech, f"run.track.color_{color}")
    alt = say(speech, "run.track.alt", east=east, north=north, color=colored)
    ends = line.ends
    return TrackMap(
        heading=say(speech, "run.track.heading"),
        alt=say(speech, "run.track.alt_private", color=colored) if told.private else alt,
        color=color,
        lines=tuple(TrackLine(key=keys[piece.code][0], points=piece.points) for piece in line.pieces(codes)),
        keys=tuple(keys[code] for code in range(len(keys)) if color == "pace" or (codes == code).any()),
        start=ends[0] if ends else None,
        finish=ends[1] if ends else None,
        scale_m=metres,
        scale_label=label,
        words={name: say(speech, f"run.track.{name}") for name in ("start", "finish", "both", "north")},
        note=say(speech, "run.track.private") if told.private else "",
        credit=map_credit([told.session], speech) if color == "ground" else None,
    )


_Colors = tuple[TrackColor, "np.ndarray[tuple[int, ...], np.dtype[np.intp]]", list[tuple[str, str]]]


def _colors(told: RunInput, line: "Line", speech: Speech) -> _Colors:
    nothing = np.zeros(len(line.along_m), dtype=np.intp)
    grounds = list(dict.fromkeys(str(stretch.ground or "unknown") for stretch in told.stretches))
    if len(grounds) > 1 or any(stretch.basis in MAP_BASES for stretch in told.stretches):
        starts = [stretch.from_m for stretch in told.stretches]
        code = [grounds.index(str(told.stretches[max(bisect_right(starts, at) - 1, 0)].ground or "unknown"))
                for at in line.along_m.tolist()]  # fmt: skip
        names = speech.words("words.ground")
        return "ground", np.array(code, dtype=np.intp), [(key, str(names[key])) for key in grounds]
    profile = told.profile
    if profile is not None and profile.axis == "distance":
        speed = np.interp(line.along_m, profile.at, np.nan_to_num(profile.speed_mps))
        known = speed[speed > 0]
        if len(known):
            slow, fast = (float(value) for value in np.quantile(known, (_ODD, 1 - _ODD)))
            if fast > slow * _LEAST_CHANGE:
                codes = np.clip((speed - slow) / (fast - slow) * PACES, 0, PACES - 1).astype(np.intp)
                words = [""] * PACES
                slow_words, fast_words = (rate(value, speech, on_foot=told.on_foot) for value in (slow, fast))
                words[0] = say(speech, "run.track.slower", pace=slow_words, unit=speech.units)
                words[-1] = say(speech, "run.track.faster", pace=fast_words)
                return "pace", codes, [(f"pace{place}", word) for place, word in enumerate(words)]
    return "plain", nothing, [("plain", "")]


def _scale(extent_m: float, speech: Speech) -> tuple[float, str]:
    """A round length that fits well under the track, and how it is written."""
    unit = M_PER_UNIT[speech.units]
    wanted = extent_m * _SCALE_SHARE
    small = wanted < unit / 2
    step = (1.0 if speech.units == "km" else M_PER_FOOT) if small else unit
    power = 10.0 ** math.floor(math.log10(max(wanted / step, 1e-9)))
    number = max(one * power for one in _SCALES if one * power <= wanted / step * (1 + 1e-9))
    if small:
        return number * step, speech.climb(number * step)
    return number * step, speech.distance(number * step, decimals=0 if number >= 1 else 1)

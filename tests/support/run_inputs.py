"""One run of a small log as a page's input, with samples whose truth is known."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from runlog.derive.run_profile import profile_of
from runlog.derive.run_track import track_line
from runlog.features.history import History
from runlog.frame.samples import SAMPLES
from runlog.model import GroundStretch, TimerEvent
from runlog.report.run_input import RunInput
from tests.support.made_runs import MadeRun, make


def run_input(
    history: History,
    made: MadeRun | None = None,
    *,
    place: int = -1,
    stretches: Iterable[GroundStretch] = (),
    events: tuple[TimerEvent, ...] = (),
    **told: Any,
) -> RunInput:
    """The input of the history's last session (or another by its place); `made` gives it samples."""
    session = history.sessions[place]
    profile = track = None
    if made is not None:
        columns = make(made).columns
        rows = len(columns["t_s"])
        every = {name: np.asarray(columns.get(name, np.full(rows, np.nan)), dtype=float) for name in SAMPLES.names}
        profile = profile_of(every, events, on_foot=True)
        track = track_line(every)
    base: dict[str, Any] = {
        "avg_hr_bpm": 150.0 if made else None,
        "max_hr_bpm": 165.0 if made else None,
        "device": None,
        "laps": (),
        "warm_up_lap_s": None,
        "no_track": None if track else "none",
    }
    return RunInput(
        history=history, session=session, profile=profile, track=track, stretches=tuple(stretches), **{**base, **told}
    )

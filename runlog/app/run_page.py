"""One activity of a log found by what a person would call it, and its page."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runlog.app.analysis import open_readable
from runlog.app.speaking import speech_of, speech_to_owner
from runlog.clock import Week
from runlog.errors import UsageError
from runlog.features.build import build_history
from runlog.features.history import History, Session
from runlog.library import Log, Progress
from runlog.model import Kind, Lap
from runlog.report.private import private_history, without_notes
from runlog.report.run_input import ON_FOOT, TRAVELLING, NoTrack, RunInput
from runlog.report.run_page import run_report
from runlog.rules.engine import run_rules
from runlog.sports import is_outside

if TYPE_CHECKING:
    from runlog.derive.run_track import TrackLine
    from runlog.report.run_model import RunReport

LAST: Final = "last"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_NAMED: Final = 6


def run_page(  # noqa: PLR0913 (each keyword is one thing that a look at a log may be told)
    path: Path,
    wanted: str,
    *,
    private: bool = False,
    today: date | None = None,
    progress: Progress | None = None,
    language: str | None = None,
) -> "tuple[Log, RunReport]":
    """The log at `path`, and the page of one of its activities.

    Args:
        path: a log's folder or a bare export.
        wanted: an id or the beginning of one, `last` for the newest run, or a day with one run such as 2026-11-19.
        private: without names, places, words, device and time of day, and of the way only a part far from its ends.
        today: the day as of which pain and red flags are told.
        progress: told of files that are decoded.
        language: speaks instead of the one in the settings.

    Raises:
        UsageError: no activity, or more than one, is called so.
        NothingReadableError: neither an activity nor a diary line is there.
    """
    log, day = open_readable(path, today=today, progress=progress)
    return log, page_of(log, day, wanted, private=private, language=language)


def page_of(log: Log, today: date, wanted: str, *, private: bool = False, language: str | None = None) -> "RunReport":
    """The page of one activity of an open log, as `run_page`."""
    history = build_history(log.activities, log.diary, log.settings, week=Week.of(today), today=today)
    session = find_session(history, log, wanted)
    told = (_private_input if private else _input)(log, history, session)
    speech = speech_of(log.settings, language)
    if not private:
        return run_report(told, run_rules(history), speech_to_owner(log.settings, log.root, language))
    asked = private_history(history)
    return run_report(replace(told, history=without_notes(asked)), run_rules(asked), speech)


def find_session(history: History, log: Log, wanted: str) -> Session:
    """The session that a person means; raises `UsageError` that says how to find the ids."""
    text = wanted.strip()
    if text.casefold() == LAST:
        if not history.runs:
            raise _unknown("no run in this log", log)
        return history.runs[-1]
    if _DAY.fullmatch(text):
        return _of_day(history, text, log)
    sessions = {session.id: session for session in history.sessions}
    if text in sessions:
        return sessions[text]
    rows = log.shelf.rows
    begun = list(dict.fromkeys(
        session.id for name in rows if text and name.startswith(text)
        for session in history.sessions if rows[session.id] is rows[name]
    ))  # fmt: skip
    if len(begun) == 1:
        return sessions[begun[0]]
    if begun:
        raise UsageError(f"{text} is the beginning of {len(begun)} ids ({_named(begun)}); write more of it")
    near = difflib.get_close_matches(text, sessions, n=1)
    raise _unknown(f"no activity {text!r}" + (f"; did you mean {near[0]}?" if near else ""), log)


def _of_day(history: History, text: str, log: Log) -> Session:
    sessions = [session for session in history.sessions if session.day.isoformat() == text]
    chosen = [session for session in sessions if session.kind is Kind.RUN] or sessions
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        raise UsageError(f"{text} has {len(chosen)} runs; name one: {_named([session.id for session in chosen])}")
    raise _unknown(f"no activity on {text}", log)


def _named(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")


def _unknown(what: str, log: Log) -> UsageError:
    return UsageError(
        f"{what}. The ids of this log: runlog runs {log.root}. "
        "The beginning of an id will do, or a day such as 2026-11-19, or last for the newest run."
    )


def _input(log: Log, history: History, session: Session) -> RunInput:
    from runlog.derive.run_profile import profile_of
    from runlog.derive.run_track import track_line

    column = _column(log, session)
    laps, events = log.shelf.laps_and_timer(session.id)
    outside = session.kind in TRAVELLING and is_outside(session.sport, session.sub_sport)
    track = track_line(column) if outside else None
    return RunInput(
        history=history,
        session=session,
        **_totals(log, session),
        profile=profile_of(column, events, on_foot=session.kind in ON_FOOT) if len(column["t_s"]) else None,
        laps=laps,
        warm_up_lap_s=_warm_up_lap(laps),
        stretches=log.ground_along(session.id) if session.kind in ON_FOOT else (),
        track=track,
        no_track=_no_track(session, track, outside=outside),
    )


def _private_input(log: Log, history: History, session: Session) -> RunInput:
    """As `_input`, of what a private page may show: no device, and where a way is known nothing near its ends."""
    from runlog.app.private_run import private_run

    told = _input(log, history, session)
    stripped = without_notes(private_history(history)).sessions[history.sessions.index(session)]
    laps, _ = log.shelf.laps_and_timer(session.id)
    shown = private_run(log, history, session, _column(log, session), laps)
    plain = replace(told, session=stripped, device=None, private=True)
    if shown is None:
        return plain
    sums = {
        name: getattr(shown.session, name) for name in ("distance_m", "moving_s", "duration_s", "ascent_m", "descent_m")
    }
    seen = told.track is not None and shown.track is not None
    return replace(
        plain,
        session=replace(stripped, **sums),
        profile=shown.profile,
        laps=shown.laps,
        warm_up_lap_s=None,
        stretches=shown.stretches,
        track=shown.track if seen else None,
        no_track=None if seen else told.no_track or "hidden",
        part="some" if shown.track is not None else "none",
    )


def _column(log: Log, session: Session) -> dict[str, Any]:
    samples = log.samples(session.id)
    return {str(name): samples[name].to_numpy(dtype="float64") for name in samples.columns}


def _totals(log: Log, session: Session) -> dict[str, Any]:
    row: dict[Any, Any] = log.activities.loc[log.activities["id"] == session.id].iloc[0].to_dict()
    return {
        "avg_hr_bpm": _number(row["avg_hr_bpm"]),
        "max_hr_bpm": _number(row["max_hr_bpm"]),
        "device": _text(row["device"]),
    }


def _no_track(session: Session, track: "TrackLine | None", *, outside: bool) -> NoTrack | None:
    if track is not None or session.kind not in TRAVELLING:
        return None
    return "none" if outside else "indoors"


def _warm_up_lap(laps: Sequence[Lap]) -> float | None:
    from runlog.derive.warm_up_seen import warm_up_lap

    lap = warm_up_lap(laps)
    return None if lap is None else lap.start_s + (lap.duration_s or 0.0)


def _number(cell: Any) -> float | None:
    return None if cell is None or cell != cell else float(cell)  # noqa: PLR0124 (NaN is not itself)


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) and cell else None

"""Which files of a vendor's archive hold training; nothing else in it is opened (messages, contacts, sleep)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from runlog.importers.bundles.archive import Member

_PACKED: Final = r"(?:\.(?:gz|bz2|xz))?"
_TRACKS: Final = rf"\.(?:fit|gpx|tcx){_PACKED}"
_MAY_HOLD_TRAINING: Final = re.compile(
    rf"(?:{_TRACKS}|\.(?:csv|tsv|json|xml|xlsx){_PACKED}|\.(?:zip|tar{_PACKED}|tgz|tbz2?|txz|7z|rar))(?:#\d+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A vendor's archive: names of which each pattern is found at least once, and the names that are wanted."""

    vendor: str
    marks: tuple[re.Pattern[str], ...]
    wanted: re.Pattern[str]


def _layout(vendor: str, marks: tuple[str, ...], wanted: str) -> Layout:
    patterns = tuple(re.compile(mark, re.IGNORECASE) for mark in marks)
    return Layout(vendor, patterns, re.compile(f"(?:{wanted})$", re.IGNORECASE))


LAYOUTS: Final = (
    _layout(
        "Strava",
        (r"(?:^|/)activities\.csv$", r"(?:^|/)(?:activities/.|profile\.csv$|shoes\.csv$)"),
        rf"(?:^|/)activities\.csv|(?:^|/)activities/.*{_TRACKS}",
    ),
    _layout(
        "Garmin",
        (r"(?:^|/)DI_CONNECT/|(?:^|/)DI-Connect-Fitness/",),
        rf"summarizedActivities\.json|UploadedFiles[^/]*\.zip|{_TRACKS}",
    ),
    _layout(
        "Apple Health",
        (r"(?:^|/)(?:apple_health_export|workout-routes)/",),
        r"workout-routes/[^/]+\.gpx|(?:^|/)(?:apple_health_export/)?(?!export_cda)[^/]+\.xml",
    ),
    _layout(
        "Polar",
        (r"(?:^|/)training-session-\d{4}-[^/]*\.json$",),
        r"(?:^|/)training-session-[^/]*\.json",
    ),
)


def sort_out(members: Iterable[Member]) -> tuple[tuple[Member, ...], int]:
    """The members that may hold training, and how many are left unopened."""
    every = tuple(members)
    layout = next((one for one in LAYOUTS if _fits(one, every)), None)
    pattern = layout.wanted if layout else _MAY_HOLD_TRAINING
    wanted = tuple(member for member in every if pattern.search(member.name))
    return wanted, len(every) - len(wanted)


def _fits(layout: Layout, members: tuple[Member, ...]) -> bool:
    return all(any(mark.search(member.name) for member in members) for mark in layout.marks)

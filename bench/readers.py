"""runlog's readers against other libraries on real files: `python -m bench.readers CORPUS [--assert]`.

Ours is timed from the bytes of a file to finished recordings, samples as a frame, checksum included. The others are
timed for parsing alone, by their plainest call. Every file is read in turns by all that read its format; a file's time
is the median of its rounds. CORPUS holds the folders `fit`, `gpx`, `tcx`.
"""

import argparse
import gzip
import hashlib
import io
import os
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from bench.measure import interleave, versions
from runlog.importers import read_bytes

Parse = Callable[[bytes], object]

OURS: Final = "runlog"
SAMPLES_MIN: Final = 600
"""Shorter recordings than ten minutes are not measured: a run is longer."""
GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True)
class Contest:
    """One format: who reads it, how many files, how often, and what is promised."""

    format: str
    others: Mapping[str, Parse]
    files: int
    rounds: int
    promises: Mapping[str, float]
    """At least this ratio of total times to each of these; `fastest` is the fastest that is not named."""


def by_fitparse(data: bytes) -> object:
    """All messages."""
    import fitparse

    return list(fitparse.FitFile(io.BytesIO(data), check_crc=True).get_messages())


def by_fitdecode(data: bytes) -> object:
    """All frames, with the checksum."""
    import fitdecode

    with fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.WARN) as frames:
        return list(frames)


def by_garmin_fit_sdk(data: bytes) -> object:
    """All messages."""
    import garmin_fit_sdk

    messages, _ = garmin_fit_sdk.Decoder(garmin_fit_sdk.Stream.from_byte_array(bytearray(data))).read()
    return messages


def by_pyfitparsernative(data: bytes) -> object:
    """All messages."""
    import pyfitparsernative

    return pyfitparsernative.parse_fit_bytes(data)


def by_gpxpy(data: bytes) -> object:
    """The document."""
    import gpxpy

    return gpxpy.parse(data.decode())


def by_tcxreader(data: bytes) -> object:
    """The exercise, with points that have no position."""
    from tcxreader.tcxreader import TCXReader

    return TCXReader().read(io.BytesIO(data), only_gps=False)


CONTESTS: Final = (
    Contest(
        "FIT",
        {
            "fitparse": by_fitparse,
            "fitdecode": by_fitdecode,
            "garmin-fit-sdk": by_garmin_fit_sdk,
            "pyfitparsernative": by_pyfitparsernative,
        },
        files=14,
        rounds=3,
        promises={"fitparse": 100, "fastest": 6},
    ),
    Contest("GPX", {"gpxpy": by_gpxpy}, files=40, rounds=5, promises={"gpxpy": 8}),
    Contest("TCX", {"tcxreader": by_tcxreader}, files=40, rounds=5, promises={"tcxreader": 3}),
)


def ours(data: bytes) -> object:
    """The whole way to recordings."""
    return read_bytes(data, name="export")


def chosen(corpus: Path, contest: Contest) -> list[tuple[str, bytes]]:
    """Files of running size that runlog reads: the first of them in the order of their hashes, the same every time."""
    found = []
    for path in (corpus / contest.format.casefold()).iterdir():
        data = path.read_bytes()
        found.append((path.name, gzip.decompress(data) if data.startswith(GZIP) else data))
    found.sort(key=lambda file: hashlib.sha256(file[1]).digest())
    kept: list[tuple[str, bytes]] = []
    for name, data in found:
        reading = read_bytes(data, name=name)
        if sum(len(recording.samples) for recording in reading.recordings) >= SAMPLES_MIN:
            kept.append((name, data))
        if len(kept) == contest.files:
            break
    return kept


def measured(contest: Contest, files: Sequence[tuple[str, bytes]]) -> dict[str, list[tuple[float, float]]]:
    """For each other reader: (our seconds, its seconds) for every file that it reads."""
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in contest.others}
    for _, data in files:
        able = {name: parse for name, parse in contest.others.items() if _reads(parse, data)}
        candidates = {name: _call(parse, data) for name, parse in {OURS: ours, **able}.items()}
        seconds = {timing.name: timing.median_s for timing in interleave(candidates, contest.rounds)}
        for name in able:
            pairs[name].append((seconds[OURS], seconds[name]))
    return pairs


def _reads(parse: Parse, data: bytes) -> bool:
    """Whether a reader takes this file; the call also warms it up."""
    try:
        parse(data)
    except Exception:  # noqa: BLE001 (whatever it raises, it does not read the file)
        return False
    return True


def _call(parse: Parse, data: bytes) -> Callable[[], object]:
    return lambda: parse(data)


def report(contest: Contest, pairs: Mapping[str, Sequence[tuple[float, float]]]) -> dict[str, float]:
    """Print one format's table; the ratio of total times by reader."""
    ratios = {}
    print(f"\n{contest.format}: medians of {contest.rounds} interleaved rounds, ours with frames, others without")
    print(f"{'':18} {'files':>5} {'ours s':>8} {'its s':>8} {'ratio of totals':>16} {'median of files':>16}")
    for name, seconds in pairs.items():
        if not seconds:
            print(f"{name:18} reads none of the files")
            continue
        own, its = sum(pair[0] for pair in seconds), sum(pair[1] for pair in seconds)
        ratios[name] = its / own
        middle = median(pair[1] / pair[0] for pair in seconds)
        print(f"{name:18} {len(seconds):5} {own:8.3f} {its:8.3f} {ratios[name]:16.1f} {middle:16.1f}")
    return ratios


def broken(contest: Contest, ratios: Mapping[str, float]) -> list[str]:
    """The promises that do not hold."""
    unnamed = [ratio for name, ratio in ratios.items() if name not in contest.promises]
    held = {**ratios, "fastest": min(unnamed, default=0.0)}
    return [
        f"{contest.format}: {held.get(name, 0.0):.1f}x {name} where {limit:g}x is promised"
        for name, limit in contest.promises.items()
        if held.get(name, 0.0) < limit
    ]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the tables, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with fit, gpx, tcx")
    parser.add_argument("--assert", dest="hold", action="store_true", help="fail where a ratio is below its promise")
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")  # what other readers warn of is not measured
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    others = [name for contest in CONTESTS for name in contest.others]
    print(versions(["runlog", "numpy", "pandas", *others]))
    failures = []
    for contest in CONTESTS:
        files = chosen(options.corpus, contest)
        print(f"\n{contest.format}: {len(files)} files, {sum(len(data) for _, data in files) / 1e6:.1f} MB", flush=True)
        failures += broken(contest, report(contest, measured(contest, files)))
    print("\n" + ("\n".join(failures) if failures else "every promise holds"))
    return 1 if options.hold and failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""Write docs/json.md from the documents that runlog really prints, so that the page cannot differ from them.

The shapes are read off documents of the sample runner and of small logs made here; what a field means stands in
`json_fields.toml` beside this file.
"""

import contextlib
import io
import json
import os
import shutil
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from runlog.cli.main import main as runlog
from runlog.library.names import BUNDLE_NAME
from runlog.library.private_areas import NAME as PRIVATE_NAME

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "json.md"
FIELDS: Final = Path(__file__).with_name("json_fields.toml")
SAMPLE: Final = str(ROOT / "sample_data")
TODAY: Final = "2026-11-23"
_TYPES: Final = {str: "text", bool: "yes or no", int: "number", float: "number", type(None): "null", dict: "object",
                 list: "list"}  # fmt: skip
_ORDER: Final = ("text", "number", "yes or no", "object", "list", "null")

Shape = dict[str, set[str]]

_HIDDEN: Final = json.dumps({
    "version": 1, "secret": "00" * 32,
    "areas": [{
        "lat_deg": lat, "lon_deg": lon, "radius_m": 700.0,
        "core_lat_deg": lat, "core_lon_deg": lon, "core_radius_m": 1.0,
        "side_lat_deg": lat - 1.0, "side_lon_deg": lon, "side_rad": 1.5707963267948966,
    } for lat, lon in ((47.8507, 16.7877), (47.8573, 16.7822))],
})  # fmt: skip
"""What the private page of a run of the sample hides, so that its shape is the same whenever this page is made."""
_RED: Final = "date,pain_0_10,bladder_bowel\n2026-11-16,1,\n2026-11-20,6,yes\n"
_RUNS: Final = "date,sport,distance_km,duration\n2026-11-16,run,5,0:30:00\n2026-11-18,run,6,\n"


def commands(folder: Path) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The commands whose output each document's shape is read from; the small log is made in the folder."""
    sore = folder / "team" / "sore"
    (sore / "exports").mkdir(parents=True)
    (sore / "exports" / "runs.csv").write_text(_RUNS, encoding="utf-8")
    (sore / "exports" / "broken.fit").write_bytes(b"not a FIT file")
    (sore / "diary.csv").write_text(_RED, encoding="utf-8")
    all_shared = folder / "shared"
    shutil.copytree(SAMPLE, all_shared)
    hidden = folder / "hidden"
    hidden.mkdir()
    shutil.copy(Path(SAMPLE) / "exports" / "watch" / "2026-11-08-0915.fit.gz", hidden)
    (hidden / PRIVATE_NAME).write_text(_HIDDEN, encoding="utf-8")
    settings = all_shared / "runlog.toml"
    settings.write_text(f'share = "all"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
    as_json = ("--format", "json")
    to_stdout = (*as_json, "-o", "-")
    weeks = [(SAMPLE, "--week", f"2026-W{week}") for week in (24, 46, 47)]
    logs = [*weeks, (str(sore),), (str(sore), "--week", "2026-W40")]
    span = ("--from", "2026-09-01", "--to", "2026-11-22")
    return {
        "check": tuple(("check", *log, *as_json) for log in logs),
        "report": tuple(("report", *log, *to_stdout) for log in logs),
        "span": (("report", SAMPLE, *span, *to_stdout), ("report", str(sore), *span, *to_stdout)),
        "clinic": (("clinic", SAMPLE, *to_stdout), ("clinic", str(sore), *to_stdout)),
        "run": tuple(
            ("run", *run, *to_stdout)
            for run in (
                ("2026-11-12", "--log", SAMPLE),
                ("2026-11-08", "--log", SAMPLE),
                ("2026-11-08", "--log", str(hidden), "--private"),
                ("last", "--log", str(sore)),
            )
        ),
        "runs": (("runs", SAMPLE, *as_json), ("runs", str(sore), *as_json)),
        "inspect": (("inspect", f"{SAMPLE}/exports", *as_json), ("inspect", str(sore), *as_json)),
        "diary": (("diary", "list", "--log", SAMPLE, *as_json), ("diary", "list", "--log", str(sore), *as_json)),
        "rules": (("rules", *as_json),),
        "bundle": (
            ("share", SAMPLE, "-o", str(folder / "load")),
            ("share", str(all_shared), "-o", str(folder / "all")),
        ),
        "team": (("team", str(sore.parent), "--jobs", "1", *to_stdout),),
    }


def shapes() -> Mapping[str, Shape]:
    """For each document its paths with the types that occur there."""
    fields = meanings()
    with TemporaryDirectory() as folder:
        os.environ.update(RUNLOG_TODAY=TODAY, RUNLOG_CACHE=f"{folder}/cache")
        return {
            name: _shape([_printed(command) for command in runs], set(fields[name]["open"]))
            for name, runs in commands(Path(folder)).items()
        }


def meanings() -> Mapping[str, Any]:
    """What `json_fields.toml` says of each document."""
    return tomllib.loads(FIELDS.read_text(encoding="utf-8"))


def _printed(command: tuple[str, ...]) -> Any:
    out = io.StringIO()
    raw = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(raw), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
        runlog(list(command))
    raw.flush()
    told = Path(command[-1], BUNDLE_NAME).read_bytes() if command[0] == "share" else raw.buffer.getvalue()
    return json.loads(told)


def _shape(documents: Iterable[Any], opened: set[str]) -> Shape:
    shape: Shape = {}
    for document in documents:
        _walk(document, "", shape, opened)
    return shape


def _walk(value: Any, path: str, shape: Shape, opened: set[str]) -> None:
    if path:
        shape.setdefault(path, set()).add(_TYPES[type(value)])
    if path in opened:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            _walk(inner, f"{path}.{name}" if path else name, shape, opened)
    elif isinstance(value, list):
        for inner in value:
            _walk(inner, f"{path}[]", shape, opened)


def page() -> str:
    """The text of docs/json.md."""
    fields, found = meanings(), shapes()
    parts = [fields["page"]["head"].strip()]
    for name, shape in found.items():
        told = fields[name]
        own = new_paths(name, found, fields)
        rows = [f"| `{path}` | {_types(path, shape)} | {told['fields'].get(path, '')} |" for path in own]
        parts.append(
            f"## {told['title']}\n\n{told['about'].strip()}\n\n| path | type | what |\n|---|---|---|\n"
            + "\n".join(rows)
        )
    return "\n\n".join(parts) + "\n"


def new_paths(name: str, found: Mapping[str, Shape], fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths of a document that are not told of the document that it is like, or mean something else in it."""
    known: set[str] = set()
    like = fields[name].get("like")
    while like:
        known |= set(found[like])
        like = fields[like].get("like")
    told = fields[name]["fields"]
    return tuple(path for path in found[name] if not path.endswith("[]") and (path not in known or path in told))


def _types(path: str, shape: Shape) -> str:
    """`text, null`; a list tells of what."""
    words = sorted(shape[path], key=_ORDER.index)
    inside = sorted(shape.get(f"{path}[]", ()), key=_ORDER.index)
    return ", ".join(f"list of {' or '.join(inside)}" if word == "list" and inside else word for word in words)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main()

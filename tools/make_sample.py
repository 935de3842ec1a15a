"""Write `sample_data/exports` and `sample_data/diary.csv` anew: `python -m tools.make_sample`.

Everything is worked out from `sample_plan.csv`, `sample_diary.csv` and fixed seeds, with arithmetic that gives the same
bytes everywhere; only how tightly a `.gz` is packed depends on the zlib of the machine.
"""

import shutil
from pathlib import Path
from typing import Final

from tools.fit_writer import write_fit
from tools.sample_diary import diary_csv
from tools.sample_files import TWIN_LAG_S, gpx, gzipped, hand_kept, tcx
from tools.sample_session import Plan, read_plan, record

SAMPLE: Final = Path(__file__).resolve().parent.parent / "sample_data"
_FOLDERS: Final = {"fit": "watch", "gpx": "phone", "tcx": "club"}


def sample_files() -> dict[str, bytes]:
    """Path inside the sample log → bytes, for every file that is generated."""
    plans = read_plan()
    files = {
        "diary.csv": diary_csv(plans),
        "exports/runs.csv": hand_kept(plan for plan in plans if "csv" in plan.forms),
    }
    for plan in plans:
        files |= _recorded(plan)
    return dict(sorted(files.items()))


def _recorded(plan: Plan) -> dict[str, bytes]:
    files = {}
    session = record(plan)
    twin = len({form.split(".")[0] for form in plan.forms} & _FOLDERS.keys()) > 1
    for form in plan.forms:
        kind = form.split(".")[0]
        if kind == "csv":
            continue
        if kind == "fit":
            data = write_fit(session.activity, session.samples, session.laps, session.timer_events)
        elif kind == "gpx":
            data = gpx(plan, session, lag_s=TWIN_LAG_S if twin else 0)
        else:
            data = tcx(plan, session)
        name = f"exports/{_FOLDERS[kind]}/{plan.start_local:%Y-%m-%d-%H%M}.{form}"
        files[name] = gzipped(data) if form.endswith(".gz") else data
    return files


def main() -> None:
    """Replace the generated part of the sample log; its settings and its README are kept by hand."""
    files = sample_files()
    shutil.rmtree(SAMPLE / "exports", ignore_errors=True)
    for name, data in files.items():
        path = SAMPLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.2f} MB in {SAMPLE.name}")


if __name__ == "__main__":
    main()

"""One reader under coverage-guided fuzzing: `python -m tests.fuzz.atheris_readers FORMAT [libFuzzer options]`.

FORMAT is fit, gpx, tcx, csv or gz. It starts from the valid exports of `seeds`, stops at the first input that breaks a
property, takes longer than `SECONDS_A_MB` allows or more memory than `MEMORY_MB`, and writes that input to `.fuzz/`.
What it finds becomes a test beside the reader's others. Wants atheris (`pip install atheris`).
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["runlog.importers"]):
    import runlog.importers.registry  # noqa: F401 (the readers, with their branches counted)
    from tests.fuzz.properties import must_hold
    from tests.fuzz.seeds import SEEDS

SECONDS_A_MB: Final = 2.0
SECONDS_MIN: Final = 2.0
"""However small an input is: instrumented code on a busy machine has its own time."""
MEMORY_MB: Final = 1500
LONGEST: Final = 200_000
FINDINGS: Final = Path(".fuzz")


def main(arguments: list[str]) -> None:
    """Fuzz until libFuzzer's own options end it."""
    kind, options = arguments[1], arguments[2:]

    def one_input(data: bytes) -> None:
        begun = time.process_time()
        must_hold(data, f"export.{kind}")
        seconds = time.process_time() - begun
        allowed = SECONDS_MIN + SECONDS_A_MB * len(data) / 1e6
        if seconds > allowed:
            raise TimeoutError(f"{seconds:.1f} s for {len(data)} bytes, {allowed:.1f} s are allowed")

    FINDINGS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[kind]()):
            (Path(folder) / str(number)).write_bytes(seed)
        limits = [f"-rss_limit_mb={MEMORY_MB}", f"-max_len={LONGEST}", f"-artifact_prefix={FINDINGS}/{kind}-"]
        atheris.Setup([arguments[0], *limits, *options, folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)

"""`runlog inspect`: a verdict per file, nothing kept."""

import json
from pathlib import Path
from typing import Any

import click

from runlog.cli.exits import Exit
from runlog.cli.output import LogPath, choose_format, console_for, format_option, output_option, progress_bar, write
from runlog.cli.table_options import checked_zone, table_options, told_by
from runlog.cli.verdicts import exit_code_of
from runlog.errors import NothingReadableError

FORMATS = ("text", "json")


@click.command("inspect")
@click.argument("sources", metavar="SRC...", nargs=-1, required=True, type=LogPath)
@format_option(*FORMATS)
@output_option
@table_options
@click.option("--tz", metavar="ZONE", help="Zone of times that tell none, such as Europe/Vienna.")
def command(sources: tuple[Path, ...], form: str | None, output: Path | None, tz: str | None, **given: Any) -> Exit:
    """Read exports without keeping them: for each file read, duplicate, skipped or failed, and why."""
    form = choose_format(form, output, known=FORMATS, default="text" if output is None else None)
    from runlog.app.inspecting import inspect_document

    with progress_bar("Reading") as progress:
        document, readings = inspect_document(sources, progress=progress, tz=checked_zone(tz), tables=told_by(**given))
    if form == "json":
        write(json.dumps(document, indent=2, ensure_ascii=False) + "\n", output)
    else:
        from runlog.app.speaking import speech_of_sources
        from runlog.render.tables import print_verdicts

        with console_for(output) as console:
            print_verdicts(console, document, speech_of_sources(sources))
    if not any(reading.status in ("read", "duplicate") for reading in readings):
        names = ", ".join(str(source) for source in sources)
        raise NothingReadableError(f"{names}: no file with an activity was found; the reasons are listed above")
    return exit_code_of(readings)

"""`runlog runs`: the activities of a log."""

import json
from pathlib import Path

import click

from runlog.cli.exits import Exit
from runlog.cli.output import (
    choose_format,
    console_for,
    format_option,
    language_option,
    log_argument,
    output_option,
    private_option,
    progress_bar,
    write,
)
from runlog.cli.verdicts import exit_code_of

FORMATS = ("table", "csv", "json", "parquet")


@click.command("runs")
@log_argument
@format_option(*FORMATS)
@output_option
@language_option
@private_option
def command(log: Path, form: str | None, output: Path | None, lang: str | None, *, private: bool) -> Exit:
    """List every activity of LOG, oldest first: as a table, or with all columns as CSV, JSON or Parquet."""
    form = choose_format(form, output, known=FORMATS, default="table" if output is None else None)
    from runlog.app.activities import activities_csv, activities_document, activities_parquet, activity_rows
    from runlog.app.analysis import open_readable
    from runlog.app.speaking import speech_of

    with progress_bar("Reading") as progress:
        opened, _ = open_readable(log, progress=progress)
    if private:
        from runlog.app.private import private_log

        opened = private_log(opened)
    if form == "json":
        write(json.dumps(activities_document(opened.activities), indent=2, ensure_ascii=False) + "\n", output)
    elif form == "csv":
        write(activities_csv(opened.activities), output)
    elif form == "parquet":
        write(activities_parquet(opened.activities), output)
    else:
        from runlog.render.tables import print_lines

        with console_for(output) as console:
            print_lines(console, *activity_rows(opened.activities, speech_of(opened.settings, lang)))
    return exit_code_of(opened.files)

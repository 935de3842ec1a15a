"""`runlog import`: exports copied into a log and read."""

from pathlib import Path
from typing import Any

import click

from runlog.cli.exits import Exit
from runlog.cli.output import LogPath, console_for, progress_bar
from runlog.cli.table_options import table_options, told_by


@click.command("import")
@click.argument("sources", metavar="[SRC...]", nargs=-1, type=LogPath)
@click.option(
    "--into",
    type=LogPath,
    default=".",
    envvar="RUNLOG_LOG",
    show_envvar=True,
    help="The log's folder; by default the current one.",
)
@table_options
def command(sources: tuple[Path, ...], into: Path, **given: Any) -> Exit:
    """Copy exports (files or folders) into a log, verified and never overwriting, and say per file what happened.

    Without SRC it takes what watches hold that are plugged in as a drive. The sources are not changed. Importing the
    same files again adds nothing. What a pain app's table, intervals.icu's wellness or another diary holds goes into
    the diary instead, and what was not taken is said. What is said of tables is kept in the log's settings. On a
    terminal it then asks how the back was after recent runs that have no pain recorded.
    """
    from runlog.app.diary import diary_log
    from runlog.app.inspecting import import_and_read, verdicts_document, watches
    from runlog.app.speaking import speech_for
    from runlog.render.tables import print_said, print_table, print_verdicts

    diary_log(into, option="--into")
    with progress_bar("Copying") as copying, progress_bar("Reading") as reading:
        tables = told_by(**given)
        imported = import_and_read(sources or watches(), into, tables=tables, copying=copying, reading=reading)
    speech = speech_for(into)
    said = speech.words("told.copy")
    kept = [
        [said.get(copy.status, copy.status), Path(copy.source).name, copy.reason or copy.target or ""]
        for copy in imported.copies
    ]
    new = set(imported.new)
    # What is there already and cannot be read is told each time, as nothing of it counts.
    there = {copy.target for copy in imported.copies if copy.status == "already there" and copy.target}
    verdicts = [
        file
        for file in imported.log.files
        if _is_of(file.path, new) or (file.status == "failed" and _is_of(file.path, there))
    ]
    # An archive is listed itself, with what in it failed: the files in it can be thousands. The sums hold all of them.
    listed = {file.path for file in verdicts if file.path in new or file.status == "failed"}
    from runlog.cli.questions import ask_if_due, tell_urgent

    tell_urgent(into, today=imported.today, activities=imported.log.activities)
    with console_for(None) as console:
        print_table(console, list(speech.words("told.copies").values()), kept)
        print_said(console, [(Path(copy.source).name, copy.said) for copy in imported.copies if copy.said])
        if verdicts:
            console.print()
            print_verdicts(console, verdicts_document(verdicts), speech, listed=listed)
    from runlog.cli.recent_pain import ask_recent_pain

    if not ask_recent_pain(into, imported) and imported.wrote_diary:
        ask_if_due(into, today=imported.today, activities=imported.log.activities)
    failed = any(copy.status == "failed" for copy in imported.copies) or any(v.status == "failed" for v in verdicts)
    return Exit.SOME_FAILED if failed else Exit.DONE


def _is_of(path: str, new: set[str]) -> bool:
    """Whether a file is new itself, or in a new archive; a plain name may hold the sign between the two as well."""
    return path in new or any(path[:at] in new for at, sign in enumerate(path) if sign == "!")

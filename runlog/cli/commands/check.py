"""`runlog check`: what stands out this week."""

import json
from pathlib import Path
from typing import Any

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
    week_option,
    write,
)
from runlog.cli.verdicts import exit_code_of
from runlog.clock import Week

FORMATS = ("text", "json")


@click.command("check")
@log_argument
@week_option
@format_option(*FORMATS)
@output_option
@language_option
@private_option
@click.option(
    "--fail-on",
    type=click.Choice(["note", "caution", "act", "red-flag"]),
    help="Leave with exit code 4 when a finding is this loud or louder.",
)
def command(log: Path, week: str | None, form: str | None, output: Path | None, **given: Any) -> int:
    """Say what stands out in a week of LOG, worst first: what was seen, why it matters, what to do, how sure we are.

    LOG is a log's folder or a bare export (a file or folder of a watch), by default the current folder.
    """
    form = choose_format(form, output, known=FORMATS, default="text" if output is None else None)
    from runlog.app.analysis import analyse

    with progress_bar("Reading") as progress:
        asked = Week.parse(week) if week else None
        analysis = analyse(log, week=asked, progress=progress, language=given["lang"], private=given["private"])
    if form == "json":
        from runlog.render.documents import check_document

        document = check_document(analysis.sheet, log=str(analysis.log.root))
        write(json.dumps(document, indent=2, ensure_ascii=False) + "\n", output)
    else:
        from runlog.render.terminal import print_check

        with console_for(output) as console:
            print_check(analysis.sheet, console)
    fail_on = given["fail_on"]
    loudest = max((f.outcome.severity for f in analysis.findings if f.outcome.severity), default=None)
    reached = fail_on is not None and loudest is not None and loudest.word in _at_least(fail_on)
    return max(exit_code_of(analysis.log.files), Exit.FAIL_ON_REACHED if reached else Exit.DONE)


def _at_least(word: str) -> list[str]:
    words = ["note", "caution", "act", "red-flag"]
    return words[words.index(word) :]

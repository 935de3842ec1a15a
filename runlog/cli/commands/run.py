"""`runlog run`: the page of one run."""

import json
from pathlib import Path
from typing import Any

import click

from runlog.cli.exits import Exit
from runlog.cli.output import (
    LogPath,
    choose_format,
    format_option,
    language_option,
    output_option,
    private_option,
    progress_bar,
    write,
)
from runlog.cli.verdicts import exit_code_of
from runlog.messages import Message

FORMATS = ("pdf", "png", "html", "md", "json")


@click.command("run")
@click.argument("wanted", metavar="ID")
@click.option("--log", type=LogPath, default=".", envvar="RUNLOG_LOG", show_envvar=True,
              help="The log's folder; by default the current one.")  # fmt: skip
@output_option
@language_option
@private_option
@format_option(*FORMATS)
def command(wanted: str, log: Path, output: Path | None, form: str | None, **given: Any) -> Exit:
    """Write the page of one run: pace, heart rate, altitude and ground on one axis, the way, splits, pain around it.

    ID is an id of `runlog runs` or its beginning, `last` for the newest run, or a day with one run, as 2026-11-19:
    `runlog run last --log anna -o run.png`. With --private the time of day and wide areas about its
    ends are left out too.
    """
    form = choose_format(form, output, known=FORMATS, default=None)
    private = given["private"]
    from runlog.app.run_page import run_page
    from runlog.app.speaking import speech_of

    with progress_bar("Reading") as progress:
        opened, report = run_page(log, wanted, private=private, language=given["lang"], progress=progress)
    if form == "json":
        from runlog.render.documents import run_document

        document = run_document(report, log=None if private else str(log))
        write(json.dumps(document, indent=2, ensure_ascii=False) + "\n", output)
    elif form == "html":
        from runlog.render.run_html import run_html

        write(run_html(report), output)
    elif form == "md":
        from runlog.render.run_markdown import run_markdown

        write(run_markdown(report), output)
    else:
        from runlog.render.run_page import run_pdf, run_png

        write(run_pdf(report) if form == "pdf" else run_png(report), output)
    if output is not None and str(output) != "-":
        speech = speech_of(opened.settings, given["lang"])
        click.echo(speech.say(Message.of("told.wrote", file=str(output))), err=True)
    return exit_code_of(opened.files)

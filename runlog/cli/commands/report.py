"""`runlog report`: the weekly report to print or pass on."""

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
from runlog.errors import UsageError
from runlog.messages import Message

FORMATS = ("pdf", "png", "html", "md", "json", "text")


@click.command("report")
@log_argument
@output_option
@week_option
@click.option("--from", "first", metavar="2026-09-01", help="A report of the days from this one on.")
@click.option("--to", "last", metavar="2026-11-22", help="The last of them; by default today.")
@format_option(*FORMATS)
@language_option
@private_option
def command(log: Path, output: Path | None, week: str | None, form: str | None, **given: Any) -> Exit:
    """Write the weekly report of LOG, or that of any span of days: PDF, PNG to send, HTML, Markdown, JSON, text.

    The form is what the ending of -o says: `runlog report anna -o week.pdf`,
    `runlog report anna --from 2026-09-01 --to 2026-11-22 -o span.pdf`.
    """
    form = choose_format(form, output, known=FORMATS, default=None)
    first, last = given["first"], given["last"]
    if week and (first or last):
        raise UsageError("--week is one week and --from with --to a span of days: give one of the two")
    from runlog.app.analysis import analyse, analyse_span

    with progress_bar("Reading") as progress:
        how = {"progress": progress, "language": given["lang"], "private": given["private"]}
        if first or last:
            analysis = analyse_span(log, (first, last), **how)
        else:
            analysis = analyse(log, week=Week.parse(week) if week else None, **how)
    from runlog.render.documents import report_document

    if form == "pdf":
        from runlog.render.pdf import to_pdf

        write(to_pdf(analysis.report), output)
    elif form == "png":
        from runlog.render.png import to_png

        write(to_png(analysis.report), output)
    elif form == "html":
        from runlog.render.html import to_html

        write(to_html(analysis.report), output)
    elif form == "md":
        from runlog.render.markdown import to_markdown

        write(to_markdown(analysis.report), output)
    elif form == "json":
        document = report_document(analysis.report, log=str(analysis.log.root))
        write(json.dumps(document, indent=2, ensure_ascii=False) + "\n", output)
    else:
        from runlog.render.terminal import print_report

        with console_for(output) as console:
            print_report(analysis.report, console)
    if output is not None and str(output) != "-":
        click.echo(analysis.speech.say(Message.of("told.wrote", file=str(output))), err=True)
    return exit_code_of(analysis.log.files)

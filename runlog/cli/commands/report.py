"""`runlog report`: the weekly report to print or pass on."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from runlog.cli.exits import Exit
from runlog.cli.output import (
    check_if_changed,
    choose_format,
    console_for,
    format_option,
    if_changed_option,
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

if TYPE_CHECKING:
    from runlog.app.analysis import Analysis

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
@if_changed_option
def command(log: Path, output: Path | None, week: str | None, form: str | None, **given: Any) -> Exit:
    """Write the weekly report of LOG, or that of any span of days: PDF, PNG to send, HTML, Markdown, JSON, text.

    The form is what the ending of -o says: `runlog report anna -o week.pdf`,
    `runlog report anna --from 2026-09-01 --to 2026-11-22 -o span.pdf`.
    """
    form = choose_format(form, output, known=FORMATS, default=None)
    check_if_changed(form, output, if_changed=given["if_changed"])
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
    if analysis.span:
        with progress_bar("Weeks", unit="weeks") as progress:
            analysis = analysis.with_report(progress)
    if form == "text":
        from runlog.render.terminal import print_report

        with console_for(output) as console:
            print_report(analysis.report, console)
        written = True
    else:
        written = write(_content(analysis, form), output, if_changed=given["if_changed"])
    if output is not None and str(output) != "-":
        told = Message.of("told.wrote" if written else "told.unchanged", file=str(output))
        click.echo(analysis.speech.say(told), err=True)
    return exit_code_of(analysis.log.files)


def _content(analysis: "Analysis", form: str) -> str | bytes:
    report = analysis.report
    if form == "pdf":
        from runlog.render.pdf import to_pdf

        return to_pdf(report)
    if form == "png":
        from runlog.render.png import to_png

        return to_png(report)
    if form == "html":
        from runlog.render.html import to_html

        return to_html(report)
    if form == "md":
        from runlog.render.markdown import to_markdown

        return to_markdown(report)
    from runlog.render.documents import report_document

    return json.dumps(report_document(report, log=str(analysis.log.root)), indent=2, ensure_ascii=False) + "\n"

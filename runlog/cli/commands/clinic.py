"""`runlog clinic`: the page to take to a clinician."""

import json
from pathlib import Path

import click

from runlog.cli.exits import Exit
from runlog.cli.output import (
    choose_format,
    format_option,
    language_option,
    log_argument,
    output_option,
    private_option,
    progress_bar,
    write,
)
from runlog.cli.verdicts import exit_code_of
from runlog.messages import Message

FORMATS = ("pdf", "png", "json")


@click.command("clinic")
@log_argument
@output_option
@format_option(*FORMATS)
@language_option
@private_option
def command(log: Path, output: Path | None, form: str | None, lang: str | None, *, private: bool) -> Exit:
    """Write the page of LOG to take to a clinician: course of pain, signs, episodes, treatments; no advice.

    It shows the log as of today: `runlog clinic anna -o visit.pdf`.
    """
    form = choose_format(form, output, known=FORMATS, default=None)
    from runlog.app.analysis import analyse_today

    with progress_bar("Reading") as progress:
        analysis = analyse_today(log, progress=progress, language=lang, private=private)
    if form == "json":
        from runlog.render.documents import clinic_document

        document = clinic_document(analysis.clinic, log=str(analysis.log.root))
        write(json.dumps(document, indent=2, ensure_ascii=False) + "\n", output)
    else:
        from runlog.render.clinic import clinic_pdf, clinic_png

        write(clinic_pdf(analysis.clinic) if form == "pdf" else clinic_png(analysis.clinic), output)
    if output is not None and str(output) != "-":
        click.echo(analysis.speech.say(Message.of("told.wrote", file=str(output))), err=True)
    return exit_code_of(analysis.log.files)

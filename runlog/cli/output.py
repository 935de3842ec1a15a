"""Where output goes and in which form: `--format`, `-o`, progress on standard error."""

import io
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from runlog.errors import UsageError
from runlog.messages.catalogues import language_problem

if TYPE_CHECKING:
    from rich.console import Console

FORCE: Final = "runlog.force"
PLAIN_WIDTH: Final = 100
"""Columns of words that go into a file or a pipe."""

LogPath = click.Path(path_type=Path)
"""A path as given: what is not there is told in one line by the layer that wants it."""

_Decorated = Callable[..., Any]


def log_argument(function: _Decorated) -> _Decorated:
    """The argument LOG: a log's folder or a bare export, by default the current folder."""
    return click.argument("log", type=LogPath, default=".")(function)


def week_option(function: _Decorated) -> _Decorated:
    """The option `--week`."""
    return click.option("--week", metavar="2026-W46", help="ISO week; by default the newest one with an entry.")(
        function
    )


def language_option(function: _Decorated) -> _Decorated:
    """The option `--lang`; the command's parameter is `lang`, None or a language that has a catalogue."""
    return click.option("--lang", metavar="de", callback=_known_language, help="Language; by default the settings'.")(
        function
    )


def private_option(function: _Decorated) -> _Decorated:
    """The option `--private`; the command's parameter is `private`."""
    words = "Leave out names, places, devices, notes, titles, words of the diary and paths of files."
    return click.option("--private", is_flag=True, help=words)(function)


def _known_language(_ctx: object, _param: object, name: str | None) -> str | None:
    if name is not None and (problem := language_problem(name)):
        raise UsageError(f"--lang: {problem}")
    return name


def format_option(*formats: str) -> Callable[[_Decorated], _Decorated]:
    """The option `--format` with these choices."""
    return click.option("--format", "form", type=click.Choice(formats), help="By default what -o's suffix says.")


def output_option(function: _Decorated) -> _Decorated:
    """The option `-o`: a file, or `-` for standard output."""
    kind = click.Path(allow_dash=True, path_type=Path)
    option = click.option("-o", "--output", type=kind, help="Write to this file; - is standard output.")
    return option(force_option(function))


def force_option(function: _Decorated) -> _Decorated:
    """The option `--force`, which `write` and `is_forced` ask for; commands need not pass it on."""
    words = "Replace a file that runlog did not make."
    return click.option("--force", is_flag=True, expose_value=False, is_eager=True, callback=_keep_force, help=words)(
        function
    )


def _keep_force(context: click.Context, _param: object, force: bool) -> None:  # noqa: FBT001 (click's own call)
    context.meta[FORCE] = force


def is_forced() -> bool:
    """Whether the command under way was given `--force`."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(FORCE))


def choose_format(form: str | None, output: Path | None, *, known: tuple[str, ...], default: str | None) -> str:
    """The form asked for by `--format`, else by the suffix of `-o`, else `default`.

    Raises:
        UsageError: nothing says which form, or the suffix is not one of `known`.
    """
    if form:
        return form
    if output is None:
        if default:
            return default
        raise UsageError(f"say where to write it, such as -o page.{known[0]} (or {', '.join(known[1:])})")
    if str(output) == "-":
        raise UsageError(f"-o - is standard output and needs --format: one of {', '.join(known)}")
    suffix = output.suffix.lower().removeprefix(".")
    if suffix == "txt" and (words := {"text", "table"} & {*known}):
        return words.pop()
    if suffix not in known:
        raise UsageError(f"{output.name}: give the file one of these endings: {', '.join(map(_ending, known))}")
    return suffix


def _ending(form: str) -> str:
    return ".txt" if form in ("text", "table") else f".{form}"


def if_changed_option(function: _Decorated) -> _Decorated:
    """The option `--if-changed`; the command's parameter is `if_changed`."""
    words = "Leave a file alone that already holds just this: for runs by a schedule."
    return click.option("--if-changed", is_flag=True, help=words)(function)


def check_if_changed(form: str, output: Path | None, *, if_changed: bool) -> None:
    """Raise `UsageError` where there is no file that could be left alone."""
    if if_changed and (form == "text" or output is None or str(output) == "-"):
        raise UsageError("--if-changed needs a file to compare with, in a form other than text: -o week.pdf")


def write(content: str | bytes, output: Path | None, *, if_changed: bool = False) -> bool:
    """Write to a file as a whole or not at all, or to standard output; whether anything was written.

    With `if_changed` a file that holds just this is left alone. The same log gives the same bytes, so that what it
    was made from need not be remembered.
    """
    # A path as given may hold bytes that are no UTF-8.
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    from runlog.library.output_files import write_output

    return write_output(output, (data,), force=is_forced(), if_changed=if_changed)


def make_folder(folder: Path) -> None:
    """Make a folder to write into, where it is not there yet; raise `UsageError` where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {folder}: {error.strerror}; name another with -o") from None


@contextmanager
def console_for(output: Path | None) -> "Iterator[Console]":
    """A console for words: standard output (coloured on a terminal only), or a file written as a whole at the end."""
    from rich.console import Console

    if output is None or str(output) == "-":
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PLAIN_WIDTH

        class ToPipe(Console):
            def on_broken_pipe(self) -> None:
                raise BrokenPipeError  # rich would leave with 1

        yield ToPipe(file=sys.stdout, width=width, highlight=False)
        return
    buffer = io.StringIO()
    yield Console(file=buffer, width=PLAIN_WIDTH, highlight=False, color_system=None)
    from runlog.library.own_files import OWN_MARK

    # The mark by which runlog knows what it may replace; pages and documents bear it inside.
    write(f"{buffer.getvalue()}\n{OWN_MARK.decode()}\n", output)


@contextmanager
def progress_bar(label: str, *, unit: str = "files") -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on standard error, drawn only for long work on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None, rate="")
        began = time.monotonic()

        def report(done: int, total: int, _name: str) -> None:
            elapsed = time.monotonic() - began
            rate = f"{done / elapsed:.0f} {unit}/s" if elapsed > 1 else ""
            progress.update(task, completed=done, total=total, rate=rate)

        yield report

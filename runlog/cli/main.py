"""The entry point `runlog`: finds the command, and turns what went wrong into one line and an exit code."""

import contextlib
import difflib
import gc
import importlib
import os
import sys
import traceback
from typing import Final

import click

from runlog import __version__
from runlog.cli.exits import Exit
from runlog.errors import RunlogError

COMMANDS: Final = {
    "demo": "runlog.cli.commands.demo",
    "init": "runlog.cli.commands.init",
    "import": "runlog.cli.commands.import_",
    "inspect": "runlog.cli.commands.inspect",
    "runs": "runlog.cli.commands.runs",
    "run": "runlog.cli.commands.run",
    "check": "runlog.cli.commands.check",
    "report": "runlog.cli.commands.report",
    "clinic": "runlog.cli.commands.clinic",
    "team": "runlog.cli.commands.team",
    "diary": "runlog.cli.commands.diary",
    "plan": "runlog.cli.commands.plan",
    "ground": "runlog.cli.commands.ground",
    "share": "runlog.cli.commands.share",
    "rules": "runlog.cli.commands.rules",
    "explain": "runlog.cli.commands.explain",
    "completion": "runlog.cli.commands.completion",
}
"""Command → module with an attribute `command`; imported only when it is asked for."""

SUMMARIES: Final = {
    "demo": "Make the bundled sample runner's check, weekly PDF and PNG.",
    "init": "Start a new log: a folder with commented settings and an empty diary.",
    "import": "Copy exports into a log, read them, and say per file what happened.",
    "inspect": "Read exports without keeping them: a verdict per file.",
    "runs": "List the activities of a log.",
    "run": "Write the page of one run: pace, heart rate, altitude, ground, the way, pain.",
    "check": "Say what stands out this week, why it matters, and what to do.",
    "report": "Write the weekly report as PDF, PNG, HTML, Markdown or JSON.",
    "clinic": "Write the page to take to a clinician, as PDF, PNG or JSON.",
    "team": "Show many athletes' week on one page, worst first, and write a report each.",
    "diary": "Note pain and habits; list and mend the diary.",
    "plan": "Write the return-to-run plan as a calendar file.",
    "ground": "Let a map tell the ground under the tracks.",
    "share": "Write the bundle to hand to a coach, at the level that your settings say.",
    "rules": "List the rule book.",
    "explain": "Explain one rule: what it looks at, why, what to do, its limits and sources.",
    "completion": "Print the completion script of a shell.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is run, so that help stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        if not isinstance(command, click.Command):
            msg = f"{COMMANDS[cmd_name]}.command is not a command"
            raise TypeError(msg)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; an unknown one is an error that names the nearest."""
        near = difflib.get_close_matches(args[0], COMMANDS, n=1) if args else []
        if near and args[0] not in COMMANDS:
            ctx.fail(f"No such command {args[0]!r}; did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader of its output that goes away, as `head` does, is no fault of anyone's.

        It is told here, as click would leave with 1 before anyone else could see it.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.DONE

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from their summaries and without importing one."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


def _say_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:  # noqa: FBT001 (click's)
    if not asked or ctx.resilient_parsing:
        return
    from runlog.distribution import COMMAND, NAME, namesake

    click.echo(f"{COMMAND}, version {__version__}")
    other = namesake()
    if other:
        click.echo(
            f"A package of others, also called {COMMAND} ({other}), is installed in this environment: it and {NAME} "
            f"overwrite each other's files. Install {NAME} in an environment of its own.",
            err=True,
        )
    ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_say_version, help="Show the version."
)
def runlog() -> None:
    """What a runner's watch and pain diary say about load on the back.

    Start with `runlog demo`, or point `runlog check` at a folder of exports. Everything stays on this computer.
    """


_BY_SIGNAL: Final = 128
"""What shells add to a signal's number."""
GC_THRESHOLD: Final = 50_000
"""Objects made before rubbish is looked for: Python's default looks dozens of times while modules are imported."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with an exit code of `Exit`."""
    gc.set_threshold(GC_THRESHOLD)
    try:
        outcome = runlog.main(args=arguments, prog_name="runlog", standalone_mode=False)
        code = outcome if isinstance(outcome, int) else Exit.DONE
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = Exit.USAGE
    except RunlogError as error:
        click.echo(f"runlog: {_visible(error)}", err=True)
        code = Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was already read is kept.", err=True)
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        # The same, seen only when what was left is written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.DONE
    except Exception as error:  # noqa: BLE001 (the last place that can turn a bug into words)
        click.echo(_bug_report(error), err=True)
        code = Exit.BUG
    sys.exit(int(code))


def run() -> None:
    """The console script: `main`, and then straight out of the process.

    Everything is closed and written by then. Python would spend a tenth of a short run on taking its modules apart,
    which the operating system does at once.
    """
    code: object = Exit.BUG
    _end_in_order_when_told()
    try:
        main()
    except SystemExit as stop:
        code = stop.code
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else Exit.BUG)


def _end_in_order_when_told() -> None:
    """SIGTERM and a closed terminal end it as Ctrl-C does: workers are ended and half-written files taken away."""
    import signal

    def stop(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise SystemExit(_BY_SIGNAL + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # nohup asks to go on: what is ignored stays so.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


def _visible(error: RunlogError) -> str:
    """A file's name may hold what would move the cursor."""
    from runlog.render.visible import visible

    return "\n".join(map(visible, str(error).splitlines()))


def _bug_report(error: Exception) -> str:
    if os.environ.get("RUNLOG_DEBUG"):
        return "".join(traceback.format_exception(error))
    return (
        f"runlog: this is a bug of ours ({type(error).__name__}: {error}). Your files are unchanged.\n"
        "Run it again with RUNLOG_DEBUG=1 set and send us what it prints."
    )

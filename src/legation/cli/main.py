"""``legation``: the program. A command is loaded when it is called, and its help read when it is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.main import get_command

from legation import __version__
from legation.cli.spoken import HELP_OPTIONS, Deferred, Group, Spoken

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: its threads cost a short command more than they give

COMMANDS: Final = {
    "asof": "asof", "why": "why", "search": "search", "acts": "acts", "diff": "diff", "docket": "docket", "coverage": "coverage",
    "evaluate": "evaluate", "duties": "duties", "treaty": "treaty", "treaties": "treaties", "road": "road",
    "clauses": "clauses", "notices": "notices",
    "plan": "plan", "plan import": "import_plan", "report": "report",
    "export": "export", "panel": "panel", "check": "check", "fmt": "put_in_order", "new": "start_record",
    "import": "import_source",
    "ledger": "ledger", "ledger init": "ledger_init", "ledger mirror": "ledger_mirror", "ledger hand-over": "ledger_hand_over",
    "ledger append": "ledger_append", "ledger verify": "ledger_verify", "ledger checkpoint": "ledger_checkpoint",
    "ledger prove": "ledger_prove", "ledger backup": "ledger_backup", "ledger restore": "ledger_restore",
    "ledger export": "ledger_export", "ledger erase": "ledger_erase", "ledger replace-key": "ledger_replace_key",
    "doctor": "doctor",
    "office": "office", "office prepare": "prepare_office", "office administrator": "first_administrator",
    "office backup": "backup_office",
    "build": "build", "publish": "publish", "bench": "bench", "serve": "serve", "version": "version",
}  # fmt: skip
"""The commands in the order of the help, each with its module in ``cli/commands`` and its function there.

One of two words stands under the command of the first.
"""


def _program(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,  # else ":peru:" in a help text becomes a flag
        pretty_exceptions_enable=False,
        context_settings=dict(HELP_OPTIONS),
        **settings,
    )


app = _program(name="legation", help="cli.legation", cls=Group, no_args_is_help=True)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def legation(
    version: Annotated[bool, typer.Option("--version", callback=_say_version, is_eager=True, help="cli.version")] = False,
) -> None:
    del version


def _loader(name: str) -> Callable[[], Any]:
    """What gives the command of that name when it is called; with commands under it, a command that may be followed by one."""

    def load() -> Any:
        from legation.cli.plainly import plainly

        place, says = COMMANDS[name], _help(name)
        function = plainly(getattr(import_module(f"legation.cli.commands.{place}"), place))
        if not any(other.startswith(f"{name} ") for other in COMMANDS):
            alone = _program()
            alone.command(name, cls=Spoken, help=says)(function)
        else:
            alone = _program(name=name, help=says, cls=Group, invoke_without_command=True)
            alone.callback()(function)
            _defer(alone, f"{name} ")
        return get_command(alone)

    return load


def _help(name: str) -> str:
    return f"cli.{name.replace(' ', '_').replace('-', '_')}"


def _defer(program: typer.Typer, above: str = "") -> None:
    """Give a program its commands: those of one word, or of one word more than what stands ``above``."""
    for name in COMMANDS:
        if name.startswith(above) and " " not in name.removeprefix(above):
            program.command(name.removeprefix(above), cls=Deferred, help=_help(name))(_loader(name))


_defer(app)

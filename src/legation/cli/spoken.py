"""Commands that load no more than they need: help is read when somebody asks for it, and plain values are taken as they are."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from legation.cli.language import terminal_language, told
from legation.terms.problems import shown

_UNSURE: Final = object()
NO_VALUE: Final = "no value"
HELP_OPTIONS: Final = {"help_option_names": ["-h", "--help"]}


class Spoken(TyperCommand):
    """A command whose help, and that of its parameters, is the code of a message."""

    def get_help(self, ctx: Any) -> str:
        from legation.cli.help_page import help_page

        return help_page(self, ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))


class Deferred(Spoken):
    """A command whose module is loaded when it is called: its callback gives the command itself."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        assert self.callback is not None
        return cast(TyperCommand, self.callback()).make_context(info_name, args, parent, **extra)


class Group(TyperGroup):
    """The program, whose help is the code of a message; what it cannot make out it says in the same language."""

    def get_help(self, ctx: Any) -> str:
        from legation.cli.help_page import help_page

        return help_page(self, ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))

    def main(self, *args: Any, **extra: Any) -> Any:
        if not extra.get("standalone_mode", True):
            return super().main(*args, **extra)
        try:
            left_with = super().main(*args, **{**extra, "standalone_mode": False})
        except TyperException as error:
            from legation.cli.not_understood import not_understood

            sys.stderr.write(not_understood(error))
            sys.exit(error.exit_code)
        except OSError as error:
            from legation.terms.told import is_of_the_machine, machine_refuses

            if not is_of_the_machine(error):
                raise
            sys.stderr.write(machine_refuses(error).message(terminal_language()) + "\n")
            sys.exit(2)
        sys.exit(left_with if isinstance(left_with, int) else 0)


def _plain(params: Iterable[Any]) -> list[Any]:
    """The parameters, which take plain values as they are: Typer hands each to pydantic, which is slow to load."""
    found = list(params)
    for one in found:
        vars(one)["process_value"] = partial(_value, one)
    return found


def _value(param: Any, ctx: Any, value: Any) -> Any:
    if value == "" and param.param_type_name == "option":
        raise BadParameter(NO_VALUE, ctx=ctx, param=param)  # --on "$DAY" where DAY is unset is no question of today
    found = _as_it_is(param, value)
    if found is _UNSURE:
        return type(param).process_value(param, ctx, value)
    return found if param.callback is None else param.callback(ctx, param, found)


def _as_it_is(param: Any, value: Any) -> Any:
    """What Typer would make of a value where there is nothing to check, else :data:`_UNSURE`."""
    kind, one = param.type_descriptor.annotation, not param.multiple and param.nargs == 1
    if value is None and not param.required:
        return None if one else ()
    if kind == list[str] and isinstance(value, list | tuple) and value and all(isinstance(part, str) for part in value):
        return list(value)
    if not one or not isinstance(value, str):
        return _UNSURE
    if kind is str:
        return value
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _one_of(kind, param, value)
    asked = param.type_descriptor.parameter_info
    if kind is Path and value != "-" and not (asked.exists or asked.resolve_path) and not Path(value).exists():
        return Path(value)
    return _UNSURE


def _one_of(words: type[StrEnum], param: Any, value: str) -> StrEnum:
    """The fixed word that a value is, whatever its case."""
    word = value.strip().casefold()
    if word not in list(words):
        from legation.cli.output import fail

        name = next((option for option in param.opts if option.startswith("--")), param.name)
        fail(told("cli.wrong_choice", name=name, value=shown(value), known=", ".join(words)))
    return words(word)

"""Commands that load no more than they need: help is read when somebody asks for it, and plain values are taken as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from typing import Any, cast

from typer.core import TyperCommand, TyperGroup

from legation.cli.language import told


class Spoken(TyperCommand):
    """A command whose help, and that of its parameters, is the code of a message."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        with _in_words(self):
            super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        with _in_words(self):
            return super().get_short_help_str(limit)

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))


class Deferred(Spoken):
    """A command whose module is loaded when it is called: its callback gives the command itself."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        assert self.callback is not None
        return cast(TyperCommand, self.callback()).make_context(info_name, args, parent, **extra)


class Group(TyperGroup):
    """The program, whose help is the code of a message."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        with _in_words(self):
            super().format_help(ctx, formatter)

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))


@contextmanager
def _in_words(command: TyperCommand | TyperGroup) -> Iterator[None]:
    codes: list[tuple[Any, str]] = [(one, code) for one in (command, *command.params) if (code := getattr(one, "help", None))]
    for one, code in codes:
        one.help = told(code)
    try:
        yield
    finally:
        for one, code in codes:
            one.help = code


def _plain(params: list[Any]) -> list[Any]:
    """The parameters, which take plain values themselves: Typer hands every value to pydantic, whose loading takes as long as all else."""
    for one in params:
        vars(one)["process_value"] = partial(_value, one)
    return params


def _value(param: Any, ctx: Any, value: Any) -> Any:
    kind = param.type_descriptor.annotation
    found: str | None
    if value is None and not param.required and not param.multiple and param.nargs == 1:
        found = None
    elif isinstance(value, str) and kind is str:
        found = value
    elif isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
        found = kind(value)
    else:
        return type(param).process_value(param, ctx, value)
    return found if param.callback is None else param.callback(ctx, param, found)

"""Commands that load no more than they need: help is read when somebody asks for it, and plain values are taken as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from typer.core import TyperCommand, TyperGroup

from legation.cli.language import told

_UNSURE: Final = object()


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
    """The parameters, which take plain values as they are: Typer hands each to pydantic, which is slow to load."""
    for one in params:
        vars(one)["process_value"] = partial(_value, one)
    return params


def _value(param: Any, ctx: Any, value: Any) -> Any:
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
    if isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
        return kind(value)
    asked = param.type_descriptor.parameter_info
    if kind is Path and value != "-" and not (asked.exists or asked.resolve_path) and not Path(value).exists():
        return Path(value)
    return _UNSURE

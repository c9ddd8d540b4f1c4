"""The help of a command, in the language of the terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, Final

from legation.cli.language import told

WIDEST: Final = 100
NARROWEST: Final = 40
_TYPES: Final = {"str": "text", "int": "number", "file": "file", "directory": "directory", "path": "path"}


def help_page(command: Any, context: Any) -> str:
    """Usage, what the command does, its arguments, options and commands."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    params = [one for one in command.get_params(context) if not one.hidden]
    arguments = [one for one in params if one.param_type_name == "argument"]
    options = [one for one in params if one.param_type_name == "option"]
    under = dict(getattr(command, "commands", {}))
    parts = [
        [usage(context, arguments, bool(under), width)],
        textwrap.wrap(told(command.help), width) if command.help else [],
        _section("cli.help_arguments", ((_name_of(one), _says(one, context)) for one in arguments), width),
        _section("cli.help_options", ((_name_of(one), _says(one, context)) for one in options), width),
        _section("cli.help_commands", ((name, told(one.help)) for name, one in under.items()), width),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def usage(context: Any, arguments: Iterable[Any] = (), has_commands: bool = False, width: int = WIDEST) -> str:
    """How a command is written, in one line."""
    pieces = [told("cli.help_usage"), context.command_path, told("cli.help_any_options")]
    pieces += [_argument(one) for one in arguments]
    if has_commands:
        pieces.append(told("cli.help_any_command"))
    return "\n".join(textwrap.wrap(" ".join(pieces), width, subsequent_indent="    "))


def argument_named(one: Any) -> str:
    """What an argument is called."""
    return told(f"cli.argument_{one.name}")


def _argument(one: Any) -> str:
    name = argument_named(one) + ("..." if one.nargs != 1 else "")
    return name if one.required else f"[{name}]"


def _name_of(one: Any) -> str:
    if one.param_type_name == "argument":
        return _argument(one)
    written = ", ".join(sorted((*one.opts, *one.secondary_opts), key=lambda name: not name.startswith("--")))
    return written if one.is_flag else f"{written} {_value_of(one)}"


def _value_of(one: Any) -> str:
    kind = one.type_descriptor
    if kind.is_choice:
        return "|".join(str(getattr(choice, "value", choice)) for choice in kind.choices)
    bare = kind.path_type if kind.is_path else one.bare_type().removeprefix("list[").removesuffix("]")
    return told(f"cli.help_value_{_TYPES.get(bare, 'text')}")


def _says(one: Any, context: Any) -> str:
    """What a parameter is for, then its default, the variable that gives it, and whether it must be there."""
    said = told("cli.help_help") if one.name == "help" else told(one.help) if one.help else ""
    extra = []
    default = one.default
    if one.param_type_name == "option" and one.envvar:
        extra.append(told("cli.help_variable", name=one.envvar))
    if default is not None and default is not False and default != [] and not callable(default) and not one.is_eager:
        extra.append(told("cli.help_default", value=default.value if isinstance(default, Enum) else default))
    if one.required:
        extra.append(told("cli.help_required"))
    return f"{said} [{'; '.join(extra)}]" if extra else said


def _section(heading: str, entries: Iterable[tuple[str, str]], width: int) -> list[str]:
    shown = list(entries)
    if not shown:
        return []
    margin = min(max(len(name) for name, _ in shown) + 4, width // 3)
    return [told(heading), *(line for name, text in shown for line in _entry(name, text, margin, width))]


def _entry(name: str, text: str, margin: int, width: int) -> Iterator[str]:
    """A name with its text beside it, or below where the name is too long."""
    lines = textwrap.wrap(text, width - margin) or [""]
    if len(name) + 4 > margin:
        yield f"  {name}"
    else:
        yield f"  {name}".ljust(margin) + lines.pop(0)
    yield from (" " * margin + line for line in lines)

"""A command line that the program cannot make anything of, said in the language of the terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from typer.exceptions import TyperException

from legation.cli.help_page import argument_named, help_page, usage
from legation.cli.language import told
from legation.cli.spoken import NO_VALUE
from legation.terms.problems import nearest, shown


def not_understood(error: TyperException) -> str:
    """What is wrong with the command line, and where to read how it is written; all of the help where nothing was asked."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "BadOptionUsage":
        return f"{_option_use(error)}\n"
    if context is None:
        return f"{error.format_message()}\n"
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{help_page(context.command, context)}\n"
    see = told("cli.wrong_see", command=f"{context.command_path} --help")
    arguments = [one for one in context.command.params if one.param_type_name == "argument"]
    return f"{usage(context, arguments, hasattr(context.command, 'commands'))}\n{_what(error, context)}\n{see}\n"


def _what(error: Any, context: Any) -> str:
    kind, param = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        options = [name for one in context.command.get_params(context) for name in one.opts if name.startswith("--")]
        return told("cli.wrong_option", option=shown(error.option_name), nearest=nearest(error.option_name, options) or "--help")
    if kind == "MissingParameter" and param is not None:
        return told(f"cli.wrong_missing_{param.param_type_name}", name=_named(param))
    if kind == "BadParameter" and param is not None:
        return told("cli.wrong_without_value", option=_named(param)) if error.message == NO_VALUE else _bad_value(param)
    if commands := getattr(context.command, "commands", None):
        return _no_command(error.message, list(commands))
    words = shown(_TOO_MANY.sub(r"\1", error.message))
    takes_record = any("--record" in one.opts for one in context.command.params)
    return told("cli.wrong_record_after_nothing" if takes_record and Path(words).is_dir() else "cli.wrong_too_many", words=words)


_TOO_MANY: Final = re.compile(r".*?argument\(s\) \((.*)\)$", re.DOTALL)
_NO_COMMAND: Final = re.compile(r"No such command '(.*?)'", re.DOTALL)
"""Where the framework's own messages keep the words that it could not place."""


def _option_use(error: Any) -> str:
    needs = "requires" in error.message
    return told("cli.wrong_without_value" if needs else "cli.wrong_with_value", option=shown(error.option_name))


def _no_command(message: str, commands: list[str]) -> str:
    found = _NO_COMMAND.match(message)
    if found is None:
        return told("cli.wrong_no_command", known=", ".join(commands))
    asked = found.group(1)
    return told("cli.wrong_command", command=shown(asked), nearest=nearest(asked, commands) or ", ".join(commands))


def _bad_value(param: Any) -> str:
    kind = param.type_descriptor
    if kind.is_path and param.name == "target":
        return told("cli.wrong_output", name=_named(param))
    if kind.is_path:
        return told("cli.wrong_folder" if not kind.parameter_info.file_okay else "cli.wrong_file", name=_named(param))
    if param.min is not None and param.max is not None:
        return told("cli.wrong_range", name=_named(param), least=param.min, most=param.max)
    return told("cli.wrong_value", name=_named(param))


def _named(param: Any) -> str:
    if param.param_type_name == "argument":
        return argument_named(param)
    return str(next((name for name in param.opts if name.startswith("--")), param.opts[0]))

"""A question that cannot be answered ends in one plain line, never in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import typer

from legation.cli.language import LANGUAGE
from legation.cli.output import fail
from legation.terms.told import ToldError

MOST_SHOWN: Final = 10


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """The command, whose refusals are told in people's words."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ToldError as error:
            from legation.archive.shelf import RecordHasErrors
            from legation.terms.problems import errors

            if isinstance(error, RecordHasErrors):
                for one in errors(error.problems)[:MOST_SHOWN]:
                    typer.echo(one.render(LANGUAGE), err=True)
            fail(error.message(LANGUAGE))

    return run

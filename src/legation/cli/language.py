"""The language that the command line speaks: ``LEGATION_LANG``, else that of the terminal, else English."""

from __future__ import annotations

import os
from collections.abc import Mapping

from legation.terms.messages import say


def terminal_language(environment: Mapping[str, str] | None = None) -> str:
    """``es`` or ``en``, from the environment."""
    given = os.environ if environment is None else environment
    for name in ("LEGATION_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if given.get(name):
            return "es" if given[name].casefold().startswith("es") else "en"
    return "en"


def told(code: str, /, **values: object) -> str:
    """A message in the language of the terminal."""
    return say(code, terminal_language(), **values)

"""The language that the command line speaks: ``LEGATION_LANG``, else that of the terminal, else English."""

from __future__ import annotations

import os
from typing import Final


def terminal_language(environment: dict[str, str] | None = None) -> str:
    """``es`` or ``en``, from the environment."""
    given = dict(os.environ) if environment is None else environment
    for name in ("LEGATION_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if given.get(name):
            return "es" if given[name].casefold().startswith("es") else "en"
    return "en"


LANGUAGE: Final = terminal_language()

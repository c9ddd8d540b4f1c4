"""What Legation says to people, as data: one TOML file per area, each message in English and Spanish."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Final

LANGUAGES: Final = ("en", "es")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every message by its code, e.g. ``dates.month`` → ``{"en": …, "es": …}``.

    Raises:
        ValueError: a message lacks a language, or a code stands in two files.
    """
    found: dict[str, dict[str, str]] = {}
    for entry in sorted(resources.files(__package__).iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".toml"):
            continue
        area = entry.name.removesuffix(".toml")
        for name, texts in tomllib.loads(entry.read_text(encoding="utf-8")).items():
            missing = [language for language in LANGUAGES if not texts.get(language)]
            if missing:
                raise ValueError(f"{entry.name}: message {name!r} has no text in {', '.join(missing)}")
            found[f"{area}.{name}"] = dict(texts)
    return found


def say(code: str, language: str = "en", /, **values: object) -> str:
    """The message ``code`` in ``language``, with ``values`` filled in.

    Raises:
        KeyError: no such message, or a value the message needs was not given.
    """
    return catalogue()[code][language].format(**values)

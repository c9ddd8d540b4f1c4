"""What Legation says to people, as data: one TOML file per area, each message in English and Spanish."""

from __future__ import annotations

from functools import cache
from typing import Final

LANGUAGES: Final = ("en", "es")


@cache
def messages_of(area: str) -> dict[str, dict[str, str]]:
    """The messages of one area by name, e.g. ``month`` of ``dates`` → ``{"en": …, "es": …}``; a file is read when first needed.

    Raises:
        KeyError: there is no such area.
        ValueError: a message lacks a language.
    """
    import tomllib  # a command that says nothing need not load what reads messages
    from importlib import resources

    try:
        text = (resources.files(__package__) / f"{area}.toml").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KeyError(area) from error
    found: dict[str, dict[str, str]] = {}
    for name, texts in tomllib.loads(text).items():
        missing = [language for language in LANGUAGES if not texts.get(language)]
        if missing:
            raise ValueError(f"{area}.toml: message {name!r} has no text in {', '.join(missing)}")
        found[name] = dict(texts)
    return found


def catalogue() -> dict[str, dict[str, str]]:
    """Every message of every area by its code, e.g. ``dates.month``."""
    from importlib import resources

    files = sorted(entry.name for entry in resources.files(__package__).iterdir() if entry.name.endswith(".toml"))
    areas = [name.removesuffix(".toml") for name in files]
    return {f"{area}.{name}": texts for area in areas for name, texts in messages_of(area).items()}


def say(code: str, language: str = "en", /, **values: object) -> str:
    """The message ``code`` in ``language``, with ``values`` filled in.

    Raises:
        KeyError: no such message, or a value the message needs was not given.
    """
    area, _, name = code.partition(".")
    return messages_of(area)[name][language].format(**values)

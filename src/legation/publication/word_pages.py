"""The pages of the guide that list the words a record may use: made from the vocabulary, never written by hand.

``python -m legation.publication.word_pages docs/guide`` writes ``words.md`` and ``words.es.md`` again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from legation.terms.days import Period
from legation.terms.messages import say
from legation.terms.vocabulary import KindOfAct, KindOfStanding, Vocabulary, common

PAGES: Final = {"en": "words.md", "es": "words.es.md"}
PLAIN_LISTS: Final = (
    "actors",
    "instruments",
    "measures",
    "units",
    "qualifiers",
    "coverages",
    "levels",
    "behaviours",
    "authorities",
)
"""Lists whose words carry no more than a label and a definition."""
SHAPES: Final = {"mutual": "mutual", "slot": "one_at_a_time", "lapses": "lapses", "ends_with": "ends_with"}
"""What may be said of a kind of standing, and the message that says it."""


def words_page(language: str, vocabulary: Vocabulary | None = None) -> str:
    """Every word of the common vocabulary as Markdown tables: kinds of act by field, kinds of standing, and the plain lists."""
    words = vocabulary or common()
    parts = [f"# {_say('title', language)}", _say("made", language), f"## {_say('acts', language)}", _say("acts_how", language)]
    for field in words.fields.values():
        acts = [act for act in words.acts.values() if act.field == field.id]
        if acts:
            parts += [
                f"### {field.label[language]} (`{field.id}`)",
                _table(_heads("act", language), _acts(acts, words, language)),
            ]
    parts += [f"## {_say('standings', language)}", _say("standings_how", language)]
    parts.append(_table(_heads("standing", language), _standings(words.standings.values(), words, language)))
    for name in PLAIN_LISTS:
        those = [word for word in getattr(words, name).values() if getattr(word, "works", True)]
        rows = [(f"`{word.id}`", word.label[language], word.definition[language]) for word in those]
        parts += [f"## {_say(name, language)}", _table(_heads("word", language), rows)]
    return "\n\n".join(parts) + "\n"


def _acts(acts: Iterable[KindOfAct], words: Vocabulary, language: str) -> Iterator[tuple[str, ...]]:
    for act in acts:
        does = [
            f"{words.behaviours[effect.does].label[language]} `{standing.id}`{_delay(effect.after)}"
            for standing in words.standings.values()
            for effect in standing.effects
            if effect.act == act.id
        ]
        yield (f"`{act.id}`", act.label[language], act.definition[language], _code(act.needs), "; ".join(does))


def _standings(standings: Iterable[KindOfStanding], words: Vocabulary, language: str) -> Iterator[tuple[str, ...]]:
    for standing in standings:
        shape = [_say(message, language) for name, message in SHAPES.items() if getattr(standing, name)]
        acts = [
            f"`{effect.act}` {words.behaviours[effect.does].label[language]}{_delay(effect.after)}" for effect in standing.effects
        ]
        yield (
            f"`{standing.id}`", standing.label[language], standing.definition[language], _code(standing.key),
            "; ".join(acts) or _say("attested_only", language), "; ".join(shape),
        )  # fmt: skip


def _delay(period: Period | None) -> str:
    return f" (+{period.text})" if period else ""


def _heads(of: str, language: str) -> list[str]:
    return _say(f"heads_{of}", language).split("|")


def _code(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _say(name: str, language: str) -> str:
    return say(f"word_pages.{name}", language)


def write_pages(folder: Path) -> None:
    """Write both pages into ``folder``."""
    for language, name in PAGES.items():
        (folder / name).write_text(words_page(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))

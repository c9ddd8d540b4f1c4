"""Start a record for another ministry: a folder that passes the check and says what goes where."""

from __future__ import annotations

from pathlib import Path

from legation.record import actors, claims, instruments, measures
from legation.record.actors import SLUG
from legation.terms.messages import LANGUAGES, say
from legation.terms.vocabulary import Vocabulary, common


class CannotStart(ValueError):
    """A record that cannot be started there; ``message(language)`` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def message(self, language: str = "en") -> str:
        """What is wrong and what to do instead."""
        return say(self.code, language, **self.values)


def start_record(folder: Path, about: str) -> list[str]:
    """Write the files of an empty record about the actor ``about`` (our slug, e.g. ``chile``); gives their names.

    Raises:
        CannotStart: the folder holds something already, or ``about`` cannot be an id.
    """
    if not SLUG.fullmatch(about):
        raise CannotStart("records.not_a_slug", value=about)
    if folder.exists() and any(folder.iterdir()):
        raise CannotStart("start.not_empty", folder=folder)
    name = about.replace("-", " ").title()
    actor = {"id": about, "kind": "state", "name": name, "name_es": name}
    files = {
        "record.toml": _settings(about, name, common()),
        "sources.json": "[]\n",
        "actors.csv": _table(actors.COLUMNS, actor),
        "instruments.csv": _table(instruments.COLUMNS),
        "acts/relations.csv": _table(claims.COLUMNS),
        "measures/figures.csv": _table(measures.COLUMNS),
        "terms/offices.toml": _remark("start.offices"),
        "terms/places.toml": _remark("start.places"),
        "README.md": "\n\n".join(say("start.readme", language, about=about) for language in LANGUAGES) + "\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def _table(columns: tuple[str, ...], *rows: dict[str, str]) -> str:
    lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
    return "\n".join(lines) + "\n"


def _remark(code: str) -> str:
    """What a file is for, as remarks in both languages."""
    return "".join(f"# {line}\n" for language in LANGUAGES for line in say(code, language).splitlines())


def _settings(about: str, name: str, vocabulary: Vocabulary) -> str:
    lines = [
        _remark("start.settings"),
        f'id = "{about}"', f'about = "{about}"', 'owner = "folder"', 'languages = ["es", "en"]', 'licence = "CC-BY-4.0"', "",
        "[title]", f'en = "The foreign policy of {name}"', f'es = "La política exterior de {name}"', "",
        _remark("start.period") + "[period]", 'from = "1900"', 'to = "2000"', "",
        _remark("start.coverage"),
    ]  # fmt: skip
    for kind in vocabulary.standings.values():
        lines += [f"[coverage.{kind.id}] # {kind.label.en} / {kind.label.es}", 'beginnings = "none"', 'endings = "none"', ""]
    return "\n".join(lines)

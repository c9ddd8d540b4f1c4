"""Start a record for another ministry: a folder that passes the check and says what goes where."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from legation.record import actors, claims, instruments, measures
from legation.record.actors import SLUG
from legation.terms.messages import LANGUAGES, say
from legation.terms.slug import slug
from legation.terms.told import ToldError
from legation.terms.vocabulary import Vocabulary, common

OF_MANY: Final = "selective"
"""What a record of whole data sets claims to know: that each set has what it has."""


class CannotStart(ToldError):
    """A record that cannot be started there."""


def start_record(folder: Path, about: str | None) -> list[str]:
    """Write the files of an empty record about the actor ``about`` (our slug, e.g. ``chile``), or about no single one, into which
    whole data sets may be read; gives their names.

    Raises:
        CannotStart: the folder holds something already, or ``about`` cannot be an id.
    """
    if about is not None and not SLUG.fullmatch(about):
        raise CannotStart("records.not_a_slug", value=about)
    if folder.exists() and any(folder.iterdir()):
        raise CannotStart("start.not_empty", folder=folder)
    name = (about or "").replace("-", " ").title()
    named = {"id": about, "kind": "state", "name": name, "name_es": name} if about else {}
    files = {
        "record.toml": _about(about, name) + _settings(common())
        if about
        else _of_many(folder.name) + _settings(common(), OF_MANY),
        "sources.json": "[]\n",
        "actors.csv": _table(actors.COLUMNS, *([named] if named else [])),
        "instruments.csv": _table(instruments.COLUMNS),
        "acts/relations.csv": _table(claims.COLUMNS),
        "measures/figures.csv": _table(measures.COLUMNS),
        "terms/offices.toml": _remark("start.offices"),
        "terms/places.toml": _remark("start.places"),
        "README.md": "\n\n".join(_readme(about, language) for language in LANGUAGES) + "\n",
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


def _readme(about: str | None, language: str) -> str:
    return say("start.readme", language, about=about) if about else say("start.readme_of_many", language)


def _about(about: str, name: str) -> str:
    return "\n".join([
        _remark("start.settings"),
        f'id = "{about}"', f'about = "{about}"', 'owner = "folder"', 'languages = ["es", "en"]', 'licence = "CC-BY-4.0"', "",
        "[title]", f'en = "The foreign policy of {name}"', f'es = "La política exterior de {name}"', "",
        _remark("start.period") + "[period]", 'from = "1900"', 'to = "2000"', "\n",
    ])  # fmt: skip


def _of_many(folder: str) -> str:
    return "\n".join([
        _remark("start.settings_of_many"),
        f'id = "{slug(folder) or "acts"}"', 'owner = "folder"', 'languages = ["es", "en"]', 'licence = "CC-BY-4.0"', "",
        "[title]", 'en = "Acts of many States"', 'es = "Actos de muchos Estados"', "",
        _remark("start.period") + "[period]", 'from = "1600"', 'to = "2100"', "\n",
    ])  # fmt: skip


def _settings(vocabulary: Vocabulary, extent: str = "none") -> str:
    lines = [_remark("start.coverage")]
    for kind in vocabulary.standings.values():
        known = [f'{part} = "{extent}"' for part in ("beginnings", "endings")]
        lines += [f"[coverage.{kind.id}] # {kind.label.en} / {kind.label.es}", *known, ""]
    return "\n".join(lines)

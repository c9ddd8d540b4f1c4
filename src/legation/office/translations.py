"""The portal's own words: gathered from templates and code, and compiled from the .po with Babel (no gettext needed).

Run ``python -m legation.office.translations`` after changing words: it adds new ones to the .po without a Spanish text,
drops those no longer used, compiles the .mo and says what still lacks Spanish.
"""

from __future__ import annotations

import ast
import datetime
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE: Final = Path(__file__).parent
TEMPLATES: Final = HERE / "templates"
PO: Final = HERE / "locale" / "es" / "LC_MESSAGES" / "django.po"
MO: Final = PO.with_suffix(".mo")
NEVER: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""Written as the date of the catalogue, which its history keeps better: the same words give the same bytes."""
HEADING: Final = "# The portal's own words in Spanish. What the record and the vocabulary say has its Spanish in their own files."
SINGLE: Final = frozenset({"_", "gettext", "gettext_lazy"})
PLURAL: Final = frozenset({"ngettext", "ngettext_lazy"})


class Words(NamedTuple):
    """A text to translate: its singular, its plural or empty, and where it stands."""

    one: str
    many: str
    place: str


def in_code() -> Iterator[Words]:
    """The texts of every Python file of the portal."""
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            texts = [
                argument.value for argument in node.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            place = path.relative_to(HERE).as_posix()
            if node.func.id in SINGLE and texts:
                yield Words(texts[0], "", place)
            elif node.func.id in PLURAL and len(texts) >= 2:
                yield Words(texts[0], texts[1], place)


def in_templates() -> Iterator[Words]:
    """The texts of every template, as Django itself parses them."""
    from django.template import engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    for path in sorted(TEMPLATES.rglob("*.html")):
        place = path.relative_to(HERE).as_posix()
        template: Any = engines["django"].from_string(path.read_text(encoding="utf-8"))
        nodes = template.template.nodelist
        for node in nodes.get_nodes_by_type(TranslateNode):
            yield Words(str(node.filter_expression.var.literal), "", place)
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            one, _ = node.render_token_list(node.singular)
            many, _ = node.render_token_list(node.plural) if node.plural else ("", [])
            yield Words(one, many, place)


def gathered() -> dict[str, Words]:
    """Every text to translate, by its singular."""
    found: dict[str, Words] = {}
    for words in (*in_templates(), *in_code()):
        kept = found.get(words.one)
        found[words.one] = words if kept is None else Words(words.one, kept.many or words.many, kept.place)
    return found


def catalogue() -> Catalog:
    """The Spanish texts."""
    with PO.open("rb") as file:
        return read_po(file, locale="es", domain="django")


def compiled(of: Catalog) -> bytes:
    """What the .mo must hold."""
    target = io.BytesIO()
    write_mo(target, of)
    return target.getvalue()


def lacking(of: Catalog) -> list[str]:
    """Texts without Spanish, or whose Spanish does not carry the same placeholders."""
    missing = []
    for words in gathered().values():
        message = of.get(words.one)
        texts = [] if message is None else [message.string] if isinstance(message.string, str) else list(message.string)
        said = _placeholders(words.one) | _placeholders(words.many)
        complete = len(texts) == (2 if words.many else 1) and all(texts)
        if not complete or any(_placeholders(text) - said for text in texts):
            missing.append(words.one)
    return missing


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def update() -> list[str]:
    """Bring the .po up to what templates and code say, and compile it.

    Returns:
        The texts that still lack Spanish.
    """
    before = catalogue() if PO.exists() else Catalog(locale="es", creation_date=NEVER)
    now = Catalog(
        locale="es", domain="django", project="Legation", version="1", charset="utf-8", fuzzy=False,
        header_comment=HEADING, msgid_bugs_address="-", last_translator="Legation", language_team="Legation",
        creation_date=NEVER, revision_date=NEVER,
    )  # fmt: skip
    for words in sorted(gathered().values(), key=lambda one: (one.place, one.one)):
        kept = before.get(words.one)
        plural = bool(words.many)
        text: Any = kept.string if kept is not None and isinstance(kept.string, tuple) == plural else ("", "") if plural else ""
        flags = ["python-format"] if _placeholders(words.one + words.many) else []
        now.add((words.one, words.many) if plural else words.one, text, locations=[(words.place, None)], flags=flags)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, now, width=0, sort_output=False, omit_header=False)
    again = catalogue()
    MO.write_bytes(compiled(again))
    return lacking(again)


if __name__ == "__main__":
    import os
    import sys

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legation.office.settings")
    django.setup()
    for text in update():
        sys.stdout.write(f"no Spanish: {text}\n")

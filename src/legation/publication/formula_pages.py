"""The pages of the guide on formulas: made from the functions of the language, never written by hand.

``python -m legation.publication.formula_pages docs/guide`` writes ``formulas.md`` and ``formulas.es.md`` again.
"""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path
from typing import Final

from legation.evaluation.formula.functions import explained
from legation.terms.messages import say

PAGES: Final = {"en": "formulas.md", "es": "formulas.es.md"}
SHOWN: Final = ("indicators/defence.toml", "security-council-terms")
"""The sheet that the page shows: its file and its name."""


def formulas_page(language: str) -> str:
    """The page as Markdown."""
    rows = [
        f"| `{_cell(one.takes)}` | {_cell(one.means[language])} | `{_cell(one.example)}` <br> {_cell(one.says[language])} |"
        for one in explained().values()
    ]
    parts = [
        f"# {_say('title', language)}", _say("made", language), _say("what", language), _say("values", language),
        f"## {_say('functions', language)}", _say("filters", language),
        "\n".join([_say("headings", language), "|---|---|---|", *rows]),
        f"## {_say('open', language)}", _say("open_how", language),
        f"## {_say('sheet', language)}", f"```toml\n{_sheet()}\n```",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _sheet() -> str:
    file, name = SHOWN
    folder = resources.files("legation") / "records" / "peru" / "evaluation"
    text = (folder / file).read_text(encoding="utf-8")
    begin = text.index(f"[{name}]")
    end = text.find("\n[", begin)
    return text[begin : end if end > 0 else len(text)].strip()


def _say(name: str, language: str) -> str:
    return say(f"formula_pages.{name}", language)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    for written_in, page in PAGES.items():
        (Path(sys.argv[1]) / page).write_text(formulas_page(written_in), encoding="utf-8")

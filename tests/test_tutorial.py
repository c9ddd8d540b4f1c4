"""The tutorial runs, and the outputs stored in it are those that the run gives; ``LEGATION_WRITE_GOLDEN=1`` stores them anew."""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair")
pytest.importorskip("polars")

TUTORIALS = Path(__file__).parent.parent / "docs" / "tutorial"
EDITION = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b")


def run(cells: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The outputs of the code cells, run one after the other as a notebook does: what they print, and the value of their last line."""
    names: dict[str, Any] = {"__name__": "__main__"}
    found = []
    for number, cell in enumerate((cell for cell in cells if cell["cell_type"] == "code"), start=1):
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "cell", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None
        outputs: list[dict[str, Any]] = []
        if printed.getvalue():
            outputs.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue().splitlines(keepends=True)})
        if value is not None:
            outputs.append({"data": shown(value), "execution_count": number, "metadata": {}, "output_type": "execute_result"})
        found.append(outputs)
    return found


def shown(value: Any) -> dict[str, Any]:
    """A value in the forms in which a notebook shows it."""
    if type(value).__module__.startswith("altair"):
        if not os.environ.get("LEGATION_WRITE_GOLDEN"):
            return {"text/plain": ["chart"]}
        import vl_convert

        picture = vl_convert.vegalite_to_png(value.to_json(), scale=2)
        return {"image/png": base64.b64encode(picture).decode(), "text/plain": ["chart"]}
    forms = {"text/plain": repr(value).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        forms["text/html"] = value._repr_html_().splitlines(keepends=True)
    return dict(sorted(forms.items()))


def comparable(outputs: list[dict[str, Any]]) -> str:
    """Outputs as text, without pictures; an edition is any edition, since every change of the record gives another."""
    kept = [
        {**one, "data": {k: v for k, v in one["data"].items() if k != "image/png"}} if "data" in one else one for one in outputs
    ]
    return EDITION.sub("EDITION", json.dumps(kept, ensure_ascii=False, indent=1))


@pytest.mark.long
@pytest.mark.parametrize("path", sorted(TUTORIALS.glob("*.ipynb")), ids=lambda path: path.name)
def test_the_notebook_says_what_the_record_says(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    outputs = run(notebook["cells"])
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        for number, (cell, given) in enumerate(zip(code, outputs, strict=True), start=1):
            cell["outputs"], cell["execution_count"] = given, number
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for cell, given in zip(code, outputs, strict=True):
        assert comparable(given) == comparable(cell["outputs"]), "".join(cell["source"])


def test_both_languages_ask_the_same() -> None:
    english, spanish = (
        json.loads((TUTORIALS / name).read_text(encoding="utf-8"))["cells"] for name in ("peru.ipynb", "peru-es.ipynb")
    )
    assert [cell["cell_type"] for cell in english] == [cell["cell_type"] for cell in spanish]
    assert len({cell["id"] for cell in english}) == len(english)
    for one, other in zip(english, spanish, strict=True):
        if one["cell_type"] == "markdown":
            assert one["source"] != other["source"]
        else:
            plain = ["".join(cell["source"]).replace(', language="es"', "").replace('language="es"', "") for cell in (one, other)]
            assert len(plain[0].splitlines()) == len(plain[1].splitlines()) <= 10

"""A page looked at in a browser by axe, which knows what bars people from it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

THIN_OUT = """
for (const list of document.querySelectorAll("body *")) {
  const seen = new Map();
  for (const [place, one] of [...list.children].entries()) {
    const shape = one.outerHTML.replace(/>[^<]+/g, ">").replace(/ (?!class|style|role|type|lang)[a-z-]+="[^"]*"/g, "");
    seen.set(shape, (seen.get(shape) || 0) + 1);
    if (seen.get(shape) > 3 || place >= 20) one.remove();
  }
}
"""
"""Of things made alike (the same tags, classes and roles) beside one another, three are kept, and twenty of any: axe needs as long for each."""


def serious(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical on an open page: each rule broken, with the first places where it is.

    The page is not whole afterwards.
    """
    page.evaluate(THIN_OUT)
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]

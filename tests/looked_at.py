"""A page looked at in a browser by axe, which knows what bars people from it."""

from __future__ import annotations

import os
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe

WHOLE: Final = "LEGATION_JOURNEYS" in os.environ
"""Whether pages are looked at whole, as for the proof: axe needs some seconds for each, many on a busy machine."""

THIN_OUT = """
for (const list of document.querySelectorAll("body *")) {
  const seen = new Map();
  for (const one of [...list.children]) {
    const shape = one.outerHTML.replace(/>[^<]+/g, ">").replace(/ (?!class|style|role|type|lang)[a-z-]+="[^"]*"/g, "");
    seen.set(shape, (seen.get(shape) || 0) + 1);
    if (seen.get(shape) > 3) one.remove();
  }
}
"""
"""Of things made alike (the same tags, classes and roles) beside one another, three are kept."""


def serious(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical on an open page: each rule broken, with the first places where it is.

    The page is not whole afterwards, unless pages are looked at whole.
    """
    if not WHOLE:
        page.evaluate(THIN_OUT)
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]

"""Make the offline chart bundle: Vega, Vega-Lite and Vega-Embed in one file, kept in the repository by its hash.

Run by hand when the version changes (needs ``vl-convert-python``, a development dependency)::

    python -m legation.office.vendor_bundle
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static" / "vendor"
BUNDLE: Final = "vega.js"
LOCALES: Final = "vega-locales.json"
SUMS: Final = "SHA256SUMS"
LANGUAGES: Final = {"es": "es-ES", "en": "en-GB"}


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stated_sums() -> dict[str, str]:
    """The hashes that the repository states, by file name."""
    lines = (FOLDER / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: found for found, name in (line.split("  ", 1) for line in lines if line and not line.startswith("#"))}


def make() -> None:
    """Write the bundle, the formats of numbers and dates in both languages, and their hashes."""
    import vl_convert  # type: ignore[import-not-found, unused-ignore]

    FOLDER.mkdir(parents=True, exist_ok=True)
    script = vl_convert.javascript_bundle("export { vegaEmbed };")
    if "export" not in script[-400:]:
        script = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    (FOLDER / BUNDLE).write_text(script, encoding="utf-8")
    locales = {
        language: {"number": vl_convert.get_format_locale(name), "time": vl_convert.get_time_format_locale(name)}
        for language, name in LANGUAGES.items()
    }
    (FOLDER / LOCALES).write_text(json.dumps(locales, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8")
    heading = f"# Vega, Vega-Lite and Vega-Embed (BSD-3-Clause), bundled with vl-convert-python {vl_convert.__version__}\n"
    sums = "".join(f"{digest(FOLDER / name)}  {name}\n" for name in (BUNDLE, LOCALES))
    (FOLDER / SUMS).write_text(heading + sums, encoding="utf-8")


if __name__ == "__main__":
    make()

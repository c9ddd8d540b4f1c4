"""``make proof``: the long proofs, whose output is committed under docs/proofs/ with date and commit."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROOFS = [
    (
        "The engine agrees with the definition over placements",
        "LEGATION_HISTORIES",
        "20000",
        "tests/standings/test_against_definition.py",
    ),
    (
        "Rectangles, the third axis, logs in columns and appending agree with the definition and with the rules",
        "LEGATION_HISTORIES",
        "50000",
        "tests/standings/test_rectangles.py tests/standings/test_scenarios.py tests/standings/test_bulk.py tests/standings/test_appending.py",
    ),
    ("Builds of a log that grew answer as builds of the whole", "LEGATION_HISTORIES", "10000", "tests/test_growing_builds.py"),
    ("Broken inputs never give a traceback", "LEGATION_BROKEN_INPUTS", "30000", "tests/record/test_broken_inputs.py"),
]


def main() -> int:
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    today = datetime.now(UTC).date().isoformat()
    lines = [
        "# Long proofs", "", f"Date: {today} · commit: `{commit}` · Python {platform.python_version()}", "",
        "| proof | examples | result |", "|---|---|---|",
    ]  # fmt: skip
    failed = 0
    for title, setting, number, path in PROOFS:
        print(f"{title}: {number} examples ...", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *path.split()],
            cwd=ROOT,
            env={**os.environ, setting: number, "LEGATION_DRAWN_ANEW": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        closing = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "no output"
        print(closing, flush=True)
        failed += done.returncode != 0
        lines.append(f"| {title} | {int(number):,} | {'0 differences' if done.returncode == 0 else 'FAILED'}: {closing} |")
    (ROOT / "docs" / "proofs" / "long-proofs.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())

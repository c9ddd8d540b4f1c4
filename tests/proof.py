"""``make proof``: the long proofs, whose output is committed under docs/proofs/ with date and commit.

Each test runs by itself, as many at once as there are processors. What is drawn hangs on the commit alone: the same commit
draws the same examples again, another draws others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Proof(NamedTuple):
    """A test, how many examples it is to draw, and which ``part`` of the histories it draws otherwise, as it costs more.

    ``held`` is what is said where it passes; ``more`` sets further variables.
    """

    title: str
    test: str
    number: int = 50_000
    part: int = 1
    setting: str = "LEGATION_HISTORIES"
    held: str = "0 differences"
    more: tuple[tuple[str, str], ...] = ()


STANDINGS = "tests/standings"
LEDGER = "tests/ledger"
LONG = (("LEGATION_LONG", "1"),)
PROOFS = [
    Proof(
        "The engine agrees with the definition over placements, on three axes",
        f"{STANDINGS}/test_against_definition.py::test_the_engine_agrees_with_the_definition",
    ),
    Proof(
        "Lists and periods agree with single answers",
        f"{STANDINGS}/test_rectangles.py::test_lists_agree_with_single_answers",
        part=4,
    ),
    Proof(
        "Whole answers from rectangles agree with the rules",
        f"{STANDINGS}/test_rectangles.py::test_whole_answers_agree_with_those_of_the_rules",
        part=4,
    ),
    Proof(
        "A log in columns agrees with the rules", f"{STANDINGS}/test_bulk.py::test_a_log_in_columns_agrees_with_the_rules", part=4
    ),
    Proof(
        "Standings cut into blocks agree with standings whole (blocks of 1 and of 2 events)",
        f"{STANDINGS}/test_bulk.py::test_standings_cut_into_blocks_agree_with_standings_whole",
        part=4,
    ),
    Proof(
        "Appending agrees with compiling the whole and with the rules",
        f"{STANDINGS}/test_appending.py::test_appending_in_batches_equals_compiling_whole_and_the_rules",
        number=12_500,
        part=4,
    ),
    Proof(
        "Supposing agrees with compiling what is supposed",
        f"{STANDINGS}/test_appending.py::test_supposing_equals_compiling_what_is_supposed",
        number=12_500,
        part=4,
    ),
    Proof(
        "Builds of a log that grew answer as builds of the whole",
        "tests/test_growing_builds.py::test_a_log_built_in_batches_answers_as_one_built_whole",
        number=2_500,
        part=20,
    ),
    Proof(
        "An office that reads again only what changed tells what reading all tells",
        "tests/ledger/test_read_again.py",
        number=500,
        part=40,
    ),
    Proof(
        "A large ledger held in columns answers as its rows, after each sealing",
        "tests/ledger/test_in_columns.py",
        number=500,
        part=40,
    ),
    Proof(
        "A compiled log with what was added, as one, answers as the whole log compiled",
        f"{STANDINGS}/test_grown_bulk.py",
        number=2_500,
        part=20,
    ),
    Proof(
        "Panels count what the answers say",
        f"{STANDINGS}/test_panels.py::test_panels_count_what_the_answers_say",
        number=12_500,
        part=4,
    ),
    Proof(
        "What two share is what an obvious join finds",
        f"{STANDINGS}/test_panels.py::test_what_two_share_is_what_an_obvious_join_finds",
        number=12_500,
        part=4,
    ),
    Proof(
        "Broken inputs never give a traceback",
        "tests/record/test_broken_inputs.py",
        number=30_000,
        setting="LEGATION_BROKEN_INPUTS",
    ),
    Proof(
        "No byte changes for who may not read, with and without random sets of restricted rows",
        "tests/ministry/test_access.py::test_what_is_restricted_changes_no_byte_for_who_may_not_read_it",
        number=200,
        setting="LEGATION_SETS",
    ),
    Proof(
        "No race approves one's own draft",
        "tests/ministry/test_four_eyes.py::test_no_race_approves_ones_own",
        number=1_000,
        setting="LEGATION_RACES",
    ),
    Proof(
        "Processes killed at random while 1, 3 and 8 write, sign and copy (334 each)",
        f"{LEDGER}/test_killed.py::test_what_was_acknowledged_outlasts_kill_9",
        334,
        setting="LEGATION_KILLS",
        held="0 lost, 0 in part",
        more=LONG,
    ),
    Proof(
        "Publishers killed at random: what answered before still does, or the next edition, whole",
        "tests/publishing/test_editions.py::test_a_publisher_killed_at_any_moment_leaves_the_last_good_edition",
        1_000,
        setting="LEGATION_KILLS",
        held="the last good edition, each time",
    ),
    Proof(
        "Peru's record published, served where nothing else can be reached: every page, file and question in both languages, the same bytes from all workers",
        "tests/publishing/test_served_elsewhere.py::test_a_machine_that_holds_nothing_else_answers_everything_and_each_worker_alike",
        number=1,
        held="all answered, nothing else touched",
        more=(*LONG, ("LEGATION_PUBLISHED", "peru")),
    ),
    Proof(
        "Offices killed at random while they are brought up to this version: refused, then brought up by the same command",
        f"{LEDGER}/test_replayed.py::test_an_office_brought_up_by_halves_does_not_open_and_is_brought_up_again",
        100,
        setting="LEGATION_KILLS",
        held="none opened by halves",
        more=LONG,
    ),
    Proof(
        "Power cuts with torn and scrambled sectors, with WAL and with a journal (1,000 each)",
        f"{LEDGER}/test_power_cuts.py::test_a_power_cut_loses_nothing_that_was_acknowledged",
        1_000,
        setting="LEGATION_CUTS",
        held="0 lost, 0 unreadable",
    ),
    Proof(
        "The k-th write, sync or removal fails, every k of a session of 40 drafts",
        f"{LEDGER}/test_power_cuts.py::test_each_write_or_sync_may_fail",
        1,
        setting="LEGATION_EVERY",
        held="0 in part, said plainly",
        more=(*LONG, ("LEGATION_DRAFTS", "40")),
    ),
    Proof(
        "Tampering with logs is found by the verifier",
        f"{LEDGER}/test_tampering.py",
        10_000,
        setting="LEGATION_MUTATIONS",
        held="all found",
    ),
    Proof(
        "Inclusion and consistency proofs of random pairs",
        f"{LEDGER}/test_proofs.py",
        10_000,
        setting="LEGATION_PROOFS",
        held="all verify, no false one does",
    ),
    Proof(
        "8 writers, seconds on SQLite and on PostgreSQL",
        f"{LEDGER}/test_killed.py::test_writers_come_in_turn",
        300,
        setting="LEGATION_WRITING",
        held="the slowest at least a quarter of the fastest",
        more=LONG,
    ),
    Proof(
        "Backups made under load are restored as their checkpoints have them",
        f"{LEDGER}/test_killed.py::test_a_backup_made_under_load_is_restored_as_its_checkpoint_has_it",
        20,
        setting="LEGATION_DRILLS",
        held="all restored",
    ),
    Proof(
        "Twelve journeys through the portal in both languages, in a real browser",
        "tests/office/test_journeys.py",
        number=1,
        setting="LEGATION_JOURNEYS",
        held="all walked",
        more=LONG,
    ),
    Proof(
        "Four journeys from a blank form to the public page in both languages, in a real browser",
        "tests/ministry/test_journeys_in_a_browser.py",
        number=4,
        setting="LEGATION_JOURNEYS",
        held="all walked",
        more=LONG,
    ),
    Proof(
        "Every page of desks and people by axe, in both languages, by day and night, on a desk and a telephone",
        "tests/ministry/test_desks_looked_at.py",
        number=1,
        setting="LEGATION_JOURNEYS",
        held="nothing serious, nothing sideways",
        more=LONG,
    ),
    Proof(
        "Every route, format and role, with canaries in every restricted field, on SQLite and on PostgreSQL",
        "tests/ministry/test_access.py",
        number=1,
        setting="LEGATION_MATRIX",
        held="0 leaks",
        more=LONG,
    ),
    Proof(
        "Every answer of the API is as its description says (requests drawn for each question)",
        "tests/office/test_api_described.py",
        number=500,
        setting="LEGATION_REQUESTS",
    ),
    Proof(
        "No address of the portal or the API ends in an error of the server",
        "tests/office/test_fuzzed.py",
        number=10_000,
        setting="LEGATION_ADDRESSES",
    ),
]


PAGE = ROOT / "docs" / "proofs" / "long-proofs.md"
HEAD = """# Long proofs

Each line is one proof, with the commit of which it holds. `make proof` runs all of them; `make proof ONLY="killed"` those in whose
title the words stand. The time is by the clock, beside whatever else the machine did.

| proof | examples | commit | date | minutes | result |
|---|---|---|---|---|---|
"""


def main(words: str = "") -> int:
    """Run the proofs in whose title ``words`` stand; the number of those that failed."""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    seed = int(commit[:8] or "0", 16)
    wanted = [proof for proof in PROOFS if words.casefold() in proof.title.casefold()]
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as beside:
        for proof, (done, seconds) in zip(wanted, beside.map(lambda proof: _run(proof, seed), wanted), strict=True):
            closing = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "no output"
            print(f"{proof.title}: {closing}", flush=True)
            if done.returncode:
                failed += 1
                print(done.stdout, flush=True)
            result = proof.held if done.returncode == 0 else f"**FAILED**: {closing}"
            _write(proof, f"`{commit[:12]}` | {datetime.now(UTC).date().isoformat()} | {seconds / 60:.1f} | {result}")
    return failed


def _write(proof: Proof, ran: str) -> None:
    """Put a line into the page; the other proofs keep theirs, and one that never ran says so."""
    lines = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    known = {
        title: line for line in lines if (title := line.removeprefix("| ").partition(" | ")[0]) in {one.title for one in PROOFS}
    }
    known[proof.title] = f"| {proof.title} | {proof.number:,} | {ran} |"
    rows = [known.get(one.title, f"| {one.title} | {one.number:,} |  |  |  | not run yet |") for one in PROOFS]
    PAGE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def _run(proof: Proof, seed: int) -> tuple[subprocess.CompletedProcess[str], float]:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", f"--hypothesis-seed={seed}", "-p", "no:cacheprovider", proof.test],
        cwd=ROOT,
        env={**os.environ, proof.setting: str(proof.number * proof.part), "LEGATION_DRAWN_ANEW": "1", **dict(proof.more)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))

"""``make proof``: the long proofs, whose output is committed under docs/proofs/ with date and commit.

Each test runs by itself, as many at once as there are processors (``LEGATION_AT_ONCE`` says otherwise); its line is written when it
ends. What is drawn hangs on the commit alone: the same commit draws the same examples again, another draws others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Proof(NamedTuple):
    """A test, how many examples it is to draw, and which ``part`` of the histories it draws otherwise, as it costs more.

    ``held`` is what is said where it passes; ``more`` sets further variables; ``elsewhere`` is the page that has figures of it.
    """

    title: str
    test: str
    number: int = 50_000
    part: int = 1
    setting: str = "LEGATION_HISTORIES"
    held: str = "0 differences"
    more: tuple[tuple[str, str], ...] = ()
    elsewhere: str = ""


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
        elsewhere="ledger.md",
    ),
    Proof(
        "A large ledger held in columns answers as its rows, after each sealing",
        "tests/ledger/test_in_columns.py",
        number=500,
        part=40,
        elsewhere="ledger.md",
    ),
    Proof(
        "A compiled log with what was added, as one, answers as the whole log compiled",
        f"{STANDINGS}/test_grown_bulk.py",
        number=2_500,
        part=20,
        elsewhere="ledger.md",
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
        more=LONG,
        elsewhere="ledger.md",
    ),
    Proof(
        "No race approves one's own draft, on SQLite and on PostgreSQL",
        "tests/ministry/test_four_eyes.py::test_no_race_approves_ones_own",
        number=1_000,
        setting="LEGATION_RACES",
        more=LONG,
        elsewhere="ledger.md",
    ),
    Proof(
        "Processes killed at random while 1, 3 and 8 write, sign and copy (334 each)",
        f"{LEDGER}/test_killed.py::test_what_was_acknowledged_outlasts_kill_9",
        334,
        setting="LEGATION_KILLS",
        held="0 lost, 0 in part",
        more=LONG,
        elsewhere="ledger.md",
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
        elsewhere="ledger.md",
    ),
    Proof(
        "The k-th write, sync or removal fails, every k of a session of 40 drafts",
        f"{LEDGER}/test_power_cuts.py::test_each_write_or_sync_may_fail",
        1,
        setting="LEGATION_EVERY",
        held="0 in part, said plainly",
        more=(*LONG, ("LEGATION_DRAFTS", "40")),
        elsewhere="ledger.md",
    ),
    Proof(
        "Tampering with logs is found by the verifier",
        f"{LEDGER}/test_tampering.py",
        10_000,
        setting="LEGATION_MUTATIONS",
        held="all found",
        elsewhere="ledger.md",
    ),
    Proof(
        "Inclusion and consistency proofs of random pairs",
        f"{LEDGER}/test_proofs.py",
        10_000,
        setting="LEGATION_PROOFS",
        held="all verify, no false one does",
        elsewhere="ledger.md",
    ),
    Proof(
        "8 writers, seconds on SQLite and on PostgreSQL",
        f"{LEDGER}/test_killed.py::test_writers_come_in_turn",
        300,
        setting="LEGATION_WRITING",
        held="the slowest at least a quarter of the fastest",
        more=LONG,
        elsewhere="ledger.md",
    ),
    Proof(
        "Backups made under load are restored as their checkpoints have them",
        f"{LEDGER}/test_killed.py::test_a_backup_made_under_load_is_restored_as_its_checkpoint_has_it",
        20,
        setting="LEGATION_DRILLS",
        held="all restored",
        elsewhere="ledger.md",
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
        elsewhere="ledger.md",
    ),
    Proof(
        "Every answer of the API is as its description says (requests drawn for each question)",
        "tests/office/test_api_described.py",
        number=500,
        setting="LEGATION_REQUESTS",
        elsewhere="served.md",
    ),
    Proof(
        "No address of the portal or the API ends in an error of the server",
        "tests/office/test_fuzzed.py",
        number=10_000,
        setting="LEGATION_ADDRESSES",
        elsewhere="served.md",
    ),
]


PAGE = ROOT / "docs" / "proofs" / "long-proofs.md"
HEAD = """# Long proofs

Each line is one proof, with the commit of which it holds; *and more* beside it says that files were changed that are in no commit.
`make proof` runs all of them; `make proof ONLY="killed"` those in whose title the words stand. The time is by the clock, beside
whatever else the machine did.

| proof | examples | commit | date | minutes | result |
|---|---|---|---|---|---|
"""


def main(words: str = "") -> int:
    """Run the proofs in whose title ``words`` stand; the number of those that failed."""
    commit = _said_by_git("rev-parse", "HEAD").strip()
    seed = int(commit[:8] or "0", 16)
    wanted = [proof for proof in PROOFS if words.casefold() in proof.title.casefold()]
    failed = 0
    at_once = int(os.environ.get("LEGATION_AT_ONCE", os.cpu_count() or 1))
    with ThreadPoolExecutor(at_once) as beside:
        running = {beside.submit(_run, proof, seed): proof for proof in wanted}
        for one in as_completed(running):
            proof, (done, seconds, of) = running[one], one.result()
            closing = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "no output"
            print(f"{proof.title}: {closing}", done.stdout, sep="\n", flush=True)
            failed += bool(done.returncode)
            result = proof.held if done.returncode == 0 else f"**FAILED**: {closing}"
            _write(proof, f"{of} | {datetime.now(UTC).date().isoformat()} | {seconds / 60:.1f} | {result}")
    return failed


def _said_by_git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def _commit() -> str:
    """The commit that is tried, and whether files differ from it; those that these proofs write do not count."""
    changed = _said_by_git("status", "--porcelain", "--", ".", ":!docs/proofs").strip()
    return f"`{_said_by_git('rev-parse', 'HEAD').strip()[:12]}`{' and more' if changed else ''}"


def _write(proof: Proof, ran: str) -> None:
    """Put a line into the page; the other proofs keep theirs, and one that never ran says so."""
    lines = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    cells = [line.split(" | ") for line in lines if line.startswith("| ")]
    known = {one[0].removeprefix("| "): " | ".join(one) for one in cells if one[2].startswith("`")}
    known[proof.title] = f"| {proof.title} | {proof.number:,} | {ran} |"
    PAGE.write_text(HEAD + "\n".join(known.get(one.title) or _not_run(one) for one in PROOFS) + "\n", encoding="utf-8")


def _not_run(proof: Proof) -> str:
    said = f"not run by `make proof`; see [{proof.elsewhere}]({proof.elsewhere})" if proof.elsewhere else "not run yet"
    return f"| {proof.title} | {proof.number:,} |  |  |  | {said} |"


def _run(proof: Proof, seed: int) -> tuple[subprocess.CompletedProcess[str], float, str]:
    began, of = time.monotonic(), _commit()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", f"--hypothesis-seed={seed}", "-p", "no:cacheprovider", "-rP", proof.test],
        cwd=ROOT,
        env={**os.environ, proof.setting: str(proof.number * proof.part), "LEGATION_DRAWN_ANEW": "1", **dict(proof.more)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, time.monotonic() - began, of


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))

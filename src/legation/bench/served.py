"""The portal beside Datasette and a bare Django page on the same rows, in one run.

``python -m legation.bench.served [RECORD]``. Each server is one process, as it comes, with four connections asking; they take
turns, so that what else runs on the machine slows all alike. Told are the processor time that the server spends on an answer,
and median and 99th percentile by the clock. Rows are first held to be the same. Addresses asked *anew* are each asked once.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import resource
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from legation.archive.opening import opened
from legation.publication.answer_tables import acts_table
from legation.publication.queries import acts_matching
from legation.publication.table import Table

CONNECTIONS: Final = 4
ROUNDS: Final = 3
ASKED: Final = 200
PAGE: Final = 100
HELLO: Final = """
import sys
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY="hello", LOGGING_CONFIG=None)
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
from django.core.wsgi import get_wsgi_application
from legation.office.serve import Portal
made = get_wsgi_application()
class Hello(Portal):
    def load(self):
        return made
Hello("127.0.0.1", 0).run()
"""


@dataclass(frozen=True)
class Server:
    """A server under load: its name, its port, its process and those that it started."""

    name: str
    port: int
    process: subprocess.Popen[str]

    def spent(self) -> float:
        """Processor seconds that it has used."""
        ticks = 0
        for pid in _family(self.process.pid):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """What asking came to: processor seconds of an answer, and seconds by the clock."""

    spent: float
    median: float
    p99: float
    size: int


def main(record: str = "peru") -> None:
    """Serve, ask, and print the table."""
    made = opened(record)
    view = made.known(None)
    acts = acts_table(view, acts_matching(view), "en")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "acts.db"
        _stored(acts, database)
        servers = _started(record, database)
        try:
            _same_rows(servers, acts)
            print("| question | server | ms of processor | ms median | ms p99 | p99/median | bytes | rate of ours | bar |")
            print("|---|---|---|---|---|---|---|---|---|", flush=True)
            for title, bar, found in _measured(servers, acts, made.edition):
                _print(title, bar, found)
            for server in servers.values():
                print(f"{server.name}: {_memory(server):,.0f} MB resident")
            print(f"asking: {resource.getrusage(resource.RUSAGE_SELF).ru_utime:.0f} s of processor")
        finally:
            for server in servers.values():
                server.process.terminate()
            for server in servers.values():
                server.process.wait()


def _stored(acts: Table, target: Path) -> None:
    """The acts as a table of SQLite, indexed as one who served it would."""
    with sqlite3.connect(target) as base:
        columns = ", ".join(f'"{name}" text' for name in acts.columns)
        base.execute(f'create table acts (number integer, {columns}, primary key ("act"))')
        marks = ", ".join("?" * (len(acts.columns) + 1))
        base.executemany(f"insert into acts values ({marks})", [(place, *row) for place, row in enumerate(acts.rows)])
        base.execute("create unique index by_number on acts (number)")
        base.execute("create index by_kind on acts (kind)")


def _started(record: str, database: Path) -> dict[str, Server]:
    ours = "import sys; from legation.office.serve import run; run(sys.argv[1], '127.0.0.1', 0)"
    port = _free_port()
    commands = {
        "Legation": [sys.executable, "-c", ours, record],
        "Datasette": [
            sys.executable,
            "-m",
            "datasette",
            str(database),
            "--port",
            str(port),
            "--setting",
            "max_returned_rows",
            "1000",
        ],
        "hello": [sys.executable, "-c", HELLO],
    }
    return {name: _server(name, command, port if name == "Datasette" else 0) for name, command in commands.items()}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _server(name: str, command: Sequence[str], port: int) -> Server:
    """A server, when it answers: at the port it was told, or at the one that it says."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL if port else subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    if port:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return Server(name, port, process)
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return Server(name, int(found[1]), process)
    raise RuntimeError(f"{name} did not start: {said}")


def _same_rows(servers: dict[str, Server], acts: Table) -> None:
    """Hold that a record, a page and what a page shows are the same on both sides.

    Raises:
        AssertionError: they are not.
    """
    name = str(acts.rows[7][0])
    ours = json.loads(_got(servers["Legation"], f"/api/v1/acts/{name}?lang=en"))["rows"][0]
    theirs = json.loads(_got(servers["Datasette"], f"/acts/acts/{name}.json?_shape=array"))[0]
    assert ours == {column: value for column, value in theirs.items() if column != "number"}
    page = json.loads(_got(servers["Legation"], f"/api/v1/acts?lang=en&limit={PAGE}"))["rows"]
    same = json.loads(_got(servers["Datasette"], f"/acts/acts.json?_shape=array&_sort=number&_size={PAGE}"))
    assert [row["act"] for row in page] == [row["act"] for row in same]


def _measured(servers: dict[str, Server], acts: Table, edition: str) -> Iterator[tuple[str, float | None, dict[str, Measured]]]:
    """Each question with the bar that the rate of ours must reach, and what it came to."""
    names = [str(row[0]) for row in acts.rows]
    starts = [1 + n * 9 % (len(names) - 2 * PAGE) for n in range(ASKED * ROUNDS)]
    kinds = [str(row[1]) for row in acts.rows]
    kinds = [kind for kind in dict.fromkeys(kinds) if ";" not in kind]
    cursor = _cursors(servers["Legation"], edition)
    theirs = "_sort=number&number__gt="
    one = [f"/api/v1/acts/{name}" for name in names], [f"/acts/acts/{name}.json" for name in names]
    rows = (
        [f"/api/v1/acts?limit={PAGE}&cursor={cursor(n)}" for n in starts],
        [f"/acts/acts.json?_size={PAGE}&{theirs}{n - 1}" for n in starts],
    )
    html = (
        [f"/api/v1/acts?format=html&limit={PAGE}&cursor={cursor(n)}" for n in starts],
        [f"/acts/acts?_size={PAGE}&{theirs}{n - 1}" for n in starts],
    )
    kind = (
        [f"/api/v1/acts?kind={one}&limit={PAGE}" for one in kinds],
        [f"/acts/acts.json?_size={PAGE}&kind={one}" for one in kinds],
    )
    pairs = (("Legation", "Datasette"), ("Legation", "hello"))
    for title, bar, addresses, who in (
        ("one record as JSON, anew", 1.0, one, pairs[0]),
        ("one record as JSON, again", None, ([one[0][3]], [one[1][3]]), pairs[0]),
        ("100 rows as JSON, anew", 1.0, rows, pairs[0]),
        ("100 rows as JSON, again", None, ([rows[0][3]], [rows[1][3]]), pairs[0]),
        ("acts of a kind as JSON, anew", None, kind, pairs[0]),
        ("100 rows as HTML, anew", 3.0, html, pairs[0]),
        ("100 rows as HTML, again", None, ([html[0][3]], [html[1][3]]), pairs[0]),
        ("the home page, kept", 0.5, (["/en/?on=1875-01-01"], ["/"]), pairs[1]),
        ("a small page, kept", 0.5, (["/en/method/"], ["/"]), pairs[1]),
    ):
        yield title, bar, _in_turn([servers[name] for name in who], addresses)


def _cursors(server: Server, edition: str) -> Callable[[int], str]:
    """The cursor of any page of all acts, as the server would name it."""
    from base64 import urlsafe_b64decode, urlsafe_b64encode

    following = json.loads(_got(server, "/api/v1/acts?limit=10"))["next"]
    given = re.search(r"cursor=([\w-]+)", following)
    assert given is not None
    inside = urlsafe_b64decode(given[1] + "=" * (-len(given[1]) % 4)).decode()
    assert inside.startswith(edition[:12]) and inside.endswith("10")
    return lambda place: urlsafe_b64encode(f"{inside[:24]}{place}".encode()).decode().rstrip("=")


def _in_turn(servers: Sequence[Server], addresses: Sequence[Sequence[str]]) -> dict[str, Measured]:
    """Ask each server in several rounds, by turns.

    Of the processor time the best round counts, of the clock that with the shortest tail: what else runs on the machine only adds.
    """
    found: dict[str, list[Measured]] = {server.name: [] for server in servers}
    for number in range(ROUNDS):
        for server, given in zip(servers, addresses, strict=True):
            whole = [
                given[(number * ASKED + n) % len(given)]
                for n in range(min(ASKED, max(len(given), ASKED if len(given) == 1 else 0)))
            ]
            if len(given) == 1:
                _got(server, given[0])
            found[server.name].append(_asked(server, whole))
    return {
        name: replace(min(rounds, key=lambda one: one.p99 / one.median), spent=min(one.spent for one in rounds))
        for name, rounds in found.items()
    }


def _asked(server: Server, addresses: Sequence[str]) -> Measured:
    """Ask all addresses over a few connections at once."""
    parts = [addresses[n::CONNECTIONS] for n in range(CONNECTIONS)]
    before = server.spent()
    with ThreadPoolExecutor(CONNECTIONS) as beside:
        told = [one for part in beside.map(lambda part: _over_one(server, part), parts) for one in part]
    spent = server.spent() - before
    times = sorted(seconds for seconds, _ in told)
    return Measured(spent / len(told), statistics.median(times), times[int(len(times) * 0.99) - 1], told[-1][1])


def _over_one(server: Server, addresses: Sequence[str]) -> list[tuple[float, int]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    found = []
    for address in addresses:
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        found.append((time.perf_counter() - began, len(body)))
        assert answer.status == 200, (address, answer.status, body[:300])
    connection.close()
    return found


def _got(server: Server, address: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", address)
    body = connection.getresponse().read()
    connection.close()
    return body


def _print(title: str, bar: float | None, found: dict[str, Measured]) -> None:
    (first, ours), (_, other) = found.items()
    for name, one in found.items():
        rate = f"{other.spent / ours.spent:.2f} ×" if name == first and ours.spent else ""
        said = f"{bar:g} ×" if bar and name == first else ""
        print(
            f"| {title if name == first else ''} | {name} | {one.spent * 1e3:.2f} | {one.median * 1e3:.2f} | {one.p99 * 1e3:.2f} "
            f"| {one.p99 / one.median:.1f} | {one.size:,} | {rate} | {said} |",
            flush=True,
        )


def _memory(server: Server) -> float:
    held = 0
    for pid in _family(server.process.pid):
        text = Path(f"/proc/{pid}/status").read_text()
        held += int(re.search(r"VmRSS:\s+(\d+)", text)[1]) if "VmRSS" in text else 0  # type: ignore[index]
    return held / 1e3


def _family(pid: int) -> list[int]:
    """A process and those that it started."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        below = []
    return [pid, *(one for child in below for one in _family(int(child)))]


if __name__ == "__main__":
    main(*sys.argv[1:])

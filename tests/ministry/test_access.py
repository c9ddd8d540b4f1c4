"""Who may see what: every route, role and format, made from the tables of routes; canaries in every restricted field."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterable

import pytest
from django.http import HttpResponse
from django.test import Client

from legation.evaluation.plans.reading import COLUMNS
from legation.procedures.correct import correction
from legation.procedures.file_plan import filed_in, plan_entries
from legation.procedures.reclassify import reclassification
from legation.procedures.seal import Draft, seal
from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import book_at
from legation.record.ledger.entry import Entry
from tests.ministry.addresses import Address, addresses, patterns
from tests.ministry.filing import begin, save, sealed
from tests.ministry.small_office import LEVELS, PEOPLE, SmallOffice

LONG = "LEGATION_LONG" in os.environ
DATABASES = ("sqlite", "postgresql") if "LEGATION_MATRIX" in os.environ else ("sqlite",)
SETS = int(os.environ.get("LEGATION_SETS", "12" if LONG else "2"))
SHARE = 1 if "LEGATION_SETS" in os.environ else 4
"""Of the addresses each set is held to one in so many, in turn; the proof holds it to all, and asks for every draft."""
MAY = {
    "": set(), "reader": {"self", "office"}, "clerk": {"self", "office", "file"}, "officer": {"self", "office", "file", "correct"},
    "reviewer": {"self", "office", "file", "correct", "review", "reclassify"}, "planner": {"self", "office", "file", "file_plans"},
    "statistician": {"self", "office", "file"}, "auditor": {"self", "office", "audit"},
    "administrator": {"self", "office", "administer"}, "cleared-reader": {"self", "office"},
}  # fmt: skip
"""What each account may, beside what is open to all; written here again, so that a change of the roles is seen."""
_TOKEN = re.compile(rb'csrfmiddlewaretoken" value="\w+"')
OPEN = ("public", "entrance")
CANARY = "quetzalcanary"
CELLS = {
    "date": "1901-02-03", "object": f"chile;{CANARY} body", "person": f"{CANARY} person", "0.office": f"{CANARY}-office", "place": f"{CANARY}-place",
    "title": f"{CANARY} title", "title_es": f"{CANARY} título", "note": f"{CANARY} note", "note_es": f"{CANARY} nota",
    "value": "424243", "unit": "persons", "locator": f"{CANARY} locator", "text.kind": "treaty", "text.title": f"{CANARY} text",
    "text.title_es": f"{CANARY} texto", "text.parties": "peru;chile", "text.note": f"{CANARY} note", "text.note_es": f"{CANARY} nota",
    "actor.kind": "organisation", "actor.name": f"{CANARY} body", "actor.name_es": f"{CANARY} órgano",
}  # fmt: skip


@pytest.fixture(scope="module")
def secret(office: SmallOffice) -> str:
    """Drafts sealed at every restricted level, a canary in each of their fields, and one still being written; gives one id."""
    draft = ""
    for level in LEVELS[1:]:
        draft = sealed(office, "instrument_signed", "cleared-officer", "cleared-reviewer", level=level, **cells_of(level))
    officer = office.client("cleared-officer")
    save(officer, begin(officer, "instrument_signed"), 1, level="secret", **cells_of("secret"))
    text = f"{CANARY}-secret corrected"
    row = _row(office, f"{draft}-1", "secret")
    mended = correction(row, {"note": text}, text)
    node = {"claim": "canary-node", "id": "canary-node", "kind": "sector_objective", "name": text, "name_es": text}
    rows = plan_entries("canary", "nodes", [node], "secret", book_at(office.ledger, "secret"))
    seal(office.ledger, Draft("canary", (mended, *rows), "cleared-officer", "cleared-reviewer"))
    return draft


def cells_of(level: str) -> dict[str, str]:
    return {name: value.replace(CANARY, f"{CANARY}-{level}") for name, value in CELLS.items()}


def leaks(answer: HttpResponse, level: str = "") -> bool:
    """Whether a canary, of one level where it is given, stands in an answer or its headers."""
    whole = answer.content + str(answer.headers).encode() + str(answer.cookies).encode()
    if level:
        return f"{CANARY}-{level}".encode() in whole.lower()
    return CANARY.encode() in whole.lower() or b"424243" in whole or b"424,243" in whole


def ids_of(secret: str) -> list[str]:
    return [f"{secret}-1", f"{secret}-text", secret, "standings", "chile"]


def test_every_route_names_a_policy_and_an_unnamed_one_is_refused(office: SmallOffice) -> None:
    from django.test import RequestFactory

    from legation.office.people.gate import POLICIES, Gate

    for route, pattern in patterns():
        assert getattr(pattern.callback, "policy", None) in POLICIES, route
    view = lambda request: HttpResponse("seen")  # noqa: E731
    request = RequestFactory().get("/es/")
    request.reader = None  # type: ignore[attr-defined]
    assert Gate(view).process_view(request, view, (), {}).status_code == 403  # type: ignore[union-attr]


ROLES = [
    name if name in ("", "officer", "auditor", "cleared-reader") else pytest.param(name, marks=pytest.mark.long) for name in MAY
]


@pytest.mark.parametrize("username", ROLES)
def test_no_route_shows_a_canary_and_each_answers_by_its_policy(office: SmallOffice, secret: str, username: str) -> None:
    client = office.client(username)
    ids = ids_of(secret)
    of_office = [one for one in addresses(ids if SHARE == 1 else ids[1:3]) if one.policy != "public"]
    of_portal = [one for one in addresses(ids) if one.policy == "public"]
    if not LONG:  # every role in turn; CI takes all for each
        of_portal = of_portal[::2] if not username else of_portal[hash_of(username) % 24 :: 24]
    for one in (*of_office, *of_portal):
        answer = client.get(one.path)
        assert not leaks(answer, "secret" if username == "cleared-reader" else ""), (username, one.path)
        assert answer.status_code < 500, one.path
        if one.policy in OPEN:
            continue
        if not username:
            assert answer.status_code == 302 and "/account/login/" in answer["Location"], one.path
        elif one.policy not in MAY[username]:
            assert answer.status_code in (403, 405), (username, one.path)
        else:
            assert answer.status_code != 403 or one.name in ("desk_new", "desk_bulk"), (username, one.path)
        if username:
            assert answer["Cache-Control"] == "private, no-store"


def hash_of(text: str) -> int:
    return sum(map(ord, text))


def test_who_is_cleared_sees_what_others_do_not(office: SmallOffice, secret: str) -> None:
    assert leaks(office.client("cleared-officer").get(f"/en/act/{secret}-1/"))
    assert office.client("cleared-reader").get(f"/en/act/{secret}-1/").status_code == 404  # cleared below secret
    found = office.client("cleared-reader").get(f"/en/search/?q={CANARY}").content
    assert CANARY.encode() in found


def posts() -> list[Address]:
    return [one for one in addresses(["nothing"]) if one.writes and one.name != "account_logout"]


@pytest.mark.parametrize("username", ["", "clerk", "auditor"])
def test_each_post_leaves_a_line_in_the_trail(office: SmallOffice, username: str) -> None:
    from legation.office.people.models import TrailLine

    for one in posts():
        client = office.client(username)
        before = TrailLine.objects.count()
        answer = client.post(one.path, {})
        assert TrailLine.objects.count() > before or answer.status_code == 404, (username, one.path, answer.status_code)
        if one.policy not in ("entrance", *MAY[username]):
            assert answer.status_code == 403, (username, one.path)


def portal_pages(office: SmallOffice) -> list[str]:
    """Addresses whose answers must not change: every portal route, as of today and as of days before."""
    every = [one.path for one in addresses(["chile", "standings", "a-2", "relations:chile:peru"]) if one.policy == "public"]
    return every + [
        f"/es/{rest}"
        for rest in ("", "actors/", "docket/", "?on=1901-06-01", "?known=2021-02-28", "treaties/", "search/?q=tratado")
    ]


def bytes_of(client: Client, paths: Iterable[str]) -> dict[str, tuple[int, bytes, str]]:
    found = {}
    for path in paths:
        answer = client.get(path)
        kept = {name: value for name, value in answer.headers.items() if not name.startswith("RateLimit")}
        found[path] = answer.status_code, _TOKEN.sub(b"", answer.content), str(sorted(kept.items()))
    return found


def test_what_is_restricted_changes_no_byte_for_who_may_not_read_it(office: SmallOffice) -> None:
    """Non-interference: the same answers, headers and tags with and without restricted rows."""
    paths = portal_pages(office)
    paths = paths if LONG else paths[::8]
    anybody, reader = office.client(), office.client("reader")
    before, read_before = bytes_of(anybody, paths), bytes_of(reader, paths[::7])
    drawn = random.Random(8)
    for number in range(SETS):
        seal(office.ledger, Draft(f"set-{number}", tuple(restricted(drawn, number)), "cleared-officer", "cleared-reviewer"))
        part = paths[number % SHARE :: SHARE]
        assert bytes_of(anybody, part) == {path: before[path] for path in part}
        assert bytes_of(reader, paths[::7]) == read_before


def restricted(drawn: random.Random, number: int) -> list[Entry]:
    """A random set of restricted rows: relations, actors nobody else knows, corrections of what the set entered, rows of plans."""
    made = []
    level = drawn.choice(LEVELS[1:])
    actor = f"hidden-{number}"
    cells = {"id": actor, "kind": "state", "name": "Hidden", "name_es": "Oculto", "source": "book"}
    made.append(Entry("entered", "actors", actor, cells, level))
    for row in range(drawn.randrange(1, 5)):
        kind = drawn.choice(["relations_severed", "relations_established", "relations_suspended"])
        claim = {
            "claim": f"r-{number}-{row}", "act": drawn.choice([f"r-{number}-{row}", "a-2"]), "kind": kind, "subject": "peru",
            "date": str(drawn.randrange(1830, 2020)), "object": drawn.choice(["chile", "bolivia", actor]), "level": level,
            "title": "Hidden", "title_es": "Oculto",
        }  # fmt: skip
        made.append(Entry("entered", "acts", claim["claim"], claim, level))
        if drawn.random() < 0.3:
            made.append(Entry("corrected", "acts", claim["claim"], {**claim, "title": "Mended"}, level, reason="Hidden"))
    if drawn.random() < 0.5:
        file, node = (
            filed_in("nodes"),
            {"claim": f"n-{number}", "id": f"hidden-{number}", "kind": "sector_objective", "name": "Hidden"},
        )
        made.append(Entry("entered", "files", file, {"columns": list(COLUMNS["nodes"])}, level, file))
        made.append(Entry("entered", "plan", node["claim"], {**node, "name_es": "Oculto"}, level, file))
    return made


def test_the_rule_of_today_governs_every_answer_about_days_before(office: SmallOffice) -> None:
    """Reclassified, an act is gone from every answer, also as of when it was public; its address is gone, not unknown."""
    cells = {"date": "1902-03-04", "object": "chile", "title": "Zorzalcanary", "title_es": "Zorzalcanario"}
    draft = sealed(office, "relations_suspended", **cells)
    anybody, id = office.client(), f"{draft}-1"
    questions = ["", "?on=1902-06-01", "?on=1902-06-01&known=2030-01-01", "?known=2026"]
    assert b"Zorzalcanary" in anybody.get(f"/en/act/{id}/").content
    pinned = anybody.get("/api/v1/asof?on=1902-06-01&known=2030-01-01")["Content-Location"]
    assert anybody.get(pinned).status_code == 200
    row = _row(office, id)
    moved = reclassification(row, "secret", "by order of the day", levels=LEVELS)
    seal(office.ledger, Draft("reclassified-1", moved, "cleared-officer", "cleared-reviewer"))
    for question in questions:
        for page in ("act/" + id, "standing/relations:chile:peru", "actor/chile", "kind/relations"):
            answer = anybody.get(f"/en/{page}/{question}")
            assert b"orzalcanar" not in answer.content, page
        assert anybody.get(f"/en/act/{id}/{question}").status_code == 410
    assert anybody.get(pinned).status_code == 410
    assert b"Zorzalcanary" in office.client("cleared-officer").get(f"/en/act/{id}/").content


def _row(office: SmallOffice, claim: str, level: str = "public") -> AuthoredRow:
    return book_at(office.ledger, level).rows[("claims", claim)].row


def test_every_role_has_an_account_here() -> None:
    from legation.office.people.roles import roles

    assert {role for role, _, _ in PEOPLE.values()} == set(roles())

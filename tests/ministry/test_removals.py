"""What leaves the open record, from the desk: by the right role, with a second person, its consequences stated beforehand."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.procedures.seal import Draft, seal
from legation.record.ledger.entry import Entry, Personal
from tests.ministry.filing import approve, sealed
from tests.ministry.small_office import SmallOffice

SUSPENDED = {"date": "1903-04-05", "object": "chile", "title": "Gonecanary", "title_es": "Canario ido"}


def asked(client: Client, deed: str, **fields: str) -> str:
    """A draft that removes something; gives its id."""
    answer = client.post("/es/desk/remove/", {"deed": deed, **fields})
    assert answer.status_code == 302, answer.content[-2000:]
    return str(answer["Location"].split("/")[-2])


def reasoned(client: Client, draft: str, reason: str) -> None:
    body = json.dumps({"seq": 1, "fields": {"reason": reason}})
    assert client.post(f"/es/desk/draft/{draft}/save/", body, content_type="application/json").json()["saved"]


def test_a_row_is_reclassified_by_two_and_gone_for_the_others(office: SmallOffice) -> None:
    id = f"{sealed(office, 'relations_suspended', **SUSPENDED)}-1"
    anybody, first = office.client(), office.client("cleared-reviewer")
    pinned = anybody.get("/api/v1/asof?on=1903-06-01&known=2030-01-01")["Content-Location"]
    assert anybody.get(pinned).status_code == 200
    draft = asked(first, "reclassification", about=id, to="secret")
    page = first.get(f"/es/desk/draft/{draft}/").content.decode()
    assert "410" in page and "secreta" in page
    assert first.post(f"/es/desk/draft/{draft}/submit/").status_code == 409  # no ground yet
    reasoned(first, draft, "Order 7 of 2026")
    assert first.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    assert approve(office, "cleared-reviewer", draft).status_code == 409  # nobody approves their own
    assert approve(office, "reviewer", draft).status_code == 404  # who may not read it decides nothing of it
    assert b"Gonecanary" in anybody.get(f"/en/act/{id}/").content
    with promoted(office, "cleared-officer"):
        assert approve(office, "cleared-officer", draft).status_code == 302
    gone = anybody.get(f"/en/act/{id}/?on=1903-06-01")
    assert gone.status_code == 410 and b"Gonecanary" not in gone.content
    assert anybody.get(pinned).status_code == 410
    assert b"Gonecanary" in first.get(f"/en/act/{id}/").content


class promoted:
    """While somebody reviews too."""

    def __init__(self, office: SmallOffice, username: str) -> None:
        from legation.office.people.models import Posting

        values = {"unit_id": "chancery", "role": "reviewer", "begins": "2020-01-01"}
        self.posting = Posting.objects.create(person=office.person(username), **values)

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self.posting.delete()


def test_personal_text_is_erased_by_two_and_the_entry_stays(office: SmallOffice) -> None:
    ledger: SealedLedger = office.ledger
    entry = Entry("entered", "cases", "case-1", {"opened": "2024"}, personal=Personal("s-1", {"name": "Somebody"}))
    seal(ledger, Draft("case-1", (entry,), "officer", "reviewer"))
    kept = next(one for one in ledger.entries("public") if one.draft == "case-1")
    assert ledger.personal(kept) == {"name": "Somebody"}
    client = office.client("reviewer")
    wrong = client.post("/es/desk/remove/", {"deed": "erasure", "subject": "nobody"})
    assert wrong.status_code == 400 and "nada que suprimir" in wrong.content.decode()
    draft = asked(client, "erasure", subject="s-1", to="public")
    reasoned(client, draft, "Order 12 of 2026-11-20")
    assert client.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    assert ledger.personal(kept) is not None
    assert approve(office, "cleared-reviewer", draft).status_code == 302
    assert ledger.personal(kept) is None
    erased = [one for one in ledger.entries("public") if one.entry.deed == "erased"]
    assert [(one.by, one.approved, one.entry.reason) for one in erased] == [
        ("reviewer", "cleared-reviewer", "Order 12 of 2026-11-20")
    ]


@pytest.mark.parametrize("username", ["officer", "clerk", "planner", "auditor", "administrator", "reader"])
def test_who_may_not_is_refused(office: SmallOffice, username: str) -> None:
    client = office.client(username)
    assert client.get("/es/desk/remove/").status_code == 403
    assert client.post("/es/desk/remove/", {"deed": "erasure", "subject": "s-1"}).status_code == 403


def test_a_row_does_not_get_a_level_above_the_readers_own(office: SmallOffice) -> None:
    id = f"{sealed(office, 'relations_suspended', **SUSPENDED)}-1"
    answer = office.client("reviewer").post("/es/desk/remove/", {"deed": "reclassification", "about": id, "to": "secret"})
    assert answer.status_code == 400 and "ya tiene ese nivel" in answer.content.decode()


def test_what_a_reclassified_row_alone_names_goes_with_it_and_comes_back(office: SmallOffice) -> None:
    text = {"text.kind": "treaty", "text.title": "Onlycanary", "text.title_es": "Solocanario", "text.parties": "peru;chile"}
    signed = {"date": "1904-05-06", "object": "chile", "title": "Signed", "title_es": "Firma"}
    draft = sealed(office, "instrument_signed", **signed, **text)
    anybody, first = office.client(), office.client("cleared-reviewer")

    def said() -> bool:
        return any(b"nlycanary" in anybody.get(one).content for one in ("/en/treaties/?on=1905", f"/en/treaty/{draft}-text/"))

    assert said()
    actors = anybody.get("/api/v1/actors").json()["rows"]
    for level, shows in (("secret", False), ("public", True)):
        moved = asked(first, "reclassification", about=f"{draft}-1", to=level)
        reasoned(first, moved, "Order 8 of 2026")
        answer = first.post(f"/es/desk/draft/{moved}/submit/")
        assert answer.status_code == 302, answer.content.decode()[-800:]
        with promoted(office, "cleared-officer"):
            assert approve(office, "cleared-officer", moved).status_code == 302
        assert said() == shows, level
        assert b"nlycanary" in first.get(f"/en/treaty/{draft}-text/").content
        assert anybody.get("/api/v1/actors").json()["rows"] == actors, "others name Chile too"


def test_an_actor_that_two_levels_brought_leaves_the_open_one_with_its_act(office: SmallOffice) -> None:
    actor = {
        "actor.id": "twicecanary",
        "actor.kind": "organisation",
        "actor.name": "Twicecanary",
        "actor.name_es": "Canariodoble",
    }
    established = {"date": "1905-05-06", "object": "canariodoble", "title": "Relations", "title_es": "Relaciones"}
    sealed(office, "relations_established", "cleared-officer", "cleared-reviewer", level="secret", **established, **actor)
    draft = sealed(office, "relations_established", **established, **{**actor, "actor.name": "Twicecanary, openly"})
    anybody, first = office.client(), office.client("cleared-reviewer")
    assert b"Twicecanary, openly" in anybody.get("/en/actor/twicecanary/").content
    moved = asked(first, "reclassification", about=f"{draft}-1", to="secret")
    reasoned(first, moved, "Order 10 of 2026")
    assert first.post(f"/es/desk/draft/{moved}/submit/").status_code == 302
    with promoted(office, "cleared-officer"):
        assert approve(office, "cleared-officer", moved).status_code == 302
    assert b"Twicecanary" not in anybody.get("/en/actor/twicecanary/").content
    assert b"Twicecanary" not in anybody.get("/api/v1/actors").content
    kept = first.get("/en/actor/twicecanary/").content
    assert b"Twicecanary" in kept and b"openly" not in kept, "the more restricted one stays as it was"


def test_the_actor_that_came_with_a_reclassified_act_goes_with_it_and_comes_back(office: SmallOffice) -> None:
    actor = {"actor.kind": "organisation", "actor.name": "Newcanary", "actor.name_es": "Canarionuevo"}
    established = {"date": "1904-05-06", "object": "Newcanary", "title": "Relations", "title_es": "Relaciones"}
    draft = sealed(office, "relations_established", **established, **actor)
    anybody, first = office.client(), office.client("cleared-reviewer")
    pages = ("/en/actor/newcanary/?on=1905", "/en/actors/", f"/en/act/{draft}-1/", "/api/v1/actors", "/en/search/?text=Relations")

    def said() -> list[str]:
        return [one for one in pages if b"Newcanary" in anybody.get(one).content]

    shown = said()
    assert set(pages[:4]) <= set(shown)
    for level in ("secret", "public"):
        moved = asked(first, "reclassification", about=f"{draft}-1", to=level)
        reasoned(first, moved, "Order 9 of 2026")
        answer = first.post(f"/es/desk/draft/{moved}/submit/")
        assert answer.status_code == 302, answer.content.decode()[-800:]
        with promoted(office, "cleared-officer"):
            assert approve(office, "cleared-officer", moved).status_code == 302
        assert said() == ([] if level == "secret" else shown), level
        assert b"Newcanary" in first.get("/en/actor/newcanary/").content

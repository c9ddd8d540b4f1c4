"""Nobody approves their own, by any route or race; the trail keeps everything and cannot be edited; how one signs in."""

from __future__ import annotations

import datetime
import os
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from legation.procedures.seal import Draft as Sealable
from legation.procedures.seal import seal
from legation.record.ledger.entry import Entry
from legation.record.ledger.faults import LedgerError
from tests.ministry.filing import SEVERED, digest, save, submitted
from tests.ministry.small_office import PASSWORD, SmallOffice

TRIES = int(os.environ.get("LEGATION_RACES", "200" if "LEGATION_LONG" in os.environ else "24"))


def test_nobody_approves_their_own_by_any_route(office: SmallOffice) -> None:
    from legation.office.desk.models import Draft
    from legation.office.desk.steps import StepRefused, approve
    from legation.office.people.reader import Reader

    draft = submitted(office, "reviewer", "relations_severed", **SEVERED)
    answer = office.client("reviewer").post(f"/es/desk/draft/{draft}/approve/", {"digest": digest(draft)})
    assert answer.status_code == 409 and "nadie aprueba lo que presentó" in answer.content.decode()
    one = Draft.objects.get(pk=draft)
    with pytest.raises(StepRefused):
        approve(None, Reader(one.author), one, one.digest)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft).update(approver=one.author, state="approved")
    with pytest.raises(DatabaseError), transaction.atomic():  # nor by making it another's
        Draft.objects.filter(pk=draft).update(author=office.person("officer"))
    with pytest.raises(DatabaseError), transaction.atomic():  # nor by changing what was submitted
        Draft.objects.filter(pk=draft).update(content={"rows": []})
    entry = Entry("entered", "acts", "x-1", {"claim": "x-1"})
    for approved in ("reviewer", "Reviewer", ""):
        with pytest.raises(LedgerError):
            seal(office.ledger, Sealable("x", (entry,), "reviewer", approved))
    assert office.ledger.receipt(draft) is None and office.ledger.receipt("x") is None


def test_no_race_approves_ones_own(office: SmallOffice) -> None:
    """The author approves, saves, submits again and withdraws while two reviewers return and approve."""
    from legation.office.desk.models import Draft

    drawn = random.Random(22)
    clients = {name: office.client(name) for name in ("reviewer", "cleared-reviewer")}
    draft = submitted(office, "reviewer", "relations_severed", **SEVERED)
    read = digest(draft)
    address = f"/es/desk/draft/{draft}/"
    steps = [
        ("reviewer", "approve/", {"digest": read}), ("reviewer", "approve/", {"digest": read}), ("reviewer", "submit/", {}),
        ("reviewer", "return/", {"note": "x"}), ("cleared-reviewer", "return/", {"note": "again"}),
    ]  # fmt: skip

    def tried(step: tuple[str, str, dict[str, str]]) -> int:
        name, what, data = step
        browser = Client()
        browser.defaults["wsgi.url_scheme"] = "https"
        browser.cookies = clients[name].cookies
        try:
            return int(browser.post(address + what, data).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(tried, [drawn.choice(steps) for _ in range(TRIES)]))
    assert set(answers) <= {302, 404, 409}
    assert Draft.objects.get(pk=draft).state in ("submitted", "returned")
    assert office.ledger.receipt(draft) is None
    done = submitted(office, "reviewer", "relations_severed", **SEVERED)
    steps[:] = [(name, "approve/", {"digest": digest(done)}) for name in clients]
    address = f"/es/desk/draft/{done}/"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tried, [drawn.choice(steps) for _ in range(12)]))
    one = Draft.objects.get(pk=done)
    assert (one.state, one.approver.username) == ("sealed", "cleared-reviewer")
    assert [one.approved for one in office.ledger.entries("public") if one.draft == done] == ["cleared-reviewer"]


def test_a_reviewer_decides_for_units_below_in_any_tree_and_no_others(office: SmallOffice) -> None:
    from legation.office.desk.steps import decides
    from legation.office.people.models import Branch, Person, Posting
    from legation.office.people.reader import Reader

    other = Person.objects.create(username="elsewhere", name="x", must_change=False)
    posting = Posting.objects.create(person=other, unit_id="treaties", role="reviewer", begins=datetime.date(2020, 1, 1))
    draft = submitted(office, "officer", "relations_severed", **SEVERED)  # of the unit "americas"
    from legation.office.desk.models import Draft

    one = Draft.objects.get(pk=draft)
    assert not decides(Reader(other), one)
    branch = Branch.objects.create(tree="territorial", unit_id="americas", under_id="lima", begins=datetime.date(2020, 1, 1))
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(other, generate_totp_secret())
    assert decides(Reader(other), one)  # treaties > lima > americas
    branch.ends = datetime.date(2021, 1, 1)
    branch.save()
    assert not decides(Reader(other), one)
    posting.ends = datetime.date(2022, 1, 1)
    posting.save()
    assert Reader(other).rights == frozenset()


def test_a_unit_never_stands_below_itself(office: SmallOffice) -> None:
    said = office.client("administrator").post(
        "/en/office/units/", {"deed": "branch", "tree": "line", "unit": "chancery", "under": "americas", "begins": "2024-01-01"}
    )
    assert said.status_code == 400 and "below itself" in said.content.decode()


OVER = {
    "sqlite": ("INSERT OR REPLACE AGAIN",),
    "postgresql": ("INSERT AGAIN ON CONFLICT (id) DO UPDATE SET person = 'eve'", "TRUNCATE people_trailline"),
}
"""Further ways to write over a line, by database."""


def test_the_trail_cannot_be_edited_and_no_text_poses_as_a_line(office: SmallOffice) -> None:
    from legation.office.people.models import TrailLine

    office.client().post("/es/account/login/", {"login": "eve\n2026 administrator\u202edone", "password": "x"})
    line = TrailLine.objects.order_by("-id")[0]
    assert line.outcome == "refused" and line.about.isprintable() and "\n" not in line.about
    kept = list(TrailLine.objects.values_list())
    columns = "id, at, person, deed, about, outcome, detail, address"
    again = f"INTO people_trailline ({columns}) SELECT {columns.replace('person', repr('eve'))} FROM people_trailline"
    for sql in ("UPDATE people_trailline SET person = 'eve'", "DELETE FROM people_trailline", *OVER[connection.vendor]):
        sql = sql.replace("AGAIN", again)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(DatabaseError), transaction.atomic():
        TrailLine.objects.all().delete()
    assert list(TrailLine.objects.values_list()) == kept
    table = office.client("auditor").get("/es/office/trail.csv")
    assert table.status_code == 200 and table.content.decode().startswith("id,at,person,deed")


def test_what_each_step_leaves_in_the_trail(office: SmallOffice) -> None:
    from legation.office.people.models import TrailLine

    draft = submitted(office, "officer", "relations_severed", **SEVERED)
    office.client("reviewer").post(f"/es/desk/draft/{draft}/approve/", {"digest": digest(draft)})
    deeds = [(one.person, one.deed) for one in TrailLine.objects.filter(about=draft).order_by("id")]
    assert deeds == [
        ("officer", "draft_begun"), ("officer", "draft_saved"), ("officer", "draft_submitted"), ("reviewer", "draft_approved"),
        ("reviewer", "draft_sealed"),
    ]  # fmt: skip


def code_of(office: SmallOffice, username: str) -> str:
    """What the app of a person shows now."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    kept = Authenticator.objects.get(user=office.person(username), type="totp").data["secret"]
    assert kept != get_adapter().decrypt(kept)  # the database alone does not give it away
    return str(format_hotp_value(hotp_value(get_adapter().decrypt(kept), next(yield_hotp_counters_from_time()))))


def test_one_signs_in_with_a_password_and_a_second_factor(office: SmallOffice) -> None:
    browser = office.client()
    first = browser.post("/en/account/login/", {"login": "officer", "password": PASSWORD})
    assert first["Location"] == "/en/account/second-factor/"
    assert browser.get("/en/desk/").status_code == 302  # not in yet
    assert browser.post("/en/account/second-factor/", {"code": "000000"}).status_code == 200
    second = browser.post("/en/account/second-factor/", {"code": code_of(office, "officer")})
    assert second["Location"] == "/en/desk/" and browser.get("/en/desk/").status_code == 200
    cookie = browser.cookies["__Host-legation"]
    assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_code_counts_once_for_as_long_as_it_would_count(office: SmallOffice) -> None:
    """It is still known as used when the steps have passed in which it could be typed again (RFC 6238, 5.2)."""
    from django.core.cache import cache

    assert cache.add("allauth.mfa.totp.used?user=0&code=123456", "y", timeout=30)
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM office_cache WHERE cache_key LIKE '%totp.used?user=0%'")
        (expires,) = cursor.fetchone()
    kept = datetime.datetime.fromisoformat(str(expires)).replace(tzinfo=None)
    assert kept - datetime.datetime.now(datetime.UTC).replace(tzinfo=None) > datetime.timedelta(seconds=80)


def test_who_fails_five_times_is_locked_out_also_with_the_right_password(office: SmallOffice) -> None:
    browser = office.client()
    for _ in range(5):
        browser.post("/en/account/login/", {"login": "planner", "password": "wrong"})
    answer = browser.post("/en/account/login/", {"login": "planner", "password": PASSWORD})
    assert answer.status_code == 200 and "Wait five minutes" in answer.content.decode()


def test_a_given_password_is_changed_and_a_second_factor_set_up_before_anything_else(office: SmallOffice) -> None:
    admin = office.client("administrator")
    page = admin.post("/en/office/people/", {"username": "newcomer", "name": "New Comer", "clearance": "secret"}).content.decode()
    password = page.split('id="first-password">')[1].split("<")[0]
    admin.post("/en/office/person/newcomer/", {"deed": "posting", "unit": "americas", "role": "desk_officer"})
    browser = office.client()
    browser.post("/en/account/login/", {"login": "newcomer", "password": password})
    assert browser.get("/en/desk/")["Location"] == "/en/account/password/"
    new = "another long passphrase"
    browser.post("/en/account/password/", {"oldpassword": password, "password1": new, "password2": new})
    assert browser.get("/en/desk/")["Location"] == "/en/account/app/"
    asked_again = browser.get("/en/account/app/")["Location"]
    browser.post(asked_again, {"password": new})
    assert "data:image/svg" in browser.get("/en/account/app/").content.decode()
    assert "public" in browser.get("/en/account/password/").content.decode()  # the clearance counts for nothing yet


def test_nobody_changes_their_own_rights_and_a_form_from_elsewhere_is_refused(office: SmallOffice) -> None:
    admin = office.client("administrator")
    own = admin.post("/en/office/person/administrator/", {"deed": "posting", "unit": "americas", "role": "reviewer"})
    assert own.status_code == 400
    strict = Client(enforce_csrf_checks=True)
    strict.defaults["wsgi.url_scheme"] = "https"
    strict.cookies = admin.cookies
    assert strict.post("/en/office/units/", {"deed": "unit", "id": "x"}).status_code == 403
    assert save(office.client("officer"), submitted(office, "officer", "relations_severed", **SEVERED), 9)["saved"] is False

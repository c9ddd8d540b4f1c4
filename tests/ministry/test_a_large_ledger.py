"""An office whose ledger is so long that it is held in columns: whatever is filed is seen at once, and nothing is read anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event, Timer
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from legation.archive.ledger import in_columns
from legation.archive.ledger.in_columns import InColumns
from legation.record.ledger.authored import TEXT
from legation.record.ledger.entry import Batch, Entry
from legation.standings.grown_bulk import NEVER_BELIEVED
from tests.ministry import test_from_draft_to_record, test_removals
from tests.ministry.filing import SEVERED, approve, save, sealed
from tests.ministry.small_office import SmallOffice, settings_of_record
from tests.ministry.test_from_draft_to_record import settled
from tests.ministry.test_removals import asked, promoted, reasoned

DATABASES = ("sqlite",)
ENVOY = {
    "date": "2019-05-06",
    "object": "chile",
    "person": "Ana Díaz",
    "office": "ambassador",
    "title": "An envoy",
    "title_es": "Una enviada",
}


@pytest.fixture(scope="module", autouse=True)
def compiled(office: SmallOffice) -> Iterator[list[int]]:
    """How often the whole ledger was compiled: what is laid over it is laid over a first compilation."""
    from legation.office import served_ledger

    times: list[int] = []
    whole = in_columns.compiled_log

    def counted(*given: object) -> object:
        times.append(1)
        return whole(*given)  # type: ignore[arg-type]

    with patch.object(served_ledger, "LARGE", 1), patch.object(in_columns, "compiled_log", counted):
        assert office.client().get("/en/").status_code == 200
        assert isinstance(served_ledger.served().opened().large, InColumns)
        yield times


def said(office: SmallOffice, address: str) -> str:
    """What a public page says."""
    answer = office.client().get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def test_acts_of_every_shape_are_seen_at_once(office: SmallOffice, compiled: list[int]) -> None:
    before = said(office, "/en/standing/relations:peru:chile/?on=1880-01-01")
    draft = sealed(office, "relations_severed", **SEVERED)
    assert "Relations severed" in said(office, f"/en/act/{draft}-1/")
    for feed in ("/en/acts.json", "/en/actor/chile/acts.json"):
        assert f"/en/act/{draft}-1/" in said(office, feed)
    assert said(office, "/en/standing/relations:peru:chile/?on=1880-01-01") != before
    assert '"kind":"relations_severed"' in said(office, f"/api/v1/acts/{draft}-1").replace('": "', '":"')
    assert office.client().get(f"/api/v1/acts/{draft}-1?known=2020").status_code == 404
    envoy = sealed(office, "credentials_presented", **ENVOY)
    assert "Ana Díaz" in said(office, f"/en/act/{envoy}-1/")
    assert "Ana Díaz" in said(office, "/en/actor/chile/?on=2020")
    assert "Ana Díaz" in said(office, "/en/standing/head_of_mission:peru:chile:ana-diaz:ambassador/?on=2020")
    ended = sealed(office, "charge_ended", **{**ENVOY, "date": "2021-01-01"})
    assert "An envoy" in said(office, f"/en/act/{ended}-1/")
    assert "Ana Díaz" not in said(office, "/en/actor/chile/?on=2022").split("<main")[1].split('id="acts"')[0]
    several = {"date": "2022-02", "subject": "peru;bolivia", "object": "chile", "title": "Two", "title_es": "Dos"}
    both = sealed(office, "relations_resumed", **several)
    assert "Two" in said(office, f"/en/act/{both}-1/") and "Two" in said(office, "/en/actor/bolivia/?on=2023")
    attested = {"date": "2024-01-01", "object": "chile", "standing": "mission", "title": "A list", "title_es": "Una lista"}
    seen = sealed(office, "attestation", **attested)
    assert "A list" in said(office, f"/en/act/{seen}-1/")
    assert said(office, "/en/standing/mission:peru:chile/?on=2024-01-01")
    assert "Relations severed" in said(office, f"/en/act/{draft}-1/?sources=documents"), "it has no further sources"
    statistician = office.client("statistician")
    sheet = SimpleUploadedFile("rows.csv", b"series,actor,period,value,unit\nexports,peru,2020,7,usd\n")
    figure = str(statistician.post("/es/desk/sheet/", {"table": "measures", "file": sheet})["Location"].split("/")[-2])
    assert statistician.post(f"/es/desk/draft/{figure}/submit/").status_code == 302
    assert approve(office, "reviewer", figure).status_code == 302
    assert office.client().get("/en/").status_code == 200
    assert len(compiled) == 1, "it was compiled anew"


def test_a_succession_is_seen_at_once_and_a_correction_reads_no_level_act_by_act(
    office: SmallOffice, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from legation.office.served_ledger import ServedLedger

    asked_for, opened = [], ServedLedger.opened

    def noted(self: ServedLedger, level: str = "", *more: str) -> object:
        asked_for.append(level)
        return opened(self, level, *more)

    sealed(office, "relations_established", date="1990", object="bolivia", title="Relations", title_es="Relaciones")
    for date in ("2001-01-01", "2002-01-01"):
        heirs = {"subject": "chile", "object": "bolivia", "date": date, "title": "A succession", "title_es": "Una sucesión"}
        draft = sealed(office, "state_succeeded", **heirs)
        assert "A succession" in said(office, f"/en/act/{draft}-1/")
        assert "Succession of a State" in said(office, "/en/standing/relations:peru:chile/?on=2010")
        monkeypatch.setattr(ServedLedger, "opened", noted)
        officer = office.client("officer")
        mended = officer.post(f"/es/desk/claim/{draft}-1/", {"deed": "correction"})["Location"].split("/")[-2]
        save(officer, mended, 1, object="chile", subject="peru", reason="the other way round")
        assert officer.post(f"/es/desk/draft/{mended}/submit/").status_code == 302
        assert approve(office, "reviewer", mended).status_code == 302
        assert said(office, f"/en/act/{draft}-1/")
    assert asked_for and set(asked_for) <= {"", "public"}
    assert len(compiled) == 1, "it was compiled anew"


def test_much_that_was_added_is_compiled_beside_what_answers(
    office: SmallOffice, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from legation.office import served_ledger

    may_end, times = Event(), len(compiled)
    large = served_ledger.served().opened().large
    assert large is not None
    rows = int((large.bulk.taken > NEVER_BELIEVED).sum())
    whole = InColumns.compiled_again

    def slowly(made: InColumns) -> InColumns:
        assert may_end.wait(60)
        return whole(made)

    monkeypatch.setattr(in_columns, "FEW", 0)
    monkeypatch.setattr(in_columns, "MOST", 99.0)
    monkeypatch.setattr(InColumns, "compiled_again", slowly)
    first = sealed(office, "relations_suspended", **{**SEVERED, "title": "One more", "title_es": "Una más"})
    assert "One more" in said(office, f"/en/act/{first}-1/")
    beside = served_ledger.served()._beside
    assert beside is not None and beside.is_alive() and len(compiled) == times
    second = sealed(office, "relations_resumed", **{**SEVERED, "title": "And again", "title_es": "Y otra vez"})
    assert "And again" in said(office, f"/en/act/{second}-1/")
    before = said(office, "/en/standing/relations:peru:chile/?on=2020")
    may_end.set()
    beside.join(60)
    large = served_ledger.served().opened().large
    assert large is not None and len(compiled) == times + 1
    assert (len(large.growing.bulk.log), len(large.bulk.log)) == (rows + 1, rows + 2), "the second is laid over what was compiled"
    assert said(office, "/en/standing/relations:peru:chile/?on=2020") == before
    assert "And again" in said(office, f"/en/act/{second}-1/")
    compiled[:] = compiled[:times]


def test_what_changes_much_is_read_beside_what_answers_unless_something_is_taken_out(
    office: SmallOffice, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from legation.office import served_ledger

    may_end, times = Event(), len(compiled)
    act = sealed(office, "relations_suspended", **{**SEVERED, "title": "To go", "title_es": "Se va"})
    assert "To go" in said(office, f"/en/act/{act}-1/")
    begun = InColumns.begun

    def slowly(ledger: Any, levels: Sequence[str]) -> InColumns:
        assert may_end.wait(60)
        return begun(ledger, levels)

    monkeypatch.setattr(InColumns, "begun", slowly)
    ledger = served_ledger.served().ledger
    before = said(office, "/es/")
    retold(ledger, "1")
    assert 'data-part="being-read"' in said(office, "/es/")
    assert "To go" in said(office, f"/en/act/{act}-1/")
    reading = served_ledger.served()._much["public"]
    may_end.set()
    reading.join(60)
    assert 'data-part="being-read"' not in (after := said(office, "/es/")) and after != before
    may_end.clear()
    retold(ledger, "2")
    assert 'data-part="being-read"' in said(office, "/es/")
    gone = Entry("retracted", "acts", f"{act}-1", {}, reason="Struck")
    ledger.append(Batch("gone", (gone,), "one", "other"))
    Timer(1, may_end.set).start()
    assert office.client().get(f"/en/act/{act}-1/").status_code == 410, "nothing that was taken out answers meanwhile"
    assert served_ledger.served()._much["public"].join(60) is None
    assert office.client().get(f"/en/act/{act}-1/").status_code == 410
    compiled[:] = compiled[:times]


def retold(ledger: Any, number: str) -> None:
    """Seal other settings of the record, after which all of it is read again."""
    text = settings_of_record().replace("Pequeño", f"Pequeño {number}")
    entry = Entry("corrected", "files", "record.toml", {TEXT: text}, file="record.toml", reason="Named otherwise")
    ledger.append(Batch(f"retold-{number}", (entry,), "one", "other"))


def test_a_treaty_is_filed_with_its_signature_and_goes_where_that_is_reclassified(office: SmallOffice) -> None:
    test_from_draft_to_record.test_a_treaty_that_is_not_in_the_record_is_filed_with_its_signature(office)
    assert "counts only what the keepers" not in said(office, "/en/treaties/")
    assert "counts only what the keepers" not in said(office, "/en/docket/")
    assert "counts only what the keepers" in said(office, "/en/coverage/")
    test_removals.test_what_a_reclassified_row_alone_names_goes_with_it_and_comes_back(office)


def test_an_actor_is_filed_with_an_act_and_goes_where_that_is_reclassified(office: SmallOffice, compiled: list[int]) -> None:
    times = len(compiled)
    test_from_draft_to_record.test_an_actor_that_is_not_in_the_record_is_filed_with_its_act(office)
    assert len(compiled) == times, "it was compiled anew"
    test_from_draft_to_record.test_the_new_actor_of_a_restricted_act_is_told_to_nobody_else(office)
    test_removals.test_the_actor_that_came_with_a_reclassified_act_goes_with_it_and_comes_back(office)
    test_removals.test_an_actor_that_two_levels_brought_leaves_the_open_one_with_its_act(office)
    compiled[:] = compiled[:times]


@pytest.mark.long
def test_both_versions_of_what_was_corrected_stay_on_the_page(office: SmallOffice, compiled: list[int]) -> None:
    for kind, fields in (("relations_severed", SEVERED), ("credentials_presented", ENVOY)):
        draft = sealed(office, kind, **fields)
        officer = office.client("officer")
        mended = officer.post(f"/es/desk/claim/{draft}-1/", {"deed": "correction"})["Location"].split("/")[-2]
        for seq, (day, reason) in enumerate((("1999-04-07", "mistyped"),), start=1):
            save(officer, mended, seq, date=day, reason=reason)
        assert officer.post(f"/es/desk/draft/{mended}/submit/").status_code == 302
        assert approve(office, "reviewer", mended).status_code == 302
        page = said(office, f"/en/act/{draft}-1/").split("Corrected in this record")[1]
        assert fields["date"][:4] in page and "1999" in page and "mistyped" in page
        taken = officer.post(f"/es/desk/claim/{draft}-1/", {"deed": "retraction"})["Location"].split("/")[-2]
        save(officer, taken, 1, reason="it never happened")
        assert officer.post(f"/es/desk/draft/{taken}/submit/").status_code == 302
        assert approve(office, "reviewer", taken).status_code == 302
        assert office.client().get(f"/en/act/{draft}-1/").status_code == 410
    assert len(compiled) == 1, "it was compiled anew"


@pytest.mark.long
def test_what_is_disputed_of_an_act_in_columns_is_settled(office: SmallOffice, compiled: list[int]) -> None:
    first = sealed(office, "relations_severed", **SEVERED)
    officer = office.client("officer")
    assert "settle/" in officer.get(f"/en/act/{first}-1/").content.decode()
    alone = settled(officer, f"{first}-1", f"{first}-1")
    assert officer.post(f"/es/desk/draft/{alone}/withdraw/").status_code == 302
    second = sealed(office, "relations_severed", **{**SEVERED, "date": "1880", "act": f"{first}-1"})
    draft = settled(officer, f"{first}-1", f"{second}-1")
    assert officer.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    assert approve(office, "reviewer", draft).status_code == 302
    assert "Settled" in said(office, f"/en/act/{first}-1/")
    assert len(compiled) == 1, "it was compiled anew"


@pytest.mark.long
def test_an_act_in_columns_is_reclassified(office: SmallOffice, compiled: list[int]) -> None:
    act = f"{sealed(office, 'relations_suspended', **{**SEVERED, 'date': '1884'})}-1"
    first = office.client("cleared-reviewer")
    assert "1884" in said(office, f"/en/act/{act}/")
    draft = asked(first, "reclassification", about=act, to="secret")
    reasoned(first, draft, "Order 9 of 2026")
    assert first.post(f"/es/desk/draft/{draft}/submit/").status_code == 302
    with promoted(office, "cleared-officer"):
        assert approve(office, "cleared-officer", draft).status_code == 302
    assert office.client().get(f"/en/act/{act}/").status_code == 410
    assert "Chile" in said(office, "/en/actor/chile/") and b"1884" in first.get(f"/en/act/{act}/").content
    assert len(compiled) == 1, "it was compiled anew"


def test_what_is_restricted_is_seen_at_once_by_who_is_cleared_and_by_nobody_else(
    office: SmallOffice, compiled: list[int]
) -> None:
    """Whoever may read more than the open log reads it from the same columns, with what is restricted laid over them."""
    from legation.office.served_ledger import served

    page, acts = "/en/standing/relations:peru:bolivia/?on=1860-01-01", []
    pair = {"author": "cleared-officer", "reviewer": "cleared-reviewer", "object": "bolivia", "title_es": "Secreto"}
    cleared, other = office.client("cleared-reviewer"), office.client("cleared-reader")
    sealed(office, "relations_established", date="1850-01-01", object="bolivia", title="Relations", title_es="Relaciones")
    before = said(office, page)
    for number, kind in enumerate(("relations_severed", "relations_resumed")):
        draft = sealed(office, kind, level="secret", date=f"185{8 + number}-01-01", title=f"Secret {number}", **pair)
        acts.append(f"/en/act/{draft}-1/")
        page_of_act = cleared.get(acts[-1]).content.decode()
        assert f"Secret {number}" in page_of_act and "Level of classification: <strong>secret</strong>" in page_of_act
        assert "Relations severed" in cleared.get(page).content.decode() and said(office, page) == before
    for address in acts:
        assert office.client().get(address).status_code == other.get(address).status_code == 404
    sealed(office, "incident", date="1859-06-01", object="bolivia", title="An incident", title_es="Un incidente")
    assert b"An incident" in cleared.get("/en/actor/bolivia/?on=1860").content
    assert b"Secret 0" in cleared.get(acts[0]).content and "Secret" not in said(office, "/en/actor/bolivia/?on=1860")
    seen = served().opened("secret")
    assert isinstance(seen.large, InColumns) and seen.large.levels[-1] == "secret" and seen.edition != served().opened().edition
    assert len(compiled) == 1, "it was compiled anew"

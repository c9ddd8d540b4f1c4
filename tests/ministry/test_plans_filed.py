"""Rows of a plan and of its budget from the desk of a planner to the public page of the plan."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.ministry.filing import approve
from tests.ministry.small_office import SmallOffice

NODE = {"id": "oes-1", "code": "OES.1", "kind": "sector_objective", "name": "Presence", "name_es": "Presencia"}


def begun(client: Client, table: str) -> str:
    answer = client.post("/es/desk/sheet/empty/", {"table": table})
    assert answer.status_code == 302, answer.content[-1500:]
    return str(answer["Location"].split("/")[-2])


def typed(client: Client, draft: str, seq: int, **fields: Any) -> dict[str, Any]:
    body = json.dumps({"seq": seq, "fields": {f"0.{name.rstrip('_')}": value for name, value in fields.items()}})
    return dict(client.post(f"/es/desk/draft/{draft}/save/", body, content_type="application/json").json())


def sealed(office: SmallOffice, client: Client, draft: str) -> None:
    answer = client.post(f"/es/desk/draft/{draft}/submit/")
    assert answer.status_code == 302, answer.content.decode().split("<main")[1][:1500]
    answer = approve(office, "reviewer", draft)
    assert answer.status_code == 302, answer.content.decode().split("<main")[1][:1500]


def test_elements_and_entries_of_a_budget_are_filed_approved_and_shown(office: SmallOffice) -> None:
    client = office.client("planner")
    draft = begun(client, "nodes")
    wrong = typed(client, draft, 1, **{**NODE, "kind": "objetivo"})["wrong"]
    assert {one["field"] for one in wrong if one["stops"]} == {"0.kind"}, wrong
    said = typed(client, draft, 2, kind="Objetivo estratégico sectorial")
    assert not [one for one in said["wrong"] if one["stops"]], said
    sealed(office, client, draft)
    assert (
        '<option value="oes-1">OES.1 Presencia</option>'
        in client.get(f"/es/desk/draft/{begun(client, 'budget')}/").content.decode()
    )
    budget = begun(client, "budget")
    cells = {
        "line": "l-1",
        "node": "oes-9",
        "category": "budget_programme",
        "stage": "opening",
        "period": "2024",
        "as_of": "2024-01-01",
    }
    wrong = typed(client, budget, 1, value="1000", currency="PEN", **cells)["wrong"]
    assert "0.node" in {one["field"] for one in wrong if one["stops"]}, wrong
    assert not [one for one in typed(client, budget, 2, node="oes-1")["wrong"] if one["stops"]]
    sealed(office, client, budget)
    entries = {one.draft: one.entry.table for one in office.ledger.entries("public")}
    assert (entries[draft], entries[budget]) == ("plan", "budget")
    page = office.client().get("/es/plan/")
    assert page.status_code == 200 and "Presencia" in page.content.decode()


def test_a_sheet_of_targets_is_read_by_its_headings(office: SmallOffice) -> None:
    client = office.client("planner")
    sheet = SimpleUploadedFile("metas.csv", b"of,kind,period,value\noes-1,target,31/02/2024,5\n")
    answer = client.post("/es/desk/sheet/", {"table": "targets", "file": sheet})
    assert answer.status_code == 302, answer.content[-1500:]
    page = client.get(answer["Location"]).content.decode()
    assert "31/02/2024" in page and "is-wrong" in page


def test_only_planners_file_plans(office: SmallOffice) -> None:
    for username in ("officer", "statistician", "reviewer"):
        assert office.client(username).post("/es/desk/sheet/empty/", {"table": "nodes"}).status_code == 403
        sheet = SimpleUploadedFile("x.csv", b"id,kind\na,b\n")
        assert office.client(username).post("/es/desk/sheet/", {"table": "nodes", "file": sheet}).status_code in (200, 400)


def test_rows_of_a_plan_are_corrected_and_taken_out(office: SmallOffice) -> None:
    planner = office.client("planner")
    filed = begun(planner, "nodes")
    typed(planner, filed, 1, **{**NODE, "id": "oes-7", "code": "OES.7", "name_es": "Presensia", "name": "Presense"})
    sealed(office, planner, filed)
    row = f"{filed}-1"
    assert f"/desk/plan/{row}/" in planner.get("/es/plan/oes-7/").content.decode()
    assert f"/desk/plan/{row}/" not in office.client().get("/es/plan/oes-7/").content.decode()
    assert "Presensia" in planner.get(f"/es/desk/plan/{row}/").content.decode()
    mended = str(planner.post(f"/es/desk/plan/{row}/", {"deed": "correction"})["Location"].split("/")[-2])
    wrong = typed(planner, mended, 1, name_es="Presencia", name="Presence", kind="objetivo")["wrong"]
    assert {one["field"] for one in wrong if one["stops"]} >= {"reason"}, wrong
    said = planner.post(
        f"/es/desk/draft/{mended}/save/",
        json.dumps({"seq": 2, "fields": {"reason": "Mal escrito"}}),
        content_type="application/json",
    )
    assert {one["field"] for one in said.json()["wrong"] if one["stops"]} == {"0.kind"}, said.json()
    assert not [one for one in typed(planner, mended, 3, kind="sector_objective")["wrong"] if one["stops"]]
    assert "Mal escrito" in planner.get(f"/es/desk/draft/{mended}/").content.decode()
    sealed(office, planner, mended)
    shown = office.client().get("/es/plan/oes-7/").content.decode()
    assert "Presencia" in shown and "Presensia" not in shown
    entries = [one.entry for one in office.ledger.entries("public") if one.entry.key == row]
    assert [(one.deed, one.table, one.reason) for one in entries] == [
        ("entered", "plan", ""),
        ("corrected", "plan", "Mal escrito"),
    ]
    budget = begun(planner, "budget")
    cells = {
        "line": "l-7",
        "node": "oes-7",
        "category": "budget_programme",
        "stage": "opening",
        "period": "2024",
        "as_of": "2024-01-01",
    }
    typed(planner, budget, 1, value="1000", currency="PEN", **cells)
    sealed(office, planner, budget)
    for about, stops in ((row, True), (f"{budget}-1", False), (row, False)):
        taken = str(planner.post(f"/es/desk/plan/{about}/", {"deed": "retraction"})["Location"].split("/")[-2])
        planner.post(
            f"/es/desk/draft/{taken}/save/",
            json.dumps({"seq": 1, "fields": {"reason": "No es del plan"}}),
            content_type="application/json",
        )
        refused = planner.post(f"/es/desk/draft/{taken}/submit/")
        assert refused.status_code == (409 if stops else 302), "what the budget names stays until that is gone"
        if not stops:
            assert approve(office, "reviewer", taken).status_code == 302
    assert office.client().get("/es/plan/oes-7/").status_code == 404
    for username in ("officer", "reader"):
        assert office.client(username).get(f"/es/desk/plan/{row}/").status_code in (403, 404)

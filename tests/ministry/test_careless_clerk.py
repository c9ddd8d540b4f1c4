"""A clerk who is in a hurry: broken spreadsheets and drafts are told all at once, in the reader's language, and nothing is lost."""

from __future__ import annotations

import datetime
import html
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from legation.record.claims import COLUMNS
from tests.ministry.filing import approve, begin, save, submitted
from tests.ministry.small_office import SmallOffice
from tests.sizes import size

DATABASES = ("sqlite",)
MOST_ROWS = 10_000
GOOD = {
    "kind": "congress_held",
    "date": "2024-05-06",
    "subject": "peru",
    "object": "Chile",
    "title": "Talks",
    "title_es": "Consultas",
}


def workbook(*rows: list[Any], further: tuple[str, ...] = ()) -> bytes:
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for name in further:
        book.create_sheet(name).append(["x"])
    book.save(target)
    return target.getvalue()


def sent(client: Client, name: str, data: bytes, language: str = "es", table: str = "acts") -> Any:
    return client.post(f"/{language}/desk/sheet/", {"table": table, "file": SimpleUploadedFile(name, data)})


def taken(answer: Any) -> str:
    """The draft that was made of a spreadsheet."""
    assert answer.status_code == 302, said(answer)
    return str(answer["Location"].split("/")[-2])


def said(answer: Any) -> str:
    """What a page says, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]))


def test_all_that_is_wrong_with_a_sheet_is_told_at_once(office: SmallOffice) -> None:
    rows = ["kind", "dia", "Fecha", "fecha", "Quién lo hizo", ""], ["congress_held", "x", "2024", "2025", "peru", "suelta"]
    for language, words in (
        ("es", ("B1: la primera fila", "D1: fecha corresponde a date", "F2: suelta no está bajo", "la hoja Listas también")),
        ("en", ("B1: the first row", "D1: fecha stands for date", "F2: suelta stands under no", "sheet Listas holds something")),
    ):
        answer = sent(office.client("officer"), "actos.xlsx", workbook(*rows, further=("Listas",)), language)
        assert answer.status_code == 400
        assert not [one for one in words if one not in said(answer)], said(answer)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("viejo.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel antiguo"),
        ("viejo.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "viejo.xls"),
        ("roto.xlsx", b"PK\x03\x04" + b"\0" * 40, "roto.xlsx no es un libro"),
        ("imagen.csv", b"\x89PNG\r\n\x1a\n\0\0\0\x81\x8d", "imagen.csv no es un libro"),
        ("vacio.csv", b"", "no hay ninguna fila en vacio.csv"),
        ("solo.csv", b"kind,date\n", "no hay ninguna fila"),
    ],
)
def test_what_is_no_spreadsheet_is_told_by_its_own_name(office: SmallOffice, name: str, data: bytes, words: str) -> None:
    answer = sent(office.client("officer"), name, data)
    assert answer.status_code == 400 and words in said(answer), said(answer)


def test_a_bomb_is_not_unpacked(office: SmallOffice) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(4):
            parts.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * 20_000_000)
    answer = sent(office.client("officer"), "bomba.xlsx", target.getvalue())
    assert answer.status_code == 400 and "bomba.xlsx ocupa más de" in said(answer)


def test_a_sheet_as_excel_in_spanish_saves_it_is_taken(office: SmallOffice) -> None:
    text = (
        "Clase de acto;Fecha;Quién lo hizo;Respecto de quién;Qué se hizo, en español;Qué se hizo, en inglés\r\n"
        "Ruptura de relaciones;1879-04-05;Perú;chile;Ruptura señalada;Rupture\r\n"
        "Ruptura de relaciones;1879-04-06;Perú;Chile;Otra;Other\r\n"
    )
    client = office.client("officer")
    draft = taken(sent(client, "actos.csv", text.encode("cp1252")))
    page = client.get(f"/es/desk/draft/{draft}/")
    assert "Revise que las tildes" in said(page)
    assert "Ruptura señalada" in page.content.decode() and 'value="Ruptura de relaciones"' in page.content.decode()
    assert not [one for one in save(client, draft)["wrong"] if one["stops"]]


def test_every_wrong_cell_is_told_in_its_place_and_keeps_what_was_typed(office: SmallOffice) -> None:
    heads = ["kind", "date", "object", "title", "title_es", "value"]
    rows = [
        ["congress_held", "31/02/2021", "chile", "Talks", "Consultas", None],
        [None, "2021", "chile", "Talks", "Consultas", None],
        ["congress_held", datetime.date(2021, 3, 1), "Nowhere", "Talks", "Consultas", "doce"],
        ["congress_held", "2021", "chile", "=HYPERLINK(A1)", "Consultas", None],
    ]
    client = office.client("officer")
    draft = taken(sent(client, "actos.xlsx", workbook(heads, *rows)))
    for language in ("es", "en"):
        page = client.get(f"/{language}/desk/draft/{draft}/").content.decode()
        for typed in ("31/02/2021", "Nowhere", "doce", "=HYPERLINK(A1)", "2021-03-01"):
            assert typed in page
    wrong = {one["field"]: one["message"] for one in save(client, draft)["wrong"] if one["stops"]}
    assert {"0.date", "1.kind", "2.object", "2.value", "3.title"} <= set(wrong), wrong
    assert "2.date" not in wrong and "31/02/2021" in wrong["0.date"]
    mended = {"0.date": "2021-02-28", "1.kind": "congress_held", "2.object": "chile", "2.value": "", "3.title": "Talks"}
    mended |= {f"{row}.subject": "Perú" for row in range(4)}
    assert not [one for one in save(client, draft, 2, **mended)["wrong"] if one["stops"]]


def test_many_rows_are_shown_in_parts_and_too_many_are_refused(office: SmallOffice) -> None:
    client, count = office.client("officer"), size(120, MOST_ROWS)
    line = ",".join(GOOD.values())
    many = "\n".join([",".join(GOOD), *[line] * (count - 1), line.replace("2024-05-06", "2024-13")])
    draft = taken(sent(client, "muchas.csv", many.encode()))
    page = client.get(f"/es/desk/draft/{draft}/").content.decode()
    assert "1 fila por arreglar" in page and f'name="{count - 1}.date"' in page and 'name="0.date"' not in page
    assert len(page) < 300_000
    assert f'name="{count - 1}.date"' in client.get(f"/es/desk/draft/{draft}/?rows={count}").content.decode()
    body = {"seq": 1, "fields": {f"{count - 1}.date": "2024-12"}, "rows": [0, 1]}
    answer = client.post(f"/es/desk/draft/{draft}/save/", json.dumps(body), content_type="application/json").json()
    assert answer["saved"] and answer["stops"] == 0
    more = sent(client, "demasiadas.csv", "\n".join([",".join(GOOD), *[line] * (MOST_ROWS + 1)]).encode())
    assert more.status_code == 400 and f"más de {MOST_ROWS} filas" in said(more)


RUBBISH = ("31/02/2021", "=1+1", "x" * 30_000, "\u202e\u0000", "Ñandú; ;;", "9" * 400, "{}", "-")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_draft_wrong_in_every_field_says_so_and_keeps_it(office: SmallOffice, language: str) -> None:
    client = office.client("officer")
    draft = begin(client, "instrument_signed")
    texts = [f"text.{one}" for one in ("kind", "title", "title_es", "parties", "final_clauses", "matters", "source")]
    texts += [f"actor.{one}" for one in ("id", "kind", "name", "name_es", "from")]
    for number, rubbish in enumerate(RUBBISH, start=1):
        fields = {**dict.fromkeys((f"0.{one}" for one in COLUMNS), rubbish), **dict.fromkeys(texts, rubbish), "reason": rubbish}
        body = json.dumps({"seq": number, "fields": fields})
        answer = client.post(f"/{language}/desk/draft/{draft}/save/", body, content_type="application/json")
        assert answer.status_code == 200 and answer.json()["saved"], rubbish
        assert len(answer.json()["wrong"]) > 5, rubbish
        page = client.get(f"/{language}/desk/draft/{draft}/")
        assert page.status_code == 200
        if rubbish.isprintable():
            assert html.escape(rubbish)[:60] in page.content.decode()
        assert client.post(f"/{language}/desk/draft/{draft}/submit/").status_code == 409


def test_two_windows_do_not_undo_each_other(office: SmallOffice) -> None:
    client = office.client("officer")
    draft = begin(client, "relations_severed")
    save(client, draft, 1, title_es="De la primera ventana")
    save(client, draft, 2, person="De la segunda")
    page = client.get(f"/es/desk/draft/{draft}/").content.decode()
    assert "De la primera ventana" in page and "De la segunda" in page


def test_what_is_typed_after_another_window_submitted_is_not_taken_and_that_is_said(office: SmallOffice) -> None:
    draft = submitted(office, "officer", "relations_severed", date="1879-04-05", object="chile", title="a", title_es="b")
    client = office.client("officer")
    late = save(client, draft, 99, title="late")
    assert (late["saved"], late["open"]) == (False, False)
    assert approve(office, "reviewer", draft).status_code == 302
    late = client.post(f"/es/desk/draft/{draft}/save/", "{}", content_type="application/json")
    assert late.status_code == 404


@pytest.mark.parametrize("body", [b"null", b"[]", b"{", b'{"seq": "x"}', b'{"seq": 1, "fields": []}', b"\xff", b"[" * 100_000])
def test_what_no_browser_sends_changes_nothing(office: SmallOffice, body: bytes) -> None:
    client = office.client("officer")
    draft = begin(client, "relations_severed")
    answer = client.post(f"/es/desk/draft/{draft}/save/", body, content_type="application/json")
    assert answer.status_code in (200, 400)
    assert 'value="Perú"' in client.get(f"/es/desk/draft/{draft}/").content.decode()

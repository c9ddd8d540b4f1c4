"""The API: the rows of the commands, in every form; pages, pins, problems."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.test import Client
from typer.testing import CliRunner

from legation.archive.opening import Opened
from legation.archive.opening import opened as open_for_questions
from legation.archive.shelf import open_record
from legation.cli import opened as cli_opened
from legation.cli.main import COMMANDS, app
from legation.office.api import served as api_served
from legation.office.api.cursor import cursor_at, place_of
from legation.office.api.negotiated import accepted, form_of
from legation.office.api.rates import Allowances, reader_of
from legation.office.api.verbs import VERBS
from legation.office.opened import OpenedRecord, serve_record
from legation.publication.questions import QuestionError
from tests.authored import write_folder
from tests.office.pages_of import Page
from tests.sizes import size

BASE = "/api/v1"
SAME = [
    # record, command, address
    ("peru", "asof --on 1875", "asof?on=1875"),
    ("peru", "asof --on 1875-01-01 --actor CHL --kind relaciones --every", "asof?on=1875-01-01&actor=CHL&kind=relaciones&every=true"),
    ("peru", "asof --on 2019-04 --known 2021-03-01 --sources documents", "asof?on=2019-04&known=2021-03-01&sources=documents"),
    ("peru", "why relations:peru:chile --on 1880-01-01", "why/relations:peru:chile?on=1880-01-01"),
    ("peru", "acts --actor chile --from 1870 --to 1890", "acts?actor=chile&from=1870&to=1890&limit=7"),
    ("peru", "diff --from 2001-01-01 --to 2021-01-01", "diff?from=2001-01-01&to=2021-01-01&limit=1000"),
    ("peru", "diff --on 2021-03-01 --known-from 2021-03-01 --known-to 2022-06-01", "diff?on=2021-03-01&known_from=2021-03-01&known_to=2022-06-01"),
    ("peru", "docket --kind gap", "docket?kind=gap&limit=1000"),
    ("peru", "docket --counts", "docket/counts"),
    ("peru", "coverage", "coverage"),
    ("peru", "treaty unasur-constitutive-treaty --on 2019-06-01 --denounce-on 2019-07-01", "treaty/unasur-constitutive-treaty?on=2019-06-01&denounce_on=2019-07-01"),
    ("peru", "treaties brazil --on 2019-06-01", "treaties/brazil?on=2019-06-01"),
    ("peru", "road unasur-constitutive-treaty --on 2021-12-31", "road/unasur-constitutive-treaty?on=2021-12-31"),
    ("peru", "clauses --on 2021-07-28", "clauses?on=2021-07-28"),
    ("peru", "notices pacific-alliance-framework-agreement --since 2000", "notices?instrument=pacific-alliance-framework-agreement&since=2000"),
    ("peru", "export sources --known 2021", "sources?known=2021&limit=50"),
    ("peru", "evaluate --on 2021-12-31", "evaluate?on=2021-12-31"),
    ("peru", "evaluate --guideline new-markets --every year --from 2018 --to 2021", "evaluate?guideline=new-markets&every=year&from=2018&to=2021"),
    ("peru", "evaluate --assertions", "assertions"),
    ("peru", "evaluate --expected", "expected"),
    ("peru", "evaluate --scorecard field --since 2011-12-31", "scorecards/field?since=2011-12-31"),
    ("peru", "evaluate --scorecard guideline --of new-markets --lines", "scorecards/guideline/lines?of=new-markets"),
    ("peru", "evaluate --scorecard guideline --of new-markets --criteria", "scorecards/guideline/criteria?of=new-markets"),
    ("peru", "duties --on 2021-12-31", "duties?on=2021-12-31"),
    ("demo", "plan --on 2023-12-31", "plan?on=2023-12-31&limit=1000"),
    ("peru", "export standings --on 1875-01-01", "export/standings?on=1875-01-01"),
    ("peru", "export actors", "actors"),
    ("peru", "export instruments", "instruments?limit=1000"),
    ("peru", "export claims --known 1990", "claims?limit=1000&known=1990"),
    ("peru", "export measures", "measures?limit=1000"),
    ("peru", "export spells --known 1990", "spells?limit=1000&known=1990"),
    ("peru", "export words", "export/words"),
]  # fmt: skip
ASKED = SAME[:: size(2, 1)]
FORMS = {"json": "application/json", "jsonl": "application/jsonl", "csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@pytest.fixture(autouse=True)
def opened_once(portal_record: OpenedRecord, monkeypatch: pytest.MonkeyPatch) -> dict[str, Opened]:
    """Commands ask the records that the portal has open, held here by name; they speak English."""
    before = cli_opened.open_for_questions
    held = {"peru": portal_record._opened}

    def found(name: str, sources: str | None = None, **how: Any) -> Opened:
        return held[name] if name in held and sources is None else before(name, sources, **how)

    monkeypatch.setattr(cli_opened, "open_for_questions", found)
    monkeypatch.setenv("LEGATION_LANG", "en")
    return held


def all_of(client: Client, address: str, language: str = "en") -> dict[str, Any]:
    """The answer with the rows of all its pages."""
    mark = "&" if "?" in address else "?"
    whole = page = client.get(f"{BASE}/{address}{mark}lang={language}").json()
    while page.get("next"):
        page = client.get(page["next"]).json()
        whole["rows"] += page["rows"]
    return whole


def wrong(client: Client, address: str, status: int, **headers: str) -> dict[str, Any]:
    answer = client.get(f"{BASE}/{address}", headers={"Accept-Language": "en", **headers})
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status and said["title"] and said["detail"] and said["next"] and isinstance(said["where"], list)
    return said


@pytest.mark.parametrize(("record", "command", "address"), ASKED, ids=[one[1] for one in ASKED])
def test_every_commands_json_is_the_rows_of_the_api(
    record: str, command: str, address: str, client: Client, opened_once: dict[str, Opened]
) -> None:  # fmt: skip
    if record not in opened_once:
        opened_once[record] = open_for_questions(record)
        serve_record(OpenedRecord(opened_once[record]))
    done = CliRunner().invoke(app, [*command.split(), "--format", "json", "--record", record])
    assert done.exit_code == 0, done.stderr
    printed, answered = json.loads(done.stdout), all_of(client, address)
    assert answered["rows"] == printed["rows"] and answered["total"] == len(printed["rows"]) > 0
    assert [answered[name] for name in ("table", "columns", "notes")] == [printed[name] for name in ("table", "columns", "notes")]


def test_every_question_has_a_command_or_none_by_choice() -> None:
    """What a command answers with a table has an address; ``legation report`` and the keeping of a record have none."""
    kept_apart = {
        "office",
        "report",
        "ledger",
        "doctor",
        "plan import",
        "check",
        "fmt",
        "new",
        "import",
        "build",
        "publish",
        "bench",
        "serve",
        "version",
    }
    answering = {name for name in COMMANDS if name.split()[0] not in kept_apart and name not in kept_apart}
    assert {verb.command.split()[0] for verb in VERBS if verb.command} == answering


def test_files_are_those_of_the_command_line(client: Client, tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        target = tmp_path / f"acts.{form}"
        assert CliRunner().invoke(app, ["acts", "--actor", "chile", "-o", str(target)]).exit_code == 0
        answer = client.get(f"{BASE}/acts?actor=chile", headers={"Accept": FORMS[form], "Accept-Language": "en"})
        assert answer.content == target.read_bytes()
        assert answer["Content-Type"].startswith(FORMS[form]) and "attachment" in answer["Content-Disposition"]
    panel = tmp_path / "panel.csv"
    words = ["panel", "--unit", "actor", "--every", "year", "--count", "relations", "--from", "1990", "--to", "1992", "-o"]
    assert CliRunner().invoke(app, [*words, str(panel)]).exit_code == 0
    asked = f"{BASE}/panel?unit=actor&every=year&count=relations&from=1990&to=1992"
    assert client.get(f"{asked}&format=csv").content == panel.read_bytes()
    rows = list(csv.DictReader(io.StringIO(panel.read_text(encoding="utf-8"))))
    first = client.get(asked).json()["rows"][0]
    assert {name: "" if value is None else str(value) for name, value in first.items()} == rows[0]


def test_the_four_forms_hold_the_same_rows(client: Client) -> None:
    asked = f"{BASE}/asof?on=1875-01-01&kind=relations"
    answers = {form: client.get(asked, headers={"Accept": media}) for form, media in FORMS.items()}
    assert {one.status_code for one in answers.values()} == {200}
    rows = answers["json"].json()["rows"]
    assert [json.loads(line) for line in answers["jsonl"].content.decode().splitlines()] == rows
    read = csv.DictReader(io.StringIO(answers["csv"].content.decode()))
    assert [{name: value or None for name, value in row.items()} for row in read] == rows
    table = pq.read_table(io.BytesIO(answers["parquet"].content)).to_pylist()
    assert [row["standing"] for row in table] == [row["standing"] for row in rows]
    for form, media in FORMS.items():
        assert client.get(f"{asked}&format={form}", headers={"Accept": "image/png"})["Content-Type"].startswith(media)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("", "json"), ("*/*", "json"), ("text/csv", "csv"), ("TEXT/CSV;q=0.5, application/json;q=0.4", "csv"),
        ("application/xml, */*;q=0.8", "json"), ("text/*", "csv"), ("application/x-ndjson", "jsonl"),
        ("application/json;q=0, */*", "jsonl"), ("application/json; charset=utf-8, text/csv;q=0.9", "json"),
    ],
)  # fmt: skip
def test_the_form_that_the_reader_takes_most_gladly(header: str, form: str) -> None:
    from django.test import RequestFactory

    request = RequestFactory().get("/", headers={"Accept": header})
    assert form_of(request, None, tuple(FORMS), "en") == form
    assert all(0 <= one.quality <= 1 for one in accepted(header))


def test_what_no_form_serves_is_not_acceptable(client: Client) -> None:
    for header in ("image/png", "application/json;q=0", "nonsense", "text/csv;q=0, image/*"):
        assert "json" in wrong(client, "asof", 406, Accept=header)["detail"]


def test_a_pinned_address_gives_the_same_bytes_and_an_unpinned_one_says_what_it_was(client: Client) -> None:
    for asked in (
        "asof",
        "acts?kind=incident",
        "diff?from=2001",
        "evaluate",
        "expected",
        "sources",
        "panel?from=2000&to=2001",
        "kinds",
    ):
        plain = client.get(f"{BASE}/{asked}", headers={"Accept-Language": "en"})
        said = plain.json()
        assert plain["Cache-Control"] == "public, no-cache"
        assert plain["Content-Location"] == said["pinned"] and said["edition"] == plain["Legation-Edition"]
        assert plain.get("Legation-Known", None) == said["known"]
        pinned, again = (client.get(said["pinned"], headers={"Accept-Language": language}) for language in ("en", "es"))
        assert pinned["Cache-Control"] == "public, max-age=86400, immutable", asked
        assert pinned.content == again.content == plain.content
        assert pinned["ETag"] == again["ETag"] and pinned["ETag"].startswith('"')
        assert client.get(said["pinned"], headers={"If-None-Match": pinned["ETag"]}).status_code == 304


def test_another_edition_is_gone(client: Client) -> None:
    assert wrong(client, "asof?edition=0123456789ab", 410)["where"][0]["name"] == "edition"
    assert wrong(client, "asof?edition=123", 400)["where"][0]["name"] == "edition"


def test_an_edition_of_other_sources_than_those_asked_contradicts_them(client: Client) -> None:
    """Both editions are served, so that neither is gone: the address asks two things."""
    whole, documents = (
        client.get(f"{BASE}/asof?limit=1{query}")["Legation-Edition"][:12] for query in ("", "&sources=documents")
    )
    assert whole != documents
    for asked in (f"edition={whole}&sources=documents", f"edition={documents}", f"edition={documents}&sources=all"):
        assert wrong(client, f"asof?{asked}", 409)["where"][0] == {"in": "query", "name": "edition", "value": asked[8:20]}
        assert client.get(f"/es/?{asked}").status_code == 409
    assert client.get(f"{BASE}/asof?edition={documents}&sources=documents&limit=1").status_code == 200


def test_cursors_are_bound_to_edition_and_question(client: Client, tmp_path: Path) -> None:
    following = client.get(f"{BASE}/acts?limit=3&lang=en").json()["next"]
    cursor = following.split("cursor=")[1].split("&")[0]
    assert wrong(client, f"acts?limit=3&actor=chile&cursor={cursor}&lang=en", 409)["where"]
    assert wrong(client, "acts?cursor=AAAAAAAAAAAA", 409)
    assert wrong(client, "acts?cursor=*", 400)
    serve_record(open_record(write_folder(tmp_path / "small")))
    assert "begin again" in wrong(client, f"acts?limit=3&cursor={cursor}&lang=en", 410)["detail"]
    assert wrong(client, following.removeprefix(f"{BASE}/"), 410), "the address of the next page, whose edition is gone"


def test_a_cursor_says_its_place_to_its_own_question_alone() -> None:
    edition, other = "a" * 64, "b" * 64
    cursor = cursor_at(1234, edition, "acts")
    assert place_of(cursor, edition, "acts") == 1234
    for of_edition, question in ((other, "acts"), (edition, "claims")):
        with pytest.raises(QuestionError):
            place_of(cursor, of_edition, question)


def test_everything_wrong_is_told_at_once_with_the_nearest_right(client: Client) -> None:
    said = wrong(client, "asof?on=2006-13&actr=chile&limit=1001&every=yes&kind=relations&kind=missions", 400)
    assert [one["name"] for one in said["where"]] == ["actr", "kind", "every", "on", "limit"]
    assert "nearest: actor" in said["detail"] and "2006-12" in said["detail"]
    assert wrong(client, "asof?actor=Chle", 404)["where"] == [{"in": "query", "name": "actor", "value": "Chle"}]
    assert "nearest: Chile" in wrong(client, "asof?actor=Chle", 404)["detail"]
    assert wrong(client, "acts?from=1900&to=1800", 409)
    assert wrong(client, "diff", 409)
    assert wrong(client, "asoff", 404)["try"] == f"{BASE}/asof"
    assert wrong(client, "asof/", 404)["try"] == f"{BASE}/asof"
    assert wrong(client, "duties?flags=true", 400), "what is flagged for lawyers has no address"


@pytest.mark.parametrize("value", ["%00", "a%0Ab", "x" * 201, "%20", "%FF%FE", "%ED%A0%80", "%2e%2e%2f"])
def test_ill_formed_values_are_refused(value: str, client: Client) -> None:
    for name in ("actor", "kind", "on", "known", "edition", "cursor", "format", "lang", "limit", "under", "sources"):
        assert 400 <= client.get(f"{BASE}/asof?{name}={value}").status_code < 500
    assert 400 <= client.get(f"{BASE}/treaty/{value}").status_code < 500
    assert 400 <= client.get(f"{BASE}/asof?{value}=1").status_code < 500


def test_problems_are_told_in_the_language_asked(client: Client) -> None:
    for asked, header, language in (
        ("lang=es", "en", "es"),
        ("lang=en", "es", "en"),
        ("x=1", "en-GB,en;q=0.9", "en"),
        ("x=1", "fr", "es"),
    ):
        answer = client.get(f"{BASE}/asof?on=zz&{asked}", headers={"Accept-Language": header})
        assert answer["Content-Language"] == language
        assert ("not a date" in answer.json()["detail"]) is (language == "en")


def test_head_options_and_other_methods(client: Client) -> None:
    full, head = client.get(f"{BASE}/asof"), client.head(f"{BASE}/asof")
    assert head.status_code == 200 and not head.content
    assert head["ETag"] == full["ETag"] and head["Content-Length"] == full["Content-Length"]
    options = client.options(f"{BASE}/asof")
    assert options.status_code == 204 and options["Allow"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
        answer = client.generic(method, f"{BASE}/asof")
        assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD, OPTIONS"
        assert answer["Content-Type"] == "application/problem+json"
    assert client.post("/en/").status_code == 405


def test_other_sites_may_read_it(client: Client) -> None:
    answer = client.get(f"{BASE}/record", headers={"Origin": "https://example.org"})
    assert answer["Access-Control-Allow-Origin"] == "*" and answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/en/")["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_scenario_is_laid_over_the_record(client: Client, tmp_path: Path) -> None:
    rows = client.get(f"{BASE}/asof?on=2021&kind=relations").json()["rows"]
    alone = next(row["acts"] for row in rows if ";" not in row["acts"])
    scenario = f'without = ["{alone}"]\n'
    (tmp_path / "if.toml").write_text(scenario, encoding="utf-8")
    done = CliRunner().invoke(
        app, ["asof", "--on", "2021", "--kind", "relations", "--under", str(tmp_path / "if.toml"), "--format", "json"]
    )
    answered = client.get(f"{BASE}/asof", {"on": "2021", "under": scenario, "kind": "relations", "limit": 1000, "lang": "en"})
    assert (
        answered.json()["rows"]
        == json.loads(done.stdout)["rows"]
        != client.get(f"{BASE}/asof?on=2021&limit=1000&kind=relations").json()["rows"]
    )
    assert client.get(answered.json()["pinned"]).content == answered.content
    for bad in ("without = [", 'without = ["no-such-act"]', "[[acts]]\nkind = 3\n", "a=1\n" * 600):
        assert 400 <= client.get(f"{BASE}/asof", {"under": bad}).status_code < 500


def test_one_thing_alone(client: Client) -> None:
    act = client.get(f"{BASE}/acts?limit=1").json()["rows"][0]
    assert client.get(f"{BASE}/acts/{act['act']}").json()["rows"] == [act]
    claim = client.get(f"{BASE}/claims?limit=1").json()["rows"][0]
    assert client.get(f"{BASE}/claims/{claim['claim']}").json()["rows"] == [claim]
    assert client.get(f"{BASE}/actors/PER").json()["rows"][0]["actor"] == "peru"
    assert wrong(client, "acts/no-such-act", 404) and wrong(client, "sources/no-such", 404)


def test_too_many_questions_are_told_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LEGATION_API_SPARES_LOOPBACK", False)
    kept = Allowances(60, 2, lambda: 0.0)
    monkeypatch.setattr(api_served, "_allowances", lambda: kept)
    statuses = [client.get(f"{BASE}/asof?on={year}").status_code for year in range(1801, 1805)]
    assert statuses == [200, 200, 429, 429]
    answer = client.get(f"{BASE}/asof?on=1805", headers={"Accept-Language": "en"})
    assert answer["Retry-After"] == "1" and "wait 1 seconds" in answer.json()["detail"]
    assert client.get(f"{BASE}/asof?on=1801").status_code == 200, "what is at hand costs nothing"
    assert client.get(f"{BASE}/asof?on=1805", REMOTE_ADDR="192.0.2.7").status_code == 200, "another reader has his own"


def test_allowances_fill_again_evenly() -> None:
    now = [0.0]
    allowances = Allowances(60, 10, lambda: now[0])
    assert [allowances.spend("a", 4) for _ in range(3)] == [0, 0, 2]
    now[0] = 2.0
    assert allowances.spend("a", 4) == 0 and allowances.spend("a", 1) == 1
    now[0] = 1e6
    assert allowances.spend("a", 1_000) == 0, "the dearest question can be paid by a full allowance"
    assert allowances.spend("a", 1) == 1


def test_readers_are_told_apart_by_machine_or_household() -> None:
    assert reader_of("2001:db8:1:2::1") == reader_of("2001:db8:1:2:ffff::9") != reader_of("2001:db8:1:3::1")
    assert reader_of("192.0.2.1") == reader_of("::ffff:192.0.2.1") != reader_of("192.0.2.2")


def test_the_description_says_every_column_and_parameter(client: Client) -> None:
    for language in ("en", "es"):
        said = client.get(f"{BASE}/openapi.json?lang={language}").json()
        assert said["openapi"].startswith("3.1")
        for verb in VERBS:
            found = said["paths"][f"{BASE}/{verb.path}"]["get"]
            assert [one["name"] for one in found["parameters"]] == [one.name for one in api_served.parameters_of(verb)]
            assert all(one["description"] for one in found["parameters"])
        standings = said["components"]["schemas"]["StandingsTable"]["properties"]["rows"]["items"]
        assert standings["properties"]["begins_from"]["type"] == ["string", "null"] and standings["properties"]["answer"]["enum"]


def test_a_browser_gets_a_page_of_the_same_rows(client: Client) -> None:
    asked = f"{BASE}/asof?on=1875-01-01&kind=relations"
    page = client.get(asked, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en"})
    assert page["Content-Type"].startswith("text/html") and "Content-Disposition" not in page
    said, rows = page.content.decode(), client.get(asked).json()["rows"]
    shown = Page(said)
    assert said.count("<tr>") == len(rows) + 1 and "<script" not in said and "style=" not in said
    assert f"/en/standing/{quote(rows[0]['standing'])}/?on=1875-01-01&known=" in " ".join(shown.links)
    for link in dict.fromkeys(shown.links[:14]):
        if link.startswith("/"):
            assert client.get(link).status_code == 200, link

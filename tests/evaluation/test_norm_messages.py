"""A broken file of norms: every message asserted, in both languages, and no text whatever ends in a traceback."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evaluation.check import problems_of
from legation.evaluation.norms.flags import flags_on
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.owed import owed_on
from legation.evaluation.norms.reading import norms_of
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.messages import catalogue
from tests.small_records import day, small_record

GOOD = """[yearly-report]
kind = "law"
label = { en = "A report", es = "Un informe" }
definition = { en = "Peru reports.", es = "El Perú informa." }
claims = "c-1"
law = "pact"
article = "3"
from = { date = "2001-01-01", source = "book" }
what = { en = "report", es = "informar" }
within = "P6M"
owes = { role = "subject" }

[yearly-report.trigger]
act = "instrument_ratified"
subject = "peru"

[yearly-report.discharged_by]
act = "report_submitted"
same = "subject"

[[yearly-report.except]]
act = "instrument_terminated"
same = "instrument"
label = { en = "it ended", es = "terminó" }
"""
ACTS = [
    {"kind": "rule_adopted", "object": "peru", "date": "2001-01-01"},
    {"kind": "instrument_ratified", "subject": "peru", "instrument": "pact", "date": "2005-01-01"},
]
BROKEN = [
    ("terms.not_toml", GOOD + "\n[", "", 0),
    ("terms.not_a_table", "report = 3\n", "report", 1),
    ("norms.not_a_table", GOOD.replace("owes = { role = \"subject\" }", "owes = 3"), "owes must be a table", 11),
    ("indicators.bad_name", GOOD.replace("yearly-report", "Yearly"), "", 1),
    ("indicators.unknown_key", GOOD.replace("article =", "artcle ="), "artcle is not a field of such a sheet; nearest: article", 7),
    ("indicators.unknown_key", GOOD.replace("subject = \"peru\"", "subjet = \"peru\""), "nearest: subject", 15),
    ("indicators.missing", GOOD.replace("kind = \"law\"\n", ""), "yearly-report has no kind", 1),
    ("indicators.not_a_text", GOOD.replace("article = \"3\"", "article = 3"), "article is a text", 7),
    ("indicators.not_a_list", GOOD.replace("claims = \"c-1\"", "claims = []"), "claims is a list", 5),
    ("indicators.no_text", GOOD.replace(", es = \"informar\"", ""), "has no what.es", 9),
    ("indicators.unknown_word", GOOD.replace("kind = \"law\"", "kind = \"lex\""), "kind is one of law, practice", 2),
    ("indicators.unknown_word", GOOD.replace("same = \"subject\"", "same = \"party\""), "same is one of", 19),
    ("indicators.unknown_word", GOOD.replace("role = \"subject\"", "role = \"party\""), "role is one of", 11),
    ("norms.yes_or_no", GOOD + "\n", "runs_out must be true or false, not yes", 0),
    ("norms.period", GOOD.replace("P6M", "6 months"), "6 months is not a period; write years, months and days as in P6M", 10),
    ("norms.each_word", GOOD.replace("within = \"P6M\"", "each = \"yearly\""), "yearly is neither year nor a period", 10),
    ("norms.each_of_nothing", GOOD.replace("within = \"P6M\"", "each = \"P0D\""), "P0D is no time at all", 10),
    ("norms.limit_ways", GOOD.replace("date = \"2001-01-01\", source = \"book\"", ""), "from must give one of claim, date", 8),
    ("norms.not_before", GOOD.replace("source = \"book\" }", "source = \"book\", not_before = { claim = \"c-1\" } }"), "not_before has its place only in from", 8),
    ("norms.not_before_ways", GOOD.replace("date = \"2001-01-01\", source = \"book\"", "open = { en = \"a\", es = \"b\" }, not_before = { open = { en = \"a\", es = \"b\" } }"),
     "from.not_before must give one of claim or date", 8),
    ("norms.limit_source", GOOD.replace(", source = \"book\"", ""), "in from a date needs the source that gives it", 8),
    ("records.date", GOOD.replace("2001-01-01", "2001-13"), "", 8),
    ("norms.act_or_standing", GOOD.replace("act = \"report_submitted\"\n", ""), "discharged_by must name either kinds of act", 17),
    ("indicators.missing", GOOD, "", 0),
    ("norms.trigger_or_each", GOOD.replace("within = \"P6M\"", "each = \"year\"").replace("role = \"subject\"", "actor = \"peru\""),
     "yearly-report needs either a trigger or each", 13),
    ("norms.each_alone", GOOD.replace("within = \"P6M\"", "within = \"P6M\"\neach = \"year\""), "each period is its own time limit", 11),
    ("norms.discharged_or_runs_out", GOOD.replace("within", "runs_out = true\nwithin"), "needs either discharged_by or runs_out", 18),
    ("norms.runs_out_of_what", GOOD.replace("within = \"P6M\"", "runs_out = true"), "can only run out of a period", 10),
    ("norms.standing_discharges", GOOD.replace("act = \"report_submitted\"", "standing = \"party_to\""), "a standing can satisfy only", 18),
    ("norms.role_of_parties", GOOD.replace("subject = \"peru\"", "parties = [\"peru\", \"chile\"]"), "a role cannot say who owes", 11),
    ("norms.owes_whom", GOOD.replace("role = \"subject\"", "role = \"subject\", actor = \"peru\""), "owes must give actor, or role", 11),
    ("norms.owes_whom", GOOD.replace("role = \"subject\"", "standing = \"head_of_mission\""), "owes must give actor, or role", 11),
    ("norms.exceptions", GOOD.partition("[[yearly")[0].replace("within", "except = 3\nwithin"), "must be tables, [[yearly-report.except]]", 10),
    ("indicators.missing", GOOD.rpartition("label")[0], "except has no label", 21),
    ("norms.unknown_claim", GOOD.replace("c-1", "c-11"), "c-11 is not a claim of this record; nearest: c-1", 5),
    ("records.unknown_instrument", GOOD.replace("law = \"pact\"", "law = \"pacto\""), "pacto", 6),
    ("records.unknown_source", GOOD.replace("\"book\"", "\"books\""), "books", 8),
    ("records.unknown_actor", GOOD.replace("subject = \"peru\"", "subject = \"perú\""), "perú", 15),
    ("records.unknown_kind", GOOD.replace("report_submitted", "report_submited"), "report_submited", 18),
    ("norms.role_not_of_standing",
     GOOD.replace("owes = { role = \"subject\" }", "owes = { standing = \"head_of_mission\", role = \"place\" }"),
     "place is not among what identifies such a standing", 11),
]  # fmt: skip


def record_with(*texts: str) -> Record:
    return small_record(ACTS, evaluation={f"norms/{number}.toml": text for number, text in enumerate(texts)})


def test_a_good_file_has_no_problem() -> None:
    assert [one.render() for one in problems_of(record_with(GOOD))] == []


@pytest.mark.parametrize(
    ("code", "text", "said", "line"), BROKEN, ids=[f"{number}-{case[0]}" for number, case in enumerate(BROKEN)]
)
def test_a_broken_file_is_told_where_what_and_what_to_do(code: str, text: str, said: str, line: int) -> None:
    if code == "norms.yes_or_no":
        text = GOOD.replace("within", 'runs_out = "yes"\nwithin')
        line = 10
    if (code, line) == ("indicators.missing", 0):
        text, said, line = GOOD.replace('claims = "c-1"\n', ""), "yearly-report has no claims", 1
        code = "indicators.missing"
    problems = problems_of(record_with(text))
    found = [one for one in problems if one.code == code and said in one.message("en")]
    assert found, [one.render() for one in problems]
    assert found[0].file == "evaluation/norms/0.toml"
    assert not line or found[0].line == line, found[0].render()
    for one in problems:
        assert one.message("es") and one.message("es") != one.message("en")


def test_two_norms_of_one_name() -> None:
    (found,) = problems_of(record_with(GOOD, GOOD))
    assert found.file == "evaluation/norms/1.toml" and found.line == 1
    assert "the norm yearly-report stands twice, also in evaluation/norms/0.toml" in found.message("en")


def test_every_message_on_the_form_of_norms_is_asserted() -> None:
    asserted = {code for code, *_ in BROKEN} | {"norms.twice"}
    told_elsewhere = (
        "kind_",
        "status_",
        "sure_",
        "time_",
        "because_",
        "ground_",
        "disputed_",
        "many_",
        "open_start",
        "left_out",
        "end_of_period",
    )
    others = {"and", "worked_out", "internal", "depends_on", "first_problem", "no_such_norm", "no_such_status", "no_norms"}
    names = {code.removeprefix("norms.") for code in catalogue() if code.startswith("norms.")}
    form = {name for name in names if not name.startswith(told_elsewhere)} - others
    assert form <= {code.removeprefix("norms.") for code in asserted}


VALUES = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-3, 3), st.sampled_from(["", "peru", "P6M", "P0D", "year", "2001", "[2001..", "subject", "law", "c-1"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\"\\\n\r"), max_size=6),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["en", "es", "act", "standing", "claim", "date", "source", "open", "role", "subject", "not", "same", "label"]),
            inner, max_size=3,
        ),
    ),
    max_leaves=6,
)  # fmt: skip
LINES = GOOD.splitlines(keepends=True)


def toml_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_of(one)}" for key, one in value.items()) + " }"
    return '"' + "".join(one if one.isprintable() else "?" for one in str(value)) + '"'


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """The good file with some of its values replaced, lines lost, or stray characters in it."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[place].partition(" = ")
        how = draw(st.sampled_from(["value", "value", "value", "drop", "stray", "twice"]))
        if how == "value" and equals:
            lines[place] = f"{key} = {toml_of(draw(VALUES))}\n"
        elif how == "drop":
            lines[place] = "\n"
        elif how == "stray":
            lines[place] += draw(st.text(max_size=5))
        else:
            lines.insert(place, lines[place])
    return "".join(lines)


@settings(max_examples=500, deadline=None)
@given(spoilt())
def test_no_file_of_norms_ends_in_a_traceback(text: str) -> None:
    record = record_with(text)
    for one in problems_of(record):
        assert one.render("en") and one.render("es")
    norms, _ = norms_of(record)
    known = KnownRecord(record)
    assert all(duty.status for duty in owed_on(Book(known), norms.values(), day("2021-12-31")).listed())
    flags_on(known, norms.values(), day("2021-12-31"))


def test_the_norms_of_peru_are_toml_that_people_can_read() -> None:
    folder = resources.files("legation") / "records" / "peru" / "evaluation" / "norms"
    for file in folder.iterdir():
        assert tomllib.loads(file.read_text(encoding="utf-8"))

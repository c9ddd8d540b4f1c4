"""EDTF: our own cases first, then the shared conformance strings, then properties that hold for any text.

Days stand in the tables as ``first..last``; ``open`` and ``unknown`` are the ends without a day.
"""

from __future__ import annotations

import pickle
import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.terms.days import civil, day_number, iso
from legation.terms.edtf import LONGEST, Bound, EdtfError, Range, parse

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "data" / "standards" / "edtf" / "cases.tsv"


def refusal(text: str) -> EdtfError:
    with pytest.raises(EdtfError) as caught:
        parse(text)
    return caught.value


def shown(bound: int | Bound) -> str:
    return bound.value if isinstance(bound, Bound) else iso(bound)


def days(span: Range | None) -> str:
    return "none" if span is None else f"{shown(span.lo)}..{shown(span.hi)}"


# What is read

DATES = """
1822                1822-01-01..1822-12-31      0  year
1879-04             1879-04-01..1879-04-30      0  month
1879-04-05          1879-04-05..1879-04-05      0  day
1880-02             1880-02-01..1880-02-29      0  month
-0479-09            -0479-09-01..-0479-09-30    1  month
1879-04-05T13:30:00Z  1879-04-05..1879-04-05    0  day
1822?               1822-01-01..1822-12-31      1  year
182X                1820-01-01..1829-12-31      1  decade
18XX                1800-01-01..1899-12-31      1  century
1XXX                1000-01-01..1999-12-31      1  millennium
XXXX                0000-01-01..9999-12-31      1  ten_millennia
-18XX               -1899-01-01..-1800-12-31    1  century
-000X               -0009-01-01..-0001-12-31    1  decade
1822-XX             1822-01-01..1822-12-31      1  year
1822-XX-XX          1822-01-01..1822-12-31      1  year
1822-07-XX          1822-07-01..1822-07-31      1  month
1822-XX-28          1822-01-28..1822-12-28      2  year
182X-02-29          1820-02-29..1828-02-29      2  decade
18X1                1801-01-01..1891-12-31      2  century
1822-X1-3X          1822-01-30..1822-11-30      2  year
XXXX-02-29          0000-02-29..9996-02-29      2  ten_millennia
1822-21             1822-01-01..1822-12-31      1  season
1822-24~            1822-01-01..1822-12-31      1  season
1822-25             1822-03-01..1822-05-31      2  season
1822-28             1822-12-01..1823-02-28      2  season
1822-29             1822-09-01..1822-11-30      2  season
1823-30             1823-12-01..1824-02-29      2  season
1822-32             1822-06-01..1822-08-31      2  season
1822-33             1822-01-01..1822-03-31      2  quarter
1822-38             1822-05-01..1822-08-31      2  quadrimester
1822-41             1822-07-01..1822-12-31      2  semester
182X-41             1820-07-01..1829-12-31      2  decade
Y-10400             -10400-01-01..-10400-12-31  1  year
Y12E3               12000-01-01..12000-12-31    2  year
1821S3              1821-01-01..1821-12-31      2  year
-0044S1             -0044-01-01..-0044-12-31    2  year
""".strip().splitlines()


@pytest.mark.parametrize("row", DATES)
def test_a_date_lies_on_these_days(row: str) -> None:
    text, span, level, precision = row.split()
    date = parse(text)
    assert (date.form, days(date.begin), date.end) == ("date", span, None)
    assert (date.level, date.precision) == (int(level), precision)
    assert date.text == text
    assert days(Range(date.first, date.last)) == span


SPANS = """
1879/1883           1879-01-01..1879-12-31  1883-01-01..1883-12-31  0
1879-04-05/1883-10  1879-04-05..1879-04-05  1883-10-01..1883-10-31  0
../1826             open..open              1826-01-01..1826-12-31  1
/1826               unknown..unknown        1826-01-01..1826-12-31  1
1826/..             1826-01-01..1826-12-31  open..open              1
1826/               1826-01-01..1826-12-31  unknown..unknown        1
/..                 unknown..unknown        open..open              1
../..               open..open              open..open              1
182X/1835-XX        1820-01-01..1829-12-31  1835-01-01..1835-12-31  2
1822-03/1822-XX     1822-03-01..1822-03-31  1822-01-01..1822-12-31  2
1822-03/1822-22     1822-03-01..1822-03-31  1822-01-01..1822-12-31  1
1822/1822           1822-01-01..1822-12-31  1822-01-01..1822-12-31  0
-0044-03/0014       -0044-03-01..-0044-03-31  0014-01-01..0014-12-31  1
{1866-05-02}        1866-05-02..1866-05-02  1866-05-02..1866-05-02  2
{1822,1826-07}      1822-01-01..1822-12-31  1826-07-01..1826-07-31  2
{1826-07,1822}      1822-01-01..1822-12-31  1826-07-01..1826-07-31  2
{..1822,1826}       open..open              1826-01-01..1826-12-31  2
{1822..1826,1830..} 1822-01-01..1822-12-31  open..open              2
[1822,1826-07]      1822-01-01..1826-07-31  none                    2
[1820..1822]        1820-01-01..1822-12-31  none                    2
[..1822-07]         open..1822-07-31        none                    2
[1822-07..]         1822-07-01..open        none                    2
[182X,1835?]        1820-01-01..1835-12-31  none                    2
""".strip().splitlines()


@pytest.mark.parametrize("row", SPANS)
def test_a_span_or_a_set_begins_and_ends_on_these_days(row: str) -> None:
    text, begin, end, level = row.split()
    date = parse(text)
    assert (days(date.begin), days(date.end), date.level) == (begin, end, int(level))
    assert date.form == {"{": "all_of", "[": "one_of"}.get(text[0], "interval")
    assert date.last == (date.end or date.begin).hi


def test_blanks_may_stand_beside_the_commas_of_a_set() -> None:
    spaced, tight = parse("[1667 ,  1668, 1670..1672]"), parse("[1667,1668,1670..1672]")
    assert (spaced.begin, spaced.text) == (tight.begin, "[1667 ,  1668, 1670..1672]")


FRINGES = """
1879-04-05?       1879-04-04..1879-04-06
1879-06~          1879-05-01..1879-07-31
1880-01~          1879-12-01..1880-02-29
1879~             1878-01-01..1880-12-31
187X~             1860-01-01..1889-12-31
18XX%             1700-01-01..1999-12-31
1879-06~-11       1879-05-11..1879-07-11
1879~-06-11       1878-06-11..1880-06-11
?1879-06-11       1878-06-11..1880-06-11
1879-?06-11       1879-05-11..1879-07-11
1879-06-?11       1879-06-10..1879-06-12
1879?-06-~11      1878-06-11..1880-06-11
1879-?XX          1878-01-01..1880-12-31
1879-06-XX~       1879-05-01..1879-07-31
1879-33?          1878-10-01..1879-06-30
Y12000~           11999-01-01..12001-12-31
1879              1879-01-01..1879-12-31
[1820~,1822]      1819-01-01..1822-12-31
[..1822?]         open..1823-12-31
""".strip().splitlines()


@pytest.mark.parametrize("row", FRINGES)
def test_a_qualifier_widens_the_fringe_by_one_unit_and_never_the_bounds(row: str) -> None:
    text, fringe = row.split()
    date, bare = parse(text), parse(re.sub("[?~%]", "", text))
    assert days(date.begin_fringe) == fringe
    assert (date.begin, date.precision, bare.begin_fringe) == (bare.begin, bare.precision, bare.begin)


def test_each_end_of_an_interval_has_its_own_fringe() -> None:
    date = parse("1879~/1883-10")
    assert days(date.begin_fringe) == "1878-01-01..1880-12-31"
    assert date.end_fringe == date.end
    assert date.precision == "year"


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("1879", ""),
        ("1879?", "?"),
        ("1879?-06-~11", "?~"),
        ("1879%/1883", "%"),
        ("[1879~, 1880?]", "?~"),
        ("Y12000?", "?"),
    ],
)
def test_the_qualifiers_carried_anywhere(text: str, qualifiers: str) -> None:
    assert parse(text).qualifiers == set(qualifiers)


@pytest.mark.parametrize(
    ("text", "is_exact"),
    [("1879-06-11", True), ("1879-06-11T10:00:00", True), ("1879-06-11/1879-06-11", True), ("[1879-06-11]", True),
     ("1879-06-11?", False), ("1879-06", False), ("1879-06-1X", False), ("../..", False), ("1879-06-11/..", False)],
)  # fmt: skip
def test_what_is_one_known_day(text: str, is_exact: bool) -> None:
    assert parse(text).is_exact is is_exact


@pytest.mark.parametrize(
    ("time_text", "seconds"),
    [("T00:00:00", 0), ("T13:30:05", 48_605), ("T13:30:05Z", 48_605), ("T13:30:05-05:00", 48_605),
     ("T13:30:05-05", 48_605), ("T13:30:05+14:00", 48_605), ("T13:30:05-12:00", 48_605), ("T24:00:00", 86_400)],
)  # fmt: skip
def test_the_time_of_day_is_kept_as_written(time_text: str, seconds: int) -> None:
    assert parse("1879-05-21" + time_text).seconds == seconds
    assert parse("1879-05-21").seconds is None


def test_the_farthest_years_still_fit_into_64_bits() -> None:
    for text in ("Y1E16", "Y-1E16"):
        date = parse(text + "~")
        assert isinstance(date.begin_fringe.lo, int) and isinstance(date.begin_fringe.hi, int)
        assert -(2**63) <= date.begin_fringe.lo < date.begin_fringe.hi < 2**63
    assert refusal("Y11E15").code == refusal("Y1E999999999").code == "dates.far"


# What is refused: text, code, column, suggestions

REFUSED: list[tuple[str, str, int, tuple[str, ...]]] = [
    ("", "empty", 1, ()),
    ("1" * (LONGEST + 1), "long", LONGEST + 1, ()),
    ("1879:04", "shape", 5, ()),
    ("1822-XX-XX-XX", "shape", 11, ()),
    ("193", "year_digits", 1, ("193X",)),
    ("18211", "year_digits", 1, ("Y18211",)),
    ("-0000-05", "year_zero", 1, ("0000-05",)),
    ("2006-13", "month", 6, ("2006-12", "2006")),
    ("2006-00", "month", 6, ("2006",)),
    ("2016-13-08", "month", 6, ("2016-08-13", "2016")),
    ("1914-18", "month", 6, ("1914/1918", "1914-12", "1914")),
    ("1822-2X", "month", 6, ("1822",)),
    ("1900-02-29", "day", 9, ("1900-02",)),
    ("1821-XX-32", "day", 9, ("1821-XX",)),
    ("182X-06-31", "day", 9, ("182X-06",)),
    ("18X1-02-29", "day", 9, ("18X1-02",)),
    ("1821-07-00", "day_zero", 9, ("1821-07",)),
    ("Y99E15", "far", 2, ()),
    ("Y1821", "short_y", 1, ("1821",)),
    ("Y012345", "short_y", 1, ("Y12345",)),
    ("Y12000-05", "far_alone", 7, ("Y12000",)),
    ("1821S5", "significant", 5, ("1821",)),
    ("1821-07-28T12:60:00", "time", 12, ("1821-07-28",)),
    ("1821-07-28T24:00:01", "time", 12, ("1821-07-28T24:00:00", "1821-07-28")),
    ("1821-07-28T9:30", "time", 12, ("1821-07-28T09:30:00", "1821-07-28")),
    ("1821-07T12:00:00", "time_without_day", 9, ("1821-07",)),
    ("1821-07-28?T12:00:00", "time_without_day", 13, ("1821-07-28?",)),
    ("1821-07-28T12:00:00-00:00", "offset", 20, ("1821-07-28T12:00:00",)),
    ("1821-07-28T12:00:00-0500", "offset", 20, ("1821-07-28T12:00:00-05:00", "1821-07-28")),
    ("1821-07-28T12:00:00/1822", "time_in_span", 11, ("1821-07-28/1822",)),
    ("1821-07-28 12:00", "blank_for_time", 11, ("1821-07-28T12:00:00",)),
    ("1821/1822/1823", "interval_parts", 10, ()),
    ("/", "interval_empty", 1, ()),
    ("1883/1879", "order", 6, ("1879/1883",)),
    ("[1821, 1826..1822]", "order", 14, ("[1821, 1822..1826]",)),
    ("1822-03/1822~", "order_coarse", 9, ("1822-03/1822-XX~",)),
    ("1821/1823-02-30", "day", 14, ("1821/1823-02",)),
    ("[1821, 1822", "set_unclosed", 11, ("[1821, 1822]",)),
    ("[1821,,1822]", "set_member", 7, ()),
    ("[..]", "set_member", 2, ()),
    ("{1821.., 1830}", "set_open", 6, ()),
    ("1821?~", "old_draft", 6, ("1821%",)),
    ("18uu/open", "old_draft", 3, ("18XX/..",)),
    ("1821-07-28t12:00:00", "capitals", 11, ("1821-07-28T12:00:00",)),
    ("1821\N{MINUS SIGN}07", "sign", 5, ("1821-07",)),
    ("١٨٢١", "sign", 1, ("1821",)),
    ("\uff11\uff18\uff12\uff11-07", "sign", 1, ("1821-07",)),
    ("1821 ", "blank", 5, ("1821",)),
    ("1821-07\n", "blank", 8, ("1821-07",)),
    ("[ 1821]", "blank", 2, ("[1821]",)),
    ("12/06/2011", "day_or_month", 6, ("2011-06-12", "2011-12-06")),
    ("12-06-2011", "day_or_month", 3, ("2011-06-12", "2011-12-06")),
    ("28.07.1821", "year_last", 3, ("1821-07-28",)),
    ("31/06/2011", "year_last", 6, ("2011-06",)),
    ("2011/06/12", "year_first", 8, ("2011-06-12",)),
    ("1822-3", "year_first", 7, ("1822-03",)),
    ("18210728", "compact", 1, ("1821-07-28",)),
    ("June 2011", "words", 1, ("2011-06",)),
    ("junio de 2011", "words", 1, ("2011-06",)),
    ("12 de junio de 2011", "words", 3, ("2011-06-12",)),
    ("28 de julio del año 1821", "words", 3, ("1821-07-28",)),
    ("1.º de setiembre de 1822", "words", 2, ("1822-09-01",)),
    ("June 12th, 2011", "words", 1, ("2011-06-12",)),
    ("28.VII.1821", "words", 3, ("1821-07-28",)),
    ("primavera de 1822", "words", 1, ("1822-21",)),
    ("c. 1850", "about", 1, ("1850~",)),
    ("ca. 1850", "about", 1, ("1850~",)),
    ("hacia 1850", "about", 1, ("1850~",)),
    ("1850 aprox.", "about", 5, ("1850~",)),
    ("probablemente 1850", "probably", 1, ("1850?",)),
    ("1914-1918", "span", 8, ("1914/1918",)),
    ("1914\N{EN DASH}1918", "span", 5, ("1914/1918",)),
    ("del 2 al 5 de mayo de 1866", "span", 1, ("1866-05-02/1866-05-05",)),
    ("1990-presente", "span", 6, ("1990/..",)),
    ("1879-04-05/10-20", "short_end", 14, ("1879-04-05/1879-10-20",)),
    ("desde 1990", "open_span", 1, ("1990/..",)),
    ("entre 1820 y 1822", "between", 1, ("[1820..1822]",)),
    ("antes de 1850", "before_or_after", 1, ("[..1849]",)),
    ("1822 o 1823", "either", 5, ("[1822, 1823]",)),
    ("1822, 1823", "several", 5, ("{1822, 1823}", "[1822, 1823]")),
    ("1850s", "decade", 5, ("185X",)),
    ("siglo XIX", "century", 1, ("18XX",)),
    ("44 a. C.", "before_christ", 3, ("-0043",)),
    ("1821.", "left_over", 5, ("1821",)),
    ("28 de julio", "no_year", 3, ()),
    ("sin fecha", "undated", 1, ()),
]


@pytest.mark.parametrize(("text", "code", "column", "suggestions"), REFUSED, ids=[repr(row[0][:30]) for row in REFUSED])
def test_a_refusal_says_what_where_and_what_to_write(text: str, code: str, column: int, suggestions: tuple[str, ...]) -> None:
    error = refusal(text)
    assert (error.code, error.column, error.suggestions) == (f"dates.{code}", column, suggestions)
    assert error.suggestion == (suggestions[0] if suggestions else None)
    assert error.text == text
    assert str(error) == error.message("en") != error.message("es")
    for language in ("en", "es"):
        assert all(each in error.message(language) for each in suggestions)
        assert not re.search(r"\{[a-z]+\}", error.message(language))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_every_message_is_shown_by_some_refusal() -> None:
    """A message that nothing shows is dead; a new one needs its row above."""
    path = ROOT / "src" / "legation" / "terms" / "messages" / "dates.toml"
    messages = set(tomllib.loads(path.read_text(encoding="utf-8")))
    assert {code for _, code, _, _ in REFUSED} | {"write", "or", "no_such_day", "period"} == messages


def test_the_words_of_some_messages() -> None:
    assert str(refusal("2006-13")) == "2006-13 is not a date (month 13); write 2006-12 or 2006"
    assert refusal("2006-13").message("es") == "2006-13 no es una fecha (mes 13); escriba 2006-12 o 2006"
    assert str(refusal("1821/1823-02-30")) == (
        "1823-02-30 is not a date (day 30, but 1823-02 ends on day 28); write 1821/1823-02"
    )
    assert refusal("1821\u2003").message("es") == (
        "1821<U+2003> no es una fecha (hay un espacio en blanco en la posición 5, y las fechas no los llevan); escriba 1821"
    )


# The draft of 2012

DRAFT = """
2004-(06)?~           2004-%06
(2004-(06-01)~)?      2004?-%06-%01
2004~-(06)?-01~       2004~-%06-~01
2004~-(06-(01)~)?     2004~-?06-%01
(2004~-06-(01)~)?     2004%-?06-%01
2004?-(06)?~-01~      2004-06%-~01
2004?-06~-(01)?       2004%-~06-?01
2004?~-06-(01)~       2004%-06-~01
2004-(06)~-01?~       2004-06-01%
2004-06-(01)~/2004-06-(20)~  2004-06-~01/2004-06-~20
-0044-(03)?-15        -0044-?03-15
19xx                  19XX
156u-12-25            156X-12-25
unknown/open          /..
y17101e4p3            Y17101E4S3
y-170002              Y-170002
y2006                 2006
2001-22^southernHemisphere  2001-30
2001-21^northernHemisphere  2001-25
[19uu,1822?~]         [19XX,1822%]
""".strip().splitlines()


@pytest.mark.parametrize("row", DRAFT)
def test_the_old_notation_is_refused_with_the_new_one(row: str) -> None:
    old, new = row.split()
    error = refusal(old)
    assert (error.code, error.suggestions) == ("dates.old_draft", (new,))


# The shared conformance strings

if CASES.exists():
    with CASES.open(encoding="utf-8", newline="") as file:
        _HEADING, *_LINES = file.read().removesuffix("\r\n").split("\r\n")
    SHARED = [dict(zip(_HEADING.split("\t"), line.split("\t"), strict=True)) for line in _LINES]
else:
    SHARED = []
needs_cases = pytest.mark.skipif(not SHARED, reason=f"{CASES} is not here")
LOC_SAYS_LEVEL_1 = {"-0002", "-9999", "-0999", "-2005/-1999-02", "196X"}


def cases(verdict: str) -> list[dict[str, str]]:
    return [case for case in SHARED if case["verdict"] == verdict]


@needs_cases
def test_the_shared_strings_are_all_here() -> None:
    assert [len(cases(verdict)) for verdict in ("accept", "reject", "old-draft")] == [277, 95, 97]


@needs_cases
@pytest.mark.parametrize("case", cases("accept"), ids=lambda case: case["string"])
def test_shared_strings_to_be_read(case: dict[str, str]) -> None:
    date = parse(case["string"])
    if case["min"]:
        assert (shown(date.first), shown(date.last)) == (case["min"], case["max"])
    else:
        assert isinstance(date.first, int) and isinstance(date.last, int)
        assert civil(date.first)[0] == int(case["string"][:4])
    if case["level"]:
        assert str(date.level) in case["level"] or (date.text in LOC_SAYS_LEVEL_1 and date.level == 1)


@needs_cases
@pytest.mark.parametrize("case", cases("reject"), ids=lambda case: repr(case["string"]))
def test_shared_strings_to_be_refused(case: dict[str, str]) -> None:
    error = refusal(case["string"])
    assert 1 <= error.column <= len(case["string"]) + 1
    assert error.message("en") and error.message("es")


@needs_cases
@pytest.mark.parametrize("case", cases("old-draft"), ids=lambda case: case["string"])
def test_shared_strings_in_the_old_notation(case: dict[str, str]) -> None:
    old = case["string"]
    error = refusal(old)
    assert error.code == "dates.old_draft"
    assert error.suggestion is not None
    new = parse(error.suggestion)
    uncertain, approximate = bool(new.qualifiers & {"?", "%"}), bool(new.qualifiers & {"~", "%"})
    assert (uncertain, approximate) == ("?" in old, "~" in old)
    if "^" not in old:
        figures = re.sub("[uxX]", "X", re.sub("[?~()]|unknown|open", "", old)).upper().replace("P", "S")
        assert re.sub(r"[?~%]|\.\.", "", error.suggestion) == figures


# Any text

ALPHABET = st.text(alphabet="0123456789X-/.,[]{}?~%YESTZ:+ ux()^", max_size=40)
PIECES = st.lists(
    st.sampled_from(
        ["1822", "182X", "-0044", "XXXX", "-07", "-2X", "-28", "-X9", "-34", "?", "~", "%", "/", "..", "[", "]", "{",
         "}", ", ", "T10:30:00", "Z", "-05:00", "Y", "170002", "E7", "S3", "(", ")", "de julio de ", "c. ", "siglo XIX",
         " ", "uu", "open"]
    ),
    max_size=9,
).map("".join)  # fmt: skip


@settings(max_examples=600, deadline=500)
@given(st.one_of(st.text(max_size=60), ALPHABET, PIECES))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        date = parse(text)
    except EdtfError as error:
        assert error.message("en") and error.message("es")
        assert 1 <= error.column <= len(text) + 1
        assert all(parse(suggestion).text == suggestion for suggestion in error.suggestions)
        return
    assert date.text == text
    assert text.isascii() and text == text.strip()
    for span, fringe in ((date.begin, date.begin_fringe), (date.end, date.end_fringe)):
        assert (span is None) == (fringe is None)
        if span is not None and fringe is not None:
            assert_within(span, fringe)
    assert parse(text) == date


def assert_within(span: Range, fringe: Range) -> None:
    if isinstance(span.lo, Bound) or isinstance(fringe.lo, Bound):
        assert span.lo == fringe.lo
    else:
        assert fringe.lo <= span.lo
    if isinstance(span.hi, Bound) or isinstance(fringe.hi, Bound):
        assert span.hi == fringe.hi
    else:
        assert fringe.hi >= span.hi
    if isinstance(span.lo, int) and isinstance(span.hi, int):
        assert span.lo <= span.hi


@given(st.integers(day_number(-9999, 1, 1), day_number(9999, 12, 31)))
def test_a_written_day_is_read_as_that_day(day: int) -> None:
    date = parse(iso(day))
    assert date.begin == date.begin_fringe == Range(day, day)
    assert date.is_exact


CENTURY = [(iso(day), day) for day in range(day_number(1800, 1, 1), day_number(1900, 1, 1))]


@settings(deadline=None)
@given(st.from_regex(r"18[0-9X]{2}(-([01X][0-9X]|2X)(-[0-3X][0-9X])?)?", fullmatch=True))
def test_bounds_are_those_of_all_days_that_fit_the_digits(text: str) -> None:
    """Against a slow reader: every day of the century whose written form fits."""
    pattern = re.compile(text.replace("X", "[0-9]"))
    fitting = [day for written, day in CENTURY if pattern.match(written)]
    if fitting:
        date = parse(text)
        assert (date.first, date.last) == (fitting[0], fitting[-1])
    else:
        refusal(text)


@pytest.mark.parametrize(
    "text",
    ["1" * 10**6, " " * 10**6, "[" * 10**6, "1822/" * 10**5, "de " * 66, "c." * 100, "[" + "XXX1-02-29," * 17 + "1822]",
     "(" * 100 + ")" * 100, "1822" + " a" * 97, "[" + "XXXX-02-29," * 17 + "1822]", "1822 y " * 28, "?" * 200],
)  # fmt: skip
def test_long_and_odd_texts_are_answered_at_once(text: str) -> None:
    start = time.perf_counter()
    try:
        parse(text)
    except EdtfError as error:
        assert len(error.message("es")) < 1000
    assert time.perf_counter() - start < 2

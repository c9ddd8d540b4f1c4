"""Peru's record answers what the two documents let it answer, and no more."""

from __future__ import annotations

import pytest

import legation
from legation.archive import shelf
from legation.record.record import read_record
from tests import bundled


@pytest.fixture(scope="module")
def peru() -> legation.OpenRecord:
    """What the two documents say alone."""
    return bundled.opened("peru", "documents")


@pytest.fixture(scope="module")
def joined() -> legation.OpenRecord:
    """The documents with every further source."""
    return bundled.opened("peru")


def answers(peru: legation.OpenRecord, on: str, kind: str, known: str | None = None) -> dict[str, str]:
    table = peru.asof(on, known=known).standings(kind, every=True)
    return {str(row["object"] or row["instrument"]): str(row["answer"]) for row in table}


def test_the_record_has_no_error_and_names_a_place_for_every_claim(peru: legation.OpenRecord) -> None:
    _, problems = read_record(shelf.bundled()["peru"])
    assert [one.render() for one in problems if one.is_error] == []
    assert len(peru.record.claims) >= 250
    assert all(claim.source and claim.locator for claim in peru.record.claims)
    assert all(claim.title.en and claim.title.es for claim in peru.record.claims)


def test_with_whom_peru_had_relations_on_the_first_day_of_1875(peru: legation.OpenRecord) -> None:
    relations = answers(peru, "1875-01-01", "relations")
    for partner in ("france", "brazil", "china", "chile", "great-britain", "united-states", "japan", "russia"):
        assert relations[partner] == "presumed", partner
    assert relations["spain"] == "no", "1879: not yet"
    assert relations["gran-colombia"] == "no", "no longer exists"


def test_spain_in_1879_and_chile_in_1880(peru: legation.OpenRecord) -> None:
    assert answers(peru, "1879-06-01", "relations")["spain"] == "possible"
    table = peru.asof("1880-01-01").why("relations:peru:chile")
    assert answers(peru, "1880-01-01", "relations")["chile"] == "presumed"
    assert "no end known to this record" in table.notes[0]


@pytest.mark.parametrize("on", ["1790-01-01", "2022-01-01"])
def test_outside_coverage_everything_is_unknown_and_never_zero(peru: legation.OpenRecord, on: str) -> None:
    table = peru.asof(on).standings(every=True)
    assert set(table["answer"]) == {"unknown"}
    assert not any(": at least 0" in note for note in table.notes)
    assert any("unknown (outside the years that this record covers)" in note for note in table.notes)


def test_unasur_in_april_2019(peru: legation.OpenRecord) -> None:
    assert answers(peru, "2019-04", "membership")["unasur"] == "yes"
    assert answers(peru, "2019-04", "denunciation_pending")["unasur"] == "possible"
    chain = peru.asof("2019-04").why("membership:peru:unasur")
    assert any("Default rule" in str(rule) and "VCLT 56(2)" in str(rule) for rule in chain["rule"])
    dates = {str(date) for date in chain["date"]}
    assert {"2019-03-28", "2019-05-28"} <= dates, "both claims are shown"


def test_five_strategic_partners_on_the_first_day_of_2011(peru: legation.OpenRecord) -> None:
    table = peru.asof("2011-01-01").standings("strategic_partnership")
    standing = {str(row["object"]) for row in table if row["answer"] in ("yes", "presumed")}
    assert standing == {"brazil", "argentina", "china", "spain", "uruguay"}
    assert "Strategic partnership: at least 5, those the sources name" in table.notes


def test_what_was_known_in_march_2021_differs_from_june_2022_as_the_documents_differ(peru: legation.OpenRecord) -> None:
    early, late = (peru.asof("2021-03-01", known=known).standings() for known in ("2021-03-01", "2022-06-01"))
    assert len(early) < len(late)
    changed = peru.diff(on="2021-03-01", known_first="2021-03-01", known_last="2022-06-01")
    moved = {str(row["standing"]) for row in changed}
    assert any(standing.startswith("strategic_partnership:") for standing in moved), "only the second document dates partnerships"
    tpp = {
        str(row["standing"]): str(row["answer"])
        for row in peru.asof("2021-12-31", known="2022-06-01").standings("agreement_in_force")
    }
    assert tpp["agreement_in_force:peru:tpp-11"] == "presumed"
    then = {
        str(row["standing"]): str(row["answer"])
        for row in peru.asof("2021-12-31", known="2021-03-01").standings("agreement_concluded")
    }
    assert then["agreement_concluded:peru:tpp-11"] == "presumed"


def test_boundaries_and_seats(peru: legation.OpenRecord) -> None:
    land = answers(peru, "1950-01-01", "boundary_settled")
    assert {name for name, answer in land.items() if answer in ("yes", "presumed")} == {
        "bolivia",
        "brazil",
        "colombia",
        "chile",
        "ecuador",
    }
    assert answers(peru, "1930-01-01", "boundary_settled")["ecuador"] == "no"
    sea = answers(peru, "2014-01-27", "maritime_boundary_settled")
    assert sea["chile"] == "yes" and sea["ecuador"] == "presumed"
    assert answers(peru, "2010-01-01", "case_pending")["chile"] == "yes"
    assert answers(peru, "2006-12-31", "seat_in_body")["un-security-council"] == "yes"


def test_a_war_with_two_recorded_ends_is_possible_between_them(peru: legation.OpenRecord) -> None:
    assert answers(peru, "1880-06-07", "at_war")["chile"] == "yes"
    assert answers(peru, "1882-07-09", "at_war")["chile"] == "possible", "one passage ends it in 1881, another in 1883"
    assert answers(peru, "1885-01-01", "at_war")["chile"] == "no"
    assert "date:war-of-the-pacific" in set(peru.docket()["entry"])


def test_an_agreement_in_force_is_no_longer_awaited(peru: legation.OpenRecord) -> None:
    assert answers(peru, "2021-12-31", "agreement_in_force")["tpp-11"] == "presumed"
    assert answers(peru, "2021-12-31", "agreement_concluded")["tpp-11"] == "no"


def test_nothing_stands_in_a_body_before_it_existed(peru: legation.OpenRecord) -> None:
    for kind in ("membership", "seat_in_body", "office_in_body", "presidency"):
        for name, answer in answers(peru, "1875-01-01", kind).items():
            if name in ("un", "un-security-council", "un-secretariat", "icj", "league-of-nations", "league-council"):
                assert answer == "no", (kind, name)


def test_the_docket_holds_what_the_documents_disagree_on(peru: legation.OpenRecord) -> None:
    entries = peru.docket()
    found = {str(entry) for entry in entries["entry"]}
    assert {"date:unasur-denunciation", "date:oecd-accession-requested", "date:pacific-alliance-founded"} <= found
    counts = {(str(row["stated"]), str(row["found"])) for row in entries if row["subject"] == "count"}
    assert ("21", "20") in counts and ("24", "23") in counts
    subjects = {str(row["entry"]): str(row["subject"]) for row in entries}
    passages = {"gap", "damaged", "total_without_list"}
    assert sum(subject not in passages for subject in subjects.values()) >= 50
    assert sum(subject == "damaged" for subject in subjects.values()) >= 4
    assert {"damaged:n200-288", "damaged:n200-289", "damaged:n200-292", "damaged:n200-293"} <= found


def test_no_claim_is_dated_by_guess(peru: legation.OpenRecord) -> None:
    """A day is given only where the text has one: no day or month stands that is merely the first of its year."""
    padded = [claim.id for claim in peru.record.claims if claim.date and claim.date.text.endswith("-01-01")]
    assert padded == []


def test_the_united_states_record_stands_against_the_documents(peru: legation.OpenRecord, joined: legation.OpenRecord) -> None:
    """1822 by the documents; recognition of 1826 and relations of 1827 by the United States record."""
    alone = {row["standing"]: row for row in peru.asof("1830-01-01").standings("relations")}["relations:peru:united-states"]
    assert (alone["answer"], alone["begins_from"], alone["begins_to"]) == ("presumed", "1822-01-01", "1822-12-31")
    both = {row["standing"]: row for row in joined.asof("1825-01-01").standings("relations")}["relations:peru:united-states"]
    assert (both["answer"], both["begins_from"], both["begins_to"]) == ("possible", "1822-01-01", "1827-05-21")
    said = {
        (row["subject"], row["says"])
        for row in joined.docket()
        if "united-states" in str(row["act"]) or row["act"] == "usrel-diff-1"
    }
    assert {("date", "1822"), ("date", "1826-05-02"), ("date", "1827-05-21")} <= said
    assert not any(row["claim"].startswith("usrel") for row in peru.docket())


def test_every_claim_of_the_documents_lies_in_a_section_that_was_read(peru: legation.OpenRecord) -> None:
    from legation.standings.curation import readings, unplaced

    assert unplaced(peru.record) == {}
    idle = [one.section.id for one in readings(peru.record) if not (one.claims or one.figures or one.silent or one.damaged)]
    assert idle == ["front"], "only the front matter states nothing of foreign policy"

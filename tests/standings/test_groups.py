"""The groups of a record of which a few acts are told otherwise are those of the record read anew, joined by other successions too."""

from __future__ import annotations

from hypothesis import given

from legation.record.claims import Claim
from legation.record.ledger.book import book_at
from legation.record.ledger.reading import read_whole
from legation.record.record import Record
from legation.standings.groups import Groups
from legation.standings.known_anew import acts_told_otherwise
from tests.ledger.drawn_filings import Filings, LogsInMemory, filings, successions
from tests.standings.choices import Choices, drawn, many


def of_both_kinds(choose: Choices) -> Filings:
    return successions(choose) if choose.once_in(2) else filings(choose, is_plain=False)


@many(100)
@given(drawn(of_both_kinds))
def test_groups_told_anew_are_those_of_all_claims(made: Filings) -> None:
    ledger = LogsInMemory()
    ledger.seal(made.first)
    before: tuple[Record, Groups] | None = None
    for entries, _ in [([], []), *made.batches]:
        ledger.seal(entries)
        record = read_whole(book_at(ledger, "public"))[0]  # type: ignore[arg-type]
        if record is None:
            continue
        whole = Groups(record.vocabulary, record.claims)
        if before is not None:
            kept = Groups(before[0].vocabulary, before[0].claims)
            changed: dict[str, list[Claim]] = {act: [] for act in acts_told_otherwise(before[0], record)}
            for claim in record.claims:
                if claim.act in changed:
                    changed[claim.act].append(claim)
            anew = before[1].with_acts(changed)
            assert _all(anew) == _all(whole)
            assert _all(before[1]) == _all(kept), "what was before stays as it was"
            for act in whole.claims:
                assert whole.of_acts([act]) == {group for group in whole.keys if act in whole.acts(group)}
            before = record, anew
        else:
            before = record, whole
    assert before is not None


def _all(groups: Groups) -> tuple[object, ...]:
    names = {name for keys in groups.keys.values() for key in keys for name in key.roles}
    return (
        {group: (keys, groups.acts(group)) for group, keys in groups.keys.items()},
        {act: sorted(one.id for one in mine) for act, mine in groups.claims.items() if mine},
        {(family.id, name): groups.line_of(family.id, name) for family in groups.families.values() for name in names},
        groups.passing,
        {act: groups.of_acts([act]) for act in sorted(groups.claims)},
    )

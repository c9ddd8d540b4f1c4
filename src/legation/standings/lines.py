"""Names that successions join: standings that name one of them may pass to another, and no column can tell that.

So of a kind of standing that passes to successors only those are judged by the rules that name anyone who succeeded or was
succeeded; all others, mostly the many, are folded in columns as if nothing ever passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from legation.record.claims import Claim
from legation.record.log import NOTHING, Log, with_log
from legation.record.record import Record
from legation.standings.deeds import Deed, log_of
from legation.standings.groups import Groups
from legation.standings.keys import Keys
from legation.terms.slug import slug
from legation.terms.vocabulary import Vocabulary

TRANSFER = "transfer"
Passed = Mapping[str, frozenset[str]]
"""Names that stand in successions, by family of kinds of standing."""


def passing_acts(vocabulary: Vocabulary) -> frozenset[str]:
    """Kinds of act by which standings pass to a successor."""
    return frozenset(effect.act for kind in vocabulary.standings.values() for effect in kind.effects if effect.does == TRANSFER)


def passing_rows(vocabulary: Vocabulary, log: Log) -> npt.NDArray[np.int64]:
    """The rows of a log that are such acts."""
    passing = passing_acts(vocabulary)
    of_kind = np.array([*(kind in passing for kind in log.kinds), False], np.bool_)  # one more, for a log of no kind
    if not of_kind.any():
        return np.empty(0, np.int64)
    found: npt.NDArray[np.int64] = np.flatnonzero(of_kind[log.kind] & (log.retracts == NOTHING))
    return found


def lines_of(record: Record, own: Groups, log: Log, deeds: Iterable[Deed] = ()) -> Groups:
    """Who succeeded whom, by the claims of a record, the rows of its log and deeds added; also by what is taken back later.

    Args:
        own: of the claims of the record.
    """
    claims = tuple(claim for act in sorted(own.passing) for claim in own.claims[act])
    made = with_log(record.with_claims(claims), log, passing_rows(record.vocabulary, log))
    passing = passing_acts(record.vocabulary)
    more = [deed for deed in deeds if deed.kind in passing]
    return Groups(record.vocabulary, (with_log(made, log_of(more)) if more else made).claims)


def named_in_deeds(lines: Groups, deeds: Iterable[Deed]) -> Passed:
    """The names in the successions among some deeds."""
    return _named(lines, ((deed.kind, (deed.subject, deed.object)) for deed in deeds))


def named_in_claims(lines: Groups, claims: Iterable[Claim]) -> Passed:
    """The names in the successions among some claims."""
    return _named(lines, ((claim.kind, (*claim.subject, *claim.object)) for claim in claims))


def _named(lines: Groups, acts: Iterable[tuple[str, Sequence[str]]]) -> Passed:
    found: dict[str, set[str]] = {}
    kinds = lines.vocabulary.standings.values()
    for act, names in acts:
        for kind in kinds:
            if any(effect.act == act and effect.does == TRANSFER for effect in kind.effects):
                found.setdefault(lines.families[kind.id].id, set()).update(slug(name) for name in names if name)
    return {family: frozenset(names) for family, names in found.items()}


def standings_of(lines: Groups, passed: Passed, keys: Keys) -> list[int]:
    """The standings that name anyone whom some successions join, or whom they joined until they were taken out.

    Args:
        passed: the names in these successions.
    """
    marks = np.zeros(len(keys), np.bool_)
    for family, names in passed.items():
        kinds = np.array([lines.families[kind].id == family for kind in keys.kinds], np.bool_)
        line = {other for name in names for other in lines.line_of(family, name)}
        marks |= kinds[keys.kind] & _naming(keys, line)
    found: list[int] = np.flatnonzero(marks).tolist()
    return found


def standings_naming(keys: Keys, names: Iterable[str]) -> list[int]:
    """The standings that name any of some names, as slugs."""
    wanted = frozenset(names)
    found: list[int] = np.flatnonzero(_naming(keys, wanted)).tolist() if wanted else []
    return found


def in_lines(lines: Groups, keys: Keys, plain: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Which standings of kinds folded in columns name anyone whom a succession joins to another."""
    marks = np.zeros(len(keys), np.bool_)
    families = {lines.families[kind].id for kind in plain}
    for family in sorted(families):
        if names := lines.joined(family):
            kinds = np.array([lines.families[kind].id == family for kind in keys.kinds], np.bool_)
            marks |= kinds[keys.kind] & _naming(keys, names)
    return marks


def _naming(keys: Keys, names: Iterable[str]) -> npt.NDArray[np.bool_]:
    wanted = frozenset(names)
    named = np.array([*(slug(name) in wanted for name in keys.names), False], np.bool_)  # the last serves NO_NAME
    found: npt.NDArray[np.bool_] = np.logical_or.reduce(named[keys.roles], axis=1)
    return found

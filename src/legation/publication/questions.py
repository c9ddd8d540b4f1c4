"""Questions as people write them: actors by id, code or name, words by id or label; what cannot be understood is said plainly."""

from __future__ import annotations

from collections.abc import Mapping

from legation.publication.asked import Asked as Asked
from legation.publication.asked import QuestionError as QuestionError
from legation.publication.asked import asked as asked
from legation.publication.asked import word_among
from legation.record.actors import find_actor
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.history import Key
from legation.terms.days import iso
from legation.terms.problems import nearest
from legation.terms.text import folded
from legation.terms.vocabulary import Word


def default_on(record: Record) -> Asked:
    """Where no date is asked: the last day of the record's coverage."""
    return Asked(iso(record.period[1]), record.period[1], record.period[1])


def actor_named(record: Record, wanted: str) -> str:
    """The id of the actor that ``wanted`` names.

    Raises:
        QuestionError: no actor, or several, answer to the name.
    """
    found = find_actor(wanted.strip(), record.actors.values())
    if found is None:
        names = {folded(name): name for actor in record.actors.values() for name in (actor.id, actor.name.es, actor.name.en)}
        close = nearest(folded(wanted), names)
        raise QuestionError("questions.actor", value=wanted, nearest=names[close] if close else "—")
    return found


def kind_named(record: Record, wanted: str) -> str:
    """The kind of standing that ``wanted`` names by its id or label.

    Raises:
        QuestionError: there is no such kind.
    """
    return _word_named(record.vocabulary.standings, wanted)


def act_kind_named(record: Record, wanted: str) -> str:
    """The kind of act that ``wanted`` names by its id or label.

    Raises:
        QuestionError: there is no such kind.
    """
    return _word_named(record.vocabulary.acts, wanted)


def _word_named(words: Mapping[str, Word], wanted: str) -> str:
    return word_among({word.id: word.label for word in words.values()}, wanted)


def standing_named(known: KnownRecord, wanted: str) -> Key:
    """The key of the standing that ``wanted`` names, e.g. ``relations:peru:chile`` or ``relations:PER:CHL``.

    Raises:
        QuestionError: the record, as known on the date, has no such standing.
    """
    first, *roles = wanted.strip().split(":")
    if not first:
        raise QuestionError("questions.standing", value=wanted, nearest="relations:peru:chile")
    kind = first if known.find(wanted.strip()) is not None else kind_named(known.record, first)
    if (key := known.find(wanted.strip())) is not None:
        return key
    actors = known.record.actors.values()
    resolved = ":".join([kind, *(find_actor(role, actors) or role for role in roles)])
    if (key := known.find(resolved)) is not None:
        return key
    candidates = [one.id for one in known.keys if one.kind == kind]
    raise QuestionError(
        "questions.standing", value=wanted, nearest=nearest(resolved, candidates) or (candidates[0] if candidates else "—")
    )

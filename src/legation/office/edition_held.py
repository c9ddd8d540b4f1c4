"""Whether the record that answers is of the edition that an address names; where it is not, whether its other sources are."""

from __future__ import annotations

from legation.archive.shelf import ALL, DOCUMENTS
from legation.office.opened import OpenedRecord, opened
from legation.office.pinned import SHORTEST, EditionNotServed, EditionOfOtherSources, refuse_other_edition
from legation.publication.questions import QuestionError


def hold_to_edition(wanted: str, served: OpenedRecord, sources: str) -> None:
    """Refuse an address that names another edition than the one that answers it.

    All the sources of a record and its documents alone are two editions, each with its own name: an address that names the one
    and asks for the other contradicts itself, while both answer.

    Args:
        wanted: the edition as the address has it, empty where it names none.
        sources: ``all`` or ``documents``, as asked; ``served``: what answers that.

    Raises:
        EditionOfOtherSources: it is served, of other sources; EditionNotServed: it is not; QuestionError: it cannot be one.
    """
    try:
        refuse_other_edition(wanted, served.edition)
    except EditionNotServed:
        other = ALL if sources == DOCUMENTS else DOCUMENTS
        try:
            of_others = opened(other).edition
        except QuestionError:
            of_others = ""
        if of_others.startswith(wanted):
            code = f"questions.edition_of_{other}"
            raise EditionOfOtherSources(code, value=wanted[:SHORTEST], nearest=served.edition[:SHORTEST]) from None
        raise

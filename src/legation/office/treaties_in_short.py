"""The answer in short to a question for treaties on a date: how many there are, and the first of them by name."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legation.office.answer_in_short import InShort, Several, as_asked
from legation.office.counted import Counted
from legation.office.pages import address
from legation.office.question import Question
from legation.office.views.treaties import matches, shelf_words
from legation.office.words import name_of, sort_key
from legation.publication.asked import QuestionError
from legation.publication.search.understanding import Understood

MOST_NAMED: Final = 4


def treaties_in_short(question: Question, found: Understood) -> InShort | None:
    """What answers; None where not treaties on a date are asked, or a log stands beside the record."""
    asks = found.asks
    if found.page != "treaties" or "on" not in asks or question.logged is not None:
        return None
    try:
        then, actors = as_asked(question, asks)
    except QuestionError:
        return None
    wanted = {name: asks.get(name, "") for name in ("name", "kind", "field")}
    every = [one for one in then.served.treaties.on(then.known, then.on.last) if matches(then, one, wanted, actors)]
    listed = address(question, found.page, **asks)
    several = []
    for shelf in ("in_force", "possible") if asks.get("shelf") == "in_force" else (asks.get("shelf", ""),):
        ids = [one.instrument for one in every if one.shelf == shelf]
        names = sorted(((name_of(question.record, id, question.language), id) for id in ids), key=lambda one: sort_key(one[0]))
        if not names:
            continue
        when = {name: asks[name] for name in ("on", "known") if name in asks}
        named = [(title, address(question, "treaty", id, **when)) for title, id in names[:MOST_NAMED]]
        if more := len(names) - len(named):
            named.append((ngettext("%(n)s more", "%(n)s more", more) % {"n": Counted(more)}, listed))
        words = _("%(shelf)s (%(n)s)") % {"shelf": shelf_words(shelf), "n": Counted(len(names))}
        several.append(Several(words=words, link=listed, named=named))
    return InShort(link=listed, title="", answer="", line="", every="", several=several) if several else None

"""The duties that norms create: what is due, met or overdue on the date, by whom, under which norm; law apart from practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from legation.evaluation.certainty import Certainty
from legation.evaluation.norms.duties import STATUSES, Done, Duty
from legation.evaluation.norms.norm import BINDING, Norm
from legation.office.evaluation_words import status_words
from legation.office.pages import address, asking, show
from legation.office.question import Question
from legation.office.words import days_words, name_of, sort_key, title_of_standing
from legation.publication.answer_tables import title_of
from legation.terms.messages import say

LISTED: Final = frozenset({"due", "met", "overdue"})
MOST_OF_A_NORM: Final = 12


@asking
def duties(request: HttpRequest, question: Question) -> HttpResponse:
    """The page: by law and treaty first, then practice and political commitments, which are not law."""
    found = question.served.evaluated.duties(question.known, question.on.last)
    wanted = request.GET.get("status", "")
    wanted = wanted if wanted in STATUSES else ""
    counted = Counter(duty.status for duty in found)
    context = {
        "shelves": [
            ("law", norms_with_duties(question, found, wanted, binding=True)),
            ("practice", norms_with_duties(question, found, wanted, binding=False)),
        ],
        "statuses": [
            {
                "id": one, "word": status_words(one, question.language), "count": counted[one], "chosen": one == wanted,
                "link": address(question, "duties", status=one),
            }
            for one in STATUSES
        ],
        "wanted": wanted,
        "all_link": address(question, "duties"),
        "total": len(found),
    }  # fmt: skip
    return show(request, question, "office/duties.html", context)


def norms_with_duties(question: Question, found: Iterable[Duty], wanted: str, *, binding: bool) -> list[dict[str, Any]]:
    """The norms of a shelf that created duties, with those wanted, or the due, met and overdue ones."""
    by_norm: dict[str, list[Duty]] = {}
    for duty in found:
        if (duty.norm.kind in BINDING) == binding:
            by_norm.setdefault(duty.norm.id, []).append(duty)
    shown = []
    for members in by_norm.values():
        norm = members[0].norm
        chosen = [one for one in members if (one.status == wanted if wanted else is_listed(one))]
        if wanted and not chosen:
            continue
        counted = Counter(one.status for one in members)
        shown.append({
            **norm_shown(question, norm),
            "counts": [(one, counted[one]) for one in STATUSES if counted[one]],
            "rows": [duty_shown(question, one) for one in chosen[-MOST_OF_A_NORM:]],
            "left": max(len(chosen) - MOST_OF_A_NORM, 0),
            "total": len(members),
        })  # fmt: skip
    return sorted(shown, key=lambda one: (not one["rows"], sort_key(one["label"])))


def is_listed(duty: Duty) -> bool:
    """Whether a duty is, or may be, due, met or overdue."""
    return duty.status in LISTED or not LISTED.isdisjoint(duty.may_be)


def norm_shown(question: Question, norm: Norm) -> dict[str, Any]:
    """A norm as lists show it: its label, its kind, its law and article."""
    language = question.language
    return {
        "norm": norm,
        "label": norm.label[language],
        "kind": say(f"norms.kind_{norm.kind}", language),
        "law": name_of(question.record, norm.law, language) if norm.law else "",
        "what": norm.what[language],
        "binding": norm.kind in BINDING,
    }


def duty_shown(question: Question, duty: Duty) -> dict[str, Any]:
    """A duty as one row."""
    language, known = question.language, question.known
    act = known.acts.get(duty.arising.act)
    key = known.find(duty.arising.standing) if duty.arising.standing else None
    trigger = title_of(act, language) if act is not None else ""
    if key is not None:
        trigger = title_of_standing(question.record, known.standing(key, question.on.last), language)
    return {
        "status": duty.status,
        "may_be": [status_words(one, language) for one in duty.may_be],
        "by": duty.by,
        "what": duty.norm.what[language],
        "act": duty.arising.act if act is not None else "",
        "standing": key.id if key is not None else "",
        "trigger": trigger or duty.arising.id,
        "when": days_words(duty.arising.days, language) if act is not None else "",
        "due": days_words(duty.due, language),
        "is_possible": duty.sure is Certainty.POSSIBLE,
        "done": [done_shown(question, one) for one in duty.met_by],
        "on_time": say(f"norms.time_{duty.on_time}", language) if duty.on_time else "",
        "lifted": [done_shown(question, one) for one in duty.lifted_by],
        "because": [say(f"norms.because_{one}", language) for one in duty.because],
    }


def done_shown(question: Question, done: Done) -> dict[str, Any]:
    """What discharges or lifts a duty."""
    language, known = question.language, question.known
    act = None if done.is_standing else known.acts.get(done.what)
    label = done.lifting.label[language] if done.lifting is not None else ""
    title = title_of(act, language) if act is not None else done.what
    return {
        "act": act.id if act is not None else "", "standing": done.what if done.is_standing else "", "title": title,
        "label": label, "when": days_words(done.days, language), "is_possible": done.sure is Certainty.POSSIBLE,
    }  # fmt: skip

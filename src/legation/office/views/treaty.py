"""One treaty: its status table on any day, its life, its clauses as what they do, its pairs, and what leaving it would do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from legation.office.acts_listed import act_shown
from legation.office.listing import line_of, shelved
from legation.office.pages import address, asking, at_the_end, nearest_of, not_in_record, show
from legation.office.question import Question
from legation.office.road_shown import road_shown
from legation.office.treaties_held import shelf_of as shelf_of_treaty
from legation.office.treaty_shown import TreatyPage, opened, said, short_of, state_said
from legation.office.words import day_words, days_words, in_a_sentence, name_of, sort_key, with_article
from legation.publication.clauses_said import clauses_said
from legation.publication.notice_table import notice_said
from legation.publication.questions import QuestionError, actor_named, asked
from legation.publication.treaty_tables import denunciation_said, instrument_named
from legation.standings.participation.supposed import denounced
from legation.standings.participation.written import ClausesNotRead
from legation.terms.days import iso

LATEST_NOTICES = 5


@asking
def treaty(request: HttpRequest, question: Question, id: str) -> HttpResponse:
    """The page of one treaty, found by id or title."""
    record, held, language = question.record, question.served.treaties, question.language
    try:
        name = instrument_named(record, id)
        is_treaty = held.is_treaty(question.known, name)
    except QuestionError:
        is_treaty = False
    if not is_treaty:
        labels = {one.instrument: name_of(record, one.instrument, language) for one in held.on(question.known, question.on.last)}
        near = nearest_of(question, id, "treaty", labels)
        if id in record.instruments:
            near = [(name_of(record, id, language), address(question, "instrument", id)), *near]
        near.append((_("All treaties"), address(question, "treaties")))
        return not_in_record(request, question, id, near)
    one, treaties = record.instruments[name], held.known(question.known)
    page = TreatyPage(question, treaties, name)
    state, rows = page.asked.state(question.on.last), page.rows()
    strips = page.strips()
    life = page.life()
    lived = {moment["act"] for moment in life}
    others = [act for act in treaties.acts_of(name) if act.id not in lived]
    others.sort(key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
    notices = held.notices(name, question.known_day)
    final = page.asked.treaty.clauses
    context: dict[str, Any] = {
        "counts_log": question.served.large is not None,
        "instrument": one,
        "id": name,
        "title": name_of(record, name, language),
        "kind": record.vocabulary.instruments.get(one.kind),
        "shelf": shelf_of_treaty(state),
        "state": state,
        "state_words": state_said(page.asked.treaty, state.states, language),
        "state_may_be": " / ".join(said(f"state_{each}", language) for each in state.may_be),
        "entry": days_words(opened(state.entry), language),
        "since": with_article(days_words(opened(state.entry), language), language),
        "ended": with_article(days_words(opened(state.end), language), language),
        "end": days_words(opened(state.end), language),
        "state_reasons": page.state_reasons(),
        "entry_later": state.entry is not None and state.entry.lo > question.on.last,
        "counts": page.counts(),
        "rows": rows,
        "codes": page.codes(rows),
        "strips": strips,
        "life": life,
        "corrections": [(act, page.title(act)) for act in state.corrections],
        "final": clauses_said(record, page.asked.treaty.final, language) if final is not None else (),
        "has_final": final is not None,
        "complete": page.asked.treaty.complete,
        "rival": sorted(map(page.name, page.rival)),
        "pairs": page.pairs(),
        "rights": page.rights(),
        "road": road_shown(question, name, page.title),
        "denounce": denounce_asked(request, question, page),
        "others": [act_shown(question, act) for act in others],
        "standings": standings_on(question, name),
        "notices": [
            {
                "notice": each,
                "title": short_of(notice_said(record, each, language).title, name_of(record, name, language)),
                "day": day_words(each.known, language),
            }
            for each in notices[:LATEST_NOTICES]
        ],
        "notices_total": len(notices),
        "sources": [record.sources[source] for source in one.sources if source in record.sources],
        "linked_data": address(question, "treaty_data", name),
        "trail": [(_("Treaties"), address(question, "treaties"))],
    }
    return show(request, question, "office/treaty.html", {**context, **at_the_end(question)})


def denounce_asked(request: HttpRequest, question: Question, page: TreatyPage) -> dict[str, Any]:
    """The form that asks what a denunciation would do, as filled in, and its answer."""
    record, language = question.record, question.language
    who, when = request.GET.get("by", "").strip()[:80], request.GET.get("denounce", "").strip()[:60]
    names = [page.asked.treaty.participants, record.about]
    usual = (
        record.about
        if record.about in names[0]
        else (page.asked.treaty.participants[0] if page.asked.treaty.participants else "")
    )
    shown: dict[str, Any] = {
        "by": who or usual,
        "when": when,
        "usual": iso(question.on.last),
        "wrong": "",
        "says": [],
        "choices": sorted(
            ((each, page.name(each)) for each in page.asked.treaty.participants), key=lambda each: sort_key(each[1])
        ),
    }
    if not when:
        return shown
    try:
        author, day = actor_named(record, shown["by"]), asked(when)
        told = denounced(page.asked.treaty, author, day.last)
    except (QuestionError, ClausesNotRead) as error:
        return {**shown, "wrong": error.message(language)}
    name = in_a_sentence(page.name(author), language)
    title = name_of(record, page.instrument, language)
    return {
        **shown,
        "by": author,
        "says": denunciation_said(told, name, title, day_words(told.day, language), _day(told.effect, language), language),
        "effect": _day(told.effect, language),
        "has_effect": told.is_party and told.effect is not None,
        "by_clauses": told.by_clauses,
    }


def _day(day: int | None, language: str) -> str:
    return "" if day is None else day_words(day, language)


def standings_on(question: Question, instrument: str) -> list[tuple[Any, str, Any]]:
    """Standings of other kinds that rest on it, on the date."""
    known, vocabulary = question.known, question.record.vocabulary.standings
    found = []
    for key in known.keys:
        if instrument in known.bearing(key).names and key.kind != "party_to":
            standing = known.standing(key, question.on.first, question.on.last)
            found.append((vocabulary[key.kind], standing.answer, line_of(question, standing, shelved(question, standing)[0])))
    return found

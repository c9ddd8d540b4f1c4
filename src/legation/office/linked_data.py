"""Things of the record as schema.org describes such, in JSON-LD: for search engines and reference managers, where certain."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from legation.office.page_named import WHOLE, PageNamed
from legation.office.question import Question
from legation.publication.answer_tables import title_of
from legation.record.acts import FOREVER
from legation.record.record import Record
from legation.terms.days import iso
from legation.terms.edtf import Edtf
from legation.terms.messages import say
from legation.terms.text import Text

MEDIA_TYPE: Final = "application/ld+json; charset=utf-8"
Json = dict[str, Any]
SOURCES: Final = {
    "book": "Book", "chapter": "Chapter", "article-journal": "ScholarlyArticle", "article-newspaper": "NewsArticle",
    "report": "Report", "dataset": "Dataset", "webpage": "WebPage", "legislation": "Legislation", "thesis": "Thesis",
}  # fmt: skip
"""The type of schema.org for each type of CSL; else ``CreativeWork``."""
ACTORS: Final = {
    "state": "Country", "former_state": "Country", "organisation": "Organization", "group": "Organization",
    "organ": "GovernmentOrganization", "national_organ": "GovernmentOrganization", "region": "Place", "people": "Organization",
}  # fmt: skip
"""The type of schema.org for each kind of actor; else ``Thing``."""
IN_LAW: Final = {
    "in_force": "InForce", "suspended": "NotInForce", "terminated": "NotInForce", "void": "NotInForce",
    "never_in_force": "NotInForce",
}  # fmt: skip


def linked_data(request: HttpRequest, question: Question, page: PageNamed) -> Json:
    """What a page is about, as schema.org describes it; of a page about no single thing, the record as a data set."""
    record = question.record
    data_set = _data_set(request, question)
    if page.id == WHOLE or page.route not in _DESCRIBED or _is_of_log(question, page):
        return {"@context": "https://schema.org", **data_set}
    address = request.build_absolute_uri(reverse(page.route, args=[question.language, page.id]))
    found: Json = {
        "@context": "https://schema.org", "@id": address, "url": address, "identifier": page.id,
        **_DESCRIBED[page.route](request, question, page.id),
        "subjectOf": data_set,
    }  # fmt: skip
    if record.fictional:
        found["disambiguatingDescription"] = say("answers.fictional", question.language)
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _is_of_log(question: Question, page: PageNamed) -> bool:
    """Whether a page is about what only a log beside the record holds."""
    if question.logged is None:
        return False
    if page.route == "actor":
        return page.id not in question.record.actors
    return (page.route == "act" and page.id not in question.known.acts) or page.route == "standing"


def in_a_page(content: Mapping[str, Any]) -> str:
    """The same as a data block of a page: no sign in it can end the block."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data_set(request: HttpRequest, question: Question) -> Json:
    record, language = question.record, question.language
    first, last = (iso(day) for day in record.period)
    return {
        "@type": "Dataset",
        "name": record.title[language],
        "description": record.title[language],
        "version": question.served.edition,
        "license": record.licence,
        "temporalCoverage": f"{first}/{last}",
        "inLanguage": ["es", "en"],
        "url": request.build_absolute_uri(reverse("home", args=[language])),
        "isAccessibleForFree": True,
    }


def _both(text: Text) -> list[Json]:
    """A name in both languages."""
    return [{"@value": text[code], "@language": code} for code in ("es", "en") if text[code]]


def _actor(request: HttpRequest, question: Question, id: str) -> Json:
    one = question.record.actors[id]
    iso_codes = [code.partition("@")[0] for scheme, code in one.codes if scheme == "iso3166"]
    found: Json = {"@type": ACTORS.get(one.kind, "Thing"), "name": _both(one.name), "alternateName": list(one.aliases)}
    if found["@type"] in ("Organization", "GovernmentOrganization"):
        found |= {"foundingDate": _day(one.exists_from), "dissolutionDate": _day(one.exists_to)}
    return found | ({"alternateName": [*one.aliases, *iso_codes]} if iso_codes else {})


def _act(request: HttpRequest, question: Question, id: str) -> Json:
    act, record, language = question.known.acts[id], question.record, question.language
    kind = record.vocabulary.acts.get(act.kind)
    found: Json = {
        "@type": "Event",
        "name": _both(Text(title_of(act, "en"), title_of(act, "es"))),
        "additionalType": kind.label[language] if kind else act.kind,
        "citation": [_cited(record, name) for name in dict.fromkeys(claim.source for claim in act.used)],
    }
    if not act.undated and act.begin.is_exact:
        found["startDate"] = iso(act.begin.lo)
        if act.last is not None and act.last.is_exact:
            found["endDate"] = iso(act.last.lo)
    if not act.is_rival:
        names = dict.fromkeys(name for role in ("subject", "object") for name in act.variants[0].role(role))
        found["participant"] = [_party(record, name, language) for name in names if name in record.actors]
        about = [name for name in act.variants[0].role("instrument") if name in record.instruments]
        found["about"] = [{"@type": "Legislation", "name": record.instruments[name].title[language]} for name in about]
    return found


def _instrument(request: HttpRequest, question: Question, id: str) -> Json:
    record, language = question.record, question.language
    one = record.instruments[id]
    found: Json = {"@type": "Legislation", "name": _both(one.title), "legislationType": one.kind, "inLanguage": language}
    if not question.served.treaties.is_treaty(question.known, id):
        return found
    asked = question.served.treaties.known(question.known).asked(id)
    state = asked.state(question.on.last)
    found["temporalCoverage"] = iso(question.on.last)
    participants = (who for who in asked.treaty.participants if who in record.actors)
    found["contributor"] = [_party(record, who, language) for who in participants]
    law = {IN_LAW.get(each) for each in state.states}
    if len(law) == 1 and None not in law and state.answer in ("yes", "presumed"):
        found["legislationLegalForce"] = f"https://schema.org/{law.pop()}"
    if state.entry is not None and state.entry.is_exact:
        found["legislationDateOfApplicability"] = iso(state.entry.lo)
    return found


def _standing(request: HttpRequest, question: Question, id: str) -> Json:
    known, record, language = question.known, question.record, question.language
    key = known.find(id)
    assert key is not None
    one = known.standing(key, question.on.first, question.on.last)
    found: Json = {
        "@type": "Role",
        "roleName": record.vocabulary.standings[key.kind].label[language],
        "name": " · ".join(one.roles.values()),
        "description": say(f"answers.{one.answer}", language),
    }
    if one.answer in ("yes", "presumed"):
        if one.begins is not None and one.begins.is_exact:
            found["startDate"] = iso(one.begins.lo)
        if one.ends is not None and one.ends.is_exact and abs(one.ends.lo) < FOREVER:
            found["endDate"] = iso(one.ends.lo)
    return found


def _source(request: HttpRequest, question: Question, id: str) -> Json:
    return _cited(question.record, id)


def _term(label: Text, definition: Text) -> Json:
    return {"@type": "DefinedTerm", "name": _both(label), "description": _both(definition)}


def _kind(request: HttpRequest, question: Question, id: str) -> Json:
    one = question.record.vocabulary.standings[id]
    return _term(one.label, one.definition)


def _field(request: HttpRequest, question: Question, id: str) -> Json:
    one = question.record.vocabulary.fields[id]
    return _term(one.label, one.definition)


def _guideline(request: HttpRequest, question: Question, id: str) -> Json:
    one = question.served.evaluated.book.guidelines[id]
    return _term(one.label, one.definition) | {"citation": [_cited(question.record, one.document)]}


def _norm(request: HttpRequest, question: Question, id: str) -> Json:
    one = question.served.evaluated.norms[id]
    return {"@type": "Legislation", "name": _both(one.label), "description": _both(one.definition), "legislationType": one.kind}


def _indicator(request: HttpRequest, question: Question, id: str) -> Json:
    one = question.served.evaluated.book.indicators[id]
    return {"@type": "StatisticalVariable", "name": _both(one.name), "description": _both(one.definition)}


def _party(record: Record, name: str, language: str) -> Json:
    one = record.actors[name]
    return {"@type": ACTORS.get(one.kind, "Thing"), "name": one.name[language]}


def _cited(record: Record, name: str) -> Json:
    source = record.sources[name]
    found: Json = {"@type": SOURCES.get(str(source.csl.get("type")), "CreativeWork"), "name": source.title}
    authors = [{"@type": "Person" if "," in one or " " in one else "Organization", "name": one} for one in source.authors]
    url = source.csl.get("URL")
    return {
        **found,
        **({"author": authors} if authors else {}),
        **({"url": url} if isinstance(url, str) else {}),
        **_issued(source),
    }


def _issued(source: Any) -> Json:
    date: Edtf = source.issued
    return {"datePublished": iso(date.first)} if isinstance(date.first, int) and date.first == date.last else {}


def _day(date: Edtf | None) -> str:
    """A date that is one day, else nothing: schema.org has no words for the others."""
    return iso(date.first) if date is not None and isinstance(date.first, int) and date.first == date.last else ""


_DESCRIBED: Final[dict[str, Callable[[HttpRequest, Question, str], Json]]] = {
    "actor": _actor, "act": _act, "instrument": _instrument, "treaty": _instrument, "standing": _standing, "source": _source,
    "kind": _kind, "field": _field, "guideline": _guideline, "norm": _norm, "indicator": _indicator,
}  # fmt: skip

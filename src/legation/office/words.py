"""Days, names and counts as a reader meets them, in his language."""

from __future__ import annotations

import datetime
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from babel.dates import format_date
from babel.lists import format_list
from django.utils.translation import gettext as _

from legation.office.counted import Counted
from legation.publication.asked import asked
from legation.publication.said_figures import grouped
from legation.record.acts import FOREVER, Act, Days, Variant
from legation.record.claims import LISTS_CLAIMS, Claim
from legation.record.measures import Observation
from legation.record.record import Record
from legation.standings.asof import Count, Standing
from legation.terms.days import civil, day_number, iso, last_day_of_month
from legation.terms.edtf import Edtf
from legation.terms.vocabulary import ROLES, common

LOCALES: Final = {"es": "es", "en": "en_GB"}
BETWEEN: Final = {"es": "entre ", "en": "between "}
FLATLY: Final = "exactly"
"""The qualifier of a figure that its source states flatly: no word is put before it."""
NAMES_WITH_ARTICLE: Final = {"Perú": "el Perú"}
"""Names of States that Spanish gives an article within a sentence."""


def is_bounded(day: int) -> bool:
    """Whether a day number stands for a day, rather than for no bound."""
    return abs(day) < FOREVER // 2


@lru_cache(maxsize=50_000)
def day_words(day: int, language: str, form: str = "long") -> str:
    """A day in words: “1 de enero de 1875”; as ISO text where the year has not four digits."""
    if not is_bounded(day):
        return "…"
    year, month, number = civil(day)
    if not 1000 <= year <= 9999:
        return iso(day)
    return format_date(datetime.date(year, month, number), form, locale=LOCALES[language])


def dates_in_words(text: str, language: str) -> str:
    """A text with the days that it gives as ISO text in words."""

    def said(found: re.Match[str]) -> str:
        try:
            return with_article(day_words(day_number(*map(int, found[0].split("-"))), language), language)
        except ValueError:
            return found[0]

    return re.sub(r"(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])", said, text)


def month_words(year: int, month: int, language: str) -> str:
    """A month in words: “abril de 2019”."""
    pattern = "MMMM 'de' y" if language == "es" else "MMMM y"
    return format_date(datetime.date(year, month, 1), pattern, locale=LOCALES[language])


def days_words(days: Days | None, language: str, form: str = "long") -> str:
    """Where one day may lie, as short as it can be said: a day, a month, a year, years; empty where nothing is known."""
    if days is None or not (is_bounded(days.lo) or is_bounded(days.hi)):
        return ""
    if not is_bounded(days.lo):
        return _("by %(day)s") % {"day": day_words(days.hi, language, form)}
    if not is_bounded(days.hi):
        return _("not before %(day)s") % {"day": day_words(days.lo, language, form)}
    if days.is_exact:
        return day_words(days.lo, language, form)
    span = span_words(days.lo, days.hi, language, form)
    if "–" not in span:
        return span
    first, last = (with_article(part.strip(), language) for part in span.split("–"))
    return _("between %(first)s and %(last)s") % {"first": first, "last": last}


def span_words(lo: int, hi: int, language: str, form: str = "long") -> str:
    """Two days as the month, year or years that they bound, or as “a – b”."""
    (year, month, day), (last_year, last_month, last_day) = civil(lo), civil(hi)
    whole_months = day == 1 and last_day == last_day_of_month(last_year, last_month)
    plain = 1000 <= year <= 9999 and 1000 <= last_year <= 9999
    if plain and whole_months and (month, last_month) == (1, 12):
        return str(year) if year == last_year else f"{year}–{last_year}"
    if plain and whole_months and (year, month) == (last_year, last_month):
        return month_words(year, month, language)
    return f"{day_words(lo, language, form)} – {day_words(hi, language, form)}"


def on_words(first: int, last: int, language: str) -> str:
    """The date asked about, in words that fit after “what stood”."""
    if first == last:
        return _("on %(day)s") % {"day": day_words(first, language)}
    return _("throughout %(span)s") % {"span": span_words(first, last, language)}


def with_article(words: str, language: str) -> str:
    """A day as it follows “from” or “until”: “desde el 1 de abril”, but “desde 1826”; “from some day between …”."""
    if words.startswith(BETWEEN[language]):
        return _("some day %(between)s") % {"between": words}
    return f"el {words}" if language == "es" and re.match(r"\d{1,2} (de )?[a-z]", words) else words


def date_words(date: Edtf | None, language: str) -> str:
    """A date of a claim, in words where it is a plain day, month or year; else empty (its text is shown as written)."""
    if date is None or date.qualifiers or not isinstance(date.first, int) or not isinstance(date.last, int):
        return ""
    return days_words(Days(date.first, date.last), language)


def open_date_words(date: Edtf, language: str) -> str:
    """A date of which only the first day is written, or only the last, in words: “from 1947”; empty of any other."""
    first, slash, last = date.text.partition("/")
    written = [part for part in (first, last) if part.strip(".")]
    if not slash or len(written) != 1 or not re.fullmatch(r"\d{4}(-\d{2}){0,2}", written[0]):
        return ""
    part = asked(written[0])
    words = {"day": with_article(days_words(Days(part.first, part.last), language), language)}
    return (_("from %(day)s") if written[0] == first else _("until %(day)s")) % words


def name_of(record: Record, name: str, language: str) -> str:
    """What a role holds, as a reader knows it: the name of an actor, the title of an instrument, or the text itself."""
    if (actor := record.actors.get(name)) is not None:
        return actor.name[language]
    if (instrument := record.instruments.get(name)) is not None:
        return instrument.title[language] if instrument.title[language] != name else plain(name)
    word = record.vocabulary.offices.get(name) or record.vocabulary.places.get(name)
    return word.label[language] if word is not None else plain(name)


def language_of_title(record: Record, name: str, language: str) -> str:
    """The language of the title of an instrument, where it is another than that of the page; empty where it is not, or not known.

    A title that is the same in both languages was left as its publisher gives it: in the language that its sources name, where
    they name one.
    """
    instrument = record.instruments.get(name)
    if instrument is None or instrument.title.en != instrument.title.es or not instrument.sources:
        return ""
    said = {str(record.sources[source].csl.get("language") or "") for source in instrument.sources if source in record.sources}
    found = next(iter(said)) if len(said) == 1 else ""
    return "" if found == language else found


def plain(slug: str) -> str:
    """An id that has no title yet, as words."""
    return slug.replace("-", " ").capitalize() if slug.islower() and "-" in slug else slug


def title_of_standing(record: Record, standing: Standing, language: str, apart_from: str = "") -> str:
    """What a standing is about, apart from its kind and from one party (the one whose record it is): “Chile”."""
    left_out = apart_from or record.about
    if (
        not record.vocabulary.standings[standing.kind].mutual
        and standing.roles.get("object") == left_out
        and "subject" in standing.roles
    ):
        others = [name for role, name in standing.roles.items() if role not in ("subject", "object")]
        directed = " → ".join(name_of(record, standing.roles[role], language) for role in ("subject", "object"))
        return " · ".join([directed, *(name_of(record, name, language) for name in others)])
    names = [name for name in standing.roles.values() if name != left_out] or list(standing.roles.values())
    return " · ".join(name_of(record, name, language) for name in names)


def figure_words(record: Record, claim: Claim, language: str) -> str:
    """The figure that a claim states, with its unit and with how the source states it, where it does not state it flatly."""
    words = record.vocabulary
    if claim.kind in LISTS_CLAIMS:
        return claim.value.replace(";", ", ")
    qualifier = words.qualifiers[claim.qualifier].label[language] if claim.qualifier in words.qualifiers else ""
    unit = words.units[claim.unit].label[language] if claim.unit in words.units else claim.unit
    number = grouped(claim.value, language)
    return " ".join(part for part in (qualifier if claim.qualifier != FLATLY else "", number, unit) if part)


def names_listed(names: Iterable[str], language: str) -> str:
    """Names one after another, as a sentence has them: “Bolivia, Brasil y Chile”."""
    return str(format_list(list(names), locale=LOCALES[language])) if names else ""


def series_words(record: Record, one: Observation, language: str) -> str:
    """What a figure measures: its series, and with whom: “Exports · China”."""
    names = [name_of(record, one.counterpart, language)] if one.counterpart else []
    return " · ".join([record.vocabulary.measures[one.series].label[language], *names])


def sort_key(text: str) -> str:
    """Order of names without regard to accents or case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def roles_words(record: Record, variant: Variant, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The roles of an act that are filled: the label of each, and its names with their ids."""
    return [(role_label(role), [(name, name_of(record, name, language)) for name in names]) for role, names in variant.roles]


def restricted_words(level: str, language: str) -> str:
    """What a level of classification is called; empty for the open one."""
    levels = common().levels
    return "" if level in ("", next(iter(levels))) else levels[level].label[language]


def role_label(role: str) -> str:
    """What a role is called."""
    labels = {
        "subject": _("Who"),
        "object": _("With, in or towards"),
        "instrument": _("Instrument"),
        "office": _("Office"),
        "person": _("Person"),
        "place": _("Place"),
    }
    assert set(labels) == set(ROLES)
    return labels[role]


def in_a_sentence(name: str, language: str) -> str:
    """A name within a sentence: “con quién tenía relaciones el Perú”."""
    return NAMES_WITH_ARTICLE.get(name, name) if language == "es" else name


def life_words(first: str, last: str, language: str) -> str:
    """From when until when something existed; a lone date says which of the two it is."""
    if first and last:
        return f"{first} – {last}"
    if first:
        return _("from %(day)s") % {"day": with_article(first, language)}
    return _("until %(day)s") % {"day": with_article(last, language)} if last else ""


def rivals_of(act: Act, language: str) -> list[tuple[Days, str]]:
    """The dates of an act on which its sources differ, each with its words, where no two of them overlap; else none."""
    if act.last is not None or not any(one.field == "date" and not one.settled_by for one in act.contradictions):
        return []
    dates = {claim.date.text: claim.date for claim in act.used if claim.date is not None}
    spans = [(one.first, one.last, date_words(one, language)) for one in dates.values()]
    plain_spans = sorted((lo, hi, text) for lo, hi, text in spans if text and isinstance(lo, int) and isinstance(hi, int))
    apart = all(before[1] < after[0] for before, after in itertools.pairwise(plain_spans))
    if len(plain_spans) != len(spans) or len(spans) < 2 or not apart:
        return []
    return [(Days(lo, hi), text) for lo, hi, text in plain_spans]


def rival_dates(act: Act, language: str) -> str:
    """The same in words; empty where there are none."""
    texts = [text for _days, text in rivals_of(act, language)]
    return _("%(dates)s, as each source has it") % {"dates": either(texts)} if texts else ""


def either(texts: Sequence[str]) -> str:
    """One of some texts: *28 March 2019 or 28 May 2019*."""
    found = texts[0]
    for text in texts[1:]:
        found = _("%(one)s or %(other)s") % {"one": found, "other": text}
    return found


def act_date(act: Act, language: str) -> str:
    """When an act happened, as far as it is known; empty where no source dates it."""
    if act.undated:
        return ""
    if rivals := rival_dates(act, language):
        return rivals
    begin = days_words(act.begin, language)
    if act.last is None:
        return begin if not act.endless else _("since %(day)s") % {"day": with_article(begin, language)}
    if not is_bounded(act.last.hi) and is_bounded(act.begin.lo) and act.last.lo <= act.begin.hi:
        return _("from %(day)s") % {"day": with_article(begin, language)}  # of its end no more is told than that it began
    last = days_words(act.last, language)
    if not is_bounded(act.begin.lo):
        return _("until %(day)s") % {"day": with_article(last, language)}
    return f"{begin} – {last}" if begin != last else begin


def count_words(count: Count) -> str:
    """How many stood, honestly: a floor where the sources name only some, never a zero that silence makes."""
    if not count.covered:
        return _("unknown: outside coverage")
    if count.is_floor:
        return _("at least %(n)s") % {"n": Counted(count.certain)} if count.certain else _("none named")
    return _("%(n)s in all") % {"n": Counted(count.certain)}


def in_part_words(count: int) -> str:
    """How many stood on a part of the period that was asked about, and not throughout."""
    return _("%(n)s in part of the period") % {"n": Counted(count)}


def joined(parts: Iterable[str]) -> str:
    """Texts one after another, the empty ones left out."""
    return " · ".join(part for part in parts if part)

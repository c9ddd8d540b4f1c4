"""Days and the bounds of dates as a reader of the report sees them: a day, a month, a year, a decade, or from when to when."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from legation.record.acts import FOREVER, Act, Days
from legation.terms.days import civil, last_day_of_month
from legation.terms.messages import say

LOCALES = {"en": "en_GB", "es": "es_PE"}


def days_in_words(days: Days, language: str) -> str:
    """Bounds of a day, as short as they can be said: a day, a month, a year, a decade, else from when to when."""
    if days.hi >= FOREVER // 2:
        return say("report.no_date", language)
    if days.lo <= -FOREVER // 2:
        return say("report.by_day", language, last=_day(days.hi, language))
    if days.lo == days.hi:
        return _day(days.lo, language)
    first, last = civil(days.lo), civil(days.hi)
    whole = first[2] == 1 and last[2] == last_day_of_month(last[0], last[1])
    if whole and first[:2] == last[:2]:
        return str(format_date(date(*first), "MMM y", locale=LOCALES[language]))
    if first[1:] == (1, 1) and last[1:] == (12, 31):
        if first[0] == last[0]:
            return str(first[0])
        if first[0] % 10 == 0 and last[0] == first[0] + 9:
            return say("report.decade", language, year=first[0])
        return say("report.from_to", language, first=first[0], last=last[0])
    return say("report.from_to", language, first=_day(days.lo, language), last=_day(days.hi, language))


def act_in_words(act: Act, language: str) -> str:
    """When an act happened or began, and when it ended where it lasted."""
    if act.undated:
        return say("report.no_date", language)
    begun = days_in_words(act.begin, language)
    if act.last is None or act.last == act.begin:
        return begun
    return say("report.from_to", language, first=begun, last=days_in_words(act.last, language))


def _day(day: int, language: str) -> str:
    return str(format_date(date(*civil(day)), "d MMM y", locale=LOCALES[language]))


def year_of(act: Act) -> int | None:
    """The year in which an act happened or began; None where its bounds leave more than ten years open, or it has no date."""
    if act.undated or act.begin.hi - act.begin.lo > 3653:
        return None
    return civil(act.begin.lo)[0]

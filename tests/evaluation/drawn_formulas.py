"""Formulas drawn at random that can be answered, of every function of the language."""

from __future__ import annotations

import random
from typing import Final

STANDINGS: Final = ("relations", "mission", "party_to", "strategic_partnership", "membership", "head_of_mission", "agreement_in_force", "binational_cabinet", "recognition", "organ_exists", "boundary_settled")  # fmt: skip
ACTS: Final = ("instrument_signed", "entered_into_force_for", "instrument_ratified", "incident", "foreign_claim", "joined", "relations_established", "agreement_signed", "agreement_entered_into_force", "participation_ended", "stand_taken", "opinion", "mission_opened", "credentials_presented", "body_founded", "attestation", "any")  # fmt: skip
FIGURES: Final = ("goods_export_share", "exports", "south_south_projects", "goods_import_share", "any")
FILTERS: Final = (
    "subject = peru", "object = chile | spain | united-states", "object in powers-named", "object is state", "subject is state | former_state",
    "object != peru", "object in neighbours", "instrument in treaties-of-union", "object in standings(relations, subject = peru).object",
    "object in acts(incident | foreign_claim).subject", "subject in acts(joined, object = pacific-alliance).subject", "field = relations",
    "act != 200-miles-position | 200-miles-proposal", 'person = "Manuel Ferreyros"',
)  # fmt: skip
OF_FIGURES: Final = ("value > 10", "unit = percent", "counterpart in standings(agreement_in_force).object", "counterpart in powers-named", "actor = peru")  # fmt: skip
FIELDS: Final = ("object", "object", "subject", "instrument", "person", "office", "place")


def things(draw: random.Random, *of: str) -> str:
    what = draw.choice(of or ("standings", "acts", "acts", "figures"))
    if what == "figures":
        return f"figures({', '.join((draw.choice(FIGURES), *draw.sample(OF_FIGURES, draw.choice((0, 1, 1, 2)))))})"
    kinds = draw.sample(STANDINGS if what == "standings" else ACTS, draw.choice((1, 1, 1, 2)))
    return f"{what}({', '.join((' | '.join(kinds), *draw.sample(FILTERS, draw.choice((0, 1, 1, 2)))))})"


def names(draw: random.Random) -> str:
    chosen = things(draw)
    return f"{chosen}.{draw.choice(('counterpart', 'counterpart', 'actor') if chosen.startswith('figures') else FIELDS)}"


def dates(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return f"{draw.choice(('first', 'last'))}({things(draw, 'acts', 'standings')} by {draw.choice(('object', 'subject', 'instrument', 'actor'))})"
    return f"{things(draw, 'acts', 'standings')}.{draw.choice(('begin', 'begin', 'end'))}"


def date(draw: random.Random) -> str:
    return draw.choice(("on", "1950", "1999-10", f"first({things(draw)})", f"last({dates(draw)})", f"minimum({dates(draw)})"))


def number(draw: random.Random, depth: int) -> str:
    forms = ("count", "count", "of_names", "of_dates", "index", "spans", "sum", "value", "coverage", "exists", "latest")
    deeper = ("share", "arithmetic", "change", "at", "during", "each", "at_least")
    form = draw.choice(forms if depth == 0 else (*forms, *deeper, *deeper))
    unit, some = draw.choice(("years", "months", "days")), draw.choice(("mean", "median", "minimum", "maximum"))
    match form:
        case "count":
            return f"count({things(draw)})"
        case "of_names":
            return f"count({names(draw)})"
        case "of_dates":
            return f"{draw.choice(('first', 'last'))}({dates(draw)})"
        case "index":
            return f"{draw.choice(('herfindahl', 'evenness'))}({names(draw)})"
        case "spans":
            one, other = draw.choice(((dates, dates), (dates, date), (date, dates)))
            return f"{draw.choice((some, 'count', 'sum'))}({unit}({one(draw)}, {other(draw)}))"
        case "sum":
            return f"{draw.choice(('sum', some))}({things(draw, 'acts', 'figures', 'figures')}.value)"
        case "value":
            return f"{unit}({date(draw)}, {date(draw)})"
        case "coverage":
            return f"coverage({names(draw)}, latest(figures({draw.choice(FIGURES)})))"
        case "exists":
            return f"exists({things(draw)}) and not {date(draw)} > 1950"
        case "latest":
            return f"sum(latest({things(draw, 'figures')}).value)"
        case "share":
            return f"share({number(draw, 0)}, {number(draw, depth - 1)})"
        case "arithmetic":
            return f"({number(draw, 0)} {draw.choice('+-*/')} {number(draw, depth - 1)})"
        case "change":
            return f"change({number(draw, 0)}, {draw.choice(('1990', '2010', 'on'))})"
        case "at":
            return f"at({draw.choice((number(draw, 0), things(draw), names(draw)))}, {date(draw)})"
        case "during":
            return f"during({draw.choice((number(draw, 0), dates(draw)))}, {draw.choice(('1821', '1950', date(draw)))}, {draw.choice(('2000', 'on'))})"
        case "each":
            return f"{some}(each({draw.choice(('year', 'decade'))}, 1990, 2005, {number(draw, 0)}))"
    return f"at_least({number(draw, 0)})"

"""Relations, missions and their heads: embassies open and close, ambassadors await agrément, present credentials and leave."""

from __future__ import annotations

from tools.demo.book import Book, name
from tools.demo.draws import Draws, civil, day, iso, working
from tools.demo.names import GIVEN, HOME, STATES, SURNAMES
from tools.demo.sources import ALMANAC, BEFORE, YEARS

ME = HOME[0]
LAST = day("2025-12-31")
FIRST = day("2021-01-01")
NEW = ("elmaria", "farvonia", "grenalia", "dolvania", "crandovia")
"""States with which relations begin within the five years."""
SUSPENDED, SEVERED = "hostovia", "xanteria"
CLOSED = {"gelvia": "2022-09-30", "jastonia": "2023-06-30", "xanteria": "2024-02-12"}
OPENED = {
    "fjordania": "2021-10-04",
    "nelvaria": "2022-05-16",
    "elmaria": "2023-03-20",
    "palvera": "2023-11-06",
    "telvonia": "2024-08-19",
}
WITHOUT = (
    "zolmaria",
    "albrenia",
    "belmorra",
    "yelvania",
    "worlania",
    "valdemor",
    "umbralia",
    "sorvaria",
    "ralmenia",
    "quintovia",
    "ostrelia",
)
"""States with relations and no mission."""


def missions(book: Book) -> None:
    """Everything about relations, missions and heads of mission."""
    draws = Draws("missions")
    names = Names(draws)
    for number, (state, *_) in enumerate(STATES):
        _relations(book, draws, state, number)
        if state in WITHOUT or (state in NEW and state not in OPENED):
            continue
        begins = day(OPENED[state]) if state in OPENED else day(f"{draws.whole(1932, 2014)}-03-01") + draws.whole(0, 200)
        ends = day(CLOSED[state]) if state in CLOSED else None
        _embassy(book, draws, ME, state, begins, ends)
        _heads(book, draws, names, ME, state, begins, ends)
        if draws.chance(0.82):
            theirs = begins + draws.whole(200, 900)
            if theirs < FIRST:
                _embassy(book, draws, state, ME, theirs, None)
                _heads(book, draws, names, state, ME, theirs, day("2024-02-12") if state == SEVERED else None)


class Names:
    """Persons who do not exist, each with two surnames, never twice."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.used: set[str] = set()

    def one(self) -> str:
        while True:
            first, second = self.draws.some(SURNAMES, 2)
            made = f"{self.draws.one(GIVEN)} {first} {second}"
            if made not in self.used:
                self.used.add(made)
                return made


def _relations(book: Book, draws: Draws, state: str, number: int) -> None:
    english, spanish = name(state)
    if state in NEW:
        when = working(day(f"{2021 + NEW.index(state)}-02-01") + draws.whole(0, 60))
    else:
        when = day(f"{1861 + number * 2}-01-15") + draws.whole(0, 300)
    title = (f"Relations with {english}", f"Relaciones con {spanish}")
    act = f"relations-{state}"
    early = when < FIRST and draws.chance(0.4)
    book.act("relations", act, "relations_established", iso(when)[:4] if early else when, title, subject=ME, object=state,
             **({"source": BEFORE} if early else {}))  # fmt: skip
    if draws.chance(0.12):
        year = int(iso(when)[:4]) + draws.one((-1, 1))
        book.act("relations", act, "relations_established", str(year), title, subject=ME, object=state, source=f"{ALMANAC}-2021")
    if state == SUSPENDED:
        book.act("relations", f"relations-{state}-suspended", "relations_suspended", day("2022-07-21"),
                 (f"Relations with {english} suspended", f"Suspensión de relaciones con {spanish}"), subject=ME, object=state)  # fmt: skip
        book.act("relations", f"relations-{state}-lifted", "suspension_lifted", day("2023-05-09"),
                 (f"Relations with {english} normal again", f"Normalización de relaciones con {spanish}"), subject=ME, object=state)  # fmt: skip
    if state == SEVERED:
        book.act("relations", f"relations-{state}-severed", "relations_severed", day("2024-02-12"),
                 (f"Relations with {english} severed", f"Ruptura de relaciones con {spanish}"), subject=ME, object=state)  # fmt: skip


def _embassy(book: Book, draws: Draws, sender: str, host: str, begins: int, ends: int | None) -> None:
    of, at = name(sender), name(host)
    file = "missions" if sender == ME else "missions-received"
    title = (f"Embassy of {of[0]} in {at[0]}", f"Embajada de {of[1]} en {at[1]}")
    act = f"mission-{sender}-{host}"
    coarse = begins < FIRST and draws.chance(0.3)
    book.act(file, act, "mission_opened", iso(begins)[:7] if coarse else begins, title, subject=sender, object=host,
             **({"source": BEFORE} if begins < FIRST else {}))  # fmt: skip
    if sender == ME and begins < FIRST and draws.chance(0.12):
        raised = working(day(f"{draws.whole(2021, 2024)}-04-01") + draws.whole(0, 200))
        if ends is None or raised < ends:
            book.act(file, f"{act}-raised", "mission_raised", raised,
                     (f"Rank raised: {title[0]}", f"Elevación de rango: {title[1]}"), subject=sender, object=host)  # fmt: skip
    if ends is not None:
        book.act(file, f"{act}-closed", "mission_closed", ends,
                 (f"Closed: {title[0]}", f"Cierre: {title[1]}"), subject=sender, object=host)  # fmt: skip


def _heads(book: Book, draws: Draws, names: Names, sender: str, host: str, opened: int, closed: int | None) -> None:
    """Heads one after another; between two the mission is with a chargé, which no act of ours states."""
    file = "heads-of-mission" if sender == ME else "heads-received"
    of, at = name(sender), name(host)
    until = min(LAST, closed if closed is not None else LAST)
    start = max(opened, FIRST - draws.whole(60, 900))
    number = 0
    while start < until:
        number += 1
        person = names.one()
        act = f"head-{sender}-{host}-{number}"
        who = {"subject": sender, "object": host, "person": person, "office": "ambassador"}

        def title(english: str, spanish: str, person: str = person) -> tuple[str, str]:
            return (f"{english}: {person}, {of[0]} in {at[0]}", f"{spanish}: {person}, {of[1]} en {at[1]}")

        granted = start + draws.whole(14, 60)
        appointed = granted + draws.whole(5, 30)
        presented = working(appointed + draws.whole(20, 110))
        if start >= FIRST:
            book.act(
                file,
                f"{act}-agrement-asked",
                "agrement_requested",
                working(start),
                title("Agrément asked", "Plácet solicitado"),
                **who,
            )
            if draws.chance(0.015):
                refused = working(granted)
                if refused <= until:
                    book.act(
                        file,
                        f"{act}-agrement-refused",
                        "agrement_refused",
                        refused,
                        title("Agrément refused", "Plácet denegado"),
                        **who,
                    )
                start = granted + draws.whole(40, 90)
                continue
            if granted > until:
                break
            book.act(
                file,
                f"{act}-agrement",
                "agrement_granted",
                working(granted),
                title("Agrément granted", "Plácet concedido"),
                **who,
            )
            if appointed > until:
                break
            book.act(
                file,
                f"{act}-appointed",
                "head_of_mission_appointed",
                working(appointed),
                title("Appointed", "Nombramiento"),
                **who,
            )
        if presented > until:
            break
        credentials = title("Credentials", "Credenciales")
        book.act(file, f"{act}-credentials", "credentials_presented", presented, credentials, **who,
                 **({"source": BEFORE} if presented < FIRST else {}))  # fmt: skip
        if presented >= FIRST and draws.chance(0.07):
            year = civil(presented)[0]
            other = iso(presented + draws.one((-9, -3, 4, 12)))
            if draws.chance(0.25):
                who = {**who, "person": names.one()}
            book.act(
                file,
                f"{act}-credentials",
                "credentials_presented",
                other,
                credentials,
                **who,
                source=f"{ALMANAC}-{max(year, min(YEARS))}",
            )
            who["person"] = person
        ends = presented + draws.whole(800, 1500)
        if closed is not None and ends > closed:
            ends = closed - draws.whole(0, 20)
        if ends > until:
            break
        if not draws.chance(0.06):  # a gap: no source says when the charge ended, only that another began
            book.act(
                file, f"{act}-ended", "charge_ended", max(ends, presented + 1), title("Charge ended", "Término de misión"), **who
            )
        start = ends + draws.whole(-60, 60)
        start = max(start, presented + 30)

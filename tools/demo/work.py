"""The daily work: visits, consultations, cooperation projects, consular posts and services, seats, and what the sources miss."""

from __future__ import annotations

from tools.demo.book import Book, name
from tools.demo.draws import Draws, day, iso, working
from tools.demo.missions import LAST, ME, NEW, SEVERED, SUSPENDED
from tools.demo.names import HOME, ORGANISATIONS, POSTS, PROJECTS, STATES
from tools.demo.sources import ALMANAC, BEFORE, KEEPERS, PREFIX, YEARS, gazette, report

VISITS, CONSULTATIONS, PROJECT_COUNT, MOBILE, ASSISTED = 900, 380, 330, 620, 260
NEIGHBOURS = ("aldemara", "brenovia", "corvenia")
_LEVELS = (("Presidential", "presidencial"), ("Ministerial", "ministerial"), ("Vice-ministerial", "viceministerial"))


def work(book: Book) -> None:
    """Everything but missions and treaties."""
    _meetings(book)
    _cooperation(book)
    _consular(book)
    _seats(book)
    _what_is_amiss(book)


def _friends(on: int) -> list[str]:
    """States with which visits are exchanged on a day."""

    def quiet(state: str) -> bool:
        suspended = state == SUSPENDED and day("2022-07-21") <= on < day("2023-05-09")
        return state in NEW or suspended or (state == SEVERED and on >= day("2024-01-01"))

    return [state for state, *_ in STATES if not quiet(state)]


def _meetings(book: Book) -> None:
    draws = Draws("meetings")
    days = sorted(working(day("2021-01-04") + draws.whole(0, 1815)) for _ in range(VISITS))
    for number, when in enumerate(days, start=1):
        state = draws.one(_friends(when))
        rank = _LEVELS[0 if draws.chance(0.06) else draws.whole(1, 2)]
        going = draws.chance(0.55)
        guest, host = (ME, state) if going else (state, ME)
        english, spanish = name(state)
        title = (
            (f"{rank[0]} visit to {english}", f"Visita {rank[1]} a {spanish}") if going
            else (f"{rank[0]} visit from {english}", f"Visita {rank[1]} de {spanish}")
        )  # fmt: skip
        length = draws.whole(0, 2)
        date = f"{iso(when)}/{iso(when + length)}" if length and when + length <= LAST else when
        book.act("visits", f"visit-{number:04d}", "official_visit", date, title, subject=guest, object=host, source=gazette(when))
        if draws.chance(0.02):
            book.act("visits", f"visit-{number:04d}", "official_visit", iso(when)[:7] if draws.chance(0.5) else iso(when + 9),
                     title, subject=guest, object=host, source=f"{ALMANAC}-{iso(when)[:4]}")  # fmt: skip
    for number in range(1, CONSULTATIONS + 1):
        when = working(day("2021-01-11") + draws.whole(0, 1800))
        state = draws.one(_friends(when))
        english, spanish = name(state)
        book.act("consultations", f"consultation-{number:04d}", "consultation_held", when,
                 (f"Political consultations with {english}", f"Consultas políticas con {spanish}"), subject=ME, object=state)  # fmt: skip
    for state in NEIGHBOURS:
        english, spanish = name(state)
        for year in YEARS:
            if (state, year) in (("brenovia", 2022), ("corvenia", 2024)):
                continue  # due, and not held
            when = working(day(f"{year}-09-05") + draws.whole(0, 80))
            book.act("cabinets", f"cabinet-{state}-{year}", "binational_cabinet_held", when,
                     (f"Binational cabinet with {english}, {year}", f"Gabinete binacional con {spanish}, {year}"), subject=ME, object=state)  # fmt: skip
    for number, state in enumerate(("dalmoria", "elvenza", "estarria", "kelmoria", "drenmark", "nelvaria")):
        english, spanish = name(state)
        kind = "strategic_partnership_formed" if number % 2 else "dialogue_mechanism_formed"
        words = (
            ("Strategic partnership", "Asociación estratégica") if number % 2 else ("Dialogue mechanism", "Mecanismo de diálogo")
        )
        book.act("partners", f"partner-{state}", kind, working(day(f"{2021 + number % 5}-05-03") + draws.whole(0, 150)),
                 (f"{words[0]} with {english}", f"{words[1]} con {spanish}"), subject=ME, object=state)  # fmt: skip


def _cooperation(book: Book) -> None:
    draws = Draws("cooperation")
    for number in range(1, PROJECT_COUNT + 1):
        state = draws.one([state for state, *_ in STATES if state not in (*NEW, SEVERED)])
        english, spanish = name(state)
        what = draws.one(PROJECTS)
        giving = draws.chance(0.35)
        sides = {"subject": ME, "object": state} if giving else {"subject": state, "object": ME}
        title = (
            f"Project {number}: {what[0]}, {'to' if giving else 'from'} {english}",
            f"Proyecto {number}: {what[1]}, {'hacia' if giving else 'de'} {spanish}",
        )
        code = f"project-{number:03d}"
        project = {"instrument": code}
        agreed = working(day("2021-01-11") + draws.whole(0, 1500))
        book.instruments.append(
            {
                "id": code,
                "kind": "plan",
                "title": title[0],
                "title_es": title[1],
                "parties": f"{ME};{state}",
                "source": gazette(agreed),
            }
        )
        book.act(
            "cooperation",
            f"{code}-agreed",
            "project_agreed",
            agreed,
            (f"Agreed: {title[0]}", f"Acuerdo: {title[1]}"),
            **sides,
            **project,
        )
        begins = working(agreed + draws.whole(20, 200))
        if draws.chance(0.05) or begins > LAST:
            continue
        book.act(
            "cooperation",
            f"{code}-started",
            "project_started",
            begins,
            (f"Started: {title[0]}", f"Inicio: {title[1]}"),
            **sides,
            **project,
        )
        ends = working(begins + draws.whole(180, 900))
        if draws.chance(0.04) and begins + 150 < LAST:
            book.act("cooperation", f"{code}-cancelled", "project_cancelled", working(begins + draws.whole(60, 150)),
                     (f"Cancelled: {title[0]}", f"Cancelación: {title[1]}"), **sides, **project)  # fmt: skip
        elif ends <= LAST:
            book.act(
                "cooperation",
                f"{code}-finished",
                "project_finished",
                ends,
                (f"Finished: {title[0]}", f"Término: {title[1]}"),
                **sides,
                **project,
            )
    for year in YEARS:
        obtained = 38_000_000 + (year - 2021) * 2_600_000 + draws.whole(0, 3_000_000)
        book.figure("cooperation_obtained", str(year), str(obtained), "coronas", report(year), actor=ME)


def _consular(book: Book) -> None:
    draws = Draws("consular")
    where = {capital: state for state, _, _, capital in STATES}
    for number, city in enumerate(POSTS):
        opened = (
            day(f"{1950 + number * 2}-04-01") if number < 24 else working(day(f"{2021 + number % 4}-06-01") + draws.whole(0, 90))
        )
        title = (f"Consulate in {city}", f"Consulado en {city}")
        book.act("consular-posts", f"post-{number + 1:02d}", "consular_post_opened", opened, title, subject=ME, object=where[city], place=city,
                 **({"source": BEFORE} if opened < day("2021-01-01") else {}))  # fmt: skip
        closed = {3: "2022-12-15", 9: "2024-07-31"}.get(number)
        if closed:
            book.act("consular-posts", f"post-{number + 1:02d}-closed", "consular_post_closed", day(closed),
                     (f"Closed: {title[0]}", f"Cierre: {title[1]}"), subject=ME, object=where[city], place=city)  # fmt: skip
        size = draws.whole(200, 4200)
        for year in YEARS:
            for quarter in range(1, 5):
                begin = day(f"{year}-{quarter * 3 - 2:02d}-01")
                if begin < opened or (closed and begin > day(closed)):
                    continue
                period = f"{year}-{quarter * 3 - 2:02d}/{year}-{quarter * 3:02d}"
                missing = draws.chance(0.015)  # the post did not report: missing, which is not zero
                value = "" if missing else str(size * (90 + draws.whole(0, 30) + (year - 2021) * 4) // 100)
                book.figure("consular_acts", period, value, "documents", gazette(begin), actor=ME, counterpart=where[city])
    for number in range(1, MOBILE + 1):
        city = draws.one(POSTS[:3] + POSTS[4:9] + POSTS[10:24])
        when = working(day("2021-02-01") + draws.whole(0, 1780))
        book.act("mobile-consulates", f"mobile-{number:04d}", "mobile_consulate_held", when,
                 (f"Mobile consulate from {city}", f"Consulado itinerante desde {city}"), subject=ME, object=where[city], place=city)  # fmt: skip
    for number in range(1, ASSISTED + 1):
        when = working(day("2021-01-18") + draws.whole(0, 1790))
        state = draws.one(_friends(when))
        english, spanish = name(state)
        book.act("assistance", f"assistance-{number:04d}", "nationals_assisted", when,
                 (f"Nationals brought home from {english}", f"Retorno de connacionales desde {spanish}"), subject=ME, object=state,
                 value=str(draws.whole(1, 60)), unit="persons", qualifier="exactly" if draws.chance(0.8) else "about")  # fmt: skip


def _seats(book: Book) -> None:
    draws = Draws("seats")
    for key, english, spanish in ORGANISATIONS:
        joined = day(f"{draws.whole(1950, 1999)}-06-01")
        book.act("organisations", f"joined-{key}", "joined", joined, (f"Member of the {english}", f"Miembro de la {spanish}"), subject=ME,
                 object=key, source=BEFORE)  # fmt: skip
        year = 2021
        while year <= 2024:
            first, last = day(f"{year}-01-01"), day(f"{year + 1}-12-31")
            if draws.chance(0.6):
                book.act("organisations", f"seat-{key}-{year}", "seat_held", f"{iso(first)}/{iso(last)}",
                         (f"Seat in the council of the {english}", f"Puesto en el consejo de la {spanish}"), subject=ME, object=key, source=gazette(first))  # fmt: skip
            year += 2
    book.act("organisations", "left-league", "denunciation_notified", day("2024-10-01"),
             ("Notice of withdrawal from the League of River States", "Denuncia de la Liga de Estados Fluviales"), subject=ME,
             object="league-of-river-states")  # fmt: skip
    people = ("Beatriz Solmarín Altacosta", "Rodolfo Nublarena Bruminal", "Lucía Pedralosa Farolmar")
    for number, (person, when) in enumerate(zip(people, ("2020-08-03", "2022-07-29", "2024-07-29"), strict=True)):
        book.act("institution", f"minister-{number + 1}", "appointed", day(when), (f"Minister: {person}", f"Ministra o ministro: {person}"),
                 object="ministry", office="minister", person=person, **({"source": BEFORE} if number == 0 else {}))  # fmt: skip
    for number in range(1, 41):
        when = working(day("2021-02-01") + number * 43)
        key = f"norm-{number:02d}"
        book.instruments.append(
            {"id": key, "kind": "decree", "title": f"Ministerial decree {number}", "title_es": f"Decreto ministerial {number}",
             "parties": ME, "source": gazette(when)}
        )  # fmt: skip
        book.act("institution", f"{key}-issued", "norm_issued", when, (f"Ministerial decree {number} issued", f"Expedición del decreto ministerial {number}"),
                 instrument=key)  # fmt: skip


def _embassies(book: Book, on: str) -> int:
    rows = book.claims["missions"]
    opened = {row["act"] for row in rows if row["kind"] == "mission_opened" and row["date"] <= on}
    return len(
        opened - {row["act"].removesuffix("-closed") for row in rows if row["kind"] == "mission_closed" and row["date"] <= on}
    )


def _what_is_amiss(book: Book) -> None:
    """Gaps, counts that do not agree with lists, differences that the keepers note, and what they settle."""
    for year in YEARS:  # two of the five reports count otherwise than the list of missions gives
        count = _embassies(book, f"{year}-12-31") + (2 if year in (2022, 2023) else 0)
        book.act("attestations", f"missions-counted-{year}", "attestation", f"{year}-12-31",
                 (f"Embassies abroad, {year}", f"Embajadas en el exterior, {year}"), subject=ME, standing="mission", value=str(count),
                 unit="missions", qualifier="exactly", source=report(year))  # fmt: skip
    for year in (2021, 2023, 2024):
        book.act("gaps", f"gap-{year}", "gap", None, (f"Pages missing from the report on {year}", f"Faltan páginas en la memoria de {year}"),
                 qualifier="damaged", source=report(year), locator="pp. 61-64")  # fmt: skip
    book.act("gaps", "gap-almanac", "gap", None, ("The almanac of 2022 has no chapter on consulates", "El almanaque de 2022 no trae capítulo consular"),
             qualifier="silent", source=f"{ALMANAC}-2022", locator="contents")  # fmt: skip
    rivals: dict[str, list[str]] = {}
    for row in book.claims["treaties"]:
        rivals.setdefault(row["act"], []).append(row["claim"])
    doubtful = [(act, claims) for act, claims in rivals.items() if len(claims) > 1]
    for act, claims in doubtful[:4]:
        book.act("keepers", act, "adjudication", day("2026-03-02"),
                 ("The gazette is preferred to the almanac", "Se prefiere la gaceta al almanaque"), value=claims[0], person="Keepers of the record",
                 source=KEEPERS, locator="§ 2", note="The gazette prints the treaty itself.", note_es="La gaceta publica el tratado mismo.")  # fmt: skip
    book.act("keepers", "", "difference", None, ("Two reports count embassies differently from the list", "Dos memorias cuentan embajadas distinto de la lista"),
             value=";".join(row["claim"] for row in book.claims["attestations"][1:3]), qualifier="count", source=KEEPERS, locator="§ 3")  # fmt: skip
    book.claims["keepers"][-1]["act"] = "difference-embassies"


__all__ = ["HOME", "PREFIX", "work"]

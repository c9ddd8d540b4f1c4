"""Treaties signed, approved, ratified and in force, memoranda, trade agreements and conventions of many States."""

from __future__ import annotations

from tools.demo.book import Book, name
from tools.demo.draws import Draws, day, iso, working
from tools.demo.missions import LAST, ME, NEW, SEVERED
from tools.demo.names import MEMORANDA, STATES, SUBJECTS
from tools.demo.sources import ALMANAC, PREFIX, gazette

BODY = "assembly-of-nations-of-the-two-seas"
"""To it the reports on the conventions are made."""

TREATIES, MEMORANDUMS, CONVENTIONS, TRADE = 210, 230, 10, 6


def treaties(book: Book) -> None:
    """Every instrument, with what happened to it by the end of 2025."""
    draws = Draws("treaties")
    partners = [state for state, *_ in STATES if state not in (*NEW, SEVERED)]
    pairs = [(state, number) for state in partners for number in range(len(SUBJECTS))]
    for state, number in sorted(draws.some(pairs, TREATIES)):
        _treaty(book, draws, state, number)
    notes = [(state, number) for state in partners for number in range(len(MEMORANDA))]
    for state, number in sorted(draws.some(notes, MEMORANDUMS)):
        _memorandum(book, draws, state, number)
    for number in range(CONVENTIONS):
        _convention(book, draws, number, partners)
    for state in draws.some(partners, TRADE):
        _trade(book, draws, state)


def _date(draws: Draws) -> int:
    return working(day("2021-01-04") + draws.whole(0, 1770))


def _instrument(book: Book, key: str, kind: str, title: tuple[str, str], parties: str, first: int) -> None:
    book.instruments.append(
        {"id": key, "kind": kind, "title": title[0], "title_es": title[1], "parties": parties, "source": gazette(first)}
    )


def _treaty(book: Book, draws: Draws, state: str, number: int) -> None:
    subject, (english, spanish) = SUBJECTS[number], name(state)
    key = f"treaty-{state}-{number + 1:02d}"
    title = (f"Treaty with {english} on {subject[0]}", f"Tratado con {spanish} sobre {subject[1]}")
    signed = _date(draws)
    _instrument(book, key, "treaty", title, f"{ME};{state}", signed)

    def step(name_: str, kind: str, when: int, words: tuple[str, str], subject_: str) -> bool:
        if when > LAST:
            return False
        book.act("treaties", f"{key}-{name_}", kind, working(when) if working(when) <= LAST else when,
                 (f"{words[0]}: {title[0]}", f"{words[1]}: {title[1]}"), subject=subject_, instrument=key)  # fmt: skip
        return True

    step("signed", "instrument_signed", signed, ("Signed", "Firma"), f"{ME};{state}")
    if draws.chance(0.10):  # the almanac gives another day
        book.act("treaties", f"{key}-signed", "instrument_signed", iso(signed + draws.one((-2, 1, 7, 30))),
                 (f"Signed: {title[0]}", f"Firma: {title[1]}"), subject=f"{ME};{state}", instrument=key,
                 source=f"{ALMANAC}-{iso(signed)[:4]}")  # fmt: skip
    submitted = signed + draws.whole(30, 150)
    if draws.chance(0.08) or not step(
        "submitted", "treaty_submitted", submitted, ("Sent to Congress", "Remisión al Congreso"), ME
    ):
        return
    approved = submitted + draws.whole(60, 420)
    if draws.chance(0.06) or not step(
        "approved", "congress_approved", approved, ("Approved by Congress", "Aprobación del Congreso"), ME
    ):
        return
    ours, theirs = approved + draws.whole(10, 90), signed + draws.whole(60, 700)
    done = [
        step("ratified", "instrument_ratified", ours, ("Ratified by Marabrisa", "Ratificación de Marabrisa"), ME),
        step("ratified-there", "instrument_ratified", theirs, (f"Ratified by {english}", f"Ratificación de {spanish}"), state),
    ]
    begins = max(ours, theirs) + 30
    if all(done) and begins <= LAST:
        step("in-force", "entered_into_force_for", begins, ("In force", "Entrada en vigor"), ME)
        step("in-force-there", "entered_into_force_for", begins, ("In force", "Entrada en vigor"), state)
        step("published", "instrument_published", begins + draws.whole(1, 60), ("Published", "Publicación"), ME)


def _memorandum(book: Book, draws: Draws, state: str, number: int) -> None:
    subject, (english, spanish) = MEMORANDA[number], name(state)
    key = f"memorandum-{state}-{number + 1:02d}"
    title = (f"Memorandum with {english} on {subject[0]}", f"Memorando con {spanish} sobre {subject[1]}")
    signed = _date(draws)
    _instrument(book, key, "memorandum", title, f"{ME};{state}", signed)
    book.act("memoranda", f"{key}-signed", "instrument_signed", signed, (f"Signed: {title[0]}", f"Firma: {title[1]}"),
             subject=f"{ME};{state}", instrument=key)  # fmt: skip
    if draws.chance(0.35) and signed + 365 < LAST:
        book.act("memoranda", f"{key}-reviewed", "consultation_held", working(signed + draws.whole(180, 365)),
                 (f"First review: {title[0]}", f"Primera revisión: {title[1]}"), subject=ME, object=state, instrument=key)  # fmt: skip


def _convention(book: Book, draws: Draws, number: int, partners: list[str]) -> None:
    subject = SUBJECTS[(number * 5 + 3) % len(SUBJECTS)]
    key = f"convention-{number + 1:02d}"
    title = (
        f"Convention of the Two Seas on {subject[0]} ({number + 1})",
        f"Convención de los Dos Mares sobre {subject[1]} ({number + 1})",
    )
    adopted = working(day(f"{2021 + number % 4}-03-01") + draws.whole(0, 240))
    members = draws.some(partners, draws.whole(9, 18))
    _instrument(book, key, "treaty", title, ";".join([ME, *sorted(members)]), adopted)

    def step(name_: str, kind: str, when: int, words: tuple[str, str], who: str = "", to: str = "") -> None:
        if when <= LAST:
            cells = {role: actor for role, actor in (("subject", who), ("object", to)) if actor}
            book.act("conventions", f"{key}-{name_}", kind, when, (f"{words[0]}: {title[0]}", f"{words[1]}: {title[1]}"),
                     instrument=key, **cells)  # fmt: skip

    step("adopted", "instrument_adopted", adopted, ("Adopted", "Adopción"))
    ratified = sorted(adopted + draws.whole(100, 1100) for _ in members)
    quorum = ratified[5] + 90
    for member, when in zip(members, ratified, strict=True):
        step(
            f"{member}-ratified",
            "instrument_ratified",
            when,
            (f"Ratified by {name(member)[0]}", f"Ratificación de {name(member)[1]}"),
            member,
        )
        step(f"{member}-in-force", "entered_into_force_for", max(quorum, when + 30),
             (f"In force for {name(member)[0]}", f"Entrada en vigor para {name(member)[1]}"), member)  # fmt: skip
    step("in-force", "entered_into_force", quorum, ("In force", "Entrada en vigor"))
    ours = adopted + draws.whole(150, 500)
    step("ratified", "instrument_ratified", ours, ("Ratified by Marabrisa", "Ratificación de Marabrisa"), ME)
    step(
        "in-force-here",
        "entered_into_force_for",
        max(quorum, ours + 30),
        ("In force for Marabrisa", "Entrada en vigor para Marabrisa"),
        ME,
    )
    due = max(quorum, ours + 30) + 365
    while due <= LAST:  # a report each year to the body of the convention: some are late, some never come
        if not draws.chance(0.15):
            late = draws.whole(-40, 20) if draws.chance(0.7) else draws.whole(30, 200)
            step(f"report-{iso(due)[:4]}", "report_submitted", working(due + late), ("Report submitted", "Informe presentado"), ME,
                 BODY)  # fmt: skip
        due += 365


def _trade(book: Book, draws: Draws, state: str) -> None:
    english, spanish = name(state)
    key = f"trade-{state}"
    title = (f"Trade agreement with {english}", f"Acuerdo comercial con {spanish}")
    signed = _date(draws)
    _instrument(book, key, "trade_agreement", title, f"{ME};{state}", signed)
    book.act("trade", f"{key}-signed", "agreement_signed", signed, (f"Signed: {title[0]}", f"Firma: {title[1]}"), subject=ME,
             object=state, instrument=key)  # fmt: skip
    begins = working(signed + draws.whole(200, 900))
    if begins <= LAST:
        book.act("trade", f"{key}-in-force", "agreement_entered_into_force", begins, (f"In force: {title[0]}", f"Vigencia: {title[1]}"),
                 subject=ME, object=state, instrument=key)  # fmt: skip
    else:
        book.act("trade", f"{key}-expected", "expected", "2026", (f"Expected in force: {title[0]}", f"Vigencia esperada: {title[1]}"),
                 subject=ME, instrument=key, standing="agreement_in_force", source=f"{PREFIX}-report-2025")  # fmt: skip

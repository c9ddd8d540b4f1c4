"""A convention with its final clauses and every act that a depositary notifies, and treaties that give rights: all invented."""

from __future__ import annotations

from tools.demo.book import Book, name
from tools.demo.draws import Draws, day, iso, working
from tools.demo.missions import ME
from tools.demo.sources import ALMANAC, gazette

SAFETY, TRANSIT, RAILWAY = "convention-safety-at-sea", "treaty-transit-brenovia", "treaty-railway-corvenia"
DEPOSITARY = "aldemara"

CLAUSES = {
    SAFETY: (
        "entry = { consents = 6, after = 'P30D' }; joining = { after = 'P30D' }; "
        "denunciation = { after = 'P6M', not_before = 'P1Y' }; minimum = 4; "
        "articles = { entry = 'art. 18(1)', joining = 'art. 18(2)', denunciation = 'art. 21', minimum = 'art. 22' }; "
        "complete = true"
    ),
    TRANSIT: (
        f"bilateral = true; negotiators = ['{ME}', 'brenovia']; entry = {{ all = true, after = 'P30D' }}; "
        "denunciation = { after = 'P1Y' }; articles = { entry = 'art. 14', denunciation = 'art. 15' }; complete = true"
    ),
    RAILWAY: (
        f"bilateral = true; negotiators = ['{ME}', 'corvenia']; entry = {{ all = true }}; "
        "denunciation = { after = 'P6M' }; articles = { entry = 'art. 8', denunciation = 'art. 9' }; complete = true"
    ),
}  # fmt: skip

RATIFY, ACCEPT, APPROVE = (
    ("instrument_ratified", "Ratified by", "Ratificación de"),
    ("instrument_accepted", "Accepted by", "Aceptación de"),
    ("instrument_approved", "Approved by", "Aprobación de"),
)
JOINED = {
    "aldemara": RATIFY, "brenovia": RATIFY, "corvenia": ACCEPT, "dalmoria": RATIFY, "elvenza": APPROVE, "estarria": RATIFY,
    "fendalia": RATIFY, "garmonia": RATIFY, ME: RATIFY,
}  # fmt: skip
"""Who consents after signing, and how; the first six bring the convention into force."""
ACCEDED = ("kelmoria", "lorvania")
SIGNED_ONLY = ("jorvena",)

RIGHTS = (
    # id, treaty, article, nature, kind, holder, towards, place, titles, exercised on (empty: pending)
    ("brenov-transit", TRANSIT, "art. 3", "right", "transit", ME, "brenovia", "Brenov",
     ("Free transit of goods to the port of Brenov", "Libre tránsito de mercancías hasta el puerto de Brenov"), "2022-09-05"),
    ("brenov-pier", TRANSIT, "art. 5", "right", "facility", ME, "brenovia", "Brenov",
     ("A pier at Brenov for the service of Marabrisa", "Un muelle en Brenov al servicio de Marabrisa"), ""),
    ("brenov-customs", TRANSIT, "art. 6", "right", "facility", ME, "brenovia", "Brenov",
     ("A customs office of Marabrisa at Brenov", "Una agencia aduanera de Marabrisa en Brenov"), "2023-04-17"),
    ("long-river-navigation", TRANSIT, "art. 9", "right", "navigation", "brenovia", ME, "Marabrisa Bay",
     ("Free navigation of the Long River for ships of Brenovia", "Libre navegación del río Largo para los buques de Brenovia"),
     "2022-07-11"),
    ("river-marks", TRANSIT, "art. 10", "duty", "navigation", ME, "brenovia", "Marabrisa Bay",
     ("Keeping the marks of the Long River", "Mantenimiento de las señales del río Largo"), ""),
    ("corvena-railway", RAILWAY, "art. 2", "right", "easement", ME, "corvenia", "Corvena",
     ("Easement of the railway to Corvena", "Servidumbre del ferrocarril a Corvena"), "2021-11-02"),
)  # fmt: skip
CLAUSE_COLUMNS = (
    "clause", "instrument", "article", "nature", "kind", "holder", "towards", "place", "title", "title_es", "granted_by",
    "exercised_by", "source", "locator", "note", "note_es",
)  # fmt: skip


def depositary(book: Book) -> list[dict[str, str]]:
    """The treaties with what happened to them; gives the rows of the register of their clauses."""
    _safety(book)
    _transit(book)
    return _rights(book)


def _instrument(book: Book, key: str, kind: str, title: tuple[str, str], parties: str, signed: int) -> None:
    book.instruments.append(
        {
            "id": key, "kind": kind, "title": title[0], "title_es": title[1], "parties": parties,
            "final_clauses": CLAUSES[key], "source": gazette(signed),
        }
    )  # fmt: skip


def _safety(book: Book) -> None:
    draws = Draws("depositary")
    title = ("Convention of the Two Seas on Safety at Sea", "Convención de los Dos Mares sobre seguridad en el mar")
    everyone = sorted({*JOINED, *ACCEDED, *SIGNED_ONLY})
    adopted = day("2021-03-15")
    _instrument(book, SAFETY, "treaty", title, ";".join(everyone), adopted)

    def step(key: str, kind: str, when: str | int, words: tuple[str, str], **cells: str) -> str:
        act = f"{SAFETY}-{key}"
        told = (f"{words[0]}: {title[0]}", f"{words[1]}: {title[1]}")
        book.act("depositary", act, kind, when, told, instrument=SAFETY, **cells)
        return act

    def of(who: str, english: str, spanish: str) -> tuple[str, str]:
        return f"{english} {name(who)[0]}", f"{spanish} {name(who)[1]}"

    step("adopted", "instrument_adopted", adopted, ("Adopted", "Adopción"))
    step("opened", "opened_for_signature", day("2021-03-16"), ("Open for signature", "Apertura a la firma"))
    for who in (*JOINED, *SIGNED_ONLY):
        if who == "fendalia":
            step("fendalia-signed", "signed_ad_referendum", day("2021-03-16"), of(who, "Signed ad referendum by", "Firma ad referéndum de"),
                 subject=who)  # fmt: skip
            step("fendalia-confirmed", "signature_confirmed", day("2021-09-06"), of(who, "Signature confirmed by", "Confirmación de la firma de"),
                 subject=who)  # fmt: skip
            continue
        when = working(day("2021-03-16") + draws.whole(0, 120))
        step(f"{who}-signed", "instrument_signed", when, of(who, "Signed by", "Firma de"), subject=who)
    step("jorvena-provisional", "provisionally_applied", day("2022-02-01"),
         of("jorvena", "Applied provisionally by", "Aplicación provisional de"), subject="jorvena")  # fmt: skip
    begin = day("2021-10-04")
    for place, (who, (kind, english, spanish)) in enumerate(JOINED.items()):
        when = working(begin + place * 55 + draws.whole(0, 40))
        act = step(f"{who}-consent", kind, when, of(who, english, spanish), subject=who)
        if who == "garmonia":  # the almanac gives another day: both stay
            book.act("depositary", act, kind, iso(when + 3), of(who, english, spanish), subject=who, instrument=SAFETY,
                     source=f"{ALMANAC}-{iso(when)[:4]}")  # fmt: skip
        if who == "estarria":
            reservation = step("estarria-reservation", "reservation_made", when,
                               ("Reservation of Estarria to article 12 (inspections)", "Reserva de Estarria al artículo 12 (inspecciones)"),
                               subject=who)  # fmt: skip
            later = when + 120
        if who == "corvenia":
            step("corvenia-declaration", "declaration_made", when,
                 ("Declaration of Corvenia on article 7 (languages)", "Declaración de Corvenia sobre el artículo 7 (idiomas)"), subject=who)  # fmt: skip
    step("brenovia-objection", "reservation_objected", working(later), of("brenovia", "Objection by", "Objeción de"),
         subject="brenovia", object="estarria", after=reservation)  # fmt: skip
    step("dalmoria-objection", "reservation_objected_precluding", working(later + 14),
         of("dalmoria", "Objection that keeps it from entering into force between the two, by", "Objeción que impide la entrada en vigor entre ambos, de"),
         subject="dalmoria", object="estarria", after=reservation)  # fmt: skip
    step(
        "corrected",
        "text_corrected",
        day("2022-11-21"),
        ("Spanish text corrected, article 9", "Corrección del texto en español, artículo 9"),
    )
    step("registered", "treaty_registered", day("2022-12-12"), ("Registered", "Registro"))
    for who, when in zip(ACCEDED, ("2023-05-08", "2024-02-19"), strict=True):
        step(f"{who}-acceded", "instrument_acceded", day(when), of(who, "Acceded to by", "Adhesión de"), subject=who)
    step("kelmoria-territory", "territory_excluded", day("2023-05-08"),
         ("Territory left out by Kelmoria", "Territorio excluido por Kelmoria"), subject="kelmoria", place="Kelmor")  # fmt: skip
    step("elvenza-denunciation", "denunciation_notified", day("2024-03-04"), of("elvenza", "Denounced by", "Denuncia de"),
         subject="elvenza", object=DEPOSITARY)  # fmt: skip
    notice = step("kelmoria-denunciation", "denunciation_notified", day("2024-06-10"), of("kelmoria", "Denounced by", "Denuncia de"),
                  subject="kelmoria", object=DEPOSITARY)  # fmt: skip
    step("kelmoria-revoked", "notice_revoked", day("2024-10-07"), of("kelmoria", "Denunciation revoked by", "Revocación de la denuncia de"),
         subject="kelmoria", after=notice)  # fmt: skip


def _transit(book: Book) -> None:
    for key, partner, title, signed, consents, ended in (
        (TRANSIT, "brenovia", ("Treaty with Brenovia on Transit and Facilities at Brenov", "Tratado con Brenovia sobre tránsito y facilidades en Brenov"),
         "2021-06-14", ("2022-03-07", "2022-05-02"), ""),
        (RAILWAY, "corvenia", ("Treaty with Corvenia on the Railway to Corvena", "Tratado con Corvenia sobre el ferrocarril a Corvena"),
         "2021-02-08", ("2021-08-09", "2021-09-13"), "2024-07-15"),
    ):  # fmt: skip
        _instrument(book, key, "treaty", title, f"{ME};{partner}", day(signed))
        steps = [
            ("signed", "instrument_signed", signed, ("Signed", "Firma"), f"{ME};{partner}"),
            ("ratified", "instrument_ratified", consents[0], ("Ratified by Marabrisa", "Ratificación de Marabrisa"), ME),
            ("ratified-there", "instrument_ratified", consents[1],
             (f"Ratified by {name(partner)[0]}", f"Ratificación de {name(partner)[1]}"), partner),
        ]  # fmt: skip
        if ended:
            steps.append(
                (
                    "denounced",
                    "denunciation_notified",
                    ended,
                    (f"Denounced by {name(partner)[0]}", f"Denuncia de {name(partner)[1]}"),
                    partner,
                )
            )
        for step, kind, when, words, who in steps:
            told = (f"{words[0]}: {title[0]}", f"{words[1]}: {title[1]}")
            book.act("depositary", f"{key}-{step}", kind, day(when), told, subject=who, instrument=key,
                     **({"object": ME} if kind == "denunciation_notified" else {}))  # fmt: skip


def _rights(book: Book) -> list[dict[str, str]]:
    rows = []
    for number, (key, treaty, article, nature, kind, holder, towards, place, title, exercised) in enumerate(RIGHTS):
        if exercised:
            book.act("depositary", f"{key}-exercised", "right_exercised", day(exercised),
                     (f"Put into effect: {title[0]}", f"Puesta en ejecución: {title[1]}"), subject=holder, object=towards,
                     instrument=treaty, place=place)  # fmt: skip
        rows.append(
            {
                "clause": key, "instrument": treaty, "article": article, "nature": nature, "kind": kind, "holder": holder,
                "towards": towards, "place": place, "title": title[0], "title_es": title[1], "granted_by": f"{treaty}-signed",
                "exercised_by": f"{key}-exercised" if exercised else "", "source": gazette(day("2021-06-14")),
                "locator": f"p. {40 + 3 * number}", "note": "Fictional.", "note_es": "Ficticio.",
            }
        )  # fmt: skip
    return rows

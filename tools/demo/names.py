"""Names for the fiction: States, cities, persons and subjects, none of which exists anywhere."""

from __future__ import annotations

from typing import Final

HOME: Final = ("marabrisa", "Marabrisa", "Marabrisa")
CAPITAL: Final = "Puerto Altamar"

STATES: Final = (
    ("aldemara", "Aldemara", "Aldemara", "Villamara"), ("brenovia", "Brenovia", "Brenovia", "Brenov"),
    ("corvenia", "Corvenia", "Corvenia", "Corvena"), ("dalmoria", "Dalmoria", "Dalmoria", "Dalmor"),
    ("elvenza", "Elvenza", "Elvenza", "Porto Elven"), ("estarria", "Estarria", "Estarria", "Ciudad Estar"),
    ("fendalia", "Fendalia", "Fendalia", "Fendal"), ("garmonia", "Garmonia", "Garmonia", "Garmona"),
    ("northern-irdania", "Northern Irdania", "Irdania del Norte", "Irdan"),
    ("southern-irdania", "Southern Irdania", "Irdania del Sur", "Irdan Bajo"),
    ("jorvena", "Jorvena", "Jorvena", "Jorven"), ("kelmoria", "Kelmoria", "Kelmoria", "Kelmor"),
    ("lorvania", "Lorvania", "Lorvania", "Lorvan"), ("mendaria", "Mendaria", "Mendaria", "Mendar"),
    ("olvenia", "Olvenia", "Olvenia", "Olven"), ("pardenia", "Pardenia", "Pardenia", "Parden"),
    ("querelia", "Querelia", "Querelia", "Querel"), ("rovandia", "Rovandia", "Rovandia", "Rovand"),
    ("selmaria", "Selmaria", "Selmaria", "Selmar"), ("tarvenia", "Tarvenia", "Tarvenia", "Tarvén"),
    ("ulmoria", "Ulmoria", "Ulmoria", "Ulmor"), ("verdania-islands", "Verdania Islands", "Islas Verdania", "Bahía Verdan"),
    ("westmoria", "Westmoria", "Westmoria", "Westmor"), ("xanteria", "Xanteria", "Xanteria", "Xanter"),
    ("yoldavia", "Yoldavia", "Yoldavia", "Yoldav"), ("zarmenia", "Zarmenia", "Zarmenia", "Zarmen"),
    ("arvendale", "Arvendale", "Arvendal", "Arven"), ("bostrania", "Bostrania", "Bostrania", "Bostran"),
    ("calverra", "Calverra", "Calverra", "Calver"), ("drenmark", "Drenmark", "Drenmarca", "Drenstad"),
    ("esquelia", "Esquelia", "Esquelia", "Esquel Real"), ("fjordania", "Fjordania", "Fiordania", "Fjordhavn"),
    ("gelvia", "Gelvia", "Gelvia", "Gelv"), ("hostovia", "Hostovia", "Hostovia", "Hostov"),
    ("inverlia", "Inverlia", "Inverlia", "Inverl"), ("jastonia", "Jastonia", "Jastonia", "Jaston"),
    ("karvelia", "Karvelia", "Carvelia", "Karvel"), ("lumbria", "Lumbria", "Lumbria", "Lumbr"),
    ("morvandia", "Morvandia", "Morvandia", "Morvand"), ("nelvaria", "Nelvaria", "Nelvaria", "Nelvar"),
    ("ostrelia", "Ostrelia", "Ostrelia", "Ostrel"), ("palvera", "Palvera", "Palvera", "Palver"),
    ("quintovia", "Quintovia", "Quintovia", "Quintov"), ("ralmenia", "Ralmenia", "Ralmenia", "Ralmen"),
    ("sorvaria", "Sorvaria", "Sorvaria", "Sorvar"), ("telvonia", "Telvonia", "Telvonia", "Telvon"),
    ("umbralia", "Umbralia", "Umbralia", "Umbral"), ("valdemor", "Valdemor", "Valdemoro del Mar", "Valdem"),
    ("worlania", "Worlania", "Vorlania", "Worlan"), ("yelvania", "Yelvania", "Yelvania", "Yelvan"),
    ("zolmaria", "Zolmaria", "Zolmaria", "Zolmar"), ("albrenia", "Albrenia", "Albrenia", "Albren"),
    ("belmorra", "Belmorra", "Belmorra", "Belmor"), ("crandovia", "Crandovia", "Crandovia", "Crandov"),
    ("dolvania", "Dolvania", "Dolvania", "Dolvan"), ("elmaria", "Elmaria", "Elmaria", "Elmar"),
    ("farvonia", "Farvonia", "Farvonia", "Farvon"), ("grenalia", "Grenalia", "Grenalia", "Grenal"),
)  # fmt: skip
"""States: id, English, Spanish, capital. The first three are neighbours."""

ORGANISATIONS: Final = (
    ("meridian-union", "Meridian Union", "Unión Meridiana"),
    ("assembly-of-nations-of-the-two-seas", "Assembly of Nations of the Two Seas", "Asamblea de Naciones de los Dos Mares"),
    ("league-of-river-states", "League of River States", "Liga de Estados Fluviales"),
    ("two-seas-health-office", "Two Seas Health Office", "Oficina Sanitaria de los Dos Mares"),
    ("meridian-development-fund", "Meridian Development Fund", "Fondo Meridiano de Desarrollo"),
    ("court-of-the-two-seas", "Court of the Two Seas", "Corte de los Dos Mares"),
)

GIVEN: Final = (
    "Ana", "Bruno", "Carla", "Darío", "Elena", "Fabio", "Gloria", "Hugo", "Inés", "Javier", "Karina", "Leandro", "Marta",
    "Néstor", "Olga", "Pablo", "Rosa", "Saúl", "Teresa", "Ulises", "Vera", "Ximena", "Yago", "Zoila",
)  # fmt: skip
SURNAMES: Final = (
    "Almendor", "Brisanto", "Cortevela", "Durmeño", "Escalverde", "Farolmar", "Gavilbrán", "Hontalar", "Iguerosa", "Jardimonte",
    "Lamparosa", "Marbellón", "Nublarena", "Olvidamar", "Pedralosa", "Quirmosa", "Riverlán", "Solmarín", "Torvelino", "Umbrosa",
    "Valdecalma", "Yerbalinda", "Zafirmar", "Altacosta", "Bruminal", "Cielarroyo",
)  # fmt: skip

SUBJECTS: Final = (
    ("air services", "servicios aéreos"), ("visa exemption for official passports", "supresión de visas en pasaportes oficiales"),
    ("extradition", "extradición"), ("transfer of sentenced persons", "traslado de personas condenadas"),
    ("mutual legal assistance in criminal matters", "asistencia judicial mutua en materia penal"),
    ("double taxation", "doble imposición"), ("customs cooperation", "cooperación aduanera"),
    ("maritime transport", "transporte marítimo"), ("fisheries", "pesca"), ("plant and animal health", "sanidad agropecuaria"),
    ("recognition of degrees", "reconocimiento de títulos"), ("cultural property", "bienes culturales"),
    ("social security", "seguridad social"), ("scientific and technical cooperation", "cooperación científica y técnica"),
    ("protection of investments", "protección de inversiones"), ("working holidays", "vacaciones y trabajo"),
    ("search and rescue at sea", "búsqueda y salvamento en el mar"), ("defence cooperation", "cooperación en defensa"),
)  # fmt: skip

MEMORANDA: Final = (
    ("diplomatic academies", "academias diplomáticas"), ("political consultations", "consultas políticas"),
    ("tourism", "turismo"), ("digital government", "gobierno digital"), ("disaster risk", "gestión del riesgo de desastres"),
    ("public health", "salud pública"), ("museums", "museos"), ("sport", "deporte"), ("water resources", "recursos hídricos"),
    ("small enterprises", "pequeña empresa"), ("gastronomy", "gastronomía"), ("renewable energy", "energías renovables"),
)  # fmt: skip

PROJECTS: Final = (
    ("early warning for floods", "alerta temprana de inundaciones"), ("rural schools", "escuelas rurales"),
    ("vaccination cold chain", "cadena de frío de vacunas"), ("artisanal fisheries", "pesca artesanal"),
    ("potable water", "agua potable"), ("solar lighting", "iluminación solar"), ("teacher exchange", "intercambio docente"),
    ("land registry", "catastro de tierras"), ("reforestation of basins", "reforestación de cuencas"),
    ("coffee quality", "calidad del café"), ("civil registry", "registro civil"), ("women entrepreneurs", "mujeres empresarias"),
)  # fmt: skip

POSTS: Final = (
    "Villamara", "Brenov", "Corvena", "Dalmor", "Porto Elven", "Ciudad Estar", "Fendal", "Garmona", "Irdan", "Jorven", "Kelmor",
    "Lorvan", "Mendar", "Olven", "Parden", "Querel", "Rovand", "Selmar", "Ulmor", "Westmor", "Arven", "Drenstad", "Fjordhavn",
    "Karvel", "Nelvar", "Palver", "Telvon", "Belmor",
)  # fmt: skip
"""Cities with a consular post of Marabrisa, each in the State whose capital it is."""

UNITS: Final = (
    ("Directorate of Political Affairs", "Dirección de Asuntos Políticos"),
    ("Directorate of Economic Promotion", "Dirección de Promoción Económica"),
    ("Directorate of Consular Affairs", "Dirección de Asuntos Consulares"),
    ("Directorate of Treaties", "Dirección de Tratados"),
    ("Agency of Cooperation", "Agencia de Cooperación"),
    ("Directorate of Cultural Policy", "Dirección de Política Cultural"),
    ("General Secretariat", "Secretaría General"),
)

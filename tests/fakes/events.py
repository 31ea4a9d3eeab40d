"""Events that resemble each other in nothing but the desk's subject, for tests that need many different articles."""

from __future__ import annotations

from dataclasses import dataclass

TOWNS = (
    "Agua Parda", "Cerro Hueso", "Dos Mezquites", "El Carrizal Viejo", "Fundición Alta", "Guayabitos", "Horcones", "Isla Raza",
    "Jacarandas", "La Tinaja Seca", "Mesa Quemada", "Noria Honda", "Ojo Zarco", "Palo Bobo", "Quebradillas", "Rancho Viejo",
    "San Bruno", "Tres Jagüeyes", "Urique Bajo", "Vado Hondo",
)  # fmt: skip
PEOPLE = (
    "Abel Quiroga", "Berta Lozoya", "Celso Murrieta", "Delia Amparán", "Efrén Tánori", "Flora Buitimea", "Gil Monteverde",
    "Hilda Yocupicio", "Irineo Valenzuela", "Julia Bojórquez", "Kenia Siqueiros", "Lauro Encinas", "Mirna Coronado",
    "Nereo Figueroa", "Olga Burruel", "Ponciano Ibarra", "Quirino Salido", "Rosa Icedo", "Saúl Tapia", "Trini Ozuna",
)  # fmt: skip
SCENES = (
    ("Bakers", "bakery", "flour sacks", "The oven had been left burning and the till was untouched"),
    ("Fishermen", "pier", "shrimp nets", "Their boat drifted for nine hours before the harbour master saw it"),
    ("Truckers", "toll plaza", "trailers", "A convoy of tomatoes blocked both lanes until dusk"),
    ("Miners", "lithium pit", "drill bits", "The night shift walked out and sealed the tunnel behind it"),
    ("Musicians", "wedding hall", "trombones", "Guests hid in the kitchen while the band was led away"),
    ("Teachers", "boarding school", "blackboards", "Parents kept their children at home for the week"),
    ("Ranchers", "cattle auction", "heifers", "Brands had been filed off and the scales broken"),
    ("Nurses", "rural clinic", "vaccines", "The generator failed during the second operation"),
    ("Surveyors", "reservoir", "theodolites", "Stakes that marked the new canal were pulled out"),
    ("Mechanics", "garage", "gearboxes", "A tow truck was found in a ravine with its lights on"),
    ("Beekeepers", "orchard", "hives", "Smoke from the almond rows could be seen from the coast road"),
    ("Jockeys", "racetrack", "saddles", "The third race was called off and the bets returned"),
    ("Divers", "lighthouse", "oxygen tanks", "Coral thieves had worked the reef since spring"),
)


@dataclass(frozen=True)
class Event:
    who: str
    where: str
    town: str
    thing: str
    aside: str
    official: str
    dead: int


def event(slug: str) -> Event:
    """Always the same for a slug; slugs that follow one another have nothing in common."""
    number = sum(ord(letter) * 31**place for place, letter in enumerate(reversed(slug)))
    who, where, thing, aside = SCENES[number % len(SCENES)]
    town, official = TOWNS[number % len(TOWNS)], PEOPLE[(number * 7) % len(PEOPLE)]
    return Event(who=who, where=where, town=town, thing=thing, aside=aside, official=official, dead=2 + number % 17)


def paragraphs(slug: str) -> tuple[str, ...]:
    it = event(slug)
    return (
        f"{it.who} were killed at the {it.where} of {it.town}, Sonora, Mexico, and the homicide file {slug} was opened.",
        f"{it.aside}, said {it.official}, who speaks for {it.town}.",
        f"{it.dead} {it.thing} were taken from the {it.where}, according to {it.official}, and none was found in {it.town}.",
        f"Neighbours of the {it.where} had asked for a patrol since the {it.thing} began to disappear from {it.town}.",
        f"{it.who} of {it.town} will bury their dead beside the {it.where} on Saturday, in the file {slug} of the prosecutor.",
    )

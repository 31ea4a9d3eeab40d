"""A story in the store: three outlets in two languages, a toll that rises, a correction, a quote worded otherwise and one in
another language, and a card that was taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from bot.editorial.stories import Reader
from bot.model.readers import Retraction
from bot.model.reasons import Reason
from bot.model.revisions import FigureChanged, Revision, RevisionKind
from bot.model.text import Span
from bot.store import cards, marks, revisions, stories
from tests.fakes.asking import DESK, NOW
from tests.fakes.cards import card, figure, quote

STORY = "ST-2026-11-24-001"


def _at(hour, minute=0):
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC)


FIRST = (
    "Six people were killed at a bakery in Agua Parda at dawn. Gunmen fled in two grey vans. "
    "“We have not asked the army to leave the valley,” said Berta Lozoya, the mayor. The file was opened."
)
SPANISH = (
    "Ocho personas fueron asesinadas en una panadería de Agua Parda. «No hemos pedido al ejército que deje el valle», dijo "
    "Berta Lozoya, la alcaldesa. La fiscalía abrió la carpeta."
)
LATER = (
    "Twelve people were killed at the bakery in Agua Parda, the state said. "
    "“We have asked the army to leave the valley,” said Berta Lozoya, the mayor. "
    "“They will not walk free,” said Celso Murrieta, the state prosecutor."
)


def the_cards():
    """In the order in which they came."""
    yield card(
        FIRST,
        title="Six killed at bakery in Agua Parda",
        url="https://news.example/bakery",
        outlet="example",
        published=_at(12),
        topics=("homicides",),
        people=("Berta Lozoya",),
        points=("Six people were killed at a bakery in Agua Parda at dawn.",),
        figures=(figure(FIRST, "Six people", "6", unit="people", measure="killed"),),
        quotes=(quote(FIRST, "We have not asked the army to leave the valley,", by="Berta Lozoya", role="the mayor"),),
    )
    yield card(
        SPANISH,
        title="Sube a ocho la cifra de muertos en Agua Parda",
        url="https://ejemplo.example/panaderia",
        outlet="ejemplo",
        language="es",
        region="MX",
        published=_at(13, 30),
        topics=("homicides",),
        people=("Berta Lozoya",),
        points=("Ocho personas fueron asesinadas en una panadería de Agua Parda.",),
        figures=(figure(SPANISH, "Ocho personas", "8", unit="people", measure="asesinadas"),),
        quotes=(
            quote(
                SPANISH,
                "No hemos pedido al ejército que deje el valle",
                by="Berta Lozoya",
                role="la alcaldesa",
            ),
        ),
    )
    yield card(
        LATER,
        title="Toll in Agua Parda rises to twelve",
        url="https://eco.example/toll",
        outlet="El Eco",
        published=_at(16),
        topics=("homicides",),
        people=("Berta Lozoya", "Celso Murrieta"),
        points=("Twelve people were killed at the bakery in Agua Parda, the state said.",),
        figures=(figure(LATER, "Twelve people", "12", unit="people", measure="killed"),),
        quotes=(
            quote(LATER, "We have asked the army to leave the valley,", by="Berta Lozoya", role="the mayor"),
            quote(LATER, "They will not walk free,", by="Celso Murrieta", role="the state prosecutor"),
        ),
    )
    yield card(
        "Forty people were killed in Agua Parda.",
        title="Forty killed, says a channel",
        url="https://eco.example/forty",
        outlet="El Eco",
        published=_at(14),
        topics=("homicides",),
    )


async def keep_story(store):
    """Puts the story into the store, and a card of another one; gives the ids of the cards."""
    reader = Reader(DESK)
    kept = []
    async with store.begin() as tx:
        for number, one in enumerate([*the_cards(), _alone()]):
            made = await cards.insert(tx, one, identity=f"story/{number}", feed_id=None, now=NOW)
            told = {"features": json.dumps(reader.read(made).packed()), "reason": Reason("story-joined", {"score": 0.9})}
            story = STORY if number < 4 else f"ST-{made.id.removeprefix('BB-')}"
            await stories.place(tx, made.id, story, at=made.published, **told)
            kept.append(made.id)
        await marks.retract(
            tx, Retraction(card_id=kept[3], at=_at(15), who="Ana", where="console", reason="Nobody else has it")
        )
        before = replace(next(the_cards()), id=kept[0])
        await revisions.keep(tx, _five(before), _revision())
    return kept


def _five(now):
    """The first card as it stood until it was corrected."""
    text = now.text.replace("Six", "Five")
    return replace(now, text=text, figures=(figure(text, "Five people", "5", unit="people"),))


def _revision():
    changed = FigureChanged(before="Five people", after="Six people", measure=None, sentence=Span(0, 57))
    return Revision(
        number=1, at=_at(14, 30), kind=RevisionKind.SUBSTANTIAL, changes=(changed,), reason=Reason("revision-figure")
    )


def _alone():
    return card(
        "Fishermen blocked the pier of Isla Raza over stolen nets.",
        title="Fishermen block the pier",
        url="https://news.example/pier",
        outlet="example",
        published=_at(11),
        topics=("armed-forces",),
    )

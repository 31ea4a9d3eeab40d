"""A composed digest as messages, with the chart that goes with it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.digests.gathering import drawn
from bot.languages import texts as texts_of
from bot.layout import figures as fig
from bot.layout.charts import chart
from bot.layout.digest import Occasion, digest_messages
from bot.layout.neutral import clean
from bot.model.chat import Chart, Message, Picture
from bot.model.desk import Desk
from bot.model.digests import Digest
from bot.model.series import Series
from bot.store.records import FigureHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a digest is to be shown. `charts`: one is drawn where figures are comparable."""

    occasion: Occasion
    language: str
    zone: str
    charts: bool


async def lay_out(tx: AsyncConnection, digest: Digest, page: Page, desk: Desk, now: datetime) -> tuple[Message, ...]:
    found = await drawn(tx, digest) if page.charts else None
    return digest_messages(
        digest,
        page.occasion,
        desk=desk,
        language=page.language,
        zone=page.zone,
        now=now,
        chart=await _chart(*found, page, desk) if found else None,
        drawn_from={found[1][point.index].source.card_id for point in found[0].points} if found else (),
    )


async def _chart(made: Series, hits: Sequence[FigureHit], page: Page, desk: Desk) -> Chart:
    texts = texts_of(page.language)
    first = hits[made.points[0].index].figure
    names = {outlet.id: outlet.name for outlet in desk.outlets}
    sources = dict.fromkeys(
        clean(names.get(outlet, outlet)) for point in made.points if (outlet := hits[point.index].source.outlet)
    )
    note = texts.say("layout.chart.note", sources=", ".join(sources))
    if first.register:
        note = f"{fig.register_name(first.register, desk.registers, texts)} · {note}"
    counted = clean((first.measure or "").replace(" … ", ", "))
    place = clean(first.place or "")
    title = counted if place.casefold() in counted.casefold() else f"{counted}, {place}"
    shown = chart(made, title=title, note=note, texts=texts)
    # a message is kept whole: what is owed now may be posted where no chart is drawn from its numbers
    return replace(shown, picture=Picture(await asyncio.to_thread(shown.picture.drawn), shown.picture.alt))

"""`/corrections`: what outlets changed in articles that became cards, newest first, old words beside new ones; or all that
changed in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.data import as_data
from bot.commands.options import LIMIT, CardId, Limit, Outlets, PageNumber, Topics
from bot.layout.correction import heading, told
from bot.layout.lines import dotted
from bot.layout.times import moment
from bot.model.chat import Block, Button, Buttons, Context, Heading, Inline, Plain, Reply, Strong
from bot.model.revisions import Revision
from bot.store import revisions as kept
from bot.store.records import StoredCard

_EACH = 3
"""Changes that are told of each card in a list; the card's own list has all."""


@command
async def corrections(
    ask: Ask,
    *,
    id: CardId = "",  # noqa: A002 (the option's name, as users type it)
    outlet: Outlets = (),
    topic: Topics = (),
    since: When | None = None,
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    if id:
        return await _of_card(ask, id)
    outlets = tuple(dict.fromkeys(name for one in outlet for name in (ask.outlet_name(one), one)))
    async with ask.store.read() as tx:
        found = await kept.latest(
            tx,
            limit=limit,
            offset=(page - 1) * limit,
            outlets=outlets,
            topics=topic,
            since=since.start if since else None,
        )
    data = {"total": found.total, "corrections": [_data(one.stored, one.revision) for one in found.items]}
    if not found.items:
        return show.nothing(ask, "corrections.none", total=found.total, data=data)
    blocks: list[Block] = [show.heading(ask, "corrections.title", count=found.total)]
    for one in found.items:
        blocks.append(Heading((show.headline(ask, one.stored.source),), level=2))
        blocks += _told(ask, one.stored, one.revision, most=_EACH)
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data)


async def _of_card(ask: Ask, card_id: str) -> Reply:
    """All that changed in one card, the last change first."""
    stored = await held.card(ask, card_id)
    if gone := show.retracted(ask, stored):
        return gone
    async with ask.store.read() as tx:
        made = await kept.of_card(tx, stored.card.id or "")
    data = {"id": stored.card.id, "corrections": [_data(stored, one) for one in made]}
    blocks: list[Block] = [show.heading_of(ask, stored.source), Context(dotted(show.origin(ask, stored.source)))]
    for one in reversed(made):
        blocks += _told(ask, stored, one)
    if not made:
        blocks.append(show.sentence(ask, "corrections.unchanged"))
    blocks.append(Buttons((Button(ask.texts.say("labels.whole_card"), f"/card {stored.card.id}"),)))
    return Reply(blocks=tuple(blocks), data=data)


def _told(ask: Ask, stored: StoredCard, revision: Revision, most: int | None = None) -> Iterable[Block]:
    at = moment(revision.at, language=ask.language, now=ask.now, zone=ask.zone)
    outlet = ask.outlet_name(stored.card.outlet)
    parts: list[Inline] = [Strong(heading(revision, ask.texts)), at]
    if most is not None:
        parts += show.origin(ask, stored.source)
    yield Context(dotted(parts))
    changes = told(stored.card, revision, ask.texts, outlet=outlet, most=most)
    yield from changes
    if not changes:
        yield Context((Plain(ask.texts.reason(revision.reason)),))


def _data(stored: StoredCard, revision: Revision) -> dict[str, Any]:
    changes: Sequence[Any] = [as_data(change) for change in revision.telling]
    about = {"id": stored.card.id, "title": stored.card.title, "outlet": stored.card.outlet, "url": stored.card.url}
    named = {"number": revision.number, "at": as_data(revision.at), "kind": revision.kind.value}
    return about | named | {"reason": revision.reason.code, "changes": changes}

"""`/evidence`: what a card stands on, sentence by sentence, from our own copy of the article."""

from __future__ import annotations

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import CardId, CardPart, part_of
from bot.layout.evidence import evidence as laid_out
from bot.layout.times import moment
from bot.model.chat import Block, Button, Buttons, Code, Context, Plain, Reply


@command
async def evidence(ask: Ask, *, id: CardId, part: CardPart = "") -> Reply:  # noqa: A002 (the option's name, as users type it)
    stored = await held.card(ask, id)
    if gone := show.retracted(ask, stored):
        return gone
    card, say = stored.card, ask.texts.say
    told = laid_out(card, ask.texts, part_of(part))
    kept = moment(stored.stored_at, language=ask.language, now=ask.now, zone=ask.zone)
    blocks: list[Block] = [
        show.heading_of(ask, stored.source),
        Context(show.listed(show.origin(ask, stored.source))),
        Context((Plain(say("replies.evidence.copy")), kept, Plain(" · SHA-256 "), Code(card.source_sha256[:12]))),
    ]
    if card.extent.value != "full":
        blocks.append(Context((Plain(say(f"layout.extent.{card.extent.value}")),)))
    blocks += told or [show.sentence(ask, "evidence.none")]
    blocks.append(Buttons((Button(say("labels.whole_card"), f"/card {card.id}"),)))
    data = {
        "id": card.id,
        "source_sha256": card.source_sha256,
        "kept_at": as_data(stored.stored_at),
        "text": card.text,
        "sentences": as_data(card.sentences),
        "points": as_data(card.points),
        "quotes": as_data(card.quotes),
        "figures": as_data(card.figures),
    }
    return Reply(blocks=tuple(blocks), data=data)

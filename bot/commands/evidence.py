"""`/evidence`: what a card stands on, sentence by sentence, from our own copy of the article."""

from __future__ import annotations

from datetime import datetime

from bot.commands import elsewhere, held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import CardId, CardPart, part_of
from bot.layout.card import WHOLE
from bot.layout.evidence import evidence as laid_out
from bot.layout.lines import dotted
from bot.layout.neutral import clean
from bot.layout.quotes import attribution, said
from bot.layout.times import moment
from bot.model.cards import Card
from bot.model.chat import Block, Button, Buttons, Code, Context, Heading, Moment, Paragraph, Plain, Quotation, Reply
from bot.store import revisions


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
        Context(dotted(show.origin(ask, stored.source))),
        Context((Plain(say("replies.evidence.copy")), kept, Plain(" · SHA-256 "), Code(card.source_sha256[:12]))),
    ]
    if card.extent.value != "full":
        blocks.append(Context((Plain(say(f"layout.extent.{card.extent.value}")),)))
    earlier = await _earlier(ask, card)
    if part_of(part) in {None, "quotes"}:
        told = (*told, *await _elsewhere(ask, card))
    blocks += told or [show.sentence(ask, "evidence.none")]
    if earlier:
        blocks.append(Heading((Plain(say("replies.evidence.earlier")),), level=2))
        blocks += [Paragraph((Plain(clean(sentence)), Plain(" — "), _until(ask, at))) for sentence, at in earlier]
    blocks.append(Buttons((Button(say("labels.whole_card"), f"/card {card.id}"),)))
    data = {
        "id": card.id,
        "source_sha256": card.source_sha256,
        "kept_at": as_data(stored.stored_at),
        "earlier": [{"text": sentence, "until": as_data(at)} for sentence, at in earlier],
        "text": card.text,
        "sentences": as_data(card.sentences),
        "points": as_data(card.points),
        "quotes": as_data(card.quotes),
        "figures": as_data(card.figures),
    }
    return Reply(blocks=tuple(blocks), data=data)


async def _earlier(ask: Ask, card: Card) -> list[tuple[str, datetime]]:
    """Sentences of older versions that the article has no longer, and that claimed what it claims no longer; each with when it
    was found changed."""
    async with ask.store.read() as tx:
        made = await revisions.before(tx, card.id or "")
    found: dict[str, datetime] = {}
    for revision, old in made:
        claimed = [words for change in revision.telling if (words := getattr(change, "before", None))]
        for span in old.sentences:
            sentence = span.of(old.text)
            if sentence not in card.text and any(words in sentence for words in claimed):
                found[sentence] = revision.at
    return list(found.items())


def _until(ask: Ask, at: datetime) -> Moment:
    return moment(at, language=ask.language, now=ask.now, zone=ask.zone)


async def _elsewhere(ask: Ask, card: Card) -> list[Block]:
    """The card's quotes as other cards have them."""
    known = await elsewhere.versions_of(ask, [(card.id or "", quote) for quote in card.quotes])
    blocks: list[Block] = []
    for quote, some in zip(card.quotes, known, strict=True):
        if some:
            blocks.append(Quotation(said(quote), attribution(quote.speaker, ask.texts, WHOLE.part)))
            blocks += elsewhere.lines(ask, quote, some)
    heading = Heading((Plain(ask.texts.say("replies.evidence.elsewhere")),), level=2)
    return [heading, *blocks] if blocks else []

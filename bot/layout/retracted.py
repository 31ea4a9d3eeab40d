"""A card that was taken back, as it stands from then on: that it was, why, and nothing of what it said."""

from __future__ import annotations

from bot.languages import texts as texts_of
from bot.layout.headlines import headline
from bot.layout.lines import DOT
from bot.layout.neutral import clean
from bot.layout.times import day
from bot.model.cards import Card
from bot.model.chat import Block, Code, Context, Heading, Inline, Message, Moment, Paragraph, Plain, Strong
from bot.model.readers import Retraction


def retracted_message(card: Card, retraction: Retraction, *, outlet: str, language: str, zone: str = "UTC") -> Message:
    """What takes the card's place wherever it was posted, and what every command shows of it."""
    say = texts_of(language).say
    title, reason = clean(card.title or "") or say("layout.untitled"), clean(retraction.reason)
    about: list[Inline] = [Strong(clean(outlet)), DOT] if outlet else []
    about += [Moment(retraction.at, day(retraction.at, language=language, zone=zone)), DOT, Code(clean(retraction.card_id))]
    blocks: tuple[Block, ...] = (
        Heading((Plain(say("layout.retracted.heading")),)),
        Paragraph((headline(title, card.url),)),
        Paragraph((Plain(say("layout.retracted.why", reason=reason)),)),
        Paragraph((Plain(say("layout.retracted.remedy")),)),
        Context(tuple(about)),
    )
    summary = say("layout.retracted.summary", title=title, reason=reason)
    return Message(blocks=blocks, summary=summary, language=language, article=card.id)

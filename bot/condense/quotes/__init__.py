"""Quotes with their speakers, by the grammar of quoting and the words of `speech.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes.assemble import assemble
from bot.condense.quotes.descriptions import office_holders
from bot.condense.quotes.lexicon import lexicon_of
from bot.condense.quotes.speakers import find_speech
from bot.model.cards import Quote
from bot.model.desk import Office, Person


def find_quotes(
    doc: Document,
    entities: Sequence[Entity],
    *,
    offices: Sequence[Office] = (),
    people: Sequence[Person] = (),
    published: datetime | None = None,
    region: str | None = None,
) -> tuple[Quote, ...]:
    """All quotes of the text, in order, each with its speaker where the text tells one.

    `offices` and `people` give a name to a bare office (“the president”) by the article's date `published`, where the article's
    `region` (a country's code) is the office's. Spans are disjoint and stand without the marks.
    """
    lexicon = lexicon_of(doc.language)
    holders = office_holders(offices, people, doc.language.code, published, region or doc.language.region.code)
    return assemble(doc, lexicon, find_speech(doc, lexicon, entities, holders))

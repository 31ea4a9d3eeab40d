"""Quotes with their speakers, by the grammar of quoting and the words of `speech.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes.speakers import attribute
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
    return attribute(doc, entities, offices=offices, people=people, published=published, region=region)

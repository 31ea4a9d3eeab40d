"""What of a card stands in tables of its own: its body, topics, names, quotes, figures, and the words that find it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import card_json, folding
from bot.model.cards import Card, Figure, Name, PersonName, Quote
from bot.store import fulltext, naming, schema, wire


async def keep(tx: AsyncConnection, seq: int, card: Card) -> None:
    """`seq`: the number of the card's row."""
    await tx.execute(schema.card_bodies.insert().values(card_seq=seq, json=card_json.dumps(card)))
    await fulltext.index(tx, "card_words", [_card_item(seq, card)])
    scores = {topic.id: topic.score for topic in card.topics}
    if scores:
        rows = [{"topic": topic, "card_seq": seq, "score": score} for topic, score in scores.items()]
        await tx.execute(schema.card_topics.insert(), rows)
    await _named(tx, seq, card)
    await _quotes(tx, seq, card)
    await _figures(tx, seq, card)


async def drop(tx: AsyncConnection, seq: int, card: Card) -> None:
    """All that `keep` put in. The full-text tables of SQLite keep no texts: they have to be told what to forget."""
    await _unname(tx, seq)
    await fulltext.forget(tx, "card_words", [_card_item(seq, card)])
    quotes = await _rows_of(tx, schema.quotes, seq)
    told = [(number, card.quotes[at]) for number, at in quotes]
    items = [_quote_item(number, quote, wire.sentences_around(card, quote.spans)) for number, quote in told]
    await fulltext.forget(tx, "quote_words", items)
    figures = await _rows_of(tx, schema.figures, seq)
    await fulltext.forget(tx, "figure_words", [_figure_item(number, card.figures[at], card.text) for number, at in figures])
    for table in (schema.quotes, schema.figures, schema.card_names, schema.card_topics, schema.card_bodies):
        await tx.execute(delete(table).where(table.c.card_seq == seq))


async def _rows_of(tx: AsyncConnection, table: Table, seq: int) -> list[tuple[int, int]]:
    """Each row's number and its place on the card."""
    rows = await tx.execute(select(table.c.id, table.c.position).where(table.c.card_seq == seq).order_by(table.c.position))
    return [(row.id, row.position) for row in rows]


async def _unname(tx: AsyncConnection, seq: int) -> None:
    """The names that the card used are used by one card, or its quotes, less."""
    names = schema.card_names.c
    used = Counter((await tx.execute(select(names.name_id).where(names.card_seq == seq))).scalars())
    said = schema.quotes.c
    speakers = select(said.speaker_id).where(said.card_seq == seq, said.speaker_id.is_not(None))
    await naming.unuse(tx, used + Counter((await tx.execute(speakers)).scalars()))


async def _named(tx: AsyncConnection, seq: int, card: Card) -> None:
    found: dict[naming.Kind, Sequence[PersonName | Name]] = {
        "person": card.people,
        "organisation": card.organisations,
        "place": card.places,
    }
    rows: set[int] = set()
    for kind, some in found.items():
        once = {folding.key(one.name): one.name for one in reversed(some)}.values()
        rows.update((await naming.ids(tx, kind, once)).values())
    if rows:
        await tx.execute(schema.card_names.insert(), [{"name_id": one, "card_seq": seq} for one in sorted(rows)])


async def _quotes(tx: AsyncConnection, seq: int, card: Card) -> None:
    found = [(quote, wire.sentences_around(card, quote.spans)) for quote in card.quotes]
    speakers = await naming.ids(tx, "speaker", [name for quote, _ in found if quote.speaker and (name := quote.speaker.name)])
    rows = [
        {
            "card_seq": seq,
            "position": at,
            "speaker_id": speakers.get(quote.speaker.name) if quote.speaker and quote.speaker.name else None,
            "json": wire.QUOTE.dump_json((quote, sentences)).decode(),
        }
        for at, (quote, sentences) in enumerate(found)
    ]
    ids = await _numbered(tx, schema.quotes, schema.quotes.c.id, rows)
    items = [_quote_item(number, quote, sentences) for number, (quote, sentences) in zip(ids, found, strict=True)]
    await fulltext.index(tx, "quote_words", items)


async def _figures(tx: AsyncConnection, seq: int, card: Card) -> None:
    rows = [
        {"card_seq": seq, "position": at, "json": wire.FIGURE.dump_json((figure, figure.sentence.of(card.text))).decode()}
        for at, figure in enumerate(card.figures)
    ]
    ids = await _numbered(tx, schema.figures, schema.figures.c.id, rows)
    items = [_figure_item(number, figure, card.text) for number, figure in zip(ids, card.figures, strict=True)]
    await fulltext.index(tx, "figure_words", items)


def _card_item(seq: int, card: Card) -> fulltext.Item:
    return fulltext.Item(id=seq, head=card.title or "", body=card.text)


def _quote_item(number: int, quote: Quote, sentences: Sequence[str]) -> fulltext.Item:
    said_by = (quote.speaker.name, quote.speaker.role) if quote.speaker else ()
    return fulltext.Item(id=number, head=quote.text, body=_joined([*sentences, *said_by]))


def _figure_item(number: int, figure: Figure, text: str) -> fulltext.Item:
    return fulltext.Item(
        id=number,
        head=_joined([figure.measure, figure.unit]),
        body=_joined([figure.sentence.of(text), figure.place, figure.period]),
    )


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(part for part in parts if part)


async def _numbered(
    tx: AsyncConnection, table: Table, number: ColumnElement[int], rows: Sequence[Mapping[str, object]]
) -> list[int]:
    """Insert the rows and give their numbers, in their order."""
    if not rows:
        return []
    kept = await tx.execute(table.insert().returning(number, sort_by_parameter_order=True), rows)
    return list(kept.scalars())

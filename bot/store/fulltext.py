"""Full-text search behind two functions: `index` puts an item's words in, `meeting` is the condition that finds it again.

SQLite holds the words in a contentless FTS5 table, PostgreSQL in a `tsvector`. Both are given folded words (`folding`), and
questions are put together from folded words only: no text that a user types is ever read as an operator.

An item has two parts: its `head` (a title, a measure) and its `body`; a question may ask for the head alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, cast, column, func, not_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import folding
from bot.model.query import Query
from bot.store.dialect import is_sqlite

MOST_BYTES = 400_000
"""An item's words beyond this are not indexed: PostgreSQL refuses a `tsvector` of a megabyte. About 60,000 words."""

_MOST_POSITION = 16_383  # PostgreSQL counts no further: after so many words it finds words, but no phrases
_GAP = 2  # between head and body, so that no phrase runs from one into the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    id: int
    head: str
    body: str


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side. `open`: the last one is only a beginning. `head`: to be met in the head."""

    words: tuple[str, ...]
    open: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of `terms` and none of `without`. `hopeless`: words were asked for, but none that any text can hold."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    hopeless: bool = False


def wanted(query: Query, *, head: str | None = None) -> Wanted:
    """What a query asks of the words. A word that ends in `*` stands for any ending; `head` is asked of the head."""
    asked = (*query.words, *query.phrases)
    terms = (*_terms(asked), *_terms((head or "").split(), head=True))
    return Wanted(
        terms=terms,
        without=tuple(_terms(query.without)),
        hopeless=not terms and bool(asked or head),
    )


def _terms(texts: Iterable[str], *, head: bool = False) -> list[Term]:
    found = ((tuple(folding.words(text)), text) for text in texts)
    return [Term(words, text.rstrip().endswith("*"), head) for words, text in found if words]


async def index(tx: AsyncConnection, name: str, items: Sequence[Item]) -> None:
    """Index new items under the table `name`. Each id is given once."""
    if not items:
        return
    if is_sqlite(tx):
        into = table(name, column("rowid"), column("head"), column("body"))
        rows: list[dict[str, object]] = []
        for item in items:
            head = _capped(item.head)
            rows.append({"rowid": item.id, "head": " ".join(head), "body": " ".join(_capped(item.body))})
        await tx.execute(into.insert(), rows)
    else:
        into = table(name, column("id"), column("words", TSVECTOR))
        await tx.execute(into.insert(), [{"id": item.id, "words": _vector(item)} for item in items])


async def forget(tx: AsyncConnection, name: str, items: Sequence[Item]) -> None:
    """Take items out again. They are given as they were put in, word for word: SQLite's table does not know them otherwise."""
    if not items:
        return
    if is_sqlite(tx):
        into = table(name, column(name), column("rowid"), column("head"), column("body"))
        rows = [
            {name: "delete", "rowid": one.id, "head": " ".join(_capped(one.head)), "body": " ".join(_capped(one.body))}
            for one in items
        ]
        await tx.execute(into.insert(), rows)
    else:
        kept = table(name, column("id"))
        await tx.execute(kept.delete().where(kept.c.id.in_([one.id for one in items])))


def meeting(tx: AsyncConnection, name: str, id_column: ColumnElement[int], asked: Wanted) -> list[ColumnElement[bool]]:
    """The conditions under which a row, whose item has the id of `id_column`, meets what is asked."""
    conditions: list[ColumnElement[bool]] = []
    if asked.terms:
        conditions.append(id_column.in_(_matches(tx, name, asked.terms, every=True)))
    if asked.without:
        conditions.append(not_(id_column.in_(_matches(tx, name, asked.without, every=False))))
    return conditions


async def count(tx: AsyncConnection, name: str, asked: Wanted, *, most: int) -> int:
    """How many items hold all the terms, counted up to `most`."""
    some = _matches(tx, name, asked.terms, every=True).limit(most).subquery()
    number: int = (await tx.execute(select(func.count()).select_from(some))).scalar_one()
    return number


def _matches(tx: AsyncConnection, name: str, terms: Sequence[Term], *, every: bool) -> Select[tuple[int]]:
    if is_sqlite(tx):
        held = table(name, column("rowid"), column(name))
        question = (" AND " if every else " OR ").join(_fts5(term) for term in terms)
        return select(held.c.rowid).where(held.c[name].op("MATCH", is_comparison=True)(question))
    held = table(name, column("id"), column("words", TSVECTOR))
    question = (" & " if every else " | ").join(_tsquery(term) for term in terms)
    return select(held.c.id).where(held.c.words.op("@@", is_comparison=True)(cast(question, TSQUERY)))


def _fts5(term: Term) -> str:
    phrase = f'"{" ".join(term.words)}"' + ("*" if term.open else "")
    return f"head : {phrase}" if term.head else phrase


def _tsquery(term: Term) -> str:
    weight = "A" if term.head else ""
    marks = [weight] * (len(term.words) - 1) + [weight + ("*" if term.open else "")]
    parts = [f"'{word}'" + (f":{mark}" if mark else "") for word, mark in zip(term.words, marks, strict=True)]
    return f"({' <-> '.join(parts)})"


def _vector(item: Item) -> str:
    head = _capped(item.head)
    places: dict[str, list[str]] = {}
    for position, word in enumerate(head, start=1):
        places.setdefault(word, []).append(f"{min(position, _MOST_POSITION)}A")
    for position, word in enumerate(_capped(item.body), start=len(head) + _GAP):
        places.setdefault(word, []).append(str(min(position, _MOST_POSITION)))
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())


def _capped(text: str) -> list[str]:
    found = folding.words(text)
    room = MOST_BYTES
    for count, word in enumerate(found):
        room -= len(word.encode()) + 1
        if room < 0:
            return found[:count]
    return found

"""Cards' numbers in the tables, from the ids that everybody else knows them by."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from bot.store import schema


def seq_of(card_id: str) -> ColumnElement[int]:
    """To be compared with or inserted as a `card_seq`; null for an unknown id."""
    return select(schema.cards.c.seq).where(schema.cards.c.id == card_id.strip().upper()).scalar_subquery()

"""Somebody on Discord is the same person on every server and in direct messages: what is theirs stands together."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NAMES = ("platform", "workspace", "person")
_FOLLOWS = sa.table("follows", *map(sa.column, ("id", *_NAMES, "kind", "subject", "place")))
_SAVES = sa.table("saves", *map(sa.column, (*_NAMES, "card_seq", "at")))


def upgrade() -> None:
    _follows()
    _saves()


def _follows() -> None:
    """What was followed on several servers is followed once, since when it was first."""
    tx, kept = op.get_bind(), _FOLLOWS.c
    seen: set[tuple[str, str, str]] = set()
    rows = tx.execute(sa.select(kept.id, kept.person, kept.kind, kept.subject).where(kept.platform == "discord"))
    for id_, person, kind, subject in sorted(map(tuple, rows)):
        if (person, kind, subject) in seen:
            tx.execute(_FOLLOWS.delete().where(kept.id == id_))
        seen.add((person, kind, subject))
    for person in {person for person, _kind, _subject in seen}:
        mine = _FOLLOWS.update().where(kept.platform == "discord", kept.person == person)
        tx.execute(mine.values(workspace="", place=json.dumps(["discord", "", person, ""])))


def _saves() -> None:
    """What was kept on several servers is kept once, since when it was last."""
    tx, kept, other = op.get_bind(), _SAVES.c, _SAVES.alias("other").c
    same = sa.and_(other.platform == kept.platform, other.person == kept.person, other.card_seq == kept.card_seq)
    later = sa.or_(other.at > kept.at, sa.and_(other.at == kept.at, other.workspace > kept.workspace))
    covered = sa.exists().where(same, later)
    tx.execute(_SAVES.delete().where(kept.platform == "discord", covered))
    tx.execute(_SAVES.update().where(kept.platform == "discord").values(workspace=""))

"""Who and what is named: people, organisations and places, with all their mentions."""

from __future__ import annotations

from bot.condense.names.entity import Entity, Kind
from bot.condense.names.find import find_names
from bot.condense.names.known import KnownNames, known_names

__all__ = ["Entity", "Kind", "KnownNames", "find_names", "known_names"]

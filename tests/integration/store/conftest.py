from __future__ import annotations

from tests.fakes.databases import database, postgresql, store

__all__ = ["database", "postgresql", "store"]

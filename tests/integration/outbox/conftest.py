from __future__ import annotations

from tests.fakes.databases import database, kind, postgresql, prepared, store

__all__ = ["database", "kind", "postgresql", "prepared", "store"]

from __future__ import annotations

from tests.fakes.databases import database, postgresql

__all__ = ["database", "postgresql"]

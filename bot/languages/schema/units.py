"""`units.toml`."""

from __future__ import annotations

from bot.languages.schema import Table


class Units(Table):
    pass

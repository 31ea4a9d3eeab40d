"""`numbers.toml`."""

from __future__ import annotations

from bot.languages.schema import Table


class Numbers(Table):
    pass

"""`names.toml`."""

from __future__ import annotations

from bot.languages.schema import Table


class Names(Table):
    pass

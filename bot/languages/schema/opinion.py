"""`opinion.toml`: how a page says that it is somebody's opinion and no report."""

from __future__ import annotations

from bot.languages.schema import Table


class Opinion(Table):
    """Words are folded when they are compared. A language without them has reports only."""

    sections: tuple[str, ...] = ()
    """Parts of an address: `opinion`, `columnas`."""

    labels: tuple[str, ...] = ()
    """What stands before the headline or over the text: `Editorial`, `Opinión`."""

"""A newsroom of two pieces, written into a folder of the test's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

MASTHEADS = """
[[outlet]]
id = "gazette"
name = "The Gazette"
host = "www.gazette.example"
language = "en"
tagline = "All the <news>"
template = "site_ledger.html"
[[outlet.feed]]
id = "all"
path = "/feed.xml"
format = "rss"
title = "The Gazette"
[[outlet.feed]]
id = "whole"
path = "/whole.atom"
format = "atom"
title = "The Gazette, whole"
whole = true
[[outlet.feed]]
id = "short"
path = "/short.xml"
format = "rss"
title = "The Gazette, cut short"
fault = "truncated"
"""

PIECE = """+++
outlet = "gazette"
section = "town"
title = "Five held & counting"
summary = "Police in Armadillo held five."
author = "Ana Roe"
at = 10
lag = 30
feeds = ["all", "whole", "short"]
tags = ["police"]
[[revision]]
at = 40
note = "Correction: it was six."
add = "A sixth was found in the barn."
[[revision.change]]
old = "held five men"
new = "held six men"
+++
ARMADILLO — Police held five men on Monday, the “largest
haul” of the year.

## Why it matters

Nobody knows <yet>.
"""

SECOND = """+++
outlet = "gazette"
section = "town"
title = "The barn burns"
summary = "Nobody was hurt."
at = 20
feeds = ["all"]
dated = false
tracked = true
+++
The barn burned down.
"""


def write_newsroom(folder: Path, **files: str) -> Path:
    """Files are named by their stem with `_` for `-`; `newsroom` is newsroom.toml, all others are pieces."""
    contents = {"newsroom": MASTHEADS, "five_held": PIECE, "the_barn_burns": SECOND} | files
    for stem, text in contents.items():
        name = "newsroom.toml" if stem == "newsroom" else f"{stem.replace('_', '-')}.md"
        (folder / name).write_text(text, "utf-8")
    return folder


class HandClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

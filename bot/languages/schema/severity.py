"""`severity.toml`: words that tell how grave an event is."""

from __future__ import annotations

from bot.languages.schema import Table


class Severity(Table):
    """All words in lower case; they are folded when they are compared, and `*` at a word's end stands for any ending. They are
    looked for in an article's headline and key points. A language without them has no grave events."""

    gravest: tuple[str, ...] = ()
    """Many dead, the state itself attacked, a whole place cut off: `massacre*`, `car bomb*`, `state of emergency`."""

    grave: tuple[str, ...] = ()
    """Killings, abductions, fighting: `killed`, `ambush*`, `kidnap*`."""

    serious: tuple[str, ...] = ()
    """Violence without deaths, great seizures, arrests of leaders, measures of states: `wounded`, `blockade*`, `sanctions`."""

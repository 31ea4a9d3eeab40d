"""`questions.toml`: what people ask with, and how a period is named plainly."""

from __future__ import annotations

from bot.languages.schema import Table


class Questions(Table):
    """All words in lower case. A language without them is not asked in."""

    asking: tuple[str, ...] = ()
    """Words that make a question and are not looked for: `what`, `tell me`, `cuándo`, `hay`."""

    numbers: tuple[str, ...] = ()
    """Openings after which a number is wanted: `how many`, `cuántos`."""

    times: tuple[str, ...] = ()
    """Openings after which a date is wanted: `when`, `en qué año`."""

    people: tuple[str, ...] = ()
    """Openings after which a name is wanted: `who`, `quién`."""

    words: tuple[str, ...] = ()
    """Openings after which somebody's own words are wanted: `what did … say`, with the verb at the end: `said`, `dijo`."""

    beings: tuple[str, ...] = ()
    """What nearly every count counts: `people`, `personas`. Not looked for where another word says what is asked."""

    within: tuple[str, ...] = ()
    """What may stand before a year or a month without changing what it means: `in`, `during`, `de`. Not `since`."""

"""What is found out about one region of speech."""

from __future__ import annotations

from dataclasses import dataclass

from bot.condense.quotes.coreference import Bearer, Mention
from bot.condense.quotes.cue import Cue
from bot.condense.quotes.marks import Region
from bot.condense.quotes.passages import Passage


@dataclass(slots=True)
class Found:
    """A region that is speech, with what is known of its speaker."""

    region: Region
    passage: Passage
    position: int
    cue: Cue | None
    mention: Mention | None = None
    bearer: Bearer | None = None
    how: str = ""

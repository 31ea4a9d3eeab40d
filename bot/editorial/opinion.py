"""Whether a card is somebody's opinion and no report: by the section that its address names, or by a label over it. Pure."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Card

_LABEL = re.compile(r"^\W*([^\W\d_][\w -]{2,30}?)\s*(?:[:|/»]|[–—-]\s|$)")
"""What stands over an article or before its headline: `Opinión | …`, `Editorial: …`."""

_FIRST = 120
"""Characters of the text in which its label would stand."""


def opinion_sign(card: Card) -> str | None:
    """The words that say so: a section of the address, or the label before the headline or over the text; None for a report.
    None in a language that is not spoken."""
    if card.language not in available():
        return None
    sections, labels = _words(card.language)
    for part in urlsplit(card.url or "").path.split("/")[:-1]:
        written = unquote(part)
        if folding.key(written) in sections:
            return written
    first = card.text.lstrip()[: _FIRST + 1].split("\n", 1)[0]
    for line in (card.title or "", first):
        label = _LABEL.match(line)
        if label is not None and folding.key(label[1]) in labels:
            return label[1]
    return None


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    opinion = load(language).opinion
    return frozenset(map(folding.key, opinion.sections)), frozenset(map(folding.key, opinion.labels))

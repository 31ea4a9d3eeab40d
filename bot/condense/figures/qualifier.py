"""Words that bend a number: `more than`, `casi`, `or more`."""

from __future__ import annotations

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon

_CLAUSE = 30
"""How many words before `hasta` the verb may stand whose result the number is."""


def qualifier_of(doc: Document, lex: Lexicon, figure: Found) -> tuple[int, int] | None:
    """Its tokens, half-open; None where the number stands plain."""
    lowers, end, floor = doc.lowers, figure.first, figure.floor
    met = lex.qualifiers.behind(lowers, end, floor)
    if met is None and end > floor and (lowers[end - 1] in lex.gaps or lowers[end - 1] == ","):
        met = lex.qualifiers.behind(lowers, end - 1, floor)
        if met and lowers[end - 1] in lex.gaps and " ".join(lowers[met.first : met.last]) in lex.comparing:
            met = None
    if met is not None:
        phrase = " ".join(lowers[met.first : met.last])
        if not (phrase in lex.limits and _leads_to_result(lex, lowers[max(floor, met.first - _CLAUSE) : met.first])):
            return met.first, met.last
    after = lex.qualifiers_after.ahead(lowers, figure.last, figure.stop)
    return (after.first, after.last) if after else None


def _leads_to_result(lex: Lexicon, before: list[str]) -> bool:
    """Whether a movement leads to the number, so that `up to` is no limit but the end of it."""
    return any(word in lex.moves or word in lex.arrivals or word in lex.passages or word in lex.linked_moves for word in before)

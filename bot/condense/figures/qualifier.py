"""Words that bend a number: `more than`, `casi`, `or more`."""

from __future__ import annotations

from bot.condense.figures.found import Found, Part

_CLAUSE = 30
"""How many words before `hasta` the verb may stand whose result the number is."""


def qualifier_of(figure: Found) -> Part | None:
    """Its tokens; None where the number stands plain."""
    sentence = figure.sentence
    lex, lowers, end, floor = sentence.lex, sentence.lowers, figure.first, sentence.floor
    met = lex.qualifiers.behind(lowers, end, floor)
    before = sentence.before(end)
    if met is None and (before in lex.gaps or before == ","):
        met = lex.qualifiers.behind(lowers, end - 1, floor)
        if met and before in lex.gaps and " ".join(lowers[met.first : met.last]) in lex.comparing:
            met = None
    if met is not None:
        limit = " ".join(lowers[met.first : met.last]) in lex.limits
        if not (limit and _leads_to_result(figure, met.first)):
            return met.first, met.last
    after = lex.qualifiers_after.ahead(lowers, figure.last, sentence.stop)
    return (after.first, after.last) if after else None


def _leads_to_result(figure: Found, at: int) -> bool:
    """Whether a movement leads to the number, so that `up to` is no limit but the end of it."""
    sentence = figure.sentence
    lex = sentence.lex
    before = sentence.lowers[max(sentence.floor, at - _CLAUSE) : at]
    return any(word in lex.moves or word in lex.arrivals or word in lex.passages or word in lex.linked_moves for word in before)


def is_from(figure: Found) -> bool:
    """`up from two`: where a change came from."""
    sentence = figure.sentence
    lex, first = sentence.lex, figure.start
    return sentence.before(first) in lex.language.numbers.ranges.openers and sentence.before(first - 1) in lex.particles


def is_compared(figure: Found) -> bool:
    """`frente a los 2.714 millones`, `well above the $8.04`: the other side of a comparison."""
    sentence, start = figure.sentence, figure.start
    lex, lowers = sentence.lex, sentence.lowers
    at = start - (sentence.before(start) in lex.gaps)
    phrase = lex.compared.behind(lowers, at, sentence.floor) or lex.qualifiers.behind(lowers, at, sentence.floor)
    against = lex.compared.behind(lowers, start, sentence.floor)
    if against is not None and against.last - against.first > 1 and at == start:
        return True  # `compared with 6.7 %`
    beside = at < start or figure.carried
    return beside and phrase is not None and " ".join(lowers[phrase.first : phrase.last]) in lex.comparisons

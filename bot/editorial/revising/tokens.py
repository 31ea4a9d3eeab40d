"""The words of a stretch of text, as two versions of it are compared: without case, accents, typography, or the way in which a
number is written."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

from bot.languages import Language
from bot.model.folding import fold
from bot.model.text import Span

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[%$€£¥]")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_POSSESSIVE = re.compile(r"'s$")


class Token(NamedTuple):
    """A word, a number or a sign of money or share. `norm`: what is compared; `number`: it is one, in digits or in words."""

    span: Span
    norm: str
    number: bool = False


def tokens(text: str, span: Span, language: Language) -> tuple[Token, ...]:
    """The words of that stretch of the text, in order."""
    return tuple(_token(text, Span(*match.span()), language) for match in _TOKEN.finditer(text, span.start, span.end))


def _token(text: str, span: Span, language: Language) -> Token:
    word = span.of(text)
    if word[0].isdigit():
        return Token(span, _digits(word, language.region.decimal), number=True)
    folded = _POSSESSIVE.sub("", fold(word.replace("’", "'").replace("ʼ", "'")))
    value = _cardinals(language).get(folded)
    return Token(span, folded if value is None else str(value), number=value is not None)


def _digits(word: str, decimal: str) -> str:
    """`1,200` and `1200` alike; a mark that parts no groups is the decimal one."""
    grouped = _GROUPED.fullmatch(word)
    if grouped and grouped[1] != decimal:
        word = word.replace(grouped[1], "")
    try:
        value = Decimal(word.replace(",", "."))
    except InvalidOperation:
        return word
    return format(value.normalize(), "f")


@cache
def _cardinals(language: Language) -> dict[str, int]:
    """Number words, without those for one, which are articles as well."""
    numbers = language.numbers
    return {fold(word): value for word, value in numbers.cardinals.items() if word not in numbers.one}

"""Which language a text is written in, or none that can be told.

Trigrams (lingua, in its light mode: 20 MB, under 2 ms) choose among the languages that news is written in, so that the
neighbours of a language we speak have names of their own. Most windows have to agree, and where we speak the language they
find, its own function words have to be there: lists of names, tables and mixed texts are then nobody's language.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.languages import available, load, readable

if TYPE_CHECKING:
    from lingua import LanguageDetector

LOOKED_AT = 1_600
"""Characters of the text that are looked at; the first lines tell, and time must not grow with the text."""

WINDOW = 400
LEAST_WORDS = 6
LEAST_CONFIDENCE = 0.5
LEAST_AGREEMENT = 0.7
"""Share of the windows; a quotation in another language may fill one of them."""

LEAST_FUNCTION_WORDS = 0.12
"""Share of words; running prose has between a quarter and a half in both languages."""

FEW_WORDS = 16
"""Trigrams often err on a text of fewer words: what its feed declares weighs more there."""

LEAST_CHANCE = 0.02
"""What trigrams have to give the declared language; feeds seldom declare another than they are written in."""

SURE = 0.8

_LANGUAGES = (
    "AFRIKAANS BASQUE CATALAN CROATIAN CZECH DANISH DUTCH ENGLISH ESTONIAN FINNISH FRENCH GERMAN HUNGARIAN INDONESIAN ITALIAN "
    "LATIN LITHUANIAN NYNORSK BOKMAL POLISH PORTUGUESE ROMANIAN SLOVAK SLOVENE SPANISH SWAHILI SWEDISH TAGALOG TURKISH "
    "VIETNAMESE ARABIC CHINESE GREEK HEBREW HINDI JAPANESE KOREAN PERSIAN RUSSIAN UKRAINIAN"
)
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{6}")


def language_of(text: str, *, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language, also of languages that we do not speak; None: it cannot be told. `declared`:
    what its feed says; it counts where the text is too short to tell, or does not tell, and may well be in that language."""
    looked_at = text[:LOOKED_AT]
    words = len(_WORD.findall(looked_at))
    if declared is not None and words < FEW_WORDS and _may_be(declared, looked_at):
        return declared
    found = _told(looked_at) if words >= LEAST_WORDS or _UNSPACED.search(looked_at) else None
    if found is None and declared is not None:
        # foreign names mislead trigrams; where no language is made sure by its small words, those of the declared one decide
        reads = words >= FEW_WORDS and declared in available() and _reads_like(declared, looked_at)
        return declared if reads or _may_be(declared, looked_at) else None
    return found


def _told(looked_at: str) -> str | None:
    votes = [_vote(window) for window in _windows(looked_at)]
    code, agreeing = Counter(votes).most_common(1)[0]
    if code is None or agreeing < LEAST_AGREEMENT * len(votes):
        return None
    return code if code not in available() or _reads_like(code, looked_at) else None


def _may_be(code: str, text: str) -> bool:
    """Whether nothing speaks against the language: letters it does not use, small words of its neighbours, or trigrams that are
    sure of another while no small word of its own stands there."""
    if code not in readable():
        return False
    basics = load(code).basics
    words = _WORD.findall(text)
    lower = [word for word in words if word.islower()]
    odd = [word for word in words if any(not letter.isascii() and letter not in basics.letters for letter in word.lower())]
    if any(word.islower() for word in odd):
        return False
    ours = sum(word in _function_words(code) for word in lower)
    if sum(word in basics.strangers for word in lower) >= max(ours, 1):
        return False
    values = _detector().compute_language_confidence_values(text)
    chance = next((v.value for v in values if v.language.iso_code_639_1.name.lower() == code), 0.0)
    return chance >= LEAST_CHANCE or (ours > 0 and not odd and values[0].value < SURE)


def _windows(text: str) -> list[str]:
    """Stretches of equal length, about `WINDOW` characters each."""
    count = max(1, round(len(text) / WINDOW))
    edges = [len(text) * i // count for i in range(count + 1)]
    return [text[start:end] for start, end in pairwise(edges)]


def _vote(window: str) -> str | None:
    best = _detector().compute_language_confidence_values(window)[0]
    return str(best.language.iso_code_639_1.name).lower() if best.value >= LEAST_CONFIDENCE else None


def _reads_like(code: str, text: str) -> bool:
    words = _WORD.findall(text.casefold())
    ours = sum(word in _function_words(code) for word in words)
    strangers = sum(word in load(code).basics.strangers for word in words)
    return ours >= LEAST_FUNCTION_WORDS * len(words) and ours > strangers


@cache
def _function_words(code: str) -> frozenset[str]:
    return frozenset(load(code).basics.function_words)


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in _LANGUAGES.split()]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()

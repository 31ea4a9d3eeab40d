"""Words brought to what they have in common with their kin, in one language and across languages.

`homicide` and `homicidio`, `attack` and `ataque`, `España` and `Spain` share a stem; so do a word's own forms. A few letters
are enough to tell words apart once all the other words of two articles agree or do not.
"""

from __future__ import annotations

import re
from functools import lru_cache

LENGTH = 6
"""Letters of a stem. Five and seven did no better on the development articles, four did worse."""

SHORT = 4
"""Longer words may end in the s of a plural, and in a vowel that tells gender or nothing."""

_ENDING = "aeo"

_SPELLINGS = (("ph", "f"), ("qu", "k"), ("c", "k"), ("y", "i"), ("h", ""), ("w", "v"), ("z", "s"))
"""Spellings of one sound, or nearly: `c` before `e` is no k, but is none in the other language either."""

_DOUBLE = re.compile(r"(.)\1")
_PROTHETIC = re.compile(r"^es(?=[ptk])")
"""Spanish and Portuguese put an e before an s with a consonant: `estado`, `espía`."""


@lru_cache(maxsize=100_000)
def stem(folded: str) -> str:
    """The stem of a folded word."""
    if len(folded) > SHORT:
        folded = folded.removesuffix("s").rstrip(_ENDING)
    for spelling, sound in _SPELLINGS:
        folded = folded.replace(spelling, sound)
    return _PROTHETIC.sub("s", _DOUBLE.sub(r"\1", folded))[:LENGTH]

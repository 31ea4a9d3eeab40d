"""Which currency a sign or a shared word means in this text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.condense.document import Document
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.phrases import tokens

_DOLLAR = "USD"


class Money:
    """Reads a text's currencies; the text is counted through only if one of them is ambiguous."""

    def __init__(self, doc: Document, lex: Lexicon, title: str | None) -> None:
        self._doc = doc
        self._lex = lex
        self._title = title
        self._spoken: Counter[str] | None = None
        self._explicit: list[str] | None = None

    def sign(self, code: str, written: str) -> str:
        """The currency of a sign; a sign that several share (`$`) is read by the text, then by the region."""
        sharing = self._lex.language.units.shared_signs.get(written)
        return self._choose(sharing) if sharing else code

    def word(self, codes: Sequence[str], first: int, last: int) -> str:
        """The currency of a word at tokens `[first, last)` that several currencies share."""
        if len(codes) == 1:
            return codes[0]
        lowers = self._doc.lowers
        for at in (last, first - 1):
            if 0 <= at < len(lowers) and self._lex.money_adjectives.get(lowers[at]) in codes:
                return self._lex.money_adjectives[lowers[at]]
        return self._choose(codes)

    def bare(self) -> str | None:
        """The currency that a sum without any must be in: that of the country the text speaks of most."""
        return self._by_country([*self._lex.countries])

    def _choose(self, codes: Sequence[str]) -> str:
        """By what the text names outright, by the country it speaks of, by the region. At home in the United States a dollar is
        a dollar, whatever countries the text mentions."""
        named = next((code for code in self._named() if code in codes), None)
        if named is not None:
            return named
        region = self._lex.language.region.currency
        at_home = region == _DOLLAR and codes[0] == _DOLLAR
        found = None if at_home else self._by_country(codes)
        return found or (region if region in codes else codes[0])

    def _by_country(self, codes: Sequence[str]) -> str | None:
        if self._spoken is None:
            self._spoken = Counter(self._doc.lowers)
            if self._title:
                self._spoken.update(tokens(self._title))
        best, most = None, 0
        for code in codes:
            count = sum(self._spoken[word] for word in self._lex.countries[code])
            if count > most:
                best, most = code, count
        return best

    def _named(self) -> list[str]:
        """Currencies that the text names outright, beside an adjective: `Canadian dollars`."""
        if self._explicit is None:
            lowers = self._doc.lowers
            found: Counter[str] = Counter()
            adjectives = self._lex.money_adjectives
            for at in [at for at, word in enumerate(lowers) if word in adjectives]:
                code = adjectives[lowers[at]]
                names = self._lex.language.units.currencies[code].names
                found[code] += any(beside in names for beside in lowers[max(0, at - 1) : at + 2])
            self._explicit = [code for code, times in found.most_common() if times]
        return self._explicit

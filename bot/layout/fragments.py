"""Links that open a page at one sentence: the text fragment directive, `#:~:text=start,end`.

The browser looks for the first stretch of the page that begins with the words of `start` and runs to the next occurrence of
the words of `end`, ignoring case and accents, at word boundaries. A link names as few words as find the sentence and no other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from urllib.parse import quote

from bot.layout.neutral import clean_url
from bot.model.folding import fold
from bot.model.text import Span

# A sentence of up to so many words is named whole: browsers then highlight exactly it.
_WHOLE = 8
# Words at each end, to begin with. Four words of running text are seldom met twice in an article.
_START, _END = 4, 3
# Words before the sentence that tell it from an earlier twin.
_PREFIX = 4
_DIRECTIVE = ":~:"
# How many words an end may grow by. Where so many do not tell a sentence apart, the prefix has to.
_GROWTH = 12
_CHUNK = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")


class Page:
    """An article's page, to be linked to at its sentences. The text is split once for all of a card's links."""

    def __init__(self, url: str | None, text: str, *, longest: int = 2_000) -> None:
        """`longest`: in characters; an address that a directive would make longer goes without, one longer itself is none."""
        address = clean_url(url)
        self._url = address if address and len(address) <= longest else None
        self._longest = longest
        self._text = text
        chunks = _CHUNK.finditer(text) if self._url else ()
        self._words = [Span(*chunk.span()) for chunk in chunks if _LETTER.search(chunk.group())]
        self._keys = [_key(word.of(text)) for word in self._words]
        self._places: dict[str, list[int]] = {}
        for place, key in enumerate(self._keys):
            self._places.setdefault(key, []).append(place)

    def at(self, span: Span) -> str | None:
        """The address of the page at `span` of the text: the bare address for a span without a word, None where the page
        has no address for a reader."""
        directive = self._directive(span)
        if self._url is None or not directive:
            return self._url
        page, _, fragment = self._url.partition("#")
        address = f"{page}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={directive}"
        return address if len(address) <= self._longest else self._url

    def _directive(self, span: Span) -> str:
        words = self._words
        first = bisect_right(words, span.start, key=lambda word: word.end)
        last = bisect_left(words, span.end, key=lambda word: word.start)
        if first >= last:
            return ""
        # Each end of a range has to lie within one paragraph of the page, so neither may run over a line break.
        breaks = [i for i in range(first + 1, last) if self._broken_before(i)]
        if last - first <= _WHOLE and not breaks:
            return self._prefix(first, last) + self._encode(first, last)
        head, tail = (breaks[0], breaks[-1]) if breaks else (last, first)
        lead = min(first + _START, head)
        start = next((n for n in range(lead, min(head, lead + _GROWTH)) if self._find(first, n, 0) == first), lead)
        floor = max(tail, start)
        wish = max(last - _END, floor)
        end = next((n for n in range(wish, max(floor, wish - _GROWTH) - 1, -1) if self._find(n, last, start) == n), wish)
        if end >= last:
            return self._prefix(first, last) + self._encode(first, last)
        return f"{self._prefix(first, start)}{self._encode(first, start)},{self._encode(end, last)}"

    def _prefix(self, first: int, last: int) -> str:
        """`prefix-,` with the words before, of the same paragraph, where the same words stand earlier in the text."""
        if self._find(first, last, 0) == first:
            return ""
        begin = first
        while begin > max(0, first - _PREFIX) and not self._broken_before(begin):
            begin -= 1
        return f"{self._encode(begin, first)}-," if begin < first else ""

    def _broken_before(self, index: int) -> bool:
        return "\n" in self._text[self._words[index - 1].end : self._words[index].start]

    def _find(self, first: int, last: int, begin: int) -> int:
        """Where the words from `first` to `last` are first met at or after `begin`."""
        wanted = self._keys[first:last]
        if not wanted:
            return begin
        places = self._places[wanted[0]]
        later = islice(places, bisect_left(places, begin), None)
        return next(place for place in later if self._keys[place : place + len(wanted)] == wanted)

    def _encode(self, first: int, last: int) -> str:
        """The stretch of the page from one word to another, without the punctuation at its outer ends; `-`, `,` and `&` have
        a meaning of their own in a directive and are always encoded."""
        stretch = " ".join(self._text[self._words[first].start : self._words[last - 1].end].split())
        return quote(_bare(stretch), safe="", errors="replace").replace("-", "%2D")


def _bare(words: str) -> str:
    """Without what stands before the first and after the last letter or digit."""
    first, last = _LETTER.search(words), _LETTER.search(words[::-1])
    return words[first.start() : len(words) - last.start()] if first and last else ""


def _key(word: str) -> str:
    """The word as browsers compare it: without case, accents and the punctuation around it."""
    return fold(_bare(word))

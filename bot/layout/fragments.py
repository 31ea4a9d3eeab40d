"""Links that open a page at one sentence: the text fragment directive, `#:~:text=start,end`.

The browser looks for the first stretch of the page that begins with the words of `start` and runs to the next occurrence of
the words of `end`, ignoring case and accents, at word boundaries. A link names as few words as find the sentence and no other.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from bot.layout.neutral import clean_url
from bot.model.text import Span

# A sentence of up to so many words is named whole: browsers then highlight exactly it.
_WHOLE = 8
# Words at each end, to begin with. Four words of running text are seldom met twice in an article.
_START, _END = 4, 3
# Words before the sentence that tell it from an earlier twin.
_PREFIX = 4
_DIRECTIVE = ":~:"
_WORD = re.compile(r"\S*\w\S*")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Page:
    """An article's page, to be linked to at its sentences. The text is split once for all of a card's links."""

    def __init__(self, url: str | None, text: str) -> None:
        self._url = clean_url(url)
        self._text = text
        self._words = [Span(*match.span()) for match in _WORD.finditer(text)] if self._url else []
        self._keys = [_key(word.of(text)) for word in self._words]

    def at(self, span: Span) -> str | None:
        """The address of the page at `span` of the text: the bare address for a span without a word, None where the page
        has no address for a reader."""
        directive = self._directive(span)
        if self._url is None or not directive:
            return self._url
        page, _, fragment = self._url.partition("#")
        return f"{page}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={directive}"

    def _directive(self, span: Span) -> str:
        words = self._words
        first = next((i for i, word in enumerate(words) if word.end > span.start), len(words))
        last = next((i for i, word in enumerate(words[first:], first) if word.start >= span.end), len(words))
        if first >= last:
            return ""
        # Each end of a range has to lie within one paragraph of the page, so neither may run over a line break.
        breaks = [i for i in range(first + 1, last) if self._broken_before(i)]
        if last - first <= _WHOLE and not breaks:
            return self._prefix(first, last) + self._encode(first, last)
        head, tail = (breaks[0], breaks[-1]) if breaks else (last, first)
        lead = min(first + _START, head)
        start = next((n for n in range(lead, head) if self._find(first, n, 0) == first), lead)
        floor = max(tail, start)
        wish = max(last - _END, floor)
        end = next((n for n in range(wish, floor - 1, -1) if self._find(n, last, start) == n), wish)
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
        return next(i for i in range(begin, first + 1) if self._keys[i : i + len(wanted)] == wanted)

    def _encode(self, first: int, last: int) -> str:
        """The stretch of the page from one word to another, without the punctuation at its outer ends; `-`, `,` and `&` have
        a meaning of their own in a directive and are always encoded."""
        stretch = " ".join(self._text[self._words[first].start : self._words[last - 1].end].split())
        return quote(_EDGES.sub("", stretch), safe="", errors="replace").replace("-", "%2D")


def _key(word: str) -> str:
    """The word as browsers compare it: without case, accents and the punctuation around it."""
    folded = unicodedata.normalize("NFKD", _EDGES.sub("", word).casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))

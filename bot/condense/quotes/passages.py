"""The text around quotes as sentences in which a whole quote stands for one item.

A sentence splitter that looks inside the marks is misled by every full stop there; here a quote is opaque, and a sentence ends
with it only if the words after it begin a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region
from bot.condense.quotes.words import BELONGS_TO_NONE, POSSESSOR, Words

_STOPS = frozenset(".!?…")
_APOSTROPHES = frozenset("’'")
_DASHES = frozenset("—–-―")
_MARKS = "\"”’'»› "
_OPENING_MARKS = frozenset("“\"«‘'¿¡")
_LONGEST_NICKNAME = 24
"""Characters."""
_LONGEST_PASSAGE = 120
"""Items; no sentence is read further, so that a text without full stops costs no more than linear time."""
_LONGEST_ATTRIBUTION = 18
"""Words in which a subject and its verb have to follow a quote that ends like a sentence."""
_PUNCTUATION = {
    ",": lx.COMMA,
    "/": lx.COMMA,
    ":": lx.COLON,
    ";": lx.SEMICOLON,
    "(": lx.BRACKET,
    ")": lx.BRACKET,
    "[": lx.BRACKET,
    "]": lx.BRACKET,
    "•": lx.STOP,
    "|": lx.STOP,
}


@dataclass(slots=True)
class Passage:
    """One sentence. `items`: token indices, or `-1 - k` for quote `k`; `flags` in step with them."""

    paragraph: int
    items: list[int]
    flags: list[int]
    quotes: list[int]
    """Positions in `items` that hold quotes."""


def passages_of(
    doc: Document, lexicon: Lexicon, regions: Sequence[Region], entities: Sequence[Entity], wanted: Sequence[bool]
) -> list[list[Passage]]:
    """For each wanted paragraph its sentences; for every other an empty list."""
    words = Words(doc, lexicon, entities)
    result: list[list[Passage]] = []
    next_region = 0
    for index, paragraph in enumerate(doc.paragraphs):
        first_region = next_region
        while next_region < len(regions) and regions[next_region].paragraph == index:
            next_region += 1
        if not wanted[index]:
            result.append([])
            continue
        first, last = doc.token_at(paragraph.start), doc.token_at(paragraph.end - 1)
        result.append(_Reader(words, regions, index).read(max(first, 0), last, range(first_region, next_region)))
    return result


class _Reader:
    """Reads one paragraph."""

    def __init__(self, words: Words, regions: Sequence[Region], paragraph: int) -> None:
        self.doc = words.doc
        self.lexicon = words.lexicon
        self.word_flags = words.flags_of
        self.regions = regions
        self.paragraph = paragraph
        self.passages: list[Passage] = []
        self.items: list[int] = []
        self.flags: list[int] = []
        self.quotes: list[int] = []
        self.bracket: int | None = None
        """The token that opened a bracket which is still open."""

    def read(self, token: int, last: int, mine: range) -> list[Passage]:
        starts = self.doc.starts
        pending = list(mine)[::-1]
        while token <= last:
            if len(self.items) >= _LONGEST_PASSAGE:
                self._close()
            if pending and starts[token] >= self.regions[pending[-1]].outer.start:
                token = self._quote(pending.pop(), token, last)
                continue
            self._token(token, last)
            token += 1
        for quote in reversed(pending):
            self._quote(quote, token, last)
        self._close()
        return self.passages

    def _append(self, item: int, flags: int) -> None:
        self.items.append(item)
        self.flags.append(flags)

    def _quote(self, quote: int, token: int, last: int) -> int:
        """Puts the quote in as one item; gives the token after it."""
        region = self.regions[quote]
        self.quotes.append(len(self.items))
        self._append(-1 - quote, lx.QUOTE)
        while token <= last and self.doc.starts[token] < region.outer.end:
            token += 1
        if token > last:
            return token
        if self.doc.words[token][0] not in ":." and self._is_nickname(region, token):
            self.flags[-1] = lx.CAPITAL | lx.NICKNAME
        elif self._ends_with(region, token):
            self._close()
        return token

    def _token(self, token: int, last: int) -> None:  # noqa: C901 - one branch for each kind of token
        character = self.doc.words[token][0]
        if character.isalnum():
            opens = not self.flags or bool(self.flags[-1] & (lx.QUOTE | lx.STOP | lx.COLON))
            flags = self.word_flags(token, opens=opens)
            if flags == POSSESSOR:
                self._mark_possessor()
            elif flags != BELONGS_TO_NONE:
                self._append(token, flags)
        elif character in _STOPS:
            self._stop(token, last, character)
        elif character in _APOSTROPHES:
            if (
                token
                and self._follows_directly(token)
                and self.doc.words[token - 1][-1:] in "sS"
                and not self._is_tied_to_next(token)
            ):
                self._mark_possessor()
        elif character in _DASHES:
            if character == "—" or not (token and self._follows_directly(token) and self._is_tied_to_next(token)):
                self._append(token, lx.DASH)
        elif character in _PUNCTUATION:
            self._append(token, _PUNCTUATION[character])
            if character in "([":
                self.bracket = token
            elif character in ")]" and self.bracket is not None:
                self._drop_bracket(self.bracket)
                self.bracket = None

    def _mark_possessor(self) -> None:
        if self.flags:
            self.flags[-1] |= lx.OWNER

    def _stop(self, token: int, last: int, character: str) -> None:
        """A full stop ends the sentence, or belongs to an abbreviation."""
        sentence_of = self.doc.sentence_of
        ends = token == last or sentence_of[token + 1] != sentence_of[token]
        if ends or character != ".":
            self._append(token, lx.STOP)
        if ends:
            self._close()

    def _follows_directly(self, token: int) -> bool:
        return self.doc.starts[token] == self.doc.ends[token - 1]

    def _is_tied_to_next(self, token: int) -> bool:
        doc = self.doc
        return token + 1 < len(doc.words) and doc.starts[token + 1] == doc.ends[token] and doc.words[token + 1][0].isalnum()

    def _drop_bracket(self, opening: int) -> None:
        """A bracket without a quote in it says nothing about who speaks."""
        position = len(self.items) - 1
        while position >= 0 and self.items[position] != opening:
            if self.items[position] < 0:
                return
            position -= 1
        if position >= 0:
            del self.items[position:]
            del self.flags[position:]

    def _is_nickname(self, region: Region, token: int) -> bool:
        """*Joaquín “El Chapo” Guzmán*, *Hugo Lara, “El Bronco”, said*: capitalised words after a name. `token`: the next."""
        if len(self.flags) < 2 or region.span.end - region.span.start > _LONGEST_NICKNAME:
            return False
        inside = region.span.of(self.doc.text).split()
        if not self.flags[-2] & lx.CAPITAL:
            apart = self.flags[-2] & lx.COMMA and len(self.flags) > 2 and self.flags[-3] & lx.CAPITAL
            article = inside and self.lexicon.flags.get(inside[0].casefold(), 0) & (lx.DETERMINER | lx.JOINER)
            if not (apart and article and len(inside) > 1 and self.doc.words[token] == ","):
                return False
        return bool(inside) and len(inside) <= 3 and all(word[0].isupper() for word in inside) and inside[-1][-1] not in ".,!?"

    def _ends_with(self, region: Region, token: int) -> bool:
        """Whether the sentence ends with the quote before `token`."""
        last = self.doc.text[max(region.outer.end - 8, region.outer.start) : region.outer.end].rstrip(_MARKS)[-1:]
        if last not in _STOPS:
            return False
        character = self.doc.words[token][0]
        if not character.isalnum():
            return character in _OPENING_MARKS
        return character.isupper() and not self._is_attribution(token, firm=last == ".")

    def _is_attribution(self, token: int, *, firm: bool) -> bool:
        """Whether the words from `token` on say who spoke the quote before them: *Smith said*. `firm`: the quote ended with a
        full stop, after which only a bare attribution belongs to it."""
        doc, lexicon = self.doc, self.lexicon
        inserted = False
        for index in range(token, min(token + _LONGEST_ATTRIBUTION, len(doc.words))):
            if doc.sentence_of[index] != doc.sentence_of[token]:
                return False
            word = doc.words[index]
            found = lexicon.flags.get(doc.lowers[index], 0)
            if word == ",":
                inserted = not inserted and index > token
                continue
            if found & lx.CUE and found & lx.FINITE and index > token and not word[0].isupper() and not inserted:
                return self._is_bare(index) if firm else True
            if inserted or word[0].isupper() or word[0] in ".’'-":
                continue
            if not found & (lx.ROLE | lx.DETERMINER | lx.PRONOUN | lx.TITLE):
                return False
        return False

    def _is_bare(self, verb: int) -> bool:
        """Whether nothing but an adverb or a break follows a verb of saying."""
        doc, flags = self.doc, self.lexicon.flags
        if not flags[doc.lowers[verb]] & lx.UTTERANCE:
            return False
        after = doc.lowers[verb + 1] if verb + 1 < len(doc.words) else "."
        return after in ".," or bool(flags.get(after, 0) & lx.ADVERB)

    def _close(self) -> None:
        self.bracket = None
        if self.items:
            _settle_capitals(self.flags)
            self.passages.append(Passage(self.paragraph, self.items, self.flags, self.quotes))
            self.items, self.flags, self.quotes = [], [], []


def _settle_capitals(flags: list[int]) -> None:
    """A function word with a capital is part of a name (*Will Smith*), except in a headline that capitalises every word."""
    capitals = sum(1 for word in flags if word & lx.CAPITAL)
    if not capitals:
        return
    small = sum(1 for word in flags if not word & (lx.CAPITAL | lx.PUNCTUATION | lx.QUOTE | lx.NUMBER))
    headline = capitals >= 4 and capitals > 2 * small
    for index, word in enumerate(flags):
        if word & lx.CAPITAL and word & (lx.FUNCTION | lx.CUE):
            if headline and not word & (lx.TITLE | lx.ROLE):
                flags[index] = word & ~lx.CAPITAL
            elif not word & lx.PRONOUN:
                flags[index] = word & ~(lx.FUNCTION & ~lx.JOINER)

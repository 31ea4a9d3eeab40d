"""The text around quotes as sentences in which a whole quote stands for one item.

A sentence splitter that looks inside the marks is misled by every full stop there; here a quote is opaque, and a sentence ends
with it only if the words after it begin a new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region

_STOPS = frozenset(".!?…")
_APOSTROPHES = frozenset("’'")
_DASHES = frozenset("—–-―")
_LONGEST_NICKNAME = 24
"""Characters."""
_PUNCTUATION = {
    ",": lx.COMMA,
    ":": lx.COLON,
    ";": lx.SEMICOLON,
    "(": lx.BRACKET,
    ")": lx.BRACKET,
    "[": lx.BRACKET,
    "]": lx.BRACKET,
    "/": lx.COMMA,
    "•": lx.STOP,
    "|": lx.STOP,
}


_LONGEST_PASSAGE = 120
"""Items; no sentence is read further, so that a text without full stops costs no more than linear time."""


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
    kinds = _kinds(doc, entities)
    names = _capitalised_inside(doc)
    common = frozenset(doc.words)
    result: list[list[Passage]] = []
    next_region = 0
    for index, paragraph in enumerate(doc.paragraphs):
        mine: list[int] = []
        while next_region < len(regions) and regions[next_region].paragraph == index:
            mine.append(next_region)
            next_region += 1
        if not wanted[index]:
            result.append([])
            continue
        first = doc.token_at(paragraph.start)
        last = doc.token_at(paragraph.end - 1) if paragraph.end > paragraph.start else first
        result.append(_Reader(doc, lexicon, regions, index, names, common, kinds).read(max(first, 0), last, mine))
    return result


_KINDS = {"person": lx.PERSON, "organisation": lx.BODY, "place": lx.PLACE}


def _kinds(doc: Document, entities: Sequence[Entity]) -> dict[int, int]:
    """Token → what kind of name it is part of."""
    kinds: dict[int, int] = {}
    for entity in entities:
        for span in entity.mentions:
            token = doc.token_at(span.start)
            while token < len(doc.starts) and doc.starts[token] < span.end:
                kinds[token] = _KINDS[entity.kind]
                token += 1
    return kinds


def _capitalised_inside(doc: Document) -> frozenset[str]:
    """Words written with a capital right after a word in lower case: names, not openings of a sentence."""
    words = doc.words
    return frozenset(
        lower for before, word, lower in zip(words, words[1:], doc.lowers[1:], strict=False) if word[0].isupper() and before[0].islower()
    )


class _Reader:
    def __init__(
        self,
        doc: Document,
        lexicon: Lexicon,
        regions: Sequence[Region],
        paragraph: int,
        names: frozenset[str],
        common: frozenset[str],
        kinds: Mapping[int, int],
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.regions = regions
        self.paragraph = paragraph
        self.names = names
        self.common = common
        self.kinds = kinds
        self.plurals = lexicon.speech.plural_endings
        self.capitals = 0
        self.passages: list[Passage] = []
        self.items: list[int] = []
        self.flags: list[int] = []
        self.quotes: list[int] = []

    def read(self, token: int, last: int, mine: Sequence[int]) -> list[Passage]:
        doc = self.doc
        words, starts, ends, sentence_of = doc.words, doc.starts, doc.ends, doc.sentence_of
        pending = 0
        count = len(words)
        depth = 0
        while token <= last:
            if len(self.items) >= _LONGEST_PASSAGE:
                self._close()
            if pending < len(mine) and starts[token] >= self.regions[mine[pending]].outer.start:
                region = self.regions[mine[pending]]
                self.quotes.append(len(self.items))
                self.items.append(-1 - mine[pending])
                self.flags.append(lx.QUOTE)
                pending += 1
                nickname = self._is_nickname(region)
                while token <= last and starts[token] < region.outer.end:
                    token += 1
                if nickname and token <= last and words[token][0] not in ":.":
                    self.flags[-1] = lx.CAPITAL | lx.NICKNAME
                elif token <= last and self._ends_with(region, token):
                    self._close()
                continue
            word = words[token]
            character = word[0]
            if character.isalnum():
                flags = self._flags(token, word)
                if flags:
                    self.items.append(token)
                    self.flags.append(flags)
            elif character in _STOPS:
                is_end = token + 1 >= count or token == last or sentence_of[token + 1] != sentence_of[token] or character != "."
                if is_end:
                    self.items.append(token)
                    self.flags.append(lx.STOP)
                    following = token + 1
                    if following > last or sentence_of[following] != sentence_of[token]:
                        self._close()
            elif character in _APOSTROPHES:
                if self.flags and starts[token] == ends[token - 1] and words[token - 1][-1:] in "sS" and not self._tied_next(token):
                    self.flags[-1] |= lx.OWNER
            elif character in _DASHES:
                tied = starts[token] == ends[token - 1] if token else False
                if not (tied and self._tied_next(token)) or character == "—":
                    self.items.append(token)
                    self.flags.append(lx.DASH)
            elif character in _PUNCTUATION:
                if character in "([":
                    depth = token
                self.items.append(token)
                self.flags.append(_PUNCTUATION[character])
                if character in ")]" and depth:
                    self._drop_bracket(depth)
                    depth = 0
            token += 1
        while pending < len(mine):
            if len(self.items) >= _LONGEST_PASSAGE:
                self._close()
            self.quotes.append(len(self.items))
            self.items.append(-1 - mine[pending])
            self.flags.append(lx.QUOTE)
            pending += 1
        self._close()
        return self.passages

    def _flags(self, token: int, word: str) -> int:
        """What the word may be; 0 for an ending that belongs to the word before."""
        doc = self.doc
        lower = doc.lowers[token]
        if token and doc.starts[token] == doc.ends[token - 1]:
            before = doc.words[token - 1]
            if before in _APOSTROPHES and token > 1 and doc.starts[token - 1] == doc.ends[token - 2] and doc.words[token - 2][0].isalpha():
                if lower in self.lexicon.speech.possessive_endings:
                    if self.flags:
                        self.flags[-1] |= lx.OWNER
                    return 0
                return (lx.CAPITAL | lx.TIED) if word[0].isupper() else 0
            if before in _DASHES and before != "—" and token > 1 and doc.starts[token - 1] == doc.ends[token - 2]:
                return lx.TIED | (lx.CAPITAL if word[0].isupper() else self.lexicon.flags.get(lower, 0) & lx.ROLE) | lx.UNKNOWN
        if word[0].isdigit():
            return lx.NUMBER
        kind = self.kinds.get(token)
        if kind is not None and (word[0].isupper() or self.flags) and not self._is_opening_verb(token, lower):
            self.capitals += 1
            return lx.CAPITAL | kind | (self.lexicon.of(lower) & (lx.TITLE | lx.ROLE | lx.JOINER | lx.WORK | lx.NAMED_THING))
        flags = self.lexicon.of(lower)
        if lower in self.lexicon.phrasal and (word[0].islower() or not self._inside_sentence()) and self._is_phrasal(token, lower):
            return lx.UTTERANCE | lx.FINITE | lx.PHRASAL
        if lower.endswith(self.plurals):
            flags |= lx.PLURAL
        if word[0].isupper():
            if self._inside_sentence():
                self.capitals += 1
                flags |= lx.CAPITAL
            elif self._is_name(token, lower, flags & ~lx.PLURAL):
                flags |= lx.CAPITAL
        if not flags & ~lx.PLURAL:
            flags |= lx.UNKNOWN
        return flags

    def _is_phrasal(self, token: int, lower: str) -> bool:
        lowers = self.doc.lowers
        return any(tuple(lowers[token + 1 : token + 1 + len(rest)]) == rest for rest in self.lexicon.phrasal[lower])

    def _is_opening_verb(self, token: int, lower: str) -> bool:
        """*Dijo Laura Peña*: a verb with a capital before a name."""
        flags = self.lexicon.flags.get(lower, 0)
        return bool(
            flags & lx.UTTERANCE and flags & lx.FINITE and not flags & lx.BASE and not self._inside_sentence() and token + 1 in self.kinds
        )

    def _inside_sentence(self) -> bool:
        return bool(self.flags) and not self.flags[-1] & (lx.QUOTE | lx.STOP | lx.COLON)

    def _is_name(self, token: int, lower: str, flags: int) -> bool:
        """Whether a word that begins a sentence would have a capital elsewhere too."""
        words, lowers = self.doc.words, self.doc.lowers
        if token + 1 >= len(words) or self.doc.sentence_of[token + 1] != self.doc.sentence_of[token]:
            return False
        following = self.lexicon.flags.get(lowers[token + 1], 0)
        finite = bool(following & lx.CUE and following & lx.FINITE and not following & lx.BASE)
        if flags & lx.AUXILIARY and finite and lower in self.names:
            return True
        if flags & (lx.FUNCTION | lx.DETERMINER | lx.POSSESSIVE | lx.CUE):
            return False
        if lower in self.names:
            return True
        if flags & ~(lx.TITLE | lx.ROLE | lx.JOINER):
            return False
        after = words[token + 1]
        if after[0].isupper():
            return True
        if flags or lower in self.common:
            return False
        return finite or after in _APOSTROPHES or after in ",-–" or bool(following & (lx.AUXILIARY | lx.CONJUNCTION | lx.OTHER_VERB))

    def _tied_next(self, token: int) -> bool:
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

    def _is_nickname(self, region: Region) -> bool:
        """*Joaquín “El Chapo” Guzmán*: capitalised words right after a name."""
        if len(self.flags) < 2 or not self.flags[-2] & lx.CAPITAL or region.span.end - region.span.start > _LONGEST_NICKNAME:
            return False
        inside = region.span.of(self.doc.text).split()
        return len(inside) <= 3 and all(word[0].isupper() for word in inside) and inside[-1][-1] not in ".,!?"

    def _ends_with(self, region: Region, token: int) -> bool:
        """Whether the sentence ends with the quote before `token`."""
        text = self.doc.text
        last = text[region.outer.start : region.outer.end].rstrip("\"”’'»› ")[-1:]
        if last not in _STOPS:
            return False
        word = self.doc.words[token]
        if not (word[0].isupper() or not word[0].isalnum()):
            return False
        if not word[0].isalnum():
            return word[0] in "“\"«‘'¿¡—"  and word[0] != "—"
        return not self._is_attribution(token, firm=last == ".")

    def _is_attribution(self, token: int, *, firm: bool) -> bool:
        """Whether the words from `token` on say who spoke the quote before them: *Smith said*, *Dijo Pérez*. `firm`: the quote ended
        with a full stop, after which only a bare attribution belongs to it."""
        doc, lexicon = self.doc, self.lexicon
        flags = lexicon.flags
        if flags.get(doc.lowers[token], 0) & lx.UTTERANCE and flags[doc.lowers[token]] & lx.FINITE and lexicon.speech.inversion == "free":
            return False
        sentence = doc.sentence_of[token]
        for index in range(token, min(token + 9, len(doc.words))):
            if doc.sentence_of[index] != sentence:
                return False
            found = flags.get(doc.lowers[index], 0)
            if found & lx.CUE and found & lx.FINITE and index > token and doc.words[index][0].islower():
                if firm and not found & lx.UTTERANCE:
                    return False
                after = doc.words[index + 1] if index + 1 < len(doc.words) else "."
                return not firm or after in ".,:" or flags.get(after.casefold(), 0) & lx.ADVERB > 0
            if not (doc.words[index][0].isupper() or found & (lx.ROLE | lx.DETERMINER | lx.PRONOUN | lx.TITLE)):
                return False
        return False

    def _close(self) -> None:
        if self.items:
            self._settle_capitals()
            self.passages.append(Passage(self.paragraph, self.items, self.flags, self.quotes))
            self.items, self.flags, self.quotes = [], [], []
            self.capitals = 0

    def _settle_capitals(self) -> None:
        """A function word with a capital is part of a name (*Will Smith*), except in a headline that capitalises every word."""
        flags = self.flags
        if not self.capitals:
            return
        small = sum(1 for word in flags if not word & (lx.CAPITAL | lx.PUNCTUATION | lx.QUOTE | lx.NUMBER))
        headline = self.capitals >= 3 and self.capitals > 2 * small
        for index, word in enumerate(flags):
            if word & lx.CAPITAL and word & (lx.FUNCTION | lx.CUE):
                if headline and not word & (lx.TITLE | lx.ROLE):
                    flags[index] = word & ~lx.CAPITAL
                elif not word & lx.PRONOUN:
                    flags[index] = word & ~(lx.FUNCTION & ~lx.JOINER_CLASSES)

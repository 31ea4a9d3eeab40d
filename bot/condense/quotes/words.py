"""What a word may be, as its form, its place in the sentence and the names of the text tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon

_APOSTROPHES = frozenset("’'")
_HYPHENS = frozenset("–-―")
_KEPT_IN_NAMES = lx.TITLE | lx.ROLE | lx.JOINER | lx.WORK | lx.NAMED_THING
_KINDS = {"person": lx.PERSON, "organisation": lx.BODY, "place": lx.PLACE}
BELONGS_TO_NONE = 0
POSSESSOR = -1
"""What `flags_of` tells of an ending that makes the word before it a possessor."""


class Words:
    """The flags of a document's tokens. Names come from `find_names`, and where it found none, from capitals."""

    def __init__(self, doc: Document, lexicon: Lexicon, entities: Sequence[Entity]) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.kinds = _kinds(doc, entities)
        self.names = _capitalised_inside(doc)
        self.seen = frozenset(doc.words)
        self._read: dict[str, int] = {}

    def flags_of(self, token: int, *, opens: bool) -> int:
        """What the token may be; 0 for an ending that says nothing, `POSSESSOR` for one that marks the word before. `opens`: it
        begins a sentence, so that its capital tells little."""
        word, lower = self.doc.words[token], self.doc.lowers[token]
        tied = self._tied(token)
        if tied is not None:
            return tied
        if word[0].isdigit():
            return lx.NUMBER
        kind = self.kinds.get(token)
        if kind is not None and (word[0].isupper() or not opens) and not (opens and self._is_verb_before_name(token, lower)):
            return lx.CAPITAL | kind | (self.lexicon.of(lower) & _KEPT_IN_NAMES)
        if lower in self.lexicon.phrasal and (word[0].islower() or opens) and self._is_phrasal(token, lower):
            return lx.UTTERANCE | lx.FINITE | lx.PHRASAL
        flags = self._read.get(lower)
        if flags is None:
            flags = self._read[lower] = _by_form(self.lexicon, lower)
        if word[0].isupper() and (not opens or self._is_name(token, lower, flags & ~(lx.PLURAL | lx.UNKNOWN))):
            return (flags | lx.CAPITAL) & ~lx.UNKNOWN
        return flags

    def _tied(self, token: int) -> int | None:
        """The flags of what is written onto the word before by an apostrophe or a hyphen."""
        doc = self.doc
        if token < 2 or doc.starts[token] != doc.ends[token - 1] or doc.starts[token - 1] != doc.ends[token - 2]:
            return None
        joint, word, lower = doc.words[token - 1], doc.words[token], doc.lowers[token]
        if joint in _APOSTROPHES and doc.words[token - 2][0].isalpha():
            if lower in self.lexicon.speech.possessive_endings:
                return POSSESSOR
            return (lx.CAPITAL | lx.TIED) if word[0].isupper() else BELONGS_TO_NONE
        if joint in _HYPHENS:
            return lx.TIED | lx.UNKNOWN | (lx.CAPITAL if word[0].isupper() else self.lexicon.flags.get(lower, 0) & lx.ROLE)
        return None

    def _is_phrasal(self, token: int, lower: str) -> bool:
        lowers = self.doc.lowers
        return any(tuple(lowers[token + 1 : token + 1 + len(rest)]) == rest for rest in self.lexicon.phrasal[lower])

    def _is_verb_before_name(self, token: int, lower: str) -> bool:
        """*Dijo Laura Peña*: a verb with a capital before a name."""
        flags = self.lexicon.flags.get(lower, 0)
        return bool(flags & lx.UTTERANCE and flags & lx.FINITE and not flags & lx.BASE) and token + 1 in self.kinds

    def _is_name(self, token: int, lower: str, flags: int) -> bool:
        """Whether a word that begins a sentence would have a capital elsewhere too."""
        doc = self.doc
        if token + 1 >= len(doc.words) or doc.sentence_of[token + 1] != doc.sentence_of[token]:
            return False
        following = self._next_verb(token)
        finite = bool(following & lx.CUE and following & lx.FINITE and not following & lx.BASE)
        if flags & (lx.FUNCTION | lx.DETERMINER | lx.POSSESSIVE | lx.CUE):
            return bool(flags & lx.AUXILIARY) and finite and lower in self.names  # *Will said*
        after = doc.words[token + 1]
        if after == ":" and len(lower) > 2 and doc.words[token].isupper():
            return True  # a transcript
        if lower in self.names or after[0].isupper():
            return lower in self.names or not flags & ~(lx.TITLE | lx.ROLE | lx.JOINER)
        if flags or lower in self.seen:
            return False
        return (
            finite
            or after in _APOSTROPHES
            or after in ",-–"
            or bool(following & (lx.AUXILIARY | lx.CONJUNCTION | lx.OTHER_VERB))
        )

    def _next_verb(self, token: int) -> int:
        """What the word after the token may be; where that is an object pronoun, the one after it: *Peña le dijo*."""
        doc, flags = self.doc, self.lexicon.flags
        following = flags.get(doc.lowers[token + 1], 0)
        if following & lx.CLITIC and token + 2 < len(doc.words) and doc.sentence_of[token + 2] == doc.sentence_of[token]:
            return flags.get(doc.lowers[token + 2], 0)
        return following


@lru_cache(maxsize=1 << 16)
def _by_form(lexicon: Lexicon, lower: str) -> int:
    flags = lexicon.of(lower) or lx.UNKNOWN
    if flags == lx.UNKNOWN and lower.endswith(lexicon.speech.past_endings):
        return lx.UNKNOWN | lx.PAST
    singular = flags & lx.ROLE and not flags & lx.PLURAL_ROLE  # *witness, boss*
    return flags | lx.PLURAL if lower.endswith(lexicon.speech.plural_endings) and not singular else flags


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
    return frozenset(
        lower
        for (before, word), lower in zip(pairwise(doc.words), doc.lowers[1:], strict=True)
        if word[0].isupper() and before[0].islower()
    )

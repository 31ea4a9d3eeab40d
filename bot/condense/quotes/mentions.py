"""The words of a text that denote a speaker, cut out of a passage."""

from __future__ import annotations

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.appositions import joint, joint_after, with_apposition
from bot.condense.quotes.clauses import Clauses
from bot.condense.quotes.coreference import Mention
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import Phrase, phrase_at
from bot.condense.quotes.subjects import clause_subject
from bot.model.text import Span


class Mentions:
    """Makes a mention of a phrase."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon

    def of(self, passage: Passage, phrase: Phrase) -> Mention | None:
        both = joint_after(passage, phrase)
        whole = joint(passage, with_apposition(passage, phrase)) if both == phrase else both
        items = [item for item in passage.items[whole.start : whole.end] if item >= 0]
        head = passage.items[self._head(passage, phrase)]
        if not items:
            return None
        if head < 0:
            head = items[-1]
        starts, ends = self.doc.starts, self.doc.ends
        flags = passage.flags[phrase.head]
        item = passage.items[phrase.head]
        counts = item >= 0 and self.doc.lowers[item] in self.lexicon.quantities and phrase.end > phrase.head + 1
        several = counts or any(flag & lx.PLURAL_ROLE for flag in passage.flags[phrase.start : phrase.head])
        plural = (
            several
            or whole.start < phrase.start
            or both != phrase
            or bool(flags & lx.PLURAL_ROLE or (flags & lx.PLURAL and not flags & (lx.CAPITAL | lx.PRONOUN)))
        )
        return Mention(Span(starts[items[0]], ends[items[-1]]), Span(starts[head], ends[head]), plural)

    def is_neuter(self, mention: Mention) -> bool:
        """Whether the mention is a pronoun for things."""
        pronoun = self.lexicon.pronouns.get(mention.span.of(self.doc.text).casefold())
        return pronoun is not None and pronoun.gender is None and pronoun.number == "singular"

    def opening_subject(self, passage: Passage) -> Phrase | None:
        """The subject that opens a sentence and has a verb after it."""
        found = clause_subject(passage, len(passage.flags), 0)
        if found is None or found.end >= len(passage.flags) or not passage.flags[-1] & lx.STOP:
            return None
        if found.start > 1 and not self._is_led_in(passage, found):
            return None
        head = passage.flags[found.head]
        item = passage.items[found.head]
        if item >= 0 and self.doc.lowers[item] in self.lexicon.quantities:
            return found  # *un grupo de madres*
        if (head & lx.DOCUMENT and not head & lx.ROLE) or head & (lx.BODY | lx.PLACE) or self.is_body(passage, found):
            return None
        return found

    @staticmethod
    def _is_led_in(passage: Passage, phrase: Phrase) -> bool:
        """*Ante el Congreso, la titular rindió cuentas*: behind one adjunct and a comma."""
        flags = passage.flags
        before = flags[1 : phrase.start - 1]
        adjunct = flags[0] & (lx.PREPOSITION | lx.ADVERB | lx.SUBORDINATOR) and flags[phrase.start - 1] & lx.COMMA
        return bool(adjunct) and not any(word & (lx.PUNCTUATION | lx.QUOTE | lx.PERSON) for word in before)

    def is_body(self, passage: Passage, phrase: Phrase) -> bool:
        item = passage.items[phrase.head]
        return item >= 0 and self.doc.lowers[item] in self.lexicon.bodies

    def _head(self, passage: Passage, phrase: Phrase) -> int:
        """The position of the word that says what the phrase denotes."""
        flags = passage.flags
        before, after = phrase.head - 1, phrase.head + 1
        if (
            flags[phrase.head] & lx.UNKNOWN
            and before >= phrase.start
            and flags[before] & (lx.ROLE | lx.DOCUMENT)
            and after < len(flags)
            and flags[after] & lx.PREPOSITION
        ):
            return before  # *one person familiar with it*, *a banner hung from a bridge*
        if not self.lexicon.speech.head_first or flags[phrase.head] & lx.CAPITAL:
            return phrase.head
        roles = (i for i in range(phrase.start, phrase.head) if flags[i] & lx.ROLE and not flags[i] & lx.CAPITAL)
        return next(roles, phrase.head)


def asked(clauses: Clauses) -> Phrase | None:
    """*I asked a colleague*, *pregunté a un compañero*: who is asked in the passage."""
    passage, flags = clauses.passage, clauses.passage.flags
    for verb in reversed(clauses.verbs):
        if not flags[verb] & lx.ASKING or not flags[verb] & lx.FINITE:
            continue
        start = verb + 1
        if clauses.free_order:
            if start >= len(flags) or not flags[start] & lx.PREPOSITION:
                continue
            start += 1
        phrase = phrase_at(passage, start, len(flags))
        if phrase is not None and flags[phrase.head] & (lx.ROLE | lx.CAPITAL):
            return phrase
    return None

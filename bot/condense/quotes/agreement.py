"""Whether a subject has the number of its verb, in languages whose verbs tell it and may leave the subject out."""

from __future__ import annotations

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.coreference import Coreference, Mention
from bot.condense.quotes.cue import Cue
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.mentions import Mentions
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import Phrase


class Agreement:
    """Tells the number of verbs and of those who speak."""

    def __init__(self, doc: Document, lexicon: Lexicon, mentions: Mentions, coreference: Coreference) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.mentions = mentions
        self.coreference = coreference

    def agrees(self, passage: Passage, subject: Phrase, cue: Cue) -> bool:
        """Whether the subject has the number of the cue's verb, where the verb's ending tells it: *los hombres … señaló* does
        not. A body and a noun of many may take either."""
        verb, flags = passage.items[cue.position], passage.flags
        if not self.lexicon.speech.pronoun_may_be_absent or verb < 0 or not flags[cue.position] & lx.FINITE:
            return True
        mention = self.mentions.of(passage, subject)
        if self.is_plural(verb):
            return not self.is_person(mention)
        if mention is None or self.is_collective(mention):
            return True
        if mention.span.start < self.doc.starts[passage.items[subject.start]]:
            return True  # it is joined to another
        head, before = flags[subject.head], flags[subject.start : subject.head]
        joined = subject.start and flags[subject.start - 1] & lx.CONJUNCTION  # *el autor de La ciudad y los perros*
        if joined or any(word & (lx.PREPOSITION | lx.GENITIVE) for word in before):  # *uno de sus defensores*
            return True
        return not head & (lx.PLURAL | lx.PLURAL_ROLE) or bool(head & (lx.CAPITAL | lx.PRONOUN))

    def is_plural(self, verb: int) -> bool:
        """Whether the token of a verb ends like a plural; -1 is none."""
        return verb >= 0 and self.doc.lowers[verb].endswith(self.lexicon.speech.plural_verb_endings)

    def is_collective(self, mention: Mention | None) -> bool:
        """*Un grupo de madres llegó … “…”, dijo*: whether several are told of by a noun that takes a singular verb."""
        if mention is None:
            return False
        head = self.doc.token_at(mention.head.start)
        return self.doc.lowers[head] in self.lexicon.quantities and not self.doc.lowers[head].endswith(
            self.lexicon.speech.plural_endings
        )

    def is_person(self, mention: Mention | None) -> bool:
        """Whether the mention is of a single person, whom no plural verb means; a body may well take one."""
        if mention is None or mention.plural:
            return False
        entity = self.coreference.resolve(mention).entity
        if entity is not None:
            return self.coreference.entities[entity].kind == "person"
        head = mention.head.of(self.doc.text).casefold()
        return bool(self.lexicon.of(head) & lx.ROLE) and head not in self.lexicon.bodies

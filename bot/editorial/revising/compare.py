"""Two versions of a card held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.editorial.fates import denies
from bot.editorial.revising.align import Aligned, align
from bot.editorial.revising.classes import Named, claims
from bot.editorial.revising.figures import Sentences, figure_changes
from bot.editorial.revising.headlines import headline_change
from bot.editorial.revising.quotes import quote_changes
from bot.editorial.revising.tokens import Token, tokens
from bot.editorial.revising.words import Edit, Side, edits, shown
from bot.languages import FALLBACK, Language, load, readable
from bot.model.cards import Card, Figure, Quote
from bot.model.folding import fold
from bot.model.reasons import Reason
from bot.model.revisions import (
    DateChanged,
    Difference,
    RevisionKind,
    SentenceGone,
    SentenceNew,
    SpeakerChanged,
    Why,
    WordsChanged,
)
from bot.model.text import Span

OTHER_ARTICLE = 0.2
"""Share of the old sentences that are left, below which the page shows another article."""

_QUOTE_MARKS = str.maketrans(dict.fromkeys("“”«»„‟", '"'))
_TYPOGRAPHY = re.compile(r"[\s\u00a0]+")
_NOTE_WORDS = 6
"""How deep in a sentence the outlet's own words for a correction may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`changes`: those that touch a claim first; `kind`: None where nothing changed at all. `kept`: share of the old sentences
    that still stand, as they were or in another version."""

    changes: tuple[Difference, ...]
    kind: RevisionKind | None
    reason: Reason
    kept: float


def compare(old: Card, new: Card) -> Comparison:
    """`old` as it was stored, `new` of the article as it reads now. The caller sees to it that both are of one engine."""
    if old.text == new.text and old.title == new.title:
        return Comparison(changes=(), kind=None, reason=Reason("revision-none"), kept=1.0)
    return _Pair(old, new).compared()


class _Version:
    """One of the two, with what is asked of it again and again."""

    def __init__(self, card: Card, language: Language) -> None:
        self.card = card
        self.language = language
        self.sentences = card.sentences
        self.tokens: list[tuple[Token, ...]] = [tokens(card.text, span, language) for span in card.sentences]
        self._index = {span: place for place, span in enumerate(card.sentences)}

    def side(self, place: int) -> Side:
        told = self.tokens[place]
        return Side(
            text=self.card.text,
            tokens=told,
            claims=claims(self.card.text, told, self.language, self.names, self.card.published),
        )

    @cached_property
    def names(self) -> tuple[Named, ...]:
        card = self.card
        people = (Named(span, one.name, "person") for one in card.people for span in one.spans)
        others = (
            Named(span, one.name, "other") for some in (card.organisations, card.places) for one in some for span in one.spans
        )
        return (*people, *others)

    @cached_property
    def headline(self) -> Side:
        title = self.card.title or ""
        told = tokens(title, Span(0, len(title)), self.language)
        known = {word: one.name for one in self.card.people for word in (fold(one.name.split()[-1]),) if one.name}
        spans = tuple(Named(token.span, known[token.norm], "person") for token in told if token.norm in known)
        return Side(text=title, tokens=told, claims=claims(title, told, self.language, spans, self.card.published))

    def typed(self, place: int) -> str:
        """The sentence with its marks, without what only the eye sees."""
        return _TYPOGRAPHY.sub(" ", self.sentences[place].of(self.card.text).translate(_QUOTE_MARKS)).strip()

    def of_quote(self, quote: Quote) -> tuple[int, ...]:
        return tuple(place for place, span in enumerate(self.sentences) if any(span.overlaps(one) for one in quote.spans))


class _Pair:
    def __init__(self, old: Card, new: Card) -> None:
        spoken = old.language if old.language in readable() else FALLBACK
        self.language = load(spoken or FALLBACK, old.region)
        self.old, self.new = _Version(old, self.language), _Version(new, self.language)
        self.small = frozenset(fold(word) for word in self.language.basics.function_words)
        self.aligned: Aligned = align(self.old.tokens, self.new.tokens)

    def compared(self) -> Comparison:
        changes = tuple(self._changes())
        ranked = tuple(sorted(changes, key=lambda one: one.why == "wording"))
        many = sum(1 for told in self.old.tokens if told)
        kept = (len(self.aligned.same) + len(self.aligned.edited)) / many if many else 1.0
        first = next((one for one in ranked if one.why != "wording"), None)
        return Comparison(
            changes=ranked,
            kind=RevisionKind.SUBSTANTIAL if first else RevisionKind.COSMETIC,
            reason=Reason(f"revision-{first.why if first else 'wording'}"),
            kept=min(kept, 1.0),
        )

    def _changes(self) -> Iterator[Difference]:
        old, new = self.old, self.new
        pairs = [(old.sentences[i], new.sentences[j]) for i, j in self.aligned.edited]
        gone, come = [old.sentences[i] for i in self.aligned.gone], [new.sentences[j] for j in self.aligned.new]
        figures = figure_changes(old.card, new.card, Sentences(pairs=pairs, gone=gone, come=come), self.language)
        quotes = quote_changes(old.card, new.card, self._touched(old), self._touched(new))
        yield from figures
        yield from quotes
        speakers = [one for one in quotes if isinstance(one, SpeakerChanged)]
        for i, j in self.aligned.edited:
            yield from self._words(i, j, speakers)
        yield from self._sentences((*figures, *quotes))
        if (headline := headline_change(old.headline, new.headline, self.small)) is not None:
            yield headline

    def _touched(self, version: _Version) -> _Touched:
        old = version is self.old
        untouched = {(i if old else j) for i, j in self.aligned.same if self.old.typed(i) == self.new.typed(j)}
        return _Touched(version, frozenset(untouched))

    def _words(self, i: int, j: int, speakers: Sequence[SpeakerChanged]) -> Iterator[Difference]:
        """The words that changed between two versions of a sentence, without what figures and quotes have told already."""
        before, after = self.old.side(i), self.new.side(j)
        quoted_old, counted_old = _spans(self.old.card, self.old.sentences[i])
        quoted_new, counted_new = _spans(self.new.card, self.new.sentences[j])
        for edit in edits(before, after, self.small):
            if self._moved(edit, before, after):
                continue
            if _within(edit.before, before, quoted_old) and _within(edit.after, after, quoted_new):
                continue
            if (
                _numbers(edit, before, after)
                and _within(edit.before, before, counted_old)
                and _within(edit.after, after, counted_new)
            ):
                continue
            words = shown(edit, before, after)
            if any(_tells(one, words) for one in speakers):
                continue
            why = self._measured(edit, before, after, i, j) if edit.why == "wording" else edit.why
            sentence = self.new.sentences[j]
            if why == "date":
                yield DateChanged(before=words[0], after=words[1], sentence=sentence)
            else:
                yield WordsChanged(before=words[0], after=words[1], sentence=sentence, why=why)

    def _moved(self, edit: Edit, before: Side, after: Side) -> bool:
        """Whether the words stand in the other text all the same: the sentence was only parted, or joined to another."""
        was = self._bare([before.tokens[place].norm for place in edit.before])
        now = self._bare([after.tokens[place].norm for place in edit.after])
        return (not was or self.aligned.stands(was)) and (not now or self.aligned.stood(now))

    def _bare(self, words: list[str]) -> tuple[str, ...]:
        """Without the words of grammar at either end: they tie a part of a sentence to the rest."""
        held = [place for place, word in enumerate(words) if word not in self.small]
        return tuple(words[held[0] : held[-1] + 1]) if held else tuple(words)

    def _measured(self, edit: Edit, before: Side, after: Side, i: int, j: int) -> Why:
        """Whether the words are of what a figure counts: two hundred kilos of one thing are not two hundred of another."""
        was = {before.tokens[place].norm for place in edit.before} - self.small
        now = {after.tokens[place].norm for place in edit.after} - self.small
        if not was or not now or len(was) != len(now):
            return "wording"
        counted_old = self._counted(self.old.card.figures, self.old.sentences[i])
        counted_new = self._counted(self.new.card.figures, self.new.sentences[j])
        if not (was <= counted_old and now <= counted_new) or any(_near(one, other) for one in was for other in now):
            return "wording"
        return "measure"

    def _counted(self, figures: Sequence[Figure], sentence: Span) -> set[str]:
        """The words of the things that the sentence's figures count, without verbs: those right behind the number."""
        told = " ".join(figure.text for figure in figures if figure.sentence == sentence)
        return {token.norm for token in tokens(told, Span(0, len(told)), self.language) if not token.number}

    def _sentences(self, told: Sequence[Difference]) -> Iterator[Difference]:
        old, new = self.old, self.new
        points = [point.span for point in old.card.points]
        tellers = [words for one in told for words in (getattr(one, "passage", None) or getattr(one, "before", None),) if words]
        for i in self.aligned.gone:
            words = old.sentences[i].of(old.card.text)
            covered = any(one in words for one in tellers)
            shown_before = any(point.overlaps(old.sentences[i]) for point in points)
            yield SentenceGone(before=words, why="point" if shown_before and not covered else "wording")
        for j in self.aligned.new:
            words = new.sentences[j].of(new.card.text)
            why: Why = "note" if self._is_note(j) else "denial" if denies(words, self.language.code) else "wording"
            yield SentenceNew(after=words, sentence=new.sentences[j], why=why)

    def _is_note(self, j: int) -> bool:
        """Whether the sentence is the outlet's own word on a correction."""
        head = " ".join(token.norm for token in self.new.tokens[j][: _NOTE_WORDS + 4])
        sentence = self.new.sentences[j].of(self.new.card.text)
        label = fold(sentence.partition(":")[0]).strip() if ":" in sentence[:40] else ""
        for note in self.language.changes.notes:
            plain = fold(note.rstrip("*"))
            if label == plain or (" " in plain and plain in head):
                return True
        return False


@dataclass(frozen=True, slots=True)
class _Touched:
    version: _Version
    untouched: frozenset[int]

    def __call__(self, quote: Quote) -> bool:
        return not all(place in self.untouched for place in self.version.of_quote(quote))


def _spans(card: Card, sentence: Span) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What of the sentence is told as a quote, and what as a figure."""
    quotes = tuple(span for quote in card.quotes for span in quote.spans if span.overlaps(sentence))
    figures = tuple(figure.span for figure in card.figures if figure.sentence == sentence)
    return quotes, figures


def _numbers(edit: Edit, before: Side, after: Side) -> bool:
    places = (*(before.tokens[place] for place in edit.before), *(after.tokens[place] for place in edit.after))
    return any(token.number for token in places)


def _within(places: range, side: Side, spans: Sequence[Span]) -> bool:
    return all(any(span.overlaps(side.tokens[place].span) for span in spans) for place in places)


def _tells(speaker: SpeakerChanged, words: tuple[str, str]) -> bool:
    """Whether the words are those that name the two speakers."""
    was, now = set(fold(speaker.before or "").split()), set(fold(speaker.after or "").split())
    return bool(was & set(fold(words[0]).split())) and bool(now & set(fold(words[1]).split()))


def _near(one: str, other: str) -> bool:
    """Forms or spellings of one word."""
    return one[:4] == other[:4]

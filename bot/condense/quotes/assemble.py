"""The parts of one quotation put together: interrupted by its attribution, or running on after it or over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.found import Found
from bot.condense.quotes.gate import may_be_named
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.speech import is_partial
from bot.model.cards import Quote, Speaker


def assemble(doc: Document, lexicon: Lexicon, found: Sequence[Found]) -> tuple[Quote, ...]:
    groups: list[list[Found]] = []
    for one in found:
        if groups and _runs_on(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return _once(doc, [_quote(doc, lexicon, group) for group in groups])


_FEWEST_WORDS = 5
"""Fewer may well be said twice."""
_WORD = re.compile(r"\w+")
_LOOKED_AT = 40
_OPENING = 16
"""Characters by which repeats are known at a glance."""


def _once(doc: Document, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Without the repeats that a page sets in large letters or under a picture: of the same words, the quote whose speaker is
    named stays, else the longer, else the first."""
    openings = [_opening(span.of(doc.text)) for quote in quotes for span in quote.spans]
    if len(set(openings)) == len(openings):
        return tuple(quotes)
    best: dict[tuple[str, ...], Quote] = {}
    for quote in quotes:
        for text in (quote.text, *(span.of(doc.text) for span in quote.spans)):
            words = tuple(_WORD.findall(text.casefold()))
            before = best.get(words)
            if before is None or _rank(quote) > _rank(before):
                best[words] = quote
    return tuple(quote for quote in quotes if not _repeats(quote, best))


def _opening(text: str) -> str:
    return "".join(character for character in text[:_LOOKED_AT] if character.isalnum()).casefold()[:_OPENING]


def _repeats(quote: Quote, best: Mapping[tuple[str, ...], Quote]) -> bool:
    words = tuple(_WORD.findall(quote.text.casefold()))
    if len(words) < _FEWEST_WORDS:
        return False
    other = best[words]
    return other is not quote and not _differ(quote.speaker, other.speaker)


def _rank(quote: Quote) -> tuple[bool, int]:
    return _name(quote.speaker) is not None, len(quote.text)


def _differ(one: Speaker | None, other: Speaker | None) -> bool:
    return None not in {_name(one), _name(other)} and _name(one) != _name(other)


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker is not None else None


def _runs_on(before: Found, one: Found) -> bool:
    if one.how == "transcript":
        return False
    if one.region.continues or one.region.resumes:
        return before.bearer == one.bearer or one.cue is None
    if one.region.paragraph == before.region.paragraph and one.how == "chain":
        return before.how in _ATTRIBUTED and _ends(before)
    if one.passage is not before.passage or one.cue is None or before.cue is None:
        return False
    if before.cue.kind not in {"after", "inverted"} or one.cue.position != before.cue.position:
        return False
    return bool(one.passage.flags[one.position - 1] & (lx.COMMA | lx.COLON | lx.DASH | lx.STOP))


_ATTRIBUTED = frozenset({"after", "inverted", "source", "chain", "elided"})


def _ends(one: Found) -> bool:
    """Whether the quote is the only one of its sentence and opens it, so that what follows is its attribution and no tale."""
    return one.position == one.passage.quotes[-1] and _opens(one)


def _opens(one: Found) -> bool:
    flags = one.passage.flags
    return not any(not flags[i] & (lx.QUOTE | lx.PUNCTUATION) for i in range(one.position))


def _quote(doc: Document, lexicon: Lexicon, parts: Sequence[Found]) -> Quote:
    spans = tuple(part.region.span for part in parts)
    told = next((part for part in parts if part.mention is not None and part.bearer is not None), None)
    speaker = None
    if told is not None and told.mention is not None and told.bearer is not None:
        named = may_be_named(doc, lexicon, told.mention, told.bearer)
        speaker = Speaker(name=told.bearer.name if named else None, role=told.bearer.role, span=told.mention.span)
    partial = all(is_partial(doc, lexicon, part.region, opens=_opens(part)) for part in parts)
    return Quote(
        spans=spans,
        text=" ".join(span.of(doc.text) for span in spans),
        speaker=speaker,
        verb=_verb(doc, parts),
        kind="partial" if partial else "direct",
    )


def _verb(doc: Document, parts: Sequence[Found]) -> str | None:
    for part in parts:
        if part.cue is not None and part.cue.flags & lx.CUE and part.cue.kind not in {"source", "label"}:
            token = part.passage.items[part.cue.position]
            if token >= 0:
                return doc.words[token]
    return None

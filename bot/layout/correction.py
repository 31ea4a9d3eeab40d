"""How an article changed, in words: the line on its card, and the message that tells of it. Old words stand before new ones;
both are the article's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.layout.fragments import Page
from bot.layout.headlines import headline
from bot.layout.lines import DOT
from bot.layout.neutral import clean, cut
from bot.layout.times import moment
from bot.model.cards import Card
from bot.model.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Code,
    Context,
    Heading,
    Inline,
    Line,
    Link,
    Message,
    Paragraph,
    Plain,
    Quotation,
    Strong,
)
from bot.model.feeds import Extent
from bot.model.revisions import (
    DateChanged,
    Difference,
    FigureChanged,
    FigureGone,
    FigureNew,
    HeadlineChanged,
    QuoteGone,
    QuoteNew,
    QuoteReworded,
    Revision,
    RevisionKind,
    SentenceGone,
    SentenceNew,
    SpeakerChanged,
    WordsChanged,
)
from bot.model.text import Span

MOST = 6
"""Changes that a message tells of; the rest is counted, and a button leads to it."""

_ON_CARD = 2
_SHORT, _LONG, _SENTENCE = 70, 300, 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Another outlet's card, on which the corrected one was only named. `outlet`: its name; `says`: its words that say still
    what was corrected."""

    card_id: str
    outlet: str
    says: tuple[str, ...] = ()


def correction_message(
    card: Card, revision: Revision, *, outlet: str, language: str, now: datetime, zone: str = "UTC", root: Root | None = None
) -> Message:
    """What is posted under the card, or under the `root` on which it was named: what changed, with the old words. `card`: as it
    is now; `outlet`: the outlet's name."""
    texts = texts_of(language)
    say, what = texts.say, _kind(revision)
    title = clean(card.title or "") or say("layout.untitled")
    about: list[Inline] = [Strong(clean(outlet)), DOT] if outlet else []
    about += [moment(revision.at, language=language, now=now, zone=zone), DOT, Code(clean(card.id or ""))]
    blocks: list[Block] = [
        Heading((Plain(say(f"layout.correction.heading.{what}")),), level=2),
        Paragraph((headline(title, card.url),)),
    ]
    if what in {"withdrawn", "returned"}:
        blocks.append(Paragraph((Plain(f"{texts.reason(revision.reason)} {say(f'layout.correction.remedy.{what}')}"),)))
    blocks += told(card, revision, texts, outlet=outlet, most=MOST)
    if root is not None:
        blocks.append(Paragraph((Plain(_of_root(root, texts)),)))
    blocks += [Context(tuple(about)), Buttons((Button(say("labels.buttons.corrections"), f"/corrections {card.id}"),))]
    # those who read the other outlet's card are rung for where it is no longer to be quoted
    quiet = what == "update" or (root is not None and not root.says)
    shortly = "; ".join(brief(revision, texts)) or say(f"layout.correction.remedy.{what}")
    return Message(
        blocks=tuple(blocks),
        summary=say(f"layout.correction.summary.{what}", outlet=clean(outlet), title=title, what=shortly),
        language=language,
        silent=quiet,
        broadcast=not quiet,
        under=root.card_id if root else card.id,
    )


def _of_root(root: Root, texts: Texts) -> str:
    """What the card above has to do with it: its text is another outlet's, and stays as it is."""
    if not root.says:
        return texts.say("layout.correction.root.apart", outlet=clean(root.outlet))
    said = "; ".join(f"“{_words(words)}”" for words in root.says)
    return texts.say("layout.correction.root.says", outlet=clean(root.outlet), said=said)


def told(card: Card, revision: Revision, texts: Texts, *, outlet: str, most: int | None = None) -> tuple[Block, ...]:
    """The revision's changes, each with the sentence that it stands in, and the outlet's own word on it."""
    changes = [change for change in revision.telling if change.why != "note"]
    shown = changes if most is None else changes[:most]
    page = Page(card.url, card.text) if card.extent is Extent.FULL else None
    blocks: list[Block] = [Bullets(tuple(_listed(shown, card, page, texts)))] if shown else []
    if len(shown) < len(changes):
        blocks.append(Context((Plain(texts.say("layout.correction.more", count=len(changes) - len(shown))),)))
    notes = [change for change in revision.telling if change.why == "note" and isinstance(change, SentenceNew)]
    blocks += [
        Quotation(cut(clean(note.after), _LONG), (Strong(clean(outlet)),) if outlet else ()) for note in notes[:_ON_CARD]
    ]
    return tuple(blocks)


def mark(revision: Revision, texts: Texts, *, now: datetime, zone: str, outlet: str = "") -> Paragraph:
    """The line on the card itself: “Corrected 2:05 PM: 12 people → 14 people”. `outlet`: whose article it was, where that of
    another stands above."""
    what, at = _kind(revision), moment(revision.at, language=texts.code, now=now, zone=zone)
    lead = texts.say(f"layout.digest.named.{what}", outlet=outlet) if outlet else texts.say(f"layout.correction.mark.{what}")
    line: list[Inline] = [Strong(lead), Plain(" "), at]
    shortly = list(brief(revision, texts))
    if shortly:
        line.append(Plain(f": {'; '.join(shortly)}"))
    return Paragraph(tuple(line))


def brief(revision: Revision, texts: Texts) -> Iterator[str]:
    """The first changes, each in a few words, and how many more there are."""
    changes = [change for change in revision.telling if change.why != "note"]
    for change in changes[:_ON_CARD]:
        yield _short(change, texts)
    if len(changes) > _ON_CARD:
        yield texts.say("layout.correction.more", count=len(changes) - _ON_CARD)


def heading(revision: Revision, texts: Texts) -> str:
    """“Corrected by the outlet”."""
    return texts.say(f"layout.correction.heading.{_kind(revision)}")


def _kind(revision: Revision) -> str:
    if revision.kind is RevisionKind.SUBSTANTIAL:
        return "update" if revision.only_more else "correction"
    return revision.kind.value


def _short(change: Difference, texts: Texts) -> str:
    """In one breath, as on the card."""
    key = f"layout.correction.short.{change.kind}"
    match change:
        case FigureChanged() | WordsChanged() | DateChanged():
            return texts.say(key, before=_words(change.before), after=_words(change.after))
        case FigureGone() | SentenceGone():
            return texts.say(key, before=_words(change.before))
        case FigureNew() | SentenceNew():
            return texts.say(key, after=_words(change.after))
        case QuoteReworded(speaker=speaker) | QuoteGone(speaker=speaker) | QuoteNew(speaker=speaker):
            return texts.say(key, speaker=_speaker(speaker, texts))
        case SpeakerChanged():
            return texts.say(key, before=_speaker(change.before, texts), after=_speaker(change.after, texts))
        case HeadlineChanged():
            return texts.say(key)
        case _:
            assert_never(change)


def _listed(changes: Sequence[Difference], card: Card, page: Page | None, texts: Texts) -> Iterator[Line]:
    """Each change as a line; a sentence in which several things changed is shown with the first of them."""
    seen: set[Span] = set()
    for change in changes:
        sentence = getattr(change, "sentence", None)
        if isinstance(change, FigureChanged | WordsChanged | DateChanged) and sentence in seen:
            yield _turn(change)
        else:
            yield _long(change, card, page, texts)
        if sentence is not None:
            seen.add(sentence)


def _turn(change: FigureChanged | WordsChanged | DateChanged) -> Line:
    """The old words and the new ones; of a bare number also what it counts."""
    counted = clean(change.measure or "") if isinstance(change, FigureChanged) else ""
    bare = " " not in clean(change.before) and " " not in clean(change.after)
    more = (Plain(f" ({_cut(counted)})"),) if counted and bare else ()
    return (*_turned(change.before, change.after), *more)


def _long(  # noqa: C901, PLR0911 - one return for each kind of change
    change: Difference, card: Card, page: Page | None, texts: Texts
) -> Line:
    """The old words, the new ones, and the sentence that they stand in now."""
    say = texts.say
    match change:
        case FigureChanged() | WordsChanged() | DateChanged():
            return (*_turn(change), *_in_sentence(change.sentence, card, page, texts))
        case FigureGone():
            gone = say("layout.correction.gone")
            return (Plain(f"{gone}: "), Strong(_cut(change.before)), Plain(f" — “{cut(clean(change.passage), _SENTENCE)}”"))
        case SentenceGone():
            return (Plain(f"{say('layout.correction.gone')}: “{_cut(change.before)}”"),)
        case FigureNew():
            lead = Plain(f"{say('layout.correction.new')}: ")
            return (lead, Strong(_cut(change.after)), *_in_sentence(change.sentence, card, page, texts))
        case SentenceNew():
            lead = Plain(f"{say('layout.correction.new')}: “{_cut(change.after)}”")
            return (lead, *_source(change.sentence, page, texts))
        case QuoteReworded():
            lead = Plain(f"{say('layout.correction.quote', speaker=_speaker(change.speaker, texts))}: ")
            return (lead, *_turned(f"“{change.before}”", f"“{change.after}”"), *_source(change.sentence, page, texts))
        case QuoteGone():
            who = say("layout.correction.quote_gone", speaker=_speaker(change.speaker, texts))
            return (Plain(f"{who}: “{_cut(change.before)}”"),)
        case QuoteNew():
            who = say("layout.correction.quote_new", speaker=_speaker(change.speaker, texts))
            return (Plain(f"{who}: “{_cut(change.after)}”"), *_source(change.sentence, page, texts))
        case SpeakerChanged():
            named = _turned(_speaker(change.before, texts), _speaker(change.after, texts))
            return (*named, Plain(f" — “{_cut(change.quote)}”"), *_source(change.sentence, page, texts))
        case HeadlineChanged():
            return (Plain(f"{say('layout.correction.headline')}: "), *_turned(change.before, change.after))
        case _:
            assert_never(change)


def _turned(before: str, after: str) -> tuple[Inline, ...]:
    return (Strong(_cut(before)), Plain(" → "), Strong(_cut(after)))


def _in_sentence(sentence: Span, card: Card, page: Page | None, texts: Texts) -> tuple[Inline, ...]:
    told = cut(clean(sentence.of(card.text)), _SENTENCE)
    return (Plain(f" — “{told}”"), *_source(sentence, page, texts)) if told else ()


def _source(sentence: Span, page: Page | None, texts: Texts) -> tuple[Inline, ...]:
    url = page.at(sentence) if page and sentence.end > sentence.start else None
    return (Plain(" "), Link(texts.say("labels.sentence"), url)) if url else ()


def _speaker(name: str | None, texts: Texts) -> str:
    return clean(name or "") or texts.say("layout.unnamed")


def _words(words: str) -> str:
    return cut(clean(words), _SHORT)


def _cut(words: str) -> str:
    return cut(clean(words), _LONG)

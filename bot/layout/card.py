"""A card becomes blocks here, once, before any platform sees it.

The words of the article stay in its language and are marked so; everything else is said in the reader's. Each point, quote and
figure leads to its sentence on the page where the whole article was read; a card made of a feed's summary leads to none, for
the page may word it otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.layout import figures as fig
from bot.layout.fragments import Page
from bot.layout.locales import language_name
from bot.layout.neutral import clean, clean_url
from bot.layout.times import moment
from bot.model.cards import Card, Figure, Point, Quote, Speaker
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
    Plain,
    Quotation,
    Strong,
)
from bot.model.desk import Register, Topic
from bot.model.feeds import Extent
from bot.model.text import Span

DOT = Plain(" · ")
_DASH = " — "
_STOPS = ".!?…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How much of a card is shown: items of each section, characters of one item."""

    points: int
    quotes: int
    figures: int
    characters: int


# Fits 4,000 characters and 40 components (Discord's limits, the narrowest) with room for links.
BRIEF = Fit(points=5, quotes=4, figures=6, characters=420)
WHOLE = Fit(points=100, quotes=100, figures=200, characters=100_000)


def card_message(
    card: Card,
    *,
    outlet: str,
    language: str,
    topics: Sequence[Topic],
    now: datetime,
    registers: Sequence[Register] = (),
    zone: str = "UTC",
    fit: Fit = BRIEF,
) -> Message:
    """The card as a message with labels in `language`; `outlet` is the outlet's name, `topics` and `registers` the desk's.

    Sections without items are left out. What exceeds `fit` is counted, and a button leads to the whole card.
    """
    texts = texts_of(language)
    title = _title(card, texts)
    page = Page(card.url, card.text) if card.extent is Extent.FULL else None
    worn = [topic for score in card.topics for topic in topics if topic.id == score.id]
    blocks: list[Block] = [Heading((headline(card, texts),))]
    if source := _source(card, outlet, worn, texts, now=now, zone=zone):
        blocks.append(Context(source))
    if card.extent is not Extent.FULL:
        blocks.append(Context((Plain(texts.say(f"layout.extent.{card.extent.value}")),)))
    blocks += _points(card.points, page, fit, texts)
    blocks += _quotes(card, page, fit, texts)
    blocks += _figures(card, page, registers, fit, texts)
    if card.id is not None:
        blocks.append(Context((Code(clean(card.id)),)))
        if _exceeds(card, fit):
            blocks.append(Buttons((Button(texts.say("labels.whole_card"), f"/card {card.id}"),)))
    return Message(
        blocks=tuple(blocks),
        summary=texts.say(f"layout.summary.{'of_outlet' if clean(outlet) else 'bare'}", outlet=clean(outlet), title=title),
        language=language,
        colour=worn[0].colour if worn else None,
        article=card.id,
    )


def headline(card: Card, texts: Texts) -> Inline:
    """The headline, linked to the page."""
    title, url = _title(card, texts), clean_url(card.url)
    return Link(title, url) if url else Strong(title)


def quotation(quote: Quote, card: Card, *, page: Page | None, texts: Texts, characters: int = WHOLE.characters) -> Quotation:
    """A quote as a block: its words, who said them, and the sentence they stand in."""
    who: list[Inline] = [Plain(texts.say("layout.unnamed"))] if quote.speaker is None else _speaker(quote.speaker)
    around = _sentences_of(card, Span(quote.spans[0].start, quote.spans[-1].end)) if quote.spans else Span(0, 0)
    return Quotation(cut(clean(quote.text), characters), tuple(who), page.at(around) if page else None)


def figure_line(figure: Figure, sentence: str, *, page: Page | None, registers: Sequence[Register], texts: Texts) -> Line:
    """“over 70,000 Americans die annually from synthetic opioids · 2022”, the figure itself leading to its sentence."""
    told, url = fig.verbatim(figure, sentence), page.at(figure.sentence) if page else None
    line: list[Inline] = [Link(told, url) if url else Strong(told)]
    goes_on, apart = fig.counted_apart(figure, sentence)
    if goes_on:
        line.append(Plain(f" {goes_on}"))
    if other := fig.normalised(figure, texts):
        line.append(Plain(f" ({other})"))
    if apart:
        line.append(Plain(f"{_DASH}{apart}"))
    for detail in fig.details(figure, registers, texts):
        line += [DOT, Plain(detail)]
    return tuple(line)


def cut(text: str, characters: int) -> str:
    """The text, or as many whole sentences of it as fit, else as many whole words, ended by “ …”."""
    if len(text) <= characters:
        return text
    head = text[:characters]
    end = max((i + 1 for i, c in enumerate(head) if c in _STOPS and text[i + 1 : i + 2].isspace()), default=0)
    if end < characters // 3:
        end = max(head.rfind(" "), 0) or characters
    return f"{head[:end].rstrip()} …"


def _title(card: Card, texts: Texts) -> str:
    return clean(card.title or "") or texts.say("layout.untitled")


def _source(card: Card, outlet: str, worn: Sequence[Topic], texts: Texts, *, now: datetime, zone: str) -> Line:
    parts: list[Inline] = [Strong(clean(outlet))] if clean(outlet) else []
    if card.published is not None:
        parts.append(moment(card.published, language=texts.code, now=now, zone=zone))
    if card.language is not None:
        told = language_name(card.language, told_in=texts.code)
        parts.append(Plain(texts.say("labels.in_language", language=told)))
    if worn:
        parts.append(Plain(", ".join(clean(topic.name.get(texts.code, topic.id)) for topic in worn)))
    return tuple(inline for part in parts for inline in (DOT, part))[1:]


def _points(points: Sequence[Point], page: Page | None, fit: Fit, texts: Texts) -> list[Block]:
    items: list[Line] = []
    for point in points[: fit.points]:
        url = page.at(point.span) if page else None
        link = (Plain(" "), Link(texts.say("labels.sentence"), url)) if url else ()
        items.append((Plain(cut(clean(point.text), fit.characters)), *link))
    return _section("points", items, len(points), texts)


def _quotes(card: Card, page: Page | None, fit: Fit, texts: Texts) -> list[Block]:
    if not card.quotes:
        return []
    shown = card.quotes[: fit.quotes]
    heading = Heading((Plain(texts.say("labels.quotes")),), level=2)
    blocks = [quotation(quote, card, page=page, texts=texts, characters=fit.characters) for quote in shown]
    return [heading, *blocks, *_rest("quotes", len(card.quotes) - len(shown), texts)]


def _figures(card: Card, page: Page | None, registers: Sequence[Register], fit: Fit, texts: Texts) -> list[Block]:
    items = [
        figure_line(figure, figure.sentence.of(card.text), page=page, registers=registers, texts=texts)
        for figure in card.figures[: fit.figures]
    ]
    return _section("figures", items, len(card.figures), texts)


def _section(name: str, items: Sequence[Line], total: int, texts: Texts) -> list[Block]:
    if not items:
        return []
    heading = Heading((Plain(texts.say(f"labels.{name}")),), level=2)
    return [heading, Bullets(tuple(items)), *_rest(name, total - len(items), texts)]


def _rest(name: str, count: int, texts: Texts) -> list[Block]:
    return [Context((Plain(texts.say(f"layout.more.{name}", count=count)),))] if count > 0 else []


def _exceeds(card: Card, fit: Fit) -> bool:
    return len(card.points) > fit.points or len(card.quotes) > fit.quotes or len(card.figures) > fit.figures


def _speaker(speaker: Speaker) -> list[Inline]:
    role = clean(speaker.role or "")
    return [Strong(clean(speaker.name)), *([Plain(f", {role}")] if role else [])]


def _sentences_of(card: Card, span: Span) -> Span:
    """The sentences that the span touches, from the first one's start to the last one's end."""
    touched = [sentence for sentence in card.sentences if sentence.overlaps(span)]
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span

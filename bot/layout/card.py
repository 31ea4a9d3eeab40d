"""A card becomes blocks here, once, before any platform sees it.

The words of the article stay in its language and are marked so; everything else is said in the reader's. Each point, quote and
figure leads to its sentence on the page where the whole article was read; a card made of a feed's summary leads to none, for
the page may word it otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.layout import figures as fig
from bot.layout import wording
from bot.layout.correction import mark
from bot.layout.fragments import Page
from bot.layout.headlines import LONGEST_URL, headline
from bot.layout.key_figures import foremost, telling
from bot.layout.lines import DOT, dotted
from bot.layout.locales import language_name
from bot.layout.neutral import clean, cut
from bot.layout.quotes import attribution, said
from bot.layout.text import plain
from bot.layout.times import moment
from bot.model.cards import Card, Figure, Point, Quote
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
from bot.model.desk import Register, Topic
from bot.model.feeds import Extent
from bot.model.revisions import Revision
from bot.model.text import Span

Part = Literal["points", "quotes", "figures"]

_DASH = " — "


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What else tells the card's story. `outlets`: the names of the others; `independent`: texts in all, this one's among
    them, that are no copies of one another; `withdrawn`: names of those among the others that withdrew what they told."""

    story: str
    outlets: tuple[str, ...]
    independent: int
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How much of a card is shown: items of each section, characters of a point or quote, characters of a smaller part (a
    headline, a role, a measure)."""

    points: int
    quotes: int
    figures: int
    characters: int
    part: int = 160


# Discord's 4,000 characters a message, the narrowest limit, addresses counted; what is left is for the platform's own marks.
MOST_CHARACTERS = 3_700
_TITLE_WORDS = 4
"""Shorter first sentences (“And now…”) stand for no headline."""

BRIEF = Fit(points=5, quotes=4, figures=6, characters=420)
WHOLE = Fit(points=100, quotes=100, figures=200, characters=100_000, part=10_000)
# Tried one after another until the card is short enough; a card of the last one always is.
_FITS = (
    BRIEF,
    Fit(points=4, quotes=4, figures=5, characters=300),
    Fit(points=4, quotes=3, figures=4, characters=300),
    Fit(points=3, quotes=2, figures=3, characters=240, part=120),
    Fit(points=2, quotes=1, figures=2, characters=200, part=80),
    Fit(points=1, quotes=1, figures=1, characters=160, part=60),
)


def card_message(
    card: Card,
    *,
    outlet: str,
    language: str,
    topics: Sequence[Topic],
    now: datetime,
    registers: Sequence[Register] = (),
    zone: str = "UTC",
    fit: Fit | None = None,
    part: Part | None = None,
    reports: int = 0,
    beside: Beside | None = None,
    revised: Revision | None = None,
) -> Message:
    """The card as a message with labels in `language`; `outlet` is the outlet's name, `topics` and `registers` the desk's.

    Sections without items are left out, and with `part` all sections but that one. Without a `fit`, as much is shown as stays
    within `MOST_CHARACTERS`, the buttons not counted. What is not shown is counted, and a button leads to the whole card.
    `reports`: how many readers say that something on it is wrong; `beside`: other outlets that tell the same; `revised`: how
    the article changed last.
    """
    texts = texts_of(language)
    worn = tuple(topic for score in card.topics for topic in topics if topic.id == score.id)
    page = page_of(card)
    title = cut(title_of(card, texts), BRIEF.part)
    for each in [fit] if fit else _FITS:
        sheet = _Sheet(
            card=card,
            outlet=clean(outlet),
            worn=worn,
            page=page,
            registers=registers,
            texts=texts,
            fit=each,
            part=part,
            reports=reports,
            beside=beside,
            revised=revised,
        )
        blocks = sheet.blocks(now, zone)
        if fit or len(plain([block for block in blocks if not isinstance(block, Buttons)], links=True)) <= MOST_CHARACTERS:
            break
    return Message(
        blocks=blocks,
        summary=texts.say(f"layout.summary.{'of_outlet' if sheet.outlet else 'bare'}", outlet=sheet.outlet, title=title),
        language=language,
        colour=worn[0].colour if worn else None,
        article=card.id,
        topics=tuple(clean(topic.name.get(language, topic.id)) for topic in worn),
    )


def page_of(card: Card) -> Page | None:
    """The page to link sentences on; None where the card was not made from the page itself."""
    return Page(card.url, card.text, longest=LONGEST_URL) if card.extent is Extent.FULL else None


def also_in(beside: Beside, texts: Texts, longest: int) -> str:
    """“Also in El Eco, La Voz · 3 outlets, 2 independent texts”."""
    outlets = cut(", ".join(named_beside(name, texts, withdrawn=name in beside.withdrawn) for name in beside.outlets), longest)
    counted = texts.say("layout.story.outlets", count=len(beside.outlets) - len(beside.withdrawn) + 1)
    independent = texts.say("layout.story.independent", count=beside.independent)
    return texts.say("layout.story.also_in", outlets=outlets, counted=counted, independent=independent)


def named_beside(outlet: str, texts: Texts, *, withdrawn: bool) -> str:
    """“El Eco (withdrawn)”."""
    return texts.say("layout.story.withdrawn", outlet=clean(outlet)) if withdrawn else clean(outlet)


def reported(texts: Texts) -> Paragraph:
    """That somebody says that the card is wrong."""
    return Paragraph((Strong(texts.say("layout.reported")),))


def figure_line(
    figure: Figure, sentence: str, url: str | None, registers: Sequence[Register], texts: Texts, *, part: int
) -> Line:
    """“over 70,000 Americans die annually from synthetic opioids · 2022”, the figure itself leading to its sentence. `part`:
    characters of each part."""
    told = cut(wording.verbatim(figure, sentence), part)
    line: list[Inline] = [Link(told, url) if url else Strong(told)]
    goes_on, apart = wording.counted_apart(figure, sentence)
    if goes_on:
        line.append(Plain(f" {cut(goes_on, part)}"))
    other = "" if wording.difference(figure, sentence) else fig.normalised(figure, texts)
    if other:
        line.append(Plain(f" ({cut(other, part)})"))
    if apart:
        line.append(Plain(f"{_DASH}{cut(apart, part)}"))
    for detail in fig.details(figure, registers, texts):
        line += [DOT, Plain(cut(detail, part))]
    return tuple(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One card being laid out to one fit."""

    card: Card
    outlet: str
    worn: tuple[Topic, ...]
    page: Page | None
    registers: Sequence[Register]
    texts: Texts
    fit: Fit
    part: Part | None = None
    reports: int = 0
    beside: Beside | None = None
    revised: Revision | None = None

    def blocks(self, now: datetime, zone: str) -> tuple[Block, ...]:
        card, say, wanted = self.card, self.texts.say, self._wants
        blocks: list[Block] = [Heading((headline(self._part(title_of(card, self.texts)), card.url),))]
        if source := self._source(now, zone):
            blocks.append(Context(source))
        if self.beside:
            blocks.append(Context((Plain(also_in(self.beside, self.texts, self.fit.part)),)))
        if self.revised is not None:
            blocks.append(mark(self.revised, self.texts, now=now, zone=zone))
        if self.reports:
            blocks.append(reported(self.texts))
        if card.extent is not Extent.FULL:
            blocks.append(Context((Plain(say(f"layout.extent.{card.extent.value}")),)))
        told = telling(card.figures)
        points = tuple(self._point(point) for point in card.points[: self.fit.points])
        figures = tuple(self._figure(figure) for figure in self._foremost(told))
        if wanted("points"):
            blocks += self._section("points", [Bullets(points)] if points else [], len(card.points) - len(points))
        if wanted("quotes"):
            quotes = [self._quote(quote) for quote in card.quotes[: self.fit.quotes]]
            blocks += self._section("quotes", quotes, len(card.quotes) - len(quotes))
        if wanted("figures"):
            blocks += self._section("figures", [Bullets(figures)] if figures else [], len(told) - len(figures))
        if card.id is not None:
            blocks += [Context((Code(clean(card.id)),)), self._buttons(clean(card.id))]
        return tuple(blocks)

    def _buttons(self, id_: str) -> Buttons:
        """What else can be asked of the card; each button is the command that it stands for."""
        say, said, told = self.texts.say, bool(self.card.quotes), bool(telling(self.card.figures))
        parts: dict[Part, bool] = {"quotes": said, "figures": told}
        asked = [part for part, there in parts.items() if there and part != self.part and (self.part or self.fit is not WHOLE)]
        lines = [(f"labels.buttons.{part}", f"/card {id_} part:{part}") for part in asked]
        if self.beside:
            lines.append(("labels.buttons.story", f"/story {self.beside.story}"))
        lines += [(f"labels.buttons.{name}", f"/{name} {id_}") for name in ("evidence", "save", "report")]
        if self.revised is not None:
            lines.append(("labels.buttons.corrections", f"/corrections {id_}"))
        if self.part or self._exceeds():
            lines.append(("labels.whole_card", f"/card {id_}"))
        return Buttons(tuple(Button(say(label), line) for label, line in lines))

    def _wants(self, part: Part) -> bool:
        return self.part is None or self.part == part

    def _source(self, now: datetime, zone: str) -> Line:
        """Outlet · time · language · topics."""
        parts: list[Inline] = [Strong(self._part(self.outlet))] if self.outlet else []
        if self.card.published is not None:
            parts.append(moment(self.card.published, language=self.texts.code, now=now, zone=zone))
        if self.card.language is not None:
            told = language_name(self.card.language, told_in=self.texts.code)
            parts.append(Plain(self.texts.say("labels.in_language", language=told)))
        if self.worn:
            names = ", ".join(clean(topic.name.get(self.texts.code, topic.id)) for topic in self.worn)
            parts.append(Plain(self._part(names)))
        return dotted(parts)

    def _section(self, name: str, shown: Sequence[Block], more: int) -> list[Block]:
        if not shown:
            return []
        heading = Heading((Plain(self.texts.say(f"labels.{name}")),), level=2)
        rest = [Context((Plain(self.texts.say(f"layout.more.{name}", count=more)),))] if more else []
        return [heading, *shown, *rest]

    def _point(self, point: Point) -> Line:
        url = self._at(point.span)
        link = (Plain(" "), Link(self.texts.say("labels.sentence"), url)) if url else ()
        return (Plain(cut(clean(point.text), self.fit.characters)), *link)

    def _quote(self, quote: Quote) -> Quotation:
        """The words, who said them, and the whole sentences they stand in."""
        around = Span(quote.spans[0].start, quote.spans[-1].end) if quote.spans else Span(0, 0)
        touched = [sentence for sentence in self.card.sentences if sentence.overlaps(around)]
        if touched:
            around = Span(min(touched[0].start, around.start), max(touched[-1].end, around.end))
        who = attribution(quote.speaker, self.texts, self.fit.part)
        return Quotation(cut(said(quote), self.fit.characters), who, self._at(around))

    def _figure(self, figure: Figure) -> Line:
        sentence = figure.sentence.of(self.card.text)
        return figure_line(figure, sentence, self._at(figure.sentence), self.registers, self.texts, part=self.fit.part)

    def _foremost(self, told: Sequence[Figure]) -> Sequence[Figure]:
        """The figures that are shown; the whole card shows all."""
        card, fit = self.card, self.fit
        return told[: fit.figures] if fit is WHOLE else foremost(told, card.points, fit.figures, card.title or "")

    def _at(self, span: Span) -> str | None:
        return self.page.at(span) if self.page else None

    def _part(self, text: str) -> str:
        return cut(text, self.fit.part)

    def _exceeds(self) -> bool:
        card, fit = self.card, self.fit
        told = telling(card.figures)
        more = len(card.points) > fit.points or len(card.quotes) > fit.quotes or len(told) > len(self._foremost(told))
        texts = (*(point.text for point in card.points), *(quote.text for quote in card.quotes))
        return more or any(len(clean(text)) > fit.characters for text in texts)


def title_of(card: Card, texts: Texts) -> str:
    """The article's own; without one, its first sentence."""
    told = (sentence.of(card.text) for sentence in card.sentences)
    first = next((sentence for sentence in told if len(sentence.split()) >= _TITLE_WORDS), card.text[: BRIEF.part])
    return clean(card.title or "") or clean(first) or texts.say("layout.untitled")

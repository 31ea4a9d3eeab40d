"""One story of a digest: its headline, who reports it, one point, and a quote or a figure where it tells more than the point
does; of a story told before, what is new. A quote is shown whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.languages.texts import Texts
from bot.layout.beside import side_by_side
from bot.layout.card import figure_line, named_beside, page_of, reported, title_of
from bot.layout.correction import mark
from bot.layout.fragments import Page
from bot.layout.headlines import headline
from bot.layout.key_figures import foremost, telling, weight
from bot.layout.lines import DOT, dotted
from bot.layout.locales import language_name
from bot.layout.neutral import clean, cut
from bot.layout.quotes import attribution, said
from bot.layout.times import moment
from bot.layout.update import development_line
from bot.model.cards import Card, Figure, Point, Quote
from bot.model.chat import Block, Bullets, Code, Context, Inline, Line, Link, Paragraph, Plain, Quotation, Strong
from bot.model.desk import Desk, outlet_name
from bot.model.digests import Entry, Note
from bot.model.feeds import Extent
from bot.model.stories import Development, Differing, Voice

_LISTED = 4
"""Outlets that are named in “also in”; more are counted."""

_SHORTEST_QUOTE = 25
"""Characters of words that say something by themselves."""

_DIFFERING, _NUMBERS = 2, 4
"""Figures in which outlets differ, and numbers of each, that an entry shows at most."""

_TELLING_WEIGHT = 3
"""`key_figures.weight` from which a figure is worth a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Characters of a headline, a point and a quote at most; 0: none is shown."""

    title: int
    point: int
    quote: int
    figure: bool = True


# From the richest to the tightest: the first is taken that needs as few messages as the tightest.
FITS = (
    Fit(title=160, point=320, quote=260),
    Fit(title=140, point=320, quote=180),
    Fit(title=140, point=320, quote=0),
    Fit(title=140, point=320, quote=0, figure=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Lays entries out to one fit."""

    desk: Desk
    texts: Texts
    zone: str
    now: datetime
    fit: Fit

    def opening(self, entry: Entry, number: int) -> tuple[Block, ...]:
        """What the entry is, and how it stands."""
        title = cut(title_of(entry.lead, self.texts), self.fit.title)
        return (Paragraph((Strong(f"{number}. "), headline(title, entry.lead.url))), *self.standing(entry))

    def standing(self, entry: Entry) -> tuple[Block, ...]:
        """Who reports it, how their articles changed, and whether a reader says that it is wrong."""
        notes = (self._note(one) for one in entry.notes)
        return (Context(self._source(entry)), *notes, *((reported(self.texts),) if entry.reported else ()))

    def saying(self, entry: Entry) -> Iterator[Block]:
        """What it says, in its article's words."""
        card = entry.lead
        page = page_of(card)
        told = [self._fresh(card, one, page) for one in entry.fresh]
        if told and entry.told_at is not None:
            since = moment(entry.told_at, language=self.texts.code, now=self.now, zone=self.zone)
            yield Context((Strong(self._say("fresh")), Plain(" "), since))
            yield Bullets(tuple(told))
            return
        point = self._point(card)
        if point is not None:
            yield Paragraph((Plain(cut(clean(point.text), self.fit.point)), *_linked(page.at(point.span) if page else None)))
        differing = [self._differing(one) for one in entry.differing[:_DIFFERING]]
        if differing:
            yield Bullets(tuple(differing))
        quote = self._quote(card, point)
        if quote is not None:
            url = page.at(quote.spans[0]) if page and quote.spans else None
            yield Quotation(said(quote), attribution(quote.speaker, self.texts, self.fit.title), url)
            return
        figure = self._figure(card, point)
        if figure is not None and not differing:
            yield Bullets((self._told(card, figure, page),))

    def _source(self, entry: Entry) -> Line:
        """Outlet · time · also in A, B · 2 independent sources · in Spanish · behind a paywall · id."""
        card = entry.lead
        names = [self._named(outlet, entry) for outlet in entry.outlets]
        first, others = (names[0], names[1:]) if card.outlet else ("", names)
        parts: list[Inline] = [Strong(first)] if first else []
        if card.published is not None:
            parts.append(moment(card.published, language=self.texts.code, now=self.now, zone=self.zone))
        if others:
            more = len(others) - _LISTED
            shown = ", ".join(others[:_LISTED])
            listed = self._say("and_more", outlets=shown, count=more) if more > 0 else shown
            parts.append(Plain(self._say("also_in", outlets=listed)))
            parts.append(Plain(self._say("sources", count=entry.sources)))
        if card.language is not None and card.language != self.texts.code:
            told = language_name(card.language, told_in=self.texts.code)
            parts.append(Plain(self.texts.say("labels.in_language", language=told)))
        if card.extent is not Extent.FULL:
            parts.append(Plain(self.texts.say(f"layout.memo.{card.extent.value}")))
        parts.append(Code(clean(card.id or "")))
        return dotted(parts)

    def _named(self, outlet: str, entry: Entry) -> str:
        gone = outlet in entry.withdrawn and outlet != entry.lead.outlet
        return named_beside(outlet_name(self.desk.outlets, outlet), self.texts, withdrawn=gone)

    def _note(self, note: Note) -> Block:
        """“Corrected 2:05 PM: 12 people → 14 people”, with the outlet's name where it is not that of the entry."""
        outlet = clean(outlet_name(self.desk.outlets, note.outlet)) if note.outlet else ""
        return mark(note.revision, self.texts, now=self.now, zone=self.zone, outlet=outlet)

    def _point(self, card: Card) -> Point | None:
        """The first that says more than the headline."""
        title = clean(card.title or "").casefold().rstrip(".")
        return next((point for point in card.points if clean(point.text).casefold().rstrip(".") != title), None)

    def _quote(self, card: Card, point: Point | None) -> Quote | None:
        """Somebody's own words, by name, short enough to be shown whole, that the point does not hold already."""
        for quote in card.quotes:
            named = card.named(quote) is not None
            held = point is not None and any(point.span.overlaps(span) for span in quote.spans)
            if named and not held and quote.kind == "direct" and _SHORTEST_QUOTE <= len(said(quote)) <= self.fit.quote:
                return quote
        return None

    def _figure(self, card: Card, point: Point | None) -> Figure | None:
        """The first of the card's key figures, unless the point or the headline tells it."""
        if not self.fit.figure:
            return None
        others = [
            figure
            for figure in telling(card.figures)
            if weight(figure) >= _TELLING_WEIGHT
            and not (point is not None and point.span.overlaps(figure.sentence))
            and figure.text not in (card.title or "")
        ]
        return next(iter(foremost(others, card.points, 1, card.title or "")), None)

    def _differing(self, one: Differing) -> Line:
        """“Outlets differ · Dead: five people (El Eco); 6 (La Voz)”."""
        told = side_by_side(one.said, outlets=self.desk.outlets, most=_NUMBERS, part=self.fit.title)
        fate = f"{self.texts.say(f'layout.fates.{one.fate}')}: " if one.fate else ""
        return (Strong(self._say("differ")), DOT, Plain(f"{fate}{told}"))

    def _told(self, card: Card, figure: Figure, page: Page | None) -> Line:
        sentence = figure.sentence.of(card.text)
        url = page.at(figure.sentence) if page else None
        return figure_line(figure, sentence, url, self.desk.registers, self.texts, part=self.fit.title)

    def _fresh(self, card: Card, one: Development, page: Page | None) -> Line:
        """What is new, in the article's words; of a toll what others said before as well."""
        if not isinstance(one, Voice):
            return development_line(card, one, outlets=self.desk.outlets, texts=self.texts, now=self.now)
        who, words = attribution(one.quote.speaker, self.texts, self.fit.title), said(one.quote)
        whole = len(words) <= max(self.fit.quote, FITS[1].quote)
        told = (Plain(f": “{words}”"),) if whole else (Plain(f" · {self._say('speaks')}"),)
        return (*who, *told, *_linked(page.at(one.quote.spans[0]) if page and one.quote.spans else None))

    def _say(self, key: str, **params: object) -> str:
        return self.texts.say(f"layout.digest.{key}", **params)


def _linked(url: str | None) -> Line:
    return (Plain(" "), Link("↗", url)) if url else ()

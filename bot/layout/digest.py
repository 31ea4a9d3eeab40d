"""A digest becomes messages: compact, one entry a story, in the reader's language; the words of articles stay in theirs.

An entry has its headline, who reports it, one point, and a quote or a figure where it tells more than the point does. A quote
is shown whole or not at all. What does not fit into one message is told more tightly first, and goes on in another then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_time

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.layout.card import DOT, MOST_CHARACTERS, figure_line, page_of, reported, title_of
from bot.layout.correction import brief
from bot.layout.fragments import Page
from bot.layout.headlines import headline
from bot.layout.key_figures import foremost, telling, weight
from bot.layout.locales import language_name, locale
from bot.layout.neutral import clean, cut
from bot.layout.quotes import attribution, said
from bot.layout.text import plain
from bot.layout.times import moment, zone_of
from bot.layout.update import development_line
from bot.model.cards import Card, Figure, Point, Quote
from bot.model.chat import (
    Block,
    Bullets,
    Chart,
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
from bot.model.desk import Desk
from bot.model.digests import Correction, Digest, Entry, Section, Silence
from bot.model.feeds import Extent
from bot.model.reasons import Reason
from bot.model.stories import Development, Voice

_PART = 120
"""Characters that are kept free for the line that heads a further message."""

_LISTED = 4
"""Outlets that are named in “also in”; more are counted."""

_SHORTEST_QUOTE = 25
"""Characters of words that say something by themselves."""

_TELLING_WEIGHT = 3
"""`key_figures.weight` from which a figure is worth a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why there is a digest now. `slot`: its hour; `late`, `missed`: as in `Due`; `held`: why its cards were held back, where
    they were."""

    slot: datetime
    late: bool = False
    missed: int = 0
    held: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """Characters of a headline, a point and a quote at most; 0: none is shown."""

    title: int
    point: int
    quote: int
    figure: bool = True


# From the richest to the tightest: the first is taken that needs as few messages as the tightest.
_FITS = (
    _Fit(title=160, point=320, quote=260),
    _Fit(title=140, point=320, quote=180),
    _Fit(title=140, point=320, quote=0),
    _Fit(title=140, point=320, quote=0, figure=False),
)


def digest_messages(
    digest: Digest,
    occasion: Occasion,
    *,
    desk: Desk,
    language: str,
    zone: str,
    now: datetime,
    chart: Chart | None = None,
) -> tuple[Message, ...]:
    """The messages, in order; one that says so where there is nothing to tell. `chart`: stands below the stories."""
    sheets = [
        _Sheet(digest=digest, occasion=occasion, desk=desk, texts=texts_of(language), zone=zone, now=now, fit=fit)
        for fit in _FITS
    ]
    laid = [(sheet, _pages(sheet.pieces())) for sheet in sheets]
    fewest = min(len(pages) for _, pages in laid)
    sheet, pages = next((sheet, pages) for sheet, pages in laid if len(pages) <= fewest)
    return tuple(
        sheet.message(
            (*((sheet.part(number, len(pages)),) if number > 1 else ()), *page), chart if number == len(pages) else None
        )
        for number, page in enumerate(pages, start=1)
    )


def _pages(pieces: Sequence[Sequence[Block]]) -> list[tuple[Block, ...]]:
    """Whole pieces on as few messages as hold them."""
    pages: list[tuple[Block, ...]] = [()]
    for piece in pieces:
        joined = (*pages[-1], *piece)
        if pages[-1] and _long([joined]) > MOST_CHARACTERS - _PART:
            pages.append(tuple(piece))
        else:
            pages[-1] = joined
    return pages


def _long(pieces: Sequence[Sequence[Block]]) -> int:
    return len(plain(_flat(pieces), links=True))


def _flat(pieces: Sequence[Sequence[Block]]) -> tuple[Block, ...]:
    return tuple(block for piece in pieces for block in piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One digest being laid out to one fit."""

    digest: Digest
    occasion: Occasion
    desk: Desk
    texts: Texts
    zone: str
    now: datetime
    fit: _Fit

    # ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def message(self, blocks: Sequence[Block], chart: Chart | None) -> Message:
        first = next(iter(self.digest.entries), None)
        colour = next((topic.colour for topic in self.desk.topics if first and topic.id == first.topic), None)
        key = "layout.digest.summary" if first else "layout.digest.summary_empty"
        lead = cut(title_of(first.lead, self.texts), self.fit.title) if first else ""
        stories = self._counted()
        return Message(
            blocks=(*blocks, *((chart,) if chart else ())),
            summary=self.texts.say(key, title=self._title(), stories=stories, lead=lead),
            language=self.texts.code,
            colour=colour,
        )

    def part(self, number: int, of: int) -> Block:
        return Context((Strong(self._title()), DOT, Plain(f"{number}/{of}")))

    def pieces(self) -> list[tuple[Block, ...]]:
        """What stays together on one message: the head with the first entry, each further entry with the heading above it, and
        what stands below them."""
        pieces: list[tuple[Block, ...]] = []
        number = 0
        for section in self.digest.sections:
            above = self._heading(section)
            for entry in section.entries:
                number += 1
                pieces.append((*above, *self._entry(entry, number)))
                above = ()
        head = self._head()
        pieces = [(*head, *pieces[0]), *pieces[1:]] if pieces else [head]
        if self.digest.more:
            pieces.append((Paragraph((Plain(self._say("more", count=len(self.digest.more))),)),))
        if self.digest.corrections:
            lines = tuple(self._correction(one) for one in self.digest.corrections)
            pieces.append((self._named("corrected"), Bullets(lines)))
        if self.digest.silences:
            pieces.append((self._named("silent"), Bullets(tuple(self._silence(one) for one in self.digest.silences))))
        return pieces

    def _head(self) -> tuple[Block, ...]:
        told: list[Inline] = [Strong(self._say("held"))] if self.occasion.held else []
        told += [Plain(self._say(f"why.{reason.code}", **reason.params)) for reason in self.occasion.held]
        if self.occasion.late:
            told.append(Strong(self._say("late", time=self._clock(self.occasion.slot), made=self._clock(self.now))))
        if self.occasion.missed:
            told.append(Plain(self._say("missed", count=self.occasion.missed)))
        if self.digest.entries:
            told.append(Plain(self._counted()))
        since: Line = ()
        if self.digest.since is not None and not self.occasion.held:
            at = moment(self.digest.since, language=self.texts.code, now=self.now, zone=self.zone)
            since = (*((DOT,) if told else ()), Plain(f"{self._say('since')} "), at)
        lines: list[Block] = [Heading((Plain(self._title()),))]
        if told or since:
            lines.append(Context((*_dotted(told), *since)))
        if not self.digest.entries:
            lines.append(Paragraph((Plain(self._say("nothing")),)))
        return tuple(lines)

    def _title(self) -> str:
        where = zone_of(self.zone)
        there = self.occasion.slot.astimezone(where)
        day = format_date(there.date(), self._say("day_format"), locale=locale(self.texts.code))
        return self._say("title", day=day, time=self._clock(self.occasion.slot))

    def _clock(self, at: datetime) -> str:
        where = zone_of(self.zone)
        return format_time(at.astimezone(where), "short", tzinfo=where, locale=locale(self.texts.code))

    def _counted(self) -> str:
        entries = (*self.digest.entries, *self.digest.more)
        articles = sum(len(entry.tells) for entry in entries)
        stories = self._say("stories", count=len(entries))
        return stories if articles == len(entries) else self._say("of_articles", stories=stories, count=articles)

    def _heading(self, section: Section) -> tuple[Block, ...]:
        name = next(
            (topic.name.get(self.texts.code, topic.id) for topic in self.desk.topics if topic.id == section.topic), None
        )
        return (Heading((Plain(clean(name or self._say("other"))),), level=2),)

    def _named(self, key: str) -> Block:
        return Heading((Plain(self._say(key)),), level=2)

    # ── one story ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _entry(self, entry: Entry, number: int) -> Iterator[Block]:
        card = entry.lead
        page = page_of(card)
        title = cut(title_of(card, self.texts), self.fit.title)
        yield Paragraph((Strong(f"{number}. "), headline(title, card.url)))
        yield Context(self._source(entry))
        if entry.reported:
            yield reported(self.texts)
        told = [self._fresh(card, one, page) for one in entry.fresh]
        if told and entry.told_at is not None:
            since = moment(entry.told_at, language=self.texts.code, now=self.now, zone=self.zone)
            yield Context((Strong(self._say("fresh")), Plain(" "), since))
            yield Bullets(tuple(told))
            return
        point = self._point(card)
        if point is not None:
            yield Paragraph((Plain(cut(clean(point.text), self.fit.point)), *_linked(page.at(point.span) if page else None)))
        quote = self._quote(card, point)
        if quote is not None:
            url = page.at(quote.spans[0]) if page and quote.spans else None
            yield Quotation(said(quote), attribution(quote.speaker, self.texts, self.fit.title), url)
            return
        figure = self._figure(card, point)
        if figure is not None:
            yield Bullets((self._told(card, figure, page),))

    def _source(self, entry: Entry) -> Line:
        """Outlet · time · also in A, B · 2 independent sources · in Spanish · behind a paywall · id."""
        card = entry.lead
        names = [self._outlet(outlet) for outlet in entry.outlets]
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
        return _dotted(parts)

    def _point(self, card: Card) -> Point | None:
        """The first that says more than the headline."""
        title = clean(card.title or "").casefold().rstrip(".")
        return next((point for point in card.points if clean(point.text).casefold().rstrip(".") != title), None)

    def _quote(self, card: Card, point: Point | None) -> Quote | None:
        """Somebody's own words, by name, short enough to be shown whole, that the point does not hold already."""
        names = {person.name for person in card.people} | {body.name for body in card.organisations}
        for quote in card.quotes:
            named = quote.speaker is not None and quote.speaker.name in names
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

    def _told(self, card: Card, figure: Figure, page: Page | None) -> Line:
        sentence = figure.sentence.of(card.text)
        url = page.at(figure.sentence) if page else None
        return figure_line(figure, sentence, url, self.desk.registers, self.texts, part=self.fit.title)

    def _fresh(self, card: Card, one: Development, page: Page | None) -> Line:
        """What is new, in the article's words; of a toll what others said before as well."""
        if not isinstance(one, Voice):
            return development_line(card, one, outlets=self.desk.outlets, texts=self.texts, now=self.now)
        who, words = attribution(one.quote.speaker, self.texts, self.fit.title), said(one.quote)
        whole = len(words) <= max(self.fit.quote, _FITS[1].quote)
        told = (Plain(f": “{words}”"),) if whole else (Plain(f" · {self._say('speaks')}"),)
        return (*who, *told, *_linked(page.at(one.quote.spans[0]) if page and one.quote.spans else None))

    # ── below the stories ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _correction(self, one: Correction) -> Line:
        card = one.card
        kind = one.revision.kind if one.revision else "retracted"
        why = "; ".join(brief(one.revision, self.texts)) if one.revision else clean(one.retracted or "")
        parts: list[Inline] = [headline(cut(title_of(card, self.texts), self.fit.title), card.url)]
        parts += [Plain(cut(why, self.fit.point))] if why else []
        return (Strong(f"{self._say(f'correction.{kind}')} "), *_dotted([*parts, Code(clean(card.id or ""))]))

    def _silence(self, one: Silence) -> Line:
        usual = f"{one.usual:g}"
        told = self._say("silence", outlet=self._outlet(one.outlet), count=one.days, usual=usual)
        return (Plain(told), *((Plain(f" {self._say('unread')}"),) if one.failing else ()))

    def _outlet(self, outlet: str) -> str:
        return clean(next((one.name for one in self.desk.outlets if one.id == outlet), outlet))

    def _say(self, key: str, **params: object) -> str:
        return self.texts.say(f"layout.digest.{key}", **params)


def _linked(url: str | None) -> Line:
    return (Plain(" "), Link("↗", url)) if url else ()


def _dotted(parts: Sequence[Inline]) -> Line:
    return tuple(inline for part in parts for inline in (DOT, part))[1:]

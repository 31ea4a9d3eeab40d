"""A digest becomes messages: compact, one entry a story, in the reader's language; the words of articles stay in theirs.

What does not fit into one message is told more tightly first, and goes on in another then.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_time

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.layout.calls import with_calls
from bot.layout.card import MOST_CHARACTERS, title_of
from bot.layout.correction import brief
from bot.layout.digest_entry import FITS, Fit, Teller
from bot.layout.headlines import headline
from bot.layout.lines import DOT, dotted
from bot.layout.locales import locale
from bot.layout.neutral import clean, cut
from bot.layout.text import plain
from bot.layout.times import moment, zone_of
from bot.model.chat import (
    Block,
    Bullets,
    Chart,
    Code,
    Context,
    Heading,
    Inline,
    Line,
    Message,
    Paragraph,
    Plain,
    Stretch,
    Strong,
)
from bot.model.desk import Desk, outlet_name
from bot.model.digests import Correction, Digest, Entry, Section, Silence
from bot.model.reasons import Reason

_PART = 120
"""Characters that are kept free for the line that heads a further message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why there is a digest now. `slot`: its hour; `late`, `missed`: as in `Due`; `held`: why its cards were held back, where
    they were."""

    slot: datetime
    late: bool = False
    missed: int = 0
    held: tuple[Reason, ...] = ()


def digest_messages(
    digest: Digest,
    occasion: Occasion,
    *,
    desk: Desk,
    language: str,
    zone: str,
    now: datetime,
    chart: Chart | None = None,
    drawn_from: Collection[str] = (),
) -> tuple[Message, ...]:
    """The messages, in order; one that says so where there is nothing to tell. `chart`: stands below the stories; `drawn_from`:
    ids of the cards that its figures stand on."""
    sheets = [
        _Sheet(digest=digest, occasion=occasion, desk=desk, texts=texts_of(language), zone=zone, now=now, fit=fit)
        for fit in FITS
    ]
    laid = [(sheet, _pages(sheet.pieces())) for sheet in sheets]
    fewest = min(len(pages) for _, pages in laid)
    sheet, pages = next((sheet, pages) for sheet, pages in laid if len(pages) <= fewest)
    parted = [page.under(sheet.part(number, len(pages))) if number > 1 else page for number, page in enumerate(pages, start=1)]
    if chart is not None:
        says = tuple(Stretch(subject=one, first=0, body=0, end=1) for one in sorted(drawn_from))
        parted[-1] = parted[-1].with_(_Piece(blocks=(chart,), stretches=says))
    return tuple(sheet.message(page) for page in parted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Blocks that stay together, and which of them are whose."""

    blocks: tuple[Block, ...]
    stretches: tuple[Stretch, ...] = ()

    def with_(self, below: _Piece) -> _Piece:
        moved = tuple(one.moved(len(self.blocks)) for one in below.stretches)
        return _Piece(blocks=(*self.blocks, *below.blocks), stretches=(*self.stretches, *moved))

    def under(self, head: Block) -> _Piece:
        return _Piece(blocks=(head,)).with_(self)


def _pages(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Whole pieces on as few messages as hold them."""
    pages = [_Piece(blocks=())]
    for piece in pieces:
        joined = pages[-1].with_(piece)
        if pages[-1].blocks and len(plain(joined.blocks, links=True)) > MOST_CHARACTERS - _PART:
            pages.append(piece)
        else:
            pages[-1] = joined
    return pages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One digest being laid out to one fit."""

    digest: Digest
    occasion: Occasion
    desk: Desk
    texts: Texts
    zone: str
    now: datetime
    fit: Fit

    # ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def message(self, page: _Piece) -> Message:
        first = next(iter(self.digest.entries), None)
        colour = next((topic.colour for topic in self.desk.topics if first and topic.id == first.topic), None)
        key = "layout.digest.summary" if first else "layout.digest.summary_empty"
        lead = cut(title_of(first.lead, self.texts), self.fit.title) if first else ""
        stories = self._counted()
        return Message(
            blocks=page.blocks,
            summary=self.texts.say(key, title=self._title(), stories=stories, lead=lead),
            language=self.texts.code,
            colour=colour,
            stretches=page.stretches,
        )

    def part(self, number: int, of: int) -> Block:
        return Context((Strong(self._title()), DOT, Plain(f"{number}/{of}")))

    def pieces(self) -> list[_Piece]:
        """What stays together on one message: the head with the first entry, each further entry with the heading above it, and
        what stands below them."""
        teller = Teller(desk=self.desk, texts=self.texts, zone=self.zone, now=self.now, fit=self.fit)
        pieces: list[_Piece] = []
        number = 0
        for section in self.digest.sections:
            above = _Piece(blocks=self._heading(section))
            for entry in section.entries:
                number += 1
                pieces.append(above.with_(_told(entry, teller, number)))
                above = _Piece(blocks=())
        head = _Piece(blocks=self._head())
        pieces = [head.with_(pieces[0]), *pieces[1:]] if pieces else [head]
        if self.digest.more:
            pieces.append(_Piece(blocks=(Paragraph(with_calls(self._say("more", count=len(self.digest.more)))),)))
        if self.digest.corrections:
            lines = tuple(self._correction(one) for one in self.digest.corrections)
            pieces.append(_Piece(blocks=(self._named("corrected"), Bullets(lines))))
        if self.digest.silences:
            silences = tuple(self._silence(one) for one in self.digest.silences)
            pieces.append(_Piece(blocks=(self._named("silent"), Bullets(silences))))
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
            lines.append(Context((*dotted(told), *since)))
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

    # ── below the stories ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _correction(self, one: Correction) -> Line:
        card = one.card
        kind = one.revision.kind if one.revision else "retracted"
        why = "; ".join(brief(one.revision, self.texts)) if one.revision else clean(one.retracted or "")
        parts: list[Inline] = [headline(cut(title_of(card, self.texts), self.fit.title), card.url)]
        parts += [Plain(cut(why, self.fit.point))] if why else []
        return (Strong(f"{self._say(f'correction.{kind}')} "), *dotted([*parts, Code(clean(card.id or ""))]))

    def _silence(self, one: Silence) -> Line:
        usual = f"{one.usual:g}"
        told = self._say("silence", outlet=clean(outlet_name(self.desk.outlets, one.outlet)), count=one.days, usual=usual)
        return (Plain(told), *((Plain(f" {self._say('unread')}"),) if one.failing else ()))

    def _say(self, key: str, **params: object) -> str:
        return self.texts.say(f"layout.digest.{key}", **params)


def _told(entry: Entry, teller: Teller, number: int) -> _Piece:
    opening = teller.opening(entry, number)
    blocks = (*opening, *teller.saying(entry))
    return _Piece(blocks=blocks, stretches=(Stretch(subject=entry.lead.id or "", first=0, body=len(opening), end=len(blocks)),))

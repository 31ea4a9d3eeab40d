"""What a later card of a story brings, as one message under the card that told the story first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.layout import wording
from bot.layout.beside import side_by_side
from bot.layout.card import BRIEF, page_of
from bot.layout.fragments import Page
from bot.layout.headlines import headline
from bot.layout.lines import dotted
from bot.layout.locales import language_name
from bot.layout.neutral import clean, cut
from bot.layout.quotes import attribution, said
from bot.layout.times import moment
from bot.model.cards import Card, Figure
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
from bot.model.desk import Outlet, outlet_name
from bot.model.stories import Amount, Before, Denial, Development, Toll, Turn, Voice
from bot.model.text import Span

_MOST_BEFORE = 4
"""Earlier tolls that are set beside the new one."""


def update_message(
    card: Card,
    developments: Sequence[Development],
    *,
    outlets: Sequence[Outlet],
    language: str,
    now: datetime,
    zone: str = "UTC",
    under: str | None = None,
    broadcast: bool = False,
) -> Message:
    """`under`: the subject of the message that it answers."""
    sheet = _Sheet(card=card, page=page_of(card), outlets=outlets, texts=texts_of(language), now=now, zone=zone)
    title = cut(clean(card.title or "") or sheet.texts.say("layout.untitled"), BRIEF.part)
    outlet = sheet.outlet_of(card)
    key = "layout.story.summary" if outlet else "layout.story.summary_bare"
    return Message(
        blocks=sheet.blocks(developments, title),
        summary=sheet.texts.say(key, outlet=outlet, title=title),
        language=language,
        article=card.id,
        under=under,
        broadcast=broadcast,
    )


def development_line(card: Card, one: Development, *, outlets: Sequence[Outlet], texts: Texts, now: datetime) -> Line:
    """What the card brings, in a line; empty for a voice, which is shown as a quotation."""
    return _Sheet(card=card, page=page_of(card), outlets=outlets, texts=texts, now=now, zone="UTC").line(one)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    card: Card
    page: Page | None
    outlets: Sequence[Outlet]
    texts: Texts
    now: datetime
    zone: str

    def blocks(self, developments: Sequence[Development], title: str) -> tuple[Block, ...]:
        card, id_ = self.card, clean(self.card.id or "")
        told = [line for one in developments if (line := self.line(one))]
        voices = [self._voice(one) for one in developments if isinstance(one, Voice)]
        return (
            Heading((Strong(f"{self.texts.say('layout.story.update')}: "), headline(title, card.url)), level=2),
            Context(self._source()),
            *([Bullets(tuple(told))] if told else []),
            *voices,
            Context((Code(id_),)),
            Buttons((self._button("card", f"/card {id_}"), self._button("evidence", f"/evidence {id_}"))),
        )

    def outlet_of(self, card: Card) -> str:
        return clean(outlet_name(self.outlets, card.outlet))

    def _button(self, name: str, line: str) -> Button:
        return Button(self.texts.say(f"labels.{name}" if name == "card" else f"labels.buttons.{name}"), line)

    def _source(self) -> Line:
        """Outlet · time · language."""
        card, parts = self.card, list[Inline]()
        if outlet := self.outlet_of(card):
            parts.append(Strong(cut(outlet, BRIEF.part)))
        if card.published is not None:
            parts.append(moment(card.published, language=self.texts.code, now=self.now, zone=self.zone))
        if card.language is not None:
            name = language_name(card.language, told_in=self.texts.code)
            parts.append(Plain(self.texts.say("labels.in_language", language=name)))
        return dotted(parts)

    def line(self, one: Development) -> Line:
        """The development in a line; empty for a voice, which is shown as a quotation."""
        match one:
            case Toll(fate=fate, figure=figure, before=before, later=later):
                return (self._label(fate), *self._figure(figure, apart=False), *self._before(before, later=later))
            case Amount(figure=figure, before=before):
                own = any(one.card.outlet == self.card.outlet for one in before)
                return (*self._figure(figure), *self._before(before, later=own))
            case Turn(fate=fate, sentence=sentence):
                return (self._label(fate), *self._sentence(sentence))
            case Denial(sentence=sentence):
                return (Strong(f"{self.texts.say('layout.story.denied')} "), *self._sentence(sentence))
            case Voice():
                return ()
            case _:
                assert_never(one)

    def _label(self, fate: str) -> Inline:
        return Strong(f"{self.texts.say(f'layout.fates.{fate}')}: ")

    def _figure(self, figure: Figure, *, apart: bool = True) -> Line:
        """`apart`: what is counted is told too where it stands elsewhere in the sentence."""
        sentence = figure.sentence.of(self.card.text)
        told, url = cut(wording.verbatim(figure, sentence, led=apart), BRIEF.part), self._at(figure.sentence)
        goes_on, counted = wording.counted_apart(figure, sentence, led=apart)
        rest = " ".join(part for part in (goes_on, f"— {counted}" if apart and counted else "") if part)
        return (Link(told, url) if url else Strong(told), *((Plain(f" {cut(rest, BRIEF.part)}"),) if rest else ()))

    def _before(self, before: Sequence[Before], *, later: bool) -> Line:
        """“ · before: 12 (El Eco); 13 (La Voz)”: side by side, as each outlet has it; “elsewhere” where nobody says that one
        followed the other."""
        told = side_by_side(before, outlets=self.outlets, most=_MOST_BEFORE, part=BRIEF.part)
        key = "before" if later else "elsewhere"
        return (Plain(f" · {self.texts.say(f'layout.story.{key}', told=told)}"),) if told else ()

    def _sentence(self, span: Span) -> Line:
        url = self._at(span)
        link = (Plain(" "), Link(self.texts.say("labels.sentence"), url)) if url else ()
        return (Plain(cut(clean(span.of(self.card.text)), BRIEF.characters)), *link)

    def _voice(self, one: Voice) -> Quotation:
        spans = one.quote.spans
        around = Span(spans[0].start, spans[-1].end)
        who = attribution(one.quote.speaker, self.texts, BRIEF.part)
        return Quotation(cut(said(one.quote), BRIEF.characters), who, self._at(around))

    def _at(self, span: Span) -> str | None:
        return self.page.at(span) if self.page else None

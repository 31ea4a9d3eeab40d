"""`/report`: something on a card is wrong. The card is marked at once, and the admins are told."""

from __future__ import annotations

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import CardId, Words
from bot.languages import texts as texts_of
from bot.layout.neutral import clean, cut
from bot.model.cards import Card
from bot.model.chat import Button, Buttons, Context, Debt, DeliveryKind, Heading, Message, Paragraph, Plain, Quotation, Reply
from bot.model.desk import Channel
from bot.model.readers import Report
from bot.publishing import place_of
from bot.store import deliveries, marks

LONGEST = 1_000
"""Characters of a report that the admins are shown; all of it is kept."""


@command(private=True, changes=True)
async def report(ask: Ask, *, id: CardId, words: Words) -> Reply:  # noqa: A002 (the option's name, as users type it)
    stored = await held.card(ask, id)
    if gone := show.retracted(ask, stored):
        return gone
    card = stored.card
    told = Report(card_id=card.id or id, at=ask.now, who=ask.who.name or ask.who.id, where=str(ask.where), words=words)
    async with ask.store.begin() as tx:
        count = await marks.report(tx, told)
        if ask.alarms is not None:
            await deliveries.owe(tx, [_alert(card, told, count, ask.alarms)], ask.now)
    key = "reports.told" if ask.alarms else "reports.kept"
    return Reply(blocks=(show.sentence(ask, key, id=told.card_id),), private=True, data={"id": told.card_id, "reports": count})


def _alert(card: Card, report: Report, count: int, channel: Channel) -> Debt:
    say = texts_of(channel.labels).say
    id_, title = report.card_id, clean(card.title or "") or say("layout.untitled")
    summary = say("replies.reports.alert", id=id_, title=title)
    who = say("replies.reports.by", who=clean(report.who), where=clean(report.where))
    message = Message(
        blocks=(
            Heading((Plain(say("replies.reports.heading")),)),
            Paragraph((Plain(f"{id_} · {title}"),)),
            Quotation(cut(clean(report.words), LONGEST), (Plain(who),)),
            Context((Plain(say("replies.reports.count", count=count)),)),
            Buttons(
                (
                    Button(say("labels.whole_card"), f"/card {id_}"),
                    Button(say("labels.buttons.evidence"), f"/evidence {id_}"),
                    Button(say("labels.buttons.retract"), f"/retract {id_}"),
                )
            ),
        ),
        summary=summary,
        language=channel.labels,
        silent=False,
    )
    return Debt(place=place_of(channel), kind=DeliveryKind.ALERT, subject=f"report {id_}", revision=count, message=message)

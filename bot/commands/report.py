"""`/report`: something on a card is wrong. The card is marked at once wherever it stands, and the admins are told."""

from __future__ import annotations

from datetime import timedelta

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import CardId, Words
from bot.languages import texts as texts_of
from bot.layout.neutral import clean, cut
from bot.model.cards import Card
from bot.model.chat import Button, Buttons, Context, Debt, DeliveryKind, Heading, Message, Paragraph, Plain, Quotation, Reply
from bot.model.desk import Channel
from bot.model.errors import UsageError
from bot.model.readers import Report
from bot.showing import place_of, shown_anew
from bot.store import deliveries, reports

LONGEST = 1_000
"""Characters of a report that the admins are shown; all of it is kept."""

MOST, WITHIN = 5, timedelta(hours=1)
"""Reports that one person may make in that time."""


@command(private=True, changes=True)
async def report(ask: Ask, *, id: CardId, words: Words) -> Reply:  # noqa: A002 (the option's name, as users type it)
    stored = await held.card(ask, id)
    if gone := show.retracted(ask, stored):
        return gone
    card = stored.card
    told = Report(
        card_id=card.id or id,
        at=ask.now,
        who=ask.who.name or ask.who.id,
        where=str(ask.where),
        words=words,
        person=ask.person,
    )
    async with ask.store.begin() as tx:
        made = [one for one in await reports.of_card(tx, told.card_id) if not one.settled]
        if any(one.person == ask.person for one in made):
            raise UsageError("report-again", id=told.card_id)
        times = await reports.times_of(tx, ask.person, since=ask.now - WITHIN)
        if len(times) >= MOST:
            minutes = -(-(times[-MOST] + WITHIN - ask.now) // timedelta(minutes=1))
            raise UsageError("reports-often", most=MOST, minutes=minutes)
        number = await reports.add(tx, told)
        if not made:
            await shown_anew(tx, told.card_id, ask.desk, ask.channels, ask.now)
        if ask.alarms is not None:
            await deliveries.owe(tx, [_alert(card, told, number, len(made) + 1, ask.alarms)], ask.now)
    key = "reports.told" if ask.alarms else "reports.kept"
    data = {"id": told.card_id, "report": number, "reports": len(made) + 1}
    return Reply(blocks=(show.sentence(ask, key, id=told.card_id),), private=True, data=data)


def _alert(card: Card, report: Report, number: int, count: int, channel: Channel) -> Debt:
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
                    Button(say("labels.buttons.settle"), f"/reports settle {number}"),
                    Button(say("labels.buttons.retract"), f"/retract {id_}"),
                )
            ),
        ),
        summary=summary,
        language=channel.labels,
        silent=False,
    )
    return Debt(place=place_of(channel), kind=DeliveryKind.ALERT, subject=f"report {id_}", revision=number, message=message)

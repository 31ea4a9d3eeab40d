"""`/channels test`: a message to a channel, sent as cards are, so that admins see whether they would arrive."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import ChannelId
from bot.commands.routes import channel_of, may_post, where_of
from bot.languages import texts
from bot.layout.alert import alert
from bot.layout.neutral import clean
from bot.model.chat import Debt, DeliveryKind, Reply
from bot.store import deliveries


@command(needs="admin")
async def channels_test(ask: Ask, *, channel: ChannelId) -> Reply:
    kept = channel_of(ask, channel)
    more = await may_post(ask, kept)
    say, place = texts(kept.labels).say, where_of(kept)
    told = [say("replies.changes.test_by", who=clean(ask.who.name or ask.who.id))]
    debt = Debt(
        place=place,
        kind=DeliveryKind.ALERT,
        subject=f"test {kept.id} {ask.now.isoformat()}",
        revision=0,
        message=alert(say("replies.changes.test", id=kept.id), told, kept.labels),
    )
    async with ask.store.begin() as tx:
        await deliveries.owe(tx, [debt], ask.now)
    sent = show.sentence(ask, "changes.test_held" if ask.paused else "changes.test_owed", id=kept.id, place=str(place))
    return Reply(blocks=(sent, *more), private=True, data={"channel": kept.id, "place": str(place), "held": ask.paused})

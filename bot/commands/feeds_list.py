"""`/feeds list`: what is followed, and how each feed does."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.layout.neutral import clean
from bot.layout.times import moment
from bot.model.chat import Bullets, Code, Inline, Line, Plain, Reply, Strong
from bot.model.errors import SourceError
from bot.model.feeds import Feed
from bot.store import feeds as kept
from bot.store.feeds import FeedState


@command
async def feeds_list(ask: Ask, *, failing: bool = False) -> Reply:
    async with ask.store.read() as tx:
        states = await kept.states(tx)
    listed = [feed for feed in ask.feeds if not failing or _fails(states.get(feed.id))]
    data = [
        {"id": feed.id, "url": feed.url, "outlet": feed.outlet, "language": feed.language, "paused": feed.paused}
        | {"state": as_data(states.get(feed.id))}
        for feed in listed
    ]
    if not listed:
        return Reply(blocks=(show.sentence(ask, "no_feeds_failing" if failing else "no_feeds"),), data=data)
    lines = tuple(_line(ask, feed, states.get(feed.id)) for feed in listed)
    return Reply(blocks=(show.heading(ask, "feeds", count=len(listed)), Bullets(lines)), data=data)


def _fails(state: FeedState | None) -> bool:
    return state is not None and (state.failures > 0 or state.retired)


def _line(ask: Ask, feed: Feed, state: FeedState | None) -> Line:
    parts: list[Inline] = [Strong(clean(ask.outlet_name(feed.outlet))), Plain(" · "), Code(feed.id), Plain(" · ")]
    say = ask.texts.say
    if feed.paused:
        return (*parts, Plain(say("replies.feed.paused")))
    if state is None or state.last_poll is None:
        return (*parts, Plain(say("replies.feed.never")))
    if state.retired:
        return (*parts, Plain(say("replies.feed.retired")))
    if state.failures and state.last_error is not None:
        error = SourceError(state.last_error.code, **state.last_error.params)
        return (*parts, Plain(say("replies.feed.failing", count=state.failures, why=clean(ask.texts.error(error).what))))
    last = state.last_success or state.last_poll
    return (*parts, Plain(say("replies.feed.well")), moment(last, language=ask.language, now=ask.now, zone=ask.zone))

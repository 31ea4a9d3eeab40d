"""The app's home: what this workspace reads, what its visitor follows and has saved; for admins, how the sources do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.commands import following, show
from bot.commands.ask import Ask
from bot.languages.texts import Texts
from bot.layout.neutral import clean
from bot.model.chat import Block, Bullets, Button, Buttons, Code, Divider, Heading, Line, Paragraph, Plain, Strong
from bot.model.desk import Channel, Desk
from bot.model.errors import SourceError
from bot.model.feeds import Feed
from bot.platforms.slack import limits
from bot.platforms.slack.parts import pages, parts
from bot.platforms.slack.render import in_words
from bot.store import feeds as kept_feeds
from bot.store import follows, saves
from bot.store.feeds import FeedState
from bot.store.records import StoredCard

SAVED = 10
"""Cards shown; the rest stays behind a button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`follows`: as their follower reads them; `failing`: feeds that fail, with what is known of them, or None for those who do
    not administer."""

    desk: Desk
    channels: tuple[Channel, ...]
    follows: tuple[str, ...]
    saved: tuple[StoredCard, ...]
    saved_total: int
    feeds: int = 0
    failing: tuple[tuple[Feed, FeedState], ...] | None = None


async def opened(ask: Ask) -> dict[str, Any]:
    """The view as it is now, for who asks."""
    home = await gather(ask)
    return view(blocks(home, show.cards(ask, home.saved), ask.texts))


async def gather(ask: Ask) -> Home:
    place = ask.where
    here = (channel for channel in ask.channels if channel.platform == place.platform)
    async with ask.store.read() as tx:
        followed = await follows.of(tx, ask.person)
        saved = await saves.of(tx, ask.person, limit=SAVED)
        states = await kept_feeds.states(tx) if ask.who.is_admin else {}
    failing = tuple((feed, states[feed.id]) for feed in ask.feeds if feed.id in states and _fails(states[feed.id]))
    return Home(
        desk=ask.desk,
        channels=tuple(channel for channel in here if channel.workspace in {"", place.workspace}),
        follows=tuple(following.told(ask, follow) for follow in followed),
        saved=saved.items,
        saved_total=saved.total,
        feeds=len(ask.feeds),
        failing=failing if ask.who.is_admin else None,
    )


def blocks(home: Home, saved: Block, say: Texts) -> tuple[Block, ...]:
    """`saved`: the saved cards as a list."""
    return tuple(_blocks(home, saved, say))


def view(shown: Sequence[Block]) -> dict[str, Any]:
    """Slack takes no tables here; what is beyond its room is left out, and stays a command away."""
    laid = pages(parts(shown, tables=False), blocks=limits.VIEW_BLOCKS)
    return {"type": "home", "blocks": in_words(laid[0])}


def _blocks(home: Home, saved: Block, say: Texts) -> Iterator[Block]:
    yield Buttons((Button(say.say("slack.home.latest"), "/latest"), Button(say.say("slack.home.help"), "/help")))
    yield Heading((Plain(say.say("slack.home.title")),), level=2)
    yield _list([_channel(one, home.desk, say) for one in home.channels], "slack.home.no_channels", say)
    yield Divider()
    yield Heading((Plain(say.say("slack.home.follows")),), level=2)
    yield _list([(Plain(follow),) for follow in home.follows], "slack.home.no_follows", say)
    yield Divider()
    yield Heading((Plain(say.say("slack.home.saved")),), level=2)
    yield saved if home.saved else Paragraph((Plain(say.say("slack.home.no_saved")),))
    if home.saved_total > len(home.saved):
        yield Buttons((Button(say.say("slack.home.more_saved"), "/saved list"),))
    if home.failing is not None:
        yield Divider()
        yield Heading((Plain(say.say("slack.home.health")),), level=2)
        if home.failing:
            yield Bullets(tuple(_feed(feed, state, say) for feed, state in home.failing))
        else:
            yield Paragraph((Plain(say.say("slack.home.all_well", count=home.feeds)),))


def _list(lines: Sequence[Line], none: str, say: Texts) -> Block:
    return Bullets(tuple(lines)) if lines else Paragraph((Plain(say.say(none)),))


def _channel(channel: Channel, desk: Desk, say: Texts) -> Line:
    names = {topic.id: topic.name.get(say.code, topic.id) for topic in desk.topics}
    topics = ", ".join(names.get(topic, topic) for topic in channel.topics) or say.say("replies.channel.all_topics")
    told = [
        topics,
        say.say(f"replies.channel.{channel.mode}"),
        *([say.say("replies.channel.paused")] if channel.paused else []),
    ]
    return (Strong(channel.id), *(Plain(f" · {part}") for part in told))


def _feed(feed: Feed, state: FeedState, say: Texts) -> Line:
    if state.retired or state.last_error is None:
        why = say.say("replies.feed.retired")
    else:
        error = SourceError(state.last_error.code, **state.last_error.params)
        why = say.say("replies.feed.failing", count=state.failures, why=clean(say.error(error).what))
    return (Code(feed.id), Plain(f" · {why}"))


def _fails(state: FeedState) -> bool:
    return state.retired or (state.failures > 0 and state.last_error is not None)

"""`/follows list`, in short `/follows`: what the asker is told of."""

from __future__ import annotations

from bot.commands import following, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.tokens import quote
from bot.layout.lines import dotted
from bot.layout.times import day
from bot.model.chat import Bullets, Code, Moment, Plain, Reply, Strong
from bot.model.readers import FollowKind
from bot.store import follows as kept


@command(short="follows", private=True)
async def follows_list(ask: Ask) -> Reply:
    async with ask.store.read() as tx:
        held = await kept.of(tx, ask.person)
    data = [following.as_data(one) for one in held]
    if not held:
        return Reply(blocks=(show.sentence(ask, "follows.none"),), private=True, data=data)
    say = ask.texts.say
    lines = tuple(
        dotted(
            (
                Strong(following.told(ask, one)),
                Plain(say(f"replies.follows.kinds.{one.kind.value}")),
                Moment(one.since, say("replies.follows.since", day=day(one.since, language=ask.language, zone=ask.zone))),
                Code(f"/follows remove {quote(one.subject if one.kind is FollowKind.STORY else one.words)}"),
            )
        )
        for one in held
    )
    return Reply(blocks=(show.heading(ask, "follows.title", count=len(held)), Bullets(lines)), private=True, data=data)

"""`/follows remove`, in short `/unfollow`: be told of it no longer."""

from __future__ import annotations

from bot.commands import following, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import Followed
from bot.commands.tokens import nearest
from bot.model.chat import Reply
from bot.model.errors import UsageError
from bot.model.folding import fold
from bot.store import follows as kept


@command(short="unfollow", private=True, changes=True)
async def follows_remove(ask: Ask, *, followed: Followed) -> Reply:
    wanted = fold(followed.strip().strip('"“”«»'))
    async with ask.store.begin() as tx:
        held = await kept.of(tx, ask.person)
        meant = [one for one in held if wanted in {fold(one.words), fold(following.told(ask, one)), fold(one.subject)}]
        for one in meant:
            await kept.remove(tx, ask.person, one.kind, one.subject)
    if not meant:
        near = nearest(followed, [one.words for one in held])
        raise (
            UsageError("follow-unknown-near", what=followed, near=near) if near else UsageError("follow-unknown", what=followed)
        )
    what = ", ".join(following.told(ask, one) for one in meant)
    told = show.sentence(ask, "follows.removed", what=what)
    return Reply(blocks=(told,), private=True, data=[following.as_data(one) for one in meant])

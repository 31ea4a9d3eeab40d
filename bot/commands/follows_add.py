"""`/follows add`, in short `/follow`: a direct message for every new card on a topic, a person, a place or a search, and for
what is new in a story."""

from __future__ import annotations

from bot.commands import following, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import People, Places, Stories, Topics, Words
from bot.model.chat import Button, Buttons, Reply
from bot.model.errors import UsageError
from bot.model.readers import FollowKind
from bot.store import follows as kept


@command(short="follow", private=True, changes=True)
async def follows_add(
    ask: Ask,
    *,
    words: Words = "",
    topic: Topics = (),
    person: People = (),
    place: Places = (),
    story: Stories = (),
    search: str = "",
) -> Reply:
    wanted = [
        *(following.of_topic(ask, one) for one in topic),
        *(following.of_name(ask, FollowKind.PERSON, one) for one in person),
        *(following.of_name(ask, FollowKind.PLACE, one) for one in place),
        *[await following.of_story(ask, one) for one in story],
        *([await following.of_search(ask, search)] if search else []),
        *([await following.of_words(ask, words)] if words else []),
    ]
    if not wanted:
        raise UsageError("follow-what")
    async with ask.store.begin() as tx:
        held = await kept.of(tx, ask.person)
        fresh = [one for one in wanted if all((one.kind, one.subject) != (old.kind, old.subject) for old in held)]
        if len(held) + len(fresh) > following.MOST:
            raise UsageError("follows-full", most=following.MOST)
        for one in wanted:
            await kept.add(tx, one)
    what = ", ".join(following.told(ask, one) for one in wanted)
    only = all(one.kind is FollowKind.STORY for one in wanted)
    told = show.sentence(ask, "follows.added_story" if only else "follows.added", what=what)
    buttons = Buttons((Button(ask.texts.say("labels.buttons.follows"), "/follows list"),))
    return Reply(blocks=(told, buttons), private=True, data=[following.as_data(one) for one in wanted])

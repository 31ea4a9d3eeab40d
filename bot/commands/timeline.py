"""`/timeline`: what happened when: the events of a story, or of all stories on a topic, a person or a place."""

from __future__ import annotations

from bot.commands import show, storied
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.options import LIMIT, Limit, PageNumber, People, Places, StoryWords, Topics
from bot.commands.query import read_query
from bot.commands.storied import Storied
from bot.editorial.chronicle import Event
from bot.model.chat import Block, Bullets, Button, Buttons, Context, Heading, Paragraph, Plain, Reply
from bot.model.errors import UsageError
from bot.store import search, stories

MOST = 100
"""Cards that are looked through on a topic, a person or a place: the newest."""


@command
async def timeline(
    ask: Ask,
    *,
    words: StoryWords = "",
    topic: Topics = (),
    person: People = (),
    place: Places = (),
    since: When | None = None,
    until: When | None = None,
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    """The oldest event first. `words`: a story's id, a card's, or words that the newest story meets; with a topic, a person or
    a place, words that the cards have to meet."""
    if topic or person or place:
        return await _of_many(ask, words, topic, person, place, since, until, limit=limit, page=page)
    if not words:
        raise UsageError("timeline-what")
    told = await storied.read(ask, await storied.meant(ask, words))
    events = [event for event in told.events if _within(event, since, until)]
    head: list[Block] = [Heading((storied.headline(ask, told.story),)), Context((Plain(storied.counted(ask, told)),))]
    return _reply(ask, head, events, [told], limit=limit, page=page)


async def _of_many(  # noqa: PLR0917 - the command's own options, in its order
    ask: Ask,
    words: str,
    topic: tuple[str, ...],
    person: tuple[str, ...],
    place: tuple[str, ...],
    since: When | None,
    until: When | None,
    *,
    limit: int,
    page: int,
) -> Reply:
    query = read_query(ask, words, topic=topic, person=person, place=place, since=since, until=until)
    async with ask.store.read() as tx:
        found = await search.cards(tx, query, limit=MOST)
        wanted = {stored.card.id for stored in found.items}
        whole = {one.id: one for stored in found.items if (one := await stories.of_card(tx, stored.card.id or ""))}
    told = [await storied.read(ask, one) for one in whole.values()]
    events = sorted(
        (
            event
            for one in told
            for event in one.events
            if (event.card.id in wanted or event.retraction) and _within(event, since, until)
        ),
        key=lambda event: event.at,
    )
    head: list[Block] = [show.heading(ask, "timeline.title", count=len(events))]
    if found.total > len(found.items):
        head.append(show.sentence(ask, "timeline.newest", shown=len(found.items), total=found.total))
    return _reply(ask, head, events, told, limit=limit, page=page)


def _reply(ask: Ask, head: list[Block], events: list[Event], told: list[Storied], *, limit: int, page: int) -> Reply:
    shown = events[(page - 1) * limit : page * limit]
    data = {
        "total": len(events),
        "stories": [storied.story_data(one) for one in told],
        "events": [storied.event_data(event) for event in events],
    }
    if not shown:
        return show.nothing(ask, "nothing_found", total=len(events), data=data)
    blocks = list(head)
    for event in shown:
        blocks += [Paragraph((storied.title(ask, event.card),)), Context(storied.origin(ask, event))]
        lines = storied.lines(ask, event)
        blocks += [Bullets(lines)] if lines else []
    if len(told) == 1:
        id_ = told[0].story.id
        lines_of = (("story", f"/story {id_}"), ("follow", f"/follow story:{id_}"))
        blocks.append(Buttons(tuple(Button(ask.texts.say(f"labels.buttons.{label}"), line) for label, line in lines_of)))
    return show.paged(ask, blocks, page=page, limit=limit, total=len(events), data=data)


def _within(event: Event, since: When | None, until: When | None) -> bool:
    return (since is None or event.at >= since.start) and (until is None or event.at < until.end)

"""What is asked to be followed, read into a Follow; and a Follow in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands import data, storied
from bot.commands.ask import Ask
from bot.commands.bind import bind
from bot.commands.parse import parse
from bot.commands.query import read_query
from bot.layout.neutral import clean
from bot.model import folding
from bot.model.errors import UsageError
from bot.model.folding import fold
from bot.model.query import Query, as_text
from bot.model.readers import Follow, FollowKind, direct_to

MOST = 100
"""Follows of one person."""


def of_topic(ask: Ask, topic: str) -> Follow:
    name = next((one.name.get(ask.language, one.id) for one in ask.desk.topics if one.id == topic), topic)
    return _follow(ask, FollowKind.TOPIC, topic, name)


def of_name(ask: Ask, kind: FollowKind, name: str) -> Follow:
    """A person or a place; one that the desk knows by another name is followed by the name that cards print."""
    known = ask.desk.people if kind is FollowKind.PERSON else ask.desk.places
    meant = next((one.name for one in known if fold(name) in map(fold, (one.name, *one.aliases))), name.strip())
    key = folding.key(meant)
    if not key:
        raise UsageError("follow-what")
    return _follow(ask, kind, key, meant)


async def of_story(ask: Ask, named: str) -> Follow:
    """The story of that id, or of the card of that id. Raises UsageError."""
    story = await storied.known(ask, named)
    title = next((one.card.title for one in story.cards if one.card.title), "")
    return _follow(ask, FollowKind.STORY, story.id, clean(title or "") or story.id)


async def of_search(ask: Ask, words: str) -> Follow:
    """A search, as `/search` reads it. Raises UsageError where it cannot be read, or asks for a time."""
    from bot.commands import all_commands

    call = parse(f"/search {words}", all_commands(), ask.texts)
    asked = replace(ask, call=call)
    values = await bind(call, asked)
    if values["since"] or values["until"]:
        raise UsageError("follow-time")
    filters: dict[str, Any] = {name: values[name] for name in ("topic", "outlet", "lang", "speaker", "place")}
    query = read_query(asked, str(values["words"]), **filters)
    if query == Query():
        raise UsageError("follow-what")
    return _follow(ask, FollowKind.SEARCH, as_text(query), words.strip())


async def of_words(ask: Ask, words: str) -> Follow:
    """What the words name: a story by its id, a topic, else a person, else a place of the desk's; else they are a search."""
    bare = fold(words.strip().strip('"“”«»'))
    if storied.is_story(bare):
        return await of_story(ask, bare)
    for topic in ask.desk.topics:
        if bare in map(fold, (topic.id, *topic.name.values(), *topic.aliases)):
            return of_topic(ask, topic.id)
    for kind, known in ((FollowKind.PERSON, ask.desk.people), (FollowKind.PLACE, ask.desk.places)):
        if any(bare in map(fold, (one.name, *one.aliases)) for one in known):
            return of_name(ask, kind, words.strip().strip('"“”«»'))
    return await of_search(ask, words)


def told(ask: Ask, follow: Follow) -> str:
    """As its follower reads it: a topic by its name in the language of now."""
    if follow.kind is FollowKind.TOPIC:
        return of_topic(ask, follow.subject).words
    return clean(follow.words)


def as_data(follow: Follow) -> dict[str, Any]:
    return {"kind": follow.kind.value, "subject": follow.subject, "words": follow.words, "since": data.as_data(follow.since)}


def _follow(ask: Ask, kind: FollowKind, subject: str, words: str) -> Follow:
    return Follow(
        person=ask.person,
        kind=kind,
        subject=subject,
        words=words,
        language=ask.language,
        place=direct_to(ask.person),
        since=ask.now,
    )

"""Options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from typing import Annotated

from bot.commands import suggest
from bot.commands.command import OneOf, Rest, Suggest, Within
from bot.layout.card import Part
from bot.layout.evidence import PARTS

Words = Annotated[str, Rest()]
QueryWords = Annotated[str, Rest(query=True)]
Topics = Annotated[tuple[str, ...], OneOf(suggest.topics)]
Outlets = Annotated[tuple[str, ...], OneOf(suggest.outlets)]
Langs = Annotated[tuple[str, ...], OneOf(suggest.languages)]
Speakers = Annotated[tuple[str, ...], Suggest(suggest.speakers)]
Places = Annotated[tuple[str, ...], Suggest(suggest.places)]
Speaker = Annotated[str, Suggest(suggest.speakers)]
Person = Annotated[str, Rest(), Suggest(suggest.people)]
PlaceName = Annotated[str, Rest(), Suggest(suggest.places)]
ChannelId = Annotated[str, OneOf(suggest.channels)]
DigestId = Annotated[str, Suggest(suggest.digests)]
OutletId = Annotated[str, OneOf(suggest.desk_outlets)]
TopicId = Annotated[str, OneOf(suggest.topics)]
FeedId = Annotated[str, OneOf(suggest.feeds)]
CardId = Annotated[str, Suggest(suggest.cards)]
People = Annotated[tuple[str, ...], Suggest(suggest.people)]
Followed = Annotated[str, Rest(), Suggest(suggest.followed)]
ReportNumber = Annotated[str, Suggest(suggest.reported)]
SavedId = Annotated[str, Suggest(suggest.saved)]
Subject = Annotated[str, Suggest(suggest.cards)]
CardPart = Annotated[str, OneOf(suggest.parts)]
DeliveryKey = Annotated[str, Suggest(suggest.held)]
StoryWords = Annotated[str, Rest(query=True), Suggest(suggest.stories)]
StoryId = Annotated[str, Suggest(suggest.stories)]
PartedId = Annotated[str, Suggest(suggest.parted)]
Stories = Annotated[tuple[str, ...], Suggest(suggest.stories)]
StoryPart = Annotated[str, OneOf(suggest.story_parts)]
Measure = Annotated[str, Rest(query=True), Suggest(suggest.measures)]

Limit = Annotated[int, Within(1, 50)]
"""How many on one page."""

PageNumber = Annotated[int, Within(1, 1000)]

LIMIT = 10


def part_of(chosen: str) -> Part | None:
    """The part of a card that was asked for; None for all of it."""
    return next((part for part in PARTS if part == chosen), None)

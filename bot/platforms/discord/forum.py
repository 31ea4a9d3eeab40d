"""A card in a forum: a post of its own, with the topics that the forum has as tags."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.layout.neutral import clean, cut
from bot.layout.text import plain_line
from bot.model.chat import Context, Heading, Message
from bot.platforms.discord import limits


def post_title(message: Message) -> str:
    """What heads the whole message; a further part of one says so in its first line. Else the message's sentence; Discord wants
    at least one character."""
    lines = [block.line for block in message.blocks if isinstance(block, Heading) and block.level == 1]
    lines += [block.line for block in message.blocks[:1] if isinstance(block, Context)]
    told = clean(plain_line(lines[0])) if lines else ""
    return cut(told or clean(message.summary) or "…", limits.POST_TITLE - 2)[: limits.POST_TITLE]


def tags_for(message: Message, available: Sequence[discord.ForumTag]) -> list[discord.ForumTag]:
    """The forum's tags that are called as the card's topics; at most as many as a post takes."""
    wanted = {topic.casefold() for topic in message.topics}
    return [tag for tag in available if tag.name.casefold() in wanted][: limits.TAGS]

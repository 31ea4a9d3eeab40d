"""A message that shows a card, with or without the mark that a reader reported an error on it."""

from __future__ import annotations

from dataclasses import replace

from bot.languages import texts as texts_of
from bot.layout.card import reported
from bot.model.chat import Context, Heading, Message


def marked(message: Message, *, wrong: bool) -> Message:
    """The mark stands where a card has it: under its headline and its source. All else stays as it is."""
    mark = reported(texts_of(message.language))
    blocks = [block for block in message.blocks if block != mark]
    if wrong:
        at = next((index + 1 for index, block in enumerate(blocks) if isinstance(block, Heading)), 0)
        at += at < len(blocks) and isinstance(blocks[at], Context)
        blocks.insert(at, mark)
    return replace(message, blocks=tuple(blocks))

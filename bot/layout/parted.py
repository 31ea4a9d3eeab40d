"""An update that an admin parted from the story under which it was told: it stays in the thread, and says so."""

from __future__ import annotations

from dataclasses import replace

from bot.languages import texts as texts_of
from bot.model.chat import Context, Message, Strong


def parted_message(told: Message, *, apart: bool) -> Message:
    """The message as it is to stand. `apart`: what it tells is another event than the message above it. Asking again changes
    nothing, and without `apart` it is as it was told."""
    note = Context((Strong(texts_of(told.language).say("layout.story.parted")),))
    blocks = told.blocks[1:] if told.blocks[:1] == (note,) else told.blocks
    return replace(told, blocks=(note, *blocks) if apart else blocks)

"""What becomes of a card in a channel that wants it, given what the channel has been told of its story: pure.

nothing of the story stands there              post     the card, and the story with it
its text is that of a card of the story        join     the card that stands there names one more outlet
it brings what no earlier card told            update   under the card that stands there, saying what
otherwise                                      join
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model.reasons import Reason
from bot.model.stories import Development, Toll, Turn

GRAVE = "dead"
"""The fate whose toll is news to everybody who reads the channel, not only to those who follow the story."""


class Act(StrEnum):
    POST = "post"
    UPDATE = "update"
    JOIN = "join"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """`root`: the subject of the message that tells of the story there. `broadcast`: an update that concerns all readers."""

    act: Act
    reason: Reason
    root: str | None = None
    developments: tuple[Development, ...] = ()
    broadcast: bool = False


def publication(root: str | None, copy_of: str | None, developments: Sequence[Development]) -> Publication:
    """`copy_of`: the card whose text this one repeats; `developments`: what it brings that the channel was not told."""
    if root is None:
        return Publication(act=Act.POST, reason=Reason("story-first-here"))
    if copy_of is not None:
        return Publication(act=Act.JOIN, root=root, reason=Reason("story-copied", {"card": copy_of}))
    if not developments:
        return Publication(act=Act.JOIN, root=root, reason=Reason("story-nothing-new", {"card": root}))
    kinds = ", ".join(dict.fromkeys(type(one).__name__.lower() for one in developments))
    return Publication(
        act=Act.UPDATE,
        root=root,
        developments=tuple(developments),
        broadcast=any(_concerns_all(one) for one in developments),
        reason=Reason("story-development", {"card": root, "kinds": kinds}),
    )


def _concerns_all(one: Development) -> bool:
    return isinstance(one, Turn) or (isinstance(one, Toll) and one.fate == GRAVE)

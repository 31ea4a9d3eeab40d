"""What becomes of a card in a channel that wants it, given what the channel has been told of its story: pure.

nothing of the story stands there              post     the card, and the story with it
it brings what no earlier card told            update   under the card that stands there, saying what
otherwise                                      join     the card that stands there names one more outlet

Of a text that repeats another's only the numbers count as new: an outlet that changes the toll of an agency's text says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model.reasons import Reason
from bot.model.stories import Amount, Development, Toll, Turn

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
    new = tuple(one for one in developments if copy_of is None or isinstance(one, Toll | Amount))
    if not new and copy_of is not None:
        return Publication(act=Act.JOIN, root=root, reason=Reason("story-copied", {"card": copy_of}))
    if not new:
        return Publication(act=Act.JOIN, root=root, reason=Reason("story-nothing-new", {"card": root}))
    kinds = ", ".join(dict.fromkeys(type(one).__name__.lower() for one in new))
    return Publication(
        act=Act.UPDATE,
        root=root,
        developments=new,
        broadcast=any(_concerns_all(one) for one in new),
        reason=Reason("story-development", {"card": root, "kinds": kinds}),
    )


def _concerns_all(one: Development) -> bool:
    return isinstance(one, Turn) or (isinstance(one, Toll) and one.fate == GRAVE)

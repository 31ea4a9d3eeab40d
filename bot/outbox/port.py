"""What the outbox needs of a platform. Serving commands is the platforms' own matter.

Every error of a platform's library leaves `post`, `find`, `edit` and `open_direct` as one of three: `Refused`, `Later`,
`Unknown`. Anything else that is raised counts as `Unknown`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.chat import Message, Place, Ref


class Refused(Exception):  # noqa: N818 - an answer of the platform's, not a fault
    """The platform will never take this: no such channel, no permission, an invalid message.

    `reason`: in the platform's words, or a key of `outbox.why` in `texts.toml`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Later(Exception):  # noqa: N818 - an answer of the platform's, not a fault
    """It did nothing, and may be asked again after that time (429 with Retry-After)."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(after)
        self.after = after


class Unknown(Exception):  # noqa: N818 - an answer of the platform's, not a fault
    """It may have happened or not: a lost connection, no answer in time, a 5xx."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one message may hold: characters in all, blocks (embeds, sections), characters of one block, choices of one menu."""

    characters: int
    blocks: int
    block_characters: int
    choices: int


class Port(Protocol):
    @property
    def name(self) -> str:
        """As in `Place.platform`."""

    @property
    def limits(self) -> Limits: ...

    async def post(self, place: Place, message: Message, *, key: str) -> Ref:
        """Post it once. Only a 429 may be repeated in here; the message carries the key so that `find` can see it."""

    async def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        """The message that carries this key, posted since then, or None after having looked at all of them.

        Raises where it could not look: Refused without the permission to, Later, Unknown.
        """

    async def edit(self, ref: Ref, message: Message) -> None:
        """Put this message in the place of that one; doing so twice is the same as once."""

    async def missing_permissions(self, place: Place, roles: Sequence[str] = ()) -> tuple[str, ...]:
        """What the bot would need there and lacks, in the platform's words; empty where all is well. `roles`: whom its
        messages there are to wake."""

    async def open_direct(self, person: str) -> Place:
        """The place where that person alone reads. Opening it twice gives the same. `person`: the id, behind that of the
        workspace and a slash where there is one."""

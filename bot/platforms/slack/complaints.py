"""What an admin has to mend, told once: a token that Slack takes no longer fails every request from then on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from bot.model.errors import BriefbotError

_log = structlog.get_logger("slack")


@dataclass(slots=True, kw_only=True)
class Complaints:
    """`tell`: hands the error to the admins; the log has it in any case."""

    tell: Callable[[BriefbotError], Awaitable[None]]
    _told: set[str] = field(default_factory=set)

    async def once(self, about: str, error: BriefbotError) -> None:
        """Told unless it was already, since the last `settled`."""
        if about not in self._told:
            self._told.add(about)
            _log.error(error.code, **error.params)
            try:
                await self.tell(error)
            except Exception:  # noqa: BLE001 (a conductor's edge: the log has it, and whoever complains has more to do)
                _log.exception("the admins could not be told")

    def settled(self, about: str) -> None:
        """It works again: the next failure is news."""
        self._told.discard(about)

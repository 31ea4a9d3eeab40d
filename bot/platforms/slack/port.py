"""The outbox's port to Slack. A message is posted once; where nobody knows whether it was, its metadata tell.

Slack documents no key that makes a repeated post harmless, so only a 429 is repeated: it did nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackTokenRotationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.languages import texts
from bot.model.chat import Message, Place, Ref
from bot.outbox.port import Later, Limits, Refused, Unknown
from bot.platforms.slack import limits
from bot.platforms.slack.complaints import Complaints
from bot.platforms.slack.faults import NO_TOKEN, code_of, is_limited, no_token, said, status_of, wait_of
from bot.platforms.slack.parts import long_lines, token
from bot.platforms.slack.render import message_sheet
from bot.platforms.slack.sending import send
from bot.platforms.slack.workspaces import Workspaces

NAME = "slack"

LIMITS = Limits(characters=limits.CHARACTERS, blocks=limits.BLOCKS, block_characters=limits.RICH_TEXT, choices=limits.OPTIONS)

EVENT = "briefbot_delivery"
_PAGE = 200
_DENIED = timedelta(minutes=10)
"""A workspace whose token is revoked may install the app again; what it is owed waits."""

_NO_ANSWER = {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"}
_SPACE = uuid.UUID("b21ef607-0000-5000-8000-000000000000")


@dataclass(slots=True, kw_only=True)
class SlackPort:
    workspaces: Workspaces
    complaints: Complaints
    keep: Callable[[Iterable[tuple[str, str]]], Awaitable[None]]
    """Keeps the lines of buttons that are too long to be carried, by their tokens, before they are shown."""
    name: str = NAME
    limits: Limits = LIMITS

    async def post(self, place: Place, message: Message, *, key: str) -> Ref:
        async with self._answers(place.workspace):
            client = await self.workspaces.client(place.workspace)
            await self._keep_lines(message)
            told: dict[str, Any] = {
                "channel": place.channel,
                "metadata": {"event_type": EVENT, "event_payload": {"delivery": key}},
                "client_msg_id": str(uuid.uuid5(_SPACE, key)),
                "unfurl_links": False,
                "unfurl_media": False,
                **({"thread_ts": place.thread, "reply_broadcast": message.broadcast} if place.thread else {}),
            }
            answer = await send(
                client,
                lambda tables: message_sheet(message, texts(message.language), tables=tables),
                lambda sheet: client.chat_postMessage(text=sheet.text, blocks=sheet.blocks, **told),
            )
            return Ref(place=place, message=str(answer["ts"]))

    async def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        async with self._answers(place.workspace):
            client = await self.workspaces.client(place.workspace)
            async for message in _history(client, place, since):
                metadata = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT and metadata.get("event_payload", {}).get("delivery") == key:
                    return Ref(place=place, message=str(message["ts"]))
            return None

    async def edit(self, ref: Ref, message: Message) -> None:
        async with self._answers(ref.place.workspace):
            client = await self.workspaces.client(ref.place.workspace)
            await self._keep_lines(message)
            where: dict[str, Any] = {"channel": ref.place.channel, "ts": ref.message}
            await send(
                client,
                lambda tables: message_sheet(message, texts(message.language), tables=tables),
                lambda sheet: client.chat_update(text=sheet.text, blocks=sheet.blocks, **where),
            )

    async def missing_permissions(self, place: Place, roles: Sequence[str] = ()) -> tuple[str, ...]:
        """Scopes of the token, and the membership without which nothing is read or posted. Any app may mention a user group."""
        del roles
        async with self._answers(place.workspace):
            client = await self.workspaces.client(place.workspace)
            answer = await client.conversations_info(channel=place.channel)
            return tuple(_missing(answer["channel"], str(answer.headers.get("x-oauth-scopes") or "")))

    async def open_direct(self, person: str) -> Place:
        """`person`: `workspace/user`, since ids are a workspace's own."""
        workspace, _, user = person.rpartition("/")
        async with self._answers(workspace):
            client = await self.workspaces.client(workspace)
            channel = (await client.conversations_open(users=[user]))["channel"]
            return Place(platform=NAME, workspace=workspace, channel=str(channel["id"]))

    async def _keep_lines(self, message: Message) -> None:
        await self.keep([(token(line), line) for line in long_lines(message.blocks)])

    @asynccontextmanager
    async def _answers(self, workspace: str) -> AsyncIterator[None]:
        """Every error of the library's becomes one of the three that the outbox knows."""
        try:
            yield
        except SlackTokenRotationError as error:
            await self._no_token(workspace, code_of(error.api_error))
            raise Later(_DENIED) from error
        except SlackApiError as error:
            if code_of(error) in NO_TOKEN:
                await self._no_token(workspace, code_of(error))
            raise _answer(error) from error
        except (TimeoutError, aiohttp.ClientError, OSError, SlackClientError) as error:
            raise Unknown(f"{type(error).__name__}: {error}") from error
        self.complaints.settled(workspace)

    async def _no_token(self, workspace: str, reason: str) -> None:
        await self.complaints.once(workspace, no_token(workspace, reason))


def _missing(channel: Mapping[str, Any], granted: str) -> Iterator[str]:
    """`granted`: the token's scopes as Slack tells them with every answer, if it does."""
    history = "im:history" if channel.get("is_im") else "groups:history" if channel.get("is_private") else "channels:history"
    scopes = {scope.strip() for scope in granted.split(",")}
    if granted:
        yield from (scope for scope in ("chat:write", history) if scope not in scopes)
    if channel.get("is_archived"):
        yield "unarchived channel"
    elif not (channel.get("is_im") or channel.get("is_member")):
        yield "membership (/invite @briefbot)"


async def _history(client: AsyncWebClient, place: Place, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
    """The messages since then, whole: a page at a time to the end."""
    cursor: str | None = None
    while True:
        asked: dict[str, Any] = {
            "channel": place.channel,
            "oldest": f"{since.timestamp():.6f}",
            "include_all_metadata": True,
            "limit": _PAGE,
            **({"cursor": cursor} if cursor else {}),
        }
        if place.thread:
            answer = await client.conversations_replies(ts=place.thread, **asked)
        else:
            answer = await client.conversations_history(**asked)
        for message in answer.get("messages") or ():
            yield message
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not (answer.get("has_more") and cursor):
            return


def _answer(error: SlackApiError) -> Later | Refused | Unknown:
    code = code_of(error)
    if is_limited(error):
        return Later(wait_of(error))
    if code in NO_TOKEN:
        return Later(_DENIED)
    if said(error) is None or status_of(error) != HTTPStatus.OK or code in _NO_ANSWER:
        return Unknown(code)
    return Refused(code)

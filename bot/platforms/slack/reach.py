"""Where an answer goes: to the request's own address, into the thread of a question, or to its asker alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.platforms.slack.inbound import Told
from bot.platforms.slack.render import Sheet
from bot.platforms.slack.sending import REFUSED, send

Make = Callable[[bool], Sheet]
"""The sheet, with Slack's own tables or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How the asker of one request is reached. `url`: the request's own address, where Slack gave one."""

    client: AsyncWebClient
    told: Told
    url: str | None = None

    @classmethod
    def of(cls, client: AsyncWebClient, body: Mapping[str, Any], told: Told) -> Reach:
        return cls(client=client, told=told, url=body.get("response_url") or None)

    async def say(self, make: Make, *, private: bool, instead: bool = False) -> None:
        """`instead`: in the place of the message that was acted on. Raises SlackApiError where Slack does not take it."""
        if self.url is not None:
            url = self.url
            await send(self.client, make, lambda sheet: self._respond(url, sheet, private=private, instead=instead))
        else:
            await self.say_alone(make)

    async def say_alone(self, make: Make) -> None:
        """To the asker, in the messages between the two."""
        channel = (await self.client.conversations_open(users=[self.told.person]))["channel"]["id"]
        await self._post(make, channel=channel)

    async def say_in_thread(self, make: Make) -> None:
        thread = {"thread_ts": self.told.thread} if self.told.thread else {}
        await self._post(make, channel=self.told.channel, **thread)

    async def _post(self, make: Make, **where: str) -> None:
        def put(sheet: Sheet) -> Any:
            told: dict[str, Any] = {"text": sheet.text, "blocks": sheet.blocks, **where}
            return self.client.chat_postMessage(unfurl_links=False, unfurl_media=False, **told)

        await send(self.client, make, put)

    async def _respond(self, url: str, sheet: Sheet, *, private: bool, instead: bool) -> None:
        """Bolt's own `respond` repeats a post whose answer was lost, and says nothing of one that was refused."""
        hook = AsyncWebhookClient(url, proxy=self.client.proxy, ssl=self.client.ssl, retry_handlers=[])
        body: dict[str, Any] = {
            "text": sheet.text,
            "blocks": list(sheet.blocks),
            "response_type": "ephemeral" if private else "in_channel",
            "replace_original": instead,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if self.told.thread and not instead:
            body["thread_ts"] = self.told.thread
        answer = await hook.send_dict(body)
        if answer.status_code != HTTPStatus.OK:
            code = REFUSED if REFUSED in answer.body else answer.body[:100]
            # slack_sdk declares no types for its errors
            raise SlackApiError("a response_url refuses", {"ok": False, "error": code})  # type: ignore[no-untyped-call]

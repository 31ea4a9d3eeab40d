"""What people ask on Slack, answered: slash commands, buttons, shortcuts, forms, mentions and messages to the bot.

Each listener acknowledges first, within Slack's three seconds, and works second. The answer goes to the request's own address
(`response_url`); where there is none, into the channel or thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands import all_commands, run
from bot.commands.ask import Ask
from bot.commands.forms import completed, form, is_private, needs_form
from bot.languages import texts
from bot.languages.texts import Texts
from bot.model.chat import Paragraph, Place, Plain, Reply
from bot.platforms.slack.inbound import (
    Told,
    address_in,
    filled_in,
    of_command,
    of_event,
    of_interaction,
    unescaped,
    without_mention,
    words_of,
)
from bot.platforms.slack.modal import modal
from bot.platforms.slack.people import People
from bot.platforms.slack.port import NAME
from bot.platforms.slack.render import PAGE, Sheet, reply_sheets
from bot.platforms.surface import Surface
from bot.store import answered

_PAGED = re.compile(rf"{PAGE}(\d+):(.*)", re.DOTALL)
_FIELDS = 12
"""Of one form: more than any command takes, and far fewer than Slack allows."""

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    surface: Surface
    people: People

    async def command(self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient) -> None:
        await ack()
        if await self._first(body["trigger_id"]):
            await self._respond(of_command(body), unescaped(body.get("text") or "") or "/help", respond, client)

    async def button(self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient) -> None:
        await ack()
        told, line = of_interaction(body), str(body["actions"][0]["value"])
        if match := _PAGED.fullmatch(line):
            await self._turn(told, int(match[1]), match[2], respond, client)
        elif needs_form(line, all_commands(), self._say):
            await self._open(told, line, str(body["trigger_id"]), client)
        elif await self._first(body["trigger_id"]):
            await self._respond(told, line, respond, client, private=True)

    async def condense(self, ack: AsyncAck, body: Body, respond: AsyncRespond, client: AsyncWebClient) -> None:
        """The shortcut on a message: its first link, condensed."""
        await ack()
        told, url = of_interaction(body), address_in(body["message"])
        if url is not None:
            await self._respond(told, f"/condense {url}", respond, client, private=True)
            return
        words = words_of(body["message"])
        if words:
            await self._respond(told, f'/quotes "{words}"', respond, client, private=True)
        else:
            await self._tell(told, "slack.nothing_in_message", respond, client)

    async def ask(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The shortcut from everywhere: a form for a question in plain words."""
        await ack()
        await self._open(of_interaction(body), "/ask", str(body["trigger_id"]), client)

    async def form(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """What a form gave; the answer is sent to its author alone, where nobody else reads."""
        await ack()
        told = of_interaction(body)
        line, values = filled_in(body["view"])
        ask = await self._present(told, client, private=True)
        whole = completed(line, values, all_commands(), ask.texts)
        sheet = reply_sheets(await run(whole, ask), whole, ask.texts)[0]
        where = (await client.conversations_open(users=[told.person]))["channel"]["id"]
        await client.chat_postMessage(channel=where, text=sheet.text, blocks=sheet.blocks, unfurl_links=False)

    async def mention(self, body: Body, client: AsyncWebClient) -> None:
        """A question put to the bot in a channel, or in its own messages: answered in its thread."""
        event, told = body["event"], of_event(body)
        if event.get("bot_id") or event.get("subtype") or not await self._first(str(body["event_id"])):
            return
        words = without_mention(event.get("text") or "", str((body.get("authorizations") or [{}])[0].get("user_id") or ""))
        line = words if words.startswith("/") else f"/ask {words}" if words else "/help"
        ask = await self._present(told, client, private=False)
        sheet = reply_sheets(await run(line, ask), line, ask.texts)[0]
        await client.chat_postMessage(
            channel=told.channel, thread_ts=told.thread, text=sheet.text, blocks=sheet.blocks, unfurl_links=False
        )

    # ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _respond(
        self, told: Told, line: str, respond: AsyncRespond, client: AsyncWebClient, *, private: bool | None = None
    ) -> None:
        alone = is_private(line, all_commands(), self._say) if private is None else private
        ask = await self._present(told, client, private=alone)
        reply = await run(line, ask)
        sheet = reply_sheets(reply, line, ask.texts)[0]
        await _say(respond, sheet, private=alone or reply.private)

    async def _turn(self, told: Told, number: int, line: str, respond: AsyncRespond, client: AsyncWebClient) -> None:
        """Another page of an answer, in the place of the one shown."""
        alone = is_private(line, all_commands(), self._say)
        ask = await self._present(told, client, private=alone)
        sheets = reply_sheets(await run(line, ask), line, ask.texts)
        await _say(respond, sheets[min(number, len(sheets)) - 1], private=alone, instead=True)

    async def _open(self, told: Told, line: str, trigger: str, client: AsyncWebClient) -> None:
        ask = await self._present(told, client, private=True)
        asked = await form(line, all_commands(), ask, most=_FIELDS)
        await client.views_open(trigger_id=trigger, view=modal(asked, ask.texts, channel=told.channel))

    async def _tell(self, told: Told, key: str, respond: AsyncRespond, client: AsyncWebClient) -> None:
        ask = await self._present(told, client, private=True)
        reply = Reply(blocks=(Paragraph((Plain(ask.texts.say(key)),)),), private=True)
        await _say(respond, reply_sheets(reply, "", ask.texts)[0], private=True)

    @property
    def _say(self) -> Texts:
        """Names of commands are understood in every language; errors, told in this one, are not shown from here."""
        return texts(self.surface.labels)

    async def _first(self, key: str) -> bool:
        """Whether this request is new: Slack may send one twice, and Bolt takes the same signed one twice."""
        async with self.surface.store.begin() as tx:
            return await answered.first_time(tx, NAME, key, self.surface.now())

    async def _present(self, told: Told, client: AsyncWebClient, *, private: bool) -> Ask:
        """What only the asker sees is said in the asker's language, the rest in the channel's."""
        where = Place(platform=NAME, workspace=told.workspace, channel=told.channel, thread=told.thread)
        who, own = await self.people.who(client, told.workspace, told.person, self.surface.now())
        here = None if private else await self.surface.channel_at(where)
        language = (here.labels if here else own) or self.surface.labels
        return await self.surface.present(who, where, language)


async def _say(respond: AsyncRespond, sheet: Sheet, *, private: bool, instead: bool = False) -> None:
    await respond(
        text=sheet.text,
        blocks=sheet.blocks,
        response_type="ephemeral" if private else "in_channel",
        replace_original=instead,
        unfurl_links=False,
        unfurl_media=False,
    )

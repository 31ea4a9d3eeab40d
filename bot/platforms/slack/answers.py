"""What people ask on Slack, answered: slash commands, buttons, shortcuts, forms, mentions and messages to the bot.

The request has been acknowledged before anything here begins (`app.py`). The answer goes where `Reach` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands import all_commands, run
from bot.commands.ask import Ask
from bot.commands.complete import suggestions
from bot.commands.errors import error_reply, not_allowed
from bot.commands.forms import completed, form, is_private, needs_form
from bot.commands.parse import partial
from bot.languages import texts
from bot.languages.texts import Texts
from bot.model.chat import Paragraph, Place, Plain, Reply
from bot.platforms.rights import Here, is_the_desks
from bot.platforms.slack.enclosed import enclosed
from bot.platforms.slack.faults import code_of
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
from bot.platforms.slack.modal import is_long, modal, offered
from bot.platforms.slack.parts import KEPT, token
from bot.platforms.slack.people import People
from bot.platforms.slack.port import NAME
from bot.platforms.slack.reach import Make, Reach
from bot.platforms.slack.render import PAGE, Sheet, reply_sheets
from bot.platforms.slack.workspaces import Workspaces
from bot.platforms.surface import Surface
from bot.store import answered

_PAGED = re.compile(rf"{PAGE}(\d+):(.*)", re.DOTALL)
_FIELDS = 24
"""Of one form: more than any command takes, and far fewer than Slack allows."""

_TRIGGER_GONE = frozenset({"expired_trigger_id", "invalid_trigger_id", "exchanged_trigger_id", "trigger_expired"})

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    surface: Surface
    people: People
    workspaces: Workspaces

    async def command(self, body: Body, client: AsyncWebClient) -> None:
        if await self._first(body["trigger_id"]):
            line = unescaped(body.get("text") or "") or "/help"
            reach = Reach.of(client, body, of_command(body))
            await self._form_or_answer(reach, line, str(body["trigger_id"]), private=None)

    async def button(self, body: Body, client: AsyncWebClient) -> None:
        reach = Reach.of(client, body, of_interaction(body))
        line = await self._line_of(str(body["actions"][0]["value"]))
        if line is None:
            await self._tell(reach, "slack.button_gone")
        elif match := _PAGED.fullmatch(line):
            await self._turn(reach, int(match[1]), match[2])
        elif await self._first(body["trigger_id"]):
            await self._form_or_answer(reach, line, str(body["trigger_id"]), private=True)

    async def condense(self, body: Body, client: AsyncWebClient) -> None:
        """The shortcut on a message: its first link, condensed; without a link, its words, looked for among the quotes."""
        if not await self._first(body["trigger_id"]):
            return
        reach = Reach.of(client, body, of_interaction(body))
        url, words = address_in(body["message"]), words_of(body["message"])
        if url is not None:
            await self._answer(reach, f"/condense {url}", private=True)
        elif words:
            await self._answer(reach, f'/quotes "{words}"', private=True)
        else:
            await self._tell(reach, "slack.nothing_in_message")

    async def ask(self, body: Body, client: AsyncWebClient) -> None:
        """The shortcut from everywhere: a form for a question in plain words."""
        reach = Reach.of(client, body, of_interaction(body))
        await self._form_or_answer(reach, "/ask", str(body["trigger_id"]), private=True)

    async def form(self, body: Body, client: AsyncWebClient) -> None:
        """What a form gave; the answer is sent to its author alone."""
        if not await self._first(str(body["view"]["id"])):
            return
        reach = Reach.of(client, body, of_interaction(body))
        carried, values = filled_in(body["view"])
        line = await self._line_of(carried)
        if line is None:
            await self._tell(reach, "slack.button_gone")
        else:
            await self._answer(reach, completed(line, values, all_commands(), self._say), private=True)

    async def suggested(self, body: Body, client: AsyncWebClient) -> list[dict[str, Any]]:
        """What a field of a form offers for what has been typed into it."""
        carried, _ = filled_in(body["view"])
        line = await self._line_of(carried)
        if line is None:
            return []
        ask = await self.present(of_interaction(body), client, private=True)
        command, _ = partial(line, all_commands(), ask.texts)
        option = command.option(str(body["action_id"]))
        if option is None or (command.needs == "admin" and not ask.who.is_admin):
            return []
        typed = str(body.get("value") or "").strip()
        return offered(await suggestions(option, typed, ask), typed, strict=option.strict)

    async def mention(self, body: Body, client: AsyncWebClient) -> None:
        """A question put to the bot in a channel, or in the messages with it: answered in its thread."""
        event, told = body["event"], of_event(body)
        if not told.person or event.get("bot_id") or event.get("subtype"):
            return
        if not await self._first(str(body["event_id"])):
            return
        words = without_mention(event.get("text") or "", str((body.get("authorizations") or [{}])[0].get("user_id") or ""))
        line = words if words.startswith("/") else f"/ask {words}" if words else "/help"
        ask = await self.present(told, client, private=event.get("channel_type") == "im")
        reply = await enclosed(await run(line, ask), client, told, ask.texts)
        reach = Reach.of(client, body, told)
        sheets = self._made(reply, line, ask.texts)
        await self._keep(sheets(True))
        if reply.private and event.get("channel_type") != "im":
            await reach.say_alone(sheets)
        else:
            await reach.say_in_thread(sheets)

    async def failed(self, body: Body, client: AsyncWebClient, told: Told) -> None:
        """A fault of ours, told to the asker as far as Slack still lets us."""
        await self._tell(Reach.of(client, body, told), "slack.fault")

    async def present(self, told: Told, client: AsyncWebClient, *, private: bool) -> Ask:
        """What only the asker sees is said in the asker's language, the rest in the channel's."""
        where = Place(platform=NAME, workspace=told.workspace, channel=told.channel, thread=told.thread)
        who, own = await self.people.who(client, told.workspace, told.person, self.surface.now())
        if who.is_admin and not self.people.named(told.workspace, told.person) and not await self._is_the_desks(told.workspace):
            who = replace(who, is_admin=False, elsewhere=True)
        here = None if private else await self.surface.channel_at(where)
        language = (here.labels if here else own) or self.surface.labels()
        return await self.surface.present(who, where, language)

    async def _is_the_desks(self, workspace: str) -> bool:
        alone = await self.workspaces.only(workspace)
        # a channel whose workspace is left out stands in the only one there is
        here = Here(platform=NAME, workspace=workspace, alone=alone, holds=lambda _address: alone)
        return is_the_desks(here, await self.surface.channels(), self.surface.admins.slack_workspaces)

    # ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _form_or_answer(self, reach: Reach, line: str, trigger: str, *, private: bool | None) -> None:
        """A line that lacks something opens a form, if its author may give the command at all."""
        if needs_form(line, all_commands(), self._say):
            ask = await self.present(reach.told, reach.client, private=True)
            command, _ = partial(line, all_commands(), ask.texts)
            if command.needs == "admin" and not ask.who.is_admin:
                error = not_allowed(command.name, ask.who)
                await reach.say(self._made(error_reply(error, ask.texts), line, ask.texts), private=True)
                return
            try:
                await self._open(reach, line, trigger, ask)
            except SlackApiError as error:
                if code_of(error) not in _TRIGGER_GONE:
                    raise
            else:
                return
        await self._answer(reach, line, private=private)

    async def _answer(self, reach: Reach, line: str, *, private: bool | None) -> None:
        alone = is_private(line, all_commands(), self._say) if private is None else private
        ask = await self.present(reach.told, reach.client, private=alone)
        reply = await enclosed(await run(line, ask), reach.client, reach.told, ask.texts)
        make = self._made(reply, line, ask.texts)
        await self._keep(make(True))
        await reach.say(make, private=alone or reply.private)

    async def _turn(self, reach: Reach, number: int, line: str) -> None:
        """Another page of an answer, in the place of the one shown."""
        alone = is_private(line, all_commands(), self._say)
        ask = await self.present(reach.told, reach.client, private=alone)
        make = self._made(await run(line, ask), line, ask.texts, number)
        await self._keep(make(True))
        await reach.say(make, private=alone, instead=True)

    async def _open(self, reach: Reach, line: str, trigger: str, ask: Ask) -> None:
        asked = await form(line, all_commands(), ask, most=_FIELDS)
        if is_long(line):
            await self.surface.keep([(token(line), line)])
        await reach.client.views_open(trigger_id=trigger, view=modal(asked, ask.texts, channel=reach.told.channel))

    async def _tell(self, reach: Reach, key: str) -> None:
        """One sentence for the asker alone."""
        ask = await self.present(reach.told, reach.client, private=True)
        reply = Reply(blocks=(Paragraph((Plain(ask.texts.say(key)),)),), private=True)
        await reach.say(self._made(reply, "", ask.texts), private=True)

    def _made(self, reply: Reply, line: str, say: Texts, number: int = 1) -> Make:
        def make(tables: bool) -> Sheet:  # noqa: FBT001 (a Make takes one flag, and nothing else)
            sheets = reply_sheets(reply, line, say, tables=tables)
            return sheets[min(max(number, 1), len(sheets)) - 1]

        return make

    # ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _line_of(self, value: str) -> str | None:
        return await self.surface.kept(value.removeprefix(KEPT)) if value.startswith(KEPT) else value

    async def _keep(self, sheet: Sheet) -> None:
        await self.surface.keep([(token(line), line) for line in sheet.long_lines])

    async def _first(self, key: str) -> bool:
        """Whether this request is new: Slack may send one twice, and Bolt takes the same signed one twice."""
        async with self.surface.store.begin() as tx:
            return await answered.first_time(tx, NAME, key, self.surface.now())

    @property
    def _say(self) -> Texts:
        """Names of commands are understood in every language; errors, told in this one, are not shown from here."""
        return texts(self.surface.labels())

"""Somebody on Slack: types commands, presses buttons, fills in forms, and sees what comes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.fakes.slack import check
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import Shown, Team, number, ts


@dataclass
class Somebody:
    fake: FakeSlack
    team: Team
    id: str
    channel: str = "C1"
    workspace: str = ""
    """Where this person is, in an organisation of several."""

    @property
    def home(self):
        return self.workspace or self.team.id

    @property
    def installation(self):
        """What Slack says beside the workspace where an organisation has installed the app."""
        return {"enterprise_id": self.team.id, "is_enterprise_install": True} if self.team.workspaces else {}

    def sees(self):
        """Everything that this person can read, in order."""
        return [one for one in self.team.shown if one.alone in {None, self.id}]

    def answers(self):
        """Of it what was not delivered without being asked for."""
        return [one for one in self.sees() if one.metadata is None]

    async def command(self, text, name="/brief", *, trigger=None, twice=False):
        """Types a slash command; gives what is seen of the answer."""
        payload = {
            "command": name,
            "text": text,
            "team_id": self.home,
            "user_id": self.id,
            "user_name": self.id.lower(),
            "channel_id": self.channel,
            "trigger_id": trigger or self.fake.trigger(),
            "response_url": self.fake.response_url(self.team, self.id, self.channel),
            "api_app_id": "A1",
        } | {name: str(value).lower() if value is True else value for name, value in self.installation.items()}
        return await self._new(self.fake.send("slash_commands", payload, twice=twice))

    async def press(self, shown: Shown, label, *, expect="new", twice=False):
        """Presses a button. `expect`: `new` gives what is shown then, `same` the message changed, `form` the view."""
        button = shown.buttons[label]
        thread = {"thread_ts": shown.thread_ts} if shown.thread_ts else {}
        container = {"type": "message", "message_ts": shown.ts, "channel_id": shown.channel} | thread
        payload = self._interaction("block_actions") | {
            "actions": [{**button, "block_id": "b", "action_ts": ts()}],
            "container": container | {"is_ephemeral": shown.alone is not None},
            "channel": {"id": shown.channel, "name": "x"},
            "response_url": self.fake.response_url(self.team, self.id, shown.channel, of=shown),
        }
        if shown.alone is None:  # of what one person sees Slack sends no copy
            payload["message"] = {"ts": shown.ts, "text": shown.text, "blocks": shown.blocks} | thread
        doing = self.fake.send("interactive", payload, twice=twice)
        if expect == "form":
            return await self._form(doing)
        if expect == "same":
            edits = shown.edits
            await doing
            await self.fake.until(lambda: shown.edits > edits)
            return shown
        return await self._new(doing)

    async def press_home(self, label):
        """A button of the app's home, which has no channel and no response_url."""
        rows = [block["elements"] for block in self.team.homes[self.id]["blocks"] if block["type"] == "actions"]
        button = next(each for row in rows for each in row if each["text"]["text"] == label)
        payload = self._interaction("block_actions") | {
            "actions": [{**button, "block_id": "b", "action_ts": ts()}],
            "container": {"type": "view", "view_id": "V0"},
            "view": {"id": "V0", "type": "home"},
        }
        return await self._new(self.fake.send("interactive", payload))

    async def shortcut(self, callback, message=None):
        """On a message, or from everywhere, which opens a form."""
        payload = self._interaction("message_action" if message else "shortcut") | {"callback_id": callback}
        if message is None:
            return await self._form(self.fake.send("interactive", payload))
        payload |= {
            "message": message,
            "message_ts": "1.0",
            "channel": {"id": self.channel, "name": "x"},
            "response_url": self.fake.response_url(self.team, self.id, self.channel),
        }
        return await self._new(self.fake.send("interactive", payload))

    async def fill(self, view, *, twice=False, **values):
        """Fills a form in, by the names of its fields, and sends it; what is seen then comes as a direct message."""
        state = {}
        for block in view["blocks"]:
            element, value = block["element"], values.get(block["block_id"])
            assert value is not None or block["optional"], f"{block['block_id']} is required"
            kind = element["type"]
            if kind.endswith("select"):
                wanted = () if value is None else (value,) if isinstance(value, str) else value
                offered = element.get("options") or [_option(one) for one in wanted]
                chosen = [next(option for option in offered if option["value"] == one) for one in wanted]
                one = {"selected_option": chosen[0] if chosen else None}
                told = {"type": kind} | ({"selected_options": chosen} if kind.startswith("multi_") else one)
            else:
                told = {"type": "plain_text_input", "value": value}
            state[block["block_id"]] = {element["action_id"]: told}
        payload = self._interaction("view_submission") | {"view": view | {"state": {"values": state}}, "response_urls": []}
        return await self._new(self.fake.send("interactive", payload, twice=twice))

    async def type_into(self, view, field, typed):
        """Types into a field of a form; gives the values that are offered."""
        payload = self._interaction("block_suggestion") | {
            "action_id": field,
            "block_id": field,
            "value": typed,
            "container": {"type": "view", "view_id": view["id"]},
            "view": {name: value for name, value in view.items() if name != "state"},
        }
        del payload["trigger_id"]
        told = await self.fake.send("interactive", payload)
        answer = json.loads(told["body"]) if "body" in told else told["payload"]
        check.options(answer["options"])
        return [option["value"] for option in answer["options"]]

    async def mention(self, text, *, thread=None, twice=False):
        event = {"type": "app_mention", "text": f"<@{self.team.bot}> {text}", "channel": self.channel}
        return await self._new(self.event(event | ({"thread_ts": thread} if thread else {}), twice=twice))

    async def message(self, text):
        """To the bot alone."""
        event = {"type": "message", "channel_type": "im", "text": text, "channel": self.team.direct(self.id).id}
        return await self._new(self.event(event))

    async def open_home(self):
        """Gives the view."""
        self.team.homes.pop(self.id, None)
        await self.event({"type": "app_home_opened", "tab": "home", "channel": self.team.direct(self.id).id})
        return await self.fake.until(lambda: self.team.homes.get(self.id))

    async def share(self, *urls):
        links = [{"url": url, "domain": "cards.example"} for url in urls]
        more = {"message_ts": ts(), "unfurl_id": f"u{number()}", "source": "conversations_history"}
        event = {"type": "link_shared", "channel": self.channel, "links": links}
        await self.event(event | more)

    async def event(self, event, *, twice=False):
        payload = {
            "type": "event_callback",
            "token": "x",
            "team_id": self.home,
            "api_app_id": "A1",
            "event_id": f"Ev{number()}",
            "event_time": 1,
            "authorizations": [{"team_id": self.home, "user_id": self.team.bot, "is_bot": True} | self.installation],
            "event": {"user": self.id, "ts": ts(), "event_ts": ts()} | event,
        }
        await self.fake.send("events_api", payload, twice=twice)

    def _interaction(self, kind):
        return {
            "type": kind,
            # an organisation's installation is told of no team
            "team": None if self.team.workspaces else {"id": self.home, "domain": "x"},
            "enterprise": {"id": self.team.id} if self.team.workspaces else None,
            "is_enterprise_install": bool(self.team.workspaces),
            "user": {"id": self.id, "username": self.id.lower(), "team_id": self.home},
            "api_app_id": "A1",
            "token": "x",
            "trigger_id": self.fake.trigger(),
        }

    async def _new(self, doing):
        before = len(self.answers())
        await doing
        await self.fake.until(lambda: len(self.answers()) > before)
        return self.answers()[before]

    async def _form(self, doing):
        before = len(self.team.views)
        await doing
        await self.fake.until(lambda: len(self.team.views) > before)
        return self.team.views[-1]


def _option(value):
    return {"text": {"type": "plain_text", "text": value}, "value": value}

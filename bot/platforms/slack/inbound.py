"""What Slack sends when somebody does something, read into command lines. Pure: payloads in, lines out."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.commands.forms import Filled

_ADDRESS = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>|(https?://[^\s<>|]+)")
_SPECIAL = re.compile(r"<(?:[@#!][^>|]*)(?:\|([^>]*))?>")
_MARKS = re.compile(r"[*_~`“”\"«»]|&gt;")
_LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who did something, where. `thread`: the time of the message that the thread hangs on; empty outside of one."""

    workspace: str
    person: str
    name: str
    channel: str
    thread: str = ""


def unescaped(text: str) -> str:
    """What a person typed: Slack escapes three signs, and puts addresses between angle brackets."""
    return html.unescape(_ADDRESS.sub(lambda found: found[1] or found[2], text)).strip()


def without_mention(text: str, bot: str) -> str:
    """What was said to the bot, without its own name."""
    return unescaped(text.replace(f"<@{bot}>", " ")).strip()


def address_in(message: Mapping[str, Any]) -> str | None:
    """The first address of a message, its blocks' and attachments' included."""
    for text in _texts_of(message):
        if found := _ADDRESS.search(text):
            return html.unescape(found[1] or found[2])
    return None


def words_of(message: Mapping[str, Any]) -> str:
    """The message's words, to be looked for."""
    told = _SPECIAL.sub(lambda found: found[1] or " ", _ADDRESS.sub(" ", message.get("text") or ""))
    return " ".join(html.unescape(_MARKS.sub(" ", told)).split())[:_LONGEST_WORDS]


def filled_in(view: Mapping[str, Any]) -> tuple[str, dict[str, Filled]]:
    """The line that a form completes, and what was filled in, by the options' names."""
    values: dict[str, Filled] = {}
    for fields in ((view.get("state") or {}).get("values") or {}).values():
        for name, field in fields.items():
            one, several = field.get("selected_option"), field.get("selected_options") or ()
            chosen = tuple(str(option["value"]) for option in (*((one,) if one else ()), *several))
            values[name] = chosen if "select" in field["type"] else str(field.get("value") or "")
    return str(_metadata(view)["line"]), values


def _metadata(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a form of ours carries along; nothing where a view is none of ours."""
    return json.loads(view.get("private_metadata") or "{}") or {}


def of_command(body: Mapping[str, Any]) -> Told:
    return Told(workspace=body["team_id"], person=body["user_id"], name=body.get("user_name", ""), channel=body["channel_id"])


def of_interaction(body: Mapping[str, Any]) -> Told:
    """An action, a shortcut or a view: where it happened, if it happened in a channel at all."""
    channel = body.get("channel") or {}
    container = body.get("container") or {}
    user = body["user"]
    return Told(
        workspace=(body.get("team") or {}).get("id") or user.get("team_id") or "",
        person=user["id"],
        name=user.get("username") or user.get("name") or "",
        channel=channel.get("id") or container.get("channel_id") or _metadata(body.get("view") or {}).get("channel") or "",
        thread=(body.get("message") or {}).get("thread_ts") or container.get("thread_ts") or "",
    )


def of_event(body: Mapping[str, Any]) -> Told:
    """A question in a channel begins a thread of its own; between two it is answered below, like anything that people say."""
    event = body["event"]
    alone = event.get("channel_type") == "im"
    return Told(
        workspace=body.get("team_id") or event.get("team") or "",
        person=event.get("user") or "",
        name="",
        channel=event.get("channel") or "",
        thread=event.get("thread_ts") or ("" if alone else event.get("ts") or ""),
    )


def installed_in(body: Mapping[str, Any]) -> str:
    """Whose installation an event is about: the workspace's, or the organisation's."""
    told = (body.get("authorizations") or [body])[0]
    whole = told.get("is_enterprise_install") or body.get("is_enterprise_install")
    return str((whole and (told.get("enterprise_id") or body.get("enterprise_id"))) or of_event(body).workspace)


def _texts_of(message: Mapping[str, Any]) -> Iterator[str]:
    yield message.get("text") or ""
    stack: list[Any] = [*(message.get("blocks") or ()), *(message.get("attachments") or ())]
    while stack:
        each = stack.pop(0)
        if isinstance(each, dict):
            for name in ("url", "from_url", "original_url", "text"):
                if isinstance(each.get(name), str):
                    yield each[name]
            stack[:0] = each.values()
        elif isinstance(each, list):
            stack[:0] = each

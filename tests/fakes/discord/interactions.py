"""Interactions: what somebody does, the bot's first answer to it, what follows, and what the person sees in the end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.discord import limits
from tests.fakes.discord.rest import UNKNOWN_MESSAGE, Refusal, Rest, route
from tests.fakes.discord.world import Person, Room

MESSAGE, THINKING, DEFERRED, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
EXPIRED = (404, 10062, "Unknown interaction")
ANSWERED = (400, 40060, "Interaction has already been acknowledged.")
NO_WEBHOOK = (404, 10015, "Unknown Webhook")


@dataclass
class Interaction:
    """`pressed`: the message whose button was pressed. `original`: the first answer, or the pressed message where that is
    changed. `expired`: Discord has given it up."""

    id: str
    token: str
    who: Person
    room: Room
    pressed: dict[str, Any] | None = None
    expired: bool = False
    first: int | None = None
    ephemeral: bool = False
    original: dict[str, Any] | None = None
    followups: list[dict[str, Any]] = field(default_factory=list)
    modal: dict[str, Any] | None = None
    choices: list[dict[str, Any]] | None = None
    deleted: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """The first answer has come."""
    done: asyncio.Event = field(default_factory=asyncio.Event)
    """There is something to see."""

    @property
    def waits(self) -> bool:
        """“… is thinking”."""
        return self.first == THINKING and self.original is None and not self.deleted


def _of(rest: Rest, token: str) -> Interaction:
    found = rest.fake.interactions.get(token)
    if found is None or found.expired:
        raise Refusal(*NO_WEBHOOK)
    return found


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
async def first(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    interaction = rest.fake.interactions.get(asked["interaction_token"])
    if interaction is None or interaction.expired:
        raise Refusal(*EXPIRED)
    if interaction.first is not None:
        raise Refusal(*ANSWERED)
    kind, data = asked["payload"]["type"], asked["payload"].get("data") or {}
    _look_at(rest, kind, data)
    interaction.first = kind
    interaction.ephemeral = bool((data.get("flags") or 0) & limits.EPHEMERAL)
    match kind:
        case 4:
            interaction.original = rest.world.message(interaction.room, data)
        case 7:
            assert interaction.pressed is not None
            interaction.original = rest.world.edited(interaction.pressed, data)
        case 8:
            interaction.choices = data["choices"]
        case 9:
            interaction.modal = data
    interaction.begun.set()
    if kind not in {THINKING, DEFERRED}:
        interaction.done.set()
    told: dict[str, Any] = {"interaction": {"id": interaction.id, "type": 2}, "resource": {"type": kind}}
    if interaction.original is not None:
        told["resource"]["message"] = interaction.original
    return told


def _look_at(rest: Rest, kind: int, data: dict[str, Any]) -> None:
    match kind:
        case 4 | 7:
            rest.refuse_if(list(limits.of_message(data)))
        case 8:
            rest.refuse_if(list(limits.of_choices(data["choices"])))
        case 9:
            rest.refuse_if(list(limits.of_modal(data)))


@route("POST", "/webhooks/{webhook_id}/{webhook_token}")
async def follow_up(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    """The first after “… is thinking” takes its place, and is as private as that was."""
    interaction = _of(rest, asked["webhook_token"])
    if interaction.first is None:
        raise Refusal(*NO_WEBHOOK)
    payload = asked["payload"]
    rest.refuse_if(list(limits.of_message(payload)))
    made = rest.world.message(interaction.room, payload)
    if interaction.waits:
        made["flags"] = (made["flags"] & ~limits.EPHEMERAL) | (limits.EPHEMERAL if interaction.ephemeral else 0)
        interaction.original = made
    else:
        interaction.followups.append(made)
    interaction.done.set()
    return made


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}")
async def change(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    interaction, payload = _of(rest, asked["webhook_token"]), asked["payload"]
    assert asked["message_id"] == "@original"
    if interaction.first is None or interaction.deleted:
        raise Refusal(*UNKNOWN_MESSAGE)
    if interaction.first == DEFERRED:
        assert interaction.pressed is not None
        rest.refuse_if(list(limits.of_message(payload, flags=interaction.pressed["flags"])))
        interaction.original = rest.world.edited(interaction.pressed, payload)
    elif interaction.waits:
        rest.refuse_if(list(limits.of_message(payload)))
        interaction.original = rest.world.message(interaction.room, payload)
        interaction.original["flags"] |= limits.EPHEMERAL if interaction.ephemeral else 0
    else:
        assert interaction.original is not None
        rest.refuse_if(list(limits.of_message(payload, flags=interaction.original["flags"])))
        rest.world.edited(interaction.original, payload)
    interaction.done.set()
    return interaction.original


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}")
async def delete(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    interaction = _of(rest, asked["webhook_token"])
    assert asked["message_id"] == "@original"
    interaction.deleted, interaction.original = True, None

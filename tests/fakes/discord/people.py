"""What people do on Discord, and what they then see."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.discord import limits
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.world import DIRECT, FORUM, Person, Room, World

if TYPE_CHECKING:
    from tests.fakes.discord.gateway import Gateway

COMMAND, COMPONENT, COMPLETION, SUBMITTED = 2, 3, 4, 5
SUB_COMMAND, GROUP = 1, 2
PATIENCE = 10.0
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


@dataclass(frozen=True)
class Seen:
    """What the person sees: one message, a form, or what may be chosen."""

    message: dict[str, Any] | None
    ephemeral: bool = False
    modal: dict[str, Any] | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def components(self) -> list[dict[str, Any]]:
        return (self.message or self.modal or {}).get("components", [])

    @property
    def text(self) -> str:
        """Its texts, without the backslashes that Discord takes away."""
        return _ESCAPE.sub(r"\1", "\n".join(limits.texts(self.components)))

    @property
    def buttons(self) -> dict[str, str]:
        """Labels, and what they carry."""
        return {each["label"]: each["custom_id"] for each in limits.walk(self.components) if each["type"] == limits.BUTTON}

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        """A form's fields by their names."""
        return {each["component"]["custom_id"]: each["component"] for each in self.components if "component" in each}


class People:
    world: World
    gateway: Gateway
    interactions: dict[str, Interaction]
    ana: Person

    async def slash(self, command: str, values: Mapping[str, Any] | None = None, **where: Any) -> Seen:
        """`slash("brief search", {"words": "x"})`; `where`: user, room, locale, guild_locale, alone (brought by the person)."""
        return await self._seen(await self.begin_slash(command, values, **where))

    async def begin_slash(self, command: str, values: Mapping[str, Any] | None = None, **where: Any) -> Interaction:
        return await self._do(COMMAND, self._called(command, values or {}), **where)

    async def autocomplete(
        self, command: str, option: str, typed: str, values: Mapping[str, Any] | None = None, **where: Any
    ) -> Seen:
        return await self._seen(await self.begin_autocomplete(command, option, typed, values, **where))

    async def begin_autocomplete(
        self, command: str, option: str, typed: str, values: Mapping[str, Any] | None = None, **where: Any
    ) -> Interaction:
        data = self._called(command, {**(values or {}), option: typed}, focused=option)
        return await self._do(COMPLETION, data, **where)

    async def press(self, custom_id: str, seen: Seen | dict[str, Any], **where: Any) -> Seen:
        return await self._seen(await self.begin_press(custom_id, seen, **where))

    async def begin_press(self, custom_id: str, seen: Seen | dict[str, Any], **where: Any) -> Interaction:
        message = seen.message if isinstance(seen, Seen) else seen
        assert message is not None
        carried = [each.get("custom_id") for each in limits.walk(message["components"])]
        assert custom_id in carried, f"there is no such button: {custom_id}, but {carried}"
        data = {"custom_id": custom_id, "component_type": 2}
        return await self._do(COMPONENT, data, message=message, **where)

    async def menu(self, name: str, message: Mapping[str, Any], **where: Any) -> Seen:
        """A context menu on a message, by its name in the default language."""
        kept = next(one for one in self.world.commands if one["type"] == 3 and one["name"] == name)
        data = {
            "id": kept["id"],
            "name": name,
            "type": 3,
            "target_id": message["id"],
            "resolved": {"messages": {message["id"]: message}},
        }
        return await self._seen(await self._do(COMMAND, data, **where))

    async def submit_modal(
        self, seen: Seen, values: Mapping[str, str | Sequence[str]], *, message: Any = None, **where: Any
    ) -> Seen:
        """Fills in the form; what is not told is left as it is."""
        assert seen.modal is not None
        filled: list[dict[str, Any]] = []
        for number, (name, shown) in enumerate(seen.fields.items(), start=1):
            given = values.get(name, "")
            assert given or not shown.get("required", True), f"{name} has to be filled in"
            chosen = [given] if given and isinstance(given, str) else list(given)
            told: dict[str, Any] = {"value": given}
            if shown["type"] == limits.SELECT:
                assert len(chosen) <= shown.get("max_values", 1), f"{name} takes {shown.get('max_values', 1)}"
                assert set(chosen) <= {option["value"] for option in shown["options"]}, f"{name} offers no such value"
                told = {"values": chosen}
            field = {"id": number * 2, "type": shown["type"], "custom_id": name, **told}
            filled.append({"type": limits.LABEL, "id": number * 2 - 1, "component": field})
        data = {"custom_id": seen.modal["custom_id"], "components": filled}
        return await self._seen(await self._do(SUBMITTED, data, message=message, **where))

    async def mention(
        self, words: str, *, user: Person | None = None, room: Room | None = None, named: bool = True, within: float = PATIENCE
    ) -> Seen:
        """Says it to the bot, by its name unless told otherwise; gives what comes next there, or in the direct channel."""
        who, where, world = user or self.ana, room or self.world.text, self.world
        alone = world.direct(who)
        content = f"<@{world.bot.id}> {words}" if named else words
        before = {id(kept): len(kept.messages) for kept in (where, alone)}
        said = world.message(where, {"content": content}, author=who)
        before[id(where)] += 1
        told = {**said, "mentions": [world.bot.user] if named else []}
        if where.kind != DIRECT:
            roles = [*who.roles, *([world.managers] if who.manages else [])]
            member = {k: v for k, v in who.member.items() if k not in {"user", "permissions"}} | {"roles": roles}
            told |= {"guild_id": world.guild, "member": member}
        await self.gateway.tell("MESSAGE_CREATE", told)
        async with asyncio.timeout(within):
            while True:
                for kept in (where, alone):
                    if len(kept.messages) > before[id(kept)]:
                        return Seen(deepcopy(kept.messages[-1]), ephemeral=kept is alone)
                await world.posted.wait()
                world.posted.clear()

    # ── how Discord tells of it ──────────────────────────────────────────────────────────────────────────────────────────────

    def _called(self, command: str, values: Mapping[str, Any], focused: str | None = None) -> dict[str, Any]:
        """The command as it was declared to Discord; a command that Discord does not know cannot be given."""
        root, *rest = command.split(" ")
        kept = next(one for one in self.world.commands if one["type"] == 1 and one["name"] == root)
        path: list[dict[str, Any]] = []
        holder = kept
        for word in rest:
            holder = next(one for one in holder["options"] if one["name"] == word)
            path.append(holder)
        declared = {one["name"]: one for one in holder.get("options") or []}
        if focused is None:
            missing = [name for name, one in declared.items() if one.get("required") and name not in values]
            assert not missing, f"Discord asks for {missing} first"
        given = [
            {"name": name, "type": declared[name]["type"], "value": value, **({"focused": True} if name == focused else {})}
            for name, value in values.items()
        ]
        for one in reversed(path):
            given = [{"name": one["name"], "type": one["type"], "options": given}]
        return {"id": kept["id"], "name": root, "type": 1, "options": given}

    async def _do(
        self,
        kind: int,
        data: dict[str, Any],
        *,
        user: Person | None = None,
        room: Room | None = None,
        locale: str = "en-US",
        guild_locale: str = "en-US",
        alone: bool = False,
        message: dict[str, Any] | None = None,
        expired: bool = False,
    ) -> Interaction:
        who, where, world = user or self.ana, room or self.world.text, self.world
        if message is not None:
            message = next(one for kept in world.rooms.values() for one in kept.messages if one["id"] == message["id"])
        made = Interaction(world.snowflake(), f"token-{world.snowflake()}", who, where, message, expired=expired)
        self.interactions[made.token] = made
        told: dict[str, Any] = {
            "id": made.id,
            "application_id": world.application,
            "type": kind,
            "data": data,
            "channel_id": where.id,
            "channel": world.channel_payload(where),
            "token": made.token,
            "version": 1,
            "locale": locale,
            "app_permissions": "0",
            "entitlements": [],
            "attachment_size_limit": 10_000_000,
            "authorizing_integration_owners": {"1": who.id} if alone else {"0": world.guild},
            "context": 0,
        }
        if where.kind == DIRECT:
            told |= {"user": who.user, "context": 1, "authorizing_integration_owners": {"0": "0"}}
        else:
            assert where.kind != FORUM, "nobody speaks in a forum itself"
            guild = {"id": world.guild, "locale": guild_locale, "features": []}
            told |= {"guild_id": world.guild, "guild": guild, "member": who.member, "guild_locale": guild_locale}
        if message is not None:
            told["message"] = message
        await self.gateway.tell("INTERACTION_CREATE", told)
        return made

    async def _seen(self, interaction: Interaction) -> Seen:
        try:
            async with asyncio.timeout(PATIENCE):
                await interaction.done.wait()
        except TimeoutError:
            raise AssertionError(f"no answer to {interaction}") from None
        if interaction.modal is not None:
            return Seen(None, modal=interaction.modal)
        if interaction.choices is not None:
            return Seen(None, choices=tuple((one["name"], one["value"]) for one in interaction.choices))
        message = interaction.followups[-1] if interaction.followups else interaction.original
        assert message is not None
        # as it is now: it may be changed in its place
        return Seen(deepcopy(message), ephemeral=bool(message["flags"] & limits.EPHEMERAL))

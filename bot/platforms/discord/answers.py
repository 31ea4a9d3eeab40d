"""What people ask on Discord, answered: slash commands, buttons, menus, forms, and suggestions while they type.

The first answer is due within three seconds: it is given before anything slow begins, and the reply follows.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.commands import all_commands, run
from bot.commands.ask import Ask, Who
from bot.commands.complete import suggestions
from bot.commands.forms import completed, form, is_private, needs_form
from bot.languages import texts
from bot.languages.texts import Texts
from bot.model.chat import Paragraph, Place, Plain, Reply, with_pictures
from bot.model.errors import UsageError
from bot.platforms.discord import limits
from bot.platforms.discord.inbound import language_of, line_of, menu_line, submitted, typing_of
from bot.platforms.discord.modal import Modal, modal
from bot.platforms.discord.port import NAME
from bot.platforms.discord.render import KEPT, PAGE, SAY, TURN, Sheet, reply_sheets, token
from bot.platforms.rights import Here, is_the_desks
from bot.platforms.surface import Surface

Interaction = discord.Interaction[discord.Client]

_PAGED = re.compile(rf"{PAGE}(\d+):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """`patience`: seconds in which a form has to be ready. Discord takes one only as the first answer, due within three."""

    surface: Surface
    patience: float = 1.5

    async def slash(self, interaction: Interaction) -> None:
        await self._line(interaction, line_of(_data(interaction), all_commands()))

    async def menu(self, interaction: Interaction) -> None:
        """A context menu on a message: what it asks about the message, as a line."""
        line = menu_line(_data(interaction))
        if line is None:
            await self._tell(interaction, "discord.nothing_in_message")
        else:
            await self._line(interaction, line, private=True)

    async def typing(self, interaction: Interaction) -> None:
        typing = typing_of(_data(interaction), all_commands())
        ask = await self._ask(interaction, private=True)
        found = await suggestions(typing.option, typing.typed, ask)
        told = [choice for choice in found if len(choice.value) <= limits.CHOICE_VALUE][: limits.CHOICES]
        shown = [app_commands.Choice(name=one.label[: limits.CHOICE_NAME] or one.value, value=one.value) for one in told]
        await interaction.response.autocomplete(shown)

    async def button(self, interaction: Interaction, custom_id: str) -> None:
        told: str | None = custom_id
        if custom_id.startswith(TURN):
            await interaction.response.defer()
            told = await self.surface.kept(custom_id.removeprefix(TURN))
        elif custom_id.startswith(KEPT):
            told = await self._kept(interaction, custom_id.removeprefix(KEPT))
        if told is None:
            await self._tell(interaction, "discord.button_gone")
        elif match := _PAGED.fullmatch(told):
            await self._turn(interaction, int(match[1]), match[2])
        else:
            line = told.removeprefix(SAY)
            if not interaction.response.is_done() and needs_form(line, all_commands(), self._own(interaction)):
                await self._form(interaction, line)
            else:
                await self._line(interaction, line, private=True)

    async def form(self, interaction: Interaction) -> None:
        told, values = submitted(_data(interaction))
        await _promise(interaction, private=True)
        line = await self.surface.kept(told.removeprefix(KEPT)) if told.startswith(KEPT) else told
        if line is None:
            await self._tell(interaction, "discord.button_gone")
        else:
            await self._line(interaction, completed(line, values, all_commands(), self._own(interaction)), private=True)

    async def mention(self, message: discord.Message, words: str, *, servers: int) -> None:
        """A question put to the bot by its name, or in a direct message: answered below it. What only the asker may see comes
        as a direct message. `servers`: how many the bot is on."""
        line = words if words.startswith("/") else f"/ask {words}" if words else "/help"
        author, alone = message.author, message.guild is None
        where = _place(message.guild.id if message.guild else None, message.channel.id, message.channel)
        here = None if alone else await self.surface.channel_at(where)
        guild = language_of(str(message.guild.preferred_locale)) if message.guild else None
        language = (here.labels if here else guild) or self.surface.labels()
        who = await self._known(author, message.guild, manages=_manages(author), servers=servers)
        ask = await self.surface.present(who, where, language)
        reply = await _answer(line, ask)
        sheet = reply_sheets(reply, line, ask.texts)[0]
        await self.surface.keep(sheet.kept)
        if reply.private and not alone:
            await author.send(view=sheet.view, files=sheet.files())
        else:
            await message.reply(view=sheet.view, files=sheet.files(), mention_author=False)

    # ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _line(self, interaction: Interaction, line: str, *, private: bool | None = None) -> None:
        alone = is_private(line, all_commands(), self._own(interaction)) if private is None else private
        await _promise(interaction, private=alone)
        ask = await self._ask(interaction, private=alone)
        reply = await _answer(line, ask)
        if reply.exit_code == UsageError.exit_code and not alone:
            # nothing was done; the asker alone reads what is wrong
            ask = await self._ask(interaction, private=True)
            reply = await _answer(line, ask)
        sheets = reply_sheets(reply, line, ask.texts)
        await self.surface.keep(sheets[0].kept)
        if reply.private and not alone:
            # what is said first after a public “thinking” would be public too
            await interaction.delete_original_response()
            await interaction.followup.send(view=sheets[0].view, files=sheets[0].files(), ephemeral=True)
        else:
            await _put(interaction, sheets[0])

    async def _turn(self, interaction: Interaction, number: int, line: str) -> None:
        """Another page of an answer, in the place of the one shown, and for those who see that one."""
        if not interaction.response.is_done():
            await interaction.response.defer()
        ask = await self._ask(interaction, private=interaction.message is not None and interaction.message.flags.ephemeral)
        sheets = reply_sheets(await _answer(line, ask), line, ask.texts)
        sheet = sheets[min(number, len(sheets)) - 1]
        await self.surface.keep(sheet.kept)
        await _put(interaction, sheet)

    async def _kept(self, interaction: Interaction, name: str) -> str | None:
        """The line of that name. Where it is not told in time, an answer is promised: a form could no longer be shown."""
        try:
            return await asyncio.wait_for(self.surface.kept(name), self.patience)
        except TimeoutError:
            await _promise(interaction, private=True)
            return await self.surface.kept(name)

    async def _form(self, interaction: Interaction, line: str) -> None:
        """Where the form is not ready in time, the answer is promised, and says what the line lacks."""
        try:
            shown = await asyncio.wait_for(self._modal(interaction, line), self.patience)
        except TimeoutError:
            await self._line(interaction, line, private=True)
        else:
            await interaction.response.send_modal(shown)

    async def _modal(self, interaction: Interaction, line: str) -> Modal:
        ask = await self._ask(interaction, private=True)
        asked = await form(line, all_commands(), ask, most=limits.FIELDS)
        shown, long = modal(asked, ask.texts)
        await self.surface.keep([(token(told), told) for told in long])
        return shown

    async def _tell(self, interaction: Interaction, key: str) -> None:
        """One sentence, in the place of an answer that was promised, else for the asker alone."""
        say = self._own(interaction)
        sheet = reply_sheets(Reply(blocks=(Paragraph((Plain(say.say(key)),)),)), "", say)[0]
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await _put(interaction, sheet)
        elif interaction.response.is_done():
            await interaction.followup.send(view=sheet.view, ephemeral=True)
        else:
            await interaction.response.send_message(view=sheet.view, ephemeral=True)

    async def failed(self, interaction: Interaction) -> None:
        """A fault of ours, told to the asker as far as Discord still lets us."""
        await self._tell(interaction, "discord.fault")

    # ── who asks, and where ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _ask(self, interaction: Interaction, *, private: bool) -> Ask:
        """What only the asker sees is said in the asker's language, the rest in the channel's."""
        where = place_of(interaction)
        own = language_of(str(interaction.locale))
        here = None if private else await self.surface.channel_at(where)
        guild = language_of(str(interaction.guild_locale) if interaction.guild_locale else None)
        language = (own if private else here.labels if here else guild or own) or self.surface.labels()
        return await self.surface.present(await self._who(interaction), where, language)

    def _own(self, interaction: Interaction) -> Texts:
        return texts(language_of(str(interaction.locale)) or self.surface.labels())

    async def _who(self, interaction: Interaction) -> Who:
        # whoever brings the bot along to a server of their own is no administrator of ours
        manages = interaction.is_guild_integration() and interaction.permissions.manage_guild
        servers = len(interaction.client.guilds)
        return await self._known(interaction.user, interaction.guild, manages=manages, servers=servers)

    async def _known(
        self, user: discord.User | discord.Member, guild: discord.Guild | None, *, manages: bool, servers: int
    ) -> Who:
        admins = self.surface.admins
        roles = {str(role.id) for role in user.roles} if isinstance(user, discord.Member) else set()
        named = str(user.id) in admins.discord_users or bool(roles & set(admins.discord_roles))
        ours = not named and manages and guild is not None and await self._is_the_desks(guild, servers)
        return Who(id=str(user.id), name=user.name, is_admin=named or ours, elsewhere=manages and not (named or ours))

    async def _is_the_desks(self, guild: discord.Guild, servers: int) -> bool:
        def holds(address: str) -> bool:
            return address.isdecimal() and guild.get_channel_or_thread(int(address)) is not None

        here = Here(platform=NAME, workspace=str(guild.id), alone=servers <= 1, holds=holds)
        return is_the_desks(here, await self.surface.channels(), self.surface.admins.discord_servers)


async def _answer(line: str, ask: Ask) -> Reply:
    """With the pictures of it drawn, away from the event loop: Discord takes them as files."""
    reply = await run(line, ask)
    return replace(reply, blocks=await asyncio.to_thread(with_pictures, reply.blocks))


def place_of(interaction: Interaction) -> Place:
    """Where it was asked: a thread is told with the channel that it belongs to."""
    return _place(interaction.guild_id, interaction.channel_id, interaction.channel)


def _place(guild: int | None, number: int | None, channel: object) -> Place:
    if isinstance(channel, discord.Thread):
        return Place(platform=NAME, workspace=str(guild or ""), channel=str(channel.parent_id), thread=str(channel.id))
    return Place(platform=NAME, workspace=str(guild or ""), channel=str(number or ""))


def _manages(author: discord.User | discord.Member) -> bool:
    return isinstance(author, discord.Member) and author.guild_permissions.manage_guild


async def _promise(interaction: Interaction, *, private: bool) -> None:
    """Discord shows that an answer is on its way; said once."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)


async def _put(interaction: Interaction, sheet: Sheet) -> None:
    """Puts the sheet where the answer stands. Doing so twice is the same as once, so a lost connection is no loss."""
    try:
        await interaction.edit_original_response(view=sheet.view, attachments=sheet.files())
    except aiohttp.ClientError:
        await interaction.edit_original_response(view=sheet.view, attachments=sheet.files())


def _data(interaction: Interaction) -> dict[str, Any]:
    return dict(interaction.data or {})

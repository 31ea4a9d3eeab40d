"""The declarations of all commands as Discord's application commands. Pure: what is sent to Discord, as JSON's own values.

`/brief` holds what everybody may ask, `/briefadmin` what changes the desk; a command of two words is a sub-command of a group
(`/brief feeds list`). Names and descriptions stand in every language that the bot speaks and Discord knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.commands.command import Command, Kind, Option
from bot.languages import available, texts
from bot.languages.texts import Texts
from bot.platforms.discord import limits

READER, ADMIN = "brief", "briefadmin"
MENUS = ("condense_link", "who_said")
"""Keys of the context menus' names in the texts (`discord.menus`)."""

LOCALES = {"en": ("en-US", "en-GB"), "es": ("es-ES", "es-419")}
"""Discord's locales of the languages that the bot speaks; `en-US` is also what stands without a locale."""

DEFAULT = "en"
_MANAGE_GUILD = 1 << 5
_SUB_COMMAND, _GROUP, _STRING, _INTEGER, _BOOLEAN = 1, 2, 3, 4, 5
_CHAT_INPUT, _MESSAGE = 1, 3
_TYPES = {
    Kind.TEXT: _STRING,
    Kind.TIME: _STRING,
    Kind.CHOICE: _STRING,
    Kind.INTEGER: _INTEGER,
    Kind.FLAG: _BOOLEAN,
}
_EVERYWHERE = {"integration_types": [0, 1], "contexts": [0, 1, 2]}
"""Installed on a server or by a person; used on a server, in the bot's direct messages, in other private channels."""


def application_commands(commands: Mapping[str, Command]) -> list[dict[str, Any]]:
    """All application commands, in the order in which Discord is told of them."""
    readers = [command for command in commands.values() if command.needs == "reader"]
    admins = [command for command in commands.values() if command.needs == "admin"]
    return [
        fitted(_slash(READER, readers)) | _EVERYWHERE,
        fitted(_slash(ADMIN, admins))
        | {"default_member_permissions": _MANAGE_GUILD, "integration_types": [0], "contexts": [0]},
        *(_menu(key) | _EVERYWHERE for key in MENUS),
    ]


def fitted(command: dict[str, Any], most: int = limits.COMMAND) -> dict[str, Any]:
    """The command within the characters that Discord takes of one: it would refuse all of them for one too many. What its
    options say is cut, no further than it has to be; `/help` has the whole."""
    for length in range(limits.DESCRIPTION, 0, -1):
        told = _cut_options(command, length)
        if characters(told) <= most:
            return told
    return command


def characters(command: Mapping[str, Any]) -> int:
    """As Discord counts those of a command, of a group or of an option."""
    spoken = ((command.get(key), *(command.get(f"{key}_localizations") or {}).values()) for key in ("name", "description"))
    own = sum(max(len(told or "") for told in each) for each in spoken)
    values = sum(len(str(choice["value"])) for choice in command.get("choices") or ())
    return own + values + sum(map(characters, command.get("options") or ()))


def _cut_options(told: dict[str, Any], length: int) -> dict[str, Any]:
    """With the descriptions of all options cut to so many characters; those of commands and groups stay."""
    cut = dict(told)
    if "options" in told:
        cut["options"] = [_cut_options(one, length) for one in told["options"]]
    if "required" in told:
        spoken = told["description_localizations"]
        cut["description"] = _short(told["description"], length)
        cut["description_localizations"] = {code: _short(words, length) for code, words in spoken.items()}
    return cut


def menu_key(name: str) -> str | None:
    """Which context menu is called so, in whatever language; None for a name that is none of ours."""
    return next((key for key in MENUS if name in {texts(code).say(f"discord.menus.{key}") for code in available()}), None)


def _slash(name: str, commands: Sequence[Command]) -> dict[str, Any]:
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.name.partition(" ")[0] if " " in command.name else "", []).append(command)
    alone = [_sub_command(command) for command in groups.pop("", [])]
    return _named(
        lambda _say: name,
        lambda say: say.say(f"discord.{name}"),
        type=_CHAT_INPUT,
        options=[*alone, *(_group(members) for members in groups.values())],
    )


def _group(members: Sequence[Command]) -> dict[str, Any]:
    return _named(
        lambda say: members[0].local_name(say).partition(" ")[0],
        lambda say: ", ".join(member.local_name(say).partition(" ")[2] for member in members),
        type=_GROUP,
        options=[_sub_command(member) for member in members],
    )


def _sub_command(command: Command) -> dict[str, Any]:
    """Required options come first, as Discord wants them."""
    options = sorted(command.options, key=lambda option: not option.required)
    return _named(
        lambda say: command.local_name(say).rpartition(" ")[2],
        command.summary,
        type=_SUB_COMMAND,
        options=[_option(command, option) for option in options[: limits.OPTIONS]],
    )


def _option(command: Command, option: Option) -> dict[str, Any]:
    told = _named(
        lambda say: command.option_name(option, say),
        lambda say: command.option_summary(option, say),
        type=_TYPES[option.kind],
        required=option.required,
    )
    if option.within is not None:
        told |= {"min_value": option.within.low, "max_value": option.within.high}
    if option.choices:
        told["choices"] = [{"name": choice, "value": choice} for choice in option.choices]
    if option.source is not None:
        told["autocomplete"] = True
    return told


def _menu(key: str) -> dict[str, Any]:
    """A context menu has a name and no description."""
    told = _named(lambda say: say.say(f"discord.menus.{key}"), lambda _say: "", type=_MESSAGE)
    return {name: value for name, value in told.items() if not name.startswith("description")}


def _named(name: Callable[[Texts], str], description: Callable[[Texts], str], **rest: Any) -> dict[str, Any]:
    def short(say: Texts) -> str:
        return _short(description(say), limits.DESCRIPTION)

    spoken = texts(DEFAULT)
    return {
        "name": name(spoken),
        "name_localizations": _localised(name),
        "description": short(spoken),
        "description_localizations": _localised(short),
        **rest,
    }


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _localised(told: Callable[[Texts], str]) -> dict[str, str]:
    """What differs from the default, by Discord's locales."""
    spoken = ((code, told(texts(code))) for code in available() if code in LOCALES)
    return {locale: words for code, words in spoken if words != told(texts(DEFAULT)) for locale in LOCALES[code]}

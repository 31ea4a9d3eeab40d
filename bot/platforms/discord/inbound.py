"""What Discord sends when somebody uses a command, read into a command line. Pure: the payload's own values in, a line out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.commands.command import Command, Option
from bot.commands.compose import compose
from bot.commands.forms import Filled
from bot.commands.parse import find_option
from bot.languages import available
from bot.platforms.discord.declare import menu_key
from bot.platforms.discord.modal import FORM

_ADDRESS = re.compile(r"https?://[^\s<>)\]|]+")
_MARKUP = re.compile(r"<[^>\s]*>|[*_~`>|\"“”«»\\]|\[|\]\([^)]*\)")
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]{12,})[”»\"]")
# A question of more characters finds no card that fewer would not find.
_LONGEST_WORDS = 300
_SUB_COMMAND, _GROUP = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """An option that is being typed, and what has been typed of it."""

    command: Command
    option: Option
    typed: str


def line_of(data: Mapping[str, Any], commands: Mapping[str, Command]) -> str:
    """The line that stands for a slash command.

    Raises `LookupError` where the declaration has changed since Discord learnt it.
    """
    command, given = _called(data, commands)
    values = {option.parameter: each["value"] for option, each in _options(command, given)}
    return compose(command, values)


def typing_of(data: Mapping[str, Any], commands: Mapping[str, Command]) -> Typing:
    """What an autocompletion asks for. Raises `LookupError` as `line_of` does."""
    command, given = _called(data, commands)
    option, each = next((pair for pair in _options(command, given) if pair[1].get("focused")), (None, None))
    if option is None or each is None:
        raise LookupError(command.name)
    return Typing(command=command, option=option, typed=str(each["value"]))


def language_of(*locales: str | None) -> str | None:
    """The first of Discord's locales whose language the bot speaks."""
    spoken = (str(locale).partition("-")[0] for locale in locales if locale)
    return next((code for code in spoken if code in available()), None)


def _called(data: Mapping[str, Any], commands: Mapping[str, Command]) -> tuple[Command, Sequence[Mapping[str, Any]]]:
    names, options = [], data.get("options") or []
    while options and options[0]["type"] in {_SUB_COMMAND, _GROUP}:
        names.append(options[0]["name"])
        options = options[0].get("options") or []
    called = " ".join(names)
    # a client that has kept an older declaration still sends what is now a short name
    short = (command for command in commands.values() if command.short == called)
    command = commands.get(called) or next(short, None)
    if command is None:
        raise LookupError(called)
    return command, options


def _options(command: Command, given: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Option, Mapping[str, Any]]]:
    for each in given:
        option = find_option(command, each["name"])
        if option is None:
            raise LookupError(each["name"])
        yield option, each


def menu_line(data: Mapping[str, Any]) -> str | None:
    """The line that a context menu on a message stands for; None where the message has nothing to ask about."""
    message = data["resolved"]["messages"][data["target_id"]]
    told = "\n".join(_texts_of(message))
    if menu_key(data["name"]) == "condense_link":
        found = _ADDRESS.search(told)
        return f"/condense {found.group()}" if found else None
    # what stands between quotation marks is what somebody said; without any, the whole message may be
    said = max(_QUOTED.findall(told), key=len, default="")
    words = " ".join(_MARKUP.sub(" ", said or told).split())[:_LONGEST_WORDS]
    return f'/quotes "{words}"' if words else None


def without_mention(text: str, bot: int) -> str | None:
    """What was said to the bot, without its own name; None where its name is not called."""
    said = re.sub(rf"<@!?{bot}>", " ", text)
    return None if said == text else " ".join(said.split())


def submitted(data: Mapping[str, Any]) -> tuple[str, dict[str, Filled]]:
    """The line that a form completes (or the token it is kept by), and what was filled in, by the options' names."""
    values: dict[str, Filled] = {}
    for row in data["components"]:
        field = row.get("component") or row["components"][0]
        chosen = field.get("values")
        values[field["custom_id"]] = str(field.get("value") or "") if chosen is None else tuple(map(str, chosen))
    return str(data["custom_id"]).removeprefix(FORM), values


def _texts_of(message: Mapping[str, Any]) -> Iterator[str]:
    """All texts of a message: its content, its embeds' addresses, the texts of its components."""
    yield message.get("content") or ""
    for embed in message.get("embeds") or ():
        yield embed.get("url") or ""
    stack = list(message.get("components") or ())
    while stack:
        component = stack.pop(0)
        yield component.get("content") or ""
        stack[:0] = component.get("components") or ()

"""`/settings set`: what an admin may change of desk.toml by chat. Of any other setting it says where it is set, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from bot.commands import suggest
from bot.commands.ask import Ask, Edit
from bot.commands.bind import pick
from bot.commands.changing import already, carried_out
from bot.commands.command import Choice, OneOf, Suggest, command
from bot.commands.tokens import pointed
from bot.languages import available, texts
from bot.model.chat import Reply
from bot.model.errors import UsageError
from bot.model.folding import fold

BY_CHAT = ("labels", "zone", "contact", "alarms", "condense_an_hour")
"""In the words of desk.toml: what takes effect without a new start."""

_START, _SECRET, _MACHINE, _ENTRIES, _FILES = (
    "setting-at-start",
    "setting-secret",
    "setting-of-machine",
    "setting-has-commands",
    "setting-only-in-files",
)
ELSEWHERE: Mapping[str, str] = {
    "paused": "setting-by-pause",
    "admins": "setting-of-admins",
    "name": _START,
    "countries": _START,
    "console": _START,
    "slack": _START,
    "newsroom": _START,
    "inherit": _START,
    "channels": _ENTRIES,
    "feeds": _ENTRIES,
    "outlets": _ENTRIES,
    "topics": _ENTRIES,
    "people": _ENTRIES,
    "places": _FILES,
    "registers": _FILES,
    "DISCORD_TOKEN": _SECRET,
    "SLACK_BOT_TOKEN": _SECRET,
    "SLACK_APP_TOKEN": _SECRET,
    "SLACK_SIGNING_SECRET": _SECRET,
    "SLACK_CLIENT_ID": _MACHINE,
    "SLACK_CLIENT_SECRET": _SECRET,
    "DATABASE_URL": _SECRET,
    "DISCORD_API_URL": _MACHINE,
    "DISCORD_GATEWAY_URL": _MACHINE,
    "SLACK_API_URL": _MACHINE,
    "FETCH_ALLOW": _MACHINE,
}
"""Any other setting, and the error that says where it is set."""

_SHOWN_AS: Mapping[str, tuple[str, ...]] = {
    "name": ("desk",),
    "console": ("console port",),
    "slack": ("slack listens at", "slack shows links of"),
    "admins": (
        "admins on discord, users",
        "admins on discord, roles",
        "admins on discord, servers",
        "admins on slack",
        "admins on slack, workspaces",
    ),
    "people": ("organisations", "offices"),
}
"""What `/settings` calls them."""

_MAY_BE_NONE = frozenset({"alarms", "contact"})
_NOT_SET = "–"
"""As `/settings` shows it."""


async def _settings(ask: Ask, _typed: str) -> list[Choice]:
    say = ask.texts
    by_chat = [
        Choice(
            name,
            say.say(f"replies.settings.names.{name}"),
            (name.replace("_", " "), *(texts(code).say(f"replies.settings.names.{name}") for code in available())),
        )
        for name in BY_CHAT
    ]
    elsewhere = ((name, say.find(f"errors.{code}.where"), _SHOWN_AS.get(name, ())) for name, code in ELSEWHERE.items())
    return [*by_chat, *(Choice(name, f"{name} ({where})" if where else name, also) for name, where, also in elsewhere)]


@command(needs="admin")
async def settings_set(
    ask: Ask,
    *,
    setting: Annotated[str, OneOf(_settings)],
    value: Annotated[str, Suggest(suggest.setting_values)],
) -> Reply:
    """“none” as the value of `alarms` or `contact`: no channel is told, no address is given."""
    if setting in ELSEWHERE:
        raise UsageError(ELSEWHERE[setting], setting=setting)
    wanted = await _meant(ask, setting, value)
    now = {one.name: one.value for one in await ask.services.settings()}
    if now.get(setting) == (_NOT_SET if wanted is None else str(wanted)):
        return already(ask, f"setting {setting}")
    told = ask.texts.say("values.none") if wanted is None else wanted
    return await carried_out(ask, Edit(kind="setting", id=setting, value=wanted), "setting_set", name=setting, value=told)


async def _meant(ask: Ask, setting: str, text: str) -> str | int | None:
    """The value of the setting's own type; whether the desk takes it, its files' own checks say."""
    if setting in _MAY_BE_NONE and fold(text) in {fold(texts(code).say("values.none")) for code in available()}:
        return None
    if setting not in {"labels", "condense_an_hour"}:
        return text
    given = ask.call.named("value") if ask.call else None
    assert given is not None
    assert ask.call is not None
    if setting == "labels":
        return pick(await suggest.spoken(ask, ""), given, ask.call.line)
    if not text.isdecimal():
        raise pointed("number-expected", ask.call.line, given.start, given.end, option="value")
    return int(text)

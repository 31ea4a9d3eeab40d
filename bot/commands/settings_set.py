"""`/settings set`: the desk's own zone, or the channel in which its admins are told of what needs them."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.commands import suggest
from bot.commands.ask import Ask, Edit
from bot.commands.changing import already, carried_out
from bot.commands.command import Suggest, command
from bot.languages import available, texts
from bot.model.chat import Reply
from bot.model.folding import fold


@command(needs="admin")
async def settings_set(
    ask: Ask, *, setting: Literal["zone", "alarms"], value: Annotated[str, Suggest(suggest.setting_values)]
) -> Reply:
    """“none” as the value of `alarms`: no channel is told."""
    nothing = setting == "alarms" and fold(value) in {fold(texts(code).say("values.none")) for code in available()}
    wanted = None if nothing else value
    if setting == "alarms" and wanted == (ask.alarms.id if ask.alarms else None):
        return already(ask, f"setting {setting}")
    return await carried_out(
        ask,
        Edit(kind="setting", id=setting, value=wanted),
        "setting_set",
        name=setting,
        value=wanted or ask.texts.say("values.none"),
    )

"""`/settings list`, in short `/settings`: every setting in force, where it comes from, what was changed by chat. No secrets."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask, Setting
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import Limit, PageNumber, Words
from bot.layout.neutral import clean, cut
from bot.model.chat import Block, Bullets, Code, Inline, Line, Plain, Reply, Strong
from bot.model.folding import fold

LIMIT = 25
_LONGEST = 200
"""Characters of a value; `briefbot check` and `/export config` have the whole."""


@command(short="settings", needs="admin")
async def settings_list(ask: Ask, *, words: Words = "", limit: Limit = LIMIT, page: PageNumber = 1) -> Reply:
    found = [one for one in await ask.services.settings() if fold(words) in fold(f"{one.name} {one.value}")]
    found.sort(key=lambda one: (not one.wrong, one.change is None))
    shown = found[(page - 1) * limit : page * limit]
    data = {"total": len(found), "settings": [_data(ask, one) for one in shown]}
    if not shown:
        return show.nothing(ask, "settings.none", total=len(found), data=data, private=True)
    lines = tuple(_line(ask, one) for one in shown)
    blocks: list[Block] = [show.heading(ask, "settings.title", count=len(found)), Bullets(lines)]
    return show.paged(ask, blocks, page=page, limit=limit, total=len(found), data=data, private=True)


def _line(ask: Ask, setting: Setting) -> Line:
    say = ask.texts.say
    parts: list[Inline] = [Code(setting.name), Plain(f" = {clean(cut(setting.value, _LONGEST))}")]
    if setting.wrong:
        why = "; ".join(ask.texts.error(one).what for one in setting.wrong)
        left = say("replies.settings.left_out", number=setting.change, why=clean(why))
        return (*parts, Plain(" · "), Strong(left))
    if setting.change is not None:
        filed = clean(cut(setting.filed or "", _LONGEST))
        changed = say("replies.settings.changed", number=setting.change, filed=filed)
        return (*parts, Plain(" · "), Strong(changed))
    return (*parts, Plain(f" · {clean(setting.origin or say('replies.settings.default'))}"))


def _data(ask: Ask, setting: Setting) -> object:
    told = as_data(setting) | {"wrong": [ask.texts.error(one).what for one in setting.wrong]}
    return dict(told)

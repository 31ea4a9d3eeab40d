"""`/audit`: every change of the desk by chat: who, where, when, what it was and what it became; newest first."""

from __future__ import annotations

from typing import Annotated

from bot.commands import show, suggest
from bot.commands.ask import Ask
from bot.commands.changing import differences
from bot.commands.command import Suggest, command
from bot.commands.data import as_data
from bot.commands.options import LIMIT, Limit, PageNumber
from bot.layout.neutral import clean
from bot.layout.times import moment
from bot.model.chat import Block, Bullets, Code, Paragraph, Plain, Reply, Strong
from bot.model.folding import fold
from bot.store import changes
from bot.store.changes import Change


@command(needs="admin")
async def audit(
    ask: Ask,
    *,
    entry: Annotated[str, Suggest(suggest.changed)] = "",
    person: str = "",
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    async with ask.store.read() as tx:
        made = await changes.all(tx)
    found = [one for one in reversed(made) if fold(entry) in fold(one.entry) and fold(person) in fold(one.who)]
    shown = found[(page - 1) * limit : page * limit]
    data = {"total": len(found), "changes": [as_data(one) | {"was": as_data(changes.was(one, made))} for one in shown]}
    if not shown:
        return show.nothing(ask, "changes.none" if made else "changes.never", total=len(found), data=data, private=True)
    blocks: list[Block] = [show.heading(ask, "changes.title", count=len(found))]
    for one in shown:
        blocks += _told(ask, one, made)
    return show.paged(ask, blocks, page=page, limit=limit, total=len(found), data=data, private=True)


def _told(ask: Ask, change: Change, made: tuple[Change, ...]) -> list[Block]:
    before = changes.was(change, made)
    kind = "added" if before is None else "removed" if change.after is None else "changed"
    at = moment(change.at, language=ask.language, now=ask.now, zone=ask.zone)
    who = ask.texts.say("replies.changes.by", who=clean(change.who), where=clean(change.where))
    head = (Strong(f"{change.id} "), Code(change.entry), Plain(f" {ask.texts.say(f'replies.changes.{kind}')} · {who} · "), at)
    lines = differences(ask, change.entry.partition(" ")[0], before, change.after) if change.after is not None else ()
    return [Paragraph(head), *((Bullets(lines),) if lines else ())]

"""What the admins' commands about reports have in common: which are meant, the ruling, and how one is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands import held
from bot.commands.ask import Ask
from bot.layout.lines import dotted
from bot.layout.neutral import clean, cut
from bot.layout.times import moment
from bot.model.chat import Code, Inline, Line, Plain, Strong
from bot.model.errors import UsageError
from bot.model.readers import Report, Ruling
from bot.showing import shown_anew
from bot.store import marks, reports

_LONGEST = 300
"""Characters of a report in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What a ruling did. `marked`: whether other reports are open; `changed`: whether the mark came or went; `edited`: in how
    many places the card is edited for it."""

    card_id: str
    numbers: tuple[int, ...]
    marked: bool
    changed: bool
    edited: int

    @property
    def data(self) -> dict[str, Any]:
        return {"id": self.card_id, "reports": list(self.numbers), "edited": self.edited}


async def rule(ask: Ask, named: str, words: str, *, settled: bool) -> Ruled:
    """Settles the report of that number, or all those on that card, or opens them again.

    Raises UsageError for one that is unknown, or that stands so already.
    """
    number = named.strip().removeprefix("#")
    card_id = "" if number.isdecimal() else (await held.card(ask, named)).card.id or named
    async with ask.store.begin() as tx:
        meant = await _meant(tx, int(number) if number.isdecimal() else None, card_id)
        if not meant:
            raise UsageError("report-unknown", report=named)
        wanted = [one.id for one in meant if one.settled is not settled]
        if not wanted:
            raise UsageError("report-settled" if settled else "report-open", report=named)
        card_id = meant[0].card_id
        before = await _is_marked(tx, card_id)
        told = Ruling(at=ask.now, who=ask.who.name or ask.who.id, where=str(ask.where), settled=settled, words=words)
        await reports.rule(tx, wanted, told)
        after = await _is_marked(tx, card_id)
        # one that was taken back meanwhile says that, and nothing else
        gone = await marks.retraction(tx, card_id) is not None
        if gone and not settled:
            raise UsageError("card-retracted", id=card_id)
        changed = before is not after and not gone
        edited = await shown_anew(tx, card_id, ask.desk, ask.channels, ask.now) if changed else 0
    return Ruled(card_id=card_id, numbers=tuple(wanted), marked=after, changed=changed, edited=edited)


def line(ask: Ask, report: Report) -> Line:
    """Number · card · words · who, when · what was made of it."""
    by = ask.texts.say("replies.reports.by", who=clean(report.who), where=clean(report.where))
    at = moment(report.at, language=ask.language, now=ask.now, zone=ask.zone)
    parts: list[Inline] = [
        Strong(f"#{report.id}"),
        Code(report.card_id),
        Plain(f"“{cut(clean(report.words), _LONGEST)}”"),
        Plain(by),
        at,
    ]
    if report.rulings:
        last = report.rulings[-1]
        key = "replies.reports.was_settled" if last.settled else "replies.reports.was_reopened"
        parts.append(Plain(ask.texts.say(key, who=clean(last.who))))
        if last.words:
            parts.append(Plain(f"“{cut(clean(last.words), _LONGEST)}”"))
    return dotted(parts)


async def _meant(tx: AsyncConnection, number: int | None, card_id: str) -> tuple[Report, ...]:
    if number is None:
        return await reports.of_card(tx, card_id)
    found = await reports.get(tx, number)
    return (found,) if found else ()


async def _is_marked(tx: AsyncConnection, card_id: str) -> bool:
    return any(not one.settled for one in await reports.of_card(tx, card_id))

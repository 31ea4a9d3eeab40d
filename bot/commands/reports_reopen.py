"""`/reports reopen`: a report was settled too soon; it is open again, and the card is marked again."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import ReportNumber, Words
from bot.commands.reporting import rule
from bot.model.chat import Reply


@command(needs="admin")
async def reports_reopen(ask: Ask, *, report: ReportNumber, words: Words = "") -> Reply:
    ruled = await rule(ask, report, words, settled=False)
    told = show.sentence(ask, "reports.reopened", id=ruled.card_id, count=len(ruled.numbers), edited=ruled.edited)
    return Reply(blocks=(told,), private=True, data=ruled.data)

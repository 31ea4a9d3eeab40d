"""`/reports settle`: a report was looked into, and the card stands. Its mark goes where nothing else is open against it."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import ReportNumber, Words
from bot.commands.reporting import rule
from bot.model.chat import Button, Buttons, Reply


@command(needs="admin")
async def reports_settle(ask: Ask, *, report: ReportNumber, words: Words = "") -> Reply:
    """`report`: its number, or a card's id for all that is open against it. `words`: what was found."""
    ruled = await rule(ask, report, words, settled=True)
    key = "unmarked" if ruled.changed else "settled" if ruled.marked else "settled_only"
    told = show.sentence(ask, f"reports.{key}", id=ruled.card_id, count=len(ruled.numbers), edited=ruled.edited)
    again = Button(ask.texts.say("labels.buttons.reopen"), f"/reports reopen {ruled.numbers[0]}")
    return Reply(blocks=(told, Buttons((again,))), private=True, data=ruled.data)

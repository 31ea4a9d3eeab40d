"""What a reader says is wrong: kept, marked wherever the card is shown, and told to the admins once, on each database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.commands import run
from bot.commands.ask import Who
from bot.layout.card import card_message
from bot.layout.text import plain
from bot.model.chat import Buttons, Context, Debt, DeliveryKind, Place, Plain, Ref
from bot.model.chat import DeliveryState as State
from bot.store import cards, deliveries, reports
from bot.store.deliveries import Step

FIRST, SECOND = "BB-2026-11-24-001", "BB-2026-11-24-002"


def ben(ask):
    return replace(ask, who=Who(id="u2", name="Ben"))


async def alerts(ask):
    async with ask.store.read() as tx:
        return await deliveries.of_subject(tx, f"report {FIRST}")


async def test_a_report_is_owed_to_the_admins_channel_with_the_readers_words(ask):
    reply = await run(f"/report {FIRST} the second quote is not hers", ask)
    assert reply.private
    assert "the admins have been told" in plain(reply.blocks)
    (alert,) = await alerts(ask)
    told = plain(alert.message.blocks)
    assert (alert.kind, alert.place.channel) == (DeliveryKind.ALERT, "all")
    assert "“the second quote is not hers” — Ana, in console/all" in told
    assert "1 report on this card" in told
    commands = [button.command for block in alert.message.blocks if isinstance(block, Buttons) for button in block.buttons]
    assert f"/retract {FIRST}" in commands


async def test_each_report_is_told(ask):
    await run(f"/report {FIRST} one", ask)
    await run(f"/report {FIRST} two", ben(ask))
    one, two = await alerts(ask)
    assert "1 report on this card" in plain(one.message.blocks)
    assert "2 reports on this card" in plain(two.message.blocks)
    async with ask.store.read() as tx:
        assert [report.words for report in await reports.of_card(tx, FIRST)] == ["one", "two"]


async def test_a_desk_without_a_channel_for_admins_keeps_the_report_and_says_so(ask):
    reply = await run(f"/report {FIRST} one", replace(ask, alarms=None))
    assert "has no channel for its admins" in plain(reply.blocks)
    assert await alerts(ask) == ()
    assert "reader reported an error" in plain((await run(f"/card {FIRST}", ask)).blocks)


async def test_a_reported_card_is_marked_wherever_it_is_shown_and_no_other(ask):
    lines = (f"/card {FIRST}", f"/evidence {FIRST}", "/latest", "/search homicid*", "/quotes speaker:Ruiz")
    for line in lines:
        assert "reported an error" not in plain((await run(line, ask)).blocks)
    await run(f"/report {FIRST} wrong", ask)
    for line in lines:
        assert plain((await run(line, ask)).blocks).count("reader reported an error") == 1, line
    assert "reported" not in plain((await run(f"/card {SECOND}", ask)).blocks)


async def test_one_person_reports_a_card_once_until_that_report_is_settled(ask):
    await run(f"/report {FIRST} one", ask)
    again = await run(f"/report {FIRST} one more time", ask)
    assert again.data["error"] == "report-again"
    assert len(await alerts(ask)) == 1
    await run("/reports settle 1", ask)
    assert (await run(f"/report {FIRST} it is still wrong", ask)).exit_code == 0


async def test_one_person_reports_so_often_an_hour_and_is_told_when_the_next_is_taken(ask):
    lines = [f"/report {FIRST} {number}" for number in range(6)]
    for number, line in enumerate(lines[:5]):
        later = replace(ask, now=ask.now + timedelta(minutes=number))
        assert (await run(line, later)).exit_code == 0
        await run(f"/reports settle {number + 1}", later)
    now = ask.now + timedelta(minutes=45, seconds=30)
    refused = await run(lines[5], replace(ask, now=now))
    assert refused.data["error"] == "reports-often"
    assert "5 errors an hour" in plain(refused.blocks)
    assert "in 15 min" in plain(refused.blocks)
    assert (await run(lines[5], replace(ben(ask), now=now))).exit_code == 0
    assert (await run(f"/report {FIRST} again", replace(ask, now=ask.now + timedelta(hours=1)))).exit_code == 0


async def posted(ask, *more):
    """The first card, posted in English, in Spanish and directly; what was owed in each place after that, by its words."""
    async with ask.store.read() as tx:
        card = (await cards.get(tx, FIRST)).card
    shown = {
        language: card_message(card, outlet="The Example", language=language, topics=(), now=ask.now)
        for language in ("en", "es")
    }
    why = replace(shown["en"], blocks=(Context((Plain("You follow: Homicides"),)), *shown["en"].blocks))
    places = {"a": (shown["en"], DeliveryKind.CARD), "b": (shown["es"], DeliveryKind.CARD), "u9": (why, DeliveryKind.DIRECT)}
    async with ask.store.begin() as tx:
        for channel, (message, kind) in places.items():
            place = Place(platform="console", channel=channel)
            await deliveries.owe(tx, [Debt(place=place, kind=kind, subject=FIRST, revision=0, message=message)], ask.now)
        for _ in places:
            await sent(tx, ask)
    return {channel: message for channel, (message, _) in places.items()}


async def sent(tx, ask):
    claimed = await deliveries.claim(tx, "console", ask.now, timedelta(minutes=1))
    await deliveries.step(tx, claimed, Step(state=State.SENT, ref=Ref(place=claimed.place, message="7")), ask.now)
    return claimed


async def edits(ask):
    """Place → the newest edit owed or made there."""
    async with ask.store.read() as tx:
        found = [one for one in await deliveries.of_subject(tx, FIRST) if one.kind is DeliveryKind.EDIT]
    return {one.place.channel: one.message for one in sorted(found, key=lambda one: one.revision)}


async def test_a_posted_card_is_edited_when_it_is_reported_and_again_when_that_is_settled(ask):
    before = await posted(ask)
    ask = replace(ask, alarms=None)
    await run(f"/report {FIRST} wrong", ask)
    marked = await edits(ask)
    assert marked.keys() == before.keys()
    async with ask.store.read() as tx:
        card = (await cards.get(tx, FIRST)).card
    desk = ask.desk
    known = {"topics": desk.topics, "registers": desk.registers}
    laid = partial(card_message, card, outlet="The Example", language="en", now=ask.now, **known)
    wanted = laid(reports=1)
    assert marked["a"] == wanted, "marked where a card has its mark, and nothing else is otherwise"
    assert "Un lector reportó un error" in plain(marked["b"].blocks)
    assert marked["u9"].blocks == (before["u9"].blocks[0], *wanted.blocks)
    async with ask.store.begin() as tx:
        for _ in before:
            await sent(tx, ask)
    settled = await run("/reports settle 1 the quote is as in the source", ask)
    assert settled.data == {"id": FIRST, "reports": [1], "edited": 3}
    assert "messages edited: 3" in plain(settled.blocks)
    unmarked = await edits(ask)
    assert unmarked["a"] == laid()
    assert "reportó un error" not in plain(unmarked["b"].blocks)


async def test_the_mark_stays_while_another_report_is_open_and_comes_back_when_one_is_opened_again(ask):
    await posted(ask)
    await run(f"/report {FIRST} one", ask)
    await run(f"/report {FIRST} two", ben(ask))
    marked = await edits(ask)
    stays = await run("/reports settle 1", ask)
    assert "stays marked" in plain(stays.blocks)
    assert await edits(ask) == marked
    assert "reader reported an error" in plain((await run(f"/card {FIRST}", ask)).blocks)
    await run("/reports settle 2", ask)
    assert "reported an error" not in plain((await run(f"/card {FIRST}", ask)).blocks)
    again = await run("/reports reopen 2 it is wrong after all", ask)
    assert again.data["reports"] == [2]
    assert await edits(ask) == marked
    assert "reader reported an error" in plain((await run(f"/card {FIRST}", ask)).blocks)


async def test_admins_see_the_open_reports_and_what_was_made_of_the_others(ask):
    assert "No report is open" in plain((await run("/reports list", ask)).blocks)
    await run(f"/report {FIRST} one", ask)
    await run(f"/report {SECOND} two", ben(ask))
    told = plain((await run("/reports list", ask)).blocks)
    assert told.index("#2") < told.index("#1")
    assert f"{FIRST} · “one” · Ana, in console/all" in told
    await run(f"/reports settle {FIRST} as in the source", ask)
    assert [one["id"] for one in (await run("/reports list", ask)).data["reports"]] == [2]
    every = plain((await run("/reports list settled:yes", ask)).blocks)
    assert "settled by Ana · “as in the source”" in every
    assert "settled by Ana" in plain((await run(f"/why {FIRST}", ask)).blocks)
    assert (await run("/reports list", ben(ask))).data["error"] == "admin-only"


async def test_a_ruling_that_can_change_nothing_says_so(ask):
    await run(f"/report {FIRST} one", ask)
    lines = {
        "/reports settle 9": "report-unknown",
        f"/reports settle {SECOND}": "report-unknown",
        "/reports reopen 1": "report-open",
    }
    for line, error in lines.items():
        assert (await run(line, ask)).data["error"] == error, line
    await run("/reports settle 1", ask)
    assert (await run("/reports settle #1", ask)).data["error"] == "report-settled"


async def test_a_card_that_was_taken_back_says_that_whatever_becomes_of_its_reports(ask):
    await posted(ask)
    await run(f"/report {FIRST} one", replace(ask, alarms=None))
    await run(f"/retract {FIRST} withdrawn", ask)
    struck = await edits(ask)
    assert "is retracted" in plain((await run("/reports settle 1", ask)).blocks)
    assert (await run("/reports reopen 1", ask)).data["error"] == "card-retracted"
    assert await edits(ask) == struck


async def test_a_report_needs_its_words(ask):
    assert (await run(f"/report {FIRST}", ask)).data["error"] == "option-missing"

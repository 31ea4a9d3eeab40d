"""What a reader says is wrong: kept, marked wherever the card is shown, and told to the admins once, on each database."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import run
from bot.layout.text import plain
from bot.model.chat import Buttons, DeliveryKind
from bot.store import deliveries, marks

FIRST, SECOND = "BB-2026-11-24-001", "BB-2026-11-24-002"


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
    await run(f"/report {FIRST} two", ask)
    assert len(await alerts(ask)) == 2
    async with ask.store.read() as tx:
        assert [report.words for report in await marks.reports(tx, FIRST)] == ["one", "two"]


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


async def test_a_report_needs_its_words(ask):
    assert (await run(f"/report {FIRST}", ask)).data["error"] == "option-missing"

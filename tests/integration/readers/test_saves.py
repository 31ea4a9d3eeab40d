"""Cards that a person keeps, on each database."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import run
from bot.commands.ask import Who
from bot.layout.text import plain
from bot.model.chat import Place

FIRST, SECOND = "BB-2026-11-24-001", "BB-2026-11-24-002"


async def ids(ask, line="/saved"):
    return [card["id"] for card in (await run(line, ask)).data["cards"]]


async def test_a_card_is_kept_once_and_the_last_kept_comes_first(ask):
    assert (await run(f"/save {SECOND}", ask)).data["new"]
    later = replace(ask, now=ask.now.replace(hour=19))
    assert (await run(f"/save {FIRST.lower()}", later)).data == {"id": FIRST, "saved": True, "new": True}
    again = await run(f"/save {SECOND}", later)
    assert not again.data["new"]
    assert "already" in plain(again.blocks)
    assert await ids(ask) == [FIRST, SECOND]
    assert await ids(ask, "/saved limit:1 page:2") == [SECOND]


async def test_what_one_keeps_no_other_sees_nor_oneself_in_another_workspace(ask):
    await run(f"/save {FIRST}", ask)
    assert await ids(replace(ask, who=Who(id="u2", name="Ben"))) == []
    assert await ids(replace(ask, where=Place(platform="console", workspace="w2", channel="all"))) == []
    assert await ids(replace(ask, where=Place(platform="slack", channel="all"))) == []
    assert await ids(ask) == [FIRST]


async def test_a_card_kept_no_longer_is_gone_and_may_be_let_go_twice(ask):
    await run(f"/save {FIRST}", ask)
    assert (await run(f"/unsave {FIRST}", ask)).data["was"]
    assert not (await run(f"/unsave {FIRST}", ask)).data["was"]
    assert await ids(ask) == []


async def test_a_card_that_is_not_there_cannot_be_kept(ask):
    assert (await run("/save BB-2026-11-24-009", ask)).data["error"] == "card-unknown-near"


async def test_what_one_keeps_is_told_to_the_asker_alone(ask):
    for line in (f"/save {FIRST}", "/saved", "/saved page:9", f"/unsave {FIRST}"):
        assert (await run(line, ask)).private, line


async def test_a_kept_card_that_is_taken_back_says_so_in_the_list(ask):
    await run(f"/save {FIRST}", ask)
    await run(f"/retract {FIRST} the source withdrew it", ask)
    assert "retracted: the source withdrew it" in plain((await run("/saved", ask)).blocks)

"""One process serves Discord, Slack and the console at once; `briefbot run` between a fake Discord and a fake Slack."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bot.languages import texts
from tests.fakes.both import Both, both
from tests.fakes.discord.troubles import Held as HeldByDiscord
from tests.fakes.discord.troubles import broken
from tests.fakes.slack.server import Held as HeldBySlack

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
CHANNELS = ("alerts", "foro", "slack-en", "slack-es")


@pytest.fixture
async def world(tmp_path):
    async with both(tmp_path) as made:
        yield made


async def serving(world: Both, cards: int = 1):
    """The service with that many cards in each channel of the chats."""
    process = await world.start()
    await world.until(lambda: all(world.standing(channel) >= cards for channel in CHANNELS))
    return process


async def test_run_once_delivers_to_both_platforms_each_card_once_and_ends(world):
    said = await world.ended(await world.start("--once"))
    owed = world.owed()
    assert {name for name, _ in owed} == set(CHANNELS)
    assert world.cards == owed
    assert said.strip().splitlines()[-1].split()[0] == str(
        world.asked("SELECT count(DISTINCT subject) FROM deliveries WHERE kind = 'card'")[0][0]
    )
    assert not world.told()


async def test_updates_and_corrections_reach_both_platforms_once_each(world):
    await world.ended(await world.start("--once"))
    before = Counter(kind for _, kind in world.due())
    assert before["update"] > 0
    assert world.missing() == []

    # an outlet counts anew what its article had counted
    piece = world.desk / "newsroom" / "gunmen-kill-six-at-guanajuato-repair-shop.md"
    words = piece.read_text(encoding="utf-8")
    assert "87 shell casings" in words
    piece.write_text(words.replace("87 shell casings", "91 shell casings").replace("neighbours say.", "neighbours said."))
    await world.ended(await world.start("--once"))
    after = Counter(kind for _, kind in world.due())
    assert after["correction"] >= 2, "on each platform, in the card's thread"
    assert world.missing() == []
    assert world.cards == world.owed()

    await world.ended(await world.start("--once"))
    assert Counter(kind for _, kind in world.due())["correction"] == after["correction"]
    assert world.missing() == []


async def test_people_on_both_platforms_are_answered_while_cards_arrive_and_sigterm_ends_it_cleanly(world):
    process = await serving(world)
    say = texts("es")

    seen = await world.discord.slash("brief latest", locale="es-419", room=world.talk)
    assert "BB-20" in seen.text
    card = world.discord.world.text.messages[0]
    figures = next(each for each in _buttons(card) if each["label"] == texts("en").say("labels.buttons.figures"))
    seen = await world.discord.press(figures["custom_id"], card, locale="es-419")
    assert seen.ephemeral
    assert seen.text.strip()
    assert say.say("discord.fault") not in seen.text

    seen = await world.discord.mention("fentanyl", room=world.talk)
    assert "entan" in seen.text

    shown = await world.ana.command("latest")
    assert "BB-20" in shown.words
    posted = world.team.posted("C1")[0]
    shown = await world.ana.press(posted, texts("en").say("labels.buttons.figures"))
    assert shown.alone == "U1"
    assert say.say("slack.fault") not in shown.words
    shown = await world.ana.mention("fentanilo")
    assert "entan" in shown.words

    said = await world.end(process)
    assert "Traceback" not in said
    owed_before = len(world.cards)
    await world.ended(await world.start("--once"))
    assert world.cards == world.owed()
    assert len(world.cards) > owed_before


async def test_a_platform_that_fails_stops_neither_the_other_nor_the_console_and_the_admins_are_told_once(world):
    world.discord.troubles.add("GET", "/users/@me", broken(), broken())
    process = await serving(world)

    # Discord takes the token no more: Slack and the console go on
    world.discord.token = "another"
    await world.discord.gateway.drop(forget=True)
    (told,) = await world.until(world.told)
    assert texts("en").say("errors.discord-token.what") in told
    before = world.standing("slack-en")
    await world.until(lambda: world.standing("slack-en") > before)
    assert "BB-20" in (await world.ana.command("latest")).words

    # Slack's socket drops, and is taken up again; then its token is taken back
    sockets = len(world.slack.sockets)
    await world.slack.drop()
    await world.slack.connected(sockets + 1)
    assert "BB-20" in (await world.ana.command("latest")).words
    world.slack.revoke(world.team)
    await world.slack.drop()
    await world.until(lambda: len(world.told()) == 2)
    assert "token_revoked" in world.told()[1]
    console = "SELECT count(*) FROM deliveries WHERE platform = 'console' AND state = 'sent'"
    before = world.asked(console)
    await world.until(lambda: world.asked(console) != before)

    assert "Traceback" not in await world.end(process)
    assert len(world.told()) == 2

    # both take their tokens again: what was owed arrives, once
    world.discord.token = "a-token-of-the-tests"
    world.slack.teams["xoxb-1"] = world.team
    world.asked("UPDATE deliveries SET not_before = NULL WHERE state = 'owed'")
    await world.ended(await world.start("--once"))
    assert world.cards == world.owed()
    assert world.missing() == []


async def test_killed_while_both_platforms_have_a_card_whose_answer_is_on_its_way_every_card_stands_once(world):
    never = asyncio.Event()
    by_discord, by_forum, by_slack = asyncio.Event(), asyncio.Event(), asyncio.Event()
    world.discord.troubles.add("POST", rf"{world.discord.world.text.id}/messages", HeldByDiscord(never, by_discord, does=True))
    world.discord.troubles.add("POST", rf"{world.foro.id}/threads", HeldByDiscord(never, by_forum, does=True))
    world.slack.troubles["chat.postMessage"].append(HeldBySlack(never, by_slack))
    process = await world.start()
    async with asyncio.timeout(60):
        await asyncio.gather(by_discord.wait(), by_forum.wait(), by_slack.wait())
    await world.kill(process)
    hanging = world.asked("SELECT count(*) FROM deliveries WHERE state = 'sending' AND platform IN ('discord', 'slack')")
    assert hanging[0][0] >= 3
    # the service was away for longer than a lease lasts
    world.asked("UPDATE deliveries SET lease_until = '2026-01-01 00:00:00.000000' WHERE state = 'sending'")

    await world.ended(await world.start("--once"))
    assert world.cards == world.owed()
    assert set(world.cards.values()) == {1}
    assert world.missing() == []


def _buttons(message):
    stack, found = list(message["components"]), []
    while stack:
        each = stack.pop()
        stack += each.get("components", [])
        found += [each] if each.get("label") else []
    return found

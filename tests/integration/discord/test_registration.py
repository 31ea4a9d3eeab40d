"""Discord is told of the commands once, and again only when the declaration has changed."""

from __future__ import annotations

from bot.commands import all_commands
from bot.platforms.discord.declare import application_commands


async def test_the_commands_are_declared_at_the_first_start(client, fake):
    assert fake.world.registrations == 1
    assert [one["name"] for one in fake.world.commands] == [one["name"] for one in application_commands(all_commands())]


async def test_a_second_start_declares_nothing(desk, fake):
    for _ in range(2):
        async with desk.connected():
            pass
    assert fake.world.registrations == 1


async def test_what_discord_knows_otherwise_is_declared_anew(desk, fake):
    async with desk.connected():
        pass
    fake.world.commands[0]["options"][0]["description_localizations"]["es-ES"] = "Otra cosa"
    async with desk.connected():
        pass
    assert fake.world.registrations == 2
    assert fake.world.commands[0]["options"][0]["description_localizations"]["es-ES"] != "Otra cosa"

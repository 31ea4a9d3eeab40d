"""Every declared command, on every platform, in every language: typed by somebody there, answered to be read there."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import discord as library
import pytest

from bot.commands import all_commands, run
from bot.commands.command import Command, Kind
from bot.commands.parse import parse
from bot.commands.reference import example
from bot.languages import available, texts
from bot.layout.text import plain
from bot.model.chat import Reply
from bot.platforms.discord.client import point_at
from bot.store import open_store
from tests.fakes import asking, console
from tests.fakes.asking import NOW, an_ask
from tests.fakes.discord.desk import bot_desk
from tests.fakes.discord.server import fake_discord
from tests.fakes.slack import bench
from tests.fakes.slack.server import a_slack

LOCALES = {"en": "en-US", "es": "es-419"}
Typed = Callable[[Command], Awaitable[str]]
"""Gives the command, as its own example has it, and what is then read."""


@asynccontextmanager
async def on_discord(folder, code, monkeypatch) -> AsyncIterator[Typed]:
    monkeypatch.setattr(library.http.Route, "BASE", library.http.Route.BASE)
    socket = library.gateway.DiscordWebSocket
    monkeypatch.setattr(socket, "DEFAULT_GATEWAY", socket.DEFAULT_GATEWAY)
    locale = {"locale": LOCALES[code], "guild_locale": LOCALES[code]}

    async def typed(command: Command) -> str:
        root = "brief" if command.needs == "reader" else "briefadmin"
        seen = await fake.slash(f"{root} {command.name}", fields_of(command, code), **locale)
        assert seen.ephemeral or not command.private
        return seen.text

    async with fake_discord() as fake:
        point_at(api=fake.api_url, gateway=fake.gateway_url)
        async with bot_desk(fake, folder) as desk, desk.connected():
            yield typed
    assert fake.complaints == []


def fields_of(command: Command, code: str) -> dict[str, object]:
    """The command's own example, as what is put into Discord's fields."""
    fields: dict[str, object] = {}
    for argument in parse(example(command, texts(code)), all_commands(), texts(code)).arguments:
        told: object = argument.text
        if argument.option.kind is Kind.INTEGER:
            told = int(argument.text)
        elif argument.option.kind is Kind.FLAG:
            told = argument.text == "yes"
        fields[argument.option.name] = told
    return fields


@asynccontextmanager
async def on_slack(folder, code, monkeypatch, *, http: bool = False) -> AsyncIterator[Typed]:
    store = await open_store(folder, now=NOW)
    try:
        async with a_slack() as fake:
            fake.team().channel("C1")
            fake.teams["xoxb-1"].channel("C2")
            await bench.fill(store)
            async with bench.a_bench(fake, store, given=bench.over_http(fake) if http else None) as opened:
                person = opened.person("U1", locale=LOCALES[code], is_admin=True, channel="C2" if code == "es" else "C1")

                async def typed(command: Command) -> str:
                    line = example(command, texts(code)).removeprefix("/")
                    shown = await person.command(line, "/briefadmin" if command.needs == "admin" else "/brief")
                    assert shown.alone == "U1" or not command.private
                    return shown.words

                yield typed
    finally:
        await store.close()


@asynccontextmanager
async def on_slack_over_http(folder, code, monkeypatch) -> AsyncIterator[Typed]:
    async with on_slack(folder, code, monkeypatch, http=True) as typed:
        yield typed


@asynccontextmanager
async def on_the_page(folder, code, monkeypatch) -> AsyncIterator[Typed]:
    folder.mkdir()
    async with console.a_console(folder) as opened, aiohttp.ClientSession() as session:
        for made in (console.english_card(), console.spanish_card()):
            await opened.keep(made)
        headers = {"Accept-Language": code, "Sec-Fetch-Site": "same-origin", "HX-Request": "true"}

        async def typed(command: Command) -> str:
            data = {"line": example(command, texts(code)), "channel": "noticias" if code == "es" else "news"}
            async with session.post(f"{opened.url}/say", data=data, headers=headers) as answer:
                assert answer.status == 200, await answer.text()
                return html.unescape(re.sub(r"<[^>]+>", " ", await answer.text()))

        yield typed


PLATFORMS = {
    "discord": (on_discord, asking.CHANNELS),
    "slack": (on_slack, bench.CHANNELS),
    "slack over HTTP": (on_slack_over_http, bench.CHANNELS),
    "console": (on_the_page, console.CHANNELS),
}
"""How each is reached, and the channels of the desk there."""


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def beginning(reply: Reply) -> str:
    """The reply's first words: enough to know it by, and too few to be parted by what a platform puts in between."""
    return " ".join(words(plain(reply.blocks)).split()[:4])


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("platform", PLATFORMS)
async def test_every_command_answers_on_every_platform_in_every_language(platform, code, tmp_path, monkeypatch):
    say = texts(code)
    faults = {say.say("discord.fault"), say.say("slack.fault")}
    silent, differ = [], {}
    store = await open_store(tmp_path / "plain", now=NOW)
    try:
        await bench.fill(store)
        reach, channels = PLATFORMS[platform]
        async with reach(tmp_path / "platform", code, monkeypatch) as typed:
            for name, command in all_commands().items():
                shown = await typed(command)
                if not shown.strip() or any(fault in shown for fault in faults):
                    silent.append(name)
                ask = an_ask(store, language=code, channels=channels)
                wanted = beginning(await run(example(command, say), ask))
                if wanted not in words(shown):
                    differ[name] = wanted, shown
    finally:
        await store.close()
    assert silent == []
    assert differ == {}

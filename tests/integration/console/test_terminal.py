"""The live terminal, with keys from a pipe and a screen that is a text."""

from __future__ import annotations

import asyncio
import io
import re
import sys
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console
from structlog.testing import capture_logs

from bot.model.chat import Message, Paragraph, Plain
from bot.platforms.console.room import Room, place
from bot.platforms.console.terminal.live import Terminal
from tests.fakes.console import a_console, english_card, spanish_card

STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
PATIENCE = 20
"""Seconds that words may take to appear on the screen."""

pytestmark = pytest.mark.timeout(60)


class Keyboard:
    """What is typed, and what stands on the screen."""

    def __init__(self, pipe, screen, stop):
        self._pipe = pipe
        self._screen = screen
        self.stop = stop

    def type(self, keys):
        self._pipe.send_text(keys)

    @property
    def screen(self):
        return STEERING.sub("", self._screen.getvalue())

    async def until(self, words):
        """Waits until the words stand on the screen; gives all of it."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.screen:  # noqa: ASYNC110 - a screen rings no bell
                await asyncio.sleep(0.01)
        return self.screen


@pytest.fixture
async def console(tmp_path):
    async with a_console(tmp_path, served=False) as made:
        yield made


@pytest.fixture
def live(console, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "110")

    @asynccontextmanager
    async def opened(room=None, bar=lambda: "all is well"):
        screen, stop = io.StringIO(), asyncio.Event()
        output = Vt100_Output(screen, lambda: Size(rows=40, columns=110), term="xterm")
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
            terminal = Terminal(room or console.room, bar, console=Console(force_terminal=True))
            console.port.listeners.append(terminal.show)
            async with terminal.open(stop):
                yield terminal, Keyboard(pipe, screen, stop)

    return opened


async def test_a_card_appears_above_the_line_as_it_is_posted(console, live):
    async with live() as (_, keyboard):
        await console.post(english_card())
        screen = await keyboard.until("BB-2026-11-24-001")
    assert "#news" in screen
    assert "“We will not rest, and we will not look away,”" in screen


async def test_the_bar_says_what_is_going_on(live):
    async with live(bar=lambda: "polling 3 of 9 feeds") as (_, keyboard):
        keyboard.type("\x1b[1;1R")  # a terminal tells where its cursor stands; before that nothing is drawn at the bottom
        await keyboard.until("polling 3 of 9 feeds")


async def test_a_command_is_answered(console, live):
    await console.keep(english_card())
    async with live() as (_, keyboard):
        keyboard.type("/latest\r")
        await keyboard.until("BB-2026-11-24-001")


async def test_a_command_that_fails_is_told_and_the_next_one_answered(console, live):
    await console.keep(english_card())
    async with live() as (_, keyboard):
        keyboard.type("/lattest\r")
        await keyboard.until("Did you mean")
        keyboard.type("/latest\r")
        await keyboard.until("BB-2026-11-24-001")


async def test_a_fault_of_ours_is_logged_and_the_terminal_goes_on(console, live):
    faults = [RuntimeError("nobody may read this")]

    async def ask(who, where, language):
        if faults:
            raise faults.pop()
        return await console.room.ask(who, where, language)

    room = Room(log=console.room.log, desk_name="", labels=lambda: "en", ask=ask, channels=())
    await console.keep(english_card())
    with capture_logs() as logged:
        async with live(room) as (_, keyboard):
            # words without a slash are a command too, but nothing is completed for them, which would ask first
            keyboard.type("latest\r")
            await keyboard.until("What happened stands in the log")
            keyboard.type("/latest\r")
            screen = await keyboard.until("BB-2026-11-24-001")
    assert "nobody may read this" not in screen
    assert "a command failed" in [entry["event"] for entry in logged]


async def test_what_may_be_typed_next_is_shown_and_taken_with_tab(console, live):
    await console.keep(english_card())
    async with live() as (_, keyboard):
        keyboard.type("/late")
        await keyboard.until("/latest")
        keyboard.type("\t\r")
        await keyboard.until("BB-2026-11-24-001")


@pytest.mark.parametrize("keys", ["\x03", "\x04", "/half a command\x03"])
async def test_a_key_ends_it(live, keys):
    async with live() as (_, keyboard):
        await keyboard.until("›")
        keyboard.type(keys)
        await asyncio.wait_for(keyboard.stop.wait(), PATIENCE)


async def test_more_is_offered_as_a_line_to_type(console, live):
    for number in range(3):
        await console.keep(english_card(title=f"Number {number}"))
    async with live() as (_, keyboard):
        keyboard.type("/latest limit:2\r")
        await keyboard.until("More: /latest limit:2 page:2")


def note(words):
    return Message(blocks=(Paragraph((Plain(words),)),), summary=words, language="en")


def printed(console, *, width=80):
    file = io.StringIO()
    terminal = Terminal(console.room, lambda: "", console=Console(file=file, width=width))
    console.port.listeners.append(terminal.show)
    return file, terminal


async def test_without_a_terminal_the_same_is_printed_plainly_and_nothing_is_asked(console):
    file, terminal = printed(console)
    stop = asyncio.Event()
    async with terminal.open(stop):
        terminal.say("hello [bold]there[/bold]")
        await console.post(english_card())
    told = file.getvalue()
    assert told.startswith("hello [bold]there[/bold]\n#news\nHomicides fall in Guanajuato <https://news.example/story>\n")
    assert "BB-2026-11-24-001" in told
    assert "\x1b" not in told
    assert "›" not in told
    assert not stop.is_set()


async def test_an_update_is_told_as_one(console):
    file, _ = printed(console)
    card = await console.port.post(place("news"), note("The card"), key="a")
    await console.port.post(card.thread, note("Toll 12 → 14"), key="b")
    assert "#news · On an earlier message\nToll 12 → 14" in file.getvalue()


async def test_lines_are_not_broken_for_a_pipe(console):
    file, _ = printed(console, width=20)
    await console.post(english_card())
    assert "• Homicides fell in Guanajuato, the state said on Monday. source\n" in file.getvalue()


async def test_nothing_from_outside_steers_what_reads_the_pipe(console):
    file, terminal = printed(console)
    terminal.say("a feed said \x1b[2J\x9b31m\x07")
    await console.post(english_card(title="\x1b[31mred\x07 \u202e"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", file.getvalue())


async def test_a_card_in_a_second_channel_is_named_and_not_shown_again(console):
    file, _ = printed(console)
    kept = await console.post(spanish_card())
    await console.post(kept, channel="noticias")
    told = file.getvalue()
    assert told.count("No habrá impunidad") == 1
    assert told.endswith("Also in #noticias: Decomiso en Culiacán\n")


async def test_a_card_that_one_channel_has_whole_is_shown_as_an_update_in_another(console):
    file, _ = printed(console)
    kept = await console.post(spanish_card(), channel="noticias")
    first = await console.port.post(place("news"), note("The card"), key="a")
    await console.port.post(first.thread, replace(note("Toll 12 → 14"), article=kept.id), key="b")
    assert "Toll 12 → 14" in file.getvalue()


async def test_what_is_posted_again_in_the_same_channel_is_shown_whole(console):
    file, _ = printed(console)
    kept = await console.post(spanish_card())
    await console.post(kept)
    assert file.getvalue().count("No habrá impunidad") == 2

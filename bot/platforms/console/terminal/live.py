"""The live terminal: what is posted appears above a line in which commands are typed; the bar below says what is going on.

Where standard input or output is no terminal (a service manager, a pipe) the same is printed plainly and nothing is asked.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

import structlog
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import AnyFormattedText
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console, RenderableType
from rich.text import Text

from bot.commands import run
from bot.commands.complete import complete
from bot.languages import texts
from bot.languages.texts import Texts
from bot.layout.neutral import clean
from bot.layout.text import plain
from bot.platforms.console.log import Posted
from bot.platforms.console.room import OWNER, Room, place
from bot.platforms.console.terminal.render import again, answer, card, headline

MENU = 6
"""Lines kept free below the prompt for what may be typed next."""

_log = structlog.get_logger("console")


class Terminal:
    """`bar()` gives the line at the bottom. `show` is called with each message that has been posted."""

    def __init__(self, room: Room, bar: Callable[[], str], *, console: Console | None = None) -> None:
        self._room = room
        self._bar = bar
        self._console = console or Console(highlight=False)
        self._live = self._console.is_terminal and sys.stdin.isatty()
        self._first: dict[tuple[str, bool], str] = {}

    @property
    def _texts(self) -> Texts:
        return texts(self._room.labels())

    def show(self, posted: Posted) -> None:
        """A card that has just been shown from another channel is only named again; so is an answer to an earlier message."""
        message = posted.message
        where = f"{posted.channel} · {self._texts.say('console.answers')}" if posted.thread else posted.channel
        same = (message.article, bool(posted.thread)) if message.article else None
        first = self._first.setdefault(same, posted.channel) if same else posted.channel
        if first != posted.channel:
            self._show_again(posted)
        elif self._live:
            self._print(card(message, where))
        else:
            head, rest = message.blocks[:1], message.blocks[1:]
            self._plainly(f"#{clean(where)}\n{plain(head, links=True)}\n{plain(rest)}\n")

    def _show_again(self, posted: Posted) -> None:
        where, told = self._texts.say("console.also", channel=clean(posted.channel)), headline(posted.message)
        if self._live:
            self._print(again(told, where))
        else:
            self._plainly(f"{where}: {told}")

    def say(self, text: str) -> None:
        if self._live:
            self._print(Text(clean(text)))
        else:
            self._plainly(clean(text))

    @asynccontextmanager
    async def open(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """Asks for commands until the block ends; Ctrl+C or Ctrl+D set `stop`."""
        if not self._live:
            yield
            return
        session: PromptSession[str] = PromptSession(
            "› ",
            completer=_Completer(self._room),
            complete_while_typing=True,
            bottom_toolbar=self._toolbar,
            refresh_interval=0.5,
            reserve_space_for_menu=MENU,
        )
        with patch_stdout(raw=True):
            # rich writes to the standard output that prompt_toolkit keeps above its line
            self._console = Console(highlight=False, force_terminal=True)
            asking = asyncio.create_task(self._ask(session, stop), name="terminal")
            try:
                yield
            finally:
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)

    async def _ask(self, session: PromptSession[str], stop: asyncio.Event) -> None:
        try:
            while not stop.is_set():
                await self._answer(await session.prompt_async())
        except (EOFError, KeyboardInterrupt):
            stop.set()
        except Exception:  # noqa: BLE001 - the edge of the terminal
            # without its line the terminal could no longer be ended by a key
            _log.exception("the terminal failed")
            stop.set()

    async def _answer(self, line: str) -> None:
        if not line.strip():
            return
        try:
            ask = await self._room.ask(OWNER, place(""), self._room.labels())
            reply = await run(line, ask)
        except Exception:  # noqa: BLE001 - the edge of the terminal: whatever it is, it is logged and told
            _log.exception("a command failed", line=line)
            self.say(self._texts.say("console.failed"))
            return
        more = f"{self._texts.say('console.more')}: {reply.more}" if reply.more else ""
        self._print(answer(reply.blocks, more))

    def _toolbar(self) -> AnyFormattedText:
        return f" {self._bar()}"

    def _print(self, what: RenderableType) -> None:
        self._console.print(what)

    def _plainly(self, text: str) -> None:
        # whoever reads a pipe breaks the lines, not we
        self._console.out(text, highlight=False)


class _Completer(Completer):
    def __init__(self, room: Room) -> None:
        self._room = room

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        del document, complete_event  # completions come from the store, which answers asynchronously
        return ()

    async def get_completions_async(self, document: Document, complete_event: CompleteEvent) -> AsyncIterator[Completion]:  # type: ignore[override]  # declared without `async`, as an asynchronous generator is
        del complete_event
        line = document.text_before_cursor
        if not line.startswith("/"):
            return
        ask = await self._room.ask(OWNER, place(""), self._room.labels())
        shown = line.rfind(" ") + 1
        for whole in await complete(line, ask):
            yield Completion(whole, start_position=-len(line), display=whole[shown:].strip() or whole)

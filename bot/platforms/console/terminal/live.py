"""The live terminal: what is posted appears above a line in which commands are typed; the bar below says what is going on.

Where standard input is no terminal (a service manager, a pipe) the same is printed plainly and nothing is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console

from bot.commands import run
from bot.commands.complete import complete
from bot.platforms.console.log import Posted
from bot.platforms.console.room import OWNER, Room, place
from bot.platforms.console.terminal.render import blocks, card


class Terminal:
    """`bar()` gives the line at the bottom. `show` is called with each message that has been posted."""

    def __init__(self, room: Room, bar: Callable[[], str], *, console: Console | None = None) -> None:
        self._room = room
        self._bar = bar
        self._console = console or Console(highlight=False)

    def show(self, posted: Posted) -> None:
        self._print(card(posted.message, posted.channel))

    def say(self, text: str) -> None:
        self._print(text)

    @asynccontextmanager
    async def open(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """Asks for commands until the block ends; Ctrl+C or Ctrl+D set `stop`."""
        if not self._console.is_terminal or not _is_a_tty():
            yield
            return
        session: PromptSession[str] = PromptSession(
            "› ", completer=_Completer(self._room), complete_while_typing=True, bottom_toolbar=self._bar, refresh_interval=0.5
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
        while not stop.is_set():
            try:
                line = await session.prompt_async()
            except (EOFError, KeyboardInterrupt):
                stop.set()
                return
            if line.strip():
                ask = await self._room.ask(OWNER, place(""), self._room.labels)
                self._print(blocks((await run(line, ask)).blocks))

    def _print(self, what: object) -> None:
        self._console.print(what, markup=False)


class _Completer(Completer):
    def __init__(self, room: Room) -> None:
        self._room = room

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        del document, complete_event  # completions come from the store, which answers asynchronously
        return ()

    async def get_completions_async(self, document: Document, complete_event: CompleteEvent) -> AsyncIterator[Completion]:  # type: ignore[override]
        del complete_event
        line = document.text_before_cursor
        if not line.startswith("/"):
            return
        ask = await self._room.ask(OWNER, place(""), self._room.labels)
        for whole in await complete(line, ask):
            yield Completion(whole, start_position=-len(line))


def _is_a_tty() -> bool:
    import sys

    return sys.stdin.isatty()

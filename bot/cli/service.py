"""`briefbot run`, `say`, `check`: the service, a command to it, its settings."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import articles
from bot.cli.options import DEFAULT_CONFIG, DEFAULT_DATA, Config, Data, Json, settings_of, speak, spoken
from bot.languages import FALLBACK, texts
from bot.model.errors import UsageError

if TYPE_CHECKING:
    from bot.app.settings import Settings
    from bot.model.chat import Block


def run(
    *,
    once: Annotated[bool, typer.Option("--once", help="Poll all that is due, deliver, and end.")] = False,
    config: Config = DEFAULT_CONFIG,
    data: Data = DEFAULT_DATA,
) -> None:
    """Run the service: polls feeds, posts cards, answers commands. Without a token the console is the chat platform."""
    from bot.app import logs
    from bot.app import run as service
    from bot.store import lock

    settings = settings_of(config)
    if once:
        logs.configure(settings.environment, level=logging.WARNING)
        cards = asyncio.run(service.run_once(settings, data))
        if cards is None:
            typer.echo(spoken().say("console.paused"), err=True)
        # scripts read this line: it is the same in every desk's language
        typer.echo(texts(FALLBACK).say("console.delivered", count=cards or 0))
        return
    live = sys.stdin.isatty() and sys.stdout.isatty()
    if live:
        lock.make(data)
        logs.configure(settings.environment, file=data / "briefbot.log")
    else:  # the cards stand on the same screen, or in the same file
        logs.configure(settings.environment, level=logging.WARNING)
    asyncio.run(service.run(settings, data))


def say(
    line: Annotated[str, typer.Argument(help='A command as typed in a chat, such as "/figures homicides since:2024".')],
    *,
    as_json: Json = False,
    lang: Annotated[str | None, typer.Option(help="The language of the answer (en, es).")] = None,
    files: Annotated[Path | None, typer.Option(help="A folder to write the answer's files to.")] = None,
    config: Config = DEFAULT_CONFIG,
    data: Data = DEFAULT_DATA,
) -> None:
    """Give a command to the store, without a chat platform."""
    from bot.app import logs

    language = articles.language(lang, "--lang")
    settings = settings_of(config)
    if language:
        speak(language)
    logs.configure(settings.environment, level=logging.WARNING)
    code = asyncio.run(_say(line, settings, data=data, as_json=as_json, language=language, files=files))
    raise typer.Exit(code)


async def _say(line: str, settings: Settings, *, data: Path, as_json: bool, language: str | None, files: Path | None) -> int:
    from bot.app.wiring import base
    from bot.commands import all_commands
    from bot.commands import run as answer
    from bot.commands.naming import language_of
    from bot.layout.text import plain
    from bot.platforms.console.room import OWNER, place
    from bot.store import present

    if not present(settings.environment.database_url or data):
        raise UsageError("no-data", folder=str(data))
    async with base(settings, data) as parts:
        labels = parts.desk.labels()
        asked_in = language or language_of(line, all_commands(), texts(labels)) or labels
        reply = await answer(line, await parts.ask(OWNER, place(""), asked_in))
    if files is not None:
        _write(files, reply.blocks)
    if as_json:
        told = {"text": plain(reply.blocks)} if reply.data is None else reply.data
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo(plain(reply.blocks, links=not sys.stdout.isatty()))
    return reply.exit_code


def _write(folder: Path, blocks: Sequence[Block]) -> None:
    """The answer's files, as files."""
    from bot.model.chat import Attachment

    folder.mkdir(parents=True, exist_ok=True)
    for block in blocks:
        if isinstance(block, Attachment):
            (folder / block.name).write_bytes(block.data)


def check(*, config: Config = DEFAULT_CONFIG) -> None:
    """Read the settings without starting: every effective setting with its origin, or all problems at once."""
    from bot.app.settings.changes import merge
    from bot.app.settings.shown import lines
    from bot.app.settings.stand import stand_of

    settings = settings_of(config)
    for text in lines(settings, merge(stand_of(settings), ())):
        typer.echo(text)

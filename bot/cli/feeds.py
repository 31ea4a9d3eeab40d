"""`briefbot feeds …`: what a feed would yield; feeds in and out as OPML."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config, Json, settings_of, spoken
from bot.model.errors import UsageError

app = typer.Typer(help="Try feeds, bring them in and out.", no_args_is_help=True)


@app.command("test")
def try_(
    source: Annotated[str, typer.Argument(metavar="URL|FILE", help="A feed's address, a page that names one, or a file.")],
    *,
    as_json: Json = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Show what a feed would yield: entries, what is kept, what not, and why. Nothing is stored."""
    from bot.app.logs import configure
    from bot.app.trial import tried_address, tried_file
    from bot.cli.trial import as_data, as_text

    settings = settings_of(config)
    configure(settings.environment, level=40)
    remote = source.partition("://")[0].lower() in {"http", "https"} and "://" in source
    tried = asyncio.run(tried_address(source, settings) if remote else tried_file(_read(source), source, settings))
    typer.echo(
        json.dumps(as_data(tried), ensure_ascii=False, indent=2) if as_json else as_text(tried, spoken(), settings.desk.topics)
    )
    if not tried.feed.entries:
        raise typer.Exit(1)


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="An OPML file.")],
    *,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Print the feeds of an OPML file as entries for feeds.toml. What is left out is told on standard error."""
    from bot.app.opml import imported
    from bot.layout.neutral import clean
    from bot.sources import opml

    settings, say = settings_of(config), spoken()
    made = imported(opml.read(_read(file), file=file), settings)
    for one in made.left_out:
        typer.echo(say.say("opml.left_out", name=clean(one.name), why=say.reason(one.reason)), err=True)
    if made.followed:
        typer.echo(say.say("opml.followed", count=made.followed), err=True)
    typer.echo(say.say("opml.made" if made.feeds else "opml.nothing_new", count=made.feeds), err=True)
    if made.text:
        typer.echo(made.text)


@app.command("export")
def export(*, config: Config = DEFAULT_CONFIG) -> None:
    """Print the desk's feeds as OPML."""
    from bot.app.opml import document

    sys.stdout.buffer.write(document(settings_of(config)))


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError("file-unreadable", file=file, why=error.strerror or str(error)) from error

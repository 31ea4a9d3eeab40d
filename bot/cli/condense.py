"""`briefbot condense`: article texts in, cards out; `briefbot schema`: what a card looks like."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from bot.cli import articles
from bot.cli.options import DEFAULT_CONFIG, Config, Json, settings_of, speak, spoken
from bot.languages import available, load
from bot.model.desk import Desk
from bot.model.errors import BriefbotError
from bot.model.feeds import Article

_LONE = re.compile("[\ud800-\udfff]")

schema_app = typer.Typer(help="What briefbot writes and takes, as JSON Schema or JSON.", no_args_is_help=True)


def condense(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="The article's text; - or nothing: standard input.")] = "-",
    *,
    lang: Annotated[str | None, typer.Option(help="Its language (en, es); found from the text if not given.")] = None,
    region: Annotated[str | None, typer.Option(help="The outlet's country (MX, US …), for the marks of its numbers.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="ISO", help="When it was published, such as 2026-11-24T08:00Z.")
    ] = None,
    as_json: Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One article object a line in, one card object a line out.")] = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Condense an article's text into a card."""
    from bot.condense import condense as make_card
    from bot.model.card_json import dumps

    language, region = articles.language(lang, "--lang"), articles.region(region, "--region")
    desk = _desk(config)
    if language in available():
        speak(language)
    elif language:
        typer.echo(spoken().say("console.experimental", language=load(language).basics.name), err=True)
    with articles.opened(file) as source:
        if jsonl:
            if _stream(source, desk):
                raise typer.Exit(1)
            return
        text = articles.text_of(source, file, _read_as)
    when = articles.time(published, "--published")
    card = make_card(Article(text=text, language=language, region=region, title=title, url=url, published=when), desk)
    if as_json:
        typer.echo(dumps(card))
        return
    from bot.layout.card import card_message
    from bot.layout.text import plain

    message = card_message(card, outlet="", language=spoken().code, topics=desk.topics, now=datetime.now(UTC))
    typer.echo(plain(message.blocks))


def _stream(source: BinaryIO, desk: Desk) -> int:
    """One line in, one line out, in order and at once; what cannot be condensed gives its error. Returns how many those are."""
    from bot.condense import condense as make_card
    from bot.model.card_json import dumps

    failed = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        row: dict[str, Any] = {}
        try:
            row = articles.row(line, number)
            written = _written(dumps(make_card(articles.article(row, number), desk)))
        except BriefbotError as error:
            failed += 1
            written = json.dumps(
                {"id": row.get("id"), "line": number, "error": {"code": error.code, "params": dict(error.params)}}
            )
        sys.stdout.write(written + "\n")
        sys.stdout.flush()
    return failed


def _written(card: str) -> str:
    """A lone surrogate cannot be written as UTF-8: it is written as JSON's own escape, so that the text stays what it was."""
    return "".join(c if not "\ud800" <= c <= "\udfff" else f"\\u{ord(c):04x}" for c in card) if _LONE.search(card) else card


def _read_as(encoding: str) -> None:
    typer.echo(spoken().say("console.read_as", encoding=encoding), err=True)


def _desk(config: Path) -> Desk:
    """The desk of --config; without the option and without a folder `config`, an empty one, which is said."""
    if config == DEFAULT_CONFIG and not config.is_dir():
        typer.echo(spoken().say("console.no_desk"), err=True)
        return Desk()
    return settings_of(config).desk


@schema_app.command("card")
def _schema_card() -> None:
    """The JSON Schema of a card."""
    from bot.model.card_json import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@schema_app.command("commands")
def _schema_commands() -> None:
    """All follow-up commands with their options."""
    from bot.commands.reference import commands_json

    typer.echo(json.dumps(commands_json(), indent=2, ensure_ascii=False))

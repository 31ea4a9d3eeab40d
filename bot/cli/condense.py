"""`briefbot condense`: article texts in, cards out; `briefbot schema`: what a card looks like."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from bot.cli.options import DEFAULT_CONFIG, Config, Json
from bot.languages import available
from bot.model.desk import Desk
from bot.model.errors import BriefbotError, UsageError
from bot.model.feeds import Article, Extent

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

    if lang is not None and lang not in available():
        raise UsageError("language-unknown", language=lang, known=", ".join(available()))
    desk = _desk(config)
    with _opened(file) as source:
        if jsonl:
            if _stream(source, desk):
                raise typer.Exit(1)
            return
        text = source.read()
    article = Article(text=text, language=lang, region=region, title=title, url=url, published=_time(published, "--published"))
    card = make_card(article, desk)
    if as_json:
        typer.echo(dumps(card))
        return
    from bot.layout.card import card_message
    from bot.layout.text import plain

    message = card_message(card, outlet="", language="en", topics=desk.topics, now=datetime.now(UTC))
    typer.echo(plain(message.blocks))


def _stream(source: TextIO, desk: Desk) -> int:
    """One line in, one line out, in order; a line that cannot be condensed gives its error. How many did."""
    from bot.condense import condense as make_card
    from bot.model.card_json import dumps

    failed = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        row: dict[str, Any] = {}
        try:
            row = _row(line, number)
            sys.stdout.write(_written(dumps(make_card(_article(row, number), desk))) + "\n")
        except BriefbotError as error:
            failed += 1
            told = {"id": row.get("id"), "line": number, "error": {"code": error.code, "params": dict(error.params)}}
            sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return failed


def _written(card: str) -> str:
    """A lone surrogate cannot be written as UTF-8: it is written as JSON's own escape, so that the text stays what it was."""
    return "".join(c if not "\ud800" <= c <= "\udfff" else f"\\u{ord(c):04x}" for c in card) if _LONE.search(card) else card


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError("line-no-json", line=number, why=str(error)) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UsageError("line-no-article", line=number)
    for key in ("title", "url", "outlet", "lang", "region", "published", "extent"):
        if not isinstance(row.get(key), str | None):
            raise UsageError("line-no-text", line=number, key=key)
    return row


def _article(row: dict[str, Any], number: int) -> Article:
    identity = row.get("id")
    return Article(
        id=None if identity is None else str(identity),
        text=row["text"],
        title=row.get("title"),
        url=row.get("url"),
        outlet=row.get("outlet"),
        language=row.get("lang"),
        region=row.get("region"),
        published=_time(row.get("published"), f"line {number}"),
        extent=Extent(row["extent"]) if row.get("extent") in list(Extent) else Extent.FULL,
    )


def _time(text: str | None, where: str) -> datetime | None:
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError("time-unreadable", text=text, at=where) from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _desk(config: Path) -> Desk:
    """The desk of --config; without the option and without a folder `config`, an empty one, which is said."""
    from bot.app.settings import load_settings

    if config == DEFAULT_CONFIG and not config.is_dir():
        typer.echo("No folder config: condensing without a desk (no topics, no relevance). Name one with --config.", err=True)
        return Desk()
    return load_settings(config).desk


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    """A file, or standard input read as UTF-8 whatever the locale says; a byte that is no UTF-8 becomes U+FFFD."""
    if file == "-":
        with open(0, encoding="utf-8", errors="replace", closefd=False) as stream:
            yield stream
        return
    try:
        opened = Path(file).open(encoding="utf-8", errors="replace")  # noqa: SIM115 - only opening may fail this way
    except OSError as error:
        raise UsageError("file-unreadable", file=file, why=error.strerror or str(error)) from error
    with opened as stream:
        yield stream


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

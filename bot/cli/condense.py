"""`briefbot condense`: article texts in, cards out; `briefbot schema`: what a card looks like."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli import articles
from bot.cli.options import DEFAULT_CONFIG, Config, Json, desk_of, speak, spoken
from bot.languages import available, load
from bot.model.desk import Desk
from bot.model.feeds import Article

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
    desk = desk_of(config)
    if language in available():
        speak(language)
    elif language:
        typer.echo(spoken().say("console.experimental", language=load(language).basics.name), err=True)
    with articles.opened(file) as source:
        if jsonl:
            if articles.answered(source, lambda article, _: _card(article, desk)):
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


def _card(article: Article, desk: Desk) -> str:
    from bot.condense import condense as make_card
    from bot.model.card_json import dumps

    return dumps(make_card(article, desk))


def _read_as(encoding: str) -> None:
    typer.echo(spoken().say("console.read_as", encoding=encoding), err=True)


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

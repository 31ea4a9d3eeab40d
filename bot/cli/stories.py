"""`briefbot stories`: articles in order of time in, the story that each tells out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated

import typer

from bot.cli import articles
from bot.cli.options import DEFAULT_CONFIG, Config, desk_of
from bot.editorial.stories import Reader, Window
from bot.model.feeds import Article


def stories(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="Article objects, one a line; - or nothing: standard input.")
    ] = "-",
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One article object a line in, one answer a line out.")] = True,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Group articles by the event they tell, as they come."""
    del jsonl  # the only form there is, named as elsewhere
    reader, window = Reader(desk_of(config)), Window()

    def answer(article: Article, number: int) -> str:
        identity = article.id or f"line-{number}"
        grouped = window.place(identity, reader.read(_in_its_language(article)), article.published)
        reason = {"code": grouped.reason.code, "params": dict(grouped.reason.params)}
        told = {"id": identity, "story": grouped.story, "new": grouped.new, "reason": reason}
        return json.dumps(told, ensure_ascii=False)

    with articles.opened(file) as source:
        if articles.answered(source, answer):
            raise typer.Exit(1)


def _in_its_language(article: Article) -> Article:
    if article.language:
        return article
    from bot.condense.detect import language_of

    return replace(article, language=language_of(article.text))

"""`briefbot slack manifest`: what Slack has to know of the app."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config, settings_of
from bot.languages import available, texts
from bot.model.errors import UsageError

app = typer.Typer(help="Set the bot up on Slack.", no_args_is_help=True)


@app.callback()
def _slack() -> None:
    """A group, although it has one command so far."""


@app.command()
def manifest(
    *,
    url: Annotated[str | None, typer.Option(help="Where Slack reaches the bot (HTTP mode); without it: Socket Mode.")] = None,
    domain: Annotated[str | None, typer.Option(help="Whose links to cards are shown as cards; else as in desk.toml.")] = None,
    lang: Annotated[str, typer.Option(help="The language of the descriptions (en, es).")] = "en",
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Print the app's manifest as JSON, to be pasted at api.slack.com/apps: Create New App, From a manifest."""
    from bot.platforms.slack.manifest import manifest as made

    if lang not in available():
        raise UsageError("language-unknown", language=lang, known=", ".join(available()))
    if domain is None and config.is_dir():
        domain = settings_of(config).slack.domain
    typer.echo(json.dumps(made(texts(lang), url=url, domain=domain), ensure_ascii=False, indent=2))

"""`briefbot …`: each command of the shell, thin. Errors are told once, here, in words with a remedy."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot import __version__
from bot.cli import condense, export, feeds, service, slack, stories
from bot.cli.options import speak, spoken
from bot.languages.texts import Texts
from bot.model.errors import BriefbotError, SettingsError

app = typer.Typer(
    name="briefbot",
    help="Turns news on the desk's subject into briefing cards that can be quoted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(service.run)
app.command("say")(service.say)
app.command("check")(service.check)
app.command("condense")(condense.condense)
app.command("stories")(stories.stories)
app.add_typer(condense.schema_app, name="schema")
app.add_typer(feeds.app, name="feeds")
app.add_typer(export.app, name="export")
app.add_typer(slack.app, name="slack")


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if asked:
        typer.echo(f"briefbot {__version__}")
        raise typer.Exit


@app.callback()
def _briefbot(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    del version


def main() -> None:
    """Exit codes: 0 done, 1 something outside failed (a feed, the disk) or was broken off, 2 call or settings are wrong."""
    try:
        app()
    except BriefbotError as error:
        if isinstance(error, SettingsError) and error.labels:
            speak(error.labels)
        typer.echo(told(error, spoken()), err=True)
        sys.exit(error.exit_code)


def told(error: BriefbotError, language: Texts) -> str:
    """An error in words; settings problems one a line, each with its place and its remedy."""
    if not isinstance(error, SettingsError):
        what, where, remedy = language.error(error)
        return "\n".join(filter(None, (f"{where}: {what}" if where else what, remedy)))
    lines = [language.say("settings.heading", count=len(error.problems), folder=error.folder)]
    for problem in error.problems:
        what, where, remedy = language.error(problem)
        lines.append(" ".join(filter(None, (f"{where}:" if where else "", what, remedy))))
    return "\n".join(lines)

"""`briefbot …`: each command of the shell, thin. Errors are told once, here, in words with a remedy."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from click.exceptions import ClickException

from bot import __version__
from bot.cli import condense, feeds, service
from bot.languages import texts
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
app.add_typer(condense.schema_app, name="schema")
app.add_typer(feeds.app, name="feeds")


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
    """Exit codes: 0 done, 1 something outside failed (a feed, the disk), 2 call or settings are wrong, 130 broken off."""
    try:
        code = app(standalone_mode=False)
    except BriefbotError as error:
        typer.echo(told(error, texts("en")), err=True)
        code = error.exit_code
    except ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except BrokenPipeError:
        # the reader of our output has left; Python must not complain at the end about what it could not flush
        sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open until the process ends
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


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

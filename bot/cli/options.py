"""Options that several commands share, the settings that they name, and the language in which the shell is answered."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.languages import FALLBACK, texts
from bot.languages.texts import Texts
from bot.model.desk import Desk

if TYPE_CHECKING:
    from bot.app.settings import Settings

Config = Annotated[Path, typer.Option("--config", envvar="BRIEFBOT_CONFIG", help="The desk's folder.", show_default="config")]
Data = Annotated[Path, typer.Option("--data", envvar="BRIEFBOT_DATA", help="Where the service keeps what it knows.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

DEFAULT_CONFIG = Path("config")
DEFAULT_DATA = Path("data")

_spoken: ContextVar[str] = ContextVar("spoken", default=FALLBACK)


def speak(language: str) -> None:
    """From now on, until the process ends, the shell is answered in that language."""
    _spoken.set(language)


def spoken() -> Texts:
    return texts(_spoken.get())


def settings_of(config: Path) -> Settings:
    """The desk's settings; from now on the shell is answered in the desk's language. Raises SettingsError."""
    from bot.app.settings import load_settings

    settings = load_settings(config)
    speak(settings.labels)
    return settings


def desk_of(config: Path) -> Desk:
    """The desk of --config; without the option and without a folder `config`, an empty one, which is said."""
    if config == DEFAULT_CONFIG and not config.is_dir():
        typer.echo(spoken().say("console.no_desk"), err=True)
        return Desk()
    return settings_of(config).desk

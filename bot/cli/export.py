"""`briefbot export config DIR`: the desk in force, changes by chat included, as the files of a desk's folder."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, DEFAULT_DATA, Config, Data, settings_of
from bot.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.app.settings import Settings

app = typer.Typer(name="export", help="Take things out.", no_args_is_help=True)


@app.callback()
def _export() -> None:
    """Take things out."""


@app.command("config")
def config(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")],
    *,
    config: Config = DEFAULT_CONFIG,
    data: Data = DEFAULT_DATA,
) -> None:
    """Write the settings in force as files. Files that are there already are never overwritten."""
    settings = settings_of(config)
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("export-not-empty", folder=str(folder))
    files = asyncio.run(_files(settings, data))
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        (folder / name).write_bytes(body)
        typer.echo(str(folder / name))


async def _files(settings: Settings, data: Path) -> Mapping[str, bytes]:
    from bot.app.settings.changes import merge
    from bot.app.settings.exported import as_files
    from bot.app.settings.stand import stand_of
    from bot.app.wiring import base
    from bot.store import present

    if not present(settings.environment.database_url or data):  # nothing was ever changed by chat
        return as_files(settings, merge(stand_of(settings), ()))
    async with base(settings, data) as parts:
        return await parts.services.files()

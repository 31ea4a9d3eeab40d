"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[Path, typer.Option("--config", envvar="BRIEFBOT_CONFIG", help="The desk's folder.", show_default="config")]
Data = Annotated[Path, typer.Option("--data", envvar="BRIEFBOT_DATA", help="Where the service keeps what it knows.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

DEFAULT_CONFIG = Path("config")
DEFAULT_DATA = Path("data")

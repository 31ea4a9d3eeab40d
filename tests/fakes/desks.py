"""The desk of `config/`, whole and with its topics alone."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from bot.app.settings import load_settings
from bot.model.desk import Desk, Subject, Topic

CONFIG = Path(__file__).parents[2] / "config"


@cache
def topics_desk() -> Desk:
    """The Mexico desk with its topics and nothing else, so that no person or place of the desk helps to judge."""
    data = tomllib.loads((CONFIG / "topics.toml").read_text(encoding="utf-8"))
    return Desk(
        name="topics",
        countries=("MX",),
        topics=tuple(Topic(**topic) for topic in data["topic"]),
        subject=Subject(**data["subject"]),
    )


@cache
def mexico_desk() -> Desk:
    """The whole desk of `config/`: its people, bodies and places too."""
    return load_settings(CONFIG, {}).desk

"""The part of the settings that can be changed by chat, as the files have it."""

from __future__ import annotations

from bot.app.settings import Settings
from bot.app.settings.entries import Stand


def stand_of(settings: Settings) -> Stand:
    return Stand(
        desk=settings.desk,
        feeds=settings.feeds,
        channels=settings.channels,
        labels=settings.labels,
        zone=settings.zone,
        contact=settings.contact,
        condense_an_hour=settings.condense_an_hour,
        alarms=settings.alarms,
        paused=settings.paused,
        newsroom=settings.newsroom is not None,
    )

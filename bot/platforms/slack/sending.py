"""A sheet is sent: its pictures first, and again without what a workspace does not know yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.faults import code_of
from bot.platforms.slack.render import Sheet
from bot.platforms.slack.upload import upload

Answer = TypeVar("Answer")

REFUSED = "invalid_blocks"


async def send(client: AsyncWebClient, make: Callable[[bool], Sheet], put: Callable[[Sheet], Awaitable[Answer]]) -> Answer:
    """`make(tables)`: the sheet, with Slack's own tables and charts or without. Slack refuses blocks before it posts anything,
    so that another try cannot be a second message: without what the workspace may not know yet, then without pictures."""
    sheet = await _drawn(client, make(True))
    if sheet.is_new:
        try:
            return await put(sheet)
        except SlackApiError as error:
            if code_of(error) != REFUSED:
                raise
        sheet = await _drawn(client, make(False))
    try:
        return await put(sheet)
    except SlackApiError as error:
        if code_of(error) != REFUSED or not sheet.has_pictures:
            raise
    return await put(make(False).in_words())


async def _drawn(client: AsyncWebClient, sheet: Sheet) -> Sheet:
    return sheet.with_pictures([await upload(client, picture) for picture in sheet.pictures]) if sheet.pictures else sheet

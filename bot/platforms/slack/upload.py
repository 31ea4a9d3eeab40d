"""A picture goes to Slack as a file of its own, before the message that shows it."""

from __future__ import annotations

import asyncio

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model.chat import Picture
from bot.platforms.slack import limits
from bot.platforms.slack.rich import whole

_log = structlog.get_logger("slack")


async def upload(client: AsyncWebClient, picture: Picture) -> str | None:
    """The file's id; None where the workspace does not take files, and the picture's words have to do.

    A file that nobody shares is seen by nobody: an upload whose answer was lost does no harm.
    """
    alt = whole(picture.alt[: limits.ALT_TEXT])
    png = await asyncio.to_thread(picture.drawn)
    try:
        answer = await client.files_upload_v2(content=png, filename="figure.png", title=alt[:100] or "…", alt_txt=alt)
    except (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        _log.warning("a picture is told by its words", error=str(error))
        return None
    return str(answer["files"][0]["id"])

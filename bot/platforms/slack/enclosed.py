"""The files of an answer. What one person alone sees holds no file, nor does what is sent to a response_url: the asker gets the
files in the messages with the bot, and the answer leads there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.languages.texts import Texts
from bot.model.chat import Attachment, Context, Link, Plain, Reply
from bot.platforms.slack.inbound import Told
from bot.platforms.slack.rich import whole

_REDIRECT = "https://slack.com/app_redirect"
_log = structlog.get_logger("slack")


async def enclosed(reply: Reply, client: AsyncWebClient, told: Told, say: Texts) -> Reply:
    """The reply with a link in the place of each file. Where Slack does not take them (a missing scope), it is as it was: each
    file is told by its words."""
    files = [block for block in reply.blocks if isinstance(block, Attachment)]
    if not files:
        return reply
    try:
        links = iter(await _sent(client, told, files))
    except (SlackApiError, SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        _log.warning("files are told by their words", error=str(error))
        return reply

    def shown(file: Attachment) -> Context:
        return Context((Plain(f"{file.name}: {file.alt} · "), Link(say.say("slack.file_sent"), next(links))))

    return replace(reply, blocks=tuple(shown(block) if isinstance(block, Attachment) else block for block in reply.blocks))


async def _sent(client: AsyncWebClient, told: Told, files: Sequence[Attachment]) -> list[str]:
    """Shares the files with the asker alone; an address for each."""
    channel = str((await client.conversations_open(users=[told.person]))["channel"]["id"])
    uploads: list[dict[str, Any]] = [
        {"content": file.data, "filename": file.name, "title": whole(file.alt) or file.name} for file in files
    ]
    answer = await client.files_upload_v2(file_uploads=uploads, channel=channel)
    there = f"{_REDIRECT}?{urlencode({'channel': channel, 'team': told.workspace})}"
    # Slack does not promise an address for each
    return [str(file.get("permalink") or there) for file in answer["files"]]

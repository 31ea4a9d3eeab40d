"""A picture goes to Slack as a file of its own, before the message that shows it."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model.chat import Picture


async def upload(client: AsyncWebClient, picture: Picture) -> str | None:
    """The file's id; None where the workspace does not take files, and the picture's words have to do."""
    try:
        answer = await client.files_upload_v2(content=picture.png, filename="figure.png", alt_txt=picture.alt)
    except SlackApiError:
        return None
    file = (answer.get("files") or [{}])[0]
    return str(file["id"]) if "id" in file else None

"""The “Standing brief”: the canvas with the newest cards of a channel that wants one, written anew when they change.

A channel has one canvas. Where it is somebody else's, which its heading shows, it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.ask import Ask, Who
from bot.layout.neutral import clean
from bot.layout.times import day
from bot.model.cards import Card
from bot.model.chat import Place
from bot.model.desk import Channel
from bot.model.errors import PlatformError
from bot.outbox.port import Refused
from bot.platforms.slack.complaints import Complaints
from bot.platforms.slack.faults import NO_TOKEN, code_of, is_limited, status_of
from bot.platforms.slack.port import NAME
from bot.platforms.slack.workspaces import Workspaces
from bot.store import cards

CARDS = 20
_LOOKED_AT = 200
"""Cards looked through for those of a channel's topics and languages."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~-])")
_NOBODY = Who(id="", name="")

_log = structlog.get_logger("slack")


@dataclass(slots=True, kw_only=True)
class Canvases:
    present: Callable[[Who, Place, str], Awaitable[Ask]]
    workspaces: Workspaces
    complaints: Complaints
    _written: dict[str, str] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)

    async def refresh(self, channels: Sequence[Channel]) -> None:
        """Writes those that are wanted and have changed; one that is no longer wanted stays as it is.

        A refusal is told once and not asked for again; what may pass (a limit, a lost connection, a workspace that has not
        installed the app yet) is tried again the next time.
        """
        for channel in channels:
            if not channel.canvas or channel.paused or channel.id in self._refused:
                continue
            try:
                await self._write(channel)
            except SlackApiError as error:
                if is_limited(error) or code_of(error) in NO_TOKEN or status_of(error) >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    _log.warning("a canvas waits", channel=channel.id, error=code_of(error))
                else:
                    await self._give_up(channel, PlatformError("slack-canvas", channel=channel.id, reason=code_of(error)))
            except (Refused, TimeoutError, aiohttp.ClientError, SlackClientError) as error:
                _log.warning("a canvas waits", channel=channel.id, error=str(error))

    async def _write(self, channel: Channel) -> None:
        where = Place(platform=NAME, workspace=channel.workspace, channel=channel.address)
        ask = await self.present(_NOBODY, where, channel.labels)
        body = listed(await _wanted(ask, channel), ask)
        if self._written.get(channel.id) == body:
            return
        client = await self.workspaces.client(channel.workspace)
        whole = f"{head(ask)}\n\n{body}"
        if await self._put(client, channel, ask.texts.say("slack.canvas.title"), whole):
            self._written[channel.id] = body

    async def _put(self, client: AsyncWebClient, channel: Channel, title: str, markdown: str) -> bool:
        content: dict[str, Any] = {"type": "markdown", "markdown": markdown}
        known = (await client.conversations_info(channel=channel.address))["channel"]
        canvas = ((known.get("properties") or {}).get("canvas") or {}).get("file_id")
        if not canvas:
            await client.conversations_canvases_create(channel_id=channel.address, document_content=content)
            return True
        criteria = {"section_types": ["h1"], "contains_text": title}
        if not (await client.canvases_sections_lookup(canvas_id=canvas, criteria=criteria))["sections"]:
            await self._give_up(channel, PlatformError("slack-canvas-taken", channel=channel.id, title=title))
            return False
        await client.canvases_edit(canvas_id=canvas, changes=[{"operation": "replace", "document_content": content}])
        return True

    async def _give_up(self, channel: Channel, error: PlatformError) -> None:
        self._refused.add(channel.id)
        await self.complaints.once(f"canvas {channel.id}", error)


def head(ask: Ask) -> str:
    now = day(ask.now, language=ask.language, zone=ask.zone)
    return f"# {ask.texts.say('slack.canvas.title')}\n\n{_text(ask.texts.say('slack.canvas.kept', time=now))}"


def listed(shown: Sequence[Card], ask: Ask) -> str:
    """The cards as Markdown: a heading that leads to the page, outlet and day, the points as they stand in the source."""
    return "\n\n".join(_card(card, ask) for card in shown) or _text(ask.texts.say("slack.canvas.none"))


async def _wanted(ask: Ask, channel: Channel) -> list[Card]:
    async with ask.store.read() as tx:
        latest = await cards.latest(tx, limit=_LOOKED_AT)
    return [held.card for held in latest if _is_wanted(held.card, channel)][:CARDS]


def _is_wanted(card: Card, channel: Channel) -> bool:
    about = not channel.topics or any(topic.id in channel.topics for topic in card.topics)
    spoken = not channel.languages or card.language in channel.languages
    return about and spoken and card.outlet not in channel.outlets_muted and card.relevance.score >= channel.threshold


def _card(card: Card, ask: Ask) -> str:
    title = _text(clean(card.title or "") or ask.texts.say("layout.untitled"))
    url = card.url if card.url and card.url.startswith(("https://", "http://")) and not set(card.url) & set("()<> \n") else None
    told = [f"## [{title}]({url})" if url else f"## {title}"]
    when = day(card.published, language=ask.language, zone=ask.zone) if card.published else None
    told.append(" · ".join(_text(part) for part in (clean(ask.outlet_name(card.outlet)), when, card.id) if part))
    told.append("\n".join(f"- {_text(clean(point.text))}" for point in card.points))
    return "\n\n".join(part for part in told if part)


def _text(text: str) -> str:
    """Letter by letter: what comes from outside neither formats nor links nor mentions."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("@", "@\u2060")

"""Links to our own cards that people share are shown as cards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.ask import Ask
from bot.layout.card import card_message
from bot.model.cards import Card
from bot.platforms.slack.parts import pages, parts
from bot.platforms.slack.render import in_words
from bot.store import cards

_CARD = re.compile(r"/card/(BB-\d{4}-\d{2}-\d{2}-\d{3,})/?", re.ASCII | re.IGNORECASE)
_BLOCKS = 10
_CHARACTERS = 3_000
"""Of a preview: it stands below somebody's words, and is shorter than a card."""


def card_of(url: str) -> str | None:
    """The id of the card that an address of ours leads to."""
    found = _CARD.fullmatch(unquote(urlsplit(url).path))
    return found[1].upper() if found else None


async def unfurl(event: Mapping[str, Any], ask: Ask, client: AsyncWebClient) -> None:
    """Shows those of the event's links that lead to a card which is there; Slack sends only links of our own domain."""
    shown: dict[str, dict[str, Any]] = {}
    async with ask.store.read() as tx:
        for link in event["links"]:
            name = card_of(link["url"])
            held = await cards.get(tx, name) if name else None
            if held is not None:
                shown[link["url"]] = {"blocks": preview(held.card, ask)}
    if shown:
        by_id = {"unfurl_id": event["unfurl_id"], "source": event["source"]} if event.get("unfurl_id") else {}
        where = by_id or {"channel": event["channel"], "ts": event["message_ts"]}
        await client.chat_unfurl(unfurls=shown, **where)


def preview(card: Card, ask: Ask) -> list[dict[str, Any]]:
    message = card_message(
        card,
        outlet=ask.outlet_name(card.outlet),
        language=ask.language,
        topics=ask.desk.topics,
        registers=ask.desk.registers,
        now=ask.now,
        zone=ask.zone,
    )
    laid = pages(parts(message.blocks, tables=False), blocks=_BLOCKS, characters=_CHARACTERS)
    return in_words(laid[0])

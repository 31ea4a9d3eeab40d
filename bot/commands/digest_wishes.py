"""A digest's plan as an admin asks for it, option by option."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from bot.commands import suggest
from bot.commands.changing import chosen, number_of
from bot.commands.command import OneOf, Suggest, Within

Times = tuple[str, ...]
Days = Annotated[tuple[str, ...], OneOf(suggest.days_or_all)]
ZoneName = Annotated[str, Suggest(suggest.zones)]
Labels = Annotated[str, OneOf(suggest.spoken)]
Stories = Annotated[int | None, Within(1, 50)]
TopicsOrAll = Annotated[tuple[str, ...], OneOf(suggest.topics_or_all)]
Empty = Literal["line", "nothing"]

_PARTED = re.compile(r"[\s,;]+")


def wished(
    *,
    at: Sequence[str] = (),
    cron: str = "",
    days: Sequence[str] = (),
    topic: Sequence[str] = (),
    threshold: str = "",
    stories: int | None = None,
    charts: bool | None = None,
    **plain: str | None,
) -> Mapping[str, Any]:
    """The plan's fields that were given. Hours given in one way replace those of the other; `all` takes a limit away."""
    told: dict[str, Any] = {name: value for name, value in plain.items() if value}
    if at:
        told |= {"at": tuple(one for text in at for one in _PARTED.split(text) if one), "cron": None}
    if cron:
        told |= {"cron": cron, "at": told.get("at", ()), "days": ()}
    if days:
        told["days"] = chosen(days)
    if topic:
        told["topics"] = chosen(topic)
    if threshold:
        told["threshold"] = number_of(threshold, "threshold")
    if stories is not None:
        told["stories"] = stories
    if charts is not None:
        told["charts"] = charts
    return told

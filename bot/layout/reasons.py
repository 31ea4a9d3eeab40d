"""Reasons in words, with the desk's topics by their names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.languages.texts import Texts
from bot.layout.neutral import clean
from bot.model.desk import Topic
from bot.model.reasons import Reason

_OF_TOPICS = frozenset({"topic", "topics", "wanted"})
"""Parameters that hold ids of topics, parted by commas."""


def told(reasons: Sequence[Reason], texts: Texts, topics: Sequence[Topic]) -> str:
    """One sentence each. An id that is no topic of the desk stays as it is."""
    names = {topic.id: topic.name.get(texts.code, topic.id) for topic in topics}
    return clean(" ".join(texts.reason(_named(reason, names)) for reason in reasons))


def why_stuck(error: str, texts: Texts) -> str:
    """Why a delivery is in trouble: our own reasons have words, a platform's stay its own."""
    key = f"outbox.why.{error}"
    return texts.say(key) if texts.has(key) else clean(error)


def _named(reason: Reason, names: dict[str, str]) -> Reason:
    params = {
        key: ", ".join(names.get(one, one) for one in str(value).split(", ")) if key in _OF_TOPICS else value
        for key, value in reason.params.items()
    }
    return Reason(reason.code, params)

"""Whom a card wakes in a channel, by the channel's rules, and why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.cards import Card
from bot.model.desk import Channel, Mention
from bot.model.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A role or user group that the card wakes, and the rule that says so."""

    role: str
    reason: Reason


def mentioned(card: Card, channel: Channel) -> tuple[Mentioned, ...]:
    """Each role once, by the first of the channel's rules that the card meets."""
    found: dict[str, Mentioned] = {}
    for rule in channel.mentions:
        why = _met(card, rule)
        if why is not None:
            found.setdefault(rule.role, Mentioned(role=rule.role, reason=why))
    return tuple(found.values())


def _met(card: Card, rule: Mention) -> Reason | None:
    topics = [topic.id for topic in card.topics if topic.id in rule.topics]
    score = card.relevance.score
    if (rule.topics and not topics) or score < rule.at_least:
        return None
    measured: dict[str, str | int | float] = {"score": round(score, 2), "least": rule.at_least}
    if topics and rule.at_least:
        return Reason("mention-both", {"role": rule.role, "topics": ", ".join(topics), **measured})
    if topics:
        return Reason("mention-topic", {"role": rule.role, "topics": ", ".join(topics)})
    if rule.at_least:
        return Reason("mention-relevant", {"role": rule.role, **measured})
    return Reason("mention-always", {"role": rule.role})

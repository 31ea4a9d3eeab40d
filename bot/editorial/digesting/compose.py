"""What goes into a digest: one entry a story, the weightiest first and opinion behind all news, in sections by topic; every
choice with its reason.

Nothing that waits is lost: a waiting card is told with its story, counted among those for which there was no room, left out
because the channel knows its story and it brings nothing new, or kept for a digest that wants it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.editorial.developments import developments
from bot.editorial.differing import differing
from bot.editorial.opinion import opinion_sign
from bot.editorial.severity import severity
from bot.model.cards import Card
from bot.model.desk import Channel, Desk
from bot.model.digests import Correction, Digest, DigestPlan, Entry, Section, Silence, StoryHeld
from bot.model.feeds import Extent
from bot.model.reasons import Reason

_TOPIC, _SOURCES, _SEVERITY, _NEW, _RELEVANCE = 1.0, 0.8, 0.7, 0.5, 1.0
"""What each thing weighs in an entry's score: the topic's weight, a doubling of the independent sources, a degree of gravity,
that the story is new, the relevance."""


def wanted_by(plan: DigestPlan, card: Card) -> bool:
    """Whether the card, which the channel wants, is of this digest's topics and above its threshold."""
    about = not plan.topics or any(topic.id in plan.topics for topic in card.topics)
    return about and (plan.threshold is None or card.relevance.score >= plan.threshold)


def compose(
    held: Sequence[StoryHeld],
    plan: DigestPlan,
    channel: Channel,
    desk: Desk,
    *,
    others: Sequence[DigestPlan] = (),
    corrections: Sequence[Correction] = (),
    silences: Sequence[Silence] = (),
    since: datetime | None = None,
) -> Digest:
    """The digest of what waits. `others`: all digests of the channel. A card that none of them wants is told where the channel
    is a live one, which wanted it at once, and left out where the channel collects.

    The same stories give the same digest, in whatever order they come.
    """
    entries: list[Entry] = []
    dropped: list[tuple[str, Reason]] = []
    kept: list[tuple[str, Reason]] = []
    for story in held:
        cards = {card.id or "": card for card in story.cards}
        mine = []
        for name in story.waiting:
            unwanted = not any(wanted_by(one, cards[name]) for one in (plan, *others))
            if wanted_by(plan, cards[name]) or (unwanted and channel.mode == "live"):
                mine.append(name)
            elif unwanted:
                dropped.append((name, Reason("digest-none")))
            else:
                kept.append((name, Reason("digest-other", {"digest": plan.id})))
        if not mine:
            continue
        entry = _entry(replace(story, waiting=tuple(mine)), plan, channel, desk)
        if entry is None:
            dropped += [(name, Reason("digest-known", {"story": story.story})) for name in mine]
        else:
            entries.append(entry)
    entries.sort(key=_order)
    told, more = entries[: plan.stories], entries[plan.stories :]
    return Digest(
        sections=_sections(told),
        more=tuple(more),
        dropped=tuple(dropped),
        kept=tuple(kept),
        corrections=tuple(sorted(corrections, key=lambda one: (one.at, one.card.id or ""))),
        silences=tuple(silences),
        since=since,
    )


def _entry(story: StoryHeld, plan: DigestPlan, channel: Channel, desk: Desk) -> Entry | None:
    """The story as it is told; None where the channel knows all that its waiting cards say."""
    cards = {card.id or "": card for card in story.cards}
    waiting = [cards[name] for name in story.waiting]
    fresh = {}
    if story.told:
        known = [card for name, card in cards.items() if name in story.told]
        fresh = {card.id: found for card in waiting if (found := developments(card, known))}
        if not fresh:
            return None
        waiting = [card for card in waiting if card.id in fresh]
    lead = _lead(waiting, story, plan.labels or channel.labels)
    outlets = tuple(dict.fromkeys(card.outlet for card in (lead, *story.cards) if card.outlet))
    topic = _topic(lead, plan, channel, desk)
    score, reasons = _weighed(lead, topic, story, desk)
    opinion = _opinion(lead, story)
    standing = [card for card in story.cards if card.outlet not in story.withdrawn]
    return Entry(
        story=story.story,
        lead=lead,
        outlets=outlets,
        sources=story.sources,
        topic=topic,
        score=score,
        reasons=(*reasons, opinion) if opinion else reasons,
        tells=story.waiting,
        known=frozenset(cards),
        fresh=fresh.get(lead.id, ()),
        told_at=story.told_at if story.told else None,
        reported=lead.id in story.reported,
        notes=tuple(note for name, note in story.notes.items() if name == lead.id),
        withdrawn=story.withdrawn,
        differing=() if story.told else differing(standing),
        opinion=opinion is not None,
    )


def _lead(cards: Sequence[Card], story: StoryHeld, labels: str) -> Card:
    """The card that tells the story: one whose article stands, a report before an opinion, the original before its copies, the
    reader's language, a whole article, the richest."""

    def rank(card: Card) -> tuple[object, ...]:
        named = sum(quote.speaker is not None and quote.speaker.name is not None for quote in card.quotes)
        return (
            card.id in story.notes,
            _opinion(card, story) is not None,
            card.id in story.copies,
            card.language != labels,
            card.extent is not Extent.FULL,
            -(min(named, 3) + min(len(card.figures), 3)),
            -card.relevance.score,
            card.id or "",
        )

    return min(cards, key=rank)


def _opinion(card: Card, story: StoryHeld) -> Reason | None:
    """Why the card counts as somebody's opinion; None where it is a report."""
    sign = opinion_sign(card)
    if sign is not None:
        return Reason("digest-opinion", {"word": sign})
    return Reason("digest-opinion-feed") if card.id in story.opinion else None


def _topic(lead: Card, plan: DigestPlan, channel: Channel, desk: Desk) -> str | None:
    """The section: the topic that the card is most about, of those that were asked for."""
    asked = plan.topics or channel.topics
    weights = {topic.id: topic.weight for topic in desk.topics}
    worn = [topic for topic in lead.topics if topic.id in weights]
    met = [topic for topic in worn if topic.id in asked] or worn
    return max(met, key=lambda topic: (topic.score * weights[topic.id], topic.id)).id if met else None


def _weighed(lead: Card, topic: str | None, story: StoryHeld, desk: Desk) -> tuple[float, tuple[Reason, ...]]:
    weight = next((one.weight for one in desk.topics if one.id == topic), 0.0)
    grave = severity(lead)
    new = not story.told
    parts = (
        (_TOPIC * weight, Reason("digest-topic", {"topic": topic or "–", "weight": weight})),
        (_RELEVANCE * lead.relevance.score, Reason("digest-relevance", {"score": round(lead.relevance.score, 2)})),
        (_SOURCES * math.log2(max(1, story.sources)), Reason("digest-sources", {"count": story.sources})),
        (_SEVERITY * grave.level, Reason("digest-severity", {"word": grave.word})),
        (_NEW if new else 0.0, Reason("digest-new" if new else "digest-changed")),
    )
    told = tuple(reason for points, reason in parts if points or reason.code == "digest-changed")
    return round(sum(points for points, _ in parts), 4), told


def _order(entry: Entry) -> tuple[bool, float, str]:
    return entry.opinion, -entry.score, entry.story


def _sections(entries: Sequence[Entry]) -> tuple[Section, ...]:
    """By topic, the one with the weightiest story first; what is of no topic comes last."""
    held: dict[str | None, list[Entry]] = {}
    for entry in entries:
        held.setdefault(entry.topic, []).append(entry)
    ordered = sorted(held.items(), key=lambda pair: pair[0] is None)
    return tuple(Section(topic=topic, entries=tuple(some)) for topic, some in ordered)

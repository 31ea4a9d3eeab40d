"""Which channels want a card. Condense has scored it; only thresholds are applied here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.editorial.mentioning import Mentioned, mentioned
from bot.model.cards import Card
from bot.model.desk import Channel
from bot.model.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One channel's answer. Wanted: the one reason why. Not wanted: every reason why not, so that an admin who mends one is
    not surprised by the next. `mentioned`: whom the card wakes there, where it is posted at once."""

    channel: Channel
    wanted: bool
    reasons: tuple[Reason, ...]
    mentioned: tuple[Mentioned, ...] = ()

    @property
    def told(self) -> tuple[Reason, ...]:
        """All there is to say: why, and then why somebody is mentioned."""
        return (*self.reasons, *(one.reason for one in self.mentioned))


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """All channels' verdicts, in the channels' order, as decided at `at`."""

    at: datetime
    verdicts: tuple[Verdict, ...]

    @property
    def wanting(self) -> tuple[Verdict, ...]:
        """The verdicts of the channels that want the card, at once or in a digest."""
        return tuple(v for v in self.verdicts if v.wanted)


def route(card: Card, channels: Sequence[Channel], outlet_id: str | None, now: datetime) -> Routing:
    """Who gets the card, and why. `outlet_id` is the outlet's id in `feeds.toml`, which channels mute by."""
    return Routing(at=now, verdicts=tuple(_verdict(card, channel, outlet_id) for channel in channels))


def _verdict(card: Card, channel: Channel, outlet_id: str | None) -> Verdict:
    against: list[Reason] = []
    if channel.paused:
        against.append(Reason("channel-paused", {"channel": channel.id}))
    if outlet_id is not None and outlet_id in channel.outlets_muted:
        against.append(Reason("outlet-muted", {"outlet": outlet_id}))
    if channel.languages and card.language not in channel.languages:
        wanted = ", ".join(channel.languages)
        against.append(Reason("language-not-wanted", {"language": card.language or "?", "wanted": wanted}))
    worn = [topic.id for topic in card.topics]
    met = [topic for topic in worn if topic in channel.topics]
    if channel.topics and not met:
        against.append(Reason("topic-not-wanted", {"topics": ", ".join(worn) or "–", "wanted": ", ".join(channel.topics)}))
    score = card.relevance.score
    if score < channel.threshold:
        against.append(Reason("below-threshold", {"score": round(score, 2), "threshold": channel.threshold}))
    if against:
        return Verdict(channel=channel, wanted=False, reasons=tuple(against))
    topics = met or worn
    why = Reason("topic-wanted", {"topics": ", ".join(topics)}) if topics else Reason("relevant", {"score": round(score, 2)})
    wakes = mentioned(card, channel) if channel.mode == "live" else ()
    return Verdict(channel=channel, wanted=True, reasons=(why,), mentioned=wakes)

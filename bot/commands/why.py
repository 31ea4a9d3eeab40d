"""`/why`: why an article was posted, or was not: what became of it at each step, with the reasons, as they were then."""

from __future__ import annotations

from bot.commands import held, reporting, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import Subject
from bot.layout.lines import dotted
from bot.layout.neutral import clean, clean_url
from bot.layout.times import moment
from bot.model.chat import Block, Bullets, Code, Context, Delivery, DeliveryKind, Heading, Line, Plain, Reply, Strong
from bot.model.judged import Judged
from bot.model.readers import Report
from bot.model.reasons import Reason
from bot.model.stories import Story, StoryCard
from bot.sources.identity import identity_of
from bot.store import cards, deliveries, judged, reports, stories, waiting
from bot.store.records import StoredCard
from bot.store.waiting import Fate

MOST = 10
"""Times that the article came in."""

_POSTS = frozenset({DeliveryKind.CARD, DeliveryKind.UPDATE, DeliveryKind.CORRECTION})


@command
async def why(ask: Ask, *, subject: Subject) -> Reply:
    """`subject`: a card's id, or an article's address."""
    wanted = subject.strip().strip('"<>')
    address = clean_url(wanted) if "://" in wanted else None
    stored = None if address else await held.card(ask, wanted)
    told: tuple[Judged, ...] = ()
    owed: tuple[Delivery, ...] = ()
    reported: tuple[Report, ...] = ()
    waits: tuple[Fate, ...] = ()
    story: Story | None = None
    async with ask.store.read() as tx:
        if address is not None:
            told = await judged.of(tx, identity_of(address), limit=MOST)
            stored = await cards.by_identity(tx, told[0].article if told else identity_of(address))
        if stored is not None and stored.card.id:
            told = await judged.of_card(tx, stored.card.id, limit=MOST)
            owed = await deliveries.of_subject(tx, stored.card.id)
            reported = await reports.of_card(tx, stored.card.id)
            waits = await waiting.of_card(tx, stored.card.id)
            story = await stories.of_card(tx, stored.card.id)
    blocks: list[Block] = [_heading(ask, stored, wanted)]
    if stored is not None and stored.retraction is not None:
        blocks.append(show.sentence(ask, "why.retracted", reason=clean(stored.retraction.reason)))
    for one in told:
        blocks += _judgement(ask, one)
    if not told:
        blocks.append(show.sentence(ask, "why.unjudged" if stored else "why.unseen"))
    place = _place(stored, story)
    if story is not None and place is not None:
        blocks += [_section(ask, "why.story"), Bullets((_joined(ask, story, place),))]
    if waits:
        blocks += [_section(ask, "why.waiting"), Bullets(tuple(_fate(ask, one) for one in waits))]
    posts = [one for one in owed if one.kind in _POSTS]
    if posts:
        blocks += [_section(ask, "why.deliveries"), Bullets(tuple(_delivery(ask, one) for one in posts))]
    if reported and ask.who.is_admin:
        blocks += [_section(ask, "why.reports"), Bullets(tuple(reporting.line(ask, one) for one in reported))]
    data = {
        "id": stored.card.id if stored else None,
        "judged": [as_data(one) for one in told],
        "waiting": [_fate_data(one) for one in waits],
        "story": {"id": story.id, "reason": as_data(place.reason), "by_hand": place.by_hand} if story and place else None,
        "deliveries": [
            {"place": str(one.place), "kind": one.kind.value, "state": one.state.value, "error": one.error} for one in posts
        ],
    }
    return Reply(blocks=tuple(blocks), data=data)


def _heading(ask: Ask, stored: StoredCard | None, wanted: str) -> Heading:
    return show.heading_of(ask, stored.source) if stored else Heading((Plain(clean(wanted)),))


def _judgement(ask: Ask, one: Judged) -> list[Block]:
    """When it came by which feed, what became of it and why, and what each channel said."""
    say = ask.texts.say
    at = moment(one.at, language=ask.language, now=ask.now, zone=ask.zone)
    feed = next((feed for feed in ask.feeds if feed.id == one.feed_id), None)
    outlet = clean(ask.outlet_name(feed.outlet)) if feed else one.feed_id
    blocks: list[Block] = [
        Heading((Plain(say(f"replies.why.outcomes.{one.outcome.value}")),), level=2),
        Context(dotted((Plain(outlet), Code(one.feed_id), at))),
    ]
    if one.reasons:
        blocks.append(Bullets(tuple((Plain(_reason(ask, reason)),) for reason in one.reasons)))
    if one.channels:
        lines: list[Line] = []
        for verdict in one.channels:
            word = say("replies.why.wanted" if verdict.wanted else "replies.why.unwanted")
            because = " ".join(_reason(ask, reason) for reason in verdict.reasons)
            lines.append((Code(verdict.channel), Plain(" · "), Strong(word), Plain(f" · {because}")))
        blocks += [_section(ask, "why.channels"), Bullets(tuple(lines))]
    return blocks


def _place(stored: StoredCard | None, story: Story | None) -> StoryCard | None:
    """The card as it stands in its story; None where it was taken back."""
    return next((one for one in story.cards if stored and one.card.id == stored.card.id), None) if story else None


def _joined(ask: Ask, story: Story, place: StoryCard) -> Line:
    """Which story it tells, and why."""
    why = ask.texts.say("replies.why.by_hand") if place.by_hand else _reason(ask, place.reason)
    return dotted((Code(story.id), Plain(why)))


def _delivery(ask: Ask, one: Delivery) -> Line:
    kind = () if one.kind is DeliveryKind.CARD else (Plain(ask.texts.say(f"replies.why.kinds.{one.kind.value}")),)
    place = next((c.id for c in ask.channels if one.place.channel in {c.id, c.address}), str(one.place))
    state = ask.texts.say(f"replies.why.states.{one.state.value}")
    return dotted((Code(place), *kind, Plain(state), *((Plain(clean(one.error)),) if one.error else ())))


def _fate(ask: Ask, one: Fate) -> Line:
    """Why it was held in that channel, and what became of it there."""
    at = moment(one.at, language=ask.language, now=ask.now, zone=ask.zone)
    match one.settled:
        case None:
            settled = ask.texts.say("replies.why.waits")
        case str(subject):
            settled = ask.texts.say("replies.why.told", digest=clean(subject))
        case reason:
            settled = _reason(ask, reason)
    return dotted((Code(one.channel), at, Plain(_reason(ask, one.reason)), Plain(settled)))


def _fate_data(one: Fate) -> dict[str, object]:
    settled = one.settled.code if isinstance(one.settled, Reason) else one.settled
    return {"channel": one.channel, "at": as_data(one.at), "reason": one.reason.code, "settled": settled}


def _reason(ask: Ask, reason: Reason) -> str:
    return clean(ask.texts.reason(reason))


def _section(ask: Ask, key: str) -> Heading:
    return Heading((Plain(ask.texts.say(f"replies.{key}")),), level=2)

"""From the files' shapes to the types that the rest of the house knows (`bot.model.desk`)."""

from __future__ import annotations

from bot.app.settings.files import Files
from bot.app.settings.shapes import ChannelShape, FeedShape, OfficeShape
from bot.model.desk import (
    Channel,
    Desk,
    GazetteerPlace,
    Holder,
    Mention,
    Office,
    Organisation,
    Outlet,
    Person,
    Register,
    Subject,
    Topic,
)
from bot.model.digests import DigestPlan, Urgent
from bot.model.feeds import Feed


def desk_of(files: Files) -> Desk:
    people, topics = files.people, files.topics
    return Desk(
        name=files.desk.name,
        countries=files.desk.countries,
        topics=tuple(Topic(**dict(t)) for t in topics.topic),
        subject=Subject(**dict(topics.subject)),
        people=tuple(Person(**dict(p)) for p in people.person),
        organisations=tuple(Organisation(**dict(o)) for o in people.organisation),
        offices=tuple(office_of(o) for o in people.office),
        places=tuple(GazetteerPlace(**dict(p)) for p in files.places.place),
        registers=tuple(Register(**dict(r)) for r in files.registers.register_),
        outlets=tuple(Outlet(**dict(o)) for o in files.feeds.outlet),
    )


def office_of(shape: OfficeShape) -> Office:
    holders = tuple(Holder(**dict(holder)) for holder in shape.holders)
    return Office(id=shape.id, country=shape.country, titles=shape.titles, holders=holders)


def feed_of(shape: FeedShape) -> Feed:
    return Feed(**dict(shape))


def feeds_of(files: Files) -> tuple[Feed, ...]:
    return tuple(feed_of(f) for f in files.feeds.feed)


def channels_of(files: Files) -> tuple[Channel, ...]:
    return tuple(channel_of(c) for c in files.channels.channel)


def channel_of(shape: ChannelShape) -> Channel:
    inner = {
        "mentions": tuple(Mention(**dict(mention)) for mention in shape.mentions),
        "urgent": tuple(Urgent(**dict(rule)) for rule in shape.urgent),
        "digest": tuple(DigestPlan(**dict(plan)) for plan in shape.digest),
    }
    return Channel(**{**dict(shape), **inner})

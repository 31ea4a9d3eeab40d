"""A change by chat wins until that entry of the file is itself edited; what no longer fits is left out and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app.settings.changes import merge, problems
from bot.app.settings.entries import Stand, entries_of, row_of
from bot.model.desk import Channel, Desk, Holder, Office, Organisation, Outlet, Person, Topic
from bot.model.feeds import Feed, FeedKind
from bot.store.changes import Change, was

OUTLET = Outlet(id="faro", name="El Faro", country="MX")
FEED = Feed(
    id="faro",
    url="https://faro.example/rss",
    outlet="faro",
    language="es",
    country="MX",
    kind=FeedKind.NEWS,
    interval=timedelta(minutes=30),
    first=5,
)
OTHER = replace(FEED, id="otro", url="https://otro.example/rss", first="all")
TOPIC = Topic(id="homicides", name={"en": "Homicides", "es": "Homicidios"}, terms={"es": {"homicid*": 1.0}})
PERSON = Person(id="ana-ruiz", name="Ana Ruiz", aliases=("Ruiz",))
TERM = Holder(person="ana-ruiz", since=date(2024, 10, 1))
OFFICE = Office(id="mayor", country="MX", titles={"es": ("alcaldesa",)}, holders=(TERM,))
CHANNEL = Channel(id="alerts", platform="console", labels="en", topics=("homicides",))
STAND = Stand(
    desk=Desk(
        topics=(TOPIC,),
        people=(PERSON,),
        organisations=(Organisation(id="sspc", name="SSPC"),),
        offices=(OFFICE,),
        outlets=(OUTLET,),
    ),
    feeds=(FEED, OTHER),
    channels=(CHANNEL,),
    zone="America/Mexico_City",
    alarms=None,
    labels="en",
)
FILES = {
    "feed": "feeds.toml",
    "outlet": "feeds.toml",
    "channel": "channels.toml",
    "topic": "topics.toml",
    "person": "people.toml",
    "organisation": "people.toml",
    "office": "people.toml",
    "setting": "desk.toml",
}


def change(entry, before, after, number=1):
    now = datetime(2026, 11, 24, tzinfo=UTC)
    file = FILES[entry.partition(" ")[0]]
    return Change(id=number, at=now, who="ana", where="console", file=file, entry=entry, before=before, after=after)


def changed(value, number=1, **to):
    """A change of an entry of the files."""
    after = row_of(replace(value, **to)) if to else None
    return change(f"{type(value).__name__.lower()} {value.id}", row_of(value), after, number)


def test_without_changes_the_files_stand_as_they_are():
    merged = merge(STAND, [])
    assert merged.stand == STAND
    assert merged.changed == {}


def test_a_feed_paused_by_chat_is_paused():
    assert [feed.paused for feed in merge(STAND, [changed(FEED, paused=True)]).stand.feeds] == [True, False]


@pytest.mark.parametrize(
    ("value", "to"),
    [
        (CHANNEL, {"threshold": 0.7, "hours": "07:00-22:00"}),
        (TOPIC, {"weight": 2.0, "terms": {"es": {"homicid*": 1.0, "asesinad*": 0.5}}}),
        (PERSON, {"aliases": ("Ruiz", "Anita")}),
        (OFFICE, {"holders": (replace(TERM, until=date(2027, 10, 1)),)}),
        (OUTLET, {"owner": "Faro SA"}),
    ],
)
def test_every_kind_of_entry_can_be_changed(value, to):
    merged = merge(STAND, [changed(value, **to)])
    stand, desk = merged.stand, merged.stand.desk
    now = [*stand.channels, *stand.feeds, *desk.topics, *desk.people, *desk.offices, *desk.outlets]
    assert replace(value, **to) in now
    assert value not in now
    assert list(merged.changed.values()) == [changed(value, **to)]


def test_the_scalars_of_the_desk_can_be_changed():
    made = [
        change("setting paused", None, {"value": True}, 1),
        change("setting alarms", None, {"value": "alerts"}, 2),
        change("setting zone", {"value": "America/Mexico_City"}, {"value": "America/Tijuana"}, 3),
    ]
    stand = merge(STAND, made).stand
    assert (stand.paused, stand.alarms, stand.zone) == (True, "alerts", "America/Tijuana")
    assert merge(replace(STAND, zone="UTC"), made).stand.zone == "UTC"


def test_the_last_of_several_changes_holds():
    merged = merge(STAND, [changed(FEED, 1, paused=True), changed(FEED, 2, paused=False)])
    assert merged.stand.feeds == (FEED, OTHER)
    assert merged.changed == {}, "it is as the file has it"


def test_an_edit_of_the_file_ends_the_change():
    made = changed(FEED)
    edited = replace(FEED, url="https://faro.example/new-rss")
    assert merge(STAND, [made]).stand.feeds == (OTHER,)
    assert merge(replace(STAND, feeds=(edited, OTHER)), [made]).stand.feeds == (edited, OTHER)


def test_a_feed_added_by_chat_comes_with_its_outlet():
    outlet = Outlet(id="nuevo", name="Nuevo", country="MX", owner="Nuevo SA")
    feed = replace(FEED, id="nuevo", outlet="nuevo", url="https://nuevo.example/rss", first=0)
    changes = [change("outlet nuevo", None, row_of(outlet), 1), change("feed nuevo", None, row_of(feed), 2)]
    stand = merge(STAND, changes).stand
    assert stand.feeds == (FEED, OTHER, feed)
    assert stand.desk.outlets == (OUTLET, outlet)


def test_a_feed_added_by_chat_gives_way_to_the_file_s_own_entry_of_that_name():
    added = replace(FEED, url="https://elsewhere.example/rss")
    assert merge(STAND, [change("feed faro", None, row_of(added))]).stand.feeds == (FEED, OTHER)


def test_changes_of_other_files_are_not_taken_for_feeds():
    made = replace(changed(FEED), file="topics.toml")
    assert merge(STAND, [made]).stand.feeds == (FEED, OTHER)


def test_a_change_whose_shape_is_gone_is_left_out_and_the_one_before_it_holds():
    good = changed(FEED, 1, paused=True)
    bad = change("feed faro", row_of(FEED), {**row_of(FEED), "colour": "red"}, 2)
    merged = merge(STAND, [good, bad])
    assert [feed.paused for feed in merged.stand.feeds] == [True, False]
    assert [(one.change.id, [p.code for p in one.problems]) for one in merged.left_out] == [(2, ["setting-unknown-key"])]


def test_a_change_of_a_kind_that_there_is_no_longer_does_not_stop_the_desk():
    now = datetime(2026, 11, 24, tzinfo=UTC)
    old = Change(id=1, at=now, who="a", where="b", file="moods.toml", entry="mood glum", before=None, after={"id": "glum"})
    merged = merge(STAND, [old])
    assert merged.stand == STAND
    assert [one.problems[0].code for one in merged.left_out] == ["entry-fixed"]


def test_a_change_that_names_what_the_files_have_no_longer_is_left_out_and_the_others_hold():
    gone = replace(STAND, desk=replace(STAND.desk, topics=()), channels=(replace(CHANNEL, topics=()),))
    stale = change("channel alerts", row_of(gone.channels[0]), row_of(CHANNEL), 1)
    merged = merge(gone, [stale, changed(FEED, 2, paused=True)])
    assert [feed.paused for feed in merged.stand.feeds] == [True, False]
    assert merged.stand.channels == gone.channels
    assert [(one.change.id, one.problems[0].code) for one in merged.left_out] == [(1, "setting-unknown-id")]


def test_changes_that_need_each_other_hold_whatever_their_order():
    topic = Topic(id="arms", name={"en": "Arms"}, terms={"en": {"rifle*": 1.0}})
    bad = changed(OUTLET, 1)
    needs = changed(CHANNEL, 2, topics=("arms",))
    gives = change("topic arms", None, row_of(topic), 3)
    merged = merge(STAND, [bad, needs, gives])
    assert merged.stand.channels[0].topics == ("arms",)
    assert topic in merged.stand.desk.topics
    assert [one.change.id for one in merged.left_out] == [1]


BACKWARDS = {**row_of(OFFICE), "holders": [{"person": "ana-ruiz", "since": "2024-10-01", "until": "2024-01-01"}]}


@pytest.mark.parametrize(
    ("entry", "row", "code"),
    [
        ("channel alerts", {**row_of(CHANNEL), "topics": ["homicide"]}, "setting-unknown-id-near"),
        ("channel alerts", {**row_of(CHANNEL), "threshold": 7.0}, "setting-too-high"),
        ("channel alerts", {**row_of(CHANNEL), "hours": "late"}, "setting-hours"),
        ("outlet faro", None, "setting-unknown-id"),
        ("person ana-ruiz", None, "setting-unknown-id"),
        ("topic homicides", None, "setting-unknown-id"),
        ("setting alarms", {"value": "nowhere"}, "setting-unknown-id"),
        ("setting zone", {"value": "America/Mexico_Cty"}, "setting-zone-near"),
        ("feed otro", {**row_of(OTHER), "url": FEED.url}, "setting-same-url"),
        ("feed otro", {**row_of(OTHER), "interval": "5s"}, "setting-too-often"),
        ("office mayor", BACKWARDS, "setting-dates"),
    ],
)
def test_what_the_files_would_refuse_is_refused_by_the_same_code(entry, row, code):
    assert code in [problem.code for problem in problems(merge(STAND, []), {entry: row})]


def test_what_was_is_what_an_earlier_change_had_left():
    first, second = changed(FEED, 1, paused=True), changed(FEED, 2, interval=timedelta(hours=1))
    assert was(second, [first, second]) == first.after
    assert was(first, [first, second]) == row_of(FEED)


def test_a_row_read_back_is_the_entry_itself():
    rows = {name: row for name, row in entries_of(STAND).items() if not name.startswith("setting")}
    empty = replace(STAND, desk=Desk(), feeds=(), channels=())
    assert merge(empty, [change(name, None, row) for name, row in rows.items()]).stand == STAND

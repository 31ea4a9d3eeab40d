"""What the desk's own files promise: feeds enough, of every kind, in both languages; channels that name what is there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

from bot.app.settings.shapes import ChannelsFile, DeskFile, FeedsFile
from bot.model.feeds import FeedKind

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "config"
DESKS = [CONFIG, CONFIG / "demo"]
COMMENTED = re.compile(r"^# ?(?=\[|[a-z_]+ = |$)", re.MULTILINE)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.name)
def test_the_files_have_the_shapes_that_the_settings_read(desk: Path) -> None:
    assert FeedsFile.model_validate(read(desk / "feeds.toml")).feed
    assert ChannelsFile.model_validate(read(desk / "channels.toml")).channel
    assert DeskFile.model_validate(read(desk / "desk.toml")).countries == ("MX",)


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.name)
def test_ids_and_addresses_stand_once_and_feeds_name_outlets_that_are_there(desk: Path) -> None:
    feeds = read(desk / "feeds.toml")
    for values in (
        [outlet["id"] for outlet in feeds["outlet"]],
        [feed["id"] for feed in feeds["feed"]],
        [feed["url"] for feed in feeds["feed"]],
        [channel["id"] for channel in read(desk / "channels.toml")["channel"]],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []
    outlets = {outlet["id"] for outlet in feeds["outlet"]}
    assert {feed["outlet"] for feed in feeds["feed"]} == outlets


def test_the_desk_follows_enough_feeds_of_every_kind_in_both_languages() -> None:
    feeds = FeedsFile.model_validate(read(CONFIG / "feeds.toml")).feed
    assert len(feeds) >= 30
    assert {feed.kind for feed in feeds} == set(FeedKind)
    languages = Counter(feed.language for feed in feeds)
    assert set(languages) == {"en", "es"}
    assert min(languages.values()) >= 20
    assert {feed.country for feed in feeds} >= {"MX", "US"}


def test_no_feed_is_asked_more_often_than_every_ten_minutes() -> None:
    feeds = FeedsFile.model_validate(read(CONFIG / "feeds.toml")).feed
    assert min(feed.interval.total_seconds() for feed in feeds) >= 600
    assert all(feed.url.startswith("https://") for feed in feeds)


def test_an_address_nobody_saw_answer_is_marked_and_the_head_says_what_the_mark_means() -> None:
    text = (CONFIG / "feeds.toml").read_text("utf-8")
    feeds = FeedsFile.model_validate(read(CONFIG / "feeds.toml")).feed
    assert 0 < sum(feed.unverified for feed in feeds) < len(feeds)
    assert "unverified" in text.partition("[[")[0]


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.name)
def test_channels_name_topics_that_are_there_and_need_no_token(desk: Path) -> None:
    topics = {topic["id"] for topic in read(CONFIG / "topics.toml")["topic"]}
    channels = ChannelsFile.model_validate(read(desk / "channels.toml")).channel
    assert {channel.platform for channel in channels} == {"console"}
    assert {channel.labels for channel in channels} == {"en", "es"}
    assert any(not channel.topics for channel in channels)
    assert {topic for channel in channels for topic in channel.topics} <= topics


def test_the_commented_examples_are_valid_once_uncommented() -> None:
    text = (CONFIG / "channels.toml").read_text("utf-8")
    examples = text[text.index("# Discord:") :]
    uncommented = "\n".join(COMMENTED.sub("", line) for line in examples.splitlines() if COMMENTED.match(line))
    channels = ChannelsFile.model_validate(tomllib.loads(uncommented)).channel
    assert [channel.platform for channel in channels] == ["discord", "slack"]
    assert all(channel.address and channel.workspace for channel in channels)
    outlets = {outlet["id"] for outlet in read(CONFIG / "feeds.toml")["outlet"]}
    topics = {topic["id"] for topic in read(CONFIG / "topics.toml")["topic"]}
    assert {muted for channel in channels for muted in channel.outlets_muted} <= outlets
    assert {topic for channel in channels for topic in channel.topics} <= topics


def test_the_example_of_the_environment_sets_nothing_and_names_every_variable() -> None:
    path = ROOT / ".env.example"
    assert dict(dotenv_values(path)) == {}
    names = set(re.findall(r"^# ([A-Z_]+)=", path.read_text("utf-8"), re.MULTILINE))
    assert names == {
        "DISCORD_TOKEN",
        "DISCORD_API_URL",
        "DISCORD_GATEWAY_URL",
        "SLACK_API_URL",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_CLIENT_ID",
        "SLACK_CLIENT_SECRET",
        "DATABASE_URL",
        "FETCH_ALLOW",
        "BRIEFBOT_CONFIG",
        "BRIEFBOT_DATA",
    }


def test_no_secret_stands_in_the_settings() -> None:
    for path in CONFIG.rglob("*.toml"):
        assert not re.search(r"xox[abp]-|xapp-|[\w-]{24}\.[\w-]{6}\.[\w-]{27}", path.read_text("utf-8")), path

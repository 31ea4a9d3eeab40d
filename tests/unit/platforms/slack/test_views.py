"""The app's manifest, its home and its forms: golden payloads, and Slack's own rules for them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import all_commands, show
from bot.commands.command import Choice
from bot.commands.forms import form
from bot.languages import available, texts
from bot.model.desk import Channel
from bot.model.reasons import Reason
from bot.platforms.slack.answers import _FIELDS
from bot.platforms.slack.home import Home, blocks, view
from bot.platforms.slack.manifest import EVENTS, manifest
from bot.platforms.slack.modal import modal, offered
from bot.store.feeds import FeedState
from bot.store.records import StoredCard
from tests.fakes.asking import DESK, FEEDS, NOW, an_ask
from tests.fakes.console import english_card, spanish_card
from tests.fakes.slack import check
from tests.unit.platforms.slack.test_render import golden

HTTP = {"url": "https://bot.example/", "domain": "cards.example"}
CHANNEL = Channel(id="homicidios", platform="slack", labels="es", workspace="T1", address="C1", topics=("homicides",))


# ── manifest: https://docs.slack.dev/reference/app-manifest ──────────────────────────────────────────────────────────────────


def _text(value, most, least=1):
    assert isinstance(value, str)
    assert least <= len(value) <= most, value


@pytest.mark.parametrize("language", available())
@pytest.mark.parametrize("where", [{}, {"url": "https://bot.example", "domain": "cards.example"}])
def test_the_manifest_is_one_that_slack_takes(language, where):
    told = manifest(texts(language), **where)
    assert set(told) == {"display_information", "features", "oauth_config", "settings"}
    shown = told["display_information"]
    _text(shown["name"], 35)
    _text(shown["description"], 140)
    assert re.fullmatch(r"#[0-9a-fA-F]{6}", shown["background_color"])
    features = told["features"]
    _text(features["bot_user"]["display_name"], 80)
    _text(features["agent_view"]["agent_description"], 300)
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    for command in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z]{1,31}", command["command"])
        _text(command["description"], 2_000)
        _text(command["usage_hint"], 1_000)
        assert ("url" in command) == ("url" in where)
    for shortcut in features["shortcuts"]:
        _text(shortcut["name"], 24)
        _text(shortcut["description"], 150)
        assert shortcut["type"] in {"message", "global"}
    settings = told["settings"]
    assert settings["socket_mode_enabled"] == ("url" not in where)
    assert ("request_url" in settings["event_subscriptions"]) == ("url" in where)
    assert ("link_shared" in settings["event_subscriptions"]["bot_events"]) == ("domain" in where)


def test_every_event_comes_with_its_scope():
    scopes = set(manifest(texts("en"))["oauth_config"]["scopes"]["bot"])
    needed = {"app_mention": "app_mentions:read", "message.im": "im:history", "link_shared": "links:read"}
    assert {needed[event] for event in EVENTS if event in needed} <= scopes


@pytest.mark.parametrize(
    ("name", "where"), [("socket", {}), ("http", {"url": "https://bot.example/", "domain": "cards.example"})]
)
def test_the_manifest_is_its_golden_file(name, where):
    golden(f"manifest.{name}", manifest(texts("en"), **where))


# ── home ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def a_home(**more):
    error = Reason("timeout-whole", {"url": FEEDS[0].url, "seconds": 30})
    failing = FeedState(id=FEEDS[0].id, url=FEEDS[0].url, failures=3, last_error=error)
    cards = (english_card(id="BB-2026-11-24-001"), spanish_card(id="BB-2026-11-24-002"))
    given = {
        "desk": DESK,
        "channels": (CHANNEL, replace(CHANNEL, id="all", topics=(), mode="digest", paused=True)),
        "follows": ("Homicides", "fentanyl <!channel>"),
        "saved": tuple(StoredCard(card=one, stored_at=NOW, feed_id=None) for one in cards),
        "saved_total": 12,
        "feeds": 2,
        "failing": ((FEEDS[0], failing),),
    }
    return Home(**given | more)


def shown(home, language="en"):
    ask = an_ask(None, language=language)
    told = view(blocks(home, show.cards(ask, home.saved), texts(language)))
    check.view(told, "home")
    return told


@pytest.mark.parametrize("language", available())
def test_the_home_is_its_golden_file(language):
    golden(f"home.{language}", shown(a_home(), language))


def test_who_does_not_administer_is_not_shown_the_sources():
    assert FEEDS[0].id not in json.dumps(shown(a_home(failing=None)))


def test_a_home_with_more_than_slack_takes_is_cut():
    home = a_home(follows=tuple(f"{i} " + "words " * 400 for i in range(300)))
    assert len(shown(home)["blocks"]) <= 100


def test_an_empty_home_says_so():
    told = json.dumps(shown(a_home(channels=(), follows=(), saved=(), saved_total=0, failing=())), ensure_ascii=False)
    for words in ("Nothing is posted", "You follow nothing", "You have saved no cards", "2 feeds, and all are read"):
        assert words in told


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", available())
async def test_a_form_is_its_golden_file(store, language):
    ask = an_ask(store, language=language)
    asked = await form("/feeds add", all_commands(), ask, most=12)
    told = modal(asked, ask.texts, channel="C1")
    check.view(told, "modal")
    golden(f"modal.{language}", told)


@pytest.mark.parametrize("language", available())
async def test_every_command_that_may_lack_something_has_a_form_that_slack_takes(store, language):
    ask = an_ask(store, language=language)
    for name, command in all_commands().items():
        if any(option.required for option in command.options):
            check.view(modal(await form(f"/{name}", all_commands(), ask, most=12), ask.texts, channel="C1"), "modal")


async def test_a_short_list_stands_in_its_form_and_a_long_one_is_asked_for_while_it_is_typed(store):
    ask = an_ask(store)
    asked = await form("/feeds add", all_commands(), ask, most=12)
    (lang,) = (field for field in asked.fields if field.option.name == "lang")
    kinds = {}
    for count in (0, 2, 25):
        field = replace(lang, choices=tuple(Choice(str(number), "") for number in range(count)))
        told = modal(replace(asked, fields=(field,)), ask.texts, channel="")
        check.view(told, "modal")
        kinds[count] = told["blocks"][0]["element"]["type"]
    assert kinds == {0: "plain_text_input", 2: "static_select", 25: "external_select"}


async def test_a_field_takes_several_values_where_its_option_does(store):
    ask = an_ask(store)
    asked = await form("/channels set channel:x", all_commands(), ask, most=24)
    told = modal(asked, ask.texts, channel="")
    check.view(told, "modal")
    kinds = {block["block_id"]: block["element"]["type"] for block in told["blocks"]}
    assert kinds["topic"] == kinds["lang"] == "multi_static_select"
    assert kinds["zone"] == "external_select"
    assert kinds["canvas"] == "static_select"
    (mentions,) = (block for block in told["blocks"] if block["block_id"] == "mentions")
    assert mentions["element"]["multiline"]
    assert mentions["hint"]["text"].endswith(ask.texts.say("replies.one_a_line"))


def test_a_form_of_slacks_has_room_for_every_option_of_any_command():
    assert max(len(command.options) for command in all_commands().values()) <= _FIELDS


LABELS = st.text(max_size=200)


@given(st.lists(st.builds(Choice, LABELS, LABELS), max_size=120), LABELS, st.booleans())
def test_whatever_is_suggested_is_offered_within_slacks_limits(choices, typed, strict):
    check.options(offered(choices, typed, strict=strict))


async def test_a_choice_that_slack_cannot_carry_leaves_a_field_for_text(store):
    ask = an_ask(store)
    asked = await form("/feeds add", all_commands(), ask, most=12)
    long = replace(asked.fields[0], choices=(Choice("x" * 151, "long"),))
    told = modal(replace(asked, fields=(long,)), ask.texts, channel="")
    check.view(told, "modal")
    assert told["blocks"][0]["element"]["type"] == "plain_text_input"

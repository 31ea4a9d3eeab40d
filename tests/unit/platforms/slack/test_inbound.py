"""What Slack sends, read into lines."""

from __future__ import annotations

import pytest

from bot.platforms.slack.inbound import (
    Told,
    address_in,
    filled_in,
    of_command,
    of_event,
    of_interaction,
    unescaped,
    without_mention,
    words_of,
)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("latest", "latest"),
        ("condense <https://news.example/a?b=1&amp;c=2>", "condense https://news.example/a?b=1&c=2"),
        ("condense <https://news.example/a|news.example>", "condense https://news.example/a"),
        ('search "a &lt; b &amp; c"', 'search "a < b & c"'),
        ("  figures   ", "figures"),
        ("feeds add https://a.example/rss", "feeds add https://a.example/rss"),
    ],
)
def test_a_line_is_what_the_person_typed(typed, line):
    assert unescaped(typed) == line


def test_a_question_is_what_stands_beside_the_bots_name():
    assert without_mention("<@UBOT> who said &lt;this&gt;?", "UBOT") == "who said <this>?"
    assert without_mention("so <@UBOT>", "UBOT") == "so"
    assert without_mention("<@UBOT>", "UBOT") == ""


@pytest.mark.parametrize(
    ("message", "url"),
    [
        ({"text": "see <https://a.example/x?y=1&amp;z=2|here>"}, "https://a.example/x?y=1&z=2"),
        ({"text": "see https://a.example/x now"}, "https://a.example/x"),
        (
            {"text": "none", "blocks": [{"elements": [{"elements": [{"type": "link", "url": "https://b.example"}]}]}]},
            "https://b.example",
        ),
        ({"text": "", "attachments": [{"from_url": "https://c.example/"}]}, "https://c.example/"),
        ({"text": "mail <mailto:a@b.example|a>"}, None),
        ({}, None),
    ],
)
def test_a_messages_first_address_is_found_wherever_it_stands(message, url):
    assert address_in(message) == url


def test_a_messages_words_are_without_marks_mentions_and_links():
    text = "&gt; *“We will not rest”*, said <@U1> <https://a.example|here> &amp; _left_ in <#C1|security>"
    assert words_of({"text": text}) == "We will not rest , said & left in security"
    assert len(words_of({"text": "word " * 200})) <= 300


def test_a_form_gives_its_line_and_what_was_filled_in():
    view = {
        "private_metadata": '{"line": "/report BB-2026-11-24-001", "channel": "C1"}',
        "state": {
            "values": {
                "words": {"words": {"type": "plain_text_input", "value": "wrong"}},
                "kind": {"kind": {"type": "static_select", "selected_option": {"value": "news"}}},
                "empty": {"empty": {"type": "plain_text_input", "value": None}},
                "none": {"none": {"type": "static_select", "selected_option": None}},
                "topic": {
                    "topic": {"type": "multi_static_select", "selected_options": [{"value": "arms"}, {"value": "drugs"}]}
                },
                "person": {"person": {"type": "multi_external_select", "selected_options": []}},
            }
        },
    }
    line, values = filled_in(view)
    assert line == "/report BB-2026-11-24-001"
    chosen = {"kind": ("news",), "none": (), "topic": ("arms", "drugs"), "person": ()}
    assert values == {"words": "wrong", "empty": "", **chosen}
    told = of_interaction({"user": {"id": "U1", "team_id": "T1"}, "team": None, "view": view})
    assert (told.workspace, told.person, told.channel) == ("T1", "U1", "C1")


def test_who_did_something_where():
    command = {"team_id": "T1", "user_id": "U1", "user_name": "ana", "channel_id": "C1"}
    assert of_command(command) == Told(workspace="T1", person="U1", name="ana", channel="C1")
    pressed = {
        "team": {"id": "T1"},
        "user": {"id": "U1", "username": "ana"},
        "channel": {"id": "C1"},
        "message": {"ts": "2.0", "thread_ts": "1.0"},
    }
    assert of_interaction(pressed) == Told(workspace="T1", person="U1", name="ana", channel="C1", thread="1.0")
    home = {"team": {"id": "T1"}, "user": {"id": "U1", "name": "ana"}, "view": {"type": "home"}}
    assert of_interaction(home) == Told(workspace="T1", person="U1", name="ana", channel="")


@pytest.mark.parametrize(
    ("event", "thread"),
    [
        ({"ts": "1.0"}, "1.0"),
        ({"ts": "2.0", "thread_ts": "1.0"}, "1.0"),
        ({"ts": "1.0", "channel_type": "im"}, ""),
        ({"ts": "2.0", "thread_ts": "1.0", "channel_type": "im"}, "1.0"),
    ],
)
def test_a_question_in_a_channel_begins_a_thread_and_one_to_the_bot_alone_does_not(event, thread):
    told = of_event({"team_id": "T1", "event": {"user": "U1", "channel": "C1"} | event})
    assert told.thread == thread

"""What a screen reader says of blocks, and what is read of Slack's errors."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError

from bot.languages import texts
from bot.model.chat import Bullets, Button, Buttons, Heading, Link, Paragraph, Plain, Quotation, Reply, Strong, Table
from bot.platforms.slack.faults import code_of, is_limited, said, wait_of
from bot.platforms.slack.render import reply_sheets


def spoken(*blocks):
    return reply_sheets(Reply(blocks=blocks), "", texts("en"))[0].text


def test_every_word_is_read_in_order_and_buttons_are_not():
    told = spoken(
        Heading((Plain("Figures"),)),
        Paragraph((Plain("From "), Link("the page", "https://a.example"), Plain("."))),
        Bullets(((Plain("one"),), (Strong("two"),))),
        Quotation("We will not rest.", (Plain("Ana Ruiz"),)),
        Buttons((Button("Not read", "/latest"),)),
    )
    assert told.splitlines() == ["Figures", "From the page.", "one", "two", "“We will not rest.”", "— Ana Ruiz"]


def test_a_table_is_read_row_by_row():
    told = spoken(Table("Homicides", ("Value", "Period"), (((Plain("2,500"),), (Plain("in 2025"),)),)))
    assert told.splitlines() == ["Homicides", "Value · Period", "2,500 · in 2025"]


def test_signs_that_slack_reads_as_markup_are_escaped():
    assert spoken(Paragraph((Plain("a <!channel> & b"),))) == "a &lt;!channel&gt; &amp; b"


def answered(status=200, headers=None, data=None):
    return SlackApiError("x", SimpleNamespace(status_code=status, headers=headers or {}, data=data))


@pytest.mark.parametrize(
    ("error", "code", "word"),
    [
        (answered(data={"ok": False, "error": "is_archived"}), "is_archived", "is_archived"),
        (answered(503, data="<html>"), "HTTP 503", None),
        (answered(502, data={}), "HTTP 502", None),
        (SlackApiError("x", {"ok": False, "error": "invalid_blocks"}), "invalid_blocks", "invalid_blocks"),
        (SlackApiError("x", SimpleNamespace(status=200)), "HTTP 200", None),
    ],
)
def test_an_errors_word_is_slacks_own_or_none(error, code, word):
    assert (code_of(error), said(error)) == (code, word)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (answered(429, {"Retry-After": "7"}), 7),
        (answered(429), 30),
        (answered(429, {"Retry-After": "soon"}), 30),
        (answered(data={"error": "ratelimited"}), 30),
    ],
)
def test_how_long_slack_wants_to_be_left_alone(error, seconds):
    assert is_limited(error)
    assert wait_of(error) == timedelta(seconds=seconds)

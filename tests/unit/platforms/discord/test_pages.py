"""Whatever a message holds, what is sent keeps every limit of Discord's, loses nothing, and wakes nobody."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.languages import available, texts
from bot.model.chat import (
    Attachment,
    Bullets,
    Button,
    Buttons,
    Code,
    Context,
    Divider,
    Emphasis,
    Heading,
    Link,
    Mark,
    Message,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Reply,
    Strong,
    Table,
)
from bot.platforms.discord.render import message_sheet, reply_sheets
from tests.fakes.discord import limits, schema

EN = texts("en")
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEY = "abcdefghijklmnopqrstuvwxy"

MARKUP = st.sampled_from(
    ["@everyone", "<@123456>", "**bold**", "```\ncode", "[a](https://a.example)", "# x", "\n- y", "1.", "||z||", "\\", "`" * 30]
)
MARKS = st.lists(st.characters(categories=["Mn"]))
ZALGO = st.builds(lambda letter, marks: letter + "".join(marks), st.characters(codec="utf-8"), MARKS)
BIDI = st.text(st.sampled_from("\u202a\u202e\u2066\u2069\u200f\u061cab אב"), max_size=30)
PIECE = MARKUP | ZALGO | BIDI | st.text(max_size=60)
TEXT = st.builds("".join, st.lists(PIECE, max_size=8)) | st.builds(
    lambda piece, times: piece * times, st.text(min_size=1, max_size=12) | MARKUP, st.integers(1, 900)
)
URL = st.sampled_from(["https://a.example/x", "https://a.example/" + "y" * 480, "https://a.example/" + "z" * 3_000])
INLINE = (
    st.builds(Plain, TEXT)
    | st.builds(Strong, TEXT)
    | st.builds(Emphasis, TEXT)
    | st.builds(Mark, TEXT)
    | st.builds(Code, TEXT)
    | st.builds(Link, TEXT, URL)
    | st.builds(Moment, st.just(AT), TEXT)
)
LINE = st.lists(INLINE, max_size=4).map(tuple)
ROWS = st.lists(st.lists(LINE, max_size=3).map(tuple), max_size=4).map(tuple)
BUTTON = st.builds(Button, TEXT, TEXT.map(lambda text: f"/search {text}"))
BLOCK = (
    st.builds(Heading, LINE, st.sampled_from([1, 2]))
    | st.builds(Paragraph, LINE)
    | st.builds(Context, LINE)
    | st.builds(Bullets, st.lists(LINE, max_size=5).map(tuple))
    | st.builds(Quotation, TEXT, LINE, st.none() | URL)
    | st.builds(
        Table,
        TEXT,
        st.lists(TEXT, max_size=3).map(tuple),
        ROWS,
    )
    | st.builds(Divider)
    | st.builds(Picture, st.just(b"png"), TEXT)
    | st.builds(Attachment, st.just("memo.md"), st.just("text/markdown"), st.just(b"words"), TEXT)
    | st.builds(Buttons, st.lists(BUTTON, max_size=12).map(tuple))
)
BLOCKS = st.lists(BLOCK, max_size=10).map(tuple)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def payload(sheet):
    return {"components": sheet.view.to_components(), "flags": limits.V2, "allowed_mentions": {"parse": []}}


def complaints(sheet, *, nonce=None):
    sent = payload(sheet) | ({"nonce": nonce} if nonce else {})
    return [*limits.of_message(sent), *schema.complaints("POST", "/channels/{channel_id}/messages", sent)]


def a_message(blocks, **more):
    return Message(**{"blocks": tuple(blocks), "summary": "A card.", "language": "en", "article": "BB-2026-11-24-001", **more})


@SLOW
@given(BLOCKS, st.sampled_from(available()))
def test_any_message_keeps_every_limit(blocks, code):
    sheet = message_sheet(a_message(blocks, language=code), texts(code), key=KEY)
    assert complaints(sheet, nonce=KEY) == []
    assert KEY in "".join(limits.texts(sheet.view.to_components()))


@SLOW
@given(BLOCKS, TEXT, st.sampled_from(available()))
def test_any_answer_keeps_every_limit_on_every_page(blocks, words, code):
    reply = Reply(blocks=blocks, more=f"/search {words} page:2")
    for sheet in reply_sheets(reply, f"/search {words}", texts(code)):
        assert complaints(sheet) == []


@SLOW
@given(BLOCKS)
def test_nothing_could_mention_anybody_even_if_mentions_were_allowed(blocks):
    for sheet in reply_sheets(Reply(blocks=blocks), "/help", EN):
        assert not re.search(r"@(everyone|here)|(?<!\\)<[@#]", "\n".join(limits.texts(sheet.view.to_components())))


def told_to_discord(sheet):
    return payload(sheet) | {"allowed_mentions": sheet.allowed.to_dict()}


@SLOW
@given(BLOCKS, st.lists(st.integers(1, 10**19).map(str), max_size=10, unique=True))
def test_a_message_mentions_the_roles_of_its_rules_and_nobody_that_its_words_name(blocks, roles):
    hostile = (Paragraph((Plain("@everyone <@&7> <@8> @here"), Code("<@&9>"))), *blocks)
    sheet = message_sheet(a_message(hostile, mentions=tuple(roles), silent=False), EN, key=KEY)
    sent = told_to_discord(sheet)
    assert [*limits.of_message(sent), *schema.complaints("POST", "/channels/{channel_id}/messages", sent)] == []
    assert limits.pinged(sent) == [f"<@&{role}>" for role in roles]
    assert sent["allowed_mentions"].get("roles", []) == [int(role) for role in roles]
    assert sent["allowed_mentions"]["parse"] == []


def letters(text):
    """What a reader sees of a text: letters and digits, in their order."""
    return [sign for sign in text if sign.isalnum()]


@SLOW
@given(TEXT | st.text(st.characters(categories=["L", "N"]), min_size=3_000, max_size=9_000))
def test_no_letter_is_lost_between_pages(text):
    sheets = reply_sheets(Reply(blocks=(Paragraph((Plain(text),)), Bullets(((Strong(text),),)))), "/help", EN)
    shown = "\n".join(
        told for sheet in sheets for told in limits.texts(sheet.view.to_components()) if not re.fullmatch(r"-# \d+/\d+", told)
    )
    assert letters(shown) == letters(text) * 2


@pytest.mark.parametrize(
    "text", ["word " * 20_000, "x" * 100_000, "`" * 100_000, "\n" * 50_000 + "a", "*_~" * 33_334, "é\u0301" * 50_000]
)
def test_a_hundred_thousand_characters_are_laid_on_pages(text):
    sheets = reply_sheets(Reply(blocks=(Quotation(text, (Plain("Ana"),)), Paragraph((Code(text),)))), "/help", EN)
    assert all(complaints(sheet) == [] for sheet in sheets)
    shown = "".join(told for sheet in sheets for told in limits.texts(sheet.view.to_components()))
    assert shown.count("x") == text.count("x") * 2


def test_what_does_not_fit_into_a_card_stays_behind_its_button():
    blocks = (Heading((Plain("Title"),)), *(Paragraph((Plain(f"{n} " + "word " * 100),)) for n in range(20)))
    sheet = message_sheet(a_message(blocks), EN, key=KEY)
    components = sheet.view.to_components()
    carried = [each["custom_id"] for each in limits.walk(components) if "custom_id" in each]
    assert carried == ["say:/card BB-2026-11-24-001"]
    assert "…" in limits.texts(components)[-2] + limits.texts(components)[0]


def test_a_card_that_has_the_button_already_gets_no_second_one():
    whole = Buttons((Button("The whole card", "/card BB-2026-11-24-001"),))
    blocks = (whole, *(Paragraph((Plain(f"{n} " + "word " * 100),)) for n in range(20)))
    components = message_sheet(a_message(blocks), EN, key=KEY).view.to_components()
    assert sum("custom_id" in each for each in limits.walk(components)) == 1


def test_two_buttons_for_one_line_become_one():
    blocks = (Buttons((Button("A", "/help"), Button("B", "/help"), Button("C", "/status"))),)
    (sheet,) = reply_sheets(Reply(blocks=blocks), "/help", EN)
    assert [each["label"] for each in limits.walk(sheet.view.to_components()) if each["type"] == limits.BUTTON] == ["A", "C"]


def test_pages_lead_to_one_another_and_the_last_to_what_comes_next():
    reply = Reply(blocks=tuple(Paragraph((Plain("word " * 200),)) for _ in range(9)), more="/search x page:2")
    sheets = reply_sheets(reply, "/search x", EN)
    told = [
        {each["label"]: each["custom_id"] for each in limits.walk(sheet.view.to_components()) if "custom_id" in each}
        for sheet in sheets
    ]
    assert len(told) == 3
    assert told[0] == {"Next": "page:2:/search x"}
    assert told[1] == {"Previous": "page:1:/search x", "Next": "page:3:/search x"}
    assert told[2] == {"Previous": "page:2:/search x", "More": "say:/search x page:2"}


def test_a_line_too_long_for_a_button_is_named_to_be_kept():
    line = "/search " + "x" * 200
    (sheet,) = reply_sheets(Reply(blocks=(Buttons((Button("A", line),)),)), "/help", EN)
    (name,) = [each["custom_id"] for each in limits.walk(sheet.view.to_components()) if "custom_id" in each]
    assert name.startswith("kept:")
    assert sheet.long_lines == (f"say:{line}",)


def test_an_answer_without_anything_to_see_is_a_message_still():
    (sheet,) = reply_sheets(Reply(blocks=()), "/help", EN)
    assert complaints(sheet) == []

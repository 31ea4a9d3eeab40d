"""Words from outside stand in Discord's Markdown letter by letter: no format, no list, no link, no mention."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.chat import Code, Emphasis, Link, Mark, Moment, Plain, Strong
from bot.platforms.discord.markdown import markdown

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ((Plain("a *b* _c_ ~d~ `e` ||f||"),), r"a \*b\* \_c\_ \~d\~ \`e\` \|\|f\|\|"),
        ((Plain("# no heading"),), r"\# no heading"),
        ((Plain("- no item"),), r"\- no item"),
        ((Plain("2. no item"),), r"2\. no item"),
        ((Plain("2"), Plain(". no item")), r"2\. no item"),
        ((Plain("10 - 3 + 2"),), "10 - 3 + 2"),
        ((Plain("9.7 % of all, -5 against 2024"),), "9.7 % of all, -5 against 2024"),
        ((Plain("-5 %"),), "-5 %"),
        ((Plain("<@123> <#4> <t:1:R> <https://a.example>"),), r"\<@123\> \<\#4\> \<t:1:R\> \<https\://a.example\>"),
        ((Plain("@everyone and @here"),), "@\u200beveryone and @\u200bhere"),
        ((Plain("@"), Plain("everyone")), "@\u200beveryone"),
        ((Plain("[words](https://evil.example)"),), r"\[words\]\(https\://evil.example\)"),
        ((Strong("a"), Strong(" b")), "**a b**"),
        ((Strong("a "), Plain("b")), "**a** b"),
        ((Plain("a"), Strong(" "), Plain("b")), "a b"),
        ((Emphasis("a*b"),), r"*a\*b*"),
        ((Mark("met"),), "__**met**__"),
        ((Link("a]b", "https://a.example/x"),), r"[a\]b](https://a.example/x)"),
        ((Link("", "https://a.example/x"),), r"[https\://a.example/x](https://a.example/x)"),
        ((Link("a", "https://a.example/@everyone"),), "[a](https://a.example/%40everyone)"),
        ((Moment(NOON, "at noon"),), "<t:1795521600:R>"),
        ((Code("/card BB-1"),), "`/brief card BB-1`"),
        ((Code("a`b``c"),), "``` a`b``c ```"),
        ((Code("@everyone"),), "`@\u200beveryone`"),
        ((Code(" "),), ""),
    ],
)
def test_a_line_is_shown_as_it_was_meant(line, shown):
    assert markdown(line) == shown


KINDS = st.sampled_from([Plain, Strong, Emphasis, Mark])
HOSTILE = st.text(st.sampled_from("@everyoneh <>#&!123*_~`|[]()\\-+.:/ \u202e\u0301\u200b"), max_size=40) | st.text(max_size=40)


@given(st.lists(st.builds(lambda kind, text: kind(text), KINDS, HOSTILE), max_size=6))
def test_no_words_can_mention_anybody(line):
    told = markdown(tuple(line))
    assert not re.search(r"@(everyone|here)|(?<!\\)<[@#:t/]", told)


@given(HOSTILE)
def test_every_sign_that_formats_stands_behind_a_backslash(text):
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "", markdown((Plain(text),)))
    assert not re.search(r"[*_~`|\[\]()<>#\\]|://", bare)


@given(HOSTILE)
def test_no_letter_is_changed(text):
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown((Plain(text),)))
    assert shown.replace("@\u200b", "@") == text.replace("@\u200b", "@")

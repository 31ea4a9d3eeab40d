"""A message is kept as JSON and comes back as it was: by random messages of every block there is."""

from __future__ import annotations

import json
from datetime import UTC
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import chat
from bot.store import messages

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
MOMENTS = st.datetimes(timezones=st.just(UTC))
INLINES = {
    chat.Plain: st.builds(chat.Plain, WORDS),
    chat.Strong: st.builds(chat.Strong, WORDS),
    chat.Emphasis: st.builds(chat.Emphasis, WORDS),
    chat.Mark: st.builds(chat.Mark, WORDS),
    chat.Link: st.builds(chat.Link, WORDS, WORDS),
    chat.Moment: st.builds(chat.Moment, MOMENTS, WORDS),
    chat.Code: st.builds(chat.Code, WORDS),
}
LINES = st.lists(st.one_of(*INLINES.values()), max_size=4).map(tuple)
BLOCKS = {
    chat.Heading: st.builds(chat.Heading, LINES, st.integers(1, 3)),
    chat.Paragraph: st.builds(chat.Paragraph, LINES),
    chat.Context: st.builds(chat.Context, LINES),
    chat.Bullets: st.builds(chat.Bullets, st.lists(LINES, max_size=3).map(tuple)),
    chat.Quotation: st.builds(chat.Quotation, WORDS, LINES, st.none() | WORDS),
    chat.Table: st.builds(
        chat.Table,
        WORDS,
        st.lists(WORDS, max_size=3).map(tuple),
        st.lists(st.lists(LINES, max_size=3).map(tuple), max_size=3).map(tuple),
    ),
    chat.Divider: st.builds(chat.Divider),
    chat.Picture: st.builds(chat.Picture, st.binary(max_size=40), WORDS),
    chat.Chart: st.builds(
        chat.Chart,
        WORDS,
        WORDS,
        WORDS,
        st.lists(st.tuples(WORDS, st.decimals(allow_nan=False, allow_infinity=False)), max_size=4).map(tuple),
        st.builds(chat.Picture, st.binary(max_size=40), WORDS),
    ),
    chat.Attachment: st.builds(chat.Attachment, WORDS, WORDS, st.binary(max_size=40), WORDS),
    chat.Buttons: st.builds(chat.Buttons, st.lists(st.builds(chat.Button, WORDS, WORDS), max_size=3).map(tuple)),
}
MESSAGES = st.builds(
    chat.Message,
    blocks=st.lists(st.one_of(*BLOCKS.values()), max_size=6).map(tuple),
    summary=WORDS,
    language=st.sampled_from(["en", "es"]),
    colour=st.none() | st.just("#aabbcc"),
    silent=st.booleans(),
    broadcast=st.booleans(),
    article=st.none() | WORDS,
    topics=st.lists(WORDS, max_size=3).map(tuple),
    mentions=st.lists(WORDS, max_size=3).map(tuple),
)


def test_every_block_and_every_inline_is_among_the_random_ones():
    assert set(BLOCKS) == set(get_args(chat.Block))
    assert set(INLINES) == set(get_args(chat.Inline))


@given(MESSAGES)
def test_a_message_comes_back_as_it_was(message):
    assert messages.loads(messages.dumps(message)) == message


def test_a_message_that_an_older_version_kept_is_shown_in_its_thread_alone_and_has_no_topics():
    told = {"blocks": [], "summary": "s", "language": "en", "colour": None, "silent": True, "article": None}
    assert messages.loads(json.dumps(told)) == chat.Message(blocks=(), summary="s", language="en")


@given(WORDS, WORDS)
def test_a_reference_comes_back_as_it_was(channel, thread):
    place = chat.Place(platform="discord", workspace="w", channel=channel, thread=thread)
    ref = chat.Ref(place=place, message="123")
    assert messages.load_ref(messages.dump_ref(ref)) == ref


@pytest.mark.parametrize("block", [{"kind": "Video"}, {"kind": "Paragraph", "line": [{"kind": "Blink", "text": "x"}]}])
def test_a_block_of_a_later_version_is_refused_by_its_name(block):
    told = {"blocks": [block], "summary": "", "language": "en", "colour": None, "silent": True, "article": None}
    with pytest.raises(ValueError, match=r"Video|Blink"):
        messages.loads(json.dumps(told))

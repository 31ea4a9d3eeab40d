"""What a post in a forum is called."""

from __future__ import annotations

import pytest

from bot.layout.digest import digest_messages
from bot.model.chat import Context, Heading, Message, Paragraph, Plain
from bot.platforms.discord import limits
from bot.platforms.discord.forum import post_title
from tests.fakes.digests import ON_TIME, many
from tests.fakes.stories_held import DESK, NOW


def message(*blocks, summary="New card"):
    return Message(blocks=blocks, summary=summary, language="en")


def test_a_card_is_called_by_its_headline_also_when_a_mark_stands_above_it():
    headline = Heading((Plain("Six killed"),))
    assert post_title(message(headline, Heading((Plain("Key points"),), level=2))) == "Six killed"
    assert post_title(message(Context((Plain("A reader reported an error."),)), headline)) == "Six killed"


def test_the_parts_of_a_digest_are_told_apart_by_their_numbers():
    laid = digest_messages(many(30), ON_TIME, desk=DESK, language="en", zone="UTC", now=NOW)
    first, *more = [post_title(part) for part in laid]
    assert more
    assert more == [f"{first} · {number}/{len(laid)}" for number in range(2, len(laid) + 1)]


@pytest.mark.parametrize("summary", ["A note", "", "word " * 60])
def test_what_has_no_heading_is_called_by_its_sentence_within_the_limit(summary):
    told = post_title(message(Paragraph((Plain("What happened."),)), summary=summary))
    assert 1 <= len(told) <= limits.POST_TITLE
    assert summary.startswith(told.removesuffix(" …")) or not summary

"""An update under another event's card says so, and no more than that."""

import pytest

from bot.languages import available
from bot.layout.parted import parted_message
from bot.layout.text import plain
from bot.model.chat import Context, Heading, Message, Plain


@pytest.fixture(params=available())
def told(request):
    blocks = (Heading((Plain("Two held"),), level=2), Context((Plain("El Eco"),)))
    return Message(blocks=blocks, summary="Two held", language=request.param, under="BB-2026-11-24-001")


def test_the_note_stands_first_and_all_else_as_it_was(told):
    parted = parted_message(told, apart=True)
    assert plain(parted.blocks).endswith(plain(told.blocks))
    assert (parted.blocks[1:], parted.under) == (told.blocks, told.under)


def test_asking_again_changes_nothing(told):
    parted = parted_message(told, apart=True)
    assert parted_message(parted, apart=True) == parted


def test_what_is_one_story_again_stands_as_it_was_told(told):
    assert parted_message(parted_message(told, apart=True), apart=False) == told
    assert parted_message(told, apart=False) == told

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.model.chat import DeliveryKind, Place
from bot.store.deliveries import key_of

HERE = Place(platform="discord", workspace="1", channel="2")


def test_a_key_never_changes():
    assert key_of(HERE, DeliveryKind.CARD, "BB-2026-11-24-007", 0) == "b4323aoc7w2uguwf"


@given(st.text(), st.text(), st.integers(0, 10**9))
def test_a_key_is_short_and_plain(channel, subject, revision):
    key = key_of(Place(platform="slack", channel=channel), DeliveryKind.DIGEST, subject, revision)
    assert len(key) <= 25
    assert key.isascii()
    assert key.isalnum()


def test_another_place_kind_subject_or_revision_has_another_key():
    keys = {
        key_of(place, kind, subject, revision)
        for place in (
            HERE,
            Place(platform="discord", workspace="1", channel="2", thread="3"),
            Place(platform="slack", channel="2"),
        )
        for kind in DeliveryKind
        for subject in ("a", "b")
        for revision in (0, 1)
    }
    assert len(keys) == 3 * len(DeliveryKind) * 2 * 2

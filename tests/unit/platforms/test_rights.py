"""Whose administrators may change the desk."""

from __future__ import annotations

import pytest

from bot.model.desk import Channel
from bot.platforms.rights import Here, is_the_desks

OURS = Channel(id="a", platform="discord", labels="en", workspace="1", address="10")
UNNAMED = Channel(id="b", platform="discord", labels="en", address="10")
OTHER_PLATFORM = Channel(id="c", platform="slack", labels="en", workspace="T1", address="C1")


@pytest.mark.parametrize(
    ("workspace", "alone", "channels", "named", "may"),
    [
        ("1", False, [OURS], [], True),
        ("2", False, [OURS], [], False),
        ("2", True, [OURS], [], False),
        ("2", False, [OURS], ["2"], True),
        ("1", False, [OURS], ["2"], True),
        ("1", True, [], ["2"], False),
        ("1", False, [UNNAMED], [], True),
        ("2", False, [UNNAMED], [], False),
        ("1", True, [], [], True),
        ("1", False, [], [], False),
        ("1", True, [OTHER_PLATFORM], [], True),
        ("1", False, [OTHER_PLATFORM], [], False),
        ("", True, [], [], False),
        ("", True, [UNNAMED], [], False),
    ],
)
def test_only_the_desks_own_servers_count_and_before_there_are_any_the_only_one(workspace, alone, channels, named, may):
    here = Here(platform="discord", workspace=workspace, alone=alone, holds=lambda address: (workspace, address) == ("1", "10"))
    assert is_the_desks(here, channels, named) is may

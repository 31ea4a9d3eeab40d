"""Commands on Discord, from what somebody types to what that person sees, through the real discord.py."""

from __future__ import annotations


async def test_help_is_for_the_asker_alone(client, fake):
    seen = await fake.slash("brief help")
    assert seen.ephemeral
    assert "/latest" in seen.text

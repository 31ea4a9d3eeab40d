"""How long Slack is left alone after failures: pure numbers."""

from __future__ import annotations

from bot.platforms.slack.session import Times


def test_pauses_grow_differ_and_end_at_the_longest():
    early, late = Times(jitter=lambda: 0.0), Times(jitter=lambda: 1.0)
    assert [early.after(n) for n in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]
    assert [late.after(n) for n in (0, 1, 2, 3, 4)] == [1.0, 1.0, 2.0, 4.0, 8.0]
    assert late.after(10_000) == 300.0

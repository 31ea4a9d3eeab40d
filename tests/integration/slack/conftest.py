"""A Slack on loopback with one workspace, two channels, and no proxy between us."""

from __future__ import annotations

import pytest

from tests.fakes.slack.server import a_slack


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """slack-sdk reads these, and would send loopback through them."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def fake():
    async with a_slack() as opened:
        team = opened.team()
        team.channel("C1")
        team.channel("C2")
        yield opened

"""A Slack on loopback with one workspace, two channels, and no proxy between us."""

from __future__ import annotations

import os

import pytest

from tests.fakes.slack.server import a_slack


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """slack-sdk reads these, and would send loopback through them; Bolt reads tokens that somebody may have."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        monkeypatch.delenv(name)


@pytest.fixture
async def fake():
    async with a_slack() as opened:
        team = opened.team()
        team.channel("C1")
        team.channel("C2")
        yield opened

"""The standing brief: a channel's canvas, kept up to date where it is ours to keep."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.languages import texts
from bot.model.desk import Channel
from bot.platforms.slack.canvas import Canvases
from bot.store import cards
from tests.fakes.asking import NOW
from tests.fakes.console import english_card, spanish_card
from tests.fakes.slack.bench import a_bench, fill
from tests.fakes.slack.server import Error, Limited

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
CHANNEL = Channel(id="homicides", platform="slack", labels="en", workspace="T1", address="C1", canvas=True)
TITLE = f"# {texts('en').say('slack.canvas.title')}"


@pytest.fixture
async def bench(fake, store):
    await fill(store)
    async with a_bench(fake, store, run=False) as opened:
        yield opened


@pytest.fixture
def canvases(bench):
    return Canvases(
        present=bench.session.surface.present,
        workspaces=bench.session.workspaces,
        complaints=bench.session.complaints,
    )


@pytest.fixture
def team(fake):
    return fake.teams["xoxb-1"]


async def test_a_canvas_is_made_with_the_cards_and_written_anew_only_when_they_change(canvases, team, fake, store):
    await canvases.refresh([CHANNEL])
    (markdown,) = team.canvases.values()
    assert markdown.startswith(TITLE)
    assert "## [Homicides fall in Guanajuato](https://news.example/story)" in markdown
    await canvases.refresh([CHANNEL])
    assert not fake.called("canvases.edit")
    async with store.begin() as tx:
        await cards.insert(tx, english_card(title="Another day"), identity="new", feed_id=None, now=NOW)
    await canvases.refresh([CHANNEL])
    (markdown,) = team.canvases.values()
    assert "Another day" in markdown


async def test_after_a_restart_our_own_canvas_is_known_by_its_heading(canvases, bench, team):
    await canvases.refresh([CHANNEL])
    again = replace(canvases, _written={})
    await again.refresh([CHANNEL])
    assert len(team.canvases) == 1
    assert bench.told == []


async def test_a_canvas_of_somebody_elses_is_left_alone_and_told_once(canvases, bench, team, fake):
    team.channels["C1"].canvas = "F0"
    team.canvases["F0"] = "# Our notes\n\nStanding brief of the week"
    for _ in range(3):
        await canvases.refresh([CHANNEL])
    assert team.canvases["F0"].startswith("# Our notes")
    assert [error.code for error in bench.told] == ["slack-canvas-taken"]
    assert len(fake.called("conversations.info")) == 1


@pytest.mark.parametrize("code", ["canvas_disabled_file_team", "free_team_canvas_tab_already_exists", "missing_scope"])
async def test_a_refusal_is_told_once_and_not_asked_for_again(canvases, bench, fake, code):
    fake.troubles["conversations.canvases.create"].append(Error(code))
    for _ in range(3):
        await canvases.refresh([CHANNEL])
    assert [(error.code, error.params["reason"]) for error in bench.told] == [("slack-canvas", code)]
    assert len(fake.called("conversations.canvases.create")) == 1


async def test_what_passes_is_tried_again(canvases, bench, team, fake):
    fake.troubles["conversations.info"] += [Limited(1), Error("token_revoked")]
    for _ in range(3):
        await canvases.refresh([CHANNEL])
    assert len(team.canvases) == 1
    assert bench.told == []


async def test_a_channel_has_the_cards_that_it_wants_in_its_own_labels(canvases, team):
    wanted = replace(CHANNEL, labels="es", topics=("armed-forces",))
    await canvases.refresh([wanted])
    (markdown,) = team.canvases.values()
    assert markdown.startswith(f"# {texts('es').say('slack.canvas.title')}")
    assert "Decomiso en Culiacán" in markdown
    assert "Homicides fall" not in markdown
    nothing = replace(CHANNEL, id="none", address="C2", topics=("us-mexico",))
    await canvases.refresh([nothing])
    assert texts("en").say("slack.canvas.none") in list(team.canvases.values())[1]


async def test_words_from_outside_neither_format_nor_link_nor_mention(canvases, team, store):
    hostile = spanish_card(title="# [x](https://evil.example) <@U1> ![](@channel) **b**", url="https://x.example/a(b)")
    async with store.begin() as tx:
        await cards.insert(tx, hostile, identity="h", feed_id=None, now=NOW)
    await canvases.refresh([CHANNEL])
    (markdown,) = team.canvases.values()
    assert "\\# \\[x\\]\\(https://evil.example\\)" in markdown
    assert not re.search(r"@\w", markdown)
    assert "\\*\\*b\\*\\*" in markdown


async def test_only_a_channel_that_wants_a_canvas_has_one_and_what_is_no_longer_wanted_stays(canvases, team, fake, store):
    unwanted = replace(CHANNEL, canvas=False)
    await canvases.refresh([unwanted])
    assert fake.calls == []
    await canvases.refresh([CHANNEL])
    async with store.begin() as tx:
        await cards.insert(tx, english_card(title="Another day"), identity="new", feed_id=None, now=NOW)
    before = dict(team.canvases)
    await canvases.refresh([unwanted])
    assert team.canvases == before
    await canvases.refresh([CHANNEL])
    assert "Another day" in next(iter(team.canvases.values()))


async def test_the_session_writes_them_when_it_starts(fake, store):
    await fill(store)
    async with a_bench(fake, store, channels=(CHANNEL, replace(CHANNEL, id="other", address="C2", canvas=False))):
        await fake.until(lambda: fake.teams["xoxb-1"].channels["C1"].canvas)
    assert fake.teams["xoxb-1"].channels["C2"].canvas is None

"""The session is kept up, by Socket Mode and over HTTP; troubles are told once, and never reach whoever started it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.languages import texts
from bot.model.chat import Message, Paragraph, Place, Plain
from bot.outbox.port import Later, Refused
from bot.platforms.pauses import Pauses
from tests.fakes.slack.bench import TIMES, a_bench, credentials, fill, over_http
from tests.fakes.slack.server import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, SECRET, Error, Limited, Status

# slack-sdk's OAuth uses what aiohttp is going to drop; that is theirs to mend
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
SQLITE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
HELP = texts("en").say("replies.help")


@SQLITE
async def test_a_dropped_socket_is_opened_again_and_people_are_answered(fake, store):
    async with a_bench(fake, store) as bench:
        ana = bench.person("U1")
        for number in (2, 3):
            await fake.drop()
            await fake.connected(number)
            assert HELP in (await ana.command("help")).words


@SQLITE
async def test_slack_may_ask_for_another_connection(fake, store):
    async with a_bench(fake, store) as bench:
        await fake.disconnect()
        await fake.connected(2)
        assert HELP in (await bench.person("U1").command("help")).words
        assert bench.session.connected.is_set()


@SQLITE
async def test_a_connection_that_could_not_be_exchanged_is_opened_anew_when_it_ends(fake, store):
    async with a_bench(fake, store) as bench:
        fake.troubles["apps.connections.open"].append(Error("internal_error"))
        await fake.disconnect()
        await fake.until(lambda: len(fake.called("apps.connections.open")) == 2)
        await fake.drop()
        await fake.connected(2)
        assert HELP in (await bench.person("U1").command("help")).words


@pytest.mark.parametrize("trouble", [Status(503), Error("internal_error"), Limited(1)], ids=str)
@pytest.mark.parametrize("method", ["apps.connections.open", "auth.test"])
@SQLITE
async def test_whatever_fails_at_the_start_is_tried_again(fake, store, method, trouble):
    fake.troubles[method] += [trouble, trouble]
    async with a_bench(fake, store) as bench:
        assert HELP in (await bench.person("U1").command("help")).words
        assert bench.told == []


@SQLITE
async def test_admins_who_cannot_be_told_end_nothing(fake, store, monkeypatch):
    team = fake.teams["xoxb-1"]
    fake.revoke(team)

    async def broken(_error):
        raise RuntimeError("nobody is there")

    async with a_bench(fake, store, run=False) as bench:
        bench.session.complaints.tell = broken
        stop = asyncio.Event()
        running = asyncio.create_task(bench.session.run(stop))
        await fake.until(lambda: len(fake.called("auth.test")) >= 2)
        with pytest.raises(Later):
            await bench.session.port.post(at(team), said(), key="k")
        stop.set()
        await running


@SQLITE
async def test_a_wrong_app_token_is_told_once_and_tried_until_it_is_taken(fake, store):
    async with a_bench(fake, store, given=credentials(fake, app_token="xapp-wrong"), wait=False) as bench:
        await fake.until(lambda: len(fake.called("apps.connections.open")) >= 3)
        assert [error.code for error in bench.told] == ["slack-app-token"]
        assert "invalid_auth" in texts("en").error(bench.told[0]).what


@SQLITE
async def test_a_revoked_token_is_told_once_and_the_session_comes_back_when_it_is_taken_again(fake, store):
    team = fake.teams["xoxb-1"]
    fake.revoke(team)
    async with a_bench(fake, store, wait=False) as bench:
        await fake.until(lambda: len(fake.called("auth.test")) >= 3)
        assert [error.code for error in bench.told] == ["slack-token"]
        fake.teams[team.token] = team
        await fake.connected()
        assert HELP in (await bench.person("U1").command("help")).words


@SQLITE
async def test_an_app_that_people_take_away_is_told_once(fake, store):
    async with a_bench(fake, store) as bench:
        ana = bench.person("U1")
        await ana.event({"type": "app_uninstalled"})
        await ana.event({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}})
        await fake.until(lambda: bench.told)
        await ana.command("help")
        assert [(error.code, error.params["reason"]) for error in bench.told] == [("slack-token", "app_uninstalled")]


@SQLITE
async def test_what_is_being_answered_is_finished_when_the_service_stops(fake, store, monkeypatch):
    from bot.platforms.slack import answers

    real, may, begun = answers.run, asyncio.Event(), asyncio.Event()

    async def slow(line, ask):
        begun.set()
        await may.wait()
        return await real(line, ask)

    monkeypatch.setattr(answers, "run", slow)
    async with a_bench(fake, store) as bench:
        ana = bench.person("U1")
        answering = asyncio.create_task(ana.command("help"))
        await begun.wait()
        asyncio.get_running_loop().call_soon(may.set)
    assert HELP in (await answering).words


@SQLITE
async def test_an_answer_that_never_ends_does_not_hold_the_service(fake, store, monkeypatch):
    begun = asyncio.Event()

    async def stuck(_line, _ask):
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.platforms.slack.answers.run", stuck)
    async with a_bench(fake, store, times=replace(TIMES, landing=0.05)) as bench:
        ana = bench.person("U1")
        await fake.send("slash_commands", _typed(ana))
        await begun.wait()


@SQLITE
async def test_the_service_stops_at_once_while_it_pauses(fake, store):
    fake.troubles["auth.test"] += [Status(500)] * 9
    async with a_bench(fake, store, times=replace(TIMES, pauses=Pauses(first=600.0, longest=600.0)), wait=False):
        await fake.until(lambda: fake.called("auth.test"))


# ── several workspaces ───────────────────────────────────────────────────────────────────────────────────────────────────────


def shared(fake, **more):
    given = {"bot_token": None, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "signing_secret": SECRET}
    return replace(over_http(fake), **given, **more)


async def install(fake, bench, team):
    """Somebody installs the app: from the install page to the redirection with Slack's code."""
    import aiohttp

    base = bench.session.address.removesuffix("/slack/events")
    fake.codes[f"code-{team.id}"] = team
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(f"{base}/slack/install") as page:
            body = await page.text()
            state = body.partition("state=")[2].partition("&")[0]
            cookie = page.headers["Set-Cookie"].partition(";")[0]
        url = f"{base}/slack/oauth_redirect?code=code-{team.id}&state={state}"
        async with session.get(url, headers={"Cookie": cookie}) as answer:
            assert answer.status == 200, await answer.text()


def said():
    return Message(blocks=(Paragraph((Plain("words"),)),), summary="One sentence.", language="en")


def at(team):
    return Place(platform="slack", workspace=team.id, channel="C1")


async def test_two_workspaces_install_the_app_and_are_served_apart(fake, store):
    await fill(store)
    one, two = fake.teams["xoxb-1"], fake.team("T2", "xoxb-2")
    two.channel("C1")
    async with a_bench(fake, store, given=shared(fake)) as bench:
        with pytest.raises(Refused, match="not installed"):
            await bench.session.port.post(at(one), said(), key="k")
        for team in (one, two):
            await install(fake, bench, team)
        ana, eva = bench.person("U1", team=one), bench.person("U2", team=two)
        assert HELP in (await ana.command("help")).words
        assert HELP in (await eva.command("help")).words
        await bench.session.port.post(at(two), said(), key="k")
        assert [len(team.posted("C1")) for team in (one, two)] == [0, 1]


@SQLITE
async def test_what_somebody_follows_and_saves_stands_in_their_home_and_in_no_other_workspace(fake, store):
    await fill(store)
    one, two = fake.teams["xoxb-1"], fake.team("T2", "xoxb-2")
    async with a_bench(fake, store, given=shared(fake)) as bench:
        for team in (one, two):
            await install(fake, bench, team)
        here, there = bench.person("U1", team=one), bench.person("U1", team=two)
        assert (await here.command("follow topic:homicides")).alone == "U1"
        await here.command("save BB-2026-11-24-001")
        mine, theirs = str(await here.open_home()), str(await there.open_home())
        assert "Homicides fall in Guanajuato" in mine
        for empty in ("slack.home.no_follows", "slack.home.no_saved"):
            assert texts("en").say(empty) not in mine
            assert texts("en").say(empty) in theirs


@SQLITE
async def test_a_workspace_that_takes_the_app_away_rests_and_the_other_goes_on(fake, store):
    one, two = fake.teams["xoxb-1"], fake.team("T2", "xoxb-2")
    two.channel("C1")
    async with a_bench(fake, store, given=shared(fake)) as bench:
        for team in (one, two):
            await install(fake, bench, team)
        fake.revoke(one)
        for _ in range(2):
            with pytest.raises(Later):
                await bench.session.port.post(at(one), said(), key="k")
        await bench.session.port.post(at(two), said(), key="k")
        assert [(error.code, error.params["workspace"]) for error in bench.told] == [("slack-token", "T1")]
        await bench.person("U1", team=one).event({"type": "app_uninstalled"})
        await fake.until(lambda: True)
        eva = bench.person("U2", team=two)
        assert HELP in (await eva.command("help")).words
        with pytest.raises(Refused, match="not installed"):
            await bench.session.port.post(at(one), said(), key="k")


# ── organisations ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def organisation(fake):
    made = fake.team("E1", "xoxb-org")
    made.workspaces = ("T7", "T8", "T9")
    made.channel("C1")
    return made


def in_workspace(name):
    return Place(platform="slack", workspace=name, channel="C1")


async def test_an_organisation_installs_the_app_once_and_all_its_workspaces_are_served(fake, store, organisation):
    await fill(store)
    fake.page = 2
    async with a_bench(fake, store, given=shared(fake)) as bench:
        with pytest.raises(Refused, match="not installed"):
            await bench.session.port.post(in_workspace("T9"), said(), key="k")
        await install(fake, bench, organisation)
        for number, name in enumerate(("T7", "T9", "E1")):
            await bench.session.port.post(in_workspace(name), said(), key=f"k{number}")
        assert len(organisation.posted("C1")) == 3
        assert len(fake.called("auth.teams.list")) == 2, "two pages, and remembered"
        with pytest.raises(Refused, match="not installed"):
            await bench.session.port.post(in_workspace("T5"), said(), key="k")
        ana = bench.person("U1", team=organisation)
        ana.workspace = "T8"
        shown = await ana.command("help")
        assert HELP in shown.words
        assert (await ana.mention("/latest")).thread_ts
        view = await ana.shortcut("ask")
        assert view["type"] == "modal"


@SQLITE
async def test_what_people_of_two_workspaces_of_one_organisation_save_is_kept_apart(fake, store, organisation):
    await fill(store)
    async with a_bench(fake, store, given=shared(fake)) as bench:
        await install(fake, bench, organisation)
        here, there = bench.person("U1", team=organisation), bench.person("U1", team=organisation)
        here.workspace, there.workspace = "T7", "T8"
        await here.command("save BB-2026-11-24-001")
        assert "Homicides fall in Guanajuato" in (await here.command("saved")).words
        assert "Homicides fall in Guanajuato" not in (await there.command("saved")).words


@SQLITE
async def test_an_organisation_that_takes_the_app_away_rests_and_a_workspace_of_its_own_goes_on(fake, store, organisation):
    alone = fake.teams["xoxb-1"]
    async with a_bench(fake, store, given=shared(fake)) as bench:
        for team in (organisation, alone):
            await install(fake, bench, team)
        await bench.session.port.post(in_workspace("T7"), said(), key="k")
        ana = bench.person("U1", team=organisation)
        ana.workspace = "T7"
        await ana.event({"type": "app_uninstalled"})
        await fake.until(lambda: bench.told)
        assert [error.params["workspace"] for error in bench.told] == ["E1"]
        with pytest.raises(Refused, match="not installed"):
            await bench.session.port.post(in_workspace("T7"), said(), key="k")
        await bench.session.port.post(at(alone), said(), key="k")


@SQLITE
async def test_an_organisations_token_is_exchanged_too(fake, store, organisation, monkeypatch):
    async with a_bench(fake, store, given=shared(fake)) as bench:
        await install(fake, bench, organisation)
        monkeypatch.setattr("slack_sdk.oauth.token_rotation.async_rotator.time", _in_eleven_hours)
        old = organisation.token
        await bench.session.port.post(in_workspace("T7"), said(), key="k")
        assert organisation.token != old


@SQLITE
async def test_one_token_of_an_organisation_serves_all_its_workspaces(fake, store, organisation):
    async with a_bench(fake, store, given=credentials(fake, bot_token="xoxb-org")) as bench:
        await bench.session.port.post(in_workspace("T7"), said(), key="k")
        await bench.session.port.post(in_workspace("T8"), said(), key="k2")
        assert len(organisation.posted("C1")) == 2


@SQLITE
async def test_a_token_is_exchanged_before_it_ends_and_both_who_post_and_who_answer_have_the_new_one(fake, store, monkeypatch):
    team = fake.teams["xoxb-1"]
    async with a_bench(fake, store, given=shared(fake)) as bench:
        await install(fake, bench, team)
        ana = bench.person("U1")
        monkeypatch.setattr("slack_sdk.oauth.token_rotation.async_rotator.time", _in_eleven_hours)
        old = team.token
        await bench.session.port.post(at(team), said(), key="k")
        assert team.token != old
        assert HELP in (await ana.command("help")).words
        exchanges = [told for told in fake.called("oauth.v2.access") if told.get("grant_type") == "refresh_token"]
        assert len(exchanges) >= 1


def _in_eleven_hours():
    import time

    return time.time() + 11 * 3_600


@SQLITE
async def test_a_token_that_can_no_longer_be_exchanged_is_told_once(fake, store, monkeypatch):
    team = fake.teams["xoxb-1"]
    async with a_bench(fake, store, given=shared(fake)) as bench:
        await install(fake, bench, team)
        fake.codes.clear()
        monkeypatch.setattr("slack_sdk.oauth.token_rotation.async_rotator.time", _in_eleven_hours)
        for _ in range(2):
            with pytest.raises(Later):
                await bench.session.port.post(at(team), said(), key="k")
        assert [(error.code, error.params["reason"]) for error in bench.told] == [("slack-token", "invalid_code")]


@SQLITE
async def test_workspaces_install_the_app_by_themselves_with_socket_mode_too(fake, store):
    async with a_bench(fake, store, given=shared(fake, app_token=APP_TOKEN)) as bench:
        await install(fake, bench, fake.teams["xoxb-1"])
        assert HELP in (await bench.person("U1").command("help")).words
        assert fake.endpoint is None


@SQLITE
async def test_with_one_token_and_socket_mode_nothing_listens(fake, store):
    async with a_bench(fake, store) as bench:
        assert bench.session.address is None


def _typed(somebody):
    return {
        "command": "/brief",
        "text": "help",
        "team_id": somebody.team.id,
        "user_id": somebody.id,
        "channel_id": somebody.channel,
        "trigger_id": somebody.fake.trigger(),
        "response_url": somebody.fake.response_url(somebody.team, somebody.id, somebody.channel),
    }

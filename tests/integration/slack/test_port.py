"""The outbox's port to Slack: posted once, found by its metadata, every error one of three."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.languages import texts
from bot.model.chat import Button, Buttons, Chart, Message, Paragraph, Picture, Place, Plain, Ref, Table
from bot.outbox.port import Later, Refused, Unknown
from tests.fakes.slack.bench import a_bench
from tests.fakes.slack.server import Error, Limited, Lost, Status

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
HERE = Place(platform="slack", workspace="T1", channel="C1")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def said(*blocks, **more):
    given = {"blocks": blocks or (Paragraph((Plain("words"),)),), "summary": "One sentence.", "language": "en"}
    return Message(**given | more)


@pytest.fixture
async def bench(fake, store):
    async with a_bench(fake, store, run=False) as opened:
        yield opened


@pytest.fixture
def port(bench):
    return bench.session.port


@pytest.fixture
def team(fake):
    return fake.teams["xoxb-1"]


async def test_a_message_is_posted_with_its_key_as_metadata_and_found_by_it(port, team):
    ref = await port.post(HERE, said(), key="k1")
    (shown,) = team.posted("C1")
    assert (ref.message, shown.text) == (shown.ts, "One sentence.")
    assert await port.find(HERE, "k1", LONG_AGO) == ref
    assert await port.find(HERE, "k2", LONG_AGO) is None


async def test_a_lost_answer_is_unknown_and_the_message_stands_there_once(port, team, fake):
    fake.troubles["chat.postMessage"].append(Lost())
    with pytest.raises(Unknown):
        await port.post(HERE, said(), key="k1")
    assert len(team.posted("C1")) == 1
    assert (await port.find(HERE, "k1", LONG_AGO)).message == team.posted("C1")[0].ts


async def test_all_pages_of_a_channels_history_are_looked_through(port, team, fake):
    fake.page = 3
    first = await port.post(HERE, said(), key="k1")
    for number in range(8):
        await port.post(HERE, said(), key=f"other{number}")
    assert await port.find(HERE, "k1", LONG_AGO) == first
    assert len(fake.called("conversations.history")) == 3


async def test_what_was_posted_before_is_not_looked_at(port, team):
    ref = await port.post(HERE, said(), key="k1")
    after = datetime.fromtimestamp(float(ref.message), UTC) + timedelta(seconds=1)
    assert await port.find(HERE, "k1", after) is None


async def test_an_update_stands_in_its_cards_thread_and_in_the_channel_only_where_it_says_so(port, team):
    card = await port.post(HERE, said(), key="k1")
    quiet = await port.post(card.thread, said(silent=False), key="k2")
    await port.post(card.thread, said(broadcast=True), key="k3")
    assert quiet.place == Place(platform="slack", workspace="T1", channel="C1", thread=card.message)
    assert [(one.thread_ts, one.broadcast) for one in team.posted("C1")] == [
        (None, False),
        (card.message, False),
        (card.message, True),
    ]
    assert quiet.thread == card.thread, "an answer to an update stands below the same card"


async def test_a_broadcast_outside_of_a_thread_is_a_message_like_others(port, team):
    await port.post(HERE, said(broadcast=True), key="k1")
    assert team.posted("C1")[0].broadcast is False


async def test_an_update_in_doubt_is_found_among_all_that_stands_in_the_thread(port, team, fake):
    card = await port.post(HERE, said(), key="k1")
    fake.page = 3
    fake.troubles["chat.postMessage"].append(Lost())
    with pytest.raises(Unknown):
        await port.post(card.thread, said(), key="k2")
    for number in range(7):
        await port.post(card.thread, said(), key=f"other{number}")
    found = await port.find(card.thread, "k2", LONG_AGO)
    assert found.message == team.posted("C1")[1].ts
    assert len(fake.called("conversations.replies")) == 3
    assert await port.find(card.thread, "k9", LONG_AGO) is None
    assert await port.find(HERE, "k2", LONG_AGO) is None, "it does not stand in the channel"


async def test_a_card_and_the_updates_in_its_thread_are_changed_in_place(port, team):
    card = await port.post(HERE, said(), key="k1")
    update = await port.post(card.thread, said(), key="k2")
    await port.edit(card, said(summary="Card changed."))
    await port.edit(update, said(summary="Update changed."))
    assert [one.text for one in team.posted("C1")] == ["Card changed.", "Update changed."]


async def test_where_the_thread_has_gone_nobody_can_look(port):
    with pytest.raises(Refused, match="thread_not_found"):
        await port.find(Place(platform="slack", workspace="T1", channel="C1", thread="1.0"), "k1", LONG_AGO)


@pytest.mark.parametrize("call", ["post", "edit", "find", "open_direct", "missing_permissions"])
@pytest.mark.parametrize(
    ("trouble", "answer"),
    [
        (Limited(7), Later),
        (Status(503), Unknown),
        (Status(500, '{"ok": false, "error": "internal_error"}', "application/json"), Unknown),
        (Status(200, "no JSON", "application/json"), Unknown),
        (Lost(done=False), Unknown),
        (Error("fatal_error"), Unknown),
        (Error("token_revoked"), Later),
        (Error("account_inactive"), Later),
        (Error("channel_not_found"), Refused),
        (Error("is_archived"), Refused),
        (Error("not_in_channel"), Refused),
        (Error("missing_scope"), Refused),
        (Error("restricted_action"), Refused),
    ],
    ids=str,
)
async def test_every_trouble_is_one_of_the_three_answers(port, fake, call, trouble, answer):
    fake.teams["xoxb-1"].person("U1")
    methods = {
        "post": "chat.postMessage",
        "edit": "chat.update",
        "find": "conversations.history",
        "open_direct": "conversations.open",
        "missing_permissions": "conversations.info",
    }
    calls = {
        "post": lambda: port.post(HERE, said(), key="k"),
        "edit": lambda: port.edit(Ref(place=HERE, message="1.0"), said()),
        "find": lambda: port.find(HERE, "k", LONG_AGO),
        "open_direct": lambda: port.open_direct("T1/U1"),
        "missing_permissions": lambda: port.missing_permissions(HERE),
    }
    reads = call in {"find", "missing_permissions"}
    fake.troubles[methods[call]] += [trouble] * (2 if reads else 1)  # aiohttp itself reads again where a connection was lost
    with pytest.raises(answer) as told:
        await calls[call]()
    if isinstance(trouble, Limited):
        assert told.value.after == timedelta(seconds=7)
    assert len(fake.called(methods[call])) == 1 or reads


async def test_a_revoked_token_is_told_the_admins_once_and_again_after_it_had_worked(bench, port, fake, team):
    for _ in range(3):
        fake.troubles["chat.postMessage"].append(Error("token_revoked"))
        with pytest.raises(Later):
            await port.post(HERE, said(), key="k")
    assert [(error.code, error.params["workspace"]) for error in bench.told] == [("slack-token", "T1")]
    await port.post(HERE, said(), key="k")
    fake.troubles["chat.postMessage"].append(Error("invalid_auth"))
    with pytest.raises(Later):
        await port.post(HERE, said(), key="k")
    assert len(bench.told) == 2
    assert "T1" in texts("es").error(bench.told[0]).what


async def test_a_table_that_the_workspace_refuses_is_posted_as_a_list_and_once(port, team, fake):
    team.new_blocks = False
    table = Table("Figures", ("Value", "Of"), (((Plain("2,500"),), (Plain("homicides"),)),))
    await port.post(HERE, said(table), key="k1")
    (shown,) = team.posted("C1")
    assert "Value: 2,500 · Of: homicides" in shown.words
    await port.edit(Ref(place=HERE, message=shown.ts), said(table, summary="Changed."))
    assert (shown.text, shown.edits) == ("Changed.", 1)


CHART = Chart("cases", "cases", "By the state", (("2024", Decimal(1)), ("2025", Decimal(2))), Picture(b"png", "A rising line."))


def undrawn():
    raise AssertionError("Slack draws it itself")


async def test_a_chart_is_drawn_by_slack_and_no_file_is_uploaded_for_it(port, team, fake):
    await port.post(HERE, said(replace(CHART, picture=Picture(undrawn, "A rising line."))), key="k1")
    assert team.posted("C1")[0].blocks[0]["type"] == "data_visualization"
    assert fake.called("files.getUploadURLExternal") == []


async def test_a_chart_that_the_workspace_refuses_is_posted_as_a_picture_and_once(port, team, fake):
    team.new_blocks = False
    ref = await port.post(HERE, said(CHART), key="k1")
    (shown,) = team.posted("C1")
    assert shown.blocks[0]["type"] == "image"
    fake.troubles["files.getUploadURLExternal"].append(Error("missing_scope"))
    await port.edit(ref, said(CHART))
    assert "A rising line." in shown.words


async def test_a_chart_whose_picture_is_not_ready_either_is_told_by_its_words(port, team, fake):
    fake.troubles["chat.postMessage"] += [Error("invalid_blocks"), Error("invalid_blocks")]
    await port.post(HERE, said(CHART), key="k1")
    (shown,) = team.posted("C1")
    assert "A rising line." in shown.words


async def test_a_refused_message_without_anything_new_is_refused(port, fake):
    fake.troubles["chat.postMessage"].append(Error("invalid_blocks"))
    with pytest.raises(Refused, match="invalid_blocks"):
        await port.post(HERE, said(), key="k1")
    assert len(fake.called("chat.postMessage")) == 1


async def test_a_picture_is_uploaded_with_its_words_and_told_by_them_where_it_cannot_be(port, team, fake):
    picture = Picture(b"png", "A falling line.")
    await port.post(HERE, said(picture), key="k1")
    assert team.posted("C1")[-1].blocks[0]["type"] == "image"
    assert fake.called("files.getUploadURLExternal")[0]["alt_txt"] == "A falling line."
    fake.troubles["files.getUploadURLExternal"].append(Error("missing_scope"))
    await port.post(HERE, said(picture), key="k2")
    assert "A falling line." in team.posted("C1")[-1].words
    fake.troubles["chat.postMessage"].append(Error("invalid_blocks"))  # the file is not ready yet
    await port.post(HERE, said(picture), key="k3")
    assert "A falling line." in team.posted("C1")[-1].words
    assert len(team.posted("C1")) == 3


async def test_editing_twice_is_the_same_as_once_and_a_deleted_message_is_refused(port, team):
    ref = await port.post(HERE, said(), key="k1")
    for _ in range(2):
        await port.edit(ref, said(summary="Changed."))
    assert team.posted("C1")[0].text == "Changed."
    with pytest.raises(Refused, match="message_not_found"):
        await port.edit(Ref(place=HERE, message="1.0"), said())


async def test_what_the_bot_lacks_in_a_channel_is_named(port, team):
    team.channel("C3", is_member=False)
    team.channel("C4", is_archived=True)
    at = {name: Place(platform="slack", workspace="T1", channel=name) for name in ("C1", "C3", "C4")}
    assert await port.missing_permissions(at["C1"]) == ()
    assert "/invite" in (await port.missing_permissions(at["C3"]))[0]
    assert await port.missing_permissions(at["C4"]) == ("unarchived channel",)
    team.scopes = "commands,channels:history"
    team.channel("C5", is_private=True)
    at_private = Place(platform="slack", workspace="T1", channel="C5")
    assert await port.missing_permissions(at["C1"]) == ("chat:write",)
    assert await port.missing_permissions(at_private) == ("chat:write", "groups:history")


async def test_opening_a_persons_messages_twice_gives_the_same_place(port, team):
    team.person("U1")
    assert await port.open_direct("T1/U1") == await port.open_direct("T1/U1")
    assert await port.missing_permissions(await port.open_direct("T1/U1")) == ()


async def test_a_workspace_that_has_not_installed_the_bot_is_refused(bench, port):
    bench.session.workspaces.name = "T1"
    with pytest.raises(Refused, match="T2"):
        await port.post(Place(platform="slack", workspace="T2", channel="C1"), said(), key="k")


async def test_a_buttons_line_that_is_too_long_for_slack_is_kept_before_it_is_shown(bench, port, team):
    line = "/search " + "x" * 1_995
    await port.post(HERE, said(Buttons((Button("Again", line),))), key="k")
    value = team.posted("C1")[0].buttons["Again"]["value"]
    assert await bench.session.surface.kept(value.removeprefix("kept:")) == line

"""People on Slack ask, and see answers: the real slack-bolt against a Slack on loopback, by socket and by signed requests."""

from __future__ import annotations

import asyncio
import json
import time
from decimal import Decimal

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.commands import all_commands
from bot.commands.forms import needs_form
from bot.languages import available, texts
from bot.layout.card import card_message
from bot.model.chat import Button, Buttons, Chart, Message, Picture, Place, Reply
from bot.model.desk import Admins, Channel
from bot.platforms.slack import answers
from bot.platforms.slack import app as slack_app
from bot.platforms.slack.manifest import CONDENSE
from tests.fakes.asking import DESK, NOW
from tests.fakes.console import english_card
from tests.fakes.slack.bench import a_bench, fill, over_http
from tests.fakes.slack.server import SECRET, Error, Lost, Status, signed

# what differs between databases is proved where the store is
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
PLACE = Place(platform="slack", workspace="T1", channel="C1")
LOCALES = {"en": "en-GB", "es": "es-MX"}


def said(*blocks):
    return Message(blocks=blocks, summary="One sentence.", language="en")


@pytest.fixture(params=["socket", "http"])
async def bench(request, fake, store):
    await fill(store)
    async with a_bench(fake, store, given=over_http(fake) if request.param == "http" else None) as opened:
        yield opened


async def test_an_answer_in_a_channel_speaks_the_channels_language_and_a_private_one_the_askers(bench):
    ana = bench.person("U1", locale="en-US", channel="C2")
    public = await ana.command("latest")
    assert public.alone is None
    assert texts("es").say("replies.latest") in public.words
    private = await ana.command("no-such-command")
    assert private.alone == "U1"
    assert "“no-such-command”" in private.words or "no-such-command" in private.words
    assert texts("en").say("errors.command-unknown.remedy", known="").split("{")[0].split(":")[0] in private.words


@pytest.mark.parametrize("language", available())
async def test_every_button_of_a_card_answers_or_opens_its_form(bench, language):
    made = english_card(id="BB-2026-11-24-001")
    message = card_message(made, outlet="The Example", language=language, topics=DESK.topics, now=NOW)
    await bench.session.port.post(Place(platform="slack", workspace="T1", channel="C1"), message, key="k")
    ana = bench.person("U1", locale=LOCALES[language])
    (card,) = ana.team.posted("C1")
    assert card.buttons
    for label, button in card.buttons.items():
        if needs_form(button["value"], all_commands(), texts(language)):
            assert (await ana.press(card, label, expect="form"))["type"] == "modal"
        else:
            shown = await ana.press(card, label)
            assert (shown.alone, shown.channel) == ("U1", "C1")
            assert texts(language).say("slack.fault") not in shown.words


async def test_an_empty_command_gives_help(bench):
    shown = await bench.person("U1").command("")
    assert texts("en").say("replies.help") in shown.words


async def test_what_lacks_something_is_asked_for_as_a_form_and_answered_to_its_author_alone(bench):
    ana = bench.person("U1", is_admin=True)
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "feeds add")))
    shown = await ana.fill(view, url="https://a.example/rss")
    assert bench.services.calls[-1][0] == "add_feed"
    assert bench.services.calls[-1][1].url == "https://a.example/rss"
    assert bench.services.calls[-1][3].channel == "C1"
    assert shown.channel == "DU1"


async def test_what_an_option_suggests_is_offered_in_its_field_and_what_was_typed_too(bench):
    ana = bench.person("U1", is_admin=True)
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "feeds add")))
    assert await ana.type_into(view, "outlet", "ejem") == ["ejem", "ejemplo"]
    assert await ana.type_into(view, "outlet", "") == [outlet.id for outlet in DESK.outlets]
    await ana.fill(view, url="https://a.example/rss", outlet="ejemplo")
    assert bench.services.calls[-1][1].outlet == "ejemplo"


async def test_a_field_of_several_values_gives_all_of_them(bench):
    ana = bench.person("U1", is_admin=True)
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "channels set")))
    await ana.fill(view, channel="homicidios", topic=["homicides", "us-mexico"], mentions="S0001 us-mexico\nS0002")
    ((edit,), *_) = bench.services.calls[-1][1:]
    assert edit.value.topics == ("homicides", "us-mexico")
    assert [(rule.role, rule.topics) for rule in edit.value.mentions] == [("S0001", ("us-mexico",)), ("S0002", ())]


async def test_of_values_that_must_be_known_only_those_are_offered(bench):
    ana = bench.person("U1", is_admin=True)
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "feeds add")))
    assert await ana.type_into(view, "lang", "span") == ["es"]
    assert await ana.type_into(view, "lang", "nothing like it") == []


async def test_a_field_offers_admins_values_to_admins_only(bench):
    ana, eva = bench.person("U1", is_admin=True), bench.person("U2")
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "feeds add")))
    assert await eva.type_into(view, "outlet", "ejem") == []


async def test_a_field_without_suggestions_in_time_offers_nothing_and_one_that_fails_neither(bench, monkeypatch):
    ana = bench.person("U1", is_admin=True)
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "feeds add")))

    async def never(*_):
        await asyncio.Event().wait()

    async def fails(*_):
        raise RuntimeError

    monkeypatch.setattr(slack_app, "_SUGGESTING", 0.05)
    for broken in (never, fails):
        with monkeypatch.context() as patch, capture_logs() as logs:
            patch.setattr(answers, "suggestions", broken)
            assert await ana.type_into(view, "outlet", "ejem") == []
        assert len([one for one in logs if one["log_level"] in {"warning", "error"}]) == 1


async def test_a_form_sent_twice_changes_one_thing(bench):
    ana = bench.person("U1", is_admin=True)
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "feeds add")))
    await ana.fill(view, twice=True, url="https://a.example/rss")
    await ana.command("status", "/briefadmin")
    assert [name for name, *_ in bench.services.calls].count("add_feed") == 1


async def test_who_may_not_give_a_command_is_told_so_instead_of_being_shown_its_form(bench):
    shown = await bench.person("U2").command("feeds add", "/briefadmin")
    assert shown.alone == "U2"
    assert texts("en").say("errors.admin-only.what", command="briefadmin feeds add") in shown.words
    assert not bench.fake.called("views.open")


async def test_a_form_that_slack_opens_no_more_is_answered_by_the_error(bench):
    bench.fake.troubles["views.open"].append(Error("expired_trigger_id"))
    shown = await bench.person("U1", is_admin=True).command("feeds add", "/briefadmin")
    assert "/feeds add" in shown.words or "feeds add" in shown.words


async def test_the_same_command_twice_is_carried_out_once(bench):
    ana = bench.person("U1", is_admin=True)
    await ana.command("feeds pause feed:ejemplo-seguridad", "/briefadmin", twice=True)
    await ana.command("status", "/briefadmin")
    assert [name for name, *_ in bench.services.calls].count("pause_feed") == 1


async def test_pages_are_turned_in_the_place_of_the_one_shown(bench):
    ana = bench.person("U1")
    first = await ana.command("latest limit:1")
    assert texts("en").say("labels.more") in first.buttons
    more = await ana.press(first, texts("en").say("labels.more"))
    assert more.alone == "U1"
    assert more.words != first.words


async def test_a_long_answer_comes_in_pages_that_are_turned_back_and_forth(bench, monkeypatch):
    monkeypatch.setattr("bot.platforms.slack.limits.CHARACTERS", 900)
    ana = bench.person("U1")
    shown = await ana.command("help")
    one = shown.words
    next_, previous = texts("en").say("labels.next"), texts("en").say("labels.previous")
    await ana.press(shown, next_, expect="same")
    assert shown.words != one
    assert "2/" in shown.words
    await ana.press(shown, previous, expect="same")
    assert shown.words == one


async def test_a_tables_rows_come_as_a_list_where_the_workspace_knows_no_tables(bench):
    ana = bench.person("U1")
    assert any(block["type"] == "table" for block in (await ana.command("figures homicides")).blocks)
    ana.team.new_blocks = False
    shown = await ana.command("figures homicides")
    assert all(block["type"] != "table" for block in shown.blocks)
    assert "2,500" in shown.words


async def test_an_answer_whose_acknowledgement_was_lost_is_given_once_and_not_taken_back(bench):
    ana = bench.person("U1", is_admin=True)
    bench.fake.troubles["response_url"].append(Lost())
    first = await ana.command("latest")
    assert await bench.session._flights.land(30)
    await ana.command("status", "/briefadmin")
    assert [one.words for one in ana.sees() if one.words == first.words] == [first.words]
    assert len(ana.sees()) == 2


async def test_the_shortcut_on_a_message_takes_its_link_or_looks_for_its_words(bench):
    ana = bench.person("U1")
    words = await ana.shortcut(CONDENSE, {"text": "“We will not rest”", "ts": "1.0"})
    assert words.alone == "U1"
    assert "Ana Ruiz" in words.words
    nothing = await ana.shortcut(CONDENSE, {"text": "", "ts": "1.0"})
    assert texts("en").say("slack.nothing_in_message") in nothing.words
    link = await ana.shortcut(CONDENSE, {"text": "see <https://news.example/x|this>", "ts": "1.0"})
    assert link.alone == "U1"


async def test_a_mention_is_answered_once_and_in_a_thread(bench):
    ana = bench.person("U1")
    shown = await ana.mention("/latest", twice=True)
    assert shown.thread_ts is not None
    assert shown.channel == "C1"
    await ana.command("status")
    assert len(bench.fake.called("chat.postMessage")) == 1


async def test_what_is_said_to_the_bot_alone_is_answered_there_in_the_askers_language(bench):
    eva = bench.person("U3", locale="es-ES")
    shown = await eva.message("/latest")
    assert (shown.channel, shown.thread_ts) == ("DU3", None)
    assert texts("es").say("replies.latest") in shown.words


async def test_the_home_shows_sources_to_admins_only_and_its_buttons_answer_in_direct_messages(bench):
    ana, eva = bench.person("U1", is_admin=True), bench.person("U3", locale="es-MX")
    sources = texts("en").say("slack.home.health")
    assert sources in str(await ana.open_home())
    told = str(await eva.open_home())
    assert texts("es").say("slack.home.health") not in told.replace("'", "")
    assert texts("es").say("slack.home.title") in told
    shown = await eva.press_home(texts("es").say("slack.home.latest"))
    assert shown.channel == "DU3"
    assert texts("es").say("replies.latest") in shown.words


async def test_a_link_to_one_of_our_cards_is_shown_as_the_card(bench):
    ana = bench.person("U1")
    await ana.share("https://cards.example/card/BB-2026-11-24-001", "https://cards.example/card/BB-2026-11-24-999")
    await bench.fake.until(lambda: ana.team.unfurled)
    (told,) = ana.team.unfurled
    assert list(told["unfurls"]) == ["https://cards.example/card/BB-2026-11-24-001"]
    assert "Homicides fall" in str(told["unfurls"])


async def test_a_fault_of_ours_is_told_to_the_asker_and_the_next_request_is_answered(bench, monkeypatch):
    ana = bench.person("U1", locale="es-MX")

    async def broken(*_args, **_more):
        raise RuntimeError("a fault")

    with monkeypatch.context() as patch, capture_logs() as logged:
        patch.setattr("bot.platforms.slack.answers.run", broken)
        shown = await ana.command("latest")
    assert [one["event"] for one in logged if one["log_level"] == "error"] == ["a request was not answered"]
    assert shown.alone == "U1"
    assert texts("es").say("slack.fault") in shown.words
    assert texts("en").say("replies.latest") in (await ana.command("latest")).words


ELSEWHERE = (Channel(id="a", platform="slack", labels="en", workspace="T9", address="C9"),)


@pytest.mark.parametrize(
    ("channels", "admins", "may"),
    [
        (ELSEWHERE, Admins(), False),
        (ELSEWHERE, Admins(slack_workspaces=("T1",)), True),
        (ELSEWHERE, Admins(slack_users=("U1",)), True),
        ((), Admins(), True),
    ],
)
async def test_admins_of_the_desks_own_workspaces_may_change_it_and_others_are_told_why_not(fake, store, channels, admins, may):
    async with a_bench(fake, store, channels=channels, admins=admins) as bench:
        ana = bench.person("U1", is_admin=True)
        shown = await ana.command("feeds pause ejemplo-seguridad", "/briefadmin")
        refused = texts("en").say("errors.admin-elsewhere.what", command="briefadmin feeds pause")
        assert (refused in shown.words, bool(bench.services.calls)) == (not may, may)


async def test_an_admin_of_another_workspace_in_a_shared_channel_is_a_guest(bench):
    ana = bench.person("U1", is_admin=True)
    bench.fake.teams["xoxb-1"].users["U1"].home = "T9"
    shown = await ana.command("feeds pause ejemplo-seguridad", "/briefadmin")
    assert texts("en").say("errors.admin-only.what", command="briefadmin feeds pause") in shown.words
    assert bench.services.calls == []


async def test_whoever_desk_toml_names_is_an_admin_and_who_slack_does_not_know_is_none(fake, store):
    async with a_bench(fake, store, admins=Admins(slack_users=("T1/U7",))) as bench:
        named, unknown = bench.person("U7"), bench.person("U8")
        assert "1.2.3" in (await named.command("status", "/briefadmin")).words
        fake.troubles["users.info"].append(Error("user_not_visible"))
        shown = await unknown.command("feeds list", "/briefadmin")
        assert shown.words.strip()


@pytest.mark.parametrize("kind_of_request", ["command", "button", "shortcut", "form", "mention", "message"])
async def test_slack_hears_from_us_before_the_answer_is_made(bench, monkeypatch, kind_of_request):
    ana = bench.person("U1", is_admin=True)
    shown = await ana.command("latest limit:1")
    view = await ana._form(bench.fake.send("slash_commands", _typed(ana, "feeds add")))
    may, real = asyncio.Event(), answers.run

    async def slow(line, ask):
        await may.wait()
        return await real(line, ask)

    monkeypatch.setattr(answers, "run", slow)
    requests = {
        "command": lambda: ana.command("latest"),
        "button": lambda: ana.press(shown, texts("en").say("labels.more")),
        "shortcut": lambda: ana.shortcut(CONDENSE, {"text": "rest", "ts": "1.0"}),
        "form": lambda: ana.fill(view, url="https://a.example/rss"),
        "mention": lambda: ana.mention("/latest"),
        "message": lambda: ana.message("/latest"),
    }
    heard, seen = bench.fake.heard, len(ana.sees())
    answering = asyncio.create_task(requests[kind_of_request]())
    await bench.fake.until(lambda: bench.fake.heard > heard)
    assert len(ana.sees()) == seen
    may.set()
    assert await answering


def answers_with(monkeypatch, *blocks, **more):
    async def said(_line, _ask):
        return Reply(blocks=blocks, **more)

    monkeypatch.setattr(answers, "run", said)


async def test_a_picture_of_an_answer_is_uploaded_and_told_by_its_words_where_it_cannot_be(bench, monkeypatch):
    answers_with(monkeypatch, Picture(b"png", "A falling line."))
    ana = bench.person("U1")
    shown = await ana.command("latest")
    assert [block["type"] for block in shown.blocks] == ["image"]
    bench.fake.troubles["files.completeUploadExternal"].append(Error("missing_scope"))
    assert "A falling line." in (await ana.command("latest")).words


async def test_a_chart_of_an_answer_is_drawn_only_where_slack_does_not_draw_it_itself(bench, monkeypatch):
    drawn = []

    def draw():
        drawn.append(1)
        return b"png"

    values = (("2024", Decimal(1)), ("2025", Decimal(2)))
    answers_with(monkeypatch, Chart("cases", "cases", "By the state", values, Picture(draw, "A rising line.")))
    ana = bench.person("U1")
    shown = await ana.command("latest")
    assert (shown.blocks[0]["type"], drawn) == ("data_visualization", [])
    ana.team.new_blocks = False
    shown = await ana.command("latest")
    assert (shown.blocks[0]["type"], drawn) == ("image", [1])


@pytest.mark.parametrize("language", available())
async def test_a_memos_files_are_sent_to_its_asker_and_the_private_answer_leads_there(bench, language):
    await bench.session.port.post(PLACE, said(Buttons((Button("Memo", "/memo BB-2026-11-24-001"),))), key="k")
    ana = bench.person("U1", locale=LOCALES[language])
    shown = await ana.press(ana.team.posted("C1")[0], "Memo")
    assert shown.alone == "U1"
    assert [(where, file.name) for where, file in ana.team.shared] == [("DU1", "memo.docx"), ("DU1", "memo.md")]
    word, markdown = (file.data for _, file in ana.team.shared)
    assert word.startswith(b"PK")
    assert b"BB-2026-11-24-001" in markdown
    assert texts(language).say("slack.file_sent") in shown.words
    assert "https://slack.com/app_redirect?channel=DU1&team=T1" in json.dumps(shown.blocks)


async def test_where_slack_gives_a_files_address_the_answer_leads_to_it(bench):
    bench.fake.told_of_files = {"permalink": "https://x.slack.example/files/F1"}
    shown = await bench.person("U1").command("memo BB-2026-11-24-001")
    assert "https://x.slack.example/files/F1" in json.dumps(shown.blocks)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal", "conversations.open"])
async def test_where_files_are_refused_a_memo_is_still_told_and_its_files_by_their_words(bench, method):
    bench.fake.troubles[method].append(Error("missing_scope"))
    ana = bench.person("U1")
    shown = await ana.command("memo BB-2026-11-24-001")
    assert "memo.docx: " in shown.words
    assert texts("en").say("slack.file_sent") not in shown.words
    assert ana.team.shared == []


async def test_a_memo_asked_for_in_a_conversation_with_the_bot_comes_with_its_files(bench):
    ana = bench.person("U1")
    shown = await ana.message("/memo BB-2026-11-24-001")
    assert shown.channel == "DU1"
    assert {where for where, _ in ana.team.shared} == {"DU1"}


async def test_a_button_with_a_long_line_works_as_long_as_the_line_is_kept(bench, monkeypatch):
    ana = bench.person("U1")
    line = "/search " + "x" * 1_992
    with monkeypatch.context() as patch:
        answers_with(patch, Buttons((Button("Again", f"{line}y"),)))
        shown = await ana.command("latest")
    assert shown.buttons["Again"]["value"].startswith("kept:")
    long = await ana.press(shown, "Again")
    assert texts("en").say("errors.line-too-long.what", characters=2_001, most=2_000) in long.words
    shown.buttons["Again"]["value"] = "kept:nothing"
    assert texts("en").say("slack.button_gone") in (await ana.press(shown, "Again")).words


async def test_a_private_answer_to_a_mention_goes_to_its_asker_alone(bench):
    shown = await bench.person("U1").mention("/follows")
    assert shown.channel == "DU1"


async def test_an_address_that_slack_takes_no_more_answers_for_ends_nothing(bench):
    ana = bench.person("U1")
    bench.fake.troubles["response_url"] += [Status(404, "expired_url"), Status(404, "expired_url")]
    await bench.fake.send("slash_commands", _typed(ana, "latest"))
    await bench.fake.until(lambda: len(bench.fake.called("response_url")) == 2)
    assert not ana.sees()
    assert (await ana.command("latest")).words


async def test_slack_makes_sure_of_the_address(fake, store):
    async with a_bench(fake, store, given=over_http(fake)) as bench:
        body = json.dumps({"type": "url_verification", "token": "x", "challenge": "said back"})
        headers = {"Content-Type": "application/json", **signed(body, time.time())}
        async with (
            aiohttp.ClientSession() as session,
            session.post(bench.session.address, data=body, headers=headers) as answer,
        ):
            assert "said back" in await answer.text()


async def test_a_request_that_is_not_signed_by_slack_or_too_old_is_refused(fake, store):
    async with a_bench(fake, store, given=over_http(fake)) as bench:
        ana = bench.person("U1")
        body = aiohttp.FormData(_typed(ana, "latest"))()._value.decode()
        old = signed(body, time.time() - 3_600)
        for headers in (signed(body, time.time(), "another secret"), old, {}):
            async with (
                aiohttp.ClientSession() as session,
                session.post(
                    bench.session.address,
                    data=body,
                    headers={"Content-Type": "application/x-www-form-urlencoded", **headers},
                ) as answer,
            ):
                assert answer.status == 401
        assert not ana.sees()
        assert SECRET not in body


def _typed(somebody, text):
    return {
        "command": "/brief",
        "text": text,
        "team_id": somebody.team.id,
        "user_id": somebody.id,
        "user_name": somebody.id,
        "channel_id": somebody.channel,
        "trigger_id": somebody.fake.trigger(),
        "response_url": somebody.fake.response_url(somebody.team, somebody.id, somebody.channel),
        "api_app_id": "A1",
    }

"""What admins change by command: checked, recorded, in force at once, shown, exported, undone. On each database."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from bot.app.live_desk import LiveDesk
from bot.app.services import DeskServices
from bot.app.settings import load_settings
from bot.app.settings.entries import SETTINGS
from bot.app.settings.environment import Environment
from bot.app.settings.shapes import DeskFile
from bot.commands import run
from bot.commands.ask import Ask
from bot.commands.settings_set import BY_CHAT, ELSEWHERE
from bot.layout.text import plain
from bot.model.chat import Attachment, DeliveryKind, DeliveryState
from bot.model.digests import Urgent
from bot.outbox import Outbox, Refused, Unknown
from bot.platforms.console.room import OWNER, place
from bot.store import changes, deliveries
from tests.fakes.line import HandClock
from tests.unit.app.test_settings import GOOD

COMMENT = "# why it is so strict: the desk asked for it\n"
CHANNELS = f"{COMMENT}{GOOD['channels.toml']}"


class Port:
    """A platform that says what the bot lacks, or does not say."""

    def __init__(self, answer=()):
        self.answer = answer

    async def missing_permissions(self, _place, _roles):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Desk:
    def __init__(self, folder: Path, store) -> None:
        self.folder, self.store, self.clock = folder, store, HandClock()
        self.ports = {"console": Port(), "discord": Port()}
        self.start()

    def start(self) -> None:
        """As after a new start of the service: the files are read anew."""
        settings = load_settings(self.folder, {})
        self.live = LiveDesk(settings=settings, store=self.store, served=frozenset({"console", "discord"}))
        self.services = DeskServices(
            store=self.store, desk=self.live, fetcher=None, workers=None, clock=self.clock, on_demand=None, ports=self.ports
        )

    async def reply(self, line: str):
        stand = (await self.live.merged()).stand
        ask = Ask(
            store=self.store,
            desk=stand.desk,
            feeds=stand.feeds,
            channels=stand.channels,
            services=self.services,
            who=OWNER,
            where=place("alerts"),
            language="en",
            now=self.clock.now(),
            paused=stand.paused,
        )
        return await run(line, ask)

    async def say(self, line: str) -> str:
        return plain((await self.reply(line)).blocks)

    async def channel(self, name="alerts"):
        return next((one for one in (await self.live.wanted()).channels if one.id == name), None)

    async def made(self):
        async with self.store.read() as tx:
            return await changes.all(tx)


@pytest.fixture
def desk(tmp_path, store):
    folder = tmp_path / "config"
    folder.mkdir()
    for name, text in {**GOOD, "channels.toml": CHANNELS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Desk(folder, store)


async def test_a_canvas_is_wanted_and_no_longer_wanted_by_chat(desk):
    await desk.say("/channels add id:mesa platform:slack workspace:T1 address:C1 canvas:yes")
    *_, mesa = (await desk.live.merged()).stand.channels
    assert (mesa.id, mesa.canvas) == ("mesa", True)
    assert "standing brief in its canvas" in await desk.say("/channels list")
    await desk.say("/channels set mesa canvas:no")
    *_, mesa = (await desk.live.merged()).stand.channels
    assert mesa.canvas is False
    assert "standing brief in its canvas" not in await desk.say("/channels list")


async def test_a_channel_is_changed_shown_and_put_back(desk):
    assert "is changed" in await desk.say("/channels set alerts threshold:0,7 hours:07:00-22:00 topic:all")
    now = await desk.channel()
    assert (now.threshold, now.hours, now.topics) == (0.7, "07:00-22:00", ())
    assert "changed by chat (no. 1); the file says hours=–, threshold=–, topics=[homicides]" in await desk.say(
        "/settings alerts"
    )
    told = await desk.say("/audit")
    assert "threshold: 0.5 → 0.7" in told, "a default is told by its value"
    assert "hours: all → 07:00-22:00" in told
    assert "topics: homicides → all" in told
    assert "by console, in console/alerts" in told
    assert "is as it was before" in await desk.say("/undo 1")
    assert (await desk.channel()).threshold == 0.5
    assert (await desk.channel()).topics == ("homicides",)
    await desk.say("/undo 2")
    assert (await desk.channel()).threshold == 0.7, "the undoing is undone"


async def test_digests_are_planned_changed_paused_and_removed_by_chat_and_each_change_can_be_undone(desk):
    assert "gets the digest digest-1 from now on" in await desk.say("/digests add alerts at:7:30 at:18:00 days:Mon days:fri")
    (plan,) = (await desk.channel()).digest
    assert (plan.at, plan.days) == (("07:30", "18:00"), ("mon", "fri"))
    assert "07:30, 18:00 · Mon, Fri (America/Mexico_City)" in await desk.say("/digests list")
    await desk.say('/digests set alerts digest-1 cron:"0 8 * * 1" stories:5 topic:homicides empty:nothing')
    (plan,) = (await desk.channel()).digest
    assert (plan.at, plan.cron, plan.days, plan.stories, plan.topics) == ((), "0 8 * * 1", (), 5, ("homicides",))
    await desk.say("/digests pause alerts digest-1")
    assert (await desk.channel()).digest[0].paused
    assert "paused" in await desk.say("/digests list alerts")
    await desk.say("/digests pause alerts digest-1")
    assert len(await desk.made()) == 3, "what is so already is no change"
    await desk.say("/digests resume alerts digest-1")
    await desk.say("/digests remove alerts digest-1")
    assert (await desk.channel()).digest == ()
    await desk.say("/undo 5")
    assert [one.cron for one in (await desk.channel()).digest] == ["0 8 * * 1"]
    assert "digest" in await desk.say("/audit")


async def test_the_digest_that_a_collecting_channel_has_unnamed_is_named_when_it_is_changed(desk):
    await desk.say("/channels set alerts mode:digest quiet:22:00-07:00 cap:6/1h")
    assert "daily" in await desk.say("/digests list")
    await desk.say("/digests set alerts daily at:09:00")
    assert [(one.id, one.at) for one in (await desk.channel()).digest] == [("daily", ("09:00",))]
    await desk.say("/undo 2")
    assert "has where none is named" in await desk.say("/digests remove alerts daily")
    assert "quiet 22:00-07:00" in await desk.say("/channels list")
    await desk.say("/channels set alerts quiet:all cap:todos")
    assert ((await desk.channel()).quiet, (await desk.channel()).cap) == (None, None)


async def test_what_is_urgent_is_set_by_chat_told_exported_audited_and_undone(desk):
    assert "alerts" in await desk.say('/channels set alerts urgent:"severity 3; homicides 0.9"')
    rules = (Urgent(severity=3), Urgent(topics=("homicides",), relevance=0.9))
    assert (await desk.channel()).urgent == rules
    assert "urgent: severity from 3; Homicides, relevance from 0.9" in await desk.say("/channels list")
    assert "urgent" in await desk.say("/audit")
    (attachment,) = [block for block in (await desk.reply("/export config")).blocks if isinstance(block, Attachment)]
    with zipfile.ZipFile(io.BytesIO(attachment.data)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("channels.toml"))
        (desk.folder / "channels.toml").write_bytes(archive.read(name))
    desk.start()
    assert (await desk.channel()).urgent == rules
    await desk.say('/canales ajustar alerts urgente:"Gravedad: 2, 0,8 homicidios"')
    assert (await desk.channel()).urgent == (Urgent(severity=2, topics=("homicides",), relevance=0.8),)
    await desk.say("/channels set alerts urgent:none")
    assert (await desk.channel()).urgent == ()
    await desk.say("/undo 3")
    assert (await desk.channel()).urgent[0].severity == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/digests add alerts", "names no hour"),
        ("/digests add alerts at:late", "is no time of day"),
        ('/digests add alerts cron:"* * * * *"', "more often than every quarter of an hour"),
        ("/digests add alerts at:08:00 id:catch-up", "is what the bot calls"),
        ("/digests set alerts nightly at:08:00", "has no digest “nightly”"),
        ("/channels set alerts cap:many", "is no cap"),
    ],
)
async def test_a_digest_that_the_file_would_refuse_is_refused_by_chat(desk, line, told):
    assert told in await desk.say(line)
    assert await desk.made() == ()


async def test_digests_planned_by_chat_are_exported_as_tables_of_their_channel(desk):
    await desk.say("/digests add alerts at:07:30 id:morning")
    (attachment,) = [block for block in (await desk.reply("/export config")).blocks if isinstance(block, Attachment)]
    with zipfile.ZipFile(io.BytesIO(attachment.data)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("channels.toml"))
        told = archive.read(name).decode()
    assert '[[channel.digest]]\nid = "morning"\nat = ["07:30"]' in told
    (desk.folder / "channels.toml").write_text(told, encoding="utf-8")
    desk.start()
    assert [one.id for one in (await desk.channel()).digest] == ["morning"]


async def test_an_older_change_is_not_undone_beneath_a_newer_one(desk):
    await desk.say("/channels set alerts threshold:0.7")
    await desk.say("/channels pause alerts")
    assert "changed again after no. 1" in await desk.say("/undo 1")
    assert "There is no change no. 9" in await desk.say("/undo 9")
    assert len(await desk.made()) == 2


async def test_an_edit_of_the_file_ends_a_change_and_it_cannot_be_undone(desk):
    await desk.say("/channels set alerts threshold:0.7")
    (desk.folder / "channels.toml").write_text(CHANNELS.replace('labels = "en"', 'labels = "es"'), encoding="utf-8")
    desk.start()
    assert (await desk.channel()).threshold == 0.5
    assert "edited since" in await desk.say("/undo 1")


async def test_a_change_that_the_files_have_overtaken_is_left_out_and_told_and_the_desk_loads(desk):
    await desk.say("/channels add id:arms platform:console topic:homicides")
    (desk.folder / "topics.toml").write_text(GOOD["topics.toml"].replace('"homicides"', '"killings"'), encoding="utf-8")
    (desk.folder / "channels.toml").write_text(CHANNELS.replace('"homicides"', '"killings"'), encoding="utf-8")
    desk.start()
    assert await desk.channel("arms") is None
    assert await desk.channel() is not None
    assert "change no. 1 is not in force" in await desk.say("/settings arms")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/channels set alerts threshold:7", "is too high"),
        ("/channels set alerts threshold:high", "wants a number"),
        ("/channels set alerts hours:late", "are no hours"),
        ("/channels set alerts zone:Mexico_Cty", "Mexico"),
        ("/channels set alerts", "is so already"),
        ("/channels set alerts canvas:yes", "only channels on Slack have a canvas"),
        ('/channels set alerts mentions:"desk homicide"', "“homicide” is no topic of the desk"),
        ('/channels set alerts mentions:"desk 7"', "is too high"),
        ('/channels set alerts mentions:","', "says nobody"),
        ('/channels add id:x platform:discord address:1 mentions:"@everyone"', "no id of a role"),
        ('/channels add id:x platform:discord workspace:9 address:1 mentions:"<@&9>"', "mention everybody"),
        ('/channels set alerts urgent:"severity"', "names no severity"),
        ('/channels set alerts urgent:"severity 4"', "is too high"),
        ('/channels set alerts urgent:"1.5"', "is too high"),
        ('/channels set alerts urgent:"everything"', "no relevance and no severity"),
        ('/channels set alerts urgent:","', "does not say what is urgent"),
        ("/channels add id:alerts platform:console", "already"),
        ("/channels add id:x platform:discord", "needs the channel's id"),
        ("/topics set homicides weight:99", "is too high"),
        ("/topics set homicides drop:nothing", "is no term"),
        ("/people set nobody country:MX", "knows nobody"),
        ('/people set "Not An Id" name:X', "is no id"),
        ("/people set ana-ruiz office:mayor since:2025-01-01 until:2024-01-01", "2025"),
        ("/outlets set el-faro country:XX", "is no country"),
    ],
)
async def test_what_the_files_would_refuse_is_refused_before_it_is_recorded(desk, line, told):
    reply = await desk.reply(line)
    assert told in plain(reply.blocks)
    assert reply.exit_code == 2
    assert await desk.made() == ()


ADD = "/channels add id:border platform:discord address:123 workspace:9 labels:es"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (("send_messages", "embed_links"), "lacks permissions in discord/9/123: send_messages, embed_links"),
        (Refused("Unknown Channel"), "Unknown Channel"),
        (Unknown("no-answer"), "did not answer"),
    ],
)
async def test_a_route_is_not_saved_where_the_bot_may_not_post(desk, answer, told):
    desk.ports["discord"].answer = answer
    assert told in await desk.say(ADD)
    assert await desk.made() == ()


async def test_a_route_is_saved_where_the_bot_may_post_and_what_is_missing_later_is_listed(desk):
    assert "from now on" in await desk.say(ADD)
    assert (await desk.channel("border")).labels == "es"
    desk.ports["discord"].answer = ("embed_links",)
    assert "the bot lacks embed_links" in await desk.say("/channels list")
    assert "In border the bot lacks embed_links" in await desk.say("/status")


async def test_where_no_session_runs_the_reply_says_that_nothing_was_checked(desk):
    assert "could not be checked" in await desk.say("/channels add id:sl platform:slack address:C1 workspace:T1")


async def test_a_test_message_is_owed_as_cards_are(desk):
    await desk.say("/channels test alerts")
    async with desk.store.read() as tx:
        (owed,) = await deliveries.of_subject(tx, f"test alerts {desk.clock.now().isoformat()}")
    assert (owed.kind, owed.place.channel, owed.state) == (DeliveryKind.ALERT, "alerts", DeliveryState.OWED)


async def test_a_command_that_changed_two_entries_is_undone_at_once_and_so_is_its_undoing(desk):
    async def stands():
        now = (await desk.live.merged()).stand.desk
        return [one.id for one in now.people], [one.person for one in now.offices[0].holders]

    before = await stands()
    await desk.say('/people set luz-vega name:"Luz Vega" office:mayor since:2025-10-01')
    after = await stands()
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert "person luz-vega, office mayor" in await desk.say("/undo 2")
    assert await stands() == before
    assert len(await desk.made()) == 4
    await desk.say("/undo 3")
    assert await stands() == after


async def test_the_desks_zone_and_alarms_are_set_by_chat_and_checked_as_the_files_are(desk):
    assert "zone is now America/Tijuana" in await desk.say("/settings set zone America/Tijuana")
    assert (await desk.live.merged()).stand.zone == "America/Tijuana"
    assert (await desk.reply("/settings set zone Mars/Olympus")).exit_code == 2
    assert (await desk.reply("/settings set alarms nowhere")).exit_code == 2
    await desk.say("/settings set alarms alerts")
    assert (await desk.live.merged()).stand.alarms == "alerts"
    await desk.say("/undo 1")
    assert (await desk.live.merged()).stand.zone != "America/Tijuana"
    assert len(await desk.made()) == 3


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("labels es", "labels", "es"),
        ("idioma Spanish", "labels", "es"),
        ('"time zone" America/Tijuana', "zone", "America/Tijuana"),
        ("contact news-desk@example.org", "contact", "news-desk@example.org"),
        ("condense_an_hour 0", "condense_an_hour", 0),
        ('"condense an hour" 25', "condense_an_hour", 25),
    ],
)
async def test_what_takes_effect_without_a_new_start_is_set_by_chat_told_and_put_back(desk, line, name, value):
    before = getattr((await desk.live.merged()).stand, name)
    await desk.say(f"/settings set {line}")
    assert getattr((await desk.live.merged()).stand, name) == value
    assert "changed by chat (no. 1)" in await desk.say(f"/settings {name}")
    assert name in await desk.say("/audit")
    assert "is so already" in await desk.say(f"/settings set {line}")
    await desk.say("/undo 1")
    assert getattr((await desk.live.merged()).stand, name) == before
    assert len(await desk.made()) == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("labels Klingon", "choice-unknown"),
        ("contact nobody", "setting-contact"),
        ('contact "a@example.org\r\nX-Evil: yes"', "setting-contact"),
        ("condense_an_hour many", "number-expected"),
        ("condense_an_hour 5000", "setting-too-high"),
        ("paused yes", "setting-by-pause"),
        ("admins me", "setting-of-admins"),
        ("DISCORD_TOKEN x", "setting-secret"),
        ("fetch_allow 127.0.0.1:80", "setting-of-machine"),
        ("topics arms", "setting-has-commands"),
        ("places Sonora", "setting-only-in-files"),
        ("slack x", "setting-at-start"),
        ("nonsense x", "choice-unknown"),
    ],
)
async def test_what_is_no_value_or_not_set_by_chat_is_refused_and_said_where_to_set(desk, line, code):
    refused = await desk.reply(f"/settings set {line}")
    assert (refused.data["error"], refused.exit_code) == (code, 2)
    assert refused.data["remedy"]
    assert await desk.made() == ()


async def test_whatever_the_settings_show_can_be_set_or_is_said_to_be_set_elsewhere(desk):
    for one in await desk.services.settings():
        if one.name.partition(" ")[0] in {"feed", "channel", "platform"}:
            continue  # entries have commands of their own; a platform is served where its tokens are
        refused = await desk.reply(f'/settings set "{one.name}" no-such-value')
        assert refused.data.get("error") in {
            *ELSEWHERE.values(),
            "choice-unknown",
            "setting-zone",
            "setting-contact",
            "setting-unknown-id",
            "number-expected",
        }, one.name
        assert (refused.data["error"] == "choice-unknown") is (one.name == "labels"), one.name


async def test_a_contact_is_taken_away(desk):
    await desk.say("/settings set contact news-desk@example.org")
    await desk.say("/settings set contact none")
    assert (await desk.live.merged()).stand.contact is None


async def test_who_watches_the_settings_is_told_when_they_have_become_others(desk):
    seen = []
    desk.live.watchers.append(lambda stand: seen.append((stand.labels, stand.condense_an_hour)))
    await desk.say("/settings set condense_an_hour 3")
    await desk.say("/settings set labels es")
    assert seen == [("en", 3), ("es", 3)]
    assert desk.live.labels() == "es"


def test_every_setting_of_the_desk_and_the_environment_is_set_by_chat_or_said_to_be_set_elsewhere():
    named = {*BY_CHAT, *ELSEWHERE}
    assert {*DeskFile.model_fields} <= named
    assert {"feeds", "channels", "topics", "people", "places", "outlets", "registers"} <= named
    assert {item.metadata.get("env", "FETCH_ALLOW") for item in dataclasses.fields(Environment)} <= named
    assert set(BY_CHAT) | {"paused"} == set(SETTINGS)
    secret = {item.metadata["env"] for item in dataclasses.fields(Environment) if item.metadata.get("secret")}
    assert {name for name, code in ELSEWHERE.items() if code == "setting-secret"} == secret


async def test_a_command_is_not_undone_in_part(desk):
    await desk.say('/people set luz-vega name:"Luz Vega" office:mayor since:2025-10-01')
    await desk.say('/people set luz-vega name:"Luz M. Vega"')
    refused = await desk.reply("/undo 2")
    assert refused.data["error"] == "change-covered"
    assert len(await desk.made()) == 3


async def test_while_everything_is_paused_nothing_is_posted(desk):
    await desk.say("/pause all")
    assert (await desk.live.wanted()).paused
    assert "Everything is paused" in await desk.say("/status")
    assert "waits" in await desk.say("/channels test alerts")
    posted = []

    class Posting(Port):
        name = "console"

        async def post(self, place, message, *, key):
            posted.append(key)
            raise Unknown("not looked at")

    outbox = Outbox(desk.store, {"console": Posting()}, desk.clock, held=desk.live.paused)
    await outbox.deliver_once()
    assert (posted, await outbox.next_due()) == ([], None)
    await desk.say("/resume all")
    await outbox.deliver_once()
    assert len(posted) == 1


async def test_people_topics_and_outlets_change_the_desk_that_articles_are_read_with(desk):
    heard = []
    desk.live.listeners.append(heard.append)
    await desk.say('/people alias ana-ruiz "Ruiz Solano"')
    await desk.say('/people set luz-vega name:"Luz Vega" office:mayor since:2025-10-01')
    await desk.say("/topics set homicides term:femicid*=1.2 weight:2 lang:en")
    await desk.say('/outlets set el-faro owner:"Grupo Faro"')
    now = heard[-1]
    assert next(one for one in now.people if one.id == "ana-ruiz").aliases == ("Ruiz Solano",)
    terms = [(one.person, str(one.since), one.until and str(one.until)) for one in now.offices[0].holders]
    assert terms == [("ana-ruiz", "2024-10-01", "2025-10-01"), ("luz-vega", "2025-10-01", None)]
    assert (now.topics[0].weight, now.topics[0].terms["en"]) == (2.0, {"homicide": 2.0, "femicid*": 1.2})
    assert now.outlets[0].owner == "Grupo Faro"


async def test_the_export_is_the_desk_in_force_with_its_comments(desk, tmp_path):
    await desk.say("/outlets mute el-faro alerts")
    await desk.say("/channels add id:more platform:console threshold:0.9")
    await desk.say("/people set ana-ruiz office:mayor until:2027-10-01")
    await desk.say("/pause all")
    await desk.say("/settings set contact news-desk@example.org")
    await desk.say("/settings set condense_an_hour 3")
    await desk.say("/settings set labels es")
    reply = await desk.reply("/export config")
    (file,) = [block for block in reply.blocks if isinstance(block, Attachment)]
    out = tmp_path / "out"
    zipfile.ZipFile(io.BytesIO(file.data)).extractall(out)
    told = load_settings(out, {})
    stand = (await desk.live.merged()).stand
    assert (told.desk, told.feeds, told.channels, told.paused) == (stand.desk, stand.feeds, stand.channels, True)
    assert (told.contact, told.condense_an_hour, told.labels) == ("news-desk@example.org", 3, "es")
    assert COMMENT in (out / "channels.toml").read_text(encoding="utf-8")


async def test_the_audit_is_filtered_and_paged(desk):
    await desk.say("/channels pause alerts")
    await desk.say("/topics set homicides weight:2")
    assert "1 change" in await desk.say("/audit entry:topic")
    assert "No change by chat fits" in await desk.say("/audit person:nobody")
    first = await desk.reply("/audit limit:1")
    assert first.more is not None
    assert [one["id"] for one in first.data["changes"]] == [2]
    assert [one["id"] for one in (await desk.reply(first.more)).data["changes"]] == [1]

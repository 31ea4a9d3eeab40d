"""The service as a process between a fake Discord and a fake Slack: what acceptance tests stand on."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.demo import demo_desk
from tests.fakes.discord.server import FakeDiscord, fake_discord
from tests.fakes.discord.world import FORUM, TEXT, THREAD
from tests.fakes.slack.person import Somebody
from tests.fakes.slack.server import APP_TOKEN, FakeSlack, a_slack
from tests.fakes.slack.world import Team

ROOT = Path(__file__).resolve().parents[2]
CARD = re.compile(r"/report (BB-\d{4}-\d\d-\d\d-\d{3})")
"""What only a card's own buttons offer: an update names cards as well, its own and those before it."""
LOOK = 0.1
PATIENCE = 60.0
DESK = """
[[channel]]
id = "security-en"
platform = "console"
labels = "en"

[[channel]]
id = "alerts"
platform = "discord"
workspace = "{guild}"
address = "{text}"
labels = "en"

[[channel]]
id = "foro"
platform = "discord"
workspace = "{guild}"
address = "{forum}"
labels = "es"
languages = ["es"]

[[channel]]
id = "slack-en"
platform = "slack"
workspace = "T1"
address = "C1"
labels = "en"

[[channel]]
id = "slack-es"
platform = "slack"
workspace = "T1"
address = "C2"
labels = "es"
languages = ["es"]
"""


@dataclass
class Both:
    """`talk`: a Discord channel in which people ask, and nothing is posted. The same is `C9` on Slack."""

    discord: FakeDiscord
    slack: FakeSlack
    team: Team
    desk: Path
    data: Path
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    def __post_init__(self):
        world = self.discord.world
        self.talk = world.room(TEXT, "talk")
        self.foro = world.room(FORUM, "foro")
        channels = DESK.format(guild=world.guild, text=world.text.id, forum=self.foro.id)
        (self.desk / "channels.toml").write_text(channels, encoding="utf-8")
        desk = self.desk / "desk.toml"
        desk.write_text('alarms = "security-en"\n' + desk.read_text(encoding="utf-8"), encoding="utf-8")
        for channel in ("C1", "C2", "C9"):
            self.team.channel(channel)
        self.team.person("U1", locale="es-MX")
        self.ana = Somebody(self.slack, self.team, "U1", "C9")

    # ── the service ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def start(self, *more: str) -> asyncio.subprocess.Process:
        names = ("SLACK_", "DISCORD_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "DATABASE_URL")
        environ = {name: value for name, value in os.environ.items() if not name.startswith(names)}
        environ |= {
            "DISCORD_TOKEN": "a-token-of-the-tests",
            "DISCORD_API_URL": self.discord.api_url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": self.slack.url,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot.cli", "run", "--config", str(self.desk), "--data", str(self.data), *more),
            cwd=ROOT,
            env=environ,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    async def end(self, process: asyncio.subprocess.Process) -> str:
        """Asks it to stop, and gives all that it said; it has to end with 0."""
        process.send_signal(signal.SIGTERM)
        return await self.ended(process)

    async def ended(self, process: asyncio.subprocess.Process) -> str:
        said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode == 0, said.decode()
        return said.decode()

    async def kill(self, process: asyncio.subprocess.Process) -> None:
        """SIGKILL to it and its workers."""
        os.killpg(process.pid, signal.SIGKILL)
        await process.communicate()

    async def until(self, what, within=PATIENCE):
        """Waits until `what()` is true of a world that another process changes, and gives it."""
        async with asyncio.timeout(within):
            while not (found := what()):
                (alive,) = self.processes[-1:]
                assert alive.returncode is None, (await alive.communicate())[0].decode()
                await asyncio.sleep(LOOK)
            return found

    # ── what there is to see ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def cards(self) -> Counter[tuple[str, str]]:
        """Which card stands where, and how many times. What is no card is left out."""
        world, seen = self.discord.world, Counter[tuple[str, str]]()
        for message in world.history(world.text, limit=10_000):
            seen.update(("alerts", one) for one in _cards(message["components"]))
        for post in world.rooms.values():
            if post.kind == THREAD and post.parent == self.foro.id:
                seen.update(("foro", one) for message in post.messages for one in _cards(message["components"]))
        for name, channel in (("slack-en", "C1"), ("slack-es", "C2")):
            seen.update((name, one) for shown in self.team.posted(channel) for one in _cards(shown.blocks))
        return seen

    def standing(self, channel: str) -> int:
        return sum(count for (name, _), count in self.cards.items() if name == channel)

    def owed(self) -> Counter[tuple[str, str]]:
        """The cards that the store has ever owed to the chats' channels; each once. All of them have to be sent."""
        names = {self.discord.world.text.id: "alerts", self.foro.id: "foro", "C1": "slack-en", "C2": "slack-es"}
        rows = self.asked("SELECT channel, subject, state FROM deliveries WHERE kind = 'card'")
        assert [row for row in rows if row[2] != "sent"] == []
        return Counter((names[channel], subject) for channel, subject, _ in rows if channel in names)

    @property
    def marks(self) -> Counter[str]:
        """How many messages stand by each delivery's key: cards, updates and corrections, in channels, threads and forums."""
        keys = [key for key, _ in self.due()]
        world = self.discord.world
        # as it was posted: a message on Discord that was edited since shows its key no longer
        bodies = [world.born[message["id"]] for room in world.rooms.values() for message in room.messages]
        bodies += [json.dumps(shown.metadata) for shown in self.team.shown if shown.metadata is not None]
        return Counter(key for body in bodies for key in keys if key in body)

    def missing(self) -> list[tuple[str, ...]]:
        """The messages that stand not once, but never or more often: nothing where all is well."""
        marks = self.marks
        return [(kind, key, str(marks[key])) for key, kind in self.due() if marks[key] != 1]

    def due(self) -> list[tuple[str, str]]:
        """Key and kind of every message that the store has ever owed to the chats. All of them have to be sent. An edit is no
        message: it changes one that stands."""
        rows = self.asked("SELECT key, kind, state FROM deliveries WHERE platform IN ('discord', 'slack') AND kind != 'edit'")
        assert [row for row in rows if row[2] != "sent"] == []
        return [(key, kind) for key, kind, _ in rows]

    def told(self) -> list[str]:
        """What the admins were told, in their channel of the console."""
        path = self.data / "console.db"
        if not path.exists():
            return []
        with closing(sqlite3.connect(path)) as db:
            rows = db.execute("SELECT message FROM messages WHERE channel = 'security-en'").fetchall()
        return [
            told for (told,) in rows if not {"article", "under"} & {key for key, value in json.loads(told).items() if value}
        ]

    def asked(self, question: str):
        with closing(sqlite3.connect(self.data / "briefbot.db")) as db, db:
            return db.execute(question).fetchall()


def _cards(parts: object) -> set[str]:
    """The card that a message is: the one its buttons are about."""
    return set(CARD.findall(json.dumps(parts)))


@asynccontextmanager
async def both(folder: Path) -> AsyncIterator[Both]:
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(fake_discord())
        slack = await stack.enter_async_context(a_slack())
        made = Both(discord, slack, slack.team(), demo_desk(folder / "desk"), folder / "data")
        try:
            yield made
        finally:
            for process in made.processes:
                if process.returncode is None:
                    await made.kill(process)
    assert discord.complaints == []

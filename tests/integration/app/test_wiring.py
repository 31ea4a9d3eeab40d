"""The service's parts follow the settings as they stand, without a new start."""

from __future__ import annotations

from bot.app.settings import load_settings
from bot.app.wiring import NO_CONTACT, base
from bot.commands import run
from bot.platforms.console.room import OWNER, place
from tests.fakes.demo import demo_desk


async def test_a_contact_and_a_bound_that_are_set_by_chat_hold_from_the_next_request_on_and_after_a_new_start(tmp_path):
    settings = load_settings(demo_desk(tmp_path / "desk"), {})
    async with base(settings, tmp_path / "data") as parts:
        for line in ("contact news-desk@example.org", "condense_an_hour 3", "labels es"):
            reply = await run(f"/settings set {line}", await parts.ask(OWNER, place(""), "en"))
            assert reply.exit_code == 0
        assert parts.fetcher.agent.endswith("(+news-desk@example.org)")
        assert parts.services.on_demand.an_hour == 3
    async with base(settings, tmp_path / "data") as parts:
        assert parts.fetcher.agent.endswith("(+news-desk@example.org)")
        assert parts.services.on_demand.an_hour == 3
        assert parts.desk.labels() == "es"
        await run("/settings set contact none", await parts.ask(OWNER, place(""), "en"))
        assert parts.fetcher.agent.endswith(f"(+{NO_CONTACT})")

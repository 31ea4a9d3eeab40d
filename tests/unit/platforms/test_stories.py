"""What /story and /timeline answer, on each platform and in each language.

`UPDATE_GOLDEN=1 pytest tests/unit/platforms/test_stories.py` writes the golden files anew; read the difference.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bot.commands import run
from bot.languages import available, texts
from bot.layout.text import plain
from bot.model.chat import Message
from bot.platforms.console.terminal import render
from bot.platforms.discord.render import message_sheet as on_discord
from bot.platforms.slack.render import message_sheet as on_slack
from bot.store import open_store
from tests.fakes.asking import NOW, an_ask
from tests.fakes.discord import limits, schema
from tests.fakes.slack import check
from tests.fakes.storied import STORY, keep_story

GOLDEN = Path(__file__).parents[2] / "golden" / "story"
LINES = {
    "story": f"/story {STORY}",
    "newest": "/story",
    "quotes": f"/story {STORY} part:quotes",
    "timeline": f"/timeline {STORY}",
    "of-topic": "/timeline topic:homicides since:2026-11-24",
}

each = pytest.mark.parametrize("name", LINES)
in_each_language = pytest.mark.parametrize("language", available())


@pytest.fixture
async def asked(tmp_path):
    store = await open_store(tmp_path, now=NOW)
    await keep_story(store)
    ask = an_ask(store)

    async def answer(line, language="en", **more):
        reply = await run(line, replace(ask, language=language, **more))
        assert reply.exit_code == 0, plain(reply.blocks)
        return reply

    yield answer
    await store.close()


def golden(name, told):
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def message(reply, language):
    return Message(blocks=reply.blocks, summary="story", language=language)


@each
@in_each_language
async def test_on_the_console(name, language, asked):
    file = io.StringIO()
    Console(file=file, width=110, force_terminal=False).print(
        render.card(message(await asked(LINES[name], language), language), "all")
    )
    golden(f"{name}.{language}.txt", "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n")


@each
@in_each_language
async def test_on_discord(name, language, asked):
    told = message(await asked(LINES[name], language), language)
    components = on_discord(told, texts(language), key="k3y").view.to_components()
    payload = {"components": components, "flags": limits.V2, "allowed_mentions": {"parse": []}}
    assert [*limits.of_message(payload), *schema.complaints("POST", "/channels/{channel_id}/messages", payload)] == []
    golden(f"discord.{name}.{language}.json", json.dumps(components, ensure_ascii=False, indent=1) + "\n")


@each
@in_each_language
async def test_on_slack(name, language, asked):
    sheet = on_slack(message(await asked(LINES[name], language), language), texts(language))
    told = {"text": sheet.text, "blocks": list(sheet.blocks)}
    check.message(told, files=set())
    golden(f"slack.{name}.{language}.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def test_every_golden_file_is_of_an_answer():
    names = {f"{name}.{language}" for name in LINES for language in available()}
    kinds = {f"{name}.txt" for name in names} | {f"{kind}.{name}.json" for kind in ("discord", "slack") for name in names}
    assert {path.name for path in GOLDEN.iterdir()} == kinds


async def test_the_tolls_stand_side_by_side_with_the_path_of_the_day(asked):
    data = (await asked(f"/story {STORY}")).data
    (dead,) = data["tolls"]
    assert [(one["outlet"], one["figure"]["value"]) for one in dead["now"]] == [
        ("ejemplo", "8"),
        ("example", "6"),
        ("El Eco", "12"),
    ]
    assert [one["figure"]["value"] for one in dead["steps"]] == ["5", "8", "12"]


async def test_what_happened_stands_in_order_of_time(asked):
    data = (await asked(f"/timeline {STORY}")).data
    assert [(event["kind"], event["card"]["id"][-3:]) for event in data["events"]] == [
        ("card", "001"),
        ("card", "002"),
        ("correction", "001"),
        ("retraction", "004"),
        ("card", "003"),
    ]
    assert [one["kind"] for one in data["events"][4]["brings"]] == ["toll", "voice"]


async def test_a_storys_figures_stand_newest_first(asked):
    figures = (await asked(f"/story {STORY} part:figures")).data["figures"]
    assert [one["text"] for one in figures] == ["Twelve people", "Ocho personas", "Six people"]


async def test_a_time_narrows_the_events(asked):
    events = (await asked(f'/timeline {STORY} since:"today at 8:00"')).data["events"]
    assert [event["kind"] for event in events] == ["correction", "retraction", "card"]


@pytest.mark.parametrize(
    "line", ["/story bakery", "/story BB-2026-11-24-003", "/story st-2026-11-24-001", '/story "Agua Parda"']
)
async def test_a_story_is_known_by_its_id_a_cards_and_words(line, asked):
    assert (await asked(line)).data["id"] == STORY


@pytest.mark.parametrize("line", ["/story ST-2026-11-24-999", "/story BB-2026-11-24-999", "/timeline zeppelins"])
async def test_what_no_story_fits_says_where_to_look(line, tmp_path):
    store = await open_store(tmp_path, now=NOW)
    try:
        reply = await run(line, an_ask(store))
        assert (reply.exit_code, reply.data["error"]) == (2, "story-unknown")
        assert "/story lists the newest" in plain(reply.blocks)
    finally:
        await store.close()


async def test_the_newest_stories_of_a_topic(asked):
    assert [one["id"] for one in (await asked("/story")).data["stories"]] == [STORY, "ST-2026-11-24-005"]
    assert [one["id"] for one in (await asked("/story topic:armed-forces")).data["stories"]] == ["ST-2026-11-24-005"]
    paged = await asked("/story limit:1")
    assert paged.more == "/story limit:1 page:2"


async def test_wording_that_differs_is_shown_word_by_word_and_a_translation_as_it_stands(asked):
    quotes = (await asked(f"/story {STORY} part:quotes")).data["quotes"]
    kinds = {(one["card"]["id"][-3:], version["kind"], version["card"][-3:]) for one in quotes for version in one["versions"]}
    assert ("001", "reworded", "003") in kinds
    told = plain((await asked("/said Lozoya army")).blocks)
    assert "Wording differs in El Eco" in told
    assert "here: ▸not◂" in told


async def test_only_admins_are_offered_to_merge_and_split(asked):
    who = an_ask(None).who
    assert "/story merge" in plain((await asked(f"/story {STORY}", who=who)).blocks)
    assert "/story merge" not in plain((await asked(f"/story {STORY}", who=replace(who, is_admin=False))).blocks)

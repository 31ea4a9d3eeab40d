"""How long every command takes over many cards: `python -m tests.bench.bench_commands [--cards 100000] [--folder F]`.

The bar is a second for an answer. A store that stands in `--folder` is measured as it is; else one is made first. Beside the
milliseconds stands how many times a reference loop could have run meanwhile, which compares machines.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.commands import all_commands, run
from bot.commands.ask import Who
from bot.editorial.stories import Reader
from bot.languages import texts
from bot.model.chat import Debt, DeliveryKind, DeliveryState, Message, Place
from bot.model.desk import Channel, Desk, Outlet, Person, Topic
from bot.model.digests import DigestPlan
from bot.model.reasons import Reason
from bot.model.stories import story_of
from bot.store import cards, deliveries, open_store, schema, stories
from tests.bench import bench_store
from tests.bench.bench_condense import reference, seconds
from tests.fakes.asking import FEEDS, an_ask

BAR = 1.0
STORIES = 2_000
"""Cards of which stories are known: so many are told of within a week or two."""
NOW = bench_store.START + timedelta(days=5 * 365)
CHAT = Place(platform="console", channel="all")
CHANNELS = (Channel(id="all", platform="console", labels="en", digest=(DigestPlan(id="morning", at=("07:30",)),)),)
DESK = Desk(
    topics=tuple(Topic(id=name, name={"en": name, "es": name}, terms={}) for name in bench_store.TOPICS),
    people=tuple(Person(id=f"p{number}", name=name) for number, name in enumerate(bench_store.PEOPLE)),
    outlets=tuple(Outlet(id=f"outlet-{number}", name=f"Outlet {number}", country="MX") for number in range(40)),
)
LINES = {
    "ask": (
        "/ask how many homicides were counted in Place 7?",
        "/ask who said that homicides were counted in Place 7?",
        "/ask homicides",
        "/ask was word0 or word1 counted in Place 7?",
    ),
    "card": ("/card {id}", "/card {id} part:quotes"),
    "channels add": ("/channels add id:border platform:console topic:topic-3",),
    "channels list": ("/channels list",),
    "channels pause": ("/channels pause all",),
    "channels remove": ("/channels remove all",),
    "channels resume": ("/channels resume all",),
    "channels set": ("/channels set all threshold:0.6 hours:07:00-22:00",),
    "channels test": ("/channels test all",),
    "condense": ("/condense https://news.example/a",),
    "deliveries drop": ("/deliveries drop nosuchdelivery",),
    "deliveries list": ("/deliveries list",),
    "deliveries retry": ("/deliveries retry nosuchdelivery",),
    "digest now": ("/digest now topic:topic-3 since:yesterday", "/digest now since:2020"),
    "digest preview": ("/digest preview all",),
    "digests add": ("/digests add all at:18:00",),
    "digests pause": ("/digests pause all morning",),
    "digests remove": ("/digests remove all morning",),
    "digests resume": ("/digests resume all morning",),
    "digests set": ("/digests set all morning stories:5",),
    "evidence": ("/evidence {id}",),
    "feeds add": ("/feeds add https://news.example/rss",),
    "feeds list": ("/feeds list",),
    "feeds pause": ("/feeds pause example-world",),
    "feeds remove": ("/feeds remove example-world",),
    "feeds test": ("/feeds test https://news.example/rss",),
    "figures": (
        "/figures homicides",
        "/figures homicides topic:topic-3",
        "/figures homicides page:400",
        "/figures",
        '/figures homicides place:"Place 7"',
        "/figures word1",
    ),
    "follows add": ("/follows add topic:topic-3", "/follow word50"),
    "follows list": ("/follows list",),
    "help": ("/help", "/help search"),
    "latest": ("/latest", "/latest topic:topic-3", "/latest lang:es page:900"),
    "outlets mute": ("/outlets mute outlet-1 all",),
    "outlets set": ('/outlets set outlet-1 owner:"Outlet 2"',),
    "people alias": ('/people alias p1 "Ruiz Solano"',),
    "topics set": ("/topics set topic-3 weight:2",),
    "memo": ("/memo {id} {other}",),
    "place": ('/place "Place 17"',),
    "quotes": (
        "/quotes word0",
        '/quotes speaker:"Person A Name7"',
        "/quotes order:oldest",
        '/quotes "word1 word2"',
        "/quotes since:2022 lang:es",
    ),
    "report": ("/report {id} the wrong number",),
    "reports reopen": ("/reports reopen 1",),
    "reports settle": ("/reports settle 1",),
    "retract": ("/retract {id} it was wrong",),
    "said": ('/said "Person A Name7"', '/said "Person A Name7" word0'),
    "saved add": ("/saved add {other}",),
    "saved list": ("/saved list",),
    "search": (
        "/search word0",
        "/search word2000",
        "/search word1 word2 -word3",
        '/search "word0 word1"',
        "/search word29* -word3 topic:topic-3",
        "/search word*",
        "/search w*",
        '/search place:"Place 17"',
    ),
    "status": ("/status",),
    "story": ("/story", "/story {story}"),
    "story merge": ("/story merge {story} {second}",),
    "story split": ("/story split {other}",),
    "follows remove": ("/follows remove topic-3",),
    "saved remove": ("/saved remove {other}",),
    "who": ('/who "Person A Name7"',),
    "timeline": ("/timeline topic:topic-3",),
    "why": ("/why {id}", "/why https://news.example/story"),
}
"""Command → lines that ask it for what is rare, for what is in nearly every card, and for late pages. A question
meets words in their forms, by their beginnings, and here every word begins like every other: no language is so unkind."""


async def newest(store, count):
    """Ids of cards, the newest first; none that an earlier run has taken back, for such a card answers nothing."""
    back = select(schema.retractions.c.card_seq)
    kept = select(schema.cards.c.id).where(schema.cards.c.seq.not_in(back))
    async with store.read() as tx:
        found = await tx.execute(kept.order_by(schema.cards.c.seq.desc()).limit(count))
        return list(found.scalars())


async def deliver(store, count):
    """For each card a delivery that was made, as after years of service."""
    held = await newest(store, count)
    told = Message(blocks=(), summary="A card.", language="en")
    for first in range(0, len(held), bench_store.AT_ONCE):
        async with store.begin() as tx:
            part = held[first : first + bench_store.AT_ONCE]
            debts = [Debt(place=CHAT, kind=DeliveryKind.CARD, subject=one, revision=0, message=told) for one in part]
            await deliveries.owe(tx, debts, NOW)
    async with store.begin() as tx:
        await tx.execute(schema.deliveries.update().values(state=DeliveryState.SENT, sent_at=NOW))


async def tell(store, count):
    """Stories of the newest cards, as the service's engine reads them."""
    reader, held = Reader(DESK), await newest(store, count)
    async with store.begin() as tx:
        for one in held:
            read = json.dumps(reader.read((await cards.get(tx, one)).card).packed())
            await stories.place(tx, one, story_of(one), at=NOW, features=read, reason=Reason("story-new", {"score": 0}))


async def measured(store, rounds=3):
    """Line → median seconds, and the code that its reply ended with."""
    one, other = await newest(store, 2)
    took = {}
    # a card that is taken back answers nothing more: that comes last
    for name in sorted(all_commands(), key=lambda name: name == "retract"):
        # each round is somebody else's: nobody reports a card twice
        for line in LINES.get(name) or (texts("en").say(f"{all_commands()[name].key}.example"),):
            typed = line.format(id=one, other=other, story=story_of(one), second=story_of(other))
            times = []
            for number in range(rounds):
                who = Who(id=f"u{number}", name="Ana", is_admin=True)
                ask = an_ask(store, desk=DESK, channels=CHANNELS, feeds=FEEDS, where=CHAT, now=NOW, who=who)
                begun = time.perf_counter()
                reply = await run(typed, ask)
                times.append(time.perf_counter() - begun)
            took[line] = statistics.median(times), reply.exit_code
    return took


async def main(count, folder):
    store = await open_store(folder, now=bench_store.START)
    try:
        async with store.read() as tx:
            held = await cards.count(tx)
            delivered = (await tx.execute(select(func.count()).select_from(schema.deliveries))).scalar_one()
        if not held:
            begun = time.perf_counter()
            await bench_store.fill(store, count)
            held = count
            print(f"{held} cards put in within {time.perf_counter() - begun:.0f} s")
        if not delivered:
            await deliver(store, held)
            await tell(store, STORIES)
        ground = seconds(reference)
        took = await measured(store)
    finally:
        await store.close()
    print(f"{held} cards; the reference loop takes {1000 * ground:.1f} ms")
    for line, (spent, code) in sorted(took.items(), key=lambda each: -each[1][0]):
        slow = "  SLOW" if spent > BAR else ""
        print(f"{1000 * spent:9.1f} ms  {spent / ground:8.2f}  {line}{f'  (exit {code})' if code else ''}{slow}")
    late = [line for line, (spent, _) in took.items() if spent > BAR]
    if late:
        sys.exit(f"{len(late)} of {len(took)} answers take more than {BAR:g} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=None)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(told.cards, told.folder or Path(folder)))

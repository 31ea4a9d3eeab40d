"""Stories by an admin's hand: merged, split, taken back, on the running line; and a story that is followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.changing import Changing
from bot.app.live_desk import LiveDesk
from bot.app.settings import load_settings
from bot.commands import run
from bot.commands.complete import complete
from bot.layout.text import plain
from bot.model.chat import DeliveryKind, DeliveryState, Ref
from bot.model.desk import Channel
from bot.publishing import NEWS
from bot.store import cards, deliveries, stories, waiting
from bot.store.deliveries import Step
from tests.fakes.asking import RecordingServices, an_ask
from tests.fakes.line import feed, line
from tests.fakes.outlets import gives, outlets
from tests.unit.app.test_settings import GOOD

ALL = Channel(id="all", platform="console", labels="en")
BAKERY = (
    "Six killed at a bakery in Agua Parda, Sonora",
    "Six people were killed on Tuesday at a bakery in Agua Parda, Sonora, Mexico, the state prosecutor's office said.",
    "Gunmen opened fire on the bakery La Espiga at dawn, while the first loaves were being sold, and fled in two grey vans.",
    "“We heard the shots from the church,” said Berta Lozoya, the town's mayor. The homicide file was opened the same day.",
)
PIER = (
    "Fishermen block the pier of Isla Raza over stolen shrimp nets",
    "Fishermen blocked the pier of Isla Raza, Sinaloa, Mexico, on Monday after armed men stole 40 shrimp nets, police said.",
    "Their boats drifted for nine hours before the harbour master saw them; no homicide or murder was reported.",
    "“Nobody goes out tonight,” said Olga Burruel, who leads the cooperative.",
)
TOLL = (
    "Toll in bakery attack in Agua Parda rises to eight",
    "Eight people were killed at the bakery La Espiga in Agua Parda, Sonora, Mexico, officials said on Tuesday evening.",
    "Two of the wounded died in hospital after the attack by gunmen who fled the bakery in two grey vans.",
    "“They will not walk free,” said Celso Murrieta, the state prosecutor.",
)


AGAIN = (
    "Bakery attack in Agua Parda leaves six dead",
    "Six people were killed at the bakery La Espiga in Agua Parda, Sonora, Mexico, on Tuesday at dawn, officials said.",
    "The gunmen opened fire while bread was being sold and fled the bakery in two grey vans, the prosecutor's office said.",
)


class _Undoing(RecordingServices):
    """Services that undo in earnest."""

    def __init__(self, changing):
        super().__init__()
        self._changing = changing

    async def undo(self, number, *, who, where):
        return await self._changing.undo(number, who=who, where=where)


class _Newsroom:
    """Takes in articles, and answers an admin over what came of them."""

    def __init__(self, site, made):
        self.site, self.made, self.count = site, made, 0
        self.ask = replace(an_ask(made.store), channels=(ALL,))

    async def tell(self, title, *paragraphs):
        number = self.count = self.count + 1
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        page = (
            f"<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
        )
        item = (
            f"<item><title>{title}</title><link>{self.site.url(f'/{number}/1')}</link><guid>{number}</guid>"
            f"<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate><description>{paragraphs[0]}</description></item>"
        )
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{number}</title>{item}</channel></rss>'
        self.site.at(f"/{number}", gives(rss.encode(), headers={"Content-Type": "application/rss+xml"}))
        self.site.at(f"/{number}/1", gives(page, headers={"Content-Type": "text/html; charset=utf-8"}))
        self.made.feeds.append(feed(self.site, f"feed{number}", f"/{number}", outlet=f"outlet{number}"))
        await self.made.round(hours=1)
        async with self.made.store.read() as tx:
            return max(one.card.id for one in await cards.latest(tx, limit=20))

    async def stories(self):
        async with self.made.store.read() as tx:
            found = sorted(await stories.latest(tx, limit=20), key=lambda story: story.id)
            return {one.id: [each.card.id for each in one.cards] for one in found}

    async def owed(self, card_id, kind):
        async with self.made.store.read() as tx:
            return [one for one in await deliveries.of_subject(tx, card_id) if one.kind is kind]

    async def deliver(self):
        """All that is owed arrives."""
        async with self.made.store.begin() as tx:
            while claimed := await deliveries.claim(tx, "console", self.ask.now, timedelta(minutes=1)):
                sent = Step(state=DeliveryState.SENT, ref=Ref(place=claimed.place, message=claimed.key))
                await deliveries.step(tx, claimed, sent, self.ask.now)

    async def run(self, line):
        reply = await run(line, self.ask)
        assert reply.exit_code == 0, plain(reply.blocks)
        return reply

    async def card_says(self, card_id):
        (card,) = await self.owed(card_id, DeliveryKind.CARD)
        return plain(card.message.blocks)


@pytest.fixture
async def newsroom(tmp_path):
    async with outlets() as site, line(tmp_path, site, channels=(ALL,)) as made:
        opened = _Newsroom(site, made)
        config = tmp_path / "config"
        config.mkdir()
        for name, told in GOOD.items():
            (config / name).write_text(told, encoding="utf-8")
        desk = LiveDesk(settings=load_settings(config, {}), store=made.store, served=frozenset({"console"}))
        changing = Changing(store=made.store, desk=desk, clock=made.clock)
        opened.ask = replace(opened.ask, services=_Undoing(changing))
        yield opened


async def test_merged_stories_are_one_under_both_ids_and_the_posted_cards_name_each_other(newsroom):
    bakery, pier = await newsroom.tell(*BAKERY), await newsroom.tell(*PIER)
    one, other = await newsroom.stories()
    reply = await newsroom.run(f"/story merge {other} {one}")
    assert reply.data["moved"] == 1
    assert await newsroom.stories() == {other: sorted([bakery, pier])}
    async with newsroom.made.store.read() as tx:
        assert (await stories.get(tx, one)).id == other
    assert "Also in outlet2" in await newsroom.card_says(bakery)
    assert "Also in outlet1" in await newsroom.card_says(pier)


async def test_what_comes_later_joins_the_merged_story(newsroom):
    await newsroom.tell(*BAKERY)
    await newsroom.tell(*PIER)
    one, other = await newsroom.stories()
    await newsroom.run(f"/story merge {other} {one}")
    later = await newsroom.tell(*TOLL)
    (held,) = (await newsroom.stories()).values()
    assert later in held


async def test_undoing_a_merge_puts_cards_and_ids_back_and_leaves_what_joined_meanwhile(newsroom):
    bakery, pier = await newsroom.tell(*BAKERY), await newsroom.tell(*PIER)
    before = await newsroom.stories()
    one, other = before
    number = (await newsroom.run(f"/story merge {other} {one}")).data["change"]
    later = await newsroom.tell(*TOLL)
    await newsroom.run(f"/undo {number}")
    after = await newsroom.stories()
    assert {card for cards in after.values() for card in cards} == {bakery, pier, later}
    assert [held for held in after.values() if bakery in held] == [[bakery]]
    assert later in after[other]
    async with newsroom.made.store.read() as tx:
        assert (await stories.get(tx, one)).id == one
    assert "Also in" not in await newsroom.card_says(bakery)


async def test_undoing_twice_is_as_merging_and_a_covered_ruling_is_refused(newsroom):
    await newsroom.tell(*BAKERY)
    await newsroom.tell(*PIER)
    before = await newsroom.stories()
    one, other = before
    number = (await newsroom.run(f"/story merge {other} {one}")).data["change"]
    merged = await newsroom.stories()
    await newsroom.run(f"/undo {number}")
    assert await newsroom.stories() == before
    refused = await run(f"/undo {number}", newsroom.ask)
    assert refused.exit_code == 2
    assert "was changed again" in plain(refused.blocks)
    await newsroom.run(f"/undo {number + 1}")
    assert await newsroom.stories() == merged


async def test_cards_that_can_leave_their_story_are_offered(newsroom):
    first, second = await newsroom.tell(*BAKERY), await newsroom.tell(*TOLL)
    await newsroom.tell(*PIER)
    both = [f"/story split {second} ", f"/story split {first} "]
    assert (await complete("/story split BB", newsroom.ask)) == both
    (own,) = [story for story, cards in (await newsroom.stories()).items() if len(cards) > 1]
    assert (await complete(f"/story split {own}", newsroom.ask)) == both
    await newsroom.run(f"/story split {second}")
    assert (await complete("/story split BB", newsroom.ask)) == []


async def test_a_card_that_leaves_begins_a_story_and_comes_back_when_that_is_undone(newsroom):
    first, second = await newsroom.tell(*BAKERY), await newsroom.tell(*TOLL)
    before = await newsroom.stories()
    (own,) = before
    made = (await newsroom.run(f"/story split {second}")).data
    assert await newsroom.stories() == {own: [first], made["story"]: [second]}
    assert "Also in" not in await newsroom.card_says(first)
    await newsroom.run(f"/undo {made['change']}")
    assert await newsroom.stories() == before
    async with newsroom.made.store.read() as tx:
        assert (await stories.get(tx, made["story"])).id == own


async def test_an_event_that_was_only_named_on_another_s_card_is_told_when_it_is_parted_from_it(newsroom):
    first, second = await newsroom.tell(*BAKERY), await newsroom.tell(*AGAIN)
    assert await newsroom.owed(second, DeliveryKind.CARD) == [], "it only joins"
    reply = await newsroom.run(f"/story split {second}")
    assert "It is told in 1 channel that had been told nothing of it." in plain(reply.blocks)
    (card,) = await newsroom.owed(second, DeliveryKind.CARD)
    assert card.message.silent
    assert "Also in" not in plain(card.message.blocks)
    await newsroom.run(f"/undo {reply.data['change']}")
    again = await newsroom.run(f"/story split {second}")
    assert again.data["announced"] == 0, "once is enough"
    assert len(await newsroom.owed(second, DeliveryKind.CARD)) == 1
    assert len(await newsroom.owed(first, DeliveryKind.CARD)) == 1


async def test_what_stays_behind_is_told_when_the_card_on_which_it_was_named_leaves(newsroom):
    first, second = await newsroom.tell(*BAKERY), await newsroom.tell(*AGAIN)
    reply = await newsroom.run(f"/story split {first}")
    assert reply.data["announced"] == 1
    assert len(await newsroom.owed(second, DeliveryKind.CARD)) == 1
    assert len(await newsroom.owed(first, DeliveryKind.CARD)) == 1


async def test_an_event_that_was_told_as_an_update_is_not_told_anew_when_it_is_parted(newsroom):
    await newsroom.tell(*BAKERY)
    second = await newsroom.tell(*TOLL)
    assert len(await newsroom.owed(second, DeliveryKind.UPDATE)) == 1
    reply = await newsroom.run(f"/story split {second}")
    assert (reply.data["announced"], await newsroom.owed(second, DeliveryKind.CARD)) == (0, [])


async def test_what_was_hidden_for_long_is_no_news_any_more(newsroom):
    await newsroom.tell(*BAKERY)
    second = await newsroom.tell(*AGAIN)
    newsroom.ask = replace(newsroom.ask, now=newsroom.made.clock.now() + NEWS)
    reply = await newsroom.run(f"/story split {second}")
    assert (reply.data["announced"], await newsroom.owed(second, DeliveryKind.CARD)) == (0, [])


async def test_a_channel_in_its_quiet_hours_hears_of_it_when_they_are_over(newsroom):
    await newsroom.tell(*BAKERY)
    second = await newsroom.tell(*AGAIN)
    newsroom.ask = replace(newsroom.ask, channels=(replace(ALL, quiet="00:00-23:59"),))
    reply = await newsroom.run(f"/story split {second}")
    assert reply.data["announced"] == 1
    assert await newsroom.owed(second, DeliveryKind.CARD) == []
    async with newsroom.made.store.read() as tx:
        assert [(one.channel, one.reason.code) for one in await waiting.of_card(tx, second)] == [("all", "held-quiet")]


async def test_the_first_card_leaves_and_the_story_keeps_its_id(newsroom):
    first, second = await newsroom.tell(*BAKERY), await newsroom.tell(*TOLL)
    (own,) = await newsroom.stories()
    made = (await newsroom.run(f"/story split {first}")).data
    assert await newsroom.stories() == {own: [second], made["story"]: [first]}
    alone = await run(f"/story split {first}", newsroom.ask)
    assert (alone.exit_code, alone.data["error"]) == (2, "story-alone")


async def test_a_merge_of_a_merge_is_undone_to_the_stories_before_it(newsroom):
    await newsroom.tell(*BAKERY)
    await newsroom.tell(*PIER)
    third = await newsroom.tell(
        "Miners leave the lithium pit of Noria Honda",
        "Miners of Noria Honda, Sonora, Mexico, walked out of the lithium pit and sealed the tunnel behind the night shift.",
        "A homicide in the pit last year was never solved, said Nereo Figueroa, who speaks for the miners.",
    )
    one, other, last = (await newsroom.stories()).keys()
    await newsroom.run(f"/story merge {other} {one}")
    between = await newsroom.stories()
    number = (await newsroom.run(f"/story merge {third} {one}")).data["change"]
    await newsroom.run(f"/undo {number}")
    assert await newsroom.stories() == between
    async with newsroom.made.store.read() as tx:
        assert len({(await stories.get(tx, name)).id for name in (one, other, last)}) == 2


async def test_rulings_are_audited_with_who_and_what_moved(newsroom):
    bakery = await newsroom.tell(*BAKERY)
    await newsroom.tell(*PIER)
    other, one = await newsroom.stories()
    await newsroom.run(f"/story merge {one} {other}")
    (change,) = (await newsroom.run("/audit")).data["changes"]
    assert (change["who"], change["entry"], change["was"][bakery], change["after"][bakery]) == (
        "Ana",
        f"story {one}",
        other,
        one,
    )


async def test_only_admins_rule(newsroom):
    await newsroom.tell(*BAKERY)
    reader = replace(newsroom.ask, who=replace(newsroom.ask.who, is_admin=False))
    for asked in ("/story merge ST-1 ST-2", "/story split BB-2026-11-24-001"):
        assert (await run(asked, reader)).data["error"] == "admin-only"


# ── following ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_follows_a_story_is_told_what_is_new_and_nothing_else(newsroom):
    await newsroom.tell(*BAKERY)
    (own,) = await newsroom.stories()
    reply = await newsroom.run(f"/follow story:{own}")
    assert "what is new in: Six killed" in plain(reply.blocks)
    repeats = await newsroom.tell(BAKERY[0], BAKERY[1].replace("on Tuesday ", ""), *BAKERY[2:])
    assert await newsroom.owed(repeats, DeliveryKind.DIRECT) == []
    brings = await newsroom.tell(*TOLL)
    (told,) = await newsroom.owed(brings, DeliveryKind.DIRECT)
    words = plain(told.message.blocks)
    assert words.startswith("You follow: Six killed at a bakery")
    assert "Dead: Eight people" in words
    elsewhere = await newsroom.tell(*PIER)
    assert await newsroom.owed(elsewhere, DeliveryKind.DIRECT) == []
    await newsroom.run(f"/unfollow {own}")
    assert (await newsroom.run("/follows")).data == []


async def test_who_follows_a_story_that_was_merged_hears_of_the_other(newsroom):
    await newsroom.tell(*PIER)
    (pier,) = await newsroom.stories()
    await newsroom.run(f"/follow {pier}")
    await newsroom.tell(*BAKERY)
    bakery = next(one for one in await newsroom.stories() if one != pier)
    await newsroom.run(f"/story merge {bakery} {pier}")
    brings = await newsroom.tell(*TOLL)
    assert len(await newsroom.owed(brings, DeliveryKind.DIRECT)) == 1


async def test_an_update_under_another_event_s_card_says_so_until_the_two_are_one_again(newsroom):
    await newsroom.tell(*BAKERY)
    second = await newsroom.tell(*TOLL)
    await newsroom.deliver()
    (told,) = await newsroom.owed(second, DeliveryKind.UPDATE)
    made = (await newsroom.run(f"/story split {second}")).data
    (edit,) = await newsroom.owed(second, DeliveryKind.EDIT)
    assert edit.message.edits == told.key
    assert (
        plain(edit.message.blocks) == f"Another event: an admin parted it from the story above.\n\n{plain(told.message.blocks)}"
    )
    await newsroom.deliver()
    await newsroom.run(f"/undo {made['change']}")
    assert plain((await newsroom.owed(second, DeliveryKind.EDIT))[-1].message.blocks) == plain(told.message.blocks)


async def test_an_update_that_is_not_sent_yet_goes_out_with_the_note_in_it(newsroom):
    await newsroom.tell(*BAKERY)
    second = await newsroom.tell(*TOLL)
    await newsroom.run(f"/story split {second}")
    (told,) = await newsroom.owed(second, DeliveryKind.UPDATE)
    assert plain(told.message.blocks).startswith("Another event")
    assert await newsroom.owed(second, DeliveryKind.EDIT) == []


async def test_an_update_that_was_taken_back_stays_so_when_its_story_is_parted(newsroom):
    await newsroom.tell(*BAKERY)
    second = await newsroom.tell(*TOLL)
    await newsroom.deliver()
    await newsroom.run(f"/retract {second} wrong")
    edits = await newsroom.owed(second, DeliveryKind.EDIT)
    await newsroom.run(f"/story split {second}")
    assert await newsroom.owed(second, DeliveryKind.EDIT) == edits

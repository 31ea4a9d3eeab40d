"""A posted digest of which a card is taken back, corrected or withdrawn: edited in place, once, on each database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.commands import run
from bot.correcting import tell
from bot.layout.text import plain
from bot.model.chat import Chart, DeliveryKind, DeliveryState, Place
from bot.model.desk import Channel
from bot.model.digests import DigestPlan
from bot.model.revisions import FigureChanged, FigureNew, Revision, RevisionKind
from bot.model.text import Span
from bot.outbox import Outbox
from bot.store import cards, deliveries, revisions
from tests.fakes.asking import an_ask
from tests.fakes.cards import figure
from tests.fakes.chat import FakeChat, Fault
from tests.fakes.stories_held import DESK, OTHER, TEXT, one, whole

DAILY = Channel(id="daily", platform="console", labels="en", mode="digest")
HERE = Place(platform="console", channel="daily")
FELL = FigureChanged(before="six people", after="five people", measure="people killed", sentence=Span(0, 10))
MORE = FigureNew(after="12 rifles", measure="rifles", sentence=Span(0, 10))


@pytest.fixture
async def made(bench):
    """A desk, whose daily digest is posted once `posted` is called."""
    desk = bench(DAILY)
    desk.chat = FakeChat(desk.clock, "console")
    await desk.tick()
    return desk


async def deliver(desk):
    await Outbox(desk.store, {"console": desk.chat}, desk.clock).deliver_once()


async def posted(desk):
    await desk.tick(hours=24)
    await deliver(desk)
    return words(desk)


def words(desk, number=-1):
    return plain(desk.chat.places[HERE][number].message.blocks)


async def changes(desk, card, *some, kind=RevisionKind.SUBSTANTIAL, text=None):
    """The article is seen to have changed an hour later."""
    desk.clock.tick(hours=1)
    now = desk.clock.now()
    async with desk.store.begin() as tx:
        before = (await cards.get(tx, card.id)).card
        after = await cards.rewrite(tx, before, replace(before, text=text)) if text else before
        revision = Revision(number=await revisions.next_number(tx, card.id), at=now, kind=kind, changes=some)
        await revisions.keep(tx, before, revision)
        await tell(tx, after, revision, before=before, desk=DESK, channels=desk.channels, now=now)
    await deliver(desk)


async def retract(desk, card, why="The number was of another year."):
    desk.clock.tick(hours=1)
    ask = an_ask(desk.store, desk=DESK, channels=tuple(desk.channels), now=desk.clock.now(), where=HERE)
    reply = await run(f"/retract {card.id} {why}", ask)
    await deliver(desk)
    return reply.data


async def test_a_corrected_entry_is_marked_where_it_stands_and_keeps_its_old_words(made):
    card = await made.comes(whole(1))
    before = await posted(made)
    await changes(made, card, FELL, text=TEXT.replace("six", "five"))
    after = words(made)
    (mark,) = [line for line in after.split("\n") if "Corrected" in line]
    assert mark.endswith(": six people → five people")
    assert "Gunmen killed six people in Ures on Monday" in after
    assert after.replace(f"{mark}\n", "") == before
    assert (made.chat.edits, made.chat.posts) == (1, 1)


async def test_the_next_digest_still_says_what_was_corrected(made):
    card = await made.comes(whole(1))
    await posted(made)
    await changes(made, card, FELL)
    assert "Corrected: Six killed in Ures, part 1" in await posted(made)


async def test_a_retracted_entry_is_struck_and_says_nothing_of_its_words_any_more(made):
    wrong, right = await made.comes(whole(1)), await made.comes(whole(2, title="Six held in Naco"))
    await posted(made)
    assert (await retract(made, wrong))["edited"] == 1
    after = words(made)
    assert "Retracted: Six killed in Ures, part 1" in after
    assert "This card has been retracted: The number was of another year." in after
    assert after.count("Gunmen killed six people in Ures") == 1
    assert right.title in after
    assert made.chat.edits == 1


async def test_both_entries_of_a_digest_keep_what_became_of_each(made):
    first, second = await made.comes(whole(1)), await made.comes(whole(2, title="Six held in Naco"))
    await posted(made)
    await changes(made, first, FELL)
    await retract(made, second)
    await changes(made, first, replace(FELL, before="five people", after="four people"))
    after = words(made)
    assert "six people → five people" in after
    assert "five people → four people" in after
    assert "Retracted: Six held in Naco" in after
    assert made.chat.edits == 3


async def test_a_withdrawn_article_is_marked_and_one_that_comes_back_too(made):
    card = await made.comes(whole(1))
    await posted(made)
    await changes(made, card, kind=RevisionKind.WITHDRAWN)
    assert "Withdrawn by the outlet" in words(made)
    await changes(made, card, kind=RevisionKind.RETURNED)
    assert "Shown again by the outlet" in words(made)
    assert made.chat.edits == 2


@pytest.mark.parametrize(("sort", "change"), [(RevisionKind.COSMETIC, FELL), (RevisionKind.SUBSTANTIAL, MORE)])
async def test_what_takes_nothing_back_leaves_the_digest_alone(made, sort, change):
    card = await made.comes(whole(1))
    before = await posted(made)
    await changes(made, card, change, kind=sort)
    assert (words(made), made.chat.edits) == (before, 0)


async def test_a_digest_that_told_nothing_of_the_card_is_not_touched(made):
    first = await made.comes(whole(1))
    await posted(made)
    await made.comes(whole(2, title="Six held in Naco"))
    await posted(made)
    await retract(made, first)
    assert made.chat.edits == 1
    assert "Retracted" in words(made, 0)
    assert "Retracted" not in words(made, 1)


async def test_a_digest_not_yet_posted_goes_out_with_the_mark(made):
    card = await made.comes(whole(1))
    await made.tick(hours=24)
    made.clock.tick(hours=1)
    async with made.store.begin() as tx:
        revision = Revision(number=1, at=made.clock.now(), kind=RevisionKind.SUBSTANTIAL, changes=(FELL,))
        await revisions.keep(tx, card, revision)
        await tell(tx, card, revision, before=card, desk=DESK, channels=made.channels, now=made.clock.now())
    await deliver(made)
    assert "six people → five people" in words(made)
    assert (made.chat.edits, made.chat.posts) == (0, 1)


async def test_an_edit_of_which_nobody_knows_whether_it_arrived_is_made_again_and_stands_once(made):
    card = await made.comes(whole(1))
    await posted(made)
    made.chat.faults[-1] = Fault.ANSWER_LOST
    await changes(made, card, FELL)
    assert "Corrected" not in words(made)
    made.clock.tick(minutes=20)
    await deliver(made)
    assert words(made).count("six people → five people") == 1
    (edit,) = await made.owed(DeliveryKind.EDIT)
    assert edit.state is DeliveryState.SENT


async def test_two_changes_before_the_first_is_edited_are_one_edit(made):
    card = await made.comes(whole(1))
    await posted(made)
    for number, change in enumerate((FELL, replace(FELL, before="five people", after="four people")), start=1):
        made.clock.tick(hours=1)
        async with made.store.begin() as tx:
            revision = Revision(number=number, at=made.clock.now(), kind=RevisionKind.SUBSTANTIAL, changes=(change,))
            await revisions.keep(tx, card, revision)
            await tell(tx, card, revision, before=card, desk=DESK, channels=made.channels, now=made.clock.now())
    await deliver(made)
    assert made.chat.edits == 1
    assert "five people → four people" in words(made)


async def test_an_entry_of_the_second_message_is_edited_there(made):
    made.channels[0] = replace(DAILY, digest=(DigestPlan(id="daily", at=("08:00",), stories=50),))
    stories = [await made.comes(whole(number)) for number in range(1, 21)]
    await made.tick(hours=24)
    parts = await made.owed()
    assert len(parts) > 1
    await deliver(made)
    last = parts[-1].message.stretches[-1].subject
    first = plain(made.chat.places[HERE][0].message.blocks)
    await retract(made, next(card for card in stories if card.id == last))
    assert plain(made.chat.places[HERE][0].message.blocks) == first
    assert "Retracted" in words(made)


async def test_an_outlet_that_is_only_named_goes_when_its_card_is_retracted(made):
    await made.comes(one(1, outlet="ledger"), story="ST-1")
    named = await made.comes(one(2, outlet="voz", text=OTHER), story="ST-1")
    assert "also in La Voz · 2 independent sources" in await posted(made)
    await retract(made, named)
    assert "La Voz" not in words(made)
    assert made.chat.edits == 1


async def test_an_outlet_that_is_only_named_is_marked_when_it_withdraws(made):
    await made.comes(one(1, outlet="ledger"), story="ST-1")
    named = await made.comes(one(2, outlet="voz", text=OTHER), story="ST-1")
    await posted(made)
    await changes(made, named, kind=RevisionKind.WITHDRAWN)
    assert "also in La Voz (withdrawn) · 1 independent source" in words(made)
    assert "Withdrawn by its outlet: Six killed in Ures, part 2" in await posted(made)


async def test_an_outlet_that_is_only_named_corrects_what_the_entry_still_says(made):
    await made.comes(whole(1), story="ST-1")
    named = await made.comes(whole(2, outlet="voz"), story="ST-1")
    await posted(made)
    await changes(made, named, FELL, replace(FELL, before="12 towns", after="13 towns"), text=TEXT.replace("six", "five"))
    (mark,) = [line for line in words(made).split("\n") if "La Voz corrected it" in line]
    assert mark.endswith(": six people → five people")
    (line,) = [line for line in (await posted(made)).split("\n") if "Corrected: " in line]
    assert "six people → five people" in line
    assert "12 towns" not in line


async def test_an_article_withdrawn_before_the_digest_is_marked_in_it(made):
    card = await made.comes(whole(1))
    await changes(made, card, kind=RevisionKind.WITHDRAWN)
    assert "Withdrawn by the outlet" in await posted(made)


async def test_a_digest_that_was_refused_says_what_became_of_it_when_it_is_sent_after_all(made):
    card = await made.comes(whole(1))
    made.chat.faults[1] = Fault.REFUSED
    await made.tick(hours=24)
    await deliver(made)
    await retract(made, card)
    async with made.store.read() as tx:
        (dead,) = await deliveries.of_subject(tx, (await made.owed())[0].subject)
    assert dead.state is DeliveryState.DEAD
    assert "Retracted" in plain(dead.message.blocks)


async def test_a_digest_of_a_month_ago_is_left_alone(made):
    card = await made.comes(whole(1))
    await posted(made)
    made.clock.tick(days=31)
    await changes(made, card, FELL)
    assert made.chat.edits == 0


async def test_the_mark_is_in_the_channels_language_and_zone(bench):
    desk = bench(replace(DAILY, labels="es", zone="America/Mexico_City"))
    desk.chat = FakeChat(desk.clock, "console")
    await desk.tick()
    card = await desk.comes(whole(1))
    await posted(desk)
    await changes(desk, card, FELL)
    assert "Corregido 9:00\u202fa.m. CST: six people → five people" in words(desk)


async def test_a_card_that_an_admin_parts_from_a_story_is_no_longer_named_with_it(made):
    await made.comes(one(1, outlet="ledger"), story="ST-1")
    named = await made.comes(one(2, outlet="voz", text=OTHER), story="ST-1")
    assert "also in La Voz" in await posted(made)
    ask = an_ask(made.store, desk=DESK, channels=tuple(made.channels), now=made.clock.now(), where=HERE)
    reply = await run(f"/story split {named.id}", ask)
    await deliver(made)
    assert not reply.exit_code, plain(reply.blocks)
    assert "also in" not in words(made, 0)


YEARS = "Sonora counted 120 homicides in 2022, 130 homicides in 2023, 140 homicides in 2024 and 150 homicides in 2025."


async def test_a_chart_of_numbers_of_a_retracted_card_is_taken_away(made):
    counted = tuple(
        figure(YEARS, f"{many} homicides", str(many), measure="homicides", place="Sonora", period=f"in {year}")
        for many, year in ((120, 2022), (130, 2023), (140, 2024), (150, 2025))
    )
    card = await made.comes(one(1, text=YEARS, title="Homicides rise in Sonora", figures=counted))
    await posted(made)
    (message,) = [posted.message for posted in made.chat.places[HERE]]
    assert any(isinstance(block, Chart) for block in message.blocks)
    await retract(made, card)
    (message,) = [posted.message for posted in made.chat.places[HERE]]
    assert not any(isinstance(block, Chart) for block in message.blocks)

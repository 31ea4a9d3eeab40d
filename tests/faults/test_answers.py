"""What a platform may answer, and what it may keep to itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.model.chat import Debt, DeliveryKind, DeliveryState
from bot.model.errors import UsageError
from bot.outbox import Later, Outbox, Refused, Terms, Trouble, Unknown, alarms, repair
from bot.store import deliveries
from tests.fakes.chat import FakeChat, FakeClock, Fault, message, place
from tests.fakes.databases import NOW

HERE = place()
THERE = place("elsewhere")
ADMINS = place("admins")
ALARM = alarms.to(ADMINS, "en")


def debt(word, where=HERE, kind=DeliveryKind.CARD, **more):
    return Debt(place=where, kind=kind, subject=word, revision=0, message=message(word), **more)


async def owe(store, *debts, now=NOW):
    async with store.begin() as tx:
        return await deliveries.owe(tx, debts, now)


async def counts(store):
    async with store.read() as tx:
        return {state: count for state, count in (await deliveries.counts(tx)).items() if count}


async def of(store, subject):
    async with store.read() as tx:
        delivery = await deliveries.get(tx, deliveries.key_of(HERE, DeliveryKind.CARD, subject, 0))
    assert delivery is not None
    return delivery


@pytest.fixture
def clock():
    return FakeClock(NOW)


async def test_a_burst_of_200_cards_to_a_busy_platform_ends_with_200_posts_in_order(store, clock):
    words = [f"card {number:03d}" for number in range(200)]
    await owe(store, *(debt(word) for word in words))
    chat = FakeChat(clock, faults=dict.fromkeys(range(5, 400, 5), Fault.BUSY))
    outbox = Outbox(store, {"fake": chat}, clock)
    sent = rounds = 0
    while (due := await outbox.next_due()) is not None:
        clock.forward(seconds=due)
        sent += await outbox.deliver_once()
        rounds += 1
    assert sent == 200
    assert chat.said(HERE) == words
    assert chat.posts == 249
    assert chat.finds == 0
    assert chat.most_at_once[HERE] == 1
    assert rounds == 50


@pytest.mark.parametrize("n", range(1, 6))
@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.BROKEN])
async def test_the_nth_lost_post_costs_nothing_but_time(store, clock, fault, n):
    words = ["one", "two", "three", "four", "five"]
    await owe(store, *(debt(word) for word in words))
    chat = FakeChat(clock, faults={n: fault})
    outbox = Outbox(store, {"fake": chat}, clock)
    assert await outbox.deliver_once() == n - 1
    assert await counts(store) == {
        state: count
        for state, count in (
            (DeliveryState.SENT, n - 1),
            (DeliveryState.DOUBTFUL, 1),
            (DeliveryState.OWED, 5 - n),
        )
        if count
    }
    clock.forward(seconds=69)
    assert await outbox.deliver_once() == 0
    assert chat.finds == 0, "looked for before its lease and the grace were over"
    clock.forward(seconds=1)
    assert await outbox.deliver_once() == 6 - n
    assert chat.said(HERE) == words
    assert chat.finds == 1


async def test_every_answer_lost_still_means_each_message_once(store, clock):
    words = ["one", "two", "three"]
    await owe(store, *(debt(word) for word in words))
    chat = FakeChat(clock, faults=dict.fromkeys(range(1, 100), Fault.ANSWER_LOST))
    outbox = Outbox(store, {"fake": chat}, clock)
    for _ in words:
        await outbox.deliver_once()
        clock.forward(seconds=70)
    assert await outbox.deliver_once() == 1
    assert chat.said(HERE) == words
    assert chat.posts == 3


async def test_a_platform_that_cannot_be_looked_through_leaves_the_message_doubtful(store, clock):
    await owe(store, debt("one"), debt("two"), debt("three", THERE))
    chat = FakeChat(clock, faults={1: Fault.ANSWER_LOST})
    outbox = Outbox(store, {"fake": chat}, clock, lanes=1)
    assert await outbox.deliver_once() == 1, "another place goes on"
    for blind in (Unknown("503"), Refused("Missing Access"), Later(timedelta(seconds=30)), ValueError("?")):
        chat.blind = blind
        clock.forward(minutes=11)
        assert await outbox.deliver_once() == 0
    assert chat.said(HERE) == ["one"]
    assert chat.finds == 4
    assert (await of(store, "one")).state is DeliveryState.DOUBTFUL
    chat.blind = None
    clock.forward(minutes=11)
    assert await outbox.deliver_once() == 2
    assert chat.said(HERE) == ["one", "two"]


async def test_a_refused_message_is_dead_and_its_place_goes_on(store, clock):
    await owe(store, debt("one"), debt("two"))
    chat = FakeChat(clock, faults={1: Fault.REFUSED})
    assert await Outbox(store, {"fake": chat}, clock).deliver_once() == 1
    assert chat.said(HERE) == ["two"]
    dead = await of(store, "one")
    assert (dead.state, dead.error) == (DeliveryState.DEAD, "Missing Access")


async def test_admins_are_told_once_of_a_dead_message(store, clock):
    await owe(store, debt("one"))
    chat = FakeChat(clock, faults={1: Fault.REFUSED})
    outbox = Outbox(store, {"fake": chat}, clock, alarm=ALARM, lanes=1)
    for _ in range(3):
        await outbox.deliver_once()
        clock.forward(minutes=20)
    assert chat.said(ADMINS) == ["one was refused in fake/alerts and is not tried again."]


async def test_admins_are_told_once_of_a_message_ten_minutes_in_doubt(store, clock):
    await owe(store, debt("one"))
    chat = FakeChat(clock, faults={1: Fault.ANSWER_LOST})
    chat.blind = Unknown("503")
    outbox = Outbox(store, {"fake": chat}, clock, alarm=ALARM, lanes=1)
    await outbox.deliver_once()
    clock.forward(minutes=9)
    await outbox.deliver_once()
    assert chat.said(ADMINS) == []
    for _ in range(3):
        clock.forward(minutes=10)
        await outbox.deliver_once()
    assert chat.said(ADMINS) == ["Nobody knows whether one arrived in fake/alerts."]


async def test_admins_hear_of_a_long_doubt_and_then_of_its_end_in_refusal(store, clock):
    await owe(store, debt("one"))
    chat = FakeChat(clock, faults={1: Fault.REQUEST_LOST, 3: Fault.REFUSED})
    chat.blind = Unknown("503")
    outbox = Outbox(store, {"fake": chat}, clock, alarm=ALARM, lanes=1)
    await outbox.deliver_once()
    clock.forward(minutes=11)
    await outbox.deliver_once()  # posts the first alarm
    chat.blind = None
    clock.forward(minutes=11)
    await outbox.deliver_once()
    assert chat.said(ADMINS) == [
        "Nobody knows whether one arrived in fake/alerts.",
        "one was refused in fake/alerts and is not tried again.",
    ]


async def test_an_alarm_in_trouble_raises_no_alarm(store, clock):
    await owe(store, debt("alarm", kind=DeliveryKind.ALERT), debt("other alarm", THERE, kind=DeliveryKind.ALERT))
    chat = FakeChat(clock, faults={1: Fault.REFUSED, 2: Fault.ANSWER_LOST})
    chat.blind = Unknown("503")
    outbox = Outbox(store, {"fake": chat}, clock, alarm=ALARM, lanes=1)
    for _ in range(3):
        await outbox.deliver_once()
        clock.forward(minutes=11)
    assert chat.said(ADMINS) == []


async def test_a_failing_platform_does_not_stop_another(store, clock):
    there = place(platform="other")
    await owe(store, *(debt(f"lost {n}") for n in range(3)), *(debt(f"sent {n}", there) for n in range(3)))
    chat = FakeChat(clock, faults=dict.fromkeys(range(1, 9), Fault.BROKEN))
    other = FakeChat(clock, name="other")
    assert await Outbox(store, {"fake": chat, "other": other}, clock).deliver_once() == 3
    assert other.said(there) == ["sent 0", "sent 1", "sent 2"]


async def test_a_send_that_hangs_is_given_up_before_its_lease_ends(store, clock):
    class Hanging(FakeChat):
        async def post(self, place, message, *, key):
            await super().post(place, message, key=key)
            await asyncio.Event().wait()

    await owe(store, debt("one"))
    chat = Hanging(clock)
    terms = Terms(send_limit=timedelta(milliseconds=20))
    outbox = Outbox(store, {"fake": chat}, clock, terms=terms)
    assert await outbox.deliver_once() == 0
    assert (await of(store, "one")).state is DeliveryState.DOUBTFUL
    clock.forward(seconds=70)
    assert await outbox.deliver_once() == 1
    assert chat.said(HERE) == ["one"]


async def test_a_message_for_later_waits_and_does_not_hold_back_an_urgent_one(store, clock):
    await owe(store, debt("in the morning", not_before=NOW + timedelta(hours=8)), debt("urgent"))
    chat = FakeChat(clock)
    outbox = Outbox(store, {"fake": chat}, clock)
    assert await outbox.deliver_once() == 1
    assert await outbox.next_due() == 8 * 3600
    clock.forward(hours=8)
    assert await outbox.deliver_once() == 1
    assert chat.said(HERE) == ["urgent", "in the morning"]


async def test_an_edit_changes_the_message_that_stands_there_and_may_be_repeated(store, clock):
    await owe(store, debt("one"))
    chat = FakeChat(clock, faults={-1: Fault.ANSWER_LOST})
    outbox = Outbox(store, {"fake": chat}, clock)
    await outbox.deliver_once()
    edit = Debt(place=HERE, kind=DeliveryKind.EDIT, subject="one", revision=1, message=message("one, corrected"))
    await owe(store, edit)
    assert await outbox.deliver_once() == 0
    clock.forward(minutes=1)
    assert await outbox.deliver_once() == 1
    assert chat.said(HERE) == ["one, corrected"]
    assert (chat.posts, chat.edits, chat.finds) == (1, 2, 0)


async def test_an_edit_of_a_message_that_was_never_sent_is_dead(store, clock):
    await owe(store, Debt(place=HERE, kind=DeliveryKind.EDIT, subject="none", revision=1, message=message("x")))
    await Outbox(store, {"fake": FakeChat(clock)}, clock).deliver_once()
    assert await counts(store) == {DeliveryState.DEAD: 1}


async def test_a_direct_message_goes_where_that_person_alone_reads(store, clock):
    await owe(store, debt("hello", place("ana"), kind=DeliveryKind.DIRECT))
    chat = FakeChat(clock, faults={1: Fault.ANSWER_LOST})
    outbox = Outbox(store, {"fake": chat}, clock)
    await outbox.deliver_once()
    clock.forward(seconds=70)
    assert await outbox.deliver_once() == 1
    assert chat.said(place("direct-ana")) == ["hello"]


# ── what an admin decides ────────────────────────────────────────────────────────────────────────────────────────────────────


async def in_doubt(store, clock, fault):
    await owe(store, debt("one"), debt("two"))
    chat = FakeChat(clock, faults={1: fault})
    chat.blind = Refused("Missing Access")
    outbox = Outbox(store, {"fake": chat}, clock)
    await outbox.deliver_once()
    clock.forward(minutes=11)
    await outbox.deliver_once()
    return chat, outbox, (await of(store, "one")).key


async def test_dropping_a_doubtful_message_frees_its_place(store, clock):
    chat, outbox, key = await in_doubt(store, clock, Fault.REQUEST_LOST)
    async with store.begin() as tx:
        assert (await repair.drop(tx, key.upper(), clock.now())).state is DeliveryState.DEAD
    assert await outbox.deliver_once() == 1
    assert chat.said(HERE) == ["two"]


async def test_retrying_a_doubtful_message_sends_it_even_where_nobody_can_look(store, clock):
    chat, outbox, key = await in_doubt(store, clock, Fault.REQUEST_LOST)
    async with store.begin() as tx:
        await repair.retry(tx, key, clock.now())
    assert await outbox.deliver_once() == 2
    assert chat.said(HERE) == ["one", "two"]


async def test_retrying_looks_first_where_the_platform_lets_us(store, clock):
    chat, outbox, key = await in_doubt(store, clock, Fault.ANSWER_LOST)
    chat.blind = None
    async with store.begin() as tx:
        await repair.drop(tx, key, clock.now())
        await repair.retry(tx, key, clock.now())
    assert await outbox.deliver_once() == 2
    assert chat.said(HERE) == ["one", "two"]


async def test_a_retry_waits_while_the_platform_is_only_out_of_reach(store, clock):
    chat, outbox, key = await in_doubt(store, clock, Fault.ANSWER_LOST)
    chat.blind = Unknown("503")
    async with store.begin() as tx:
        await repair.retry(tx, key, clock.now())
    assert await outbox.deliver_once() == 0
    assert chat.said(HERE) == ["one"]


async def test_a_dead_message_is_sent_when_its_cause_is_mended_and_told_of_again_when_not(store, clock):
    await owe(store, debt("one"))
    chat = FakeChat(clock, faults={1: Fault.REFUSED, 3: Fault.REFUSED})
    outbox = Outbox(store, {"fake": chat}, clock, alarm=ALARM, lanes=1)
    await outbox.deliver_once()  # the second post is the alarm
    for _ in range(2):
        async with store.begin() as tx:
            await repair.retry(tx, (await of(store, "one")).key, clock.now())
        await outbox.deliver_once()
    assert chat.said(HERE) == ["one"]
    assert len(chat.said(ADMINS)) == 2


async def test_there_is_nothing_to_decide_about_a_sent_or_an_unknown_message(store, clock):
    await owe(store, debt("one"))
    await Outbox(store, {"fake": FakeChat(clock)}, clock).deliver_once()
    key = (await of(store, "one")).key
    async with store.begin() as tx:
        for action in (repair.retry, repair.drop):
            with pytest.raises(UsageError, match="delivery-settled"):
                await action(tx, key, clock.now())
            with pytest.raises(UsageError, match="delivery-unknown"):
                await action(tx, "nonsense", clock.now())


def test_what_admins_are_told_names_the_commands_that_help(clock):
    delivery = deliveries.Delivery(
        id=1,
        key="abc",
        place=HERE,
        kind=DeliveryKind.CARD,
        subject="BB-2026-11-24-007",
        revision=0,
        message=message("x"),
        state=DeliveryState.DEAD,
        attempt=1,
        owed_at=NOW,
        error="Missing Access",
    )
    (told,) = alarms.to(ADMINS, "es", lambda _: "#alertas")(delivery, Trouble.DEAD)
    text = repr(told.message.blocks)
    assert "/entregas reintentar abc" in text
    assert "Missing Access" in text
    assert told.message.summary == "BB-2026-11-24-007 fue rechazado en #alertas y no se intenta de nuevo."

"""A week of our own newsroom, read by the service from end to end, and what an editor expects of it.

The channels' whole transcripts are compared with golden files; `UPDATE_GOLDEN=1 pytest tests/acceptance/test_week.py` writes
them anew: read the difference before you commit it. The other tests say in words what must hold whatever the golden files say;
what they expect of each item stands beside it in `tests/specs/week`.
"""

from __future__ import annotations

import asyncio
import os
import tomllib
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.store import schema
from tests.fakes.databases import all_quiet
from tests.fakes.replay import Replay, Said, Transcript, replay, settings
from tests.fakes.week import FOLDER, Item, moment, week

GOLDEN = Path(__file__).parents[1] / "golden" / "week"
WEEK = week()
CHANNELS = {
    "live-en": "America/New_York",
    "live-es": "America/Mexico_City",
    "digest-en": "America/New_York",
    "200": "America/Mexico_City",
}
"""As the transcripts call them, with their zones. `200` is the forum."""
READS = {"live-en": {"en"}, "live-es": {"es"}, "200": {"en", "es"}}
"""The live channels, and the languages of the sources that each wants."""
NOT_YET = tomllib.loads((FOLDER / "not_yet.toml").read_text("utf-8"))
"""What an editor would decide otherwise, by test."""
MIDWEEK = moment("11-04 02:10")
END = moment("11-07 00:00")
CAP = 4
"""Of `live-es`, an hour."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass(frozen=True)
class Ran:
    """`cards`: the item of each card; `stories`: the story that the service put it in; `digested`: channel → card → the digest
    that told of it. `answers`: to the admins' commands; `outcomes`: what became of an item's entries."""

    told: Transcript
    cards: dict[str, str]
    stories: dict[str, str]
    answers: tuple[str, ...]
    outcomes: dict[str, set[str]]
    digested: dict[str, dict[str, str]]

    def about(self, channel: str) -> Iterator[tuple[Item, Said]]:
        """What was posted in the channel with the item that it tells of."""
        for one in self.told.of(channel):
            item = WEEK.items.get(self.cards.get(one.subject, ""))
            if item is not None and not one.edit:
                yield item, one

    def in_digests(self, channel: str) -> set[str]:
        """The items that a digest told of there."""
        return {self.cards[card] for card, subject in self.digested.get(channel, {}).items() if subject.startswith("digest ")}


@dataclass(frozen=True)
class Middle:
    """The world in the middle of the week: the data folder, chance, and what the channels have been told."""

    folder: Path
    rng: Random
    told: Transcript
    cards: dict[str, str]


async def _first_half(made: Replay) -> None:
    """Three feeds at first, and from Friday evening on the whole desk."""
    made.clock.time = moment("10-22 08:00")
    await made.start(settings("frontera", "meridian", "costa"))
    await made.until(moment("10-30 20:00"))
    await made.restart(settings())
    await made.until(MIDWEEK)


async def _ran(made: Replay) -> Ran:
    await made.label()
    async with made.parts.base.store.read() as tx:
        kept = schema.story_cards.c
        query = select(schema.cards.c.id, kept.story).join(schema.story_cards, kept.card_seq == schema.cards.c.seq)
        stories = {row.id: row.story for row in await tx.execute(query)}
        outcomes: dict[str, set[str]] = {}
        for row in await tx.execute(select(schema.judged.c.url, schema.judged.c.outcome)):
            slug = (row.url or "").partition("?")[0].rstrip("/").rpartition("/")[2]
            outcomes.setdefault(slug, set()).add(row.outcome)
        held = schema.waiting.c
        query = select(held.channel, schema.cards.c.id, held.settled).join(schema.waiting, held.card_seq == schema.cards.c.seq)
        digested: dict[str, dict[str, str]] = {}
        for row in await tx.execute(query):
            digested.setdefault(row.channel, {})[row.id] = row.settled or ""
    return Ran(
        told=made.told,
        cards=dict(made.cards),
        stories=stories,
        answers=tuple(made.answers),
        outcomes=outcomes,
        digested=digested,
    )


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> tuple[Middle, Ran]:
    """The week without a break, and the world as it was in its middle."""

    async def main() -> tuple[Middle, Ran]:
        folder, copied = tmp_path_factory.mktemp("week"), tmp_path_factory.mktemp("middle")
        async with replay(folder, WEEK, lanes=1) as made:
            await _first_half(made)
            await made.label()
            for path in folder.iterdir():
                (copied / path.name).write_bytes(path.read_bytes())
            middle = Middle(copied, deepcopy(made.rng), deepcopy(made.told), dict(made.cards))
            await made.until(END)
            ran = await _ran(made)
        await all_quiet()
        return middle, ran

    return asyncio.run(main())


@pytest.fixture(scope="module")
def ran(halves: tuple[Middle, Ran]) -> Ran:
    return halves[1]


def _from_the_middle(middle: Middle, folder: Path, *, lose: bool, lanes: int) -> Ran:
    async def main() -> Ran:
        for path in middle.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        async with replay(folder, WEEK, lanes=lanes) as made:
            made.clock.time, made.rng = MIDWEEK, deepcopy(middle.rng)
            made.take_up(deepcopy(middle.told), middle.cards)
            if lose:
                made.lose_database()
            await made.start(settings())
            await made.until(END)
            ran = await _ran(made)
        await all_quiet()
        return ran

    return asyncio.run(main())


def _only_known(faults: list[str], kind: str) -> None:
    """The wrong decisions are those that are written down as not yet mended, neither more nor fewer."""
    known = set(NOT_YET.get(kind, ()))
    new, mended = sorted(set(faults) - known), sorted(known - set(faults))
    assert not new, "new:\n" + "\n".join(new)
    assert not mended, "mended, to be struck from not_yet.toml:\n" + "\n".join(mended)


# ── the whole transcript ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_channels_transcript_is_the_golden_one(ran: Ran, channel: str) -> None:
    golden, made = GOLDEN / f"{channel}.txt", ran.told.written(channel, CHANNELS[channel])
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


def test_a_restart_in_the_middle_of_the_week_and_more_lanes_change_nothing(halves: tuple[Middle, Ran], tmp_path: Path) -> None:
    middle, ran = halves
    again = _from_the_middle(middle, tmp_path, lose=False, lanes=4)
    for channel, zone in CHANNELS.items():
        assert again.told.written(channel, zone) == ran.told.written(channel, zone)


def test_a_lost_database_floods_no_channel(halves: tuple[Middle, Ran], tmp_path: Path) -> None:
    middle, ran = halves
    again = _from_the_middle(middle, tmp_path, lose=True, lanes=2)
    for channel in READS:
        posted = [item for item, one in again.about(channel) if one.at >= MIDWEEK]
        old = [item.id for item in posted if item.at < MIDWEEK]
        assert old == []
        assert Counter(item.id for item in posted).most_common(1)[0][1] == 1
        assert len(posted) <= sum(one.at >= MIDWEEK for _, one in ran.about(channel)) + 3


# ── what is posted at all ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_article_is_posted_twice_in_a_channel(ran: Ran) -> None:
    for channel in READS:
        told = Counter(item.id for item, one in ran.about(channel) if one.kind in {"card", "update"})
        assert [name for name, times in told.items() if times > 1] == []


def test_what_a_search_engine_lists_bears_the_outlet_that_published_it(ran: Ran) -> None:
    assert not [one.text for one in ran.told.said if "Buscador de Noticias" in one.text]


def test_every_article_of_the_desk_is_read_and_no_other_is_posted(ran: Ran) -> None:
    wanted = {item.id for item in WEEK.items.values() if not item.left_out and not item.baseline}
    assert set(ran.cards.values()) == wanted


def test_a_feed_that_is_followed_from_wednesday_on_posts_nothing_of_before(ran: Ran) -> None:
    baseline = {item.id for item in WEEK.items.values() if item.baseline}
    assert all(ran.outcomes[name] <= {"baseline", "known"} for name in baseline)
    assert any(item.outlet == "sierra" for item, _ in ran.about("live-es"))


def test_what_came_out_while_a_feed_was_down_comes_once_it_is_up_again(ran: Ran) -> None:
    late = {"deputies-seize-fentanyl-pills-in-spare-tire", "county-jail-deaths-and-fentanyl"}
    times = {item.id: one.at for item, one in ran.about("live-en") if item.id in late}
    assert times.keys() == late
    assert all(at >= moment("11-06 00:30") for at in times.values())


def test_every_story_of_the_channels_languages_is_announced_once_and_by_itself(ran: Ran) -> None:
    faults: list[str] = []
    for channel, languages in READS.items():
        told = Counter(item.story for item, one in ran.about(channel) if one.kind == "card")
        for story in WEEK.stories:
            due = any(item.language in languages for item in WEEK.story(story))
            digested = due and any(item.id in ran.in_digests(channel) for item in WEEK.story(story))
            if told[story] != due and not (digested and told[story] == 0):
                faults.append(f"{channel}: {story} is announced {told[story]} times, not {int(due)}")
    _only_known(faults, "announced")


def test_no_two_events_are_one_story_and_no_event_is_two(ran: Ran) -> None:
    faults: list[str] = []
    meant: dict[str, set[str]] = {}
    for card, slug in ran.cards.items():
        meant.setdefault(ran.stories[card], set()).add(WEEK.items[slug].by_hand or WEEK.items[slug].story or slug)
    faults += [f"one story of {', '.join(sorted(events))}" for events in meant.values() if len(events) > 1]
    held = Counter(event for events in meant.values() for event in events)
    faults += [f"{event} in {times} stories" for event, times in held.items() if times > 1]
    _only_known(faults, "stories")


def test_a_later_article_is_an_update_in_its_storys_thread_exactly_where_it_brings_something_new(ran: Ran) -> None:
    faults: list[str] = []
    for channel, languages in READS.items():
        posts = {item.id: one for item, one in ran.about(channel) if one.kind in {"card", "update"}}
        roots = {item.story: one.number for item, one in ran.about(channel) if one.kind == "card"}
        for item in WEEK.items.values():
            if item.language not in languages or item.left_out or item.baseline or item.by_hand:
                continue
            one = posts.get(item.id)
            if one is not None and one.kind == "card":
                continue
            other = WEEK.items.get(item.tells)
            if one is None and item.id in ran.in_digests(channel):
                continue
            new = bool(item.adds) or (other is not None and other.language not in languages)
            if (one is not None) != new:
                faults.append(f"{channel}: {item.id} {'brings: ' + (item.adds or item.tells) if new else 'brings nothing new'}")
            elif one is not None and one.on != roots.get(item.story):
                faults.append(f"{channel}: {item.id} stands under another story")
    _only_known(faults, "updates")


def test_an_article_that_is_taken_back_is_struck_through_where_it_stands(ran: Ran) -> None:
    (item,) = [item for item in WEEK.items.values() if item.retracted]
    for channel in ("live-es", "200"):
        one = next(said for about, said in ran.about(channel) if about is item)
        edits = [other for other in ran.told.of(channel) if other.edit and other.on == one.number]
        assert edits
        assert "cantina is in another town" in edits[-1].text


def test_the_admins_commands_are_carried_out(ran: Ran) -> None:
    assert len(ran.answers) == len(WEEK.acts)


# ── what changes afterwards ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_an_outlet_corrects_is_said_once_under_its_card_and_the_card_is_as_it_is_now(ran: Ran) -> None:
    faults: list[str] = []
    for channel in READS:
        posts = {item.id: one for item, one in ran.about(channel) if one.kind in {"card", "update"}}
        for item, later in [(each, one) for each in WEEK.items.values() for one in each.later]:
            one = posts.get(item.id)
            if one is None or later.expect == "nothing":
                continue
            told = [c for about, c in ran.about(channel) if c.kind == "correction" and about is item and c.at >= later.at]
            if [c for c in told if c.on != (one.on or one.number)]:
                faults.append(f"{channel}: the correction of {item.id} stands elsewhere")
            if len(told) != 1:
                faults.append(f"{channel}: {item.id} is said {len(told)} times to be changed")
            elif not all(words in told[0].text for words in later.says):
                faults.append(f"{channel}: the correction of {item.id} does not say {' → '.join(later.says)}")
            if not [e for e in ran.told.of(channel) if e.edit and e.on == one.number and e.at >= later.at]:
                faults.append(f"{channel}: the card of {item.id} is as it was")
    _only_known(faults, "corrections")


def test_what_is_none_of_a_readers_business_is_told_to_nobody(ran: Ran) -> None:
    quiet = {item.id for item in WEEK.items.values() if item.later and all(later.expect == "nothing" for later in item.later)}
    told = [item.id for channel in READS for item, one in ran.about(channel) if one.kind == "correction"]
    assert quiet.isdisjoint(told)


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _clock(one: Said, channel: str) -> str:
    return one.at.astimezone(ZoneInfo(CHANNELS[channel])).strftime("%H:%M")


def test_at_night_only_what_is_urgent_is_posted_and_the_rest_comes_as_one_digest_in_the_morning(ran: Ran) -> None:
    night = [(item, one) for item, one in ran.about("live-es") if not "07:00" <= _clock(one, "live-es") < "23:00"]
    urgent = {item.id for item in WEEK.items.values() if item.urgent and item.language == "es"}
    by_day = {item.id for item, one in ran.about("live-es") if "07:00" <= _clock(one, "live-es") < "23:00"}
    assert {item.id for item, _ in night} == urgent - by_day
    quiet = [one for one in ran.told.of("live-es") if one.kind == "digest" and _clock(one, "live-es") == "07:00"]
    told = "\n".join(one.text for one in quiet)
    for name in ("bajan-a-31-migrantes-de-autobus-en-las-adjuntas", "aseguran-90-kilos-de-metanfetamina-en-reten"):
        assert WEEK.items[name].title in told
    assert all(times == 1 for times in Counter(one.at.date() for one in quiet).values())


def test_a_burst_over_the_cap_comes_as_one_digest_when_its_window_is_over(ran: Ran) -> None:
    sent = [one.at for one in ran.told.of("live-es") if one.kind == "card" and not one.edit]
    urgent = {one.at for item, one in ran.about("live-es") if item.urgent}
    for at in sent:
        hour = [other for other in sent if at - timedelta(hours=1) < other <= at and other not in urgent]
        assert len(hour) <= CAP
    burst = [
        item
        for item in WEEK.items.values()
        if item.language == "es" and moment("11-04 09:00") <= item.at < moment("11-04 09:30")
    ]
    over = {item.id for item in burst} & ran.in_digests("live-es")
    assert len(over) >= 2
    morning = [
        one for one in ran.told.of("live-es") if one.kind == "digest" and moment("11-04 09:00") < one.at < moment("11-04 13:00")
    ]
    assert len({one.at for one in morning}) == 1
    assert all(WEEK.items[name].title in "\n".join(one.text for one in morning) for name in over)


def test_digests_keep_to_their_zones_clock_through_the_change_to_winter_time(ran: Ran) -> None:
    made = [one for one in ran.told.of("digest-en") if one.kind == "digest" and not one.edit]
    assert {_clock(one, "digest-en") for one in made} == {"07:30", "18:00"}
    days = {one.at.astimezone(ZoneInfo("America/New_York")).date() for one in made}
    assert len({one.at for one in made}) == 2 * len(days) == 14
    before, after = (next(one.at for one in made if one.at > moment(day)) for day in ("10-31 00:00", "11-01 00:00"))
    assert after - before == timedelta(hours=25)


def test_a_digest_with_nothing_to_tell_says_so_in_one_line(ran: Ran) -> None:
    first = next(one for one in ran.told.of("digest-en") if one.kind == "digest")
    assert first.text.splitlines()[-1] == "Nothing new for this channel."


def test_no_story_is_told_in_two_digests_unless_something_was_new(ran: Ran) -> None:
    made: dict[str, dict[str, list[Item]]] = {}
    for card, subject in sorted(ran.digested["digest-en"].items()):
        if subject.startswith("digest "):
            item = WEEK.items[ran.cards[card]]
            made.setdefault(subject, {}).setdefault(item.story or "", []).append(item)
    faults: list[str] = []
    told: set[str] = set()
    for subject in sorted(made):
        again = told & made[subject].keys()
        faults += [
            f"{story} is told again by {subject}"
            for story in sorted(again)
            if not any(item.adds or item.tells for item in made[subject][story])
        ]
        told |= made[subject].keys()
    _only_known(faults, "digests")


def test_an_outlet_that_fell_silent_is_named_once(ran: Ran) -> None:
    told = [one for one in ran.told.of("digest-en") if "La Voz de la Costa: no item for" in one.text]
    assert len(told) == 1
    assert "usually 1." in told[0].text


# ── the week itself ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_week_holds_at_least_120_items_in_two_languages() -> None:
    spoken = Counter(item.language for item in WEEK.items.values())
    assert sum(spoken.values()) >= 120
    assert min(spoken["en"], spoken["es"]) >= 50

"""A week of our own newsroom, read by the service from end to end, and what an editor expects of it.

The channels' whole transcripts are compared with golden files; `UPDATE_GOLDEN=1 pytest tests/acceptance/test_week.py` writes
them anew: read the difference before you commit it. The other tests say in words what must hold whatever the golden files say;
what they expect of each item stands beside it in `tests/specs/week`.
"""

from __future__ import annotations

import asyncio
import tomllib
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.store import schema
from tests.fakes.databases import all_quiet
from tests.fakes.golden import is_golden
from tests.fakes.replay import Answer, Replay, Said, Transcript, replay, settings
from tests.fakes.week import FOLDER, Item, moment, week

GOLDEN = Path(__file__).parents[1] / "golden" / "week"
WEEK = week()
CHANNELS = {
    "live-en": "America/New_York",
    "live-es": "America/Mexico_City",
    "digest-en": "America/New_York",
    "digest-es": "America/Hermosillo",
    "200": "America/Mexico_City",
}
"""As the transcripts call them, with their zones. `200` is the forum."""
READS = {"live-en": {"en"}, "live-es": {"es"}, "200": {"en", "es"}}
"""The live channels, and the languages of the sources that each wants."""
NOT_YET = tomllib.loads((FOLDER / "not_yet.toml").read_text("utf-8"))
"""What an editor would decide otherwise, by test."""
MIDWEEK = moment("11-04 02:10")
END = moment("11-07 00:00")
DAY = timedelta(days=1)
CAP = 4
"""Of `live-es`, an hour."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass(frozen=True)
class Ran:
    """`cards`: the item of each card; `stories`: the story that the service put it in; `digested`: channel → card → the digest
    that told of it. `answers`: to commands; `outcomes`: what became of an item's entries; `known`: by feed, the addresses under
    which it listed what had been read before."""

    told: Transcript
    cards: dict[str, str]
    stories: dict[str, str]
    answers: tuple[Answer, ...]
    outcomes: dict[str, set[str]]
    known: dict[str, set[str]]
    digested: dict[str, dict[str, str]]

    def about(self, channel: str) -> Iterator[tuple[Item, Said]]:
        """What was posted in the channel with the item that it tells of."""
        for one in self.told.of(channel):
            item = WEEK.items.get(self.cards.get(one.subject, ""))
            if item is not None and not one.edit:
                yield item, one

    def story_of(self, item: str) -> str:
        """The id of the story that the service put the item in."""
        return next(story for card, story in self.stories.items() if self.cards[card] == item)

    def answer(self, name: str) -> Answer:
        return next(one for one in self.answers if one.id == name)

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
        known: dict[str, set[str]] = {}
        judged = schema.judged.c
        for row in await tx.execute(select(judged.feed_id, judged.url, judged.outcome)):
            if row.outcome == "known":
                known.setdefault(row.feed_id, set()).add(row.url or "")
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
        known=known,
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


def _from_the_middle(middle: Middle, folder: Path, *, lose: bool, lanes: int, end: datetime = END) -> Ran:
    async def main() -> Ran:
        for path in middle.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        async with replay(folder, WEEK, lanes=lanes) as made:
            made.clock.time, made.rng = MIDWEEK, deepcopy(middle.rng)
            made.take_up(deepcopy(middle.told), middle.cards)
            if lose:
                made.lose_database()
            await made.start(settings())
            await made.until(end)
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
    is_golden(GOLDEN / f"{channel}.txt", ran.told.written(channel, CHANNELS[channel]))


def test_the_answers_to_commands_are_the_golden_ones(ran: Ran) -> None:
    there = ZoneInfo("America/Mexico_City")
    told = (f"═══ {one.at.astimezone(there):%a %d %b %H:%M} · {one.line}\n{one.text}\n" for one in ran.answers)
    is_golden(GOLDEN / "commands.txt", "\n".join(told))


def test_a_restart_in_the_middle_of_the_week_and_more_lanes_change_nothing(halves: tuple[Middle, Ran], tmp_path: Path) -> None:
    middle, ran = halves
    again = _from_the_middle(middle, tmp_path, lose=False, lanes=4)
    for channel, zone in CHANNELS.items():
        assert again.told.written(channel, zone) == ran.told.written(channel, zone)
    assert again.answers == tuple(one for one in ran.answers if one.at >= MIDWEEK)


def test_a_lost_database_floods_no_channel(halves: tuple[Middle, Ran], tmp_path: Path) -> None:
    middle, ran = halves
    again = _from_the_middle(middle, tmp_path, lose=True, lanes=2, end=MIDWEEK + DAY)
    for channel in READS:
        posted = [item for item, one in again.about(channel) if one.at >= MIDWEEK]
        old = [item.id for item in posted if item.at < MIDWEEK]
        assert old == []
        assert Counter(item.id for item in posted).most_common(1)[0][1] == 1
        assert len(posted) <= sum(MIDWEEK <= one.at < MIDWEEK + DAY for _, one in ran.about(channel)) + 3
    for channel in CHANNELS.keys() - READS:
        assert [name for name in again.in_digests(channel) if WEEK.items[name].at < MIDWEEK] == []
    assert again.in_digests("digest-en")


# ── what is posted at all ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_article_is_posted_twice_in_a_channel(ran: Ran) -> None:
    for channel in READS:
        told = Counter(item.id for item, one in ran.about(channel) if one.kind in {"card", "update"})
        assert [name for name, times in told.items() if times > 1] == []


@pytest.mark.parametrize(
    ("feed", "address"),
    [("ledger-security", "/amp/"), ("capital-ultimas", "/n/"), ("buscador", "/rss/articles/")],
    ids=["AMP", "a redirect", "a search engine's wrapper"],
)
def test_an_article_is_known_under_another_address_of_another_feed(ran: Ran, feed: str, address: str) -> None:
    assert sum(address in url for url in ran.known[feed]) >= 5


def test_an_article_of_another_date_id_or_title_is_known_and_one_that_was_away_is_not_read_again(ran: Ran) -> None:
    assert ran.outcomes["asesinan-a-lider-limonero-en-la-ruana-chica"] == {"card", "known"}
    assert ran.outcomes["hallan-taller-de-drones-en-santa-mago"] == {"card"}


def test_no_message_leads_to_an_address_that_tracks(ran: Ran) -> None:
    assert not [one.number for one in ran.told.said if "utm_" in str(one.message)]


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


def _due(story: str, languages: set[str]) -> bool:
    """Whether it is to be announced: not where all that can be read of it came after a card that an admin put to it."""
    mine = [item for item in WEEK.story(story) if item.language in languages and not item.taken_from]
    put_to_it = [item.at for item in WEEK.items.values() if item.by_hand == story and item.language in languages]
    return bool(mine) and not any(at < mine[0].at for at in put_to_it)


def test_every_story_of_the_channels_languages_is_announced_once_and_by_itself(ran: Ran) -> None:
    faults: list[str] = []
    for channel, languages in READS.items():
        told = Counter(item.story for item, one in ran.about(channel) if one.kind == "card")
        for story in WEEK.stories:
            due = _due(story, languages)
            digested = due and any(item.id in ran.in_digests(channel) for item in WEEK.story(story))
            if told[story] != due and not (digested and told[story] == 0):
                faults.append(f"{channel}: {story} is announced {told[story]} times, not {int(due)}")
    _only_known(faults, "announced")


def test_no_two_events_are_one_story_and_no_event_is_two(ran: Ran) -> None:
    faults: list[str] = []
    meant: dict[str, set[str]] = {}
    for card, slug in ran.cards.items():
        meant.setdefault(ran.stories[card], set()).add(WEEK.items[slug].event)
    faults += [f"one story of {', '.join(sorted(events))}" for events in meant.values() if len(events) > 1]
    held = Counter(event for events in meant.values() for event in events)
    faults += [f"{event} in {times} stories" for event, times in held.items() if times > 1]
    _only_known(faults, "stories")


def test_a_later_article_is_an_update_in_its_storys_thread_exactly_where_it_brings_something_new(ran: Ran) -> None:
    faults: list[str] = []
    for channel, languages in READS.items():
        posts = {item.id: one for item, one in ran.about(channel) if one.kind in {"card", "update"}}
        roots: dict[str, int] = {}
        for item, one in ran.about(channel):
            if one.kind == "card":
                roots.setdefault(item.event, one.number)
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
            elif one is not None and one.on != roots.get(item.taken_from or item.event):
                faults.append(f"{channel}: {item.id} stands under another story")
    _only_known(faults, "updates")


def test_an_article_that_is_taken_back_is_struck_through_where_it_stands(ran: Ran) -> None:
    (item,) = [item for item in WEEK.items.values() if item.retracted]
    for channel in ("live-es", "200"):
        one = next(said for about, said in ran.about(channel) if about is item)
        edits = [other for other in ran.told.of(channel) if other.edit and other.on == one.number]
        assert edits
        assert "cantina is in another town" in edits[-1].text


def test_every_command_is_carried_out(ran: Ran) -> None:
    assert len(ran.answers) == len(WEEK.acts)
    assert [one.line for one in ran.answers if one.refused] == []


def test_what_an_admin_made_one_story_stays_one_and_what_comes_later_joins_it(ran: Ran) -> None:
    merged = {ran.story_of(item.id) for item in WEEK.items.values() if item.event == "ampolletas"}
    assert merged == {ran.answer("merge").data["story"]}
    later = ("motel-vials-came-from-mexican-warehouse", "man-with-motel-vials-charged")
    for channel, root in (
        ("live-en", "deputies-find-fentanyl-vials-on-ice"),
        ("200", "roban-ampolletas-de-fentanilo-en-tepetates-nuevo"),
    ):
        posts = {item.id: one for item, one in ran.about(channel) if one.kind in {"card", "update"}}
        assert [posts[name].on for name in later] == [posts[root].number] * 2


def test_what_an_admin_took_out_of_a_story_is_another_and_what_follows_it_joins_that(ran: Ran) -> None:
    own = ran.story_of("suspenden-a-linea-de-autobus-de-las-adjuntas")
    assert own == ran.answer("split").data["story"] == ran.story_of("linea-suspendida-en-las-adjuntas-paga-multa")
    assert own != ran.story_of("rescatan-a-29-migrantes-de-las-adjuntas")


def test_a_merge_that_is_taken_back_leaves_no_trace_after_a_restart_either(ran: Ran) -> None:
    drones, tow = (
        ran.story_of(name) for name in ("hallan-taller-de-drones-en-santa-mago", "aseguran-90-kilos-de-metanfetamina-en-reten")
    )
    assert ran.answer("mistake").data["story"] == tow != drones
    assert ran.story_of("vinculan-a-chofer-de-grua-con-metanfetamina") == tow


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


def test_every_correction_is_listed_with_the_words_of_before_and_after(ran: Ran) -> None:
    told = ran.answer("corrections").text
    for item in WEEK.items.values():
        for later in item.later:
            if later.expect == "correction":
                assert all(words in told for words in later.says), item.id


# ── what is told of a story as a whole ───────────────────────────────────────────────────────────────────────────────────────


def test_a_toll_is_told_as_it_rose_and_outlets_that_disagree_stand_side_by_side(ran: Ran) -> None:
    (dead,) = [path for path in ran.answer("story").data["tolls"] if path["fate"] == "dead"]
    assert [step["figure"]["value"] for step in dead["steps"]] == ["4", "7"]
    assert {count["figure"]["value"] for count in dead["now"]} >= {"5", "6", "7"}
    said = next(one.text for item, one in ran.about("200") if item.id == "comando-mata-a-seis-en-villa-arrayan")
    assert all(told in said for told in ("seis personas", "cuatro personas", "five people"))


def test_a_statement_is_told_once_with_how_each_outlet_has_it(ran: Ran) -> None:
    (said,) = [one for one in ran.answer("quotes").data["quotes"] if "ni por remar" in one["text"]]
    kinds = {ran.cards[one["card"]]: one["kind"] for one in said["versions"]}
    expected = {
        "mayor-tells-fishermen-to-stop-paying": "translated",
        "pescadores-de-santa-ines-dejan-de-pagar": "trimmed",
        "santa-ines-llama-a-no-pagar": "same",
        "alcaldesa-de-santa-ines-pide-escolta": "reworded",
    }
    _only_known(
        [f"{item} has it {kind}, not {kinds.get(item)}" for item, kind in expected.items() if kinds.get(item) != kind],
        "versions",
    )
    assert kinds.keys() <= expected.keys()


def test_a_card_names_how_many_outlets_tell_its_story_and_in_how_many_texts(ran: Ran) -> None:
    owner = {outlet.id: outlet.owner or outlet.id for outlet in settings().desk.outlets}
    faults: list[str] = []
    for item, root in ran.about("live-en"):
        told = [one for one in WEEK.items.values() if one.event == item.event and one.id in ran.cards.values()]
        outlets = {one.outlet for one in told}
        if root.kind != "card" or len(outlets) == 1:
            continue
        texts = len({owner.get(outlet, outlet) for outlet in (_original(one).outlet for one in told)})
        last = [one.text for one in ran.told.of("live-en") if one.number == root.number][-1]
        counted = f"{len(outlets)} outlets, {texts} independent text{'s' * (texts > 1)}"
        if counted not in last:
            faults.append(f"{item.event} is told by {counted}")
    _only_known(faults, "counted")


def _original(item: Item) -> Item:
    return _original(WEEK.items[item.copy_of]) if item.copy_of else item


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


def test_a_digest_with_nothing_to_tell_is_not_posted_where_that_is_set(ran: Ran) -> None:
    assert 1 <= len(_digests(ran, "digest-es", "lavado")) < 7
    assert not [one.text for one in ran.told.of("digest-es") if "Nada nuevo" in one.text]


def test_a_digest_keeps_to_its_days_its_zone_its_topics_and_its_length(ran: Ran) -> None:
    made = _digests(ran, "digest-es", "laborables")
    clocks = {(f"{one.at.astimezone(ZoneInfo('America/Hermosillo')):%a}", _clock(one, "digest-es")) for one in made}
    assert clocks <= {(day, "08:00") for day in ("Mon", "Tue", "Wed", "Thu", "Fri")}
    assert len({one.at for one in made}) >= 3
    for one in made:
        told = [line for line in one.text.splitlines() if line[:1].isdigit() and line[1:3] == ". "]
        assert 1 <= len(told) <= 3
    assert any("asuntos más; /recientes" in one.text for one in made)


def test_an_hour_that_comes_twice_brings_one_digest(ran: Ran) -> None:
    night = [one.at for one in _digests(ran, "digest-es", "madrugada")]
    assert night[0] == moment("10-31 23:30")
    assert moment("11-01 00:30") not in night


def test_a_digest_of_the_months_last_day_comes_on_it_alone(ran: Ran) -> None:
    assert [one.at for one in _digests(ran, "digest-es", "fin-de-mes")] == [moment("10-31 20:00")]


def test_a_digest_draws_a_figure_with_its_like_of_other_years(ran: Ran) -> None:
    (drawn,) = [one.text for one in ran.told.of("digest-en") if "350,000" in one.text and "580,000" in one.text]
    assert "[" in drawn


def _digests(ran: Ran, channel: str, plan: str) -> list[Said]:
    return [one for one in ran.told.of(channel) if one.kind == "digest" and one.subject.startswith(f"digest {channel} {plan} ")]


def test_no_story_is_told_in_two_digests_unless_something_was_new(ran: Ran) -> None:
    faults: list[str] = []
    for channel in CHANNELS.keys() - READS:
        made: dict[str, dict[str, list[Item]]] = {}
        for card, subject in ran.digested[channel].items():
            if subject.startswith("digest "):
                item = WEEK.items[ran.cards[card]]
                made.setdefault(subject, {}).setdefault(item.story or "", []).append(item)
        told: set[str] = set()
        for subject in sorted(made, key=lambda one: one.rpartition(" ")[2]):
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

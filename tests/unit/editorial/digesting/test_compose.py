"""One entry a story, the weightiest first; nothing that waits is lost, and nothing is told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.digesting import compose
from bot.languages import available, texts
from bot.model.cards import PersonName, Relevance
from bot.model.digests import DigestPlan, StoryHeld
from bot.model.feeds import Extent
from bot.model.stories import Voice
from tests.fakes.cards import figure
from tests.fakes.stories_held import CHANNEL, DESK, NOW, PLAN, held, one, whole


def made(*stories, plan=PLAN, channel=CHANNEL, **more):
    return compose(stories, plan, channel, DESK, **more)


def test_a_story_is_one_entry_told_by_its_richest_card():
    digest = made(held(one(1), whole(2, outlet="voz"), one(3, outlet="eco")))
    (entry,) = digest.entries
    assert (entry.lead.id, entry.outlets) == ("BB-2026-11-24-002", ("voz", "ledger", "eco"))
    assert entry.tells == ("BB-2026-11-24-001", "BB-2026-11-24-002", "BB-2026-11-24-003")


def test_a_copy_the_other_language_and_a_summary_do_not_tell_the_story():
    first = whole(3, language="en")
    others = (whole(1, language="es"), whole(2, language="en", extent=Extent.SUMMARY), whole(4, language="en"))
    digest = made(held(*others, first, copies=frozenset({others[2].id})))
    assert digest.entries[0].lead.id == first.id
    assert made(held(*others), plan=replace(PLAN, labels="es")).entries[0].lead.language == "es"


def test_what_weighs_more_comes_first_and_sections_follow_their_weightiest_story():
    calm = {"title": "The council met", "text": "The council met on Monday."}
    lone, light = held(one(1, topic="arms", **calm)), held(one(2, topic=None, **calm))
    heavy = held(one(3), one(4, outlet="voz"), sources=2)
    grave = held(one(5, topic="arms", title="Massacre in Ures"), one(6, topic="arms", outlet="voz"), sources=2)
    digest = made(light, lone, heavy, grave)
    assert [(section.topic, len(section.entries)) for section in digest.sections] == [("arms", 2), ("homicides", 1), (None, 1)]
    assert digest.sections[0].entries[0].story == grave.story
    codes = {reason.code for reason in digest.sections[0].entries[0].reasons}
    assert codes == {"digest-topic", "digest-relevance", "digest-sources", "digest-severity", "digest-new"}
    for language in available():
        assert all(texts(language).reason(reason) for entry in digest.entries for reason in entry.reasons)


def test_a_story_that_the_channel_knows_is_told_again_only_with_what_is_new():
    old = one(1)
    repeats = held(old, one(2, outlet="voz"), waiting=("BB-2026-11-24-002",), told=frozenset({old.id}), told_at=NOW)
    digest = made(repeats)
    assert digest.is_empty
    assert [(card, reason.code) for card, reason in digest.dropped] == [("BB-2026-11-24-002", "digest-known")]
    speaks = whole(3, outlet="voz", people=(PersonName(name="Ana Ruiz", spans=()),))
    digest = made(held(old, speaks, waiting=(speaks.id,), told=frozenset({old.id}), told_at=NOW))
    (entry,) = digest.entries
    assert (entry.lead.id, entry.told_at, entry.known) == (speaks.id, NOW, frozenset({old.id, speaks.id}))
    assert any(isinstance(found, Voice) for found in entry.fresh)
    assert entry.reasons[-1].code == "digest-changed"


def test_at_most_so_many_are_told_and_the_others_counted():
    digest = made(*(held(one(number)) for number in range(1, 6)), plan=replace(PLAN, stories=2))
    assert (len(digest.entries), len(digest.more)) == (2, 3)


def test_what_another_digest_of_the_channel_wants_waits_for_it():
    arms, rest = replace(PLAN, id="arms", topics=("arms",)), replace(PLAN, id="rest", topics=("homicides",), threshold=0.7)
    stories = (held(one(1, topic="arms")), held(one(2)), held(one(3, relevance=Relevance(score=0.6))))
    digest = made(*stories, plan=arms, others=(arms, rest))
    assert [entry.lead.id for entry in digest.entries] == ["BB-2026-11-24-001"]
    assert [(card, reason.code) for card, reason in digest.kept] == [("BB-2026-11-24-002", "digest-other")]
    assert [(card, reason.code) for card, reason in digest.dropped] == [("BB-2026-11-24-003", "digest-none")]


def test_what_a_live_channel_was_held_back_is_told_by_whichever_digest_comes_first():
    arms = replace(PLAN, id="arms", topics=("arms",))
    digest = made(held(one(1)), plan=arms, channel=replace(CHANNEL, mode="live"), others=(arms,))
    assert [entry.lead.id for entry in digest.entries] == ["BB-2026-11-24-001"]


STORIES = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["homicides", "arms", None]), st.booleans(), st.floats(0.5, 1)), max_size=12
)


def a_story(base, cards, topic, known, score):
    some = tuple(
        whole(base + number, topic=topic, outlet=("voz", "eco", "ledger")[number % 3], relevance=Relevance(score=score))
        for number in range(cards)
    )
    waits = tuple(card.id for card in some[1:] or some)
    told = frozenset({some[0].id}) if known and len(some) > 1 else frozenset()
    return StoryHeld(story=f"ST-{base}", cards=some, waiting=waits, told=told, told_at=NOW if told else None)


@given(STORIES, st.integers(1, 5), st.sampled_from([(), ("arms",)]), st.floats(0, 1) | st.none(), st.randoms())
def test_nothing_is_lost_nothing_is_told_twice_and_the_order_of_arrival_does_not_matter(some, most, topics, threshold, chance):
    stories = [a_story(number * 10 + 1, *given_) for number, given_ in enumerate(some)]
    plan = DigestPlan(id="d", at=("08:00",), stories=most, topics=topics, threshold=threshold)
    others = (plan, DigestPlan(id="e", at=("18:00",), topics=("homicides",)))
    digest = made(*stories, plan=plan, others=others, since=NOW - timedelta(days=1))
    told = [name for entry in (*digest.entries, *digest.more) for name in entry.tells]
    every = [*told, *(name for name, _ in digest.dropped), *(name for name, _ in digest.kept)]
    assert sorted(every) == sorted(name for story in stories for name in story.waiting)
    assert len({entry.story for entry in (*digest.entries, *digest.more)}) == len(digest.entries) + len(digest.more)
    assert len(digest.entries) <= most
    assert not digest.more or len(digest.entries) == most
    assert not digest.more or min(e.score for e in digest.entries) >= max(e.score for e in digest.more)
    assert all(entry.lead.id in entry.tells for entry in digest.entries)
    shuffled = list(stories)
    chance.shuffle(shuffled)
    again = made(*shuffled, plan=plan, others=others, since=NOW - timedelta(days=1))
    assert again.sections == digest.sections
    assert {entry.story for entry in again.more} == {entry.story for entry in digest.more}


def test_an_opinion_stands_behind_all_news_and_says_why_and_is_not_lost():
    column = held(
        one(1, title="Massacre in Ures", url="https://voz.example/columns/ures"),
        one(2, outlet="voz", title="Massacre in Ures", url="https://voz.example/columns/ures-2"),
        sources=2,
    )
    calm = held(one(3, title="The council met", text="The council met on Monday."))
    digest = made(column, calm)
    assert [entry.opinion for entry in digest.entries] == [False, True]
    assert digest.entries[1].reasons[-1].code == "digest-opinion"
    by_feed = held(one(4), opinion=frozenset({"BB-2026-11-24-004"}))
    assert made(by_feed).entries[0].reasons[-1].code == "digest-opinion-feed"


def test_a_report_tells_the_story_before_a_column_on_it():
    column = whole(1, title="Editorial: Ures", outlet="voz")
    digest = made(held(column, one(2)))
    assert (digest.entries[0].lead.id, digest.entries[0].opinion) == ("BB-2026-11-24-002", False)


def test_a_story_that_is_told_for_the_first_time_shows_in_what_its_outlets_differ():
    def dead(number, outlet, told):
        text = f"{told} people were killed in Ures."
        counted = figure(text, f"{told} people", told, unit="people", measure="people were killed")
        return one(number, outlet=outlet, text=text, figures=(counted,))

    first, second = dead(1, "eco", 5), dead(2, "voz", 6)
    (entry,) = made(held(first, second)).entries
    assert [(each.card.outlet, int(each.figure.value)) for each in entry.differing[0].said] == [("eco", 5), ("voz", 6)]
    known = held(first, second, waiting=(second.id,), told=frozenset({first.id}), told_at=NOW)
    assert made(known).entries[0].differing == ()

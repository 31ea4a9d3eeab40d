"""The line with a real store and a real fetcher, against an outlet on loopback."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from bot.layout.text import plain
from bot.model.chat import DeliveryKind, Place
from bot.model.desk import Channel, Mention
from bot.model.errors import SourceError, StoreError
from bot.model.judged import Outcome
from bot.model.query import Query, as_text
from bot.model.readers import Follow, FollowKind, Person, direct_to
from bot.sources.identity import identity_of
from bot.store import cards, deliveries, entries, feeds, follows, judged
from tests.fakes.line import feed, line, page, publish, rss, title
from tests.fakes.outlets import gives, outlets, redirects


@pytest.fixture
async def site():
    async with outlets() as made:
        yield made


async def kept(made):
    async with made.store.read() as tx:
        return [stored.card for stored in await cards.latest(tx, limit=100)]


def paths(cards):
    return [urlsplit(card.url).path for card in cards]


async def owed(made):
    async with made.store.read() as tx:
        return sum((await deliveries.counts(tx)).values())


async def state(made, name="voz"):
    async with made.store.read() as tx:
        return await feeds.get(tx, name)


async def test_a_new_article_becomes_a_card_and_its_debts(tmp_path, site):
    publish(site, "one")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        (card,) = await kept(made)
        assert card.id == "BB-2026-11-24-001"
        assert card.extent == "full"
        assert paths([card]) == ["/a/one"]
        assert await owed(made) == 1  # the Spanish channel does not want an English article
        assert made.intake.wake.is_set()


async def test_a_card_that_a_rule_wakes_somebody_for_is_not_silent_and_any_other_is(tmp_path, site):
    publish(site, "one")
    rules = {"arms": Mention(role="arms desk", topics=("arms",)), "all": Mention(role="night desk", topics=("homicides",))}
    told = [Channel(id=name, platform="console", labels="en", mentions=(rule,)) for name, rule in rules.items()]
    async with line(tmp_path, site, channels=told) as made:
        made.feeds.append(feed(site))
        await made.round()
        async with made.store.read() as tx:
            (card,) = await cards.latest(tx, limit=9)
            owed = await deliveries.of_subject(tx, card.card.id)
            (verdict,) = await judged.of_card(tx, card.card.id, limit=9)
    said = {one.place.channel: (one.message.mentions, one.message.silent) for one in owed}
    assert said == {"arms": ((), True), "all": (("night desk",), False)}
    assert ["mention-topic" in [r.code for r in one.reasons] for one in verdict.channels] == [False, True]


async def test_an_article_is_taken_in_once_whatever_its_feed_does(tmp_path, site):
    publish(site, "one")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        site.at("/feed", gives(rss(site, "one", date="Tue, 24 Nov 2026 11:59:00 GMT")))  # a touched date
        await made.round(hours=1)
        site.at("/feed", gives(rss(site)))  # it leaves
        await made.round(hours=1)
        changed = (
            rss(site, "one").replace(b"<guid>one</guid>", b"<guid>new-guid</guid>").replace(b"utm_source=rss", b"xtor=1#x")
        )
        site.at("/feed", gives(changed))  # it returns with another id and another tracker
        await made.round(hours=1)
        assert len(await kept(made)) == 1
        assert await owed(made) == 1


async def test_the_same_article_in_two_feeds_is_one_card(tmp_path, site):
    publish(site, "one")
    publish(site, "one", path="/other")
    async with line(tmp_path, site) as made:
        made.feeds += [feed(site), feed(site, "eco", "/other")]
        await made.round()
        assert len(await kept(made)) == 1
        assert await owed(made) == 1


async def test_the_first_poll_is_a_silent_baseline_unless_the_feed_asks_for_more(tmp_path, site):
    publish(site, "c", "b", "a")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site, first=0))
        await made.round()
        assert await kept(made) == []
        publish(site, "d", "c", "b", "a")
        await made.round(hours=1)
        assert paths(await kept(made)) == ["/a/d"]


async def test_first_takes_that_many_of_the_newest(tmp_path, site):
    publish(site, "c", "b", "a")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site, first=2))
        await made.round()
        assert set(paths(await kept(made))) == {"/a/c", "/a/b"}


async def test_an_article_whose_page_does_not_answer_is_tried_again_and_then_taken_from_the_feed(tmp_path, site):
    publish(site, "one", etag='"v1"')
    site.at("/a/one", gives(status=503))
    async with line(tmp_path, site, patience=2) as made:
        made.feeds.append(feed(site))
        await made.round()
        assert await kept(made) == []
        assert (await state(made)).etag is None  # or the next answer would be “not modified”, and the article lost
        await made.round(hours=1)
        assert await kept(made) == []
        await made.round(hours=1)
        (card,) = await kept(made)
        assert card.extent == "summary"
        assert (await state(made)).etag == '"v1"'


async def test_a_page_that_comes_back_is_read_whole(tmp_path, site):
    publish(site, "one")
    site.at("/a/one", gives(status=503))
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        site.at("/a/one", gives(page("one"), headers={"Content-Type": "text/html"}))
        await made.round(hours=1)
        (card,) = await kept(made)
        assert card.extent == "full"


@pytest.mark.parametrize("deaths", [1, 5])
async def test_an_article_on_which_a_worker_dies_is_tried_again_but_not_for_ever(tmp_path, site, deaths):
    publish(site, "one")
    async with line(tmp_path, site, patience=2) as made:
        made.feeds.append(feed(site))
        left, condense = deaths, made.intake.workers.condense

        async def dying(article):
            nonlocal left
            if left > 0:
                left -= 1
                raise SourceError("worker-died", exit=9)
            return await condense(article)

        made.intake.workers.condense = dying
        for _ in range(4):
            await made.round(hours=1)
        assert len(await kept(made)) == (1 if deaths == 1 else 0)
        assert left == (0 if deaths == 1 else deaths - 3)


async def test_a_page_that_is_gone_for_good_is_not_waited_for(tmp_path, site):
    publish(site, "one")
    site.at("/a/one", gives(status=404))
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        assert [card.extent for card in await kept(made)] == ["summary"]


async def test_a_feed_that_moved_for_good_is_polled_at_its_new_address(tmp_path, site):
    publish(site, "one", path="/new")
    site.at("/feed", redirects("/new", 301))
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        await made.round(hours=1)
        assert [p for p in site.paths() if p in {"/feed", "/new"}] == ["/feed", "/new", "/new"]


async def test_a_feed_that_is_gone_is_retired_and_told_once(tmp_path, site):
    site.at("/feed", gives(status=410))
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        await made.round(days=3)
        assert site.paths() == ["/feed"]
        assert (await state(made)).retired
        assert [error.code for _, _, error in made.told] == ["feed-gone"]


async def test_a_failing_feed_is_asked_less_and_less_often_and_its_failure_is_kept(tmp_path, site):
    site.at("/feed", gives("<html><body>Are you a robot?</body></html>", headers={"Content-Type": "text/html"}))
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        await made.round(minutes=40)
        after_two = await state(made)
        assert after_two.failures == 2
        assert after_two.last_error.code == "feed-is-html"
        assert (after_two.next_poll - made.clock.now()).total_seconds() >= 3600
        publish(site, "one")
        await made.round(days=2)
        recovered = await state(made)
        assert (recovered.failures, recovered.last_error, recovered.failing_since) == (0, None, None)


async def test_what_was_learnt_of_an_address_does_not_hold_for_another(tmp_path, site):
    site.at("/feed", gives(status=410))
    publish(site, "one", path="/new")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        made.feeds[0] = feed(site, path="/new")
        await made.round()
        assert len(await kept(made)) == 1


async def test_a_feed_that_has_not_changed_is_not_read_again(tmp_path, site):
    publish(site, "one", etag='"v1"')
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        site.at("/feed", gives(status=304))
        await made.round(hours=1)
        assert site.asked[-1].headers["If-None-Match"] == '"v1"'
        assert (await state(made)).failures == 0


async def test_an_irrelevant_article_is_remembered_and_left_out_with_its_reasons(tmp_path, site):
    publish(site, "one")

    def dull(text: str) -> str:
        for subject, other in (("Sonora, Mexico", "a village"), ("omicide", "arvest"), ("killed", "tired")):
            text = text.replace(subject, other)
        return text

    site.at("/feed", gives(dull(rss(site, "one").decode()).encode()))
    site.at("/a/one", gives(dull(page("one")), headers={"Content-Type": "text/html"}))
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        assert await kept(made) == []
        (_, (taken,), error) = made.told[0]
        assert error is None
        assert taken.left_out
        async with made.store.read() as tx:
            assert await entries.count(tx, "voz") == 1


async def test_an_article_in_a_language_that_is_not_spoken_is_left_out_by_name(tmp_path, site):
    publish(site, "one")
    french = (
        "<html><body><article><h1>Violence au Mexique</h1>"
        + "<p>Le gouvernement a annoncé que les forces de sécurité seraient envoyées dans les trois États du nord, où la "
        "violence a encore augmenté cette année selon les autorités locales et les associations de familles.</p>"
        * 6
        + "</article></body></html>"
    )
    site.at("/a/one", gives(french, headers={"Content-Type": "text/html; charset=utf-8"}))
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        assert await kept(made) == []
        (_, (taken,), _) = made.told[0]
        assert [(r.code, r.params["language"]) for r in taken.left_out] == [("unreadable-language", "fr")]


async def test_one_broken_feed_does_not_hold_up_the_others(tmp_path, site):
    publish(site, "one")
    site.at("/broken", gives(b"\x00\x01\x02"))
    async with line(tmp_path, site) as made:
        made.feeds += [feed(site, "eco", "/broken"), feed(site)]
        await made.round()
        assert len(await kept(made)) == 1
        assert (await state(made, "eco")).failures == 1


async def test_a_paused_feed_is_not_polled(tmp_path, site):
    publish(site, "one")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site, paused=True))
        await made.round()
        assert site.paths() == []


async def follow(made, kind, subject, person="ana", platform="console"):
    who = Person(platform=platform, id=person)
    wish = Follow(
        person=who, kind=kind, subject=subject, words=subject, language="es", place=direct_to(who), since=made.clock.now()
    )
    async with made.store.begin() as tx:
        await follows.add(tx, wish)


async def directs(made):
    async with made.store.read() as tx:
        owed = await deliveries.of_subject(tx, "BB-2026-11-24-001")
    return [one for one in owed if one.kind is DeliveryKind.DIRECT]


async def test_who_follows_what_a_new_card_meets_is_owed_one_direct_message_that_says_why(tmp_path, site):
    publish(site, "one")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await follow(made, FollowKind.TOPIC, "homicides")
        await follow(made, FollowKind.SEARCH, as_text(Query(words=("sonora",))))
        await follow(made, FollowKind.TOPIC, "arms", person="ben")
        await made.round()
        (direct,) = await directs(made)
        assert direct.place == Place(platform="console", channel="ana")
        assert plain(direct.message.blocks).startswith('Usted sigue: homicides, {"words": ["sonora"]}')
        assert title("one") in plain(direct.message.blocks)


async def test_the_same_article_from_another_feed_is_told_to_no_follower_again(tmp_path, site):
    publish(site, "one")
    publish(site, "one", path="/other")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await follow(made, FollowKind.TOPIC, "homicides")
        await made.round()
        made.feeds.append(feed(site, "eco", path="/other"))
        await made.round(hours=1)
        assert len(await directs(made)) == 1


async def test_a_store_that_refuses_does_not_have_outlets_asked_again_and_again(tmp_path, site, monkeypatch):
    publish(site, "one")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))

        def full():
            raise StoreError("store-full", store="here")

        with monkeypatch.context() as patched:
            patched.setattr(made.store, "begin", full)
            await made.round()
            for _ in range(20):
                await made.round(seconds=1)
        assert site.paths().count("/feed") == 1
        assert [error.code for _, _, error in made.told] == ["store-full"]
        await made.round(minutes=1)
        assert len(await kept(made)) == 1


async def judgements(made, url):
    async with made.store.read() as tx:
        return await judged.of(tx, identity_of(url), limit=10)


async def test_what_became_of_an_article_is_kept_with_every_reason(tmp_path, site):
    publish(site, "one")
    publish(site, "one", path="/other")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        made.feeds.append(feed(site, "eco", path="/other"))
        await made.round(hours=1)
        first, again = await judgements(made, site.url("/a/one"))
    assert (first.outcome, again.outcome, again.feed_id) == (Outcome.CARD, Outcome.KNOWN, "eco")
    assert {reason.code for reason in first.reasons} >= {"about-topic", "tied-by"}
    assert [(verdict.channel, verdict.wanted) for verdict in first.channels] == [("all", True), ("es", False)]
    assert [reason.code for reason in first.channels[1].reasons] == ["language-not-wanted"]


async def test_why_nothing_came_of_an_article_is_kept_too(tmp_path, site):
    publish(site, "one", "two")
    async with line(tmp_path, site) as made:
        made.feeds.append(feed(site, first=1))
        await made.round()
        outcomes = [one.outcome for slug in ("one", "two") for one in await judgements(made, site.url(f"/a/{slug}"))]
    assert sorted(outcomes) == [Outcome.BASELINE, Outcome.CARD]

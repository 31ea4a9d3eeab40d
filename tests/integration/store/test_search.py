from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.query import Query
from bot.store import cards, search
from tests.fakes.cards import card, figure, quote
from tests.fakes.databases import NOW

SPANISH = (
    "«No vamos a ceder», dijo Omar García Harfuch en Culiacán. El SESNSP contó 12 homicidios dolosos en Ciudad Juárez. "
    "El huachicol creció en la frontera EE.UU.-México."
)
ENGLISH = "“Hugs, not bullets”, said Ana Ruiz. Agents seized 300 kg of fentanyl at the US-Mexico border."
PLAIN = "Nothing of note happened in Xalapa."


@pytest.fixture
async def filled(store):
    """One card in Spanish, the next in English, the third without anything on it; each an hour older than the one before."""
    made = [
        card(
            SPANISH,
            title="Homicidios en Juárez",
            outlet="Animal Político",
            language="es",
            topics=["homicides", "police"],
            places=["Ciudad Juárez", "Culiacán"],
            quotes=[quote(SPANISH, "No vamos a ceder", by="Omar García Harfuch", role="secretario", verb="dijo")],
            figures=[figure(SPANISH, "12", "12", unit="homicidios", measure="homicidios dolosos", place="Ciudad Juárez")],
            published=NOW - timedelta(hours=1),
        ),
        card(
            ENGLISH,
            title="Fentanyl at the border",
            outlet="The Example",
            topics=["drugs"],
            quotes=[quote(ENGLISH, "Hugs, not bullets", by="Ana Ruiz", verb="said", kind="partial")],
            figures=[figure(ENGLISH, "300 kg", "300", unit="kg", measure="fentanyl")],
            published=NOW - timedelta(hours=2),
        ),
        card(PLAIN, title="A quiet day", outlet=None, published=None),
    ]
    async with store.begin() as tx:
        for number, one in enumerate(made):
            stored_at = NOW - timedelta(hours=3) if one.published is None else NOW
            await cards.insert(tx, one, identity=str(number), feed_id="f", now=stored_at)
    return store


async def titles(store, **asked):
    async with store.read() as tx:
        page = await search.cards(tx, Query(**asked), limit=10)
    assert page.total == len(page.items)
    return [found.card.title for found in page.items]


J, F, Q = "Homicidios en Juárez", "Fentanyl at the border", "A quiet day"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [J, F, Q]),
        ({"words": ("JUAREZ",)}, [J]),
        ({"words": ("juárez",)}, [J]),
        ({"words": ("mexico",)}, [J, F]),
        ({"words": ("mexico", "fentanyl")}, [F]),
        ({"words": ("homicid*",)}, [J]),
        ({"words": ("homicid",)}, []),
        ({"words": ("us-mexico",)}, [F]),
        ({"words": ("mexico-us",)}, []),
        ({"phrases": ("homicidios dolosos",)}, [J]),
        ({"phrases": ("dolosos homicidios",)}, []),
        ({"words": ("juarez", "&", "—")}, [J]),
        ({"words": ("&",)}, []),
        ({"words": ("mexico",), "without": ("fentanyl",)}, [J]),
        ({"without": ("fentanyl", "homicidios")}, [Q]),
        ({"without": ("&",)}, [J, F, Q]),
        ({"phrases": ("juarez no vamos",)}, []),
        ({"topics": ("drugs", "police")}, [J, F]),
        ({"outlets": ("animal-politico",)}, [J]),
        ({"outlets": ("ANIMAL POLÍTICO", "the example")}, [J, F]),
        ({"languages": ("en",)}, [F, Q]),
        ({"speakers": ("harfuch",)}, [J]),
        ({"speakers": ("garcia harfuch", "ana")}, [J, F]),
        ({"speakers": ("harf",)}, []),
        ({"speakers": ("%",)}, []),
        ({"places": ("juarez",)}, [J]),
        ({"places": ("Culiacan", "Xalapa")}, [J]),
        ({"since": NOW - timedelta(hours=2)}, [J, F]),
        ({"until": NOW - timedelta(hours=2)}, [Q]),
        ({"since": NOW - timedelta(hours=3), "until": NOW - timedelta(hours=1)}, [F, Q]),
        ({"words": ("mexico",), "topics": ("drugs",), "speakers": ("ruiz",), "languages": ("en",)}, [F]),
    ],
    ids=str,
)
async def test_cards_are_found_by_words_and_filters(filled, asked, found):
    assert await titles(filled, **asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["No vamos a ceder", "Hugs, not bullets"]),
        ({"words": ("ceder",)}, ["No vamos a ceder"]),
        ({"words": ("harfuch",)}, ["No vamos a ceder"]),
        ({"words": ("culiacan",)}, ["No vamos a ceder"]),
        ({"words": ("fentanyl",)}, []),
        ({"speakers": ("ana ruiz",)}, ["Hugs, not bullets"]),
        ({"topics": ("homicides",)}, ["No vamos a ceder"]),
    ],
    ids=str,
)
async def test_quotes_are_found_by_their_words_their_speaker_and_their_sentence(filled, asked, found):
    async with filled.read() as tx:
        page = await search.quotes(tx, Query(**asked), limit=10)
    assert [hit.quote.text for hit in page.items] == found
    assert page.total == len(found)


@pytest.mark.parametrize(
    ("asked", "measure", "found"),
    [
        ({}, None, ["12", "300 kg"]),
        ({"words": ("juarez",)}, None, ["12"]),
        ({"words": ("agents",)}, None, ["300 kg"]),
        ({}, "homicidios", ["12"]),
        ({}, "HOMICÍDIOS dolosos", ["12"]),
        ({}, "homicid*", ["12"]),
        ({}, "agents", []),
        ({}, "&", []),
        ({"words": ("border",)}, "fentanyl", ["300 kg"]),
        ({"speakers": ("ana",)}, None, ["300 kg"]),
    ],
    ids=str,
)
async def test_figures_are_found_by_their_sentence_and_their_measure(filled, asked, measure, found):
    async with filled.read() as tx:
        page = await search.figures(tx, Query(**asked), measure=measure, limit=10)
    assert [hit.figure.text for hit in page.items] == found


async def test_a_hit_carries_its_card_and_its_sentence(filled):
    async with filled.read() as tx:
        quotes = await search.quotes(tx, Query(speakers=("harfuch",)), limit=1)
        figures = await search.figures(tx, Query(topics=("homicides",)), limit=1)
    (said,), (counted,) = quotes.items, figures.items
    assert said.sentences == ("«No vamos a ceder», dijo Omar García Harfuch en Culiacán.",)
    assert counted.sentence == "El SESNSP contó 12 homicidios dolosos en Ciudad Juárez."
    assert said.source == counted.source
    assert (said.source.title, said.source.outlet, said.source.language) == (J, "Animal Político", "es")
    assert said.source.at == said.source.published == NOW - timedelta(hours=1)
    assert said.source.card_id.startswith("BB-2026-11-24-")


async def test_pages_follow_each_other_and_know_the_total(store):
    async with store.begin() as tx:
        for number in range(25):
            text = f"Fentanyl, part {number}. “Word {number}”, said Ana Ruiz."
            made = card(text, title=str(number), quotes=[quote(text, f"Word {number}", by="Ana Ruiz")])
            await cards.insert(tx, made, identity=str(number), feed_id="f", now=NOW)
    async with store.read() as tx:
        pages = [await search.cards(tx, Query(words=("fentanyl",)), limit=10, offset=offset) for offset in (0, 10, 20, 30)]
        quotes = [await search.quotes(tx, Query(), limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    assert [found.card.title for page in pages for found in page.items] == [str(number) for number in reversed(range(25))]
    assert [hit.source.title for page in quotes for hit in page.items] == [str(number) for number in reversed(range(25))]
    assert {page.total for page in (*pages, *quotes)} == {25}


async def test_names_are_completed_from_the_beginning_of_any_word(filled):
    async with filled.read() as tx:
        assert await search.speakers(tx, "gar", limit=5) == ("Omar García Harfuch",)
        assert await search.speakers(tx, "", limit=5) == ("Ana Ruiz", "Omar García Harfuch")
        assert await search.places(tx, "JUÁ", limit=5) == ("Ciudad Juárez",)
        assert await search.places(tx, "uárez", limit=5) == ()
        assert await search.outlets(tx) == ("Animal Político", "The Example")


NASTY = ['"', "'", "AND", "OR NOT", "NEAR(", "a:b", "head : x", "*", "^", "a*b", "\x00", "\ud800", "))((",
         "'; DROP TABLE cards;--", ":*", "a & b", "!", "<->", "\\", "%", "_", "ſ", "İ", "x" * 5000, "木" * 3000]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=ascii)
async def test_any_text_is_a_safe_query(filled, text):
    query = Query(words=(text,), phrases=(text,), without=(text,), outlets=(text,), speakers=(text,), places=(text,))
    async with filled.read() as tx:
        assert (await search.cards(tx, query, limit=5)).total == 0
        assert (await search.quotes(tx, query, limit=5)).total == 0
        assert (await search.figures(tx, query, measure=text, limit=5)).total == 0
        await search.speakers(tx, text, limit=5)


@given(text=st.text(max_size=30), more=st.text(max_size=10))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
async def test_any_random_text_is_a_safe_query(filled, text, more):
    async with filled.read() as tx:
        page = await search.cards(tx, Query(words=(text, more), without=(more,)), limit=5)
    assert page.total <= 3


async def test_a_card_of_300_000_characters_is_kept_and_found(store):
    text = " ".join(f"word{number}" for number in range(35_000)) + " the end"
    async with store.begin() as tx:
        await cards.insert(tx, card(text, title="Long"), identity="long", feed_id="f", now=NOW)
    assert await titles(store, words=("word17000", "end")) == ["Long"]
    assert await titles(store, phrases=("word9000 word9001",)) == ["Long"]

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.condense import ENGINE, condense
from bot.model.card_json import dumps, from_json
from bot.model.cards import Card
from bot.model.desk import Desk, GazetteerPlace, Holder, Office, Organisation, Person
from bot.model.errors import SourceError
from bot.model.feeds import Article, Extent
from bot.model.text import Span
from tests.fakes.desks import topics_desk

TEXT = """Army seizes 40 rifles near Uruapan

Soldiers stopped a truck with 40 assault rifles on the road to Apatzingan on Monday, the defence ministry said.

“We will go on with these searches,” said Laura Medina, the governor of Michoacan.

The driver, a man of 34 from Jalisco, was handed over to federal prosecutors in Morelia.
"""

PIECES = [
    "The governor said",
    "however, he",
    "Soldiers seized 40 rifles in Jalisco.",
    "Dijo que no.",
    "El fiscal Raúl Cantú informó de 12 homicidios.",
    "“No es cierto”, dijo.",
    "“We will not,”",
    "«nunca»",
    "—Sí —dijo Ana Ruiz—, mañana.",
    "\n\n",
    "\n",
    " ",
    "$3.5 millones",
    "9.7%",
    "MATTIS: no.",
    "https://example.org/x?y=1",
    "@everyone",
    "\u202e",
    "\x00",
    "e\u0301",
    "😀",
    "‘El Chapo’",
    '"',
    "'",
    "“",
    "”",
    "(",
    "CIUDAD DE MÉXICO (AP) —",
    "...",
    "?",
]
any_text = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


def every_span(card: Card) -> list[tuple[Span, str | None]]:
    """All spans of a card, each with the text that the card says it holds, where it says one."""
    spans: list[tuple[Span, str | None]] = [(span, None) for span in card.sentences]
    spans += [(point.span, point.text) for point in card.points]
    for quote in card.quotes:
        spans += [(span, None) for span in quote.spans]
        if quote.speaker:
            spans.append((quote.speaker.span, None))
    for figure in card.figures:
        spans += [(figure.span, figure.text), (figure.sentence, None)]
    for named in (*card.people, *card.organisations, *card.places):
        spans += [(span, None) for span in named.spans]
    return spans


def check_spans(card: Card) -> None:
    for span, text in every_span(card):
        assert 0 <= span.start < span.end <= len(card.text)
        if text is not None:
            assert span.of(card.text) == text
    for quote in card.quotes:
        assert quote.text == " ".join(span.of(card.text) for span in quote.spans)
    stretches = sorted(point.span for point in card.points) + sorted(span for quote in card.quotes for span in quote.spans)
    ordered = sorted(stretches)
    assert all(one.end <= two.start for one, two in pairwise(ordered))
    assert len(card.points) <= 5


def test_the_card_carries_what_the_article_brought() -> None:
    published = datetime(2026, 11, 24, tzinfo=UTC)
    article = Article(
        text=TEXT,
        title="Army seizes 40 rifles",
        url="https://voz.example/1",
        outlet="la-voz",
        region="MX",
        published=published,
        extent=Extent.SUMMARY,
        id="a-1",
    )
    card = condense(article, topics_desk())
    assert (card.text, card.title, card.url, card.outlet, card.region) == (TEXT, article.title, article.url, "la-voz", "MX")
    assert (card.published, card.extent, card.id, card.language) == (published, Extent.SUMMARY, "a-1", "en")
    assert card.engine == ENGINE
    assert card.source_sha256 == sha256(TEXT.encode()).hexdigest()


def test_the_card_holds_points_quotes_figures_and_names() -> None:
    card = condense(Article(text=TEXT), topics_desk())
    assert [point.text.split()[0] for point in card.points] == ["Soldiers", "The"]
    assert [quote.text for quote in card.quotes] == ["We will go on with these searches,"]
    assert "40" in {str(figure.value) for figure in card.figures}
    assert "Laura Medina" in {person.name for person in card.people}
    assert card.topics
    assert card.relevance.score >= 0.5


def test_what_the_desk_knows_ties_an_article_to_it() -> None:
    desk = topics_desk()
    text = "Prosecutors charged Ana Ruiz with the murder of two men in May, and a judge ordered a trial for the Lilac Front."
    known = Desk(
        name="known",
        countries=desk.countries,
        topics=desk.topics,
        subject=desk.subject,
        people=(Person(id="ana-ruiz", name="Ana Ruiz"),),
        organisations=(Organisation(id="lilac-front", name="Lilac Front", country="MX"),),
    )
    article = Article(text=text, language="en")
    before, after = condense(article, desk).relevance, condense(article, known).relevance
    assert before.score < 0.5 <= after.score
    assert any(reason.code == "tied-by" and "Ana Ruiz" in str(reason.params["terms"]) for reason in after.reasons)


def test_what_the_desk_knows_of_other_countries_ties_nothing() -> None:
    desk = topics_desk()
    text = (
        "Prosecutors in Lilacville charged Ana Ruiz with the murder of two men in May, and a judge set a trial for the Front."
    )
    known = Desk(
        name="known",
        countries=desk.countries,
        topics=desk.topics,
        subject=desk.subject,
        people=(Person(id="ana-ruiz", name="Ana Ruiz"),),
        places=(GazetteerPlace(id="lilacville", name="Lilacville", kind="city", country="XX"),),
        offices=(Office(id="mayor", country="XX", titles={}, holders=(Holder(person="ana-ruiz", since=date(2020, 1, 1)),)),),
    )
    article = Article(text=text, language="en")
    assert condense(article, known).relevance == condense(article, desk).relevance


@pytest.mark.parametrize(("given_language", "text"), [("es", "Sí."), ("en", "Yes."), ("es-MX", "Sí."), ("EN_us", "Yes.")])
def test_the_callers_language_wins(given_language: str, text: str) -> None:
    assert condense(Article(text=text, language=given_language), topics_desk()).language == given_language[:2].lower()


def test_a_callers_language_that_nobody_speaks_is_looked_up_in_the_text() -> None:
    assert condense(Article(text=TEXT, language="xx"), topics_desk()).language == "en"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nothing-to-read", ""),
        ("nothing-to-read", " \n\n… — ! \n"),
        ("unknown-language", "Culiacán"),
        ("unknown-language", "4 8 15 16 23 42"),
        (
            "unreadable-language",
            "La police a arrêté cinq hommes armés à Marseille dans la nuit de jeudi à vendredi, selon le parquet.",
        ),
    ],
)
def test_what_cannot_be_condensed_is_one_clear_error(code: str, text: str) -> None:
    with pytest.raises(SourceError) as caught:
        condense(Article(text=text, url="https://voz.example/1"), topics_desk())
    assert caught.value.code == code
    assert caught.value.params["source"] == "https://voz.example/1"


def test_an_unreadable_language_is_named() -> None:
    text = "A polícia prendeu cinco homens armados no Rio de Janeiro na noite de quinta-feira, informou a secretaria."
    with pytest.raises(SourceError) as caught:
        condense(Article(text=text), topics_desk())
    assert caught.value.params["language"] == "pt"


@pytest.mark.parametrize(
    "text",
    [
        "word " * 60_000,
        "x" * 300_000,
        "“" * 20_000 + " he said.",
        "No. " * 40_000,
        "a@" * 60_000,
        "1,234 " * 30_000,
        "Ana Ruiz " * 20_000,
        "\n" * 100_000 + "The end of it all came on Monday.",
    ],
    ids=["one word", "no space", "open marks", "short sentences", "addresses", "numbers", "names", "blank lines"],
)
def test_a_huge_text_gives_a_card(text: str) -> None:
    check_spans(condense(Article(text=text, language="en"), topics_desk()))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=any_text, title=st.none() | st.text(max_size=40), language=st.sampled_from(["en", "es", "pt"]))
def test_any_text_gives_exact_spans_and_the_same_bytes_twice(text: str, title: str | None, language: str) -> None:
    article = Article(text=text, title=title, language=language, region="MX")
    if not any(character.isalnum() for character in text):
        with pytest.raises(SourceError):
            condense(article, topics_desk())
        return
    card = condense(article, topics_desk())
    check_spans(card)
    line = dumps(card)
    assert dumps(condense(article, topics_desk())) == line
    assert dumps(from_json(line)) == line


PORTUGUESE = (
    "A Polícia Civil prendeu cinco homens em Fortaleza na noite de quinta-feira, informou a secretaria em nota. "
    "“Foi uma operação limpa”, disse o delegado João Prado. Pelo menos três pessoas ficaram feridas no confronto."
)


def test_a_language_on_trial_is_read_where_the_caller_asks_for_it() -> None:
    card = condense(Article(text=PORTUGUESE, language="pt"), Desk())

    assert card.language == "pt"
    assert [(quote.speaker and quote.speaker.name, quote.verb) for quote in card.quotes] == [("João Prado", "disse")]
    assert [figure.text for figure in card.figures] == ["cinco homens", "três pessoas"]


def test_a_language_on_trial_is_read_where_the_desk_declares_it_of_the_feed() -> None:
    assert condense(Article(text=PORTUGUESE, declared="pt-BR"), Desk()).language == "pt"


@pytest.mark.parametrize("declared", [None, "es", "en"])
def test_a_language_on_trial_is_never_read_unasked(declared: str | None) -> None:
    with pytest.raises(SourceError) as caught:
        condense(Article(text=PORTUGUESE, declared=declared), Desk())
    assert (caught.value.code, caught.value.params["language"]) == ("unreadable-language", "pt")


def test_a_claim_and_the_denial_that_it_carries_are_one_point() -> None:
    claim = "Nina Holt testified, for example, that she had sent no orders by post, and that she turned over her files."
    denial = "Harbour Director Omar Lind said those statements were wrong during a hearing on Monday."
    points = [point.span for point in condense(Article(text=f"{claim} {denial}", language="en"), Desk()).points]
    assert points
    assert all(one.end <= two.start for one, two in pairwise(sorted(points)))


@pytest.mark.parametrize("text", ["12 %.\n\n0IN", "one in", "3 in", "uno de cada", "2 de cada"])
def test_a_share_that_ends_with_the_text_is_no_share(text):
    for language in ("en", "es"):
        assert condense(Article(text=text, language=language), Desk()).text == text

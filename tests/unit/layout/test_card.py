"""A card becomes blocks, once. The golden files are its plain-text form in each language of labels.

`UPDATE_GOLDEN=1 pytest tests/unit/layout` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.languages import available
from bot.layout.card import MOST_CHARACTERS, WHOLE, Fit, card_message
from bot.layout.neutral import cut
from bot.layout.quotes import said
from bot.layout.text import plain, plain_line
from bot.model.cards import Quote, Speaker
from bot.model.chat import Bullets, Buttons, Heading, Link, Quotation
from bot.model.desk import Register, Topic
from bot.model.feeds import Extent
from bot.model.text import Span
from tests.fakes.cards import card, figure, quote, span

GOLDEN = Path(__file__).parents[2] / "golden" / "layout"
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
TOPICS = (
    Topic(id="homicides", name={"en": "Homicides", "es": "Homicidios"}, terms={}, colour="#aa0000"),
    Topic(id="armed-forces", name={"en": "Armed forces", "es": "Fuerzas armadas"}, terms={}, colour="#00aa00"),
)
REGISTERS = (
    Register(id="cases", name={"en": "SESNSP case files", "es": "Carpetas del SESNSP"}, words={}),
    Register(id="deaths", name={"es": "Defunciones del INEGI"}, words={}),
)

FALL = (
    "Homicides fell in Guanajuato last year, the state said on Monday. The state counted over 2,500 homicides in 2025, "
    "down 9.7% against 2024, according to its case files.\n\n"
    "“We will not rest,” said Ana Ruiz, the state prosecutor. “And we will not look away.”"
)
SEIZURE = (
    "La Guardia Nacional decomisó mil 200 kilos de metanfetamina en Culiacán, informó el general Luis Mora. "
    "“No habrá impunidad”, dijo. Entre 10 y 15 personas fueron detenidas y se aseguraron 2.5 millones de pesos."
)
LONG = " ".join(f"Sentence number {i} says one thing more about the plan of the state." for i in range(1, 31))


def a_full_card():
    return card(
        FALL,
        id="BB-2026-11-24-001",
        title="Homicides fall in Guanajuato",
        topics=("homicides",),
        points=("Homicides fell in Guanajuato last year, the state said on Monday.",),
        quotes=(
            quote(
                FALL,
                "We will not rest,",
                "And we will not look away.",
                by="Ana Ruiz",
                role="the state prosecutor",
                verb="said",
            ),
        ),
        figures=(
            figure(FALL, "2,500 homicides", "2500", unit="homicides", qualifier="over", measure="homicides", period="in 2025"),
            figure(FALL, "9.7%", "9.7", unit="%", measure="homicides", change="down", baseline="2024", register="cases"),
        ),
    )


def a_spanish_card():
    return card(
        SEIZURE,
        id="BB-2026-11-24-002",
        title="Decomiso en Culiacán",
        url="https://ejemplo.example/año-2026/decomiso",
        outlet="El Ejemplo",
        language="es",
        region="MX",
        topics=("armed-forces", "homicides"),
        points=("La Guardia Nacional decomisó mil 200 kilos de metanfetamina en Culiacán, informó el general Luis Mora.",),
        quotes=(quote(SEIZURE, "No habrá impunidad", by="Luis Mora", role="el general", verb="dijo"),),
        figures=(
            figure(SEIZURE, "mil 200 kilos", "1200", unit="kg", measure="metanfetamina", place="Culiacán"),
            figure(SEIZURE, "10 y 15 personas", low="10", high="15", unit="people", measure="personas fueron detenidas"),
            figure(SEIZURE, "2.5 millones de pesos", "2500000", unit="MXN", measure="se aseguraron", register="deaths"),
        ),
    )


def a_long_card():
    points = tuple(f"Sentence number {i} says one thing more about the plan of the state." for i in range(1, 9))
    many = tuple(figure(LONG, f"number {i} ", str(i), measure="plan of the state") for i in range(10, 20))
    said = (quote(LONG, LONG, by=None), *(quote(LONG, p, kind="partial") for p in points[:5]))
    return card(LONG, id="BB-2026-11-24-003", points=points, quotes=said, figures=many)


CARDS = {
    "full": a_full_card,
    "spanish": a_spanish_card,
    "cut": a_long_card,
    "summary": lambda: replace(a_full_card(), extent=Extent.SUMMARY),
    "paywalled": lambda: replace(a_spanish_card(), extent=Extent.PAYWALLED),
    "bare": lambda: card("Nothing but a text.", title=None, url=None, outlet=None, language=None, published=None),
    "unnamed-speaker": lambda: card(
        "“It was over quickly,” a resident said.",
        id="BB-2026-11-24-004",
        quotes=(quote("“It was over quickly,” a resident said.", "It was over quickly,"),),
    ),
    "hostile": lambda: card(
        "The [minister](javascript:x) said “@everyone \u202estop\u202c <!channel>” twice.",
        id="BB-2026-11-24-005",
        title="**Bold** \u202ereversed\u202c <@U1> @here\nsecond line",
        url="javascript:alert(1)",
        outlet="Out\x00let `code`",
        quotes=(
            quote(
                "The [minister](javascript:x) said “@everyone \u202estop\u202c <!channel>” twice.",
                "@everyone \u202estop\u202c <!channel>",
                by="minister",
            ),
        ),
    ),
    "fractions": lambda: card(
        "Almost half of the cases, a third of the year and 3,5 days.",
        id="BB-2026-11-24-006",
        language="es",
        published=datetime(2026, 11, 24, 9, 5, tzinfo=UTC),
        figures=(
            figure(
                "Almost half of the cases, a third of the year and 3,5 days.",
                "half",
                "0.5",
                unit="fraction",
                measure="the cases",
                qualifier="Almost",
            ),
            figure("Almost half of the cases, a third of the year and 3,5 days.", "3,5 days", "3.5", unit="days", change="up"),
        ),
    ),
}


def message(made, language, **more):
    outlet = made.outlet or ""
    return card_message(made, outlet=outlet, language=language, topics=TOPICS, registers=REGISTERS, now=NOW, **more)


@pytest.mark.parametrize("language", available())
@pytest.mark.parametrize("name", CARDS)
def test_a_card_reads_as_its_golden_file(name, language):
    told = message(CARDS[name](), language)
    text = f"{told.summary}\n{'=' * 40}\n{plain(told.blocks, links=True)}\n"
    path = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_behind():
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{code}.txt" for name in CARDS for code in available()}


def test_the_colour_is_that_of_the_first_topic_and_the_message_knows_its_card():
    told = message(a_spanish_card(), "en")
    assert (told.colour, told.article, told.language) == ("#00aa00", "BB-2026-11-24-002", "en")
    assert message(card("Text."), "en").colour is None


def test_a_quote_leads_to_the_whole_sentences_it_stands_in():
    (block,) = [b for b in message(a_full_card(), "en").blocks if isinstance(b, Quotation)]
    assert block.url == "https://news.example/story#:~:text=We%20will%20not%20rest,not%20look%20away"


@pytest.mark.parametrize("extent", [Extent.SUMMARY, Extent.PAYWALLED])
def test_a_card_whose_page_was_not_read_links_to_no_sentence(extent):
    assert "#:~:text" not in repr(message(replace(a_full_card(), extent=extent), "en").blocks)


def test_what_does_not_fit_is_counted_and_leads_to_the_whole_card():
    brief, whole = message(a_long_card(), "en"), message(a_long_card(), "en", fit=WHOLE)
    assert plain(brief.blocks).count("more") >= 3
    assert "/card BB-2026-11-24-003" in commands(brief)
    assert "/card BB-2026-11-24-003" not in commands(whole)
    assert next(b.words for b in whole.blocks if isinstance(b, Quotation)) == LONG


def test_buttons_stand_for_what_can_be_asked_of_the_card():
    names = ("evidence", "save", "report")
    others = [f"/{name} BB-2026-11-24-001" for name in names]
    parts = [f"/card BB-2026-11-24-001 part:{part}" for part in ("quotes", "figures")]
    assert commands(message(a_full_card(), "en")) == [*parts, *others]
    assert commands(message(replace(a_full_card(), quotes=()), "en")) == [*parts[1:], *others]
    assert commands(message(a_full_card(), "en", fit=WHOLE)) == others
    assert commands(message(a_full_card(), "en", fit=WHOLE, part="quotes")) == [parts[1], *others, "/card BB-2026-11-24-001"]
    assert not commands(message(replace(a_full_card(), id=None), "en"))


def test_one_part_of_a_card_is_that_part_alone():
    told = message(a_full_card(), "en", fit=WHOLE, part="figures")
    headings = [plain_line(b.line) for b in told.blocks if isinstance(b, Heading)]
    assert headings == ["Homicides fall in Guanajuato", "Key figures"]


def test_a_section_without_items_is_left_out():
    headings = [b for b in message(card("Text."), "en").blocks if isinstance(b, Heading)]
    assert len(headings) == 1


@pytest.mark.parametrize(
    ("text", "characters", "short"),
    [
        ("One. Two. Three.", 16, "One. Two. Three."),
        ("One. Two. Three.", 12, "One. Two. …"),
        ("A very long sentence without an end in sight", 20, "A very long …"),
        ("x" * 30, 10, f"{'x' * 10} …"),
        ("It cost $2.5 million. Then it fell to 3.", 25, "It cost $2.5 million. …"),
    ],
)
def test_a_text_is_cut_at_a_sentence_or_else_at_a_word(text, characters, short):
    assert cut(text, characters) == short


# ── whatever the text ────────────────────────────────────────────────────────────────────────────────────────────────────────

ANY = st.text(st.characters() | st.sampled_from('\u202e\u2066\u061c\x00\x1b\n\u0301@<>[]()*_`|"“”\ud800'), max_size=50)


def strings(value):
    if is_dataclass(value):
        return [s for f in fields(value) for s in strings(getattr(value, f.name))]
    if isinstance(value, tuple):
        return [s for one in value for s in strings(one)]
    return [value] if isinstance(value, str) else []


def commands(told):
    return [button.command for block in told.blocks if isinstance(block, Buttons) for button in block.buttons]


def without_buttons(told):
    """What a platform's limit of characters counts."""
    return [block for block in told.blocks if not isinstance(block, Buttons)]


def hostile(text, other):
    place = Span(0, len(text))
    made = card(f"{text} {other}", title=other, outlet=text, id="BB-2026-11-24-001")
    said = Quote(spans=(place,), text=text, speaker=Speaker(name=other, role=text, span=place), verb=None, kind="direct")
    counted = figure(
        "1", "1", "1", unit=other, qualifier=text, measure=other, period=text, place=other, change="up", baseline=text
    )
    return replace(made, quotes=(said,), figures=(replace(counted, text=text, sentence=place),), points=())


@settings(max_examples=150)
@given(ANY, ANY, st.sampled_from(available()))
def test_whatever_the_text_no_block_turns_or_controls_and_a_quotes_words_stay(text, other, language):
    told = message(hostile(text, other), language)
    for string in [*strings(told.blocks), told.summary]:
        assert not [c for c in string if unicodedata.category(c) in {"Cc", "Cs"} or unicodedata.bidirectional(c) in BIDI]
    (block,) = [b for b in told.blocks if isinstance(b, Quotation)]
    seen = [c for c in text if unicodedata.category(c)[0] in "LMNPS"]
    assert [c for c in block.words if unicodedata.category(c)[0] in "LMNPS"] == seen
    assert plain(told.blocks, links=True)


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.integers(0, 8), st.integers(0, 6), st.integers(0, 10))
def test_a_card_stays_within_the_narrowest_limit_and_what_it_leaves_out_it_counts(points, quotes, figures):
    made = a_long_card()
    some = replace(made, points=made.points[:points], quotes=made.quotes[:quotes], figures=made.figures[:figures])
    told = message(some, "es")
    text = plain(without_buttons(told), links=True)
    assert len(text) <= MOST_CHARACTERS
    bullets = sum(len(b.items) for b in told.blocks if isinstance(b, Bullets))
    shown = bullets + sum(isinstance(b, Quotation) for b in told.blocks)
    counted = sum(int(found) for found in re.findall(r"^(\d+) (?:punto|cita|cifra)s? más$", text, re.MULTILINE))
    assert shown + counted == len(some.points) + len(some.quotes) + len(some.figures)
    left_out = counted > 0 or any(b.words.endswith(" …") for b in told.blocks if isinstance(b, Quotation))
    assert ("/card BB-2026-11-24-003" in commands(told)) == left_out


@settings(max_examples=40, deadline=None)
@given(ANY.filter(bool), ANY.filter(bool), st.integers(1, 4000), st.booleans())
def test_however_long_its_parts_a_card_stays_within_the_narrowest_limit(text, other, times, spaced):
    joint = " " if spaced else ""
    made = hostile(joint.join([text] * times), joint.join([other] * times))
    made = replace(made, quotes=made.quotes * 9, figures=made.figures * 9, url=f"https://a.example/{'x' * times}")
    assert len(plain(without_buttons(message(made, "en")), links=True)) <= MOST_CHARACTERS


def test_the_same_card_gives_the_same_message():
    assert message(a_full_card(), "en") == message(a_full_card(), "en")


def test_a_link_in_a_card_is_always_an_address_for_a_reader():
    told = message(a_full_card(), "en")
    links = [i for b in told.blocks if isinstance(b, Heading) for i in b.line if isinstance(i, Link)]
    assert [link.url for link in links] == ["https://news.example/story"]
    assert not [
        i for b in message(CARDS["hostile"](), "en").blocks if isinstance(b, Heading) for i in b.line if isinstance(i, Link)
    ]


def test_fit_is_data():
    only = Fit(points=0, quotes=1, figures=0, characters=50)
    told = message(a_long_card(), "en", fit=only)
    assert [len(b.words) <= 52 for b in told.blocks if isinstance(b, Quotation)] == [True]


def test_a_figures_value_is_decimal_to_the_last_place():
    made = card("A 0.1 b.", figures=(figure("A 0.1 b.", "0.1", None, measure="b"),))
    exact = replace(
        made, figures=(replace(made.figures[0], value=Decimal("0.1"), text="one tenth", span=span("A 0.1 b.", "0.1")),)
    )
    assert "one tenth b (0.1)" in plain(message(exact, "en").blocks)


def test_a_speaker_whom_the_article_does_not_name_is_said_to_be_unnamed():
    place = Span(0, 4)
    card = replace(CARDS["full"](), quotes=(
        Quote(spans=(place,), text="Yes.", speaker=Speaker(name=None, role=None, span=place), verb="said", kind="direct"),
    ))  # fmt: skip
    assert "— speaker not named" in plain(message(card, "en").blocks)


def test_the_parts_of_an_interrupted_quote_are_shown_as_parts_and_its_paragraphs_are_not():
    def words(*spans):
        text = " ".join("a" * (end - start) for start, end in spans)
        return said(Quote(spans=tuple(Span(*s) for s in spans), text=text, speaker=None, verb=None, kind="direct"))

    assert words((0, 3), (20, 22)) == "aaa” … “aa"
    assert words((0, 3), (7, 9)) == "aaa aa"


def test_a_number_that_says_nothing_of_what_it_counts_is_no_key_figure():
    text = "Two years later 40 officers came."
    figures = (
        figure(text, "Two years", "2", unit="years"),
        figure(text, "40 officers", "40", unit="people", measure="officers"),
    )
    told = plain(message(card(text, figures=figures), "en").blocks)
    assert "40 officers" in told
    assert "Two years" not in told

"""Whatever is done to an article: old words stand in the old text, new words in the new one, and nothing changes by itself."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.condense import condense
from bot.editorial.revising import compare
from bot.model.desk import Desk
from bot.model.feeds import Article

TEXTS = {
    "en": (
        "Gunmen killed 12 people at a bar in Armadillo on Monday, the district prosecutor said. Two men were detained.",
        "“We will find those who did this,” said Ana Ruiz, the mayor. She did not say when. The bar had opened in May 2024.",
        "Police seized 40 kilograms of cocaine and about 1,200 rounds. The company denied that the truck was its own.",
    ),
    "es": (
        "Hombres armados asesinaron a 12 personas en un bar de El Armadillo, dijo la fiscalía. Dos fueron detenidos.",
        "«Vamos a encontrar a los responsables», dijo Ana Ruiz, la alcaldesa. No dijo cuándo. El bar abrió en mayo de 2024.",
        "La policía aseguró 40 kilos de cocaína y unos 1,200 cartuchos. La empresa negó que el camión fuera suyo.",
    ),
}
WORDS = [
    "not",
    "no",
    "14",
    "killed",
    "detenido",
    "“",
    "”",
    ".",
    " – ",
    "\n\n",
    "Ruiz",
    "$5 million",
    "ayer",
    "the",
    "é",
    "’s",
    "",
]


def card(language, text, title="A headline"):
    published = datetime(2026, 11, 24, 12, tzinfo=UTC)
    return condense(Article(text=text, title=title, language=language, region="MX", published=published), Desk())


@st.composite
def edited(draw):
    language = draw(st.sampled_from(sorted(TEXTS)))
    text = "\n\n".join(draw(st.permutations(TEXTS[language])))
    changed = text
    for _ in range(draw(st.integers(0, 4))):
        words = changed.split(" ")
        at = draw(st.integers(0, len(words) - 1))
        kind = draw(st.sampled_from(["put in", "take out", "replace"]))
        words[at : at + (kind != "put in")] = [] if kind == "take out" else [draw(st.sampled_from(WORDS))]
        changed = " ".join(words)
    return language, text, changed


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_old_words_stand_in_the_old_text_and_new_words_in_the_new_one(made):
    language, before, after = made
    if not any(letter.isalnum() for letter in after):
        return
    old, new = card(language, before), card(language, after)
    found = compare(old, new)
    assert (found.kind is None) == (old.text == new.text)
    for change in found.changes:
        if change.kind != "speaker-changed":
            assert (getattr(change, "before", None) or "") in f"{before}\x00{old.title}"
            assert (getattr(change, "after", None) or "") in f"{after}\x00{new.title}"
        if (sentence := getattr(change, "sentence", None)) is not None:
            assert 0 <= sentence.start <= sentence.end <= len(after)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_an_article_compared_with_itself_has_not_changed(language):
    one = card(language, "\n\n".join(TEXTS[language]))
    found = compare(one, one)
    assert (found.kind, found.changes) == (None, ())


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_two_texts_that_differ_in_spaces_alone_differ_in_nothing_that_is_told(language):
    text = "\n\n".join(TEXTS[language])
    found = compare(card(language, text), card(language, text.replace(" ", "\u00a0", 3)))
    assert [change for change in found.changes if change.why != "wording"] == []


def test_a_long_text_takes_time_in_proportion():
    text = "\n\n".join(
        f"Sentence {n} tells that {n + 3} men of village {n} met the mayor of town {n % 17} again." for n in range(400)
    )
    short, long = ((card("en", text[:size]), card("en", text[:size].replace("mayor", "governor"))) for size in (8_000, 32_000))
    took = []
    for old, new in (short, long):
        started = time.process_time()
        compare(old, new)
        took.append(time.process_time() - started)
    assert took[1] < 12 * max(took[0], 0.02)

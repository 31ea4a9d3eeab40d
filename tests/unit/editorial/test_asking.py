"""Questions in plain words: what is asked, and which sentences answer. The cases stand in `tests/specs/*/questions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.condense import condense
from bot.editorial.asking import MOST_OF_ONE, Asked, rank, read, stem
from bot.languages import available
from bot.model.desk import Desk
from bot.model.feeds import Article
from tests.fakes.cards import card

SPECS = Path(__file__).parents[2] / "specs"


def specs(code):
    return tomllib.loads((SPECS / code / "questions.toml").read_text(encoding="utf-8"))


CASES = [pytest.param(code, case, id=f"{code}: {case['question']}") for code in available() for case in specs(code)["case"]]
READ = [pytest.param(code, case, id=f"{code}: {case['question']}") for code in available() for case in specs(code)["read"]]


def cards(code):
    """The spec's own articles, condensed as the line does it."""
    desk = Desk(countries=("MX",))
    made = []
    for number, one in enumerate(specs(code)["article"], start=1):
        article = Article(
            text=one["text"], title=one["title"], language=code, published=datetime(one["year"], 5, 2, tzinfo=UTC)
        )
        made.append(replace(condense(article, desk), id=f"C{number}"))
    return made


def counts(asked, held):
    texts = [f"{one.title} {one.text}".casefold() for one in held]
    return {word: sum(stem(word) in text for text in texts) for word in asked.words}


@pytest.mark.parametrize(("code", "case"), READ)
def test_a_question_is_read_as_the_spec_says(code, case):
    asked = read(case["question"], code)
    assert asked.wants == case["wants"]
    assert set(asked.words) == set(case["words"])
    assert asked.names == set(case.get("names", ()))
    assert asked.years == set(case.get("years", ()))


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_question_is_answered_by_the_sources_sentences_or_not_at_all(code, case):
    held = cards(code)
    asked = read(case["question"], code)
    answers = rank(asked, held, known=counts(asked, held), total=len(held), most=5)
    told = [one.sentence.of(one.card.text) for one in answers]
    if not case["answers"]:
        assert told == []
    else:
        assert told
        assert told[0].startswith(case["answers"])
    assert all(one.sentence in one.card.sentences for one in answers)


def test_a_question_in_another_language_than_the_askers_is_read_in_its_own():
    assert read("¿Cuántos homicidios hubo en Sonora?", "en").wants == "number"
    assert read("How many homicides were there in Sonora?", "es").wants == "number"


def test_one_card_gives_few_sentences_and_none_twice():
    text = " ".join(f"Soldiers {verb} rifles in Ures." for verb in ("found", "carried", "left", "saw"))
    one, two = (card(text, id=name) for name in ("A", "B"))
    asked = read("soldiers rifles", "en")
    answers = rank(asked, [one, two], known={}, total=2, most=10)
    assert len(answers) == 2 * MOST_OF_ONE
    assert len({answer.sentence.of(text) for answer in answers}) == len(answers)


def test_nothing_is_asked_nothing_is_answered():
    nothing = Asked(words=(), names=frozenset(), years=frozenset(), wants="anything")
    assert rank(nothing, [card("Soldiers found rifles.")], known={}, total=1, most=5) == ()
    assert read("what is it about?", "en").words == ()


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("rifles seized", "A rifle was seized.", True),
        ("armas decomisaron", "El ejército decomisó armas.", True),
        ("clausuraron tomas", "La toma fue clausurada.", True),
        ("police", "The policy changed.", False),
        ("marina", "La mariguana ardió.", False),
        ("armas", "Los hombres armados huyeron.", False),
        ("reports from Santa", "Santas reports.", False),
    ],
)
def test_words_are_met_in_their_forms_and_names_as_they_are_written(question, text, met):
    language = "es" if any(word in question for word in ("armas", "tomas", "marina")) else "en"
    assert bool(rank(read(question, language), [card(text)], known={}, total=1, most=5)) is met


def test_a_plural_is_met_by_its_singular_and_short_words_only_by_themselves():
    assert (stem("rifles"), stem("gas"), stem("homicidios"), stem("decomisaron")) == ("rifle", "gas", "homici", "decomis")
    asked = read("gas", "en")
    assert rank(asked, [card("A gas line burst.")], known={}, total=1, most=5)
    assert not rank(asked, [card("A gasp was heard.")], known={}, total=1, most=5)

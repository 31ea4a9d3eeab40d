"""Only names, and nouns for people, bodies, groups and texts, stand on a card as speakers."""

from __future__ import annotations

import pytest

from bot.condense.document import read
from bot.condense.quotes.coreference import Bearer, Mention
from bot.condense.quotes.gate import may_be_named
from bot.condense.quotes.lexicon import lexicon_of
from bot.languages import load
from bot.model.text import Span


def passes(code: str, words: str, head: str, *, named: bool = False) -> bool:
    doc = read(f"{words}.", load(code))
    at = words.index(head)
    mention = Mention(Span(0, len(words)), Span(at, at + len(head)))
    return may_be_named(doc, lexicon_of(doc.language), mention, Bearer(words, None, None, named=named))


@pytest.mark.parametrize(
    ("code", "words", "head"),
    [
        ("en", "a retired teacher in the queue", "teacher"),
        ("en", "federal prosecutors", "prosecutors"),
        ("en", "37 percent of Americans", "percent"),
        ("en", "the town's newspaper", "newspaper"),
        ("en", "Rosa Marsh", "Marsh"),
        ("es", "una maestra jubilada", "maestra"),
        ("es", "un grupo de madres", "grupo"),
        ("es", "el acta", "acta"),
    ],
)
def test_people_bodies_groups_and_texts_pass(code: str, words: str, head: str) -> None:
    assert passes(code, words, head)


@pytest.mark.parametrize(
    ("code", "words", "head"),
    [
        ("en", "they", "they"),
        ("en", "shrugging", "shrugging"),
        ("en", "pushing Acme", "Acme"),
        ("en", "off employees", "employees"),
        ("en", "37 percent of it", "percent"),
        ("en", "the volatility of markets", "volatility"),
        ("es", "ella", "ella"),
        ("es", "consta", "consta"),
        ("es", "la lluvia de ayer", "lluvia"),
    ],
)
def test_pronouns_verbs_and_things_do_not(code: str, words: str, head: str) -> None:
    assert not passes(code, words, head)


def test_who_has_a_proper_name_passes_by_any_mention() -> None:
    assert passes("en", "she", "she", named=True)

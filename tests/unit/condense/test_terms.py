from __future__ import annotations

import pytest

from bot.condense.document import read
from bot.condense.terms import Term, Terms
from bot.languages import load
from bot.model.folding import fold


def found(terms: list[str], text: str) -> list[str]:
    """The stretches of the text that the terms meet."""
    doc = read(text, load("en"))
    compiled = Terms(Term(0, term, 1.0) for term in terms)
    return [text[doc.starts[hit.first] : doc.ends[hit.last]] for hit in compiled.find(doc)]


@pytest.mark.parametrize(
    ("term", "text", "stretches"),
    [
        ("homicide", "One homicide, two homicides.", ["homicide"]),
        ("homicid*", "One homicide, two homicides.", ["homicide", "homicides"]),
        ("policia", "La POLICÍA y la policía.", ["POLICÍA", "policía"]),
        ("policía", "La policia local.", ["policia"]),
        ("mass grave*", "A mass grave and mass graves.", ["mass grave", "mass graves"]),
        ("mass grave*", "En masse. Grave news.", []),
        ("mass grave*", "A critical mass. Graves were dug.", []),
        ("drug traffick*", "Drug-trafficking rings.", ["Drug-trafficking"]),
        ("Marina", "La Marina llegó a la marina deportiva.", ["Marina"]),
        ("US", "The US told us.", ["US"]),
        ("U.S.", "The U.S. told us.", ["U.S"]),
        ("AR 15", "Two AR-15 rifles.", ["AR-15"]),
        ("per 100,000", "Rates per 100,000 fell.", ["per 100,000"]),
        ("año", "Este año", ["año"]),
    ],
)
def test_a_term_meets_what_it_says(term: str, text: str, stretches: list[str]) -> None:
    assert found([term], text) == stretches


def test_the_longer_of_two_terms_wins_in_one_list() -> None:
    assert found(["gun", "gun dealer*", "dealer*"], "A gun dealer spoke.") == ["gun dealer"]


def test_lists_do_not_disturb_each_other() -> None:
    doc = read("A drug cartel leader.", load("en"))
    hits = Terms([Term(0, "drug cartel", 1.0), Term(1, "cartel", 0.5)]).find(doc)
    assert sorted((hit.term.group, hit.term.text) for hit in hits) == [(0, "drug cartel"), (1, "cartel")]


def test_a_headline_is_searched_without_being_a_document() -> None:
    hits = Terms([Term(0, "mass grave", 1.0)]).find_in("Police find mass grave")
    assert [(hit.first, hit.last) for hit in hits] == [(2, 3)]


def test_a_term_without_letters_is_left_out() -> None:
    assert found(["…", "grave"], "A grave … matter.") == ["grave"]


@pytest.mark.parametrize(
    ("word", "folded"), [("Policía", "policia"), ("NIÑOS", "ninos"), ("Straße", "strasse"), ("Ångström", "angstrom")]
)
def test_folding_takes_case_and_accents(word: str, folded: str) -> None:
    assert fold(word) == folded

"""Which quotes are versions of one statement: the specs in both languages, and what holds of any quotes."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.quoting import Kind, Said, differing, links, statements, versions
from bot.model.cards import Quote, Speaker
from bot.model.text import Span

SPECS = Path(__file__).parents[2] / "specs"


def said(words, card="BB-2026-11-24-001", *, speaker="Ana Ruiz", language="en", story="ST-1", named=True, position=0):
    who = Speaker(name=speaker, span=Span(0, 1)) if speaker else None
    quote = Quote(spans=(Span(position, position + len(words)),), text=words, speaker=who, verb=None, kind="direct")
    return Said(card=card, position=position, quote=quote, language=language, story=story, named=named and bool(speaker))


def cases():
    for folder in sorted(SPECS.iterdir()):
        path = folder / "quoting.toml"
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"] if path.exists() else ():
            yield pytest.param(folder.name, case, id=f"{folder.name}: {case['name']}")


def pair(code, case):
    speakers = case.get("speakers", ["Ana Ruiz", "Ana Ruiz"])
    languages = case.get("languages", [code, code])
    named = case.get("named", True)
    return (
        said(case["one"], "BB-2026-11-24-001", speaker=speakers[0], language=languages[0], named=named),
        said(
            case["other"],
            "BB-2026-11-24-002",
            speaker=speakers[1],
            language=languages[1],
            story=case.get("story", "ST-1"),
            named=named,
        ),
    )


def kind_of(one, other):
    found = links([one, other])
    return found[0].kind.value if found else "none"


def test_there_are_enough_specs():
    assert len(list(cases())) >= 40


@pytest.mark.parametrize(("code", "case"), [*cases()])
def test_spec(code, case):
    one, other = pair(code, case)
    assert kind_of(one, other) == kind_of(other, one) == case["kind"]


def test_a_translation_goes_to_the_quote_that_fits_and_to_none_where_two_do():
    spanish = said("Antes preguntaban cómo se cruza; ahora preguntan cómo se llega a Oaxaca", "A", language="es")
    fits = said("They used to ask how one crosses; now they ask how one gets to Oaxaca", "B")
    other = said("We light them so that nobody forgets what a closed door does", "B", position=100)
    assert [(link.other.position, link.kind) for link in links([spanish, fits, other])] == [(0, Kind.TRANSLATED)]
    rival = said("Nobody told me that the road to Oaxaca was closed to them", "B", position=200)
    assert links([spanish, fits, other, rival]) == ()


def test_the_words_that_differ_are_found_in_both_and_all_others_agree():
    one, other = "We have not asked the army to leave", "We have asked the Army to stay"
    mine, theirs = differing(one, other)
    assert [span.of(one) for span in mine] == ["not", "leave"]
    assert [span.of(other) for span in theirs] == ["stay"]


def test_a_statement_is_told_once_in_the_readers_language_with_its_versions():
    spanish = said("Antes preguntaban cómo se cruza; ahora preguntan cómo se llega a Oaxaca", "A", language="es")
    english = said("They used to ask how one crosses; now they ask how one gets to Oaxaca", "B")
    again = said("now they ask how one gets to Oaxaca", "C")
    alone = said("The road is closed and nobody says why", "C", speaker="Luis Mora", position=50)
    told = statements([spanish, english, again, alone], "en")
    assert [one.said.quote.text for one in told] == [english.quote.text, alone.quote.text]
    assert [(one.card, kind) for one, kind in told[0].versions] == [("A", Kind.TRANSLATED), ("C", Kind.TRIMMED)]
    assert statements([spanish, english], "es")[0].said is spanish


SENTENCE = "we will not rest until the last of them is found in Oaxaca 12 rifles"
WORDS = st.lists(st.sampled_from(SENTENCE.split()), max_size=14)
SAYINGS = st.lists(
    st.builds(
        said,
        WORDS.map(" ".join),
        st.sampled_from(["A", "B", "C"]),
        speaker=st.sampled_from(["Ana Ruiz", "Ruiz", "Luis Mora", "a witness", ""]),
        language=st.sampled_from(["en", "es", None]),
        story=st.sampled_from(["ST-1", "ST-2", None]),
        named=st.booleans(),
        position=st.integers(0, 10_000),
    ),
    max_size=8,
    unique_by=lambda one: one.key,
)


@given(SAYINGS)
def test_a_version_is_never_another_speakers_nor_on_its_own_card(sayings):
    for link in links(sayings):
        names = [set((one.quote.speaker.name if one.quote.speaker else "").lower().split()) for one in (link.one, link.other)]
        assert all(names)
        assert names[0] <= names[1] or names[1] <= names[0]
        assert link.one.card != link.other.card


@given(SAYINGS)
def test_the_order_in_which_quotes_are_given_changes_nothing(sayings):
    def told(found):
        return {(frozenset((link.one.key, link.other.key)), link.kind) for link in found}

    assert told(links(sayings)) == told(links(sayings[::-1]))


@given(SAYINGS)
def test_every_quote_is_told_and_none_leads_that_another_has_told_before(sayings):
    told = statements(sayings, "en")
    leads = [one.said.key for one in told]
    assert len(set(leads)) == len(leads)
    assert {*leads, *(each.key for one in told for each, _ in one.versions)} == {one.key for one in sayings}
    known = versions(links(sayings))
    assert all(set(one.versions) == set(known.get(one.said.key, ())) for one in told)


def test_a_version_of_a_version_is_told_with_what_it_is_a_version_of():
    spanish = said("No hemos pedido al ejército que deje el valle", "A", language="es")
    english = said("We have not asked the army to leave the valley", "B")
    turned = said("We have asked the army to leave the valley", "C")
    first, second = statements([spanish, english, turned], "es")
    assert [(one.card, kind) for one, kind in first.versions] == [("B", Kind.TRANSLATED)]
    assert (second.said, second.versions) == (turned, ((english, Kind.REWORDED),))


@given(st.text(max_size=60), st.text(max_size=60))
def test_without_the_words_that_differ_two_texts_have_the_same_words(one, other):
    mine, theirs = differing(one, other)
    assert all(0 <= span.start < span.end <= len(one) for span in mine)
    assert all(0 <= span.start < span.end <= len(other) for span in theirs)
    assert differing(one, one) == ((), ())


def test_ten_thousand_quotes_of_one_speaker_are_linked_in_seconds():
    every = [
        said(f"the mayor told us in town {n} that {n * 7} of them left", f"C{n}", story=f"ST-{n // 50}") for n in range(10_000)
    ]
    began = time.process_time()
    links(every)
    assert time.process_time() - began < 20

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.condense.document import read
from bot.condense.evidence import AGAINST, ANCHORS, Evidence, gather
from bot.condense.names import find_names, known_names
from bot.condense.relevance import judge
from bot.condense.topics import APPLIES, BESIDE_BEST, score_topics
from bot.languages import load, texts
from bot.model.desk import Desk, Subject, Topic

DESK = Desk(
    countries=("FR",),
    topics=(
        Topic(id="bread", name={"en": "Bread"}, terms={"en": {"bread": 1.0, "bak*": 0.8, "flour": 0.5}}),
        Topic(id="wine", name={"en": "Wine"}, terms={"en": {"wine": 1.0, "grape*": 0.8}}),
        Topic(id="salt", name={"en": "Salt"}, terms={"en": {"salt": 1.0}}, weight=0.1),
    ),
    subject=Subject(
        anchors={"en": {"France": 1.0, "Paris": 1.0}}, against={"en": {"recipe*": 1.0}}, elsewhere={"en": {"Spain": 1.0}}
    ),
)


def evidence(text: str, title: str | None = None) -> Evidence:
    return gather(read(text, load("en")), title, DESK)


def strength(text: str, title: str | None = None, *, topic: str = "bread") -> float:
    return evidence(text, title).strength.get(topic, 0.0)


FILLING = "The town hall opened its doors to the public on a fine day in May. "


def test_a_term_in_the_headline_counts_most_and_in_the_body_least() -> None:
    in_title = strength(FILLING * 10, "Bread")
    in_lead = strength(f"Bread. {FILLING * 10}")
    in_body = strength(f"{FILLING * 10} Bread.")
    assert in_title > in_lead > in_body > 0


def test_repetition_adds_less_each_time_and_is_bounded() -> None:
    start = FILLING * 6
    counts = [strength(start + "Bread. " * n) for n in (1, 2, 3, 20)]
    gains = [later - earlier for earlier, later in pairwise(counts)]
    assert gains[0] > gains[1] > 0
    assert counts[-1] < 2 * counts[0]


def test_a_mention_in_passing_counts_less_in_a_long_article() -> None:
    assert strength(f"{FILLING * 5} Bread. {FILLING * 5}") > strength(f"{FILLING * 50} Bread. {FILLING * 50}")


def test_a_topics_weight_weighs_all_its_terms() -> None:
    assert strength("Salt.", topic="salt") == pytest.approx(0.1 * strength("Bread."))


def test_scores_lie_between_nought_and_one_and_come_best_first() -> None:
    scores = score_topics(evidence("Bread bakers and bread, flour, wine. " * 50, "Bread, bread and flour for bakers"), DESK)
    assert scores[0].id == "bread"
    assert all(0 < topic.score <= 1 for topic in scores)
    assert [topic.score for topic in scores] == sorted((topic.score for topic in scores), reverse=True)


def test_only_topics_that_apply_are_listed() -> None:
    assert score_topics(evidence("Salt."), DESK) == ()
    listed = score_topics(evidence(f"Wine and grapes. {FILLING * 20} Some bread.", "Wine, wine"), DESK)
    assert [topic.id for topic in listed] == ["wine"]
    assert APPLIES > 0
    assert BESIDE_BEST < 1


def test_the_strongest_terms_come_first_in_the_words_of_the_article() -> None:
    found = evidence("Flour. Bread.", "Our Bread")
    assert found.strongest("bread", 2) == ("Bread", "Flour")
    assert found.strongest("wine", 2) == ()


def test_relevance_needs_both_subject_and_tie() -> None:
    def score(text: str, region: str | None = None) -> float:
        found = evidence(text)
        return judge(found, score_topics(found, DESK), (), DESK, region=region).score

    both = "Bread and bakers in Paris, France."
    assert score(both) >= 0.5
    assert score("Bread and bakers.") < 0.5
    assert score("Paris, France.") < 0.5
    assert score("Bread and flour of bakers, wine and grapes.", region="FR") >= 0.5
    assert score("Bread and bakers.", region="DE") < 0.5
    assert score(f"{both} A recipe.") < score(both)
    assert score(f"{both} Not Spain.") < score(both)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reason_has_its_words(language: str) -> None:
    seen = set()
    for text, region in (
        ("Bread and bakers in Paris, France, a recipe of Spain.", "FR"),
        ("Nothing at all of that.", None),
    ):
        found = evidence(text)
        for reason in judge(found, score_topics(found, DESK), (), DESK, region=region).reasons:
            seen.add(reason.code)
            assert "{" not in texts(language).reason(reason)
    assert seen == {"about-topic", "no-topic", "tied-by", "outlet-at-home", "no-tie", "elsewhere", "speaks-against"}


def test_the_lists_that_are_no_topics_have_their_names() -> None:
    found = evidence("A recipe from Paris.")
    assert set(found.terms) == {ANCHORS, AGAINST}


def test_a_page_s_furniture_is_seen() -> None:
    assert evidence("Bread is dear. Sign up for our newsletter.").furniture == {1}


def test_an_anchor_inside_the_name_of_somebody_unknown_ties_to_nothing() -> None:
    text = "Lucy Paris signed for the club. Paris is 22."
    doc = read(text, load("en"))
    named = find_names(doc, known_names(DESK, doc.language))

    assert gather(doc, "Paris signs", DESK).strength[ANCHORS] > 0
    assert ANCHORS not in gather(doc, "Paris signs", DESK, named).strength


def test_an_anchor_beside_somebody_unknown_still_ties() -> None:
    doc = read("Lucy Mills lives in Paris.", load("en"))
    named = find_names(doc, known_names(DESK, doc.language))

    assert gather(doc, None, DESK, named).strength[ANCHORS] > 0

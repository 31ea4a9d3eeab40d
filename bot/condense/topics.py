"""Which of the desk's topics an article is about."""

from __future__ import annotations

from bot.condense.evidence import AGAINST, Evidence, saturate
from bot.model.cards import TopicScore
from bot.model.desk import Desk

# Tuned together on the tune half of tests/evals/relevance.
SCALE = 1.5
"""The strength at which a topic's score is 1 - 1/e."""

APPLIES = 0.3
BESIDE_BEST = 0.4
"""A topic applies from the first score on, if it also reaches this share of the best topic's."""

APPLIES_UNTIED = 0.6
"""The same where nothing ties the article to the desk's country: its words are more often meant otherwise there."""

AGAINST_WEIGHT = 1.3
"""How much words of sport, fiction and other matters take from a topic: they use its words in another sense."""


def score_topics(evidence: Evidence, desk: Desk, *, tied: bool = True) -> tuple[TopicScore, ...]:
    """The topics that apply, best first, scores in [0, 1]. A topic needs grounds (see Evidence), not a word in passing.
    `tied`: something ties the article to the desk's country."""
    against = AGAINST_WEIGHT * evidence.strength.get(AGAINST, 0.0)
    scores = {
        topic.id: _score(evidence.strength.get(topic.id, 0.0), against)
        for topic in desk.topics
        if topic.id in evidence.grounded and (tied or not topic.tied)
    }
    floor = max(APPLIES if tied else APPLIES_UNTIED, BESIDE_BEST * max(scores.values(), default=0.0))
    applying = sorted(((score, name) for name, score in scores.items() if score >= floor), key=lambda item: (-item[0], item[1]))
    return tuple(TopicScore(id=name, score=round(score, 4)) for score, name in applying)


def _score(strength: float, against: float) -> float:
    return saturate(strength * strength / (strength + against), SCALE) if strength else 0.0

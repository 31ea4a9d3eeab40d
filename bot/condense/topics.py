"""Which of the desk's topics an article is about."""

from __future__ import annotations

from bot.condense.evidence import Evidence, saturate
from bot.model.cards import TopicScore
from bot.model.desk import Desk

# Tuned together on the tune half of tests/evals/relevance.
SCALE = 1.5
"""The strength at which a topic's score is 1 - 1/e."""

APPLIES = 0.33
BESIDE_BEST = 0.4
"""A topic applies from the first score on, if it also reaches this share of the best topic's."""


def score_topics(evidence: Evidence, desk: Desk) -> tuple[TopicScore, ...]:
    """The topics that apply, best first, scores in [0, 1]."""
    scores = {topic.id: saturate(evidence.strength.get(topic.id, 0.0), SCALE) for topic in desk.topics}
    floor = max(APPLIES, BESIDE_BEST * max(scores.values(), default=0.0))
    applying = sorted(((score, name) for name, score in scores.items() if score >= floor), key=lambda item: (-item[0], item[1]))
    return tuple(TopicScore(id=name, score=round(score, 4)) for score, name in applying)

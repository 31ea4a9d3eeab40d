"""From evidence to a decision: one logistic score, with few weights, fitted on the development articles.

The fit is `python -m tests.evals.stories_fit`. Positive speaks for one event, negative for two; 0 is as likely as not.
"""

from __future__ import annotations

import math

from bot.editorial.stories.likeness import Evidence

WEIGHTS = Evidence(
    terms=10.62,
    names=2.97,
    title_least=0.77,
    title_most=2.86,
    same_date=0.75,
    other_date=-1.33,
    same_age=1.01,
    other_age=-1.53,
    same_toll=0.34,
    other_toll=-0.13,
    same_place=0.0,
    other_place=-0.2,
    days=-0.69,
)
BIAS = -7.73

JOINS = -0.4
"""The score from which an article joins a story. Below 0: two announcements of one event weigh somewhat more than one that
is lost, because the lost one still stands in the story's thread."""


def score(found: Evidence) -> float:
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))


def sureness(value: float) -> float:
    """The score as a share in [0, 1]."""
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))

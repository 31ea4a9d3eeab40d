"""From evidence to a decision: one logistic score with few weights, fitted on the development articles.

The fit is `python -m tests.evals._stories_fit`. Positive speaks for one event, negative for two; 0 is as likely as not.
"""

from __future__ import annotations

import math

from bot.editorial.stories.likeness import Evidence

WEIGHTS = Evidence(
    terms=10.4,
    names=1.8,
    title_least=1.5,
    title_most=2.1,
    numbers=0.9,
    same_date=1.1,
    other_date=-0.9,
    same_age=0.9,
    other_age=-1.3,
    other_headline=-1.8,
    other_numbers=-1.3,
    other_names=-3.0,
    other_matter=-3.0,
    brief=-0.8,
    days=-1.2,
)
BIAS = -7.0

JOINS = -0.95
"""The score from which an article joins a story."""


def score(found: Evidence) -> float:
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))


def sureness(value: float) -> float:
    """The score as a share in [0, 1]."""
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))

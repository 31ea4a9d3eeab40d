"""An article that was read again: what changed since its card was made, and whether that touches what it claims. Pure.

Sentences are aligned by their words; inside versions of one sentence figures, quotes and words are compared. What is
typography, spelling, a by-line, a page's furniture or another way of saying the same is cosmetic. What touches a claim is
substantial: the classes of language that decide are data (`languages/xx/changes.toml`, `fates.toml`).
"""

from bot.editorial.revising.compare import OTHER_ARTICLE, Comparison, compare

__all__ = ["OTHER_ARTICLE", "Comparison", "compare"]

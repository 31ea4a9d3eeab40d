"""A headline that says something else. Outlets try out headlines all day: only what it claims counts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.editorial.revising.align import ALIKE, resemblance
from bot.editorial.revising.classes import WHEREVER, Claim
from bot.editorial.revising.words import Side, edits
from bot.model.revisions import HeadlineChanged


def headline_change(old: Side, new: Side, small: frozenset[str]) -> HeadlineChanged | None:
    """The two headlines, each as a side of its own; None where the words are the same but for typography."""
    before, after = [token.norm for token in old.tokens], [token.norm for token in new.tokens]
    if before == after or not before or not after:
        return None
    if resemblance(before, after) >= ALIKE:
        substantial = any(edit.why != "wording" for edit in edits(old, new, small))
    else:
        substantial = _claims_otherwise(old.claims, new.claims)
    whole = range(len(before)), range(len(after))
    words = old.text.strip() or old.words(whole[0]), new.text.strip() or new.words(whole[1])
    return HeadlineChanged(before=words[0], after=words[1], why="headline" if substantial else "wording")


def _claims_otherwise(old: Sequence[frozenset[Claim]], new: Sequence[frozenset[Claim]]) -> bool:
    """Of a headline written anew: whether it denies what it said, or names another number, fate or degree of certainty where it
    named one before."""
    was, now = frozenset[Claim]().union(*old), frozenset[Claim]().union(*new)
    for why in (*WHEREVER, "number"):
        lost = {claim.kind for claim in was - now if claim.why == why}
        won = {claim.kind for claim in now - was if claim.why == why}
        if (lost and won) or (why in {"negation", "denial"} and (lost or won)):
            return True
    return False

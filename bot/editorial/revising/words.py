"""What changed inside a sentence, word by word, and which of it touches what the sentence claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from bot.editorial.revising.classes import WHEREVER, Claim, told
from bot.editorial.revising.tokens import Token
from bot.model.revisions import Why
from bot.model.text import Span

_LONGEST = 400
"""Words; a longer stretch without a full stop is no sentence, and counts as changed from its first to its last difference."""

_LETTERS = 6
"""One letter in so many may differ between two spellings of a name; a shorter name with another letter is another name."""

_ORDER: tuple[Why, ...] = (
    "negation", "fate", "denial", "number", "name", "offence", "certainty", "direction", "date", "standing", "role",
    "people", "thing",
)  # fmt: skip
"""Of several claims touched at once, the one that is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Half-open ranges of tokens, old and new; one of them may be empty. `why`: `wording` where no claim is touched."""

    before: range
    after: range
    why: Why = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A sentence of one version: its tokens, and what each of them claims."""

    text: str
    tokens: Sequence[Token]
    claims: Sequence[frozenset[Claim]]

    def words(self, places: range) -> str:
        """The text from the first to the last of these tokens, exactly."""
        return self.span(places).of(self.text) if places else ""

    def span(self, places: range) -> Span:
        return Span(self.tokens[places[0]].span.start, self.tokens[places[-1]].span.end)

    def claimed(self, places: range) -> frozenset[Claim]:
        return told(self.claims[place] for place in places)


def edits(old: Side, new: Side, small: frozenset[str]) -> tuple[Edit, ...]:
    """The differences, in order, each with what it touches. `small`: words of grammar, folded: two differences that only one
    of them parts are told as one."""
    found = _joined(_differing(old, new), new, small)
    gained = Counter(claim for one in new.claims for claim in one)
    gained.subtract(Counter(claim for one in old.claims for claim in one))
    return tuple(replace(edit, why=_why(edit, old, new, gained)) for edit in found)


def shown(edit: Edit, old: Side, new: Side) -> tuple[str, str]:
    """The old words and the new ones. What was only put in or taken out is told with the word before it, else behind it, for
    nothing at all cannot be quoted; a sentence that has no other word is told as it is."""
    before, after = edit.before, edit.after
    if not before or not after:
        if before.start and after.start:
            before, after = range(before.start - 1, before.stop), range(after.start - 1, after.stop)
        elif before.stop < len(old.tokens) and after.stop < len(new.tokens):
            before, after = range(before.start, before.stop + 1), range(after.start, after.stop + 1)
    return old.words(before), new.words(after)


def _differing(old: Side, new: Side) -> list[Edit]:
    before, after = [token.norm for token in old.tokens], [token.norm for token in new.tokens]
    if max(len(before), len(after)) > _LONGEST:
        head = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
        return [Edit(before=range(head, len(before)), after=range(head, len(after)))] if before != after else []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [Edit(before=range(i1, i2), after=range(j1, j2)) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _joined(found: Sequence[Edit], new: Side, small: frozenset[str]) -> list[Edit]:
    joined: list[Edit] = []
    for edit in found:
        last = joined[-1] if joined else None
        if last is not None:
            between = new.tokens[last.after.stop : edit.after.start]
            if len(between) <= 1 and all(token.norm in small for token in between):
                joined[-1] = Edit(
                    before=range(last.before.start, edit.before.stop), after=range(last.after.start, edit.after.stop)
                )
                continue
        joined.append(edit)
    return joined


def _why(edit: Edit, old: Side, new: Side, gained: Counter[Claim]) -> Why:
    """What the difference touches, where the sentence as a whole claims otherwise than before."""
    was, now = old.claimed(edit.before), new.claimed(edit.after)
    lost = {claim for claim in was - now if _gone(claim, gained, new)}
    won = {claim for claim in now - was if _come(claim, gained, old)}
    for why in _ORDER:
        gone, come = {c.kind for c in lost if c.why == why}, {c.kind for c in won if c.why == why}
        if why == "name" and gone and come and (all(_same_name(gone, kind) for kind in come) or _respelt(edit, old, new)):
            continue
        if why == "direction":
            turned = {kind.split(".")[0] for kind in gone} & {kind.split(".")[0] for kind in come}
            if turned:
                return why
        elif why == "role":
            if gone and come and not any(_one_stem(one, other) for one in gone for other in come):
                return why
        elif (gone or come) if why in WHEREVER else (gone and come):
            return why
    return "wording"


def _gone(claim: Claim, gained: Counter[Claim], new: Side) -> bool:
    """Negations count, for two are not one; of other claims it is enough that one is left."""
    return gained[claim] < 0 if claim.why == "negation" else claim not in told(new.claims)


def _come(claim: Claim, gained: Counter[Claim], old: Side) -> bool:
    return gained[claim] > 0 if claim.why == "negation" else claim not in told(old.claims)


def _same_name(names: set[str], name: str) -> bool:
    """Whether one of the names is a part of the other: “Ruiz”, “Ana Ruiz”."""
    words = set(name.split())
    return any(words <= set(one.split()) or set(one.split()) <= words for one in names)


def _respelt(edit: Edit, old: Side, new: Side) -> bool:
    """Whether each word is the other's misspelling: “Ignasio”, “Ignacio”. Never of a person, whose name is told as corrected;
    nor of two places or bodies that the card knows, nor of initials: there a letter makes another one."""
    if len(edit.before) != len(edit.after):
        return False
    return all(_misspelt(i, j, old, new) for i, j in zip(edit.before, edit.after, strict=True))


def _misspelt(i: int, j: int, old: Side, new: Side) -> bool:
    one, other = old.tokens[i], new.tokens[j]
    if one.norm == other.norm:
        return True
    known = [{claim.known for claim in side.claims[place]} for side, place in ((old, i), (new, j))]
    if any("person" in some for some in known) or all("other" in some for some in known):
        return False
    was, now = one.span.of(old.text), other.span.of(new.text)
    if not (was[:1].isupper() and now[:1].isupper()) or was.isupper() or now.isupper():
        return False
    far = max(len(one.norm), len(other.norm)) // _LETTERS
    return OSA.distance(one.norm, other.norm, score_cutoff=far) <= far


def _one_stem(one: str, other: str) -> bool:
    """Forms of one word: `alcalde`, `alcaldesa`."""
    shared = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    return shared >= 4 and shared >= 0.6 * max(len(one), len(other))

"""What words claim: the classes of language of which a change is no matter of style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple

from bot.editorial.revising.tokens import Token
from bot.languages import Language
from bot.model.folding import fold
from bot.model.revisions import Why
from bot.model.text import Span

WHEREVER: frozenset[Why] = frozenset({"negation", "denial", "fate", "offence", "certainty", "standing"})
"""Classes that change a claim when a word of theirs comes or goes; of the others one has to take another's place."""

_YEARS = range(1900, 2100)


Known = Literal["", "person", "other"]


class Claim(NamedTuple):
    """A word's class, and of which kind within the class it is. `known`: a name that the card knows, and whose: a person's is
    never a matter of spelling."""

    why: Why
    kind: str
    known: Known = ""


class Named(NamedTuple):
    """Where the card's people, bodies and places are named, and what each is called."""

    span: Span
    name: str
    known: Known


class _Piece(NamedTuple):
    folded: str
    any_ending: bool

    def meets(self, word: str) -> bool:
        return word.startswith(self.folded) if self.any_ending else word == self.folded


@dataclass(frozen=True, slots=True)
class _Phrase:
    pieces: tuple[_Piece, ...]
    claim: Claim | None


@dataclass(slots=True)
class _Lexicon:
    """Phrases by their first word; those with an open ending by the first letters of it."""

    exact: dict[str, list[_Phrase]] = field(default_factory=dict)
    open: dict[str, list[_Phrase]] = field(default_factory=dict)

    def add(self, phrase: str, claim: Claim | None) -> None:
        pieces = tuple(_Piece(fold(word.rstrip("*")), word.endswith("*")) for word in phrase.split())
        first = pieces[0]
        by = self.open if first.any_ending else self.exact
        by.setdefault(first.folded[:3] if first.any_ending else first.folded, []).append(_Phrase(pieces, claim))

    def at(self, words: Sequence[str], place: int) -> Iterator[_Phrase]:
        word = words[place]
        for phrase in (*self.exact.get(word, ()), *self.open.get(word[:3], ()), *self.open.get(word[:2], ())):
            inside = words[place : place + len(phrase.pieces)]
            if len(inside) == len(phrase.pieces) and all(
                piece.meets(one) for piece, one in zip(phrase.pieces, inside, strict=True)
            ):
                yield phrase


@cache
def _lexicon(language: Language) -> _Lexicon:
    made = _Lexicon()
    for phrase, claim in _phrases(language):
        made.add(phrase, claim)
    return made


def _phrases(language: Language) -> Iterator[tuple[str, Claim | None]]:
    """Every phrase with what it claims; None: nothing, whatever its words do elsewhere."""
    told = language.changes
    yield from ((phrase, None) for phrase in told.idle)
    yield from ((phrase, Claim("negation", "no")) for phrase in told.negations)
    yield from ((phrase, Claim("denial", "denied")) for phrase in language.fates.denying)
    groups: tuple[tuple[Why, Mapping[str, tuple[str, ...]]], ...] = (
        ("fate", language.fates.fates),
        ("certainty", told.certainty),
        ("offence", told.offences),
        ("standing", told.standing),
        ("people", told.people),
        ("thing", told.things),
    )
    yield from ((one, Claim(why, kind)) for why, kinds in groups for kind, phrases in kinds.items() for one in phrases)
    for number, sides in enumerate(told.directions):
        yield from ((one, Claim("direction", f"{number}.{side}")) for side, phrases in enumerate(sides) for one in phrases)
    yield from ((month, Claim("date", month)) for month in language.basics.months)
    roles = language.speech.roles
    offices = {word: str(number) for number, group in enumerate(roles.same_office) for word in group}
    yield from ((role, Claim("role", offices.get(role, role))) for role in (*roles.m, *roles.f, *roles.any))


def claims(
    text: str, tokens: Sequence[Token], language: Language, names: Sequence[Named], published: datetime | None
) -> list[frozenset[Claim]]:
    """Of each token, what it claims. `names`: where the card names somebody or something."""
    words = [token.norm for token in tokens]
    found: list[set[Claim]] = [set() for _ in tokens]
    lexicon, idle = _lexicon(language), set[int]()
    for place in range(len(words)):
        phrases = sorted(lexicon.at(words, place), key=lambda one: -len(one.pieces))
        for phrase in phrases:
            covered = range(place, place + len(phrase.pieces))
            if phrase.claim is None:
                idle.update(covered)
            elif not idle & set(covered):
                for one in covered:
                    found[one].add(phrase.claim)
    for place, token in enumerate(tokens):
        if token.norm.endswith(language.changes.negated_endings) and language.changes.negated_endings:
            found[place].add(Claim("negation", "no"))
        if token.number:
            found[place] |= {_number(token.norm)}
        if (day := _day(token.norm, language, published)) is not None:
            found[place] = {Claim("date", day)}
    _name(text, tokens, found, names, language)
    return [frozenset(one) for one in found]


def _number(norm: str) -> Claim:
    return Claim("date" if norm.isdigit() and int(norm) in _YEARS else "number", norm)


def _day(word: str, language: Language, published: datetime | None) -> str | None:
    """The day that a word tells, as a date where the article's own is known: “Monday” and “yesterday” may be the same."""
    days, weekdays = {fold(day): far for day, far in language.changes.days.items()}, _weekdays(language)
    if word in days:
        return (published + timedelta(days=days[word])).date().isoformat() if published else word
    if word in weekdays:
        if published is None:
            return word
        back = (published.weekday() - weekdays[word]) % 7
        return (published - timedelta(days=back)).date().isoformat()
    return None


@cache
def _weekdays(language: Language) -> dict[str, int]:
    return {fold(day): number for number, day in enumerate(language.basics.weekdays)}


def _name(
    text: str,
    tokens: Sequence[Token],
    found: list[set[Claim]],
    names: Sequence[Named],
    language: Language,
) -> None:
    """Names that the card knows by their owner's name; other words with a capital by themselves."""
    known = sorted(names)
    at = 0
    small = frozenset(fold(word) for word in language.basics.function_words)
    capitals = sum(token.span.of(text)[:1].isupper() for token in tokens)
    shouting = capitals > len(tokens) / 2  # a headline with a capital on every word tells no names by them
    for place, token in enumerate(tokens):
        while at < len(known) and known[at].span.end <= token.span.start:
            at += 1
        if at < len(known) and known[at].span.overlaps(token.span):
            named = Claim("name", fold(known[at].name), known[at].known)
            found[place] = {claim for claim in found[place] if claim.why in WHEREVER} | {named}
        elif place and not shouting and not found[place] and token.span.of(text)[:1].isupper() and token.norm not in small:
            found[place] = {Claim("name", token.norm)}


def told(claimed: Iterable[frozenset[Claim]]) -> frozenset[Claim]:
    return frozenset[Claim]().union(*claimed)

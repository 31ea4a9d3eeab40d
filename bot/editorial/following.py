"""Who is told of a new card because they follow something that it meets: pure, as data with the reasons.

A topic is met by its id; a story by any id that leads to it; a person by a name on the card, a place by a name or by what lies
within it, that hold the followed words as whole words; a saved search as `/search` would meet it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.model import folding
from bot.model.cards import Card
from bot.model.desk import GazetteerPlace
from bot.model.query import Query, from_text
from bot.model.readers import Follow, FollowKind, Person

_LONGEST_NAME = 8
"""Words of a name; a longer one is no name."""

Subject = tuple[FollowKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A person who is told of the card, once, with everything of theirs that it meets."""

    person: Person
    follows: tuple[Follow, ...]

    @property
    def knows(self) -> bool:
        """Whether it is only the story that they follow: they know it, and want what is new."""
        return all(follow.kind is FollowKind.STORY for follow in self.follows)


def subjects(card: Card, places: Sequence[GazetteerPlace]) -> frozenset[Subject]:
    """Every topic, person and place that a follow may name to be met by this card. `places`: the desk's gazetteer."""
    people = chain((person.name for person in card.people), _speakers(card))
    named = chain((place.name for place in card.places), _around((place.name for place in card.places), places))
    return frozenset(
        (
            *((FollowKind.TOPIC, topic.id) for topic in card.topics),
            *((FollowKind.PERSON, part) for name in people for part in _parts(name)),
            *((FollowKind.PLACE, part) for name in named for part in _parts(name)),
        )
    )


def of_stories(ids: Iterable[str]) -> frozenset[Subject]:
    return frozenset((FollowKind.STORY, one) for one in ids)


def told(
    card: Card, follows: Iterable[Follow], places: Sequence[GazetteerPlace], stories: Iterable[str] = ()
) -> tuple[Told, ...]:
    """Who is told of the card, each person once, in the order of their first follow that it meets. `stories`: all ids of the
    story that it tells."""
    met: dict[Person, list[Follow]] = {}
    known = subjects(card, places) | of_stories(stories)
    for follow in follows:
        search = follow.kind is FollowKind.SEARCH
        if meets(card, from_text(follow.subject)) if search else (follow.kind, follow.subject) in known:
            met.setdefault(follow.person, []).append(follow)
    return tuple(Told(person=person, follows=tuple(some)) for person, some in met.items())


def meets(card: Card, query: Query) -> bool:
    """Whether a search for this finds the card, dates aside: all words and phrases in the title or in the text, none of those
    to be left out, and one of each filter that is given."""
    return (
        (not query.topics or any(topic.id in query.topics for topic in card.topics))
        and (not query.languages or card.language in query.languages)
        and (not query.outlets or folding.key(card.outlet or "") in {folding.key(outlet) for outlet in query.outlets})
        and (not query.speakers or _held(query.speakers, _speakers(card)))
        and (not query.people or _held(query.people, (person.name for person in card.people)))
        and (not query.places or _held(query.places, (place.name for place in card.places)))
        and _said(card, query)
    )


def _speakers(card: Card) -> Iterator[str]:
    return (quote.speaker.name for quote in card.quotes if quote.speaker and quote.speaker.name)


def _said(card: Card, query: Query) -> bool:
    asked = [term for text in (*query.words, *query.phrases) if (term := _term(text))]
    if not asked and (query.words or query.phrases):
        return False
    without = [term for text in query.without if (term := _term(text))]
    if not asked and not without:
        return True
    stretches = [f" {' '.join(folding.words(text))} " for text in (card.title or "", card.text)]
    return all(_in(term, stretches) for term in asked) and not any(_in(term, stretches) for term in without)


def _term(text: str) -> str:
    """As it stands between spaces in a folded text; without the last one where any ending will do."""
    words = " ".join(folding.words(text))
    return words and f" {words}{'' if text.rstrip().endswith('*') else ' '}"


def _in(term: str, stretches: Sequence[str]) -> bool:
    return any(term in stretch for stretch in stretches)


def _held(asked: Iterable[str], names: Iterable[str]) -> bool:
    keys = [f" {folding.key(name)} " for name in names]
    return any(f" {key} " in name for one in asked if (key := folding.key(one)) for name in keys)


def _parts(name: str) -> Iterator[str]:
    """Every stretch of whole words of the name: `juan carlos ruiz` is met by who follows `juan carlos`, or `ruiz`."""
    words = folding.words(name)[:_LONGEST_NAME]
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            yield " ".join(words[first:last])


def _around(names: Iterable[str], places: Sequence[GazetteerPlace]) -> Iterator[str]:
    """The places that hold those named: a municipality's state, a state's country. A name of several places is none of them."""
    called: dict[str, list[GazetteerPlace]] = {}
    for place in places:
        called.setdefault(folding.key(place.name), []).append(place)
    by_id = {place.id: place for place in places}
    for name in names:
        found = called.get(folding.key(name), [])
        holder = by_id.get(found[0].within or "") if len(found) == 1 else None
        while holder is not None:
            yield holder.name
            holder = by_id.get(holder.within or "")

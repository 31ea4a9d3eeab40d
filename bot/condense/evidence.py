"""What speaks for each topic, for the desk's country, and for another matter: the desk's terms as met in one article.

A term counts most in the headline, then in the lead, and less with each repetition; the body of a long article counts less for
each word, so that a mention in passing stays one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.terms import Hit, Term, Terms
from bot.languages import Language
from bot.model.desk import Desk
from bot.model.folding import fold
from bot.model.text import Span

ANCHORS = "anchors"
AGAINST = "against"
ELSEWHERE = "elsewhere"
FURNITURE = "furniture"
"""The lists that are no topics; the last is the language's own."""

# Tuned together on the tune half of tests/evals/relevance.
IN_TITLE = 2.0
IN_LEAD = 1.0
IN_BODY = 0.7
LEAD_WORDS = 60
PLAIN_WORDS = 250
"""Up to this length the body counts in full; beyond, by the square root of the ratio."""

ALONE = 1.0
"""Terms of this weight need no company in topics that want it."""

TELLS_IN_TITLE = 0.4
TELLS = 0.8
TELLS_ANYWHERE = 1.1
"""Terms of this weight are grounds for a topic by themselves: in the headline; in the lead, or met twice; anywhere."""

LEAD_SENTENCES = 2
NEAR = 2
"""So many sentences apart, two words of a topic still speak of one matter."""

_STEM = 4
COMPANY = 1.0
"""The strength of the company at which the weaker terms count for 1 - 1/e."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`strength[list]`: what the terms of a list (a topic's id, `anchors`, `against`) amount to, not bounded; `terms[list]`:
    the terms met, in the words in which they are first met, each with its share, strongest first; `by_sentence[i]`: the weights
    of the topics' terms in the document's sentence `i`; `grounded`: topics that a telling word speaks for, or two words near
    each other; `furniture`: sentences that belong to the page, not to the article."""

    strength: Mapping[str, float]
    terms: Mapping[str, Mapping[str, float]]
    by_sentence: Sequence[float]
    grounded: frozenset[str]
    furniture: frozenset[int]

    def strongest(self, name: str, count: int) -> tuple[str, ...]:
        return tuple(self.terms.get(name, {}))[:count]


@dataclass(frozen=True, slots=True)
class _Lists:
    """`names`: of the lists, by the number of their group; the first `topics` of them are the topics. `beside`: see Topic.
    `stems`: of the terms, so that two forms of one word are not taken for two words."""

    topics: int
    names: tuple[str, ...]
    terms: Terms
    beside: Mapping[str, tuple[str, ...]]
    stems: Mapping[Term, str]


class ByIdentity:
    """A key for a cache: a desk holds mappings, so it has no hash, and it is made once for each reading of the settings."""

    __slots__ = ("desk",)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __hash__(self) -> int:
        return id(self.desk)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.desk is other.desk


def gather(doc: Document, title: str | None, desk: Desk, entities: Sequence[Entity] = ()) -> Evidence:
    """`entities`: the names of the text; an anchor inside the name of a person whom the desk does not know ties to nothing: a
    ball player Polanco is no quarter of the capital."""
    lists = _compiled(ByIdentity(desk), doc.language)
    anchors = lists.names.index(ANCHORS)
    spans, borne = _strangers(entities)
    in_title = [
        hit
        for hit in (lists.terms.find_in(title) if title else [])
        if not (hit.term.group == anchors and hit.first == hit.last and fold(hit.term.text) in borne)
    ]
    in_text = [
        hit
        for hit in lists.terms.find(doc)
        if not (hit.term.group == anchors and spans and _inside(spans, doc.starts[hit.first]))
    ]
    words: dict[Term, str] = {}
    for hit in in_title:
        words.setdefault(hit.term, lists.terms.words_of(title or "", hit))
    for hit in in_text:
        if hit.term not in words:
            words[hit.term] = doc.text[doc.starts[hit.first] : doc.ends[hit.last]]
    furniture = len(lists.names) - 1
    by_sentence = [0.0] * len(doc.sentences)
    for hit in in_text:
        if hit.term.group < lists.topics:
            by_sentence[doc.sentence_of[hit.first]] += hit.term.weight
    strength, terms = _weigh(lists, in_title, in_text, words, len(doc.words))
    return Evidence(
        strength=strength,
        terms=terms,
        by_sentence=by_sentence,
        grounded=_grounded(lists, in_title, in_text, doc.sentence_of),
        furniture=frozenset(doc.sentence_of[hit.first] for hit in in_text if hit.term.group == furniture),
    )


def _strangers(entities: Sequence[Entity]) -> tuple[list[Span], frozenset[str]]:
    """The mentions of people whom the desk does not know, in order, and the words of their names, folded."""
    people = [entity for entity in entities if entity.kind == "person" and entity.known is None]
    words = frozenset(fold(word) for person in people for word in person.name.split())
    return sorted(span for person in people for span in person.mentions), words


def _inside(spans: Sequence[Span], position: int) -> bool:
    at = bisect_right(spans, position, key=lambda span: span.start) - 1
    return at >= 0 and spans[at].start <= position < spans[at].end


@lru_cache(maxsize=16)
def _compiled(key: ByIdentity, language: Language) -> _Lists:
    named = list(_named_lists(key.desk, language.code))
    named.append((FURNITURE, dict.fromkeys(language.basics.furniture, 0.0)))
    terms = [Term(group, term, weight) for group, (_, terms) in enumerate(named) for term, weight in terms.items()]
    return _Lists(
        topics=len(key.desk.topics),
        beside={topic.id: topic.beside for topic in key.desk.topics if topic.beside},
        names=tuple(name for name, _ in named),
        terms=Terms(terms),
        stems={term: fold(term.text)[:_STEM] for term in terms},
    )


def _named_lists(desk: Desk, language: str) -> Iterator[tuple[str, Mapping[str, float]]]:
    for topic in desk.topics:
        yield topic.id, {term: weight * topic.weight for term, weight in topic.terms.get(language, {}).items()}
    yield ANCHORS, desk.subject.anchors.get(language, {})
    yield AGAINST, desk.subject.against.get(language, {})
    yield ELSEWHERE, desk.subject.elsewhere.get(language, {})


def _grounded(lists: _Lists, in_title: Sequence[Hit], in_text: Sequence[Hit], sentence_of: Sequence[int]) -> frozenset[str]:
    """The topics with a telling term in the headline or the lead, one met twice, or two words within `NEAR` sentences that are
    not forms of one."""
    found: set[int] = set()
    latest: dict[int, dict[str, int]] = {}  # of each topic: its terms' stems, and the sentence where each was last met
    places = [(hit.term, -1) for hit in in_title] + [(hit.term, sentence_of[hit.first]) for hit in in_text]
    for term, sentence in places:
        group = term.group
        if group >= lists.topics or group in found:
            continue
        stem = lists.stems[term]
        met = latest.setdefault(group, {})
        if sentence < 0:
            tells = term.weight >= TELLS_IN_TITLE
        else:
            tells = term.weight >= (TELLS if sentence < LEAD_SENTENCES or stem in met else TELLS_ANYWHERE)
        if tells or any(other != stem and sentence - at <= NEAR for other, at in met.items()):
            found.add(group)
        met[stem] = sentence
    return frozenset(lists.names[group] for group in found)


def _weigh(
    lists: _Lists, in_title: Sequence[Hit], in_text: Sequence[Hit], words: Mapping[Term, str], length: int
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    where: dict[Term, list[int]] = {}  # of each term: met in the title, in the lead, in the body
    for hit in in_title:
        where.setdefault(hit.term, [0, 0, 0])[0] += 1
    for hit in in_text:
        where.setdefault(hit.term, [0, 0, 0])[1 if hit.first < LEAD_WORDS else 2] += 1
    damping = sqrt(min(1.0, PLAIN_WORDS / length)) if length else 1.0
    shares: dict[str, dict[Term, float]] = {}
    for term, (title, lead, body) in where.items():
        factor = (IN_TITLE if title else 0.0) + (IN_LEAD if lead else 0.0) + IN_BODY * damping * (2.0 - 2.0 * 0.5**body)
        shares.setdefault(lists.names[term.group], {})[term] = term.weight * factor
    strength = {name: sum(found.values()) for name, found in shares.items()}
    for name, beside in lists.beside.items():
        if name in shares:
            company = saturate(max(strength.get(other, 0.0) for other in beside), COMPANY)
            shares[name] = {t: share if t.weight >= ALONE else share * company for t, share in shares[name].items()}
    return (
        {name: sum(found.values()) for name, found in shares.items()},
        {
            name: {words[term]: found[term] for term in sorted(found, key=lambda t: (-found[t], t.text))}
            for name, found in shares.items()
        },
    )


def saturate(strength: float, scale: float) -> float:
    """From nought towards one; `scale` is the strength that reaches 1 - 1/e."""
    return 1.0 - exp(-strength / scale)

"""Does the desk want an article: it has to be about one of the desk's topics, and to be tied to the desk's country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.condense.evidence import AGAINST, ANCHORS, ELSEWHERE, ByIdentity, Evidence, saturate
from bot.condense.names import Entity, Kind
from bot.model.cards import Relevance, TopicScore
from bot.model.desk import Desk
from bot.model.reasons import Reason

# Tuned together on the tune half of tests/evals/relevance.
SUBJECT_SCALE = 0.8
TIE_SCALE = 0.8
KNOWN_ENTITY = 0.8
"""What a person, organisation or place that the desk knows adds to the tie, once each, up to `MOST_KNOWN`."""

MOST_KNOWN = 3
AT_HOME = 1.0
"""What the outlet's country adds to the tie, where it is the desk's: at home nobody says which country."""

TIED = 0.3
"""From this tie on, the desk's country is spoken of."""

BESIDE = 0.6
"""How much a second and third topic add to the best one."""

AGAINST_WEIGHT = 1.6
ELSEWHERE_WEIGHT = 0.8
OFF_TOPIC = 0.4
"""The most that an article reaches to which no topic applies."""

SHOWN_TERMS = 3


def judge(
    evidence: Evidence, topics: Sequence[TopicScore], entities: Sequence[Entity], desk: Desk, *, region: str | None = None
) -> Relevance:
    """`region`: the outlet's country, where it is known."""
    subject = _subject(evidence, desk)
    tie = tie_of(evidence, entities, desk, region=region)
    against = AGAINST_WEIGHT * evidence.strength.get(AGAINST, 0.0)
    for_it = saturate(subject, SUBJECT_SCALE) * saturate(tie, TIE_SCALE)
    share_against = against / (against + subject + min(tie, subject)) if against else 0.0
    score = for_it * (1.0 - share_against)
    if not topics:  # many weak words do not make a subject
        score = min(score, OFF_TOPIC)
    return Relevance(
        score=round(min(1.0, max(0.0, score)), 4), reasons=tuple(_reasons(evidence, topics, entities, desk, region))
    )


def tie_of(evidence: Evidence, entities: Sequence[Entity], desk: Desk, *, region: str | None = None) -> float:
    """How strongly an article is tied to the desk's country; nought where nothing ties it."""
    tie = (
        evidence.strength.get(ANCHORS, 0.0)
        + KNOWN_ENTITY * min(MOST_KNOWN, len(_at_home(entities, desk)))
        + (AT_HOME if region in desk.countries else 0.0)
    )
    elsewhere = evidence.strength.get(ELSEWHERE, 0.0)
    return tie * tie / (tie + ELSEWHERE_WEIGHT * elsewhere) if elsewhere else tie


def _subject(evidence: Evidence, desk: Desk) -> float:
    strengths = sorted((evidence.strength.get(topic.id, 0.0) for topic in desk.topics), reverse=True)
    return sum(strengths[:1]) + BESIDE * sum(strengths[1:3])


def _at_home(entities: Sequence[Entity], desk: Desk) -> list[str]:
    """The names of those that the desk knows as its own country's."""
    home = _home(ByIdentity(desk))
    return [entity.name for entity in entities if (entity.kind, entity.known) in home]


@lru_cache(maxsize=8)
def _home(key: ByIdentity) -> frozenset[tuple[Kind, str | None]]:
    """Places and bodies of the desk's countries, and people who hold or held an office there, or none anywhere and are
    of no other country."""
    desk = key.desk
    offices = [(holder.person, office.country in desk.countries) for office in desk.offices for holder in office.holders]
    ours = {person for person, is_ours in offices if is_ours}
    others = {person for person, is_ours in offices if not is_ours} - ours
    places: Iterator[tuple[Kind, str]] = (("place", place.id) for place in desk.places if place.country in desk.countries)
    bodies: Iterator[tuple[Kind, str]] = (("organisation", o.id) for o in desk.organisations if o.country in desk.countries)
    people: Iterator[tuple[Kind, str]] = (
        ("person", person.id)
        for person in desk.people
        if person.id not in others and (person.country is None or person.country in desk.countries)
    )
    return frozenset((*places, *bodies, *people))


def _reasons(
    evidence: Evidence, topics: Sequence[TopicScore], entities: Sequence[Entity], desk: Desk, region: str | None
) -> list[Reason]:
    reasons = [
        Reason(
            "about-topic",
            {"topic": topic.id, "score": round(topic.score, 2), "terms": _listed(evidence.strongest(topic.id, SHOWN_TERMS))},
        )
        for topic in topics[:SHOWN_TERMS]
    ] or [Reason("no-topic")]
    known = _at_home(entities, desk)
    anchors = [*evidence.strongest(ANCHORS, SHOWN_TERMS), *known[:SHOWN_TERMS]]
    if anchors:
        reasons.append(Reason("tied-by", {"terms": _listed(anchors)}))
    if region in desk.countries:
        reasons.append(Reason("outlet-at-home", {"country": str(region)}))
    elif not anchors:
        reasons.append(Reason("no-tie"))
    if elsewhere := evidence.strongest(ELSEWHERE, SHOWN_TERMS):
        reasons.append(Reason("elsewhere", {"terms": _listed(elsewhere)}))
    if against := evidence.strongest(AGAINST, SHOWN_TERMS):
        reasons.append(Reason("speaks-against", {"terms": _listed(against)}))
    return reasons


def _listed(terms: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(terms))

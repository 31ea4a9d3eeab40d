"""Key points: the two to five sentences that together tell who, what, where, how many, and why it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

from bot.condense.candidates import Candidate, candidates, headline_of, stems_of
from bot.condense.document import Document
from bot.condense.evidence import Evidence, saturate
from bot.condense.leaning import leans
from bot.condense.names import Entity
from bot.model.cards import Figure, Point, Quote

FEWEST = 2
MOST = 5
TOKENS_A_POINT = 90
"""An article gives one point for about so many words and marks, within the two bounds above."""

# Tuned together by reading cards of development articles.
LEAD = 2.2
LEAD_FADES = 0.3
SUBSTANCE = 1.0
CENTRALITY = 1.2
HEADLINE = 1.2
FIGURES = 0.5
NAMES = 0.4
NEW = 1.4
"""How much is taken off for words that a chosen point has already said."""

REPEATS = 0.65
"""From this share of words said before, a sentence is a repetition."""

REPEATS_ONE = 0.6
REPEATS_ONE_WITH_NUMBERS = 0.35
"""The same of the words of one point, over the shorter of the two; less is enough where both tell the same numbers."""

LEAST_MERIT = 0.2
"""Beyond the fewest, a point is worth at least this share of the best one: better few than rubbish."""

STANDFIRSTS = 3
NEWS_WORDS = 20
"""A sentence of names and so many words tells of somebody's doings; a shorter one may paint them."""

GOOD_WORDS = range(12, 46)
LENGTH = 0.5
VAGUE = 0.4
SCENE = 0.8
"""Taken off what neither says who told it or when, nor counts, nor shares words with the headline: scenes, theses, moods."""


def choose(
    doc: Document,
    title: str | None,
    *,
    quotes: Sequence[Quote],
    figures: Sequence[Figure],
    entities: Sequence[Entity],
    evidence: Evidence,
) -> tuple[Point, ...]:
    """In the order of the text; none of them meets a quote, repeats the headline or another point, or opens with a word that
    leans on a sentence which is not there."""
    title = title or headline_of(doc)
    named = sorted(span.start for entity in entities for span in entity.mentions)
    able = candidates(doc, title, quotes=quotes, named=named, furniture=evidence.furniture)
    merits = _merits(doc, title, able, figures=figures, entities=entities, evidence=evidence)
    told_again = {short.sentence for short, long in pairwise(able) if _tells_less(short, long)}
    ranked = [
        (merit, candidate)
        for merit, candidate in zip(merits, able, strict=True)
        if merit > 0 and candidate.sentence not in told_again
    ]
    least = LEAST_MERIT * max((merit for merit, _ in ranked), default=0.0)
    ranked.sort(key=lambda item: (-item[0], item[1].sentence))
    wanted = min(MOST, max(FEWEST, round(len(doc.words) / TOKENS_A_POINT)))
    chosen: list[Candidate] = []
    leaning: list[Candidate] = []
    while len(chosen) < wanted and (best := _best(ranked, chosen, least if len(chosen) >= FEWEST else 0.0)):
        ranked = [item for item in ranked if item[1] is not best]
        (leaning if leans(doc, best.first, best.last, named) else chosen).append(best)
    for candidate in leaning:
        # too few stand by themselves: one that leans may follow the sentence it leans on
        follows = any(other.sentence == candidate.sentence - 1 for other in chosen)
        if len(chosen) < FEWEST and follows and not any(candidate.span.overlaps(other.span) for other in chosen):
            chosen.append(candidate)
    spans = sorted(candidate.span for candidate in chosen)
    return tuple(Point(span=span, text=span.of(doc.text)) for span in spans)


def _best(ranked: Sequence[tuple[float, Candidate]], chosen: Sequence[Candidate], least: float) -> Candidate | None:
    """The candidate that adds most to the chosen ones, and at least `least`, of candidates ranked by their merit."""
    said = frozenset[str]().union(*(candidate.stems for candidate in chosen))
    best: tuple[float, Candidate] | None = None
    for merit, candidate in ranked:
        if best is not None and merit <= best[0]:
            break  # nothing adds more than its merit
        repeated = len(candidate.stems & said) / max(1, len(candidate.stems))
        worth = merit * max(0.0, 1.0 - NEW * repeated**2)
        if repeated > REPEATS or worth < least or (best is not None and worth <= best[0]):
            continue
        if not any(_tells_the_same(candidate, other) for other in chosen):
            best = (worth, candidate)
    return best[1] if best else None


def _tells_the_same(one: Candidate, other: Candidate) -> bool:
    if one.span.overlaps(other.span):
        return True  # the denial that a claim carries with it is no point of its own
    shared = len(one.stems & other.stems) / max(1, min(len(one.stems), len(other.stems)))
    if len(one.numbers & other.numbers) > 1:
        return shared >= REPEATS_ONE_WITH_NUMBERS
    return shared >= REPEATS_ONE and not (one.numbers - other.numbers and other.numbers - one.numbers)


def _tells_less(short: Candidate, long: Candidate) -> bool:
    """A standfirst, or a first line, of which the sentence behind it tells all and more."""
    shared = len(short.stems & long.stems)
    return short.words < long.words and shared >= REPEATS_ONE * len(short.stems) and short.sentence < STANDFIRSTS


def _merits(
    doc: Document,
    title: str | None,
    able: Sequence[Candidate],
    *,
    figures: Sequence[Figure],
    entities: Sequence[Entity],
    evidence: Evidence,
) -> list[float]:
    spread = Counter(chain.from_iterable(candidate.stems for candidate in able))
    common = sum(sorted(spread.values(), reverse=True)[:10]) / 10 or 1.0
    in_title = stems_of(title or "", doc.language)
    figures_in = Counter(figure.sentence.start for figure in figures)
    names_in = Counter(
        sentence for entity in entities for sentence in {doc.sentence_at(m.start).start for m in entity.mentions}
    )
    merits = []
    for candidate in able:
        start = doc.sentences[candidate.sentence].start
        is_scene = not (
            candidate.reports
            or figures_in[start]
            or (names_in[start] > 1 and candidate.words >= NEWS_WORDS)
            or len(candidate.stems & in_title) > 1
        )
        central = sum(map(spread.__getitem__, candidate.stems)) / max(1, len(candidate.stems)) / common
        merits.append(
            (0.0 if is_scene else LEAD / (1.0 + LEAD_FADES * candidate.sentence))
            + SUBSTANCE * saturate(evidence.by_sentence[candidate.sentence], 2.0)
            + CENTRALITY * central
            + HEADLINE * len(candidate.stems & in_title) / max(1, len(in_title))
            + FIGURES * saturate(figures_in[start], 1.0)
            + NAMES * saturate(names_in[start], 2.0)
            - (0.0 if candidate.words in GOOD_WORDS else LENGTH)
            - VAGUE * candidate.vague
            - (SCENE if is_scene else 0.0)
        )
    return merits

"""The tables in which the engine looks up a language's numbers and units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from bot.condense.figures.phrases import Phrases
from bot.languages import Language

Kind = Literal["share", "money", "measure", "count", "people", "noun", "fraction", "times"]
Direction = Literal["up", "down"]


class UnitName(NamedTuple):
    """`name`: canonical; for money the ISO codes that share the word, in the order of the data, joined by a space."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class LabelSets:
    """`Labels` as sets and phrase tables."""

    months_capital: bool
    participles: tuple[str, ...]
    ordinal_suffixes: frozenset[str]
    numbered: frozenset[str]
    numbering: frozenset[str]
    number_signs: frozenset[str]
    denominated: frozenset[str]
    clock_before: frozenset[str]
    clock_after: frozenset[str]
    year_before: frozenset[str]
    date_links: frozenset[str]
    references: frozenset[str]
    turns: frozenset[str]
    rate_bases: Phrases[None]
    age_before: Phrases[None]
    age_before_years: Phrases[None]
    age_after: Phrases[None]
    age_units: frozenset[str]
    age_links: frozenset[str]
    age_tails: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    halves_before: frozenset[str]
    halves_not_after: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything the engine looks up. The fields' meanings stand with the keys of `bot/languages/schema`."""

    language: Language
    noun_first: bool
    labels: LabelSets
    # numerals
    atoms: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    collectives: Mapping[str, Decimal]
    short_scales: Mapping[str, Decimal]
    fractions: Mapping[str, tuple[Decimal, Decimal]]
    fraction_parts: Mapping[str, tuple[Decimal, Decimal]]
    multiples: Mapping[str, Decimal]
    multiples_before: Mapping[str, Decimal]
    comparatives: frozenset[str]
    adjectival: frozenset[str]
    halves: frozenset[str]
    negatives: frozenset[str]
    bare_scales: frozenset[str]
    parts: frozenset[str]
    ones: frozenset[str]
    after_one: frozenset[str]
    triggers: frozenset[str]
    """Words that may start or head a numeral."""
    joiners: frozenset[str]
    sharers: frozenset[str]
    label_links: frozenset[str]
    listing: frozenset[str]
    articles: frozenset[str]
    partitives: frozenset[str]
    half_of: Phrases[None]
    half_more: Phrases[None]
    ratios: Phrases[None]
    # units
    units: Phrases[UnitName]
    share_words: frozenset[str]
    """Number words that end the name of a share: `ciento`."""
    symbols: Phrases[str]
    capitals: frozenset[str]
    weights: Mapping[str, str]
    """Words that are a currency and a measure: `pounds`."""
    money_adjectives: Mapping[str, str]
    countries: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, UnitName]
    rate_nouns: frozenset[str]
    populated: frozenset[str]
    strong: frozenset[str]
    respectively: frozenset[str]
    reporting: frozenset[str]
    topics: Phrases[None]
    dealing: frozenset[str]
    durations: frozenset[str]
    of: frozenset[str]
    # nouns
    people: frozenset[str]
    harms: frozenset[str]
    accusing: frozenset[str]
    people_endings: tuple[str, ...]
    people_adjectives: frozenset[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    irregular_plurals: frozenset[str]
    singular_s: frozenset[str]
    modifiers: frozenset[str]
    boundaries: frozenset[str]
    # around the figure
    qualifiers: Phrases[None]
    qualifiers_after: Phrases[None]
    gaps: frozenset[str]
    limits: frozenset[str]
    hyphened_qualifiers: frozenset[str]
    comparing: frozenset[str]
    carriers: frozenset[str]
    leads: frozenset[str]
    holding: frozenset[str]
    copulas: frozenset[str]
    counting: frozenset[str]
    quantifiers: frozenset[str]
    persons: frozenset[str]
    speaking: frozenset[str]
    purposes: frozenset[str]
    relatives: frozenset[str]
    complement_links: frozenset[str]
    noun_links: frozenset[str]
    adjunct_links: frozenset[str]
    origins: frozenset[str]
    directions: frozenset[str]
    clause_openers: frozenset[str]
    determiners: frozenset[str]
    whole_links: Phrases[None]
    among: frozenset[str]
    comparisons: frozenset[str]
    """Phrases that set one number beside another."""
    alternatives: frozenset[str]
    asides: Phrases[None]
    figure_nouns: frozenset[str]
    stand_ins: frozenset[str]
    time_within: frozenset[str]
    time_edges: Phrases[None]
    whole_of: frozenset[str]
    since: frozenset[str]
    decade_endings: frozenset[str]
    extremes: frozenset[str]
    day_parts: frozenset[str]
    name_links: frozenset[str]
    verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    plural_verb_endings: tuple[str, ...]
    not_verbs: frozenset[str]
    irregular_participles: frozenset[str]
    negations: frozenset[str]
    clitics: frozenset[str]
    adverb_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    # change
    moves: Mapping[str, Direction]
    """Verbs of change."""
    movers: Mapping[str, Direction]
    """Nouns of change."""
    passages: frozenset[str]
    arrivals: frozenset[str]
    revisions: frozenset[str]
    standing: frozenset[str]
    standing_links: frozenset[str]
    movement_by: frozenset[str]
    movement_to: frozenset[str]
    movement_leads: frozenset[str]
    """All words that may stand between a word of change and its figure."""
    complements: frozenset[str]
    linked_moves: frozenset[str]
    changed_in: Phrases[None]
    particles: frozenset[str]
    gaining: frozenset[str]
    losing: frozenset[str]
    balances: frozenset[str]
    more_less: Phrases[Direction]
    compared: Phrases[None]
    # time
    months: frozenset[str]
    weekdays: Mapping[str, int]
    timely: frozenset[str]
    """Words that may be the heart of a dating expression, or start one."""
    rates: Phrases[None]
    time_nouns: frozenset[str]
    time_markers: frozenset[str]
    time_words: frozenset[str]
    time_adjectives: frozenset[str]
    time_leads: frozenset[str]
    """Prepositions and articles before a date."""
    time_links: frozenset[str]
    distance: frozenset[str]
    distance_before: frozenset[str]

"""A language's data on numbers and units, compiled once into tables for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from bot.condense.figures.phrases import Phrases, tokens
from bot.languages import Language
from bot.languages.schema.numbers import Labels

Kind = Literal["share", "money", "measure", "count", "people", "noun", "fraction", "times"]


class UnitName(NamedTuple):
    """`name`: canonical; for money the ISO codes that share the word, in the order of the data, joined by a space."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    language: Language
    atoms: dict[str, Decimal]
    scales: dict[str, Decimal]
    collectives: dict[str, Decimal]
    short_scales: dict[str, Decimal]
    fractions: dict[str, Decimal]
    fraction_parts: dict[str, Decimal]
    multiples: dict[str, Decimal]
    triggers: frozenset[str]
    ones: frozenset[str]
    after_one: frozenset[str]
    joiners: frozenset[str]
    sharers: frozenset[str]
    articles: frozenset[str]
    half_of: Phrases[None]
    half_more: Phrases[None]
    ratios: Phrases[None]
    units: Phrases[UnitName]
    symbols: Phrases[str]
    money_adjectives: dict[str, str]
    countries: dict[str, tuple[str, ...]]
    people: frozenset[str]
    boundaries: frozenset[str]
    verbs: frozenset[str]
    singular_s: frozenset[str]
    irregular_plurals: frozenset[str]
    modifiers: frozenset[str]
    people_adjectives: frozenset[str]
    qualifiers: Phrases[str]
    qualifiers_after: Phrases[None]
    gaps: frozenset[str]
    limits: frozenset[str]
    comparing: frozenset[str]
    labels: LabelSets
    durations: frozenset[str]
    moves: dict[str, Literal["up", "down"]]
    movers: dict[str, Literal["up", "down"]]
    rate_nouns: frozenset[str]
    heads: dict[str, UnitName]
    passages: frozenset[str]
    arrivals: frozenset[str]
    carriers: frozenset[str]
    movement_by: frozenset[str]
    movement_to: frozenset[str]
    complements: frozenset[str]
    linked_moves: frozenset[str]
    particles: frozenset[str]
    alternatives: frozenset[str]
    clause_openers: frozenset[str]
    determiners: frozenset[str]
    whole_links: frozenset[str]
    holding: frozenset[str]
    leads: frozenset[str]
    copulas: frozenset[str]
    speaking: frozenset[str]
    purposes: frozenset[str]
    relatives: frozenset[str]
    complement_links: frozenset[str]
    asides: frozenset[str]
    balances: frozenset[str]
    gaining: frozenset[str]
    distance: frozenset[str]
    distance_before: frozenset[str]
    time_nouns: frozenset[str]
    time_markers: frozenset[str]
    time_words: frozenset[str]
    time_prepositions: frozenset[str]
    time_links: frozenset[str]
    more_less: Phrases[Literal["up", "down"]]
    compared: Phrases[None]
    rates: Phrases[None]
    months: frozenset[str]
    weekdays: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class LabelSets:
    """`Labels` as sets and phrase tables."""

    ordinal_suffixes: frozenset[str]
    numbered: frozenset[str]
    number_signs: frozenset[str]
    clock_before: frozenset[str]
    clock_after: frozenset[str]
    year_before: frozenset[str]
    day_before: frozenset[str]
    date_links: frozenset[str]
    age_before: Phrases[None]
    age_after: Phrases[None]
    age_units: frozenset[str]
    age_links: frozenset[str]
    age_tails: frozenset[str]
    rate_bases: Phrases[None]
    references: frozenset[str]
    participles: tuple[str, ...]
    one_before: frozenset[str]
    one_after: frozenset[str]
    halves_before: frozenset[str]
    halves_not_after: frozenset[str]


def share(written: str) -> Decimal:
    """`1/3` as a decimal of four places."""
    above, below = written.split("/")
    return (Decimal(above) / Decimal(below)).quantize(Decimal("0.0001")).normalize()


def _words(*groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for group in groups for word in group)


def _decimals(values: dict[str, int]) -> dict[str, Decimal]:
    return {word.casefold(): Decimal(value) for word, value in values.items()}


@cache
def lexicon_of(language: Language) -> Lexicon:
    numbers, units = language.numbers, language.units
    atoms, scales = _decimals(numbers.cardinals), _decimals(numbers.scales)
    collectives, multiples = _decimals(numbers.collectives), _decimals(numbers.multiples)
    fractions = {word.casefold(): share(value) for word, value in numbers.fractions.items()}
    parts = {word.casefold(): share(value) for word, value in numbers.fraction_parts.items()}
    halves = _words(numbers.halves)
    ones = _words(numbers.one)
    after_one = frozenset({*scales, *collectives, *fractions, *parts})
    movement, time = units.movement, units.time
    return Lexicon(
        language=language,
        atoms=atoms,
        scales=scales,
        collectives=collectives,
        short_scales=_decimals(numbers.short_scales),
        fractions=fractions,
        fraction_parts=parts,
        multiples=multiples,
        triggers=frozenset(
            {*atoms, *scales, *collectives, *fractions, *parts, *multiples, *halves, *(tokens(p)[0] for p in numbers.half_of)}
        ),
        ones=ones,
        after_one=after_one,
        sharers=_words(numbers.sharers),
        joiners=_words(numbers.joiners),
        articles=_words(numbers.articles),
        half_of=Phrases((phrase, None) for phrase in numbers.half_of),
        half_more=Phrases((phrase, None) for phrase in numbers.half_more),
        ratios=Phrases((phrase, None) for phrase in numbers.ratios),
        units=_units(language),
        symbols=_symbols(language),
        money_adjectives={tokens(word)[-1]: code for code, money in units.currencies.items() for word in money.adjectives},
        countries={code: money.countries for code, money in units.currencies.items()},
        people=_words(units.people),
        boundaries=_words(units.boundaries),
        verbs=_words(units.verbs),
        singular_s=_words(units.singular_s),
        irregular_plurals=_words(units.irregular_plurals),
        modifiers=_words(units.modifiers),
        people_adjectives=_words(units.people_adjectives),
        qualifiers=_qualifiers(language),
        qualifiers_after=Phrases((phrase, None) for phrase in numbers.qualifiers.after),
        gaps=_words(numbers.qualifiers.gaps),
        comparing=_words(numbers.qualifiers.comparing),
        limits=_words(numbers.qualifiers.limits),
        labels=_labels(language),
        durations=frozenset(units.durations),
        moves={**dict.fromkeys(movement.up_verbs, "up"), **dict.fromkeys(movement.down_verbs, "down")},
        movers={**dict.fromkeys(movement.up_nouns, "up"), **dict.fromkeys(movement.down_nouns, "down")},
        rate_nouns=_words(units.rate_nouns),
        heads=_heads(language),
        passages=_words(movement.passages),
        arrivals=_words(movement.arrivals),
        carriers=_words(units.carriers),
        movement_by=_words(movement.by),
        movement_to=_words(movement.to),
        complements=_words(movement.complements),
        linked_moves=_words(movement.linked),
        particles=_words(movement.particles),
        alternatives=_words(units.alternatives),
        clause_openers=_words(units.clause_openers),
        determiners=_words(units.determiners),
        whole_links=_words(units.whole_links),
        speaking=_words(units.speaking),
        copulas=_words(units.copulas),
        leads=_words(numbers.sharers, movement.to, movement.by, movement.complements, numbers.qualifiers.gaps, units.leads),
        holding=_words(units.holding),
        purposes=_words(units.purposes),
        relatives=_words(units.relatives),
        complement_links=_words(units.complement_links),
        asides=_words(units.asides),
        balances=_words(movement.balances),
        gaining=_words(movement.gaining),
        distance=_words(time.distance),
        distance_before=_words(time.distance_before),
        time_nouns=_words(time.nouns),
        time_markers=_words(time.markers),
        time_words=_words(time.words),
        time_prepositions=_words(time.prepositions),
        time_links=_words(time.links),
        more_less=_more_less(language),
        compared=Phrases((phrase, None) for phrase in movement.compared),
        rates=Phrases((phrase, None) for phrase in time.rates),
        months=_words(tuple(language.basics.months), numbers.labels.months_short),
        weekdays=_words(language.basics.weekdays),
    )


def _units(language: Language) -> Phrases[UnitName]:
    units = language.units
    money: dict[str, list[str]] = {}
    for code, currency in units.currencies.items():
        for word in (*currency.names, *currency.symbols):
            money.setdefault(word, []).append(code)
    entries: list[tuple[str, UnitName]] = []
    entries += [(word, UnitName("share", name)) for name, words in units.shares.items() for word in words]
    entries += [(word, UnitName("money", " ".join(codes))) for word, codes in money.items()]
    entries += [(word, UnitName("measure", name)) for name, words in units.measures.items() for word in words]
    entries += [(word, UnitName("count", name)) for name, words in units.counts.items() for word in words]
    entries += [(word, UnitName("people", "people")) for word in units.people]
    return Phrases(entries)


def _heads(language: Language) -> dict[str, UnitName]:
    kinds: dict[str, Kind] = {"people": "people"}
    return {word: UnitName(kinds.get(name, "count"), name) for name, words in language.units.heads.items() for word in words}


def _symbols(language: Language) -> Phrases[str]:
    return Phrases((sign, code) for code, money in language.units.currencies.items() for sign in money.symbols)


def _qualifiers(language: Language) -> Phrases[str]:
    table = language.numbers.qualifiers
    classes = {
        "over": table.over,
        "at least": table.at_least,
        "under": table.under,
        "at most": table.at_most,
        "nearly": table.nearly,
        "about": table.about,
        "only": table.only,
    }
    return Phrases((phrase, name) for name, phrases in classes.items() for phrase in phrases)


def _more_less(language: Language) -> Phrases[Literal["up", "down"]]:
    movement = language.units.movement
    entries: list[tuple[str, Literal["up", "down"]]] = [(phrase, "up") for phrase in movement.more]
    return Phrases([*entries, *((phrase, "down") for phrase in movement.less)])


def _labels(language: Language) -> LabelSets:
    numbers = language.numbers
    labels: Labels = numbers.labels
    return LabelSets(
        ordinal_suffixes=_words(labels.ordinal_suffixes),
        numbered=_words(labels.numbered),
        number_signs=_words(labels.number_signs),
        clock_before=_words(labels.clock_before),
        clock_after=_words(labels.clock_after),
        year_before=_words(labels.year_before),
        day_before=_words(labels.day_before),
        date_links=_words(labels.date_links),
        age_before=Phrases((phrase, None) for phrase in labels.age_before),
        age_after=Phrases((phrase, None) for phrase in labels.age_after),
        age_units=_words(labels.age_units),
        age_links=_words(labels.age_links),
        age_tails=_words(labels.age_tails),
        rate_bases=Phrases((phrase, None) for phrase in labels.rate_bases),
        references=_words(labels.references),
        participles=numbers.labels.participles,
        one_before=_words(numbers.one_counts_before),
        one_after=_words(numbers.one_counts_after),
        halves_before=_words(numbers.halves_before),
        halves_not_after=_words(numbers.halves_not_after),
    )

"""A language's data on numbers and units, compiled once into tables for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from bot.condense.figures.lexicon import Direction, LabelSets, Lexicon, UnitName
from bot.condense.figures.phrases import Phrases, tokens
from bot.languages import Language


def _words(*groups: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for group in groups for word in group)


def _phrases(*groups: Iterable[str]) -> Phrases[None]:
    return Phrases((phrase, None) for group in groups for phrase in group)


def _decimals(values: Mapping[str, int]) -> dict[str, Decimal]:
    return {word.casefold(): Decimal(value) for word, value in values.items()}


def _fractions(values: Mapping[str, str]) -> dict[str, tuple[Decimal, Decimal]]:
    written = {word.casefold(): value.split("/") for word, value in values.items()}
    return {word: (Decimal(above), Decimal(below)) for word, (above, below) in written.items()}


@cache
def lexicon_of(language: Language) -> Lexicon:
    numbers, units = language.numbers, language.units
    movement, time = units.movement, units.time
    scales, collectives = _decimals(numbers.scales), _decimals(numbers.collectives)
    fractions, parts = _fractions(numbers.fractions), _fractions(numbers.fraction_parts)
    half_of = (tokens(phrase)[0] for phrase in numbers.half_of)
    months = (*language.basics.months, *numbers.labels.months_short)
    rates = (phrase.split()[0] for phrase in (*time.rates, *time.stretches))
    money_names = {name for currency in units.currencies.values() for name in currency.names}
    of, gaps = _words(units.of), _words(numbers.qualifiers.gaps)
    by, to, complements = _words(movement.by), _words(movement.to), _words(movement.complements, units.of)
    return Lexicon(
        language=language,
        noun_first=units.noun_first,
        labels=_labels(language),
        atoms=_decimals(numbers.cardinals),
        scales=scales,
        collectives=collectives,
        negatives=_words(numbers.negatives),
        short_scales=_decimals(numbers.short_scales),
        fractions=fractions,
        fraction_parts=parts,
        multiples=_decimals(numbers.multiples),
        multiples_before=_decimals(numbers.multiples_before),
        adjectival=_words(numbers.multiples_adjectival),
        comparatives=_words(numbers.comparatives),
        halves=_words(numbers.halves),
        bare_scales=_words(numbers.bare_scales),
        parts=_words(numbers.parts),
        ones=_words(numbers.one),
        after_one=_words(scales, collectives, fractions, parts),
        triggers=_words(
            numbers.cardinals,
            scales,
            collectives,
            fractions,
            parts,
            numbers.multiples,
            numbers.multiples_before,
            numbers.halves,
            half_of,
        ),
        joiners=_words(numbers.joiners),
        sharers=_words(numbers.sharers),
        listing=_words(numbers.joiners, {",", "-", "–"}),
        label_links=_words(numbers.joiners, numbers.ranges.links, {",", "-", "–"}),
        articles=_words(numbers.articles),
        partitives=_words(numbers.partitives),
        half_of=_phrases(numbers.half_of),
        half_more=_phrases(numbers.half_more),
        ratios=_phrases(numbers.ratios),
        units=_units(language),
        share_words=frozenset(
            tokens(word)[-1] for words in units.shares.values() for word in words if tokens(word)[-1] in numbers.cardinals
        ),
        symbols=Phrases((sign, code) for code, money in units.currencies.items() for sign in money.symbols),
        capitals=_words(units.capitals),
        weights={word: name for name, words in units.measures.items() for word in words if word in money_names},
        money_adjectives={tokens(word)[-1]: code for code, money in units.currencies.items() for word in money.adjectives},
        countries={code: money.countries for code, money in units.currencies.items()},
        heads={
            word: UnitName("people" if name == "people" else "measure" if name in units.measures else "count", name)
            for name, words in units.heads.items()
            for word in words
        },
        rate_nouns=_words(units.rate_nouns),
        populated=_words(units.populated),
        durations=frozenset(units.durations),
        of=of,
        people=_words(units.people),
        harms=_words(units.harms),
        accusing=_words(units.accusing),
        strong=_words(units.strong),
        respectively=_words(units.respectively),
        reporting=_words(units.reporting),
        topics=_phrases(units.topics),
        dealing=_words(units.dealing),
        people_endings=units.people_endings,
        people_adjectives=_words(units.people_adjectives),
        plural_endings=units.plural_endings,
        singular_endings=units.singular_endings,
        irregular_plurals=_words(units.irregular_plurals),
        singular_s=_words(units.singular_s),
        modifiers=_words(units.modifiers),
        boundaries=_words(units.boundaries),
        qualifiers=_phrases(*numbers.qualifiers.classes().values()),
        qualifiers_after=_phrases(numbers.qualifiers.after),
        gaps=gaps,
        limits=_words(numbers.qualifiers.limits),
        hyphened_qualifiers=_words(numbers.qualifiers.hyphened),
        comparing=_words(numbers.qualifiers.comparing),
        carriers=_words(units.carriers),
        leads=_words(numbers.sharers, by, to, complements, gaps, units.leads),
        holding=_words(units.holding),
        copulas=_words(units.copulas),
        counting=_words(units.counting),
        quantifiers=_words(units.quantifiers),
        persons=_words(units.persons),
        speaking=_words(units.speaking),
        purposes=_words(units.purposes),
        relatives=_words(units.relatives),
        complement_links=_words(units.complement_links),
        noun_links=_words(units.noun_links, complements),
        adjunct_links=_words(units.complement_links, units.adjunct_links),
        clause_openers=_words(units.clause_openers),
        origins=_words(units.origins),
        directions=_words(units.directions),
        determiners=_words(units.determiners),
        whole_links=_phrases(units.whole_links),
        among=_words(units.among),
        comparisons=_words(movement.compared, numbers.qualifiers.comparing),
        alternatives=_words(units.alternatives),
        asides=_phrases(units.asides),
        figure_nouns=_words(units.figure_nouns),
        stand_ins=_words(units.stand_ins),
        time_within=_words(time.within),
        time_edges=_phrases(time.edges),
        whole_of=_words(time.whole),
        since=_words(time.since),
        decade_endings=_words(time.decade_endings),
        extremes=_words(time.extremes),
        day_parts=_words(time.day_parts),
        name_links=_words(units.name_links),
        verbs=_words(units.verbs),
        verb_endings=units.verb_endings,
        plural_verb_endings=units.plural_verb_endings,
        not_verbs=_words(units.not_verbs),
        irregular_participles=_words(units.irregular_participles),
        negations=_words(units.negations),
        clitics=_words(units.clitics),
        adverb_endings=units.adverb_endings,
        gerund_endings=units.gerund_endings,
        moves=_directions(movement.up_verbs, movement.down_verbs),
        movers=_directions(movement.up_nouns, movement.down_nouns),
        passages=_words(movement.passages),
        arrivals=_words(movement.arrivals),
        revisions=_words(movement.revisions),
        standing=_words(movement.standing),
        standing_links=_words(movement.standing_links),
        movement_by=by,
        movement_to=to,
        movement_leads=_words(by, to, complements, {"("}),
        complements=complements,
        linked_moves=_words(movement.linked),
        changed_in=_phrases(movement.changed_in),
        particles=_words(movement.particles),
        gaining=_words(movement.gaining),
        losing=_words(movement.losing),
        balances=_words(movement.balances),
        more_less=Phrases(_directions(movement.more, movement.less).items()),
        compared=_phrases(movement.compared),
        months=_words(months),
        weekdays={word: day for day, name in enumerate(language.basics.weekdays) for word in _words((name,))},
        timely=_words(time.nouns, time.words, rates, months, language.basics.weekdays),
        rates=_phrases(time.rates, time.stretches),
        time_nouns=_words(time.nouns),
        time_markers=_words(time.markers),
        time_adjectives=_words(time.adjectives),
        time_words=_words(time.words),
        time_leads=_words(time.prepositions, units.determiners),
        time_links=_words(time.links),
        distance=_words(time.distance),
        distance_before=_words(time.distance_before),
    )


def _directions(up: Iterable[str], down: Iterable[str]) -> dict[str, Direction]:
    directions: dict[str, Direction] = dict.fromkeys(up, "up")
    return {**directions, **dict.fromkeys(down, "down")}


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


def _labels(language: Language) -> LabelSets:
    numbers = language.numbers
    labels = numbers.labels
    return LabelSets(
        months_capital=labels.months_capital,
        participles=labels.participles,
        ordinal_suffixes=_words(labels.ordinal_suffixes),
        numbered=_words(labels.numbered),
        numbering=_words(labels.numbering),
        number_signs=_words(labels.number_signs),
        denominated=_words(labels.denominated),
        clock_before=_words(labels.clock_before),
        clock_after=_words(labels.clock_after),
        year_before=_words(labels.year_before),
        date_links=_words(labels.date_links),
        references=_words(labels.references),
        turns=_words(labels.turns),
        rate_bases=_phrases(labels.rate_bases),
        age_before=_phrases(labels.age_before),
        age_before_years=_phrases(labels.age_before_years),
        age_after=_phrases(labels.age_after),
        age_units=_words(labels.age_units),
        age_links=_words(labels.age_links),
        age_tails=_words(labels.age_tails),
        one_before=_words(numbers.one_counts_before),
        one_after=_words(numbers.one_counts_after),
        halves_before=_words(numbers.halves_before),
        halves_not_after=_words(numbers.halves_not_after),
    )

"""`units.toml`: what is counted and measured, money, people, movement and time.

All words are lower case. A phrase is words with one space between them. Canonical unit names are the same in every language.
"""

from __future__ import annotations

from pydantic import Field

from bot.languages.schema import Table


class Currency(Table):
    """One currency: how it is named, and what shows that a bare `$` or `pesos` means this one."""

    names: tuple[str, ...] = ()
    """Words that mean this currency alone, or, with `adjectives`, share a name with others: `pesos`."""

    symbols: tuple[str, ...] = ()
    """Signs and codes: `US$`, `€`, `MXN`."""

    adjectives: tuple[str, ...] = ()
    """Words that tell it from its namesakes: `mexicanos`."""

    countries: tuple[str, ...] = ()
    """Words that, standing in the text, speak for this currency among its namesakes."""


class Movement(Table):
    """Words of change, by direction. Verbs with all their forms; nouns in the singular and plural."""

    up_verbs: tuple[str, ...] = ()
    down_verbs: tuple[str, ...] = ()
    up_nouns: tuple[str, ...] = ()
    down_nouns: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    """Verbs of passing from one value to another, whichever way: `went`, `pasó`."""

    arrivals: tuple[str, ...] = ()
    """Verbs of reaching a value: `reached`, `llegó`."""

    revisions: tuple[str, ...] = ()
    """Verbs of putting a value right, which lead to it as those of passing do: `corrigió`."""

    standing: tuple[str, ...] = ()
    """Verbs of staying at one: `stands`, `mantiene`."""

    standing_links: tuple[str, ...] = ()
    """Words between these and the value: `at`, `en`."""

    more: tuple[str, ...] = ()
    """Phrases right after the figure: `more than last year`, `higher`."""

    less: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    """Words that lead to the size of the change: `by`, `un`."""

    to: tuple[str, ...] = ()
    """Words that lead to its result: `to`, `hasta`."""

    gaining: tuple[str, ...] = ()
    """Verbs of winning and losing, which move prices and shares only: `ganó 2 puntos`, but `ganó 306 votos`."""

    losing: tuple[str, ...] = ()
    """Verbs of losing, whose object, where it is money, is an amount: `perdió 700 mil pesos`."""

    balances: tuple[str, ...] = ()
    """Nouns of change that, of money, are amounts: `pérdidas de 8.700 millones`."""

    complements: tuple[str, ...] = ()
    """Words between a noun of change and its size: `an increase of 5`, `una caída del 5`."""

    changed_in: tuple[str, ...] = ()
    """Phrases between the size of a change and what changed: `a fall of 5 % in`, `una baja del 5 % en cuanto a`."""

    linked: tuple[str, ...] = ()
    """Verbs that tell of a change only where `by` or `to` leads on: `raised taxes by 5 %`, but `raised $5 million`."""

    particles: tuple[str, ...] = ()
    """Words of change that must touch the number: `up 5 %`."""

    compared: tuple[str, ...] = ()
    """Phrases that lead to the base of the comparison: `compared with`, `respecto a`."""


class Time(Table):
    """Words that date a figure."""

    nouns: tuple[str, ...] = ()
    """Stretches of time: `year`, `trimestre`."""

    markers: tuple[str, ...] = ()
    """Words that point to one: `last`, `this`, `pasado`."""

    prepositions: tuple[str, ...] = ()
    """Words before a date: `in`, `since`, `en`."""

    rates: tuple[str, ...] = ()
    """Phrases of a repeated stretch: `a year`, `al mes`."""

    stretches: tuple[str, ...] = ()
    """Phrases that date by themselves: `so far this year`, `en lo que va del año`."""

    words: tuple[str, ...] = ()
    """Adverbs and adjectives that date by themselves: `yesterday`, `annually`, `ayer`."""

    whole: tuple[str, ...] = ()
    """Words between a part of a stretch of time and the whole of it: `of`, `del`."""

    since: tuple[str, ...] = ()
    """Words that, behind a superlative, lead to the base of a comparison: `since`, `desde`."""

    decade_endings: tuple[str, ...] = ()
    """What makes decades of years, tied to them: `1950s`."""

    edges: tuple[str, ...] = ()
    """Phrases for a part of a stretch of time that `of` joins to it: `end`, `principios`, `lo largo`."""

    extremes: tuple[str, ...] = ()
    """Words behind which `since` leads to the base of a comparison: `lowest`, `mayor`."""

    within: tuple[str, ...] = ()
    """Words that, with an article, make a bare stretch of time a date: `in the quarter`."""

    day_parts: tuple[str, ...] = ()
    """Parts of a day, which behind a bare number tell the hour: `four in the morning`."""

    links: tuple[str, ...] = ()
    """Words inside a dating expression: `from 1995 to 2005`, `abril del 2000`."""

    adjectives: tuple[str, ...] = ()
    """Those of `words` that date only where nothing else does: `annual`."""

    distance: tuple[str, ...] = ()
    """Words after a stretch of time that make it a distance: `later`, `ago`, `después`."""

    distance_before: tuple[str, ...] = ()
    """Words before such a stretch: `hace`, `tras`."""


class Units(Table):
    shares: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """`"%" = ["%", "percent"]`."""

    measures: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Units of measure, of time and index points: `km = ["km", "kilometers"]`."""

    capitals: tuple[str, ...] = ()
    """One-letter units that are written with a capital, tied to the number: `40C`."""

    durations: tuple[str, ...] = ()
    """Which of the measures are stretches of time."""

    counts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Things counted that have a canonical name: `homicides = ["murders"]`."""

    currencies: dict[str, Currency] = Field(default_factory=dict)
    """ISO code → words."""

    shared_signs: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Signs that several currencies use → their codes, the commonest first: `"$" = ["USD", "CAD"]`."""

    heads: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Nouns before a bare number that say its unit: `people = ["population"]`."""

    rate_nouns: tuple[str, ...] = ()
    """Words for so many events among so many people: `rate`, `tasa`."""

    populated: tuple[str, ...] = ()
    """Nouns of places that, `of` a bare number, have so many people: `a town of 6,200`."""

    dealing: tuple[str, ...] = ()
    """Verbs that say what is done with money, weight or worth, and so what is measured: `earned`, `borrowed`, `pagó`."""

    reporting: tuple[str, ...] = ()
    """Verbs of telling, whose subject is not what rose or fell: `reported a fall of 5 %`."""

    topics: tuple[str, ...] = ()
    """Phrases that open a sentence with what it is about: `as for`, `en cuanto a`."""

    respectively: tuple[str, ...] = ()
    """Words by which a list of numbers is dealt out to a list of holders."""

    strong: tuple[str, ...] = ()
    """Adjectives that, tied to a number, count the people of a body: `a 19,000-strong workforce`."""

    carriers: tuple[str, ...] = ()
    """Words before a bare number that goes on counting what the sentence before counted: `with`."""

    people: tuple[str, ...] = ()
    """Nouns that denote human beings, singular and plural."""

    accusing: tuple[str, ...] = ()
    """What courts and accusers do to people and to nothing else: `accused`, `imputados`. A number whose clause has such a word,
    or one of `harms`, goes on counting people where people were counted."""

    harms: tuple[str, ...] = ()
    """Words of what is done to people, or befalls them: `killed`, `detuvieron`, `desaparecidos`."""

    people_endings: tuple[str, ...] = ()
    """Endings of capitalised plurals that name a people: `Syrians`."""

    people_adjectives: tuple[str, ...] = ()
    """Words that stand for people after a number: `wounded`, `muertos`."""

    plural_endings: tuple[str, ...] = ()
    """How a noun in the plural ends: `s`."""

    singular_endings: tuple[str, ...] = ()
    """How one ends that only looks like it: `ss`."""

    irregular_plurals: tuple[str, ...] = ()
    """Plural nouns without the usual ending: `women`, `police`."""

    singular_s: tuple[str, ...] = ()
    """Words that end like a plural and are none: `says`, `less`."""

    modifiers: tuple[str, ...] = ()
    """Words that may stand between number and noun and are no noun: `nuevos`, `more`."""

    noun_first: bool = False
    """The noun stands before its adjectives: `granjeros blancos`."""

    of: tuple[str, ...] = ()
    """The word between `millions` and the thing, or between a noun and its complement: `de`, `of`."""

    boundaries: tuple[str, ...] = ()
    """Words that end a noun phrase: prepositions, conjunctions, pronouns, articles, auxiliaries."""

    verbs: tuple[str, ...] = ()
    """Verbs and auxiliaries that part a subject from what is said of it."""

    clause_openers: tuple[str, ...] = ()
    """Words at which what is said of a figure ends: `while`, `aunque`."""

    determiners: tuple[str, ...] = ()
    """Articles and their like: `the`, `los`."""

    whole_links: tuple[str, ...] = ()
    """Words between a share and its whole: `of`, `del`."""

    among: tuple[str, ...] = ()
    """Words between a share and the group in which it was found: `66 percent among the young`."""

    alternatives: tuple[str, ...] = ()
    """Words before the same amount in another unit: `or`, `equivalente`."""

    holding: tuple[str, ...] = ()
    """Verbs of having and getting, whose subject belongs to the measure: `Lasso obtuvo 1.830.045 votos`."""

    speaking: tuple[str, ...] = ()
    """Words behind a share that start what its members do or think: `half said …`, `14 percent were …`."""

    copulas: tuple[str, ...] = ()
    """Verbs that equate a subject with a number: `the dead were 10`."""

    counting: tuple[str, ...] = ()
    """Verbs of adding up that look like nouns: the dead `number` 10."""

    quantifiers: tuple[str, ...] = ()
    """Words that take a part of a whole without a number: `some` of the four, `ninguno` de los 29."""

    persons: tuple[str, ...] = ()
    """Pronouns of people told by what befell them: `those` arrested."""

    leads: tuple[str, ...] = ()
    """Words before a bare number that goes on in the unit of an amount before, besides those of sharing and moving: `than`."""

    purposes: tuple[str, ...] = ()
    """Words that lead from a sum to what it is for: `for`, `para`."""

    owning_relatives: tuple[str, ...] = ()
    """Relatives of what belongs to the noun before: `whose`."""

    relatives: tuple[str, ...] = ()
    """Words that stand for the noun before them: `which`, `que`."""

    complement_links: tuple[str, ...] = ()
    """Words between a noun and its complement: `tax on imports`, `tasa de homicidios`."""

    noun_links: tuple[str, ...] = ()
    """Those that belong to the noun before them wherever they stand, besides `of`: `tax on imports`, `mercado de bonos`."""

    adjunct_links: tuple[str, ...] = ()
    """Prepositions that lead from a verb to its complement, besides those of nouns: `die from`, `went to`, `por`."""

    directions: tuple[str, ...] = ()
    """Words behind a length that lead to where it is counted from: `25 miles south of`."""

    origins: tuple[str, ...] = ()
    """Prepositions before the place that somebody or something left: `from`."""

    asides: tuple[str, ...] = ()
    """Phrases that belong to no noun phrase: `however`, `por su parte`."""

    figure_nouns: tuple[str, ...] = ()
    """Nouns that stand for the figure before: `the figure rose to …`."""

    stand_ins: tuple[str, ...] = ()
    """Pronouns that stand for what the sentence before measured: `it was 40 percent`."""

    adverb_endings: tuple[str, ...] = ()
    """Endings of adverbs: `ly`, `mente`."""

    gerund_endings: tuple[str, ...] = ()
    """Endings of verbal nouns and participles that describe no noun: `saying`."""

    name_links: tuple[str, ...] = ()
    """Small words inside names: `de`."""

    verb_endings: tuple[str, ...] = ()
    """Endings that mark a finite verb."""

    plural_verb_endings: tuple[str, ...] = ()
    """Those of a verb whose subject is many: `renunciaron`."""

    not_verbs: tuple[str, ...] = ()
    """Words that have such an ending and are no verb: `volumen`, `need`."""

    clitics: tuple[str, ...] = ()
    """Words that may stand between a subject and its verb: `lo reprobaron`, `still live`."""

    irregular_participles: tuple[str, ...] = ()
    """Participles without the usual ending: `hidden`, `taken`."""

    negations: tuple[str, ...] = ()
    """Words that deny: `not`, `no`."""

    movement: Movement = Movement()
    time: Time = Time()

"""`numbers.toml`: how numbers are written, what stands before and after them, and what only looks like one.

All words are lower case. A phrase is words with one space between them.
"""

from __future__ import annotations

from pydantic import Field

from bot.languages.schema import Table


class Ranges(Table):
    """Two numbers that bound one figure."""

    between: dict[str, str] = Field(default_factory=dict)
    """The word before the first number → the word between the two: `entre = "y"`."""

    openers: tuple[str, ...] = ()
    """Words before the first number of a stretch (`from`, `de`); a stretch may do without."""

    links: tuple[str, ...] = ()
    """Words between the two numbers of a stretch: `to`, `a`."""

    articles: tuple[str, ...] = ()
    """Articles that may stand before the second number: `entre el 11 y el 12 %`."""


class Qualifiers(Table):
    """Words that bend a number, by what they do to it. Phrases are those that stand right before the number."""

    over: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    nearly: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def classes(self) -> dict[str, tuple[str, ...]]:
        """What each does to the number → its phrases."""
        return {
            "over": self.over,
            "at least": self.at_least,
            "under": self.under,
            "at most": self.at_most,
            "nearly": self.nearly,
            "about": self.about,
            "only": self.only,
        }

    after: tuple[str, ...] = ()
    """Phrases that stand after the number: `or more`, `o más`."""

    gaps: tuple[str, ...] = ()
    """Articles that may stand between qualifier and number: `en torno a los 20`."""

    comparing: tuple[str, ...] = ()
    """Phrases that, before an article, compare with another number instead of bending this one: `por encima de los 1.077`."""

    hyphened: tuple[str, ...] = ()
    """Words that are tied to the number: `100,000-plus subscribers`, `30-odd shops`."""

    limits: tuple[str, ...] = ()
    """Phrases that qualify only where no movement leads to the number: `hasta cuatro metros`, not `cayó hasta los 3.316`."""


class Labels(Table):
    """What turns a number into a name, a date, a time, an age or a place in an order."""

    ordinal_suffixes: tuple[str, ...] = ()
    """Written right behind digits: `th`, `º`."""

    numbered: tuple[str, ...] = ()
    """Words that a number only labels: `article`, `calle`, `Route`."""

    numbering: tuple[str, ...] = ()
    """Words behind a number that is a label: `the 2300 block`."""

    denominated: tuple[str, ...] = ()
    """Words whose kind a number behind `of` tells: `billetes de 500`."""

    number_signs: tuple[str, ...] = ()
    """Words and signs that say `number`: `No`, `núm`, `#`."""

    clock_before: tuple[str, ...] = ()
    """Phrases before a time of day: `a las`."""

    clock_after: tuple[str, ...] = ()
    """Words after one: `a.m`, `GMT`, `horas`."""

    year_before: tuple[str, ...] = ()
    """Words before a year: `in`, `since`, `en`."""

    date_links: tuple[str, ...] = ()
    """Words between a day and its month or another day: `de`, `and`."""

    age_before: tuple[str, ...] = ()
    """Phrases before an age: `aged`, `tenía`, `a los`."""

    age_before_years: tuple[str, ...] = ()
    """Phrases before an age that is told in years: `a los 15 años`, but `frente a los 72`."""

    age_after: tuple[str, ...] = ()
    """Phrases after an age: `years old`, `años de edad`."""

    age_units: tuple[str, ...] = ()
    """The words for years in an age: `year`, `años`."""

    age_links: tuple[str, ...] = ()
    """The word that ties an age to the one who has it: `Juan, de 34 años`."""

    age_tails: tuple[str, ...] = ()
    """The word that makes `34-year-old` an age: `old`."""

    participles: tuple[str, ...] = ()
    """Endings of participles, which make `one` a pronoun: `one developed by …`."""

    months_capital: bool = False
    """Months are written with a capital, so that `may` is no month."""

    rate_bases: tuple[str, ...] = ()
    """Phrases before the base of a rate: `per`, `por cada`."""

    turns: tuple[str, ...] = ()
    """Words between two bare numbers that name a rhythm or a size: `24 por 24`, `4 x 4`."""

    references: tuple[str, ...] = ()
    """Words before a small number that only points back: `these two cities`."""

    months_short: tuple[str, ...] = ()
    """The months as they are shortened in dates, without the point: `sept`."""


class Numbers(Table):
    cardinals: dict[str, int] = Field(default_factory=dict)
    """Number words that are added: `treinta = 30`, `doscientos = 200`."""

    ordinals: dict[str, int] = Field(default_factory=dict)
    """Words for a place in a row, from the second on: `tercera = 3`."""

    scales: dict[str, int] = Field(default_factory=dict)
    """Number words that multiply what stands before them: `mil = 1000`, `billón = 1000000000000`."""

    bare_scales: tuple[str, ...] = ()
    """Scales that also stand alone for themselves: `mil`."""

    short_scales: dict[str, int] = Field(default_factory=dict)
    """Scales that are written right behind digits or after a currency sign: `bn`, `k`."""

    joiners: tuple[str, ...] = ()
    """Words inside a number: `y`, `and`."""

    sharers: tuple[str, ...] = ()
    """Words between two numbers that share the unit of the second: `40 or 50 percent`."""

    articles: tuple[str, ...] = ()
    """Words that stand for one before a scale, a collective or a fraction: `a hundred`."""

    one: tuple[str, ...] = ()
    """The words for one that also serve as pronoun or article."""

    one_counts_before: tuple[str, ...] = ()
    """Words after which `one` is no count: `no`, `the`, `this`."""

    one_counts_after: tuple[str, ...] = ()
    """Words before which it is none: `of`, `another`, `day`."""

    partitives: tuple[str, ...] = ()
    """Words between a number and the whole it is taken from: `two of the guns`."""

    collectives: dict[str, int] = Field(default_factory=dict)
    """Nouns worth a number: `dozen = 12`, `centenar = 100`."""

    fractions: dict[str, str] = Field(default_factory=dict)
    """Shares that need a number or an article before them: `third = "1/3"`."""

    fraction_parts: dict[str, str] = Field(default_factory=dict)
    """Shares that need `part` behind them: `tercera = "1/3"` (parte)."""

    parts: tuple[str, ...] = ()
    """The words for `part`."""

    halves: tuple[str, ...] = ()
    """Shares of one half that need no number: `half`, `mitad`."""

    halves_not_after: tuple[str, ...] = ()
    """Words after which a half is a stretch of time or a manner: `second`, `in`."""

    halves_before: tuple[str, ...] = ()
    """Words that have to follow a half for it to be a share, unless a qualifier stands before: `of`, `the`."""

    half_of: tuple[str, ...] = ()
    """Phrases for half of the scale, collective or unit that follows: `half a`, `medio`."""

    half_more: tuple[str, ...] = ()
    """Phrases that add a half: `and a half`, `y medio`."""

    ratios: tuple[str, ...] = ()
    """Phrases between the two numbers of a share: `in`, `de cada`."""

    multiples: dict[str, int] = Field(default_factory=dict)
    """Words that are `times` by themselves: `fourfold = 4`, `duplicó = 2`."""

    multiples_adjectival: tuple[str, ...] = ()
    """Those that before a noun describe it instead: `double agent`, `doble nacionalidad`."""

    multiples_before: dict[str, int] = Field(default_factory=dict)
    """Such words that need an article, `as` or a pronoun behind them: `twice the average`, but `twice a day`."""

    comparatives: tuple[str, ...] = ()
    """The words that may stand behind them: `twice as many`, `twice what`."""

    multiples_not_before: tuple[str, ...] = ()
    """Words before which such a word is none: `doubled down`, `double standard`."""

    digits_follow_scale: bool = False
    """Digits may go on after a scale: `13 mil 200`."""

    thousands_marked: bool = False
    """Numbers of four digits carry a mark, so that `2016` before a noun is a year."""

    space_groups: bool = False
    """A plain space may part thousands: `12 000`."""

    scale_group: str = ""
    """The mark that parts thousands before a scale in all regions, unless the text shows otherwise: `5.472 millones`."""

    negatives: tuple[str, ...] = ()
    """Words before a share or a degree that make it less than nought: `minus`."""

    ranges: Ranges = Ranges()
    qualifiers: Qualifiers = Qualifiers()
    labels: Labels = Labels()

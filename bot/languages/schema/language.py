"""`language.toml`: what the language is, and how its sentences and words are told apart."""

from __future__ import annotations

from pydantic import Field

from bot.languages.schema import Table


class Basics(Table):
    code: str
    """ISO 639-1: `es`."""

    name: str
    """In the language itself: `español`."""

    default_region: str
    """The region assumed where an outlet's country is unknown: `MX`."""

    experimental: bool = False
    """Complete enough to read, not measured yet; `briefbot` says so where it uses it."""

    abbreviations: tuple[str, ...] = ()
    """Words that end in a point which never ends a sentence, without that last point: `Sr`, `Gov`."""

    abbreviations_before_numbers: tuple[str, ...] = ()
    """The same where a number follows; elsewhere they are words: `No`, `art`."""

    abbreviations_that_may_end: tuple[str, ...] = ()
    """Words whose point may end the sentence as well; the next word tells: `U.S`, `Inc`, `a.m`, `etc`."""

    function_words: tuple[str, ...] = ()
    """The words that carry grammar, not content; lower case. Used for scoring, to tell languages apart, and to know a
    sentence's first word from a name."""

    connectives: tuple[str, ...] = ()
    """Openings that lean on the sentence before (`However`, `Por su parte`); a key point does not start with one."""

    pronouns: tuple[str, ...] = ()
    """Words that stand for somebody named before (`he`, `ellos`); a key point does not start with one."""

    anaphoric: tuple[str, ...] = ()
    """Adjectives and ordinals that make a noun one told of before (`the same report`, `dicho acuerdo`); a key point does not
    open with such a noun."""

    shell_articles: tuple[str, ...] = ()
    """Articles that make such a noun a known one: `the`, `la`."""

    shell_nouns: tuple[str, ...] = ()
    """Nouns that sum up what was told before (`the move`, `la cifra`), unless one of `shell_links` behind tells more."""

    shell_links: tuple[str, ...] = ()
    """Words behind such a noun that say what it holds: `of`, `that`."""

    remainders: tuple[str, ...] = ()
    """Words behind a number that count it apart from others told of before (`three more`, `dos de ellos`)."""

    first_person_singular: tuple[str, ...] = ()
    """The writer's own words, or those of a quotation that nothing marks: `I`, `my`, `mis`."""

    denials: tuple[str, ...] = ()
    """Phrases by which a sentence takes back the one before: `false`, `no es cierto`."""

    cut_before: tuple[str, ...] = ()
    """Words that open a clause which a sentence is whole and true without: of time, cause and company, not of condition."""

    past_endings: tuple[str, ...] = ()
    """Endings by which an unknown word is a verb in the past: `ed`."""

    comparison_bases: tuple[str, ...] = ()
    """Words that lead to what is compared with: `three more than in May`."""

    impersonal_verbs: tuple[str, ...] = ()
    """Verbs that open a sentence without a subject and lack none: `hay`, `hace`."""

    calendar_nouns: tuple[str, ...] = ()
    """Parts of the calendar and the day: after a demonstrative they tell the date, not the sentence before (`this week`)."""

    letters: str = ""
    """Letters in use besides a to z, lower case: `áéíñóúü`."""

    strangers: tuple[str, ...] = ()
    """Small words of other languages that are no words here: they tell that a short text is not written in this one."""

    months: dict[str, int] = Field(default_factory=dict)
    """`enero = 1`."""

    weekdays: tuple[str, ...] = ()
    """Monday first."""

    furniture: tuple[str, ...] = ()
    """Phrases of a page's furniture: newsletters, rights, picture credits, related links. A sentence with one is no key point.
    `*` at a word's end stands for any ending; a word with a capital wants one in the text."""


class Region(Table):
    """`regions/MX.toml`: what differs by country inside one language."""

    code: str
    decimal: str
    group: str
    currency: str
    """What the bare currency words and `$` mean there: `MXN`."""

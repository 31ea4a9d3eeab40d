"""`names.toml`: what tells a name from a word, and a person from a body or a place."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from bot.languages.schema import Table


def _words(value: object) -> object:
    return value.split() if isinstance(value, str) else value


def _lines(value: object) -> object:
    return [line.strip() for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""Single words: a list, or one text with blanks between them."""

Phrases = Annotated[tuple[str, ...], BeforeValidator(_lines)]
"""Phrases: a list, or one text with a phrase a line."""


class ByGender(Table):
    female: Words = ()
    male: Words = ()
    either: Words = ()


class Names(Table):
    """All words are matched without regard to case and accents unless said otherwise. Given names, surnames, particles and the
    heads of bodies are read from all languages together, because names travel; the rest only from the text's own language."""

    given: ByGender = ByGender()
    """Given names, with the gender they tell."""

    surnames: Words = ()
    """Common surnames."""

    two_surnames: bool = False
    """People bear two surnames, and are called by the first: Ana Luna Toro is Luna."""

    particles: Words = ()
    """Lower-case words inside a person's name: `de`, `la`, `van`."""

    joiners: Words = ()
    """Lower-case words inside the name of a body, after its head: `of`, `the`, `de`, `para`. Places take the first alone."""

    coordinators: Words = ()
    """Join two names, or two parts of the name of one body: `and`, `y`."""

    suffixes: Words = ()
    """End a person's name: `Jr`, `III`."""

    titles: ByGender = ByGender()
    """Nouns for what a person is, before the name or in apposition: `senator`, `gobernadora`, `vocero`. Abbreviations without
    their point."""

    honorifics: Words = ()
    """Titles of courtesy, which tell that a person follows but not what the person is: `Mrs`, `señor`."""

    relational: Words = ()
    """Nouns that say of whom somebody is something, and nothing when they stand alone: `colleague`, `wife`, `titular`."""

    person_endings: Words = ()
    """Endings of nouns for what people do, so that an unlisted one shows itself: `ista`, `maker`."""

    title_modifiers: Words = ()
    """Words that may stand with a title, before or after it: `former`, `deputy`, `general`, `interino`."""

    events: Words = ()
    """Words in the names of what is no person, body or place: `War`, `Treaty`, `Hurricane`, `USS`, `Acuerdo`."""

    credits: Words = ()
    """Before the colon of whoever took a picture: `Foto: …`."""

    leaders: Words = ()
    """Who leads or serves a body; the name behind their preposition is a body's: `director of X`, `analyst with X`."""

    organisation_heads: Words = ()
    """First word of the name of a body, or the word before its joiner: `Secretaría`, `Department`, `Cártel`."""

    organisation_tails: Words = ()
    """Last word of the name of a body: `Court`, `Cartel`, `Inc`."""

    company_suffixes: Words = ()
    """Last word of a firm's name which later mentions leave out: `Inc`, `Ltd`."""

    organisations: Phrases = ()
    """Bodies known to every reader, as written: `Reuters`, `Naciones Unidas`."""

    place_heads: Words = ()
    """First word of the name of a place: `Ciudad`, `Puerto`, `Mount`."""

    place_tails: Words = ()
    """Last word of the name of a place: `County`, `River`."""

    places: Phrases = ()
    """Countries and great cities, as written."""

    namers: Words = ()
    """Nouns that take the name of a place or a person and make another thing of it: `calle` (Durango), `queso` (Oaxaca)."""

    named: Words = ()
    """The same behind the name: (Chihuahua) `puppy`, (Tabasco) `sauce`."""

    locatives: Words = ()
    """Prepositions that a place follows: `in`, `near`, `en`."""

    not_names: Words = ()
    """Words written with a capital that name nobody: nationalities, languages, creeds, holidays, common acronyms."""

    articles: Words = ()
    """`the`, `a`, `la`, `un`."""

    gendered_articles: ByGender = ByGender()
    """Articles that tell the gender of a title that does not: la fiscal."""

    role_stops: Words = ()
    """Words that end an apposition: `that`, `que`, `cuando`."""

    relatives: Words = ()
    """Open a clause about a person just named: `who`, `quien`."""

    acts: Words = ()
    """Verbs that people do, in the forms the press uses beside a name: `said`, `dijo`, `declaró`."""

    nickname_cues: Phrases = ()
    """Stand between a person's name and another of the same person: `alias`, `known as`."""

    age_words: Words = ()
    """Say that the number before them is an age: `años`, `years`."""

"""Bare numbers that are said of a thing, before or behind them: `the dead number seven`, `the toll stands at 12`, `son 38 los
internos que …`, `elevan a 14 la cifra de muertos`."""

from __future__ import annotations

from bot.condense.figures.found import Found
from bot.condense.figures.nouns import find_noun, is_plural, is_word, name_noun
from bot.condense.figures.sentence import Sentence
from bot.condense.figures.units import Unit

_SUBJECT = 24
"""How many words before the two ends of a change the thing may stand that changed: `seats in … increased from 9 to 10`."""

_LED = 6
"""How many words before `to` the verb may stand: `fell by more than half, to 47,700`."""

_COMPLEMENT = 3
"""How many words before a noun its preposition may stand."""

_STOPS = frozenset(";:.!?()")

_TOLD = frozenset({"count", "people", "noun", "measure"})


def thing_before(figure: Found) -> Unit | None:
    """The countable thing nearest before a number, unless it only tells more of another one before it in the clause (`the
    wounded in the attack are 13`); those who are named by what befell them alone are people."""
    sentence = figure.sentence
    lex, near = sentence.lex, None
    for at in range(figure.first - 1, max(sentence.floor, figure.first - _SUBJECT) - 1, -1):
        word = sentence.lowers[at]
        if near is not None and (word in _STOPS or word in lex.clause_openers or word in lex.moves):
            break
        found = _thing_at(figure, at)
        if found is not None and not _is_complement(sentence, at):
            return found
        near = near or found
    return near


def _thing_at(figure: Found, at: int) -> Unit | None:
    sentence = figure.sentence
    lex, word = sentence.lex, sentence.lowers[at]
    met = lex.units.ahead(sentence.lowers, at, figure.first)
    if met and met.value.kind in {"count", "people"}:
        return Unit(met.value.kind, met.value.name, figure.first, figure.last)
    if word in lex.persons and at + 1 < figure.first:
        return Unit("people", "people", figure.first, figure.last)
    if word in lex.figure_nouns and sentence.at(at + 1) in lex.of:
        noun = find_noun(sentence, at + 2, single=False)
        return Unit("noun", sentence.words[noun], figure.first, figure.last) if 0 <= noun < figure.first else None
    return None


def _is_complement(sentence: Sentence, at: int) -> bool:
    """Whether a preposition stands before the noun there, its article and adjectives."""
    lex = sentence.lex
    for before in range(at - 1, max(sentence.floor, at - _COMPLEMENT) - 1, -1):
        word = sentence.lowers[before]
        if word in lex.of and sentence.before(before) in lex.figure_nouns:
            return False
        if word in lex.adjunct_links:
            return True
        if word in lex.determiners or word in _STOPS:
            return sentence.before(before) in lex.adjunct_links and word not in _STOPS
    return False


def thing_told(figure: Found) -> Unit | None:
    """`Son 38 los internos`, `Sube a siete la cifra de muertos`: where a verb may stand before both, the thing that the number
    is said of stands behind it, with its article."""
    sentence = figure.sentence
    lex, at = sentence.lex, figure.last
    opens = sentence.at(at) in lex.determiners or sentence.at(at) in lex.figure_nouns
    if not (lex.noun_first and opens and figure.numeral.whole and (_leads(figure) or is_reached(figure, revised=True))):
        return None
    while sentence.at(at) in lex.determiners:
        at += 1
    if sentence.at(at) in lex.figure_nouns and sentence.at(at + 1) in lex.of:
        at += 2
        while sentence.at(at) in lex.determiners:
            at += 1
    noun = find_noun(sentence, at, single=False)
    name = name_noun(sentence, noun)[0] if noun >= 0 else None
    told = name is not None and name.kind in _TOLD and name.name not in lex.durations
    return Unit(name.kind, name.name, figure.first, figure.last) if name is not None and told else None


def is_reached(figure: Found, *, revised: bool = False) -> bool:
    """`los homicidios ascendieron a 89`: a verb of movement or arrival leads to the number. `revised`: or one of passing to
    it or of putting it right."""
    sentence, at = figure.sentence, _before_qualifier(figure)
    lex = sentence.lex
    if sentence.before(at) not in lex.movement_to:
        return False
    near = sentence.lowers[max(sentence.floor, at - 1 - _LED) : at - 1]
    passing = lex.passages | lex.revisions if revised else frozenset()
    return any(word in lex.moves or word in lex.arrivals or word in passing for word in near)


def is_held(figure: Found) -> bool:
    """`the number of inmates stood at 38`: a verb of staying leads to a number of things."""
    sentence, at = figure.sentence, _before_qualifier(figure)
    lex = sentence.lex
    if not figure.numeral.whole or sentence.before(at) not in lex.standing_links:
        return False
    verb = _over_adverbs(sentence, at - 1)
    return sentence.before(verb) in lex.standing


def is_equated(figure: Found) -> bool:
    """`the dead were 10.`, `the dead now number 10 in Celaya`: a whole number that ends what is said of a countable subject, or
    that a verb of counting leads to."""
    if figure.numeral.value < 2:
        return False
    sentence = figure.sentence
    lex, at = sentence.lex, _over_adverbs(sentence, _before_qualifier(figure))
    if is_counting(sentence, at - 1):
        return True
    if sentence.at(figure.last)[:1].isalnum():
        return False
    word, further = sentence.before(at), sentence.before(at - 1)
    return word in lex.copulas or (lex.noun_first and word in lex.of and further in lex.verbs and further in lex.boundaries)


def is_counting(sentence: Sentence, at: int) -> bool:
    """Whether the word there is the verb of those before it: `the dead number 12`, but `bus number 12`."""
    if at <= sentence.floor or sentence.lowers[at] not in sentence.lex.counting:
        return False
    subject = _over_adverbs(sentence, at) - 1
    lex, word = sentence.lex, sentence.at(subject)
    if word in lex.people_adjectives or word in lex.harms or (is_word(sentence, subject) and is_plural(sentence, subject)):
        return True
    return _opens_with_people(sentence, at)


def _opens_with_people(sentence: Sentence, end: int) -> bool:
    """`Those arrested over the killing of the mayor of Uruapan`: whether the clause before `end` names people by what befell
    them, and has no verb yet."""
    lex, lowers = sentence.lex, sentence.lowers
    for at in range(end - 1, max(sentence.floor, end - _SUBJECT) - 1, -1):
        word = lowers[at]
        if word in _STOPS or word in lex.clause_openers - lex.relatives or word in lex.copulas or word in lex.verbs:
            return False
        led = at == sentence.floor or sentence.before(at) in lex.determiners
        if word in lex.persons or (word in lex.people_adjectives and led and not _is_complement(sentence, at)):
            return True
    return False


def counting_verb(figure: Found) -> int | None:
    """The token of the verb of counting that leads to the number."""
    sentence = figure.sentence
    at = _over_adverbs(sentence, figure.start) - 1
    return at if is_counting(sentence, at) else None


def _leads(figure: Found) -> bool:
    """Whether a verb of being or adding up stands right before the number."""
    sentence = figure.sentence
    lex, at = sentence.lex, _over_adverbs(sentence, _before_qualifier(figure))
    return sentence.before(at) in lex.copulas


def _before_qualifier(figure: Found) -> int:
    """The token of the number's first word, with what bends it."""
    sentence = figure.sentence
    met = sentence.lex.qualifiers.behind(sentence.lowers, figure.first, sentence.floor)
    return met.first if met else figure.first


def _over_adverbs(sentence: Sentence, at: int) -> int:
    """Back from `at` over `now`, `ya`, `currently`."""
    lex = sentence.lex
    while at > sentence.floor:
        word = sentence.lowers[at - 1]
        if not (word in lex.clitics or word in lex.time_words or word.endswith(lex.adverb_endings)):
            break
        at -= 1
    return at

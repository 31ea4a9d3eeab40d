"""Units that a bare number takes from the figures before it: of the one it stands beside, of what the text goes on counting."""

from __future__ import annotations

from collections.abc import Sequence

from bot.condense.figures.found import Found
from bot.condense.figures.nouns import is_word
from bot.condense.figures.units import Unit, is_large

_BACK = 8
"""How many figures back the thing may be counted that a bare number goes on counting."""

_COMPLEMENT = 3
"""How many words may part a thing and the number in its complement: `candidates for the seven posts`."""

_PREDICATE = 7
"""How many words behind a number tell what befell those whom it counts."""

_BREAKS = frozenset(",;:()")

_SENTENCES = 3
"""How many sentences back the thing may stand that a large bare number goes on counting."""

_THINGS = frozenset({"people", "count", "noun"})


def continued(before: Sequence[Found], figure: Found) -> Unit | None:
    """A large bare number goes on counting what the sentences before counted."""
    if not figure.numeral.whole:
        return None
    here = figure.sentence.index
    near = [other for other in reversed(before[-_BACK:]) if here - other.sentence.index <= _SENTENCES]
    things = [other.unit for other in near if other.unit is not None and other.kind in _THINGS]
    return next((unit for unit in things if unit.kind != "noun"), things[0] if things else None)


def foreshadowed(found: Sequence[Found], index: int) -> Unit | None:
    """`rather than 250,000, only 2,200 Syrians`: the next figure of the sentence says the thing."""
    after = found[index + 1] if index + 1 < len(found) else None
    same = after is not None and after.sentence is found[index].sentence and after.kind in {"people", "count"}
    here = found[index]
    led = (
        is_large(here.numeral) and here.sentence.before(here.first) in here.sentence.lex.of
    )  # `a budget of 4.6m and 350 staff`
    return after.unit if after is not None and same and not led else None


def parallel(before: Sequence[Found], figure: Found) -> Unit | None:
    """The unit of an earlier figure: of the one that the same word leads to, else of the last that fits."""
    if has_a_noun(figure):
        return None
    near = list(reversed(before[-_BACK:]))
    fitting = [other for other in near if _fits(other, figure)]
    if _befalls_people(figure):
        fitting = [other for other in fitting if other.kind == "people"] or fitting
    lead = figure.sentence.before(figure.first)
    alike = next((other for other in fitting if lead and other.sentence.before(other.first) == lead), None)
    heads = [other for index, other in enumerate(fitting) if not any(_holds(head, other) for head in fitting[index + 1 :])]
    chosen = alike or (heads[0] if heads else None)
    return chosen.unit._replace(noun=max(chosen.unit.noun, chosen.head)) if chosen and chosen.unit else None


def _befalls_people(figure: Found) -> bool:
    """*Seventeen of them had been accused*: whether the clause behind the number tells what befalls people alone."""
    sentence = figure.sentence
    lex = sentence.lex
    for word in sentence.lowers[figure.last : min(figure.last + _PREDICATE, sentence.stop)]:
        if word in _BREAKS:
            return False
        if word in lex.accusing or word in lex.harms:
            return True
    return False


def _holds(head: Found, other: Found) -> bool:
    """Whether the other figure only belongs to what the head counts: `14 candidates for seven posts; five have asked …`,
    `of the 486 officers that seven towns have, 119 …`."""
    sentence = head.sentence
    between = sentence.lowers[head.last : other.first]
    if other.sentence is not sentence or not between or head.carried:
        return False
    linked = len(between) <= _COMPLEMENT and between[0] in sentence.lex.complement_links | sentence.lex.movement_to
    return linked or between[0] in sentence.lex.relatives


def has_a_noun(figure: Found) -> bool:
    """A noun that is not known follows: what is counted is that."""
    sentence, at = figure.sentence, figure.last
    lex, word = sentence.lex, sentence.at(at)
    if not word or not is_word(sentence, at) or word in lex.people_adjectives or word in lex.singular_s:
        return False
    return not word.endswith(lex.verb_endings) and lex.compared.ahead(sentence.lowers, at, sentence.stop) is None


def _fits(other: Found, figure: Found) -> bool:
    """Whether the bare number may go on in the other's unit: by its size, and by where it stands."""
    value = figure.numeral.value
    lasts = other.lasts and figure.sentence.before(figure.first - 1) not in figure.sentence.lex.particles
    if other.kind in {None, "fraction", "times"} or other.name == "times" or lasts:
        return False  # `11 days, up from two` alone goes on in a stretch of time
    broken = other.kind in _THINGS and other.numeral.whole and not figure.numeral.whole
    if broken or (other.kind == "share" and value > 100):
        return False
    if other.sentence is figure.sentence:
        lead = figure.sentence.before(figure.first)
        return other.kind in _THINGS or not lead or lead in figure.sentence.lex.leads
    return _fits_over_sentences(other, figure)


def _fits_over_sentences(other: Found, figure: Found) -> bool:
    sentence = figure.sentence
    lex, lead = sentence.lex, sentence.before(figure.first)
    opens = not lead and sentence.at(figure.last)[:1].isalpha()
    if sentence.index - other.sentence.index > (2 if opens else 1):
        return False
    if lead in lex.gaps and sentence.before(figure.first - 1) in lex.partitives and other.numeral.value >= figure.numeral.value:
        return other.kind in _THINGS  # `none of the 29`
    if other.kind == "share":
        return lead == "(" and not figure.numeral.whole
    counted = figure.numeral.form == "digits" and figure.numeral.value >= 10 and (lead in lex.verbs or lead in lex.holding)
    return other.kind in _THINGS and (not lead or lead in lex.carriers or counted)

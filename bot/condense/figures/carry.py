"""Units that the text leaves out because a figure or a noun before has said them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.condense.figures.found import Found
from bot.condense.figures.money import Money
from bot.condense.figures.nouns import is_plural, is_word
from bot.condense.figures.parallel import continued, foreshadowed, has_a_noun, parallel
from bot.condense.figures.sentence import Sentence
from bot.condense.figures.stated import is_counting, is_equated, is_held, is_reached, thing_before, thing_told
from bot.condense.figures.units import Unit, is_large

_AROUND = 40
"""How many figures before and behind are asked for their currency."""

_HEADS = 8
"""How many words before a bare number the noun may stand that governs it: `the population of the town that year as 2,000`."""

_SUBJECT = 24
"""How many words before a number the subject of its clause, or the noun of its rate, may stand."""

_COMPLEMENT = 3
"""How many words may part a thing and the number in its complement: `candidates for the seven posts`."""

_MANY = 10
"""From here on a bare number in digits may be information for its place alone."""

_COMPOSED = 2
"""… and so is a number in words that has more of them: `cuatro mil 42`."""

_TELLING = 100
"""From here on a number with a mark in it is information even without a unit."""

_STOPS = frozenset(",;:()")


def carry_units(money: Money, found: Sequence[Found]) -> list[Found]:
    """Bare numbers take the unit of the figure they follow; those that find none and could be anything are left out."""
    kept: list[Found] = []
    sources = {figure.moved_from for figure in found if figure.moved_from is not None}
    for index, figure in enumerate(found):
        if figure.unit is not None:
            kept.append(figure)
            continue
        moves = figure.moved_from is not None or figure.first in sources
        source = kept[-1] if kept and figure.moved_from == kept[-1].first else None
        unit = (source.unit if source else None) or _unit(money, found, index, kept, moves=moves)
        if unit:
            if source is not None and source.unit is None:
                kept[-1] = _carried(source, unit)
            kept.append(_carried(figure, unit))
        elif (
            moves
            or _tells(figure)
            or (is_reached(figure) and not figure.numeral.whole)
            or _is_subject(figure)
            or (kept and _is_set_beside(kept[-1], figure))
        ):
            kept.append(figure)
    return kept


def _carried(figure: Found, unit: Unit) -> Found:
    own = unit._replace(first=figure.first, last=figure.last, noun=-1)
    return figure._replace(unit=own, carried=True, head=unit.noun)


def _unit(money: Money, found: Sequence[Found], index: int, kept: Sequence[Found], *, moves: bool) -> Unit | None:
    figure = found[index]
    return (
        _befallen(figure)
        or _populated(figure)
        or _governed(figure)
        or _rate(figure)
        or _sum_of_money(money, found, index)
        or thing_told(figure)
        or ((thing_before(figure) or _subject(figure)) if moves or is_reached(figure) or is_held(figure) else None)
        or parallel(kept, figure)
        or (_told(found, index, kept) if _tells(figure) else None)
        or ((thing_before(figure) or _subject(figure)) if is_equated(figure) else None)
    )


def _told(found: Sequence[Found], index: int, kept: Sequence[Found]) -> Unit | None:
    figure = found[index]
    return continued(kept, figure) or thing_before(figure) or foreshadowed(found, index) or _thing_behind(figure)


def _befallen(figure: Found) -> Unit | None:
    """`12 died`, `some 40 were hurt`, `30 resultaron heridos`: what befalls people alone counts people."""
    sentence = figure.sentence
    lex, at = sentence.lex, figure.last
    bare = figure.numeral.whole and not has_a_noun(figure) and sentence.at(at) not in lex.of
    if bare and sentence.before(figure.start) in lex.harms and sentence.before(figure.start) in lex.verbs:
        return Unit("people", "people", figure.first, figure.last)  # `the outbreak killed 3,338`
    while at < min(figure.last + _COMPLEMENT, sentence.stop) and (
        sentence.lowers[at] in lex.copulas or sentence.lowers[at] in lex.clitics or sentence.lowers[at] in lex.verbs - lex.harms
    ):
        at += 1
    befallen = sentence.at(at) in lex.harms and (at > figure.last or sentence.at(at) not in lex.people)
    return Unit("people", "people", figure.first, figure.last) if befallen and figure.numeral.whole else None


def _populated(figure: Found) -> Unit | None:
    """`a nation of 51 million`, `un pueblo de casi 3 mil`: a place of so many has so many people."""
    sentence = figure.sentence
    lex, start = sentence.lex, figure.start
    met = lex.qualifiers.behind(sentence.lowers, start, sentence.floor)
    at = met.first if met else start
    led = sentence.before(at) in lex.of and sentence.before(at - 1) in lex.populated
    counted = led and figure.numeral.value >= _TELLING and not has_a_noun(figure)
    return Unit("people", "people", figure.first, figure.last) if counted else None


def _governed(figure: Found) -> Unit | None:
    """`a population of 2,000`, `the death toll stands at 43`."""
    sentence = figure.sentence
    for at in range(figure.first - 1, max(sentence.floor, figure.first - _HEADS) - 1, -1):
        word = sentence.lowers[at]
        if word[0].isdecimal() or word == ";":
            return None
        head = sentence.lex.heads.get(word)
        if head is not None:
            return Unit(head.kind, head.name, figure.first, figure.last)
    return None


def _rate(figure: Found) -> Unit | None:
    """`a homicide rate of 24.9`, `la tasa de homicidios es de 18,5`: the events that the rate counts."""
    sentence = figure.sentence
    lex, lowers = sentence.lex, sentence.lowers
    for at in range(figure.first - 1, max(sentence.floor, figure.first - _SUBJECT) - 1, -1):
        if lowers[at] in lex.rate_nouns:
            events = [lex.units.ahead(lowers, start, figure.first) for start in (at + 2, at - 1) if start >= sentence.floor]
            name = next((met.value.name for met in events if met and met.value.kind == "count"), None)
            return Unit("count", name, figure.first, figure.last) if name else None
    return None


def _sum_of_money(money: Money, found: Sequence[Found], index: int) -> Unit | None:
    """`8.700 millones`: a sum whose currency stands elsewhere in the text, or goes without saying."""
    figure = found[index]
    if not is_large(figure.numeral) or not figure.sentence.lex.noun_first:
        return None
    around = [*reversed(found[max(0, index - _AROUND) : index]), *found[index + 1 : index + 1 + _AROUND]]
    sums = [other for other in around if other.kind == "money"]
    large = [other for other in sums if is_large(other.numeral)]
    said = next((other.name for other in [*(o for o in large if not _converts(o)), *large, *sums]), None)
    code = said or money.bare()
    return Unit("money", code, figure.first, figure.last) if code else None


def _converts(figure: Found) -> bool:
    """An amount in brackets behind another is that one in a second currency."""
    return figure.sentence.before(figure.first) == "("


def _thing_behind(figure: Found) -> Unit | None:
    """`Guanajuato, with 3,151, had the most murders`."""
    sentence = figure.sentence
    for at in range(figure.last, min(figure.last + _HEADS, sentence.stop)):
        met = sentence.lex.units.ahead(sentence.lowers, at, sentence.stop)
        if met and met.value.kind in {"count", "people"}:
            return Unit(met.value.kind, met.value.name, figure.first, figure.last)
    return None


def _subject(figure: Found) -> Unit | None:
    """`encounters at the border fell … to 47,700`: the plural that opens the clause before the verb of change."""
    sentence = figure.sentence
    lex, low = sentence.lex, max(sentence.floor, figure.first - _SUBJECT)
    back = range(figure.first - 1, low - 1, -1)
    verb = next((at for at in back if _tells_of(sentence, at)), low)
    low = next((at + 1 for at in range(verb - 1, low - 1, -1) if sentence.lowers[at] in _STOPS), low)
    noun = next(
        (
            at
            for at in range(low, verb)
            if is_plural(sentence, at) and is_word(sentence, at) and sentence.lowers[at] not in lex.moves
        ),
        -1,
    )
    return Unit("noun", sentence.lowers[noun], figure.first, figure.last) if noun >= 0 else None


def _tells_of(sentence: Sentence, at: int) -> bool:
    """Whether the word there is a verb that tells how many there are."""
    word, lex = sentence.lowers[at], sentence.lex
    return word in lex.moves or word in lex.verbs or is_counting(sentence, at)


def _is_subject(figure: Found) -> bool:
    """`renunciaron 74`: where a verb may stand before its subject, the number alone is the subject of one in the plural."""
    sentence, numeral = figure.sentence, figure.numeral
    lex, word = sentence.lex, sentence.before(figure.first)
    if not lex.noun_first or numeral.form != "digits" or numeral.value < _MANY or sentence.at(figure.last)[:1].isalnum():
        return False
    return word.endswith(lex.plural_verb_endings) and word not in lex.not_verbs and word not in lex.boundaries


def _is_set_beside(before: Found, figure: Found) -> bool:
    """`almost double the 38 of the year before`: the other side of a comparison."""
    sentence = figure.sentence
    beside = before.sentence is sentence and before.kind == "times" and figure.first - before.last <= _COMPLEMENT
    return beside and figure.numeral.form == "digits" and figure.numeral.value >= _MANY


def _tells(figure: Found) -> bool:
    """A bare number that is large and grouped or scaled is information even without a unit."""
    numeral, word = figure.numeral, figure.sentence.words[figure.numeral.first]
    return is_large(numeral) or (
        numeral.value >= _TELLING
        and numeral.form in {"digits", "words"}
        and (numeral.form == "digits" or numeral.last - numeral.first > _COMPOSED)
        and ("," in word or "." in word or numeral.last - numeral.first > 1)
    )

"""What a number counts or measures: the unit or noun that stands around it."""

from __future__ import annotations

from typing import NamedTuple

from bot.condense.figures.lexicon import Kind
from bot.condense.figures.money import Money
from bot.condense.figures.nouns import find_noun, name_noun
from bot.condense.figures.numerals import MILLION, ONE, Numeral
from bot.condense.figures.phrases import Met
from bot.condense.figures.sentence import HYPHENS, Sentence

_FEWEST_HYPHENED = 4
"""Below this, a number tied to a noun that is no unit describes a kind (`two-step`, `one-way`)."""

_BRACKET = 6
"""How many tokens a share in brackets may have."""

_CODE = 3
"""Letters of a currency's code."""


class Unit(NamedTuple):
    """`first`, `last`: the tokens of the whole figure, numeral included. `noun`: the token of the counted noun, -1 for none."""

    kind: Kind
    name: str
    first: int
    last: int
    noun: int = -1


def find_unit(sentence: Sentence, money: Money, numeral: Numeral, free: int) -> Unit | None:
    """The unit that the text writes beside the number; None where it leaves it out. Signs are looked for back to `free`."""
    first, at = numeral.first, numeral.last
    sign = _sign(sentence, first, free)
    if numeral.form == "fraction":
        part = _part_of_unit(sentence, numeral)
        if part is not None:
            return part
        return Unit("fraction", "fraction", sign.first if sign else first, at)
    if numeral.form == "multiple":
        return Unit("times", "times", first, at)
    named = _measured(sentence, money, numeral)
    if sign and not (named and named.kind == "money"):
        return Unit("money", money.sign(sign.value, "".join(sentence.lowers[sign.first : sign.last])), sign.first, at)
    if named:
        return named._replace(first=sign.first) if sign else named
    return (
        _hyphened(sentence, money, numeral)
        or _counted(sentence, numeral, at)
        or _part_of(sentence, numeral)
        or _coded(sentence, numeral)
    )


def _part_of_unit(sentence: Sentence, numeral: Numeral) -> Unit | None:
    """`a quarter of a percentage point`, `tres cuartos de hora`: a part of one unit is so much of it."""
    lex, at = sentence.lex, numeral.last
    if sentence.at(at) not in lex.partitives:
        return None
    at += 1 + (sentence.at(at + 1) in lex.articles)
    met = lex.units.ahead(sentence.lowers, at, sentence.stop)
    if met is None or met.value.kind not in {"share", "measure"}:
        return None
    last = sentence.at(met.last - 1)
    single = last != "%" and not last.endswith(lex.plural_endings)
    return Unit(met.value.kind, met.value.name, numeral.first, met.last) if single else None


def is_large(numeral: Numeral) -> bool:
    """Whether a scale of a million or more ends the numeral, as in sums of money."""
    return numeral.of and numeral.value >= MILLION


def _sign(sentence: Sentence, end: int, free: int) -> Met[str] | None:
    """The currency sign right before token `end`. Letters of a sign are capitals (`give us $5`); a single one is tied to it."""
    sign = sentence.lex.symbols.behind(sentence.lowers, end, free)
    if sign is None or not sentence.words[sign.first].isalpha():
        return sign
    written = sentence.words[sign.first]
    if written.istitle() and len(written) > 1:
        return sign
    if written.isupper() and (len(written) > 1 or sentence.tied(sign.first)):
        return sign
    return sentence.lex.symbols.behind(sentence.lowers, end, sign.first + 1)


def _measured(sentence: Sentence, money: Money, numeral: Numeral) -> Unit | None:
    """A known unit right behind the number, or behind `million of` or a currency's adjective; things are left to `_counted`."""
    lex, lowers, at = sentence.lex, sentence.lowers, numeral.last
    at += numeral.of and sentence.at(at) in lex.of
    met = lex.units.ahead(lowers, at, sentence.stop)
    if met is None and sentence.at(at) in lex.money_adjectives:
        met = lex.units.ahead(lowers, at + 1, sentence.stop)
        met = met if met and met.value.kind == "money" else None
    if met is None:
        return _scaled_money(sentence, numeral)
    kind, name = met.value
    if kind == "money" and not lowers[met.first][0].isalpha() and sentence.at(met.last)[:1].isdecimal():
        return None  # `three $50,000 prizes`
    sum_ = is_large(numeral) and sentence.at(met.last) not in lex.of  # `72 million pounds`
    if kind == "money" and not sum_ and _is_weight(sentence, lowers[met.first], met.last, name):
        return Unit("measure", lex.weights[lowers[met.first]], numeral.first, met.last)
    if kind == "money":
        last = met.last + (lex.noun_first and sentence.at(met.last) in lex.money_adjectives)
        return Unit("money", money.word(name.split(), met.first, met.last), numeral.first, last)
    loose = len(lowers[met.first]) == 1 and lowers[met.first].isalpha() and not _is_abbreviation(sentence, met.first)
    compound = name in lex.durations and sentence.at(met.last) in HYPHENS
    if kind in {"count", "people"} or loose or compound:
        return None
    return Unit(kind, name, numeral.first, met.last)


def _is_weight(sentence: Sentence, word: str, end: int, codes: str) -> bool:
    """`pounds` are money where that is the region's money, unless they are `of` something."""
    lex = sentence.lex
    return word in lex.weights and (sentence.at(end) in lex.of or lex.language.region.currency not in codes.split())


def _is_abbreviation(sentence: Sentence, at: int) -> bool:
    """One letter is a unit as a small one, tied to the number or one space away: `5 m`; a few are tied capitals: `40C`."""
    if sentence.lowers[at] in sentence.lex.capitals:
        return sentence.words[at].isupper() and sentence.tied(at - 1)
    return sentence.words[at].islower() and sentence.doc.ends[at - 1] + 1 >= sentence.doc.starts[at]


def _scaled_money(sentence: Sentence, numeral: Numeral) -> Unit | None:
    """`350 mdp`: the scale names its currency."""
    last = sentence.lowers[numeral.last - 1]
    if last not in sentence.lex.short_scales:
        return None
    sign = sentence.lex.symbols.ahead(sentence.lowers, numeral.last - 1, numeral.last)
    return Unit("money", sign.value, numeral.first, numeral.last) if sign else None


def _hyphened(sentence: Sentence, money: Money, numeral: Numeral) -> Unit | None:
    """`800-page`, `30-minute`, `300-euro`, `17-member`."""
    lex, at = sentence.lex, numeral.last
    if not (sentence.at(at) in HYPHENS and at + 1 < sentence.stop and sentence.tied(at - 1) and sentence.tied(at)):
        return None
    word = sentence.lowers[at + 1]
    if word in lex.hyphened_qualifiers:  # `100,000-plus subscribers`
        return _counted(sentence, numeral, at + 2)
    if word in lex.strong:
        return Unit("people", "people", numeral.first, at + 2, at + 1)
    met = lex.units.ahead(sentence.lowers, at + 1, sentence.stop)
    if met:
        kind, name = met.value
        if kind == "money" and _is_weight(sentence, word, met.last, name):
            kind, name = "measure", lex.weights[word]
        elif kind == "money":
            name = money.word(name.split(), met.first, met.last)
        return Unit(kind, name, numeral.first, met.last, met.last - 1)
    shaped = word.endswith(lex.labels.participles)  # `six-pointed`
    common = word.isalpha() and len(word) > 2 and not sentence.words[at + 1].isupper() and not shaped
    if common and word not in lex.boundaries and numeral.value >= _FEWEST_HYPHENED:
        return Unit("noun", word, numeral.first, at + 2, at + 1)
    return None


def _counted(sentence: Sentence, numeral: Numeral, at: int) -> Unit | None:
    """The noun behind the number."""
    lex = sentence.lex
    at += numeral.of and sentence.at(at) in lex.of
    noun = find_noun(sentence, at, single=numeral.value <= ONE)
    if noun < 0:
        return _counted_over_bracket(sentence, numeral, at)
    (kind, name), last = name_noun(sentence, noun)
    last += kind == "people" and lex.noun_first and sentence.at(last) in lex.people_adjectives
    return Unit(kind, name, numeral.first, last, noun)


def _counted_over_bracket(sentence: Sentence, numeral: Numeral, at: int) -> Unit | None:
    """`2,743 (12.6 percent) migrants`: the noun behind a share in brackets; the span stays with the number."""
    if sentence.at(at) != "(" or not sentence.at(at + 1)[:1].isdecimal():
        return None
    close = next((end for end in range(at, min(at + _BRACKET, sentence.stop)) if sentence.lowers[end] == ")"), -1)
    noun = find_noun(sentence, close + 1, single=False) if close >= 0 else -1
    if noun < 0:
        return None
    kind, name = name_noun(sentence, noun)[0]
    return Unit(kind, name, numeral.first, numeral.last, noun)


def _part_of(sentence: Sentence, numeral: Numeral) -> Unit | None:
    """`two of the guns`, `23 of the 53 wounded`: the whole names the unit; the span stays with the number."""
    lex, lowers, at = sentence.lex, sentence.lowers, numeral.last
    start = sentence.at(at + 1)
    if sentence.at(at) not in lex.partitives or not (start in lex.determiners or start.isdecimal()):
        return None
    noun, end = at + 2, min(at + 6, sentence.stop)
    while noun < end and (lowers[noun][0].isdecimal() or lowers[noun] in lex.atoms or lowers[noun] in lex.scales):
        noun += 1
    whole = _counted(sentence, numeral, noun)
    return whole and whole._replace(last=numeral.last)


def _coded(sentence: Sentence, numeral: Numeral) -> Unit | None:
    """`115 trillion VND`: a large sum in a currency that the data does not know, by its code."""
    at = numeral.last
    if not is_large(numeral) or at >= sentence.stop:
        return None
    word = sentence.words[at]
    return Unit("money", word, numeral.first, at + 1) if word.isupper() and len(word) == _CODE else None

"""What looks like a figure and is none: labels, names, scores, pronouns, numbers that only point."""

from __future__ import annotations

from bot.condense.figures.dates import is_age, is_date, is_time, is_year
from bot.condense.figures.numerals import MILLION, ONE, Numeral
from bot.condense.figures.sentence import DASHES, HYPHENS, Sentence
from bot.condense.figures.stated import is_counting
from bot.condense.figures.units import Unit

_TYING = frozenset("/:_@&#")
_LIST_MARKS = frozenset(".):-")
_SMALL_VOTE = 15
_INITIALS = 2
_ERA = "centuries"
_ARTICLE_AND_SCALE = 2
_SPEECH = 400
"""How many characters before a word the mark may stand that opens its quotation."""

_LARGEST_LABEL, _LARGEST_ITEM, _LARGEST_REFERENCE, _SMALLEST_RANGE = 10_000, 99, 10, 10


def is_label(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """Whether the number names, dates or orders something instead of counting it."""
    return (
        is_date(sentence, numeral, unit)
        or is_year(sentence, numeral, unit)
        or is_time(sentence, numeral, unit)
        or is_age(sentence, numeral, unit)
        or ((unit is None or unit.kind == "noun") and _is_numbered(sentence, numeral, unit))
        or ((unit is None or unit.name == "times") and _is_turn(sentence, numeral))
        or (unit is None and (_is_score(sentence, numeral) or _is_list_number(sentence, numeral)))
        or _is_vote(sentence, numeral)
        or _is_rate_base(sentence, numeral)
        or _is_title(sentence, numeral, unit)
        or _is_pronoun(sentence, numeral, unit)
        or _is_rhetoric(sentence, numeral)
        or _is_named_in_words(sentence, numeral)
    )


def is_glued(sentence: Sentence, numeral: Numeral) -> bool:
    """Digits written onto letters or other digits: `CO2`, `5G`, `COVID-19`, `22:30`, `9/11`, `1970s`, `20th`, `555-0134`."""
    if numeral.form != "digits":
        return False
    return _is_glued_before(sentence, numeral.first) or _is_glued_behind(sentence, numeral.last)


def _is_glued_before(sentence: Sentence, first: int) -> bool:
    if not sentence.tied(first - 1):
        return False
    before = sentence.words[first - 1]
    if before == "(":
        return sentence.tied(first - 2) and sentence.words[first - 2][-1].isalnum()  # `alert(1)`
    if before[0].isalpha():
        return not sentence.lex.symbols.starts(sentence.lowers[first - 1])
    further = sentence.words[first - 2] if sentence.tied(first - 2) else " "
    if before in HYPHENS:
        return further[0].isalpha() and sentence.lowers[first - 2] not in sentence.lex.triggers
    return before in _TYING and (before in "#@_" or further[-1].isalnum())


def _is_glued_behind(sentence: Sentence, last: int) -> bool:
    if not (sentence.tied(last - 1) and sentence.words[last - 1][-1].isdecimal()):
        return False
    lex, after = sentence.lex, sentence.lowers[last]
    if after in lex.labels.ordinal_suffixes:
        return True
    if after[0].isalpha():
        capital = len(after) == 1 and sentence.words[last].isupper()
        return lex.units.ahead(sentence.lowers, last, last + 3) is None or capital != (after in lex.capitals)
    if after not in _TYING or not sentence.tied(last) or not sentence.words[last + 1][0].isalnum():
        return False
    return not (after == "/" and lex.units.ahead(sentence.lowers, last + 1, last + 2))


def _is_numbered(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """`Article 4`, `calle 63`, `No. 19`, `Fortune 500`."""
    labels, first = sentence.lex.labels, numeral.first
    if is_counting(sentence, first - 1):
        return False
    word, further = sentence.before(first), sentence.before(first - 1)
    if numeral.form != "digits" and not word:
        return False
    signed = word == "#" or (word in {"º", "°"} and further == "n") or (word == "." and further in labels.number_signs)
    if word in sentence.lex.of and further in labels.denominated:
        return True
    behind = numeral.last + (sentence.at(numeral.last) in HYPHENS)
    capital = first > sentence.floor and sentence.opens_with_capital(first - 1) and numeral.form == "digits"
    labelled = (word in labels.numbered and (unit is None or capital)) or sentence.at(behind) in labels.numbering
    return signed or labelled or _is_named(sentence, numeral)


def _is_named(sentence: Sentence, numeral: Numeral) -> bool:
    """A capital inside the sentence makes the number part of a name."""
    lex, at = sentence.lex, numeral.first - 1
    word = sentence.lowers[at]
    if numeral.form != "digits" or at <= sentence.floor or not (sentence.opens_with_capital(at) and word.isalpha()):
        return False
    if "," in sentence.lowers[numeral.first] or numeral.value >= _LARGEST_LABEL:
        return False
    pair = sentence.at(numeral.last) in lex.language.numbers.ranges.links and sentence.at(numeral.last + 1)[:1].isdecimal()
    led = lex.qualifiers.behind(sentence.lowers, numeral.first, sentence.floor)
    return not (pair or led or word in lex.boundaries or word in lex.modifiers)


def _is_named_in_words(sentence: Sentence, numeral: Numeral) -> bool:
    """`the CBP One app`, `Formula One`: a capital number behind a capital word."""
    first = numeral.first
    words = sentence.words
    if numeral.form == "words" and words[first].isupper() and len(words[first]) > _INITIALS:
        around = [
            word
            for word in (*words[max(sentence.floor, first - 2) : first], *words[first + 1 : numeral.last + 2])
            if word.isalpha()
        ]
        return not any(map(str.isupper, around))  # `la ONCE`
    capital = numeral.form == "words" and words[first][0].isupper() and not words[first].isupper()
    return capital and first > sentence.floor and sentence.opens_with_capital(first - 1)


def _is_title(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """`the film 13 Hours`: a stretch of time with a capital."""
    if unit is None or unit.name not in sentence.lex.durations or unit.last - 1 < numeral.last:
        return False
    word = sentence.words[unit.last - 1]
    return word[0].isupper() and not word.isupper()


def _is_rhetoric(sentence: Sentence, numeral: Numeral) -> bool:
    """`“There are a thousand men …”`: a lone scale in somebody's mouth, without a word that bends it, measures nothing."""
    lex, first = sentence.lex, numeral.first
    bare = numeral.last - first == _ARTICLE_AND_SCALE and sentence.lowers[first] in lex.articles
    if not (bare and sentence.lowers[first + 1] in lex.scales and numeral.value < MILLION):
        return False
    if lex.qualifiers.behind(sentence.lowers, first, sentence.floor):
        return False
    doc = sentence.doc
    before = doc.text[max(0, doc.starts[first] - _SPEECH) : doc.starts[first]].rpartition("\n")[2]
    return before.rfind("“") > before.rfind("”") or before.rfind("«") > before.rfind("»") or before.count('"') % 2 == 1


def _is_rate_base(sentence: Sentence, numeral: Numeral) -> bool:
    """`5 incidents for every 1,000 residents`."""
    return sentence.lex.labels.rate_bases.behind(sentence.lowers, numeral.first, sentence.floor) is not None


def points(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """Whether the number points instead of telling: `two years later`, `these three cities`. It measures nothing."""
    lex, before = sentence.lex, sentence.before(numeral.first)
    if before in lex.labels.references and numeral.value <= _LARGEST_REFERENCE:
        return True
    if unit is None or unit.name not in lex.durations or sentence.at(numeral.last) in DASHES:
        return False
    if unit.name == _ERA and numeral.value < 1:
        return True  # `half a century`
    return before in lex.distance_before or sentence.at(unit.last) in lex.distance


def _is_score(sentence: Sentence, numeral: Numeral) -> bool:
    """`1 – 0`, `3-2`: two bare numbers around a dash. Where a noun or a unit follows the second, they are a range."""
    if numeral.form != "digits":
        return False
    lex, first, last = sentence.lex, numeral.first, numeral.last
    opens = sentence.at(last) in DASHES and sentence.at(last) != "" and sentence.at(last + 1)[:1].isdecimal()
    if opens:
        after = sentence.at(last + 2)
        noun = after.isalpha() and after not in lex.boundaries and sentence.words[last + 2].islower()
        if after and (lex.units.starts(after) or after in lex.scales or (noun and numeral.value >= _SMALLEST_RANGE)):
            return False
    closes = sentence.before(first) in DASHES and first > sentence.floor + 1 and sentence.lowers[first - 2][-1].isdecimal()
    return opens or closes


def _is_vote(sentence: Sentence, numeral: Numeral) -> bool:
    """`a 5-4 ruling`, `a 3-2-1 strategy`: two digits tied by a hyphen, the larger first, are no range of the noun behind."""
    if numeral.form != "digits":
        return False
    first, last = numeral.first, numeral.last
    after, before = sentence.at(last + 1), sentence.before(first - 1)
    ahead = sentence.at(last) in HYPHENS and sentence.tied(last - 1) and sentence.tied(last) and after.isdecimal()
    behind = sentence.before(first) in HYPHENS and sentence.tied(first - 1) and sentence.tied(first - 2) and before.isdecimal()
    return (ahead and int(after) < numeral.value <= _SMALL_VOTE) or (behind and numeral.value < int(before) <= _SMALL_VOTE)


def _is_turn(sentence: Sentence, numeral: Numeral) -> bool:
    """`turnos de 24 por 24`, `a 4 x 4`: two bare numbers that name a rhythm or a kind."""
    if numeral.form != "digits" or numeral.of:
        return False
    turns, first, last = sentence.lex.labels.turns, numeral.first, numeral.last
    after, further = sentence.at(last + 1)[:1], sentence.at(last + 2)
    opens = sentence.at(last) in turns and after.isdecimal() and not sentence.lex.units.starts(further)
    return opens or (sentence.before(first) in turns and sentence.before(first - 1)[:1].isdecimal())


def _is_list_number(sentence: Sentence, numeral: Numeral) -> bool:
    """`1.` or `2)` where a sentence starts."""
    if numeral.first != sentence.floor or numeral.form != "digits" or numeral.value > _LARGEST_ITEM:
        return False
    return numeral.last == sentence.stop or sentence.lowers[numeral.last] in _LIST_MARKS


def _is_pronoun(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """`one of his rallies`, `no one`: the word for one counts only before a noun."""
    if numeral.value != ONE or numeral.form != "words" or numeral.last - numeral.first > 1:
        return False
    lex, after = sentence.lex, sentence.at(numeral.last) or "."
    if sentence.before(numeral.first) in lex.labels.one_before or after in lex.labels.one_after or after in lex.boundaries:
        return True
    if numeral.first == sentence.floor and unit is not None and unit.kind == "noun":
        return True  # `One final step is …`
    participle = unit is not None and unit.noun == numeral.last and after.endswith(lex.labels.participles)
    return unit is None or (unit.kind == "noun" and participle) or not after[0].isalpha()

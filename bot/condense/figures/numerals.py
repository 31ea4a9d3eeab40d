"""Numerals in digits and in words: where they stand and what they are worth.

The grammar is one for all languages: small numbers are added where the number before leaves room for them (`treinta y dos`),
scales multiply what is smaller than they are (`13 mil 200 millones`), halves and dozens come on top.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from bot.condense.figures.marks import LONGEST, Marks
from bot.condense.figures.sentence import HYPHENS, Sentence

Form = Literal["digits", "words", "fraction", "multiple"]

ONE, HALF, MILLION = Decimal(1), Decimal("0.5"), Decimal(1_000_000)
_NO_ROOM = Decimal(0)
_THOUSAND = 1000
_WHOLE_UNITS = frozenset({"km", "metres", "hectares", "barrels", "miles"})
"""Units of which nobody gives thousandths."""

_APOSTROPHES = frozenset("'’´")
_SPACES = frozenset("\u00a0\u202f\u2009\u2007")


class Numeral(NamedTuple):
    """Tokens `[first, last)`. `of`: a scale or a collective ends it, so that its noun may follow behind `of`."""

    first: int
    last: int
    value: Decimal
    form: Form
    of: bool = False

    @property
    def whole(self) -> bool:
        return self.value == self.value.to_integral_value()


_BLANKS = frozenset("*_]")
"""Marks that stand for a number left out: `*** mil pesos`."""


def read_plain(sentence: Sentence, marks: Marks, at: int, free: int) -> Numeral | None:
    """The numeral whose first telling word stands at `at`. It may reach back to token `free`: `a hundred`, `half a million`."""
    lex, word = sentence.lex, sentence.lowers[at]
    half = lex.half_of.ahead(sentence.lowers, at, sentence.stop)
    if half and is_measure(sentence, half.last):
        return Numeral(at, half.last, HALF, "words")
    composer = _Composer(sentence, marks, at)
    first = at
    if word in lex.scales or word in lex.collectives:
        half = lex.half_of.behind(sentence.lowers, at, free)
        if half:
            first = half.first
            composer.parts.append((HALF, _NO_ROOM))
        elif at > free and sentence.lowers[at - 1] in lex.articles:
            first = at - 1
            composer.parts.append((ONE, _NO_ROOM))
        elif word not in lex.bare_scales or (at > free and sentence.lowers[at - 1] in _BLANKS):
            return None
    if not composer.run():
        return None
    form: Form = "digits" if word[0].isdecimal() else "words"
    return Numeral(first, composer.at, composer.value, form, composer.scale_ends)


def is_measure(sentence: Sentence, at: int) -> bool:
    """Whether a unit of measure, written out, stands at `at`: `half an hour`."""
    unit = sentence.lex.units.ahead(sentence.lowers, at, sentence.stop)
    return unit is not None and unit.value.kind == "measure" and len(sentence.lowers[at]) > 2


class _Composer:
    """Puts a number together, word by word. `parts`: what is to be added up, each with the room it leaves for the next."""

    def __init__(self, sentence: Sentence, marks: Marks, at: int) -> None:
        self.sentence, self.marks, self.at = sentence, marks, at
        self.parts: list[tuple[Decimal, Decimal]] = []
        self.scale_ends = False
        self._scale = ONE
        self._before_joiner: tuple[list[tuple[Decimal, Decimal]], int] | None = None

    @property
    def value(self) -> Decimal:
        return sum((part for part, _ in self.parts), _NO_ROOM)

    def run(self) -> bool:
        """Whether there is a number; then `value`, and `at` behind its last token."""
        start = self.at
        while self.at < self.sentence.stop and self._take():
            self._take_half()
        return bool(self.parts) and self.at > start

    def _take(self) -> bool:
        word = self.sentence.lowers[self.at]
        if word[0].isdecimal():
            return self._take_digits()
        atom = self.sentence.lex.atoms.get(word)
        if atom is not None:
            return self._take_atom(atom)
        scale = self._scale_at(word)
        return self._take_scale(scale) if scale is not None else self._take_joiner(word)

    def _take_digits(self) -> bool:
        found = read_digits(self.sentence, self.marks, self.at)
        if found is None:
            return False
        value, end = found
        follows = self.sentence.lex.language.numbers.digits_follow_scale and self.scale_ends
        if self.parts and not (follows and value < self.parts[-1][1]):
            return False
        self.parts.append((value, _NO_ROOM))
        self.at, self.scale_ends = end, False
        return True

    def _take_atom(self, atom: Decimal) -> bool:
        if self.parts and not atom < self.parts[-1][1]:
            return False
        self.parts.append((atom, _room(atom)))
        self.at += 1
        self.scale_ends = False
        return True

    def _take_scale(self, scale: Decimal) -> bool:
        """Multiplies the parts at the end that are smaller than the scale."""
        if self._before_joiner and _THOUSAND <= self._before_joiner[0][-1][1] < scale:
            self.parts, self.at = self._before_joiner  # `entre 700 mil y un millón`: two numbers
            self.scale_ends = True
            return False
        kept = len(self.parts)
        while kept and self.parts[kept - 1][0] < scale:
            kept -= 1
        taken = self.parts[kept:]
        if self.parts and not taken and self.sentence.lowers[self.at] not in self.sentence.lex.bare_scales:
            return False
        product = (sum(part for part, _ in taken) if taken else ONE) * scale
        if kept and product >= self.parts[kept - 1][1]:
            if self._before_joiner:  # `one hundred and two hundred`: the word behind the joiner belongs to the next number
                self.parts, self.at = self._before_joiner
            return False
        self.parts[kept:] = [(product, scale)]
        self.at += 1
        self._scale, self.scale_ends = scale, True
        return True

    def _take_joiner(self, word: str) -> bool:
        """`y` in `treinta y dos`, the hyphen in `twenty-three`."""
        sentence, at = self.sentence, self.at
        if not self.parts or at + 1 >= sentence.stop:
            return False
        room = self.parts[-1][1]
        fits = sentence.lex.atoms.get(sentence.lowers[at + 1], room) < room
        if word in sentence.lex.joiners and fits:
            self._before_joiner = (self.parts.copy(), at)
        elif not (
            word in HYPHENS
            and sentence.tied(at - 1)
            and sentence.tied(at)
            and (fits or sentence.lowers[at + 1] in sentence.lex.scales)
        ):
            return False
        self.at += 1
        return True

    def _take_half(self) -> None:
        """`and a half`, of the last scale or of one."""
        more = self.sentence.lex.half_more.ahead(self.sentence.lowers, self.at, self.sentence.stop) if self.parts else None
        if more:
            value, room = self.parts[-1]
            self.parts[-1] = (value + HALF * (self._scale if self.scale_ends else ONE), room)
            self.at = more.last

    def _scale_at(self, word: str) -> Decimal | None:
        lex = self.sentence.lex
        found = lex.scales.get(word) or lex.collectives.get(word)
        if found is None and word in lex.short_scales:
            close = self.sentence.tied(self.at - 1) and self.sentence.words[self.at - 1][-1].isdecimal()
            small = len(word) > 1 and self.sentence.words[self.at].islower()  # `10.1 mln`, not `45 M`
            found = lex.short_scales[word] if close or small or lex.symbols.starts(word) else None
        return found


def _room(atom: Decimal) -> Decimal:
    """How large a number may follow: units behind tens, tens behind hundreds."""
    if atom >= 100:
        return Decimal(100)
    return Decimal(10) if atom >= 20 and atom % 10 == 0 else _NO_ROOM


def read_digits(sentence: Sentence, marks: Marks, at: int) -> tuple[Decimal, int] | None:
    """A number in digits with its groups, also those parted by spaces or, for millions, by an apostrophe; and where it ends."""
    token, end = sentence.words[at], at + 1
    while end < sentence.stop and len(token) <= LONGEST and _is_group(sentence, at, end):
        token, end = token + sentence.words[end], end + 1
    tied = end == at + 1 and end + 1 < sentence.stop and sentence.tied(at) and sentence.tied(end)
    if tied and sentence.words[end] in _APOSTROPHES:
        tail = sentence.words[end + 1]
        mark = next((mark for mark in ",." if mark in tail), "")
        if len(token) <= 3 and token.isdecimal() and len(tail.partition(mark or " ")[0]) == 3 and tail[0].isdecimal():
            token, end = token + mark + tail, end + 2
    scaled = sentence.at(end) in sentence.lex.scales or sentence.at(end) in sentence.lex.short_scales
    value = marks.value(token, counts_things=not scaled and _is_countable(sentence, end), scaled=scaled)
    return None if value is None else (value, end)


def _is_group(sentence: Sentence, first: int, at: int) -> bool:
    """Whether token `at` goes on with the thousands of the number that starts at `first`: `12 000`."""
    doc = sentence.doc
    gap = doc.text[doc.ends[at - 1] : doc.starts[at]]
    if gap not in _SPACES and not (gap == " " and sentence.lex.language.numbers.space_groups):
        return False
    head, word = doc.words[first], doc.words[at]
    return head.isdecimal() and len(head) <= 3 and head[0] != "0" and word.isdecimal() and len(word) == 3


def _is_countable(sentence: Sentence, at: int) -> bool:
    """Whether a stretch of time or a noun of whole things stands there."""
    word, lex = sentence.at(at), sentence.lex
    if not word.isalpha():
        return False
    unit = lex.units.ahead(sentence.lowers, at, sentence.stop)
    if unit:
        return unit.value.kind in {"count", "people"} or unit.value.name in lex.durations or unit.value.name in _WHOLE_UNITS
    plural = sentence.words[at].islower() and word.endswith(lex.plural_endings)
    return plural and word not in lex.boundaries and word not in lex.verbs

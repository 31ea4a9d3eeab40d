"""Figures that are the size of a change, or where it led: which way, and from what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.condense.figures.found import Found, Part
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.qualifier import is_compared
from bot.condense.figures.sentence import Sentence

Direction = Literal["up", "down"]

_NEAR = 3
"""How many words behind the figure the noun of change may stand: `a 9.7 % annual drop`."""

_LED = 14
"""How many words before the figure the word of change may stand, where `by` or `to` leads to the figure."""

_BARE = 3
"""… where nothing does: `fell sharply 5 %`."""

_OF = 6
"""… where `of` leads from its noun: `a slight increase, of 5 %`."""

_LISTED = 16
"""How many words may part two figures of a list whose verb stands before the first only."""

_BASE_STARTS, _BASE = 16, 8
"""How many words behind the figure the base of comparison may start, and how many it may have."""

_TRADED = frozenset({"%", "points", "percentage points"})
"""Units in which to gain or to lose is to rise or to fall; seats and votes are won."""

_YEAR = 4
"""Digits of a year."""

_COINS = frozenset({"cents", "pence"})

_STOPS = frozenset(";:.!?")
_BRACKET = "("


class Move(NamedTuple):
    """`at`: the token of the word of change, -1 where the direction follows from elsewhere. `link`: the word that leads to the
    figure."""

    direction: Direction
    at: int
    link: str | None
    baseline: Part | None = None


class _Lead(NamedTuple):
    """Where the words that lead to the figure start; the first of them that is no article; whether a word of change may lead
    over them."""

    start: int
    link: str | None
    linked: bool


def moves_of(found: Sequence[Found]) -> list[Move | None]:
    """For each figure its change, or None."""
    by_first = {figure.first: figure for figure in found}
    sources = {figure.moved_from for figure in found if figure.moved_from is not None}
    moves: list[Move | None] = []
    for index, figure in enumerate(found):
        if figure.first in sources:
            moves.append(None)
            continue
        source = None if figure.moved_from is None else by_first.get(figure.moved_from)
        if source is not None:
            moves.append(_between(source, figure))
            continue
        at = _previous(found, index)
        before = found[at] if at >= 0 else None
        move = _move(figure, before)
        earlier = moves[at] if at >= 0 else None
        if move is None and before is not None and earlier is not None:
            move = earlier if _is_level(before, figure) else _handed_on(before, earlier, figure)
        if move is not None and move.direction == "up" and figure.numeral.value < 0:
            move = None  # `grew 1.2 % and minus 0.2 %`
        after = found[index + 1] if index + 1 < len(found) else None
        moves.append(move and move._replace(baseline=_base(figure, after)))
    return moves


def _previous(found: Sequence[Found], index: int) -> int:
    """The figure before, over stretches of time: `han crecido en los últimos doce meses en un 19 %`."""
    return next((at for at in range(index - 1, max(-1, index - 4), -1) if not found[at].lasts), -1)


def _is_level(size: Found, figure: Found) -> bool:
    """`fell by 28,000 to 7.58 million`: where the change led."""
    sentence = figure.sentence
    return (
        sentence is size.sentence and figure.first == size.last + 1 and sentence.lowers[size.last] in sentence.lex.movement_to
    )


def _between(source: Found, figure: Found) -> Move:
    direction: Direction = "up" if figure.numeral.value > source.numeral.value else "down"
    met = _behind(source.sentence, source.first, source.sentence.floor, _LED)
    return Move(direction, met[1] if met else -1, None, (source.first, source.last))


def _move(figure: Found, before: Found | None) -> Move | None:
    sentence = figure.sentence
    lex = sentence.lex
    if figure.lasts:
        return None
    noun = _noun_after(figure)
    if figure.kind == "times" or figure.name == "times":
        return noun or (Move("up", figure.first, None) if figure.numeral.form == "multiple" else None)
    more = lex.more_less.ahead(sentence.lowers, figure.last, sentence.stop)
    if more and not (more.last < sentence.stop and sentence.opens_with_capital(more.last)):
        return Move(more.value, more.first, None)
    lead = _lead(figure)
    if lead.link in lex.gaps and lex.compared.behind(sentence.lowers, lead.start, sentence.floor):
        return None
    floor = before.last if before is not None and before.sentence is sentence else sentence.floor
    return noun or _led(figure, lead, floor)


def _led(figure: Found, lead: _Lead, floor: int) -> Move | None:
    """The word of change before the figure."""
    sentence = figure.sentence
    lex = sentence.lex
    if lead.link == _BRACKET and figure.name not in _TRADED:
        return None  # `raised … in Ohio (around $300,000)`
    if lead.link == _BRACKET or (lead.link in lex.complements and lead.link not in lex.movement_to):
        met = _behind(sentence, lead.start, max(floor, lead.start - _OF), _OF, verbs=False)
        sums = (figure.kind == "money" or figure.name in _COINS) and met is not None and sentence.lowers[met[1]] in lex.balances
        return Move(met[0], met[1], lead.link) if met and not sums else None
    if lead.link in lex.movement_to and _is_capped(figure):
        return None
    traded = figure.name in _TRADED
    met = _behind(sentence, lead.start, floor, _LED) if lead.linked else _bare(sentence, lead.start, floor, traded=traded)
    if met and figure.kind == "noun" and lead.link in lex.time_within:
        return None  # `rose in 21 states`
    if met and figure.kind == "noun" and not lead.linked and sentence.lowers[met[1]] in lex.moves:
        return None  # `dropped three bombs`
    won = met is not None and sentence.lowers[met[1]] in lex.gaining and figure.name not in _TRADED
    won = won or (met is not None and _is_object(figure, lead, met[1]))
    return Move(met[0], met[1], lead.link) if met and not won else None


def _is_object(figure: Found, lead: _Lead, verb: int) -> bool:
    """`Bajan a 31 migrantes de un autobús`, `perdió 700 mil pesos`: what is done to people by a verb of change, or lost of
    money, changes no number."""
    sentence = figure.sentence
    lex, word = sentence.lex, sentence.lowers[verb]
    if figure.kind == "money":
        return word in lex.losing and not lead.linked
    noun = figure.unit.noun if figure.unit is not None else -1
    if not (lex.noun_first and figure.kind == "people" and noun >= 0 and lead.link in lex.movement_to):
        return False
    counts = sentence.lowers[noun]
    befallen = counts in lex.people_adjectives or (counts in lex.harms and counts not in lex.people)
    counted = any(one in lex.figure_nouns or one in lex.heads for one in sentence.lowers[sentence.floor : verb])
    return lead.start == verb + 1 and not befallen and not counted


def _is_capped(figure: Found) -> bool:
    """`rates that rise with income to a maximum of 28 %`: the bound of a schedule, which itself does not move."""
    if figure.qualifier is None:
        return False
    sentence, (first, last) = figure.sentence, figure.qualifier
    told = " ".join(sentence.lowers[first:last])
    nominal = sentence.lowers[last - 1] in sentence.lex.complements
    return nominal and told in sentence.lex.language.numbers.qualifiers.at_most


def _lead(figure: Found) -> _Lead:
    sentence = figure.sentence
    lex, lowers, at = sentence.lex, sentence.lowers, figure.start
    if figure.high is not None and sentence.before(at) in lex.language.numbers.ranges.between:
        at -= 1  # `grew between 9 and 11 %`
    if at < figure.first and lowers[figure.first - 1] in lex.complements and sentence.before(at) in lex.movers:
        return _Lead(at, lowers[figure.first - 1], True)  # `un crecimiento aproximado del 30 %`
    link: str | None = None
    floor = max(sentence.floor, figure.first - 6)
    while at > floor and lowers[at - 1] in lex.movement_leads:
        word = lowers[at - 1]
        at -= 1
        if word == _BRACKET:
            return _Lead(at, word, True) if link is None else _Lead(at + 1, link, True)
        link = word if link is None or link in lex.gaps else link
        if word not in lex.gaps and word not in lex.movement_by:
            break
    return _Lead(at, link, link is not None and (link in lex.movement_by or link not in lex.gaps))


def _behind(sentence: Sentence, end: int, floor: int, reach: int, *, verbs: bool = True) -> tuple[Direction, int] | None:
    """The nearest word of change before `end`, within the clause."""
    lex, lowers = sentence.lex, sentence.lowers
    for at in range(end - 1, max(floor, end - reach) - 1, -1):
        word = lowers[at]
        if word in _STOPS or (word in lex.clause_openers and word not in lex.moves):
            return None
        if verbs and word in lex.moves and not _is_loose_particle(sentence, at, end):
            return lex.moves[word], at
        if word in lex.movers:
            return lex.movers[word], at
    return None


def _bare(sentence: Sentence, end: int, floor: int, *, traded: bool) -> tuple[Direction, int] | None:
    """The verb of change right before the figure, over adverbs. `traded`: of such figures every verb tells."""
    lex, lowers = sentence.lex, sentence.lowers
    aside = lex.asides.behind(lowers, end, floor)
    end = aside.first if aside else end  # `caía por su parte 0,93 puntos`
    for at in range(end - 1, max(floor, end - _BARE) - 1, -1):
        word = lowers[at]
        linked = word in lex.linked_moves and not traded
        if word in lex.moves and not linked and not _is_loose_particle(sentence, at, end):
            return lex.moves[word], at
        if not (word in lex.gaps or word in lex.time_words or word.endswith(lex.adverb_endings)):
            return None
    return None


def _is_loose_particle(sentence: Sentence, at: int, end: int) -> bool:
    """`up` and `down` tell of a change only where they touch the number and belong to no other verb (`make up 5 %`)."""
    lex = sentence.lex
    if sentence.lowers[at] not in lex.particles:
        return False
    verb = sentence.before(at)
    moved = (verb in lex.moves and verb not in lex.linked_moves) or verb in lex.passages or verb in lex.copulas
    phrasal = verb in lex.linked_moves or verb in lex.verbs or verb.endswith((*lex.verb_endings, *lex.gerund_endings))
    return at + 1 < end or (phrasal and not moved)


def _noun_after(figure: Found) -> Move | None:
    """`a 9.7 % drop in homicides`."""
    sentence = figure.sentence
    lex = sentence.lex
    if lex.noun_first:
        return None
    for at in range(figure.last, min(figure.last + _NEAR, sentence.stop)):
        word = sentence.lowers[at]
        if word in lex.movers:
            return Move(lex.movers[word], at, None)
        if word in lex.boundaries or not word[0].isalpha():
            return None
    return None


def _handed_on(before: Found, move: Move, figure: Found) -> Move | None:
    """A list or an apposition leaves the word of change out: `exports by 12 % and imports by 11`, `5 points, or 0.3 %`."""
    sentence = figure.sentence
    lex = sentence.lex
    between = sentence.lowers[before.last : figure.first]
    if len(between) > _LISTED:
        return None
    if figure.carried and sentence.before(figure.first) == _BRACKET:
        return move._replace(baseline=None)
    if (
        before.sentence is not sentence
        or is_compared(figure)
        or any(word in lex.verbs or word in lex.moves or _is_said(lex, word) for word in between)
    ):
        return None
    link = _lead(figure).link
    alike = link == move.link or (link in lex.gaps and move.link in lex.gaps)
    if figure.name == before.name:
        return Move(move.direction, move.at, link) if alike else None
    appended = figure.kind != "money" and len(between) <= 4 and any(word in lex.alternatives for word in between)
    return move._replace(baseline=None) if appended else None


def _is_stretch(sentence: Sentence, at: int) -> bool:
    """`from 1995 to 2005`: the time of the change, not its base."""
    year = sentence.at(at)
    return len(year) == _YEAR and year.isdecimal() and sentence.at(at + 1) in sentence.lex.language.numbers.ranges.links


def _is_said(lex: Lexicon, word: str) -> bool:
    """Whether the word's ending makes it a finite verb."""
    return word.endswith(lex.verb_endings) and word not in lex.not_verbs


def _base(figure: Found, after: Found | None) -> Part | None:
    """`compared to 2021`, `than last year`, `respecto de igual período`."""
    sentence = figure.sentence
    lowers = sentence.lowers
    stop = after.first if after is not None and after.sentence is sentence else sentence.stop
    for at in range(figure.last, min(stop, figure.last + _BASE_STARTS)):
        if lowers[at] in _STOPS:
            return None
        met = sentence.lex.compared.ahead(lowers, at, stop)
        if met is not None and not _is_stretch(sentence, met.last):
            if after is not None and all(word in sentence.lex.gaps for word in lowers[met.last : stop]):
                return after.first, after.last  # `desde los 9 del domingo`
            start = end = met.last
            start -= met.last - met.first > 1 and lowers[met.last - 1] in sentence.lex.determiners
            while end < min(stop, met.last + _BASE) and lowers[end] not in _STOPS and lowers[end] not in {",", ")", "("}:
                end += 1
            return (start, end) if end > met.last else None
    return None

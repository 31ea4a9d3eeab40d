"""Figures that are the size of a change, or where it led: which way, and from what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon

Direction = Literal["up", "down"]

_NEAR = 3
"""How many words behind the figure the noun of change may stand: `a 9.7 % annual drop`."""

_LED = 14
"""How many words before the figure the word of change may stand, where `by` or `to` leads to the figure."""

_BARE = 3
"""… and where nothing does: `fell sharply 5 %`."""

_TRADED = frozenset({"%", "points", "percentage points"})
"""Units in which to gain or to lose is to rise or to fall; seats and votes are won."""

_STOPS = frozenset(";:.!?")


class Move(NamedTuple):
    """`at`: the token of the word of change, -1 where the direction follows from elsewhere. `baseline`: tokens, half-open.

    `link`: the word that leads to the figure.
    """

    direction: Direction
    at: int
    link: str | None
    baseline: tuple[int, int] | None = None


def moves_of(doc: Document, lex: Lexicon, found: Sequence[Found]) -> list[Move | None]:
    """For each figure its change, or None."""
    by_first = {figure.first: figure for figure in found}
    sources = {figure.moved_from for figure in found if figure.moved_from is not None}
    moves: list[Move | None] = []
    for index, figure in enumerate(found):
        before = _previous(lex, found, index)
        source = None if figure.moved_from is None else by_first.get(figure.moved_from)
        move = None if figure.first in sources else _move(doc, lex, figure, before, source)
        earlier = None if before is None else moves[found.index(before, max(0, index - 3))]
        if move is None and figure.first not in sources and before is not None and earlier is not None:
            move = _handed_on(doc, lex, before, earlier, figure)
        moves.append(
            move and _with_baseline(doc, lex, figure, found[index + 1] if index + 1 < len(found) else None, source, move)
        )
    return moves


def _move(doc: Document, lex: Lexicon, figure: Found, before: Found | None, source: Found | None) -> Move | None:
    lowers = doc.lowers
    if source is None and figure.unit is not None and figure.unit.name in lex.durations:
        return None
    if figure.unit is not None and figure.unit.kind == "times":
        return _multiplied(doc, lex, figure)
    more = lex.more_less.ahead(lowers, figure.last, figure.stop)
    if more and not (more.last < figure.stop and doc.words[more.last][0].isupper()):
        return Move(more.value, more.first, None)
    start, link, linked = _lead(lex, lowers, figure)
    if lex.compared.behind(lowers, start, figure.floor) and link in lex.gaps:
        return None
    if source is not None:
        direction: Direction = "up" if figure.numeral.value > source.numeral.value else "down"
        found = _behind(doc, lex, source.first, source.floor, _LED, nouns=True)
        return Move(direction, found[1] if found else -1, link)
    noun = _noun_after(doc, lex, figure)
    if noun is not None:
        return noun
    floor = figure.floor
    if before is not None and before.stop == figure.stop:
        floor = max(floor, before.last)
    reach = _LED if linked else _BARE
    if link == "(" or link in lex.language.units.of or (link in lex.complements and link not in lex.movement_to):
        met = _behind(doc, lex, start, floor, 6, nouns=True, verbs=False)
        if met and figure.unit is not None and figure.unit.kind == "money" and lowers[met[1]] in lex.balances:
            return None
        return Move(met[0], met[1], link) if met else None
    met = _behind(doc, lex, start, floor, reach, nouns=linked, bare=not linked)
    if met and lowers[met[1]] in lex.gaining and (figure.unit is None or figure.unit.name not in _TRADED):
        return None
    return Move(met[0], met[1], link) if met else None


def _lead(lex: Lexicon, lowers: Sequence[str], figure: Found) -> tuple[int, str | None, bool]:
    """Where the words that lead to the figure start, the last of them, and whether they lead from a word of change."""
    at = figure.first
    if figure.qualifier is not None and figure.qualifier[0] < at:
        at = figure.qualifier[0]
    link: str | None = None
    if at < figure.first and lowers[figure.first - 1] in lex.complements and lowers[at - 1] in lex.movers:
        return at, lowers[figure.first - 1], True
    while at > figure.floor and at > figure.first - 6:
        word = lowers[at - 1]
        if word == "(" and link is None:
            return at - 1, word, True
        if word in lex.movement_by or word in lex.movement_to or word in lex.language.units.of or word in lex.complements:
            link = word if link is None or link in lex.gaps else link
            at -= 1
            if word not in lex.gaps and word not in lex.movement_by:
                break
            continue
        break
    return at, link, link is not None and (link in lex.movement_by or link not in lex.gaps)


def _behind(
    doc: Document, lex: Lexicon, end: int, floor: int, reach: int, *, nouns: bool, verbs: bool = True, bare: bool = False
) -> tuple[Direction, int] | None:
    """The nearest word of change before `end`, within the clause."""
    lowers = doc.lowers
    for at in range(end - 1, max(floor, end - reach) - 1, -1):
        word = lowers[at]
        if word in _STOPS:
            return None
        direction = lex.moves.get(word) if verbs else None
        if direction is not None and not (bare and word in lex.linked_moves):
            if word in lex.particles and (at + 1 < end or (at > floor and lowers[at - 1] in lex.linked_moves)):
                continue
            return direction, at
        if nouns and word in lex.movers:
            return lex.movers[word], at
        if word in lex.clause_openers or (bare and word in lex.boundaries and word not in lex.gaps):
            return None
    return None


def _previous(lex: Lexicon, found: Sequence[Found], index: int) -> Found | None:
    """The figure before, over stretches of time: `han crecido en los últimos doce meses en un 19 %`."""
    for other in reversed(found[max(0, index - 3) : index]):
        if other.unit is None or other.unit.name not in lex.durations:
            return other
    return None


def _noun_after(doc: Document, lex: Lexicon, figure: Found) -> Move | None:
    """`a 9.7 % drop in homicides`."""
    lowers = doc.lowers
    if lex.language.units.noun_first:
        return None
    for at in range(figure.last, min(figure.last + _NEAR, figure.stop)):
        word = lowers[at]
        if word in lex.movers:
            return Move(lex.movers[word], at, None)
        if word in lex.boundaries or not word[0].isalpha():
            return None
    return None


def _multiplied(doc: Document, lex: Lexicon, figure: Found) -> Move | None:
    """`duplicó`, `a fourfold increase`; `three times as many` is a comparison, no change."""
    noun = _noun_after(doc, lex, figure)
    if noun is not None:
        return noun
    return Move("up", figure.numeral.first, None) if figure.numeral.form == "multiple" else None


def _handed_on(doc: Document, lex: Lexicon, before: Found, move: Move, figure: Found) -> Move | None:
    """A list or an apposition leaves the word of change out: `exports by 12 % and imports by 11`, `5 points, or 0.3 %`."""
    lowers = doc.lowers
    if figure.unit is None or before.unit is None:
        return None
    same_sentence = before.stop == figure.stop
    bracketed = figure.carried and figure.first > figure.floor and lowers[figure.first - 1] == "("
    if not same_sentence and not bracketed:
        return None
    _, link, _ = _lead(lex, lowers, figure)
    between = lowers[before.last : figure.first]
    if len(between) > 16:
        return None
    if bracketed:
        return Move(move.direction, move.at, move.link)
    if any(word in lex.verbs or word in lex.moves for word in between):
        return None
    alike = link == move.link or (link in lex.gaps and move.link in lex.gaps)
    if figure.unit.name == before.unit.name:
        return Move(move.direction, move.at, link) if alike else None
    appended = figure.unit.kind != "money" and len(between) <= 4 and any(word in lex.alternatives for word in between)
    return Move(move.direction, move.at, move.link) if appended else None


def _with_baseline(doc: Document, lex: Lexicon, figure: Found, after: Found | None, source: Found | None, move: Move) -> Move:
    """`compared to 2021`, `than last year`, `respecto de igual período`; or the figure from which the change came."""
    if source is not None:
        return move._replace(baseline=(source.first, source.last))
    lowers = doc.lowers
    stop = figure.stop if after is None or after.stop != figure.stop else after.first
    for at in range(figure.last, min(stop, figure.last + 16)):
        met = lex.compared.ahead(lowers, at, stop)
        if met is None:
            if lowers[at] in _STOPS:
                break
            continue
        end = met.last
        while end < stop and end < met.last + 8 and lowers[end] not in _STOPS and lowers[end] not in {",", ")", "("}:
            end += 1
        return move._replace(baseline=(met.last, end)) if end > met.last else move
    return move

"""Names found: runs, pieces, kinds, bearers, in this order."""

from __future__ import annotations

from collections.abc import Mapping

from bot.condense.document import Document, visible
from bot.condense.names.bearers import Bodies, Group, People, content
from bot.condense.names.datelines import opens_dateline
from bot.condense.names.entity import Entity
from bot.condense.names.evidence import kind_by_neighbours, name_by_echo, names_a_thing
from bot.condense.names.known import Bearer, KnownNames
from bot.condense.names.lexicon import ARTICLE, BODY, FUNCTION, GIVEN, INNER, NOT_NAME, ORG_HEAD, SURNAME, TITLE, fold, lexicon
from bot.condense.names.nicknames import nickname_behind
from bot.condense.names.pieces import Piece, cut
from bot.condense.names.places import Places
from bot.condense.names.reading import Reading, prepare
from bot.condense.names.roles import gender_of, role_of
from bot.condense.names.runs import find_runs
from bot.condense.names.shorts import by_acronym, in_title
from bot.model.text import Span

_LOUD_NAME = 5
_FORMS = 16
_ECHO_WORDS = 3


def find_names(doc: Document, known: KnownNames) -> tuple[Entity, ...]:
    """All people, organisations and places of the text, in the order of their first mention; no two mentions overlap."""
    reading = prepare(doc, lexicon(doc.language), known)
    pieces = [piece for first, last in find_runs(reading) for piece in _pieces(reading, first, last)]
    for piece in pieces:
        if piece.kind is None:
            piece.kind = kind_by_neighbours(reading, piece)
    name_by_echo(reading, pieces)
    pieces = [piece for piece in pieces if not names_a_thing(reading, piece) and not in_title(reading, piece)]
    pieces = [part for piece in pieces for part in by_acronym(reading, piece)]
    places = Places(reading, pieces)
    for piece in pieces:
        if piece.kind == "place" and piece.last - piece.first > 1 and places.weak(piece) and not places.certain(piece):
            piece.kind, piece.alias = "person", None
    finder = _Finder(reading, places)
    finder.gather(pieces)
    finder.gather_loud()
    return tuple(sorted(finder.entities(), key=lambda entity: entity.mentions[0]))


def _pieces(reading: Reading, first: int, last: int) -> list[Piece]:
    if first not in reading.matches and opens_dateline(reading, first, last):
        return [Piece(first, last, "place")]
    return cut(reading, first, last)


class _Finder:
    """The bearers of one text while they are gathered."""

    def __init__(self, reading: Reading, places: Places) -> None:
        self._reading = reading
        self._people = People(reading)
        self._bodies = Bodies(reading, "organisation")
        self._spots = Bodies(reading, "place")
        self._places = places
        self._nicknamed: dict[int, Group] = {}

    def gather(self, pieces: list[Piece]) -> None:
        """Full names first, so that a single word finds its bearer wherever it stands."""
        reading = self._reading
        rest: list[Piece] = []
        full: list[tuple[int, int, Piece]] = []
        for piece in pieces:
            bearer = _desk_person(piece) or self._nicknamed_person(piece)
            if bearer is not None and piece.last - piece.first > 1:
                self._note(piece, self._people.add_known(piece, bearer))
            elif piece.kind == "person" and bearer is None and piece.last - piece.first > 1:
                full.append((-len(content(reading, piece)), piece.first, piece))
            else:
                rest.append(piece)
        for _, _, piece in sorted(full):
            self._note(piece, self._people.add_full(piece))
        rest.sort(key=lambda piece: (piece.last - piece.first == 1, piece.first))
        for piece in rest:
            self._place(piece)

    def _nicknamed_person(self, piece: Piece) -> Bearer | None:
        """The desk's person whose name has a nickname inside: Joaquín ‘El Chapo’ Guzmán."""
        if piece.nickname is None:
            return None
        alias = self._reading.known.names.get(content(self._reading, piece))
        return alias.bearers[0] if alias is not None and alias.bearers[0].kind == "person" else None

    def _note(self, piece: Piece, group: Group) -> None:
        nickname = nickname_behind(self._reading, piece.first, piece.last)
        if nickname is not None:
            self._people.add_nickname(group, nickname)
            self._nicknamed.update(dict.fromkeys(range(*nickname), group))

    def _place(self, piece: Piece) -> None:
        words = content(self._reading, piece)
        if piece.first in self._nicknamed:
            group = self._nicknamed[piece.first]
            group.pieces.append(self._with_particles(piece, group))
        elif (bearer := _desk_person(piece)) is not None:
            other = None if self._people.has(bearer) else self._people.find(words, piece.first)
            told = gender_of(self._reading, [piece])
            if told and bearer.gender and told != bearer.gender and piece.last - piece.first == 1:
                self._people.add_single(piece, words)
            elif other is not None:
                other.pieces.append(piece)
            else:
                self._people.add_known(piece, bearer)
        elif piece.kind == "place":
            self._place_place(piece, words)
        elif piece.kind == "organisation":
            self._place_body(piece)
        else:
            self._place_open(piece, words)

    def _place_place(self, piece: Piece, words: tuple[str, ...]) -> None:
        first = piece.first
        if not self._places.told_short(piece):
            return
        if piece.alias is None or self._places.weak(piece):
            person = self._people.find(words, piece.first)
            if person is not None and not (piece.alias is not None and self._places.told(piece)):
                person.pieces.append(self._with_particles(piece, person))
                return
            if piece.alias is not None and not self._places.certain(piece):
                return
        person = self._people.find(words, piece.first) if len(words) == 1 else None
        if person is not None:
            surname = piece.alias is not None and words[0] == person.words[-1] and not self._places.told(piece)
            if surname or self._with_particles(piece, person).first < first:
                person.pieces.append(piece)
                return
        self._spots.add(piece, self._places.choose(piece) if piece.alias else None)

    def _place_body(self, piece: Piece) -> None:
        reading = self._reading
        bearers = piece.alias.bearers if piece.alias else ()
        bearer = next((one for one in bearers if self._places.at_home(one, piece)), None)
        group = self._bodies.add(piece, bearer)
        at, words = piece.last, reading.doc.words
        if at + 2 < len(words) and words[at] == "(" and words[at + 1][0].isupper() and words[at + 2] in "),":
            short = fold(words[at + 1])
            if short[0] in {word[0] for word in group.words}:
                self._bodies.name((short,), group)

    def _place_open(self, piece: Piece, words: tuple[str, ...]) -> None:
        """A piece whose words and neighbours leave its kind open, or a single word that a title makes a person."""
        for found in (self._people.find(words, piece.first), self._bodies.find(words), self._spots.find(words)):
            if found is not None:
                found.pieces.append(self._with_particles(piece, found))
                return
        if self._behind_opening(piece, words):
            return
        if piece.kind == "person":
            self._people.add_single(piece, words)
        elif (
            piece.last - piece.first == 1
            and self._reading.marks[piece.first] & ORG_HEAD
            and not self._reading.opens(piece.first)
            and self._reading.marks[piece.first - 1] & ARTICLE
        ):
            self._bodies.add(piece, None)

    def _behind_opening(self, piece: Piece, words: tuple[str, ...]) -> bool:
        """A word that only opens the sentence stands before somebody's name: Renuncia Mendes."""
        reading = self._reading
        if len(words) < _ECHO_WORDS - 1 or piece.kind == "person" or not reading.opens(piece.first):
            return False
        person = self._people.find(words[1:], piece.first)
        if person is None or piece.first + 1 >= piece.last or not reading.doc.words[piece.first + 1][0].isupper():
            return False
        person.pieces.append(Piece(piece.first + 1, piece.last, "person"))
        return True

    def _with_particles(self, piece: Piece, group: Group) -> Piece:
        """The piece with the particles before it that belong to the name, though a capital opens the sentence: Del Castillo."""
        reading = self._reading
        lowers = reading.doc.lowers
        first = piece.first
        while first and reading.marks[first - 1] & INNER and reading.same_line(first - 1, first):
            first -= 1
        while first < piece.first and not reading.doc.words[first][0].isupper():
            first += 1
        if first < piece.first:
            wanted = lowers[first : piece.last]
            for other in group.pieces[:_FORMS]:
                spelled = lowers[other.first : other.last]
                if any(spelled[k : k + len(wanted)] == wanted for k in range(len(spelled))):
                    piece.first = first
                    return piece
            if tuple(fold(word) for word in wanted) in group.nicknames:
                piece.first = first
        return piece

    def gather_loud(self) -> None:
        """In sentences whose capitals tell nothing, only names known from elsewhere count, and given names with surnames."""
        reading = self._reading
        if not reading.loud:
            return
        forms: dict[tuple[str, ...], Group] = {}
        for group in (*self._people.groups, *self._bodies.groups, *self._spots.groups):
            for piece in group.pieces:
                forms.setdefault(content(reading, piece), group)
        for group in self._people.groups:
            last = group.words[-1]
            if last not in reading.written and not reading.lex.flags.get(last, 0) & (BODY | NOT_NAME | TITLE | FUNCTION):
                forms.setdefault((last,), group)
        done = 0
        for first in reading.capitals:
            if first < done or reading.doc.sentence_of[first] not in reading.loud:
                continue
            done = self._loud_name(first, forms)

    def _loud_name(self, first: int, forms: dict[tuple[str, ...], Group]) -> int:
        """The end of the name that begins at `first`, or the next word."""
        reading = self._reading
        for last in range(min(first + _LOUD_NAME, len(reading.marks)), first, -1):
            if not reading.same_line(last - 2, last - 1) and last - first > 1:
                continue
            if not reading.doc.words[last - 1][0].isupper():
                continue
            piece = Piece(first, last)
            group = forms.get(content(reading, piece))
            if group is not None and not reading.marks[last - 1] & INNER and not reading.marks[first] & INNER:
                group.pieces.append(piece)
                return last
        if first in reading.matches:
            last, alias = reading.matches[first]
            self._place(Piece(first, last, alias.bearers[0].kind, alias))
            return last
        last = first
        while (
            last < len(reading.marks)
            and reading.marks[last] & (GIVEN | SURNAME)
            and (last == first or reading.same_line(last - 1, last))
        ):
            last += 1
        if last - first > 1 and reading.marks[first] & GIVEN and reading.marks[last - 1] & SURNAME:
            self._people.add_full(Piece(first, last, "person"))
            return last
        return first + 1

    def entities(self) -> list[Entity]:
        groups = (*self._people.groups, *self._bodies.groups, *self._spots.groups)
        bodies = {piece.first: piece.last for group in self._bodies.groups for piece in group.pieces}
        return [_entity(self._reading, group, bodies) for group in groups if group.pieces]


def _desk_person(piece: Piece) -> Bearer | None:
    if piece.kind != "person" or piece.alias is None:
        return None
    bearer = piece.alias.bearers[0]
    return bearer if bearer.kind == "person" and bearer.id else None


def _entity(reading: Reading, group: Group, bodies: Mapping[int, int]) -> Entity:
    doc = reading.doc
    pieces = sorted(group.pieces, key=lambda piece: piece.first)
    mentions = tuple(Span(doc.starts[piece.first], doc.ends[piece.last - 1]) for piece in pieces)
    person = group.kind == "person"
    gender = ((group.bearer.gender if group.bearer else None) or gender_of(reading, pieces)) if person else None
    return Entity(
        name=group.bearer.name if group.bearer is not None else _fullest(reading, pieces),
        kind=group.kind,
        mentions=mentions,
        gender=gender,
        role=role_of(reading, pieces, gender, bodies) if person else None,
        known=group.bearer.id if group.bearer else None,
    )


def _fullest(reading: Reading, pieces: list[Piece]) -> str:
    """The longest form in the text, rather not in capitals, without a nickname inside it, in one line."""
    return max((_written(reading, piece) for piece in pieces), key=lambda name: (not name.isupper(), len(name)))


def _written(reading: Reading, piece: Piece) -> str:
    doc = reading.doc
    whole = doc.text[doc.starts[piece.first] : doc.ends[piece.last - 1]]
    if piece.nickname is not None:
        opening, closing = piece.nickname[0] - 1, piece.nickname[1]
        whole = doc.text[doc.starts[piece.first] : doc.starts[opening]] + doc.text[doc.ends[closing] : doc.ends[piece.last - 1]]
    return visible(whole)

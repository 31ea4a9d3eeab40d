"""Names found: runs, pieces, kinds, bearers, in this order."""

from __future__ import annotations

from bot.condense.document import Document
from bot.condense.names.bearers import Bodies, Group, People, content
from bot.condense.names.entity import Entity
from bot.condense.names.evidence import kind_by_neighbours, titled
from bot.condense.names.known import KnownNames
from bot.condense.names.lexicon import BODY, GIVEN, fold, lexicon
from bot.condense.names.pieces import Piece, cut
from bot.condense.names.roles import gender_of, role_of
from bot.condense.names.runs import Reading, find_runs, prepare
from bot.model.text import Span


def find_names(doc: Document, known: KnownNames) -> tuple[Entity, ...]:
    """All people, organisations and places of the text, in the order of their first mention; no two mentions overlap."""
    reading = prepare(doc, lexicon(doc.language), known)
    pieces = [piece for first, last in find_runs(reading) for piece in cut(reading, first, last)]
    people, organisations, places = People(reading), Bodies(reading, "organisation"), Bodies(reading, "place")
    full: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        if piece.alias is not None and piece.kind == "person" and piece.alias.bearers[0].id:
            people.add_known(piece, piece.alias.bearers[0])
            continue
        if piece.kind is None:
            piece.kind = kind_by_neighbours(reading, piece)
        if piece.kind == "person" and piece.last - piece.first > 1:
            full.append(piece)
        else:
            rest.append(piece)
    for piece in sorted(full, key=lambda p: (-len(content(reading, p)), p.first)):
        people.add_full(piece)
    for piece in rest:
        _place_rest(reading, piece, people, organisations, places)
    _loud_names(reading, people, organisations, places)
    groups = [*people.groups, *organisations.groups, *places.groups]
    entities = [_entity(reading, group) for group in groups if group.pieces]
    return tuple(sorted(entities, key=lambda entity: entity.mentions[0]))


def _place_rest(reading: Reading, piece: Piece, people: People, organisations: Bodies, places: Bodies) -> None:
    marks = reading.marks
    words = content(reading, piece)
    if not words:
        return
    bearer = piece.alias.bearers[0] if piece.alias else None
    if piece.kind == "place":
        person = people.find(words, piece.first) if piece.alias is None or len(words) == 1 else None
        if person is not None and piece.alias is None:
            person.pieces.append(piece)
            return
        places.add(piece, bearer)
        return
    if piece.kind == "organisation":
        organisations.add(piece, bearer)
        return
    person = people.find(words, piece.first)
    if person is not None:
        person.pieces.append(piece)
        return
    if piece.kind == "person":
        people.groups_of(words, group := Group("person", words))
        group.pieces.append(piece)
        return
    body = organisations.find(words)
    if body is not None:
        body.pieces.append(piece)
        return
    place = places.find(words)
    if place is not None:
        place.pieces.append(piece)
        return
    if len(words) == 1 and marks[piece.first] & BODY and not reading.opens(piece.first):
        organisations.add(piece, None)


def _loud_names(reading: Reading, people: People, organisations: Bodies, places: Bodies) -> None:
    """In sentences whose capitals tell nothing, only names known from elsewhere count."""
    if not reading.loud:
        return
    for first, (last, alias) in reading.matches.items():
        if reading.doc.sentence_of[first] not in reading.loud:
            continue
        bearer = alias.bearers[0]
        piece = Piece(first, last, bearer.kind, alias)
        if bearer.kind == "person":
            people.add_known(piece, bearer)
        else:
            (organisations if bearer.kind == "organisation" else places).add(piece, bearer)


def _entity(reading: Reading, group: Group) -> Entity:
    doc = reading.doc
    pieces = sorted(group.pieces, key=lambda piece: piece.first)
    mentions = tuple(Span(doc.starts[piece.first], doc.ends[piece.last - 1]) for piece in pieces)
    if group.bearer is not None:
        name = group.bearer.name
    else:
        name = max((span.of(doc.text) for span in mentions), key=len)
    person = group.kind == "person"
    return Entity(
        name=name,
        kind=group.kind,
        mentions=mentions,
        gender=((group.bearer.gender if group.bearer else None) or gender_of(reading, group)) if person else None,
        role=role_of(reading, pieces) if person else None,
        known=group.bearer.id if group.bearer else None,
    )

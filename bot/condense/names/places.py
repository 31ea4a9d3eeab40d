"""Which place a name means, by what else the text names; a name that does not tell stays as it stands."""

from __future__ import annotations

from bot.condense.document import tokens
from bot.condense.names.known import Bearer
from bot.condense.names.lexicon import COORDINATOR, GIVEN, INNER, LOCATIVE, SURNAME, fold
from bot.condense.names.pieces import Piece
from bot.condense.names.reading import Reading

_BESIDE = 4
_SHORT = 2
"""Tokens of an abbreviation, with its point."""
_BESIDE_WEIGHT = 3
_OFFICIAL = frozenset({"agency", "court", "force", "government", "legislature", "prosecutor"})
_WIDE = frozenset({"country", "state", "region", ""})


class Places:
    """What the text's other names say of where it plays. `named`: ids that some name means for sure."""

    def __init__(self, reading: Reading, pieces: list[Piece]) -> None:
        self._reading = reading
        self.named: set[str] = set()
        self.countries: set[str] = set()
        self.holders: set[str] = set()
        """Ids of what holds the places that are named."""
        for piece in pieces:
            if piece.kind == "place" and piece.alias is not None and len(piece.alias.bearers) == 1:
                bearer = piece.alias.bearers[0]
                if self._is_foreign_short(piece, bearer):
                    continue
                if bearer.id and not self.weak(piece):
                    self.named.add(bearer.id)
                    self.holders.add(bearer.within or "")
                if bearer.country and bearer.sort in {"country", "state"}:
                    self.countries.add(bearer.country)

    def _is_foreign_short(self, piece: Piece, bearer: Bearer) -> bool:
        """An abbreviation that another country may have for a place of its own: Lansing, Mich."""
        short = self._reading.doc.words[piece.last - 1] == "." and piece.last - piece.first == _SHORT
        return short and bearer.country != self._reading.doc.language.region.code

    def told_short(self, piece: Piece) -> bool:
        """Whether the name is no foreign abbreviation, or the text names its bearer in full, or a place that lies in it."""
        bearers = piece.alias.bearers if piece.alias else ()
        return not any(
            self._is_foreign_short(piece, one) and one.id not in self.named and one.id not in self.holders for one in bearers
        )

    def weak(self, piece: Piece) -> bool:
        """One word that is a given name or a surname as well, or a person's full name."""
        mark = self._reading.marks[piece.first]
        return bool(mark & GIVEN) if piece.last - piece.first > 1 else bool(mark & (GIVEN | SURNAME))

    def choose(self, piece: Piece) -> Bearer | None:
        """The place meant; None where several may be."""
        assert piece.alias is not None
        bearers = piece.alias.bearers
        if len(bearers) == 1:
            return bearers[0]
        scores = [(self._score(piece, bearer), index) for index, bearer in enumerate(bearers)]
        best, index = max(scores, key=lambda score: score[0])
        return bearers[index] if best > 0 and sum(score == best for score, _ in scores) == 1 else None

    def certain(self, piece: Piece) -> bool:
        """Whether a weak name is a place here, nobody in the text being called so: told by the words beside it, its state is
        named elsewhere, it is itself a state or country, or it has no namesake and is no given name, and the text names its
        country or lists it with other places."""
        reading = self._reading
        if self.told(piece):
            return True
        bearers = piece.alias.bearers if piece.alias else ()
        if piece.last - piece.first > 1:
            return any(self._score(piece, bearer) > 0 for bearer in bearers)
        alone = len(bearers) == 1 and not reading.marks[piece.first] & GIVEN
        if alone and (bearers[0].country in self.countries or self._listed(piece)):
            return True
        return any(self._score(piece, bearer) > 0 or bearer.sort in _WIDE for bearer in bearers)

    def told(self, piece: Piece) -> bool:
        """Whether the words beside it make it a place, whoever else is called so: en Guerrero; Guerrero, México."""
        reading = self._reading
        before = piece.first - 1
        inner = LOCATIVE | (INNER if piece.last - piece.first == 1 else 0)
        if before >= 0 and reading.same_line(before, piece.first) and reading.marks[before] & inner:
            return True
        bearers = piece.alias.bearers if piece.alias else ()
        return any(bearer.within is not None and self._beside(piece, bearer.within) for bearer in bearers)

    def _listed(self, piece: Piece) -> bool:
        """Another place stands right before or behind it, joined by a comma or a coordinator: Washington and Beijing."""
        reading = self._reading
        words, marks, at = reading.doc.words, reading.marks, piece.last
        if at < len(words) and (words[at] == "," or marks[at] & COORDINATOR) and self._place_at(at + 1):
            return True
        at = piece.first - 1
        if at < 1 or not (words[at] == "," or marks[at] & COORDINATOR):
            return False
        near = range(max(at - _BESIDE, 0), at)
        return any(k in reading.matches and reading.matches[k][0] == at and self._place_at(k) for k in near)

    def _place_at(self, at: int) -> bool:
        match = self._reading.matches.get(at)
        return match is not None and match[1].bearers[0].kind == "place"

    def _score(self, piece: Piece, bearer: Bearer) -> int:
        score = int(bearer.id in self.named)
        if bearer.within is not None:
            score += int(bearer.within in self.named) + _BESIDE_WEIGHT * self._beside(piece, bearer.within)
        return score + int(bearer.sort == "country")

    def _beside(self, piece: Piece, holder: str) -> bool:
        """Its state or country stands right behind: San Fernando, Tamaulipas."""
        reading = self._reading
        for k in range(piece.last, min(piece.last + _BESIDE, len(reading.marks))):
            if reading.doc.sentence_of[k] != reading.doc.sentence_of[piece.first]:
                return False
            if k in reading.matches:
                return any(bearer.id == holder for bearer in reading.matches[k][1].bearers)
        return False

    def at_home(self, bearer: Bearer, piece: Piece) -> bool:
        """Whether a body with a common name (National Guard) can be the desk's: the text plays in its country. Where it names
        no country, a short name that other countries of its language have for bodies of their own (Hacienda, el Senado) counts
        only where the text was printed there."""
        if bearer.country is None or piece.alias is None or piece.alias.exact is not None:
            return True
        if self.countries:
            return bearer.country in self.countries
        if not bearer.native or bearer.sort not in _OFFICIAL or tuple(map(fold, tokens(bearer.name))) == piece.alias.words:
            return True
        return bearer.country == self._reading.doc.language.region.code

"""Which pieces name the same bearer."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from bot.condense.document import tokens
from bot.condense.names.entity import Kind
from bot.condense.names.known import Bearer
from bot.condense.names.lexicon import BODY, FIRM, GIVEN, INNER, POSSESSIVE, RELATIONAL, STOP, SUFFIX, SURNAME, fold
from bot.condense.names.pieces import Piece
from bot.condense.names.reading import Reading

_TELLING = 2
"""More words in common than these tell a person, whatever comes before them."""
_TWO_SURNAMES = 3
"""Words of the shortest name with two surnames."""
_NAMESAKES = 32
"""How many bearers of one word are looked at, the latest first: a text with more names nobody by that word alone."""


@dataclass(slots=True, eq=False)
class Group:
    """The pieces of one bearer. `words`: its fullest name, folded, without particles, initials and nickname."""

    kind: Kind
    words: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    bearer: Bearer | None = None
    nicknames: set[tuple[str, ...]] = field(default_factory=set)
    full_at: list[int] = field(default_factory=list)
    """First words of the full mentions, in order."""
    aside_at: list[int] = field(default_factory=list)
    """Those of full mentions that only tell whose somebody else is: mamá de Ana Toro; her son Abel Toro."""


def content(reading: Reading, piece: Piece) -> tuple[str, ...]:
    """The words that tell the name from others: folded, no particles, initials, suffixes, marks, nor the nickname inside."""
    if piece.words is None:
        piece.words = _content(reading, piece)
    return piece.words


def _content(reading: Reading, piece: Piece) -> tuple[str, ...]:
    doc, marks = reading.doc, reading.marks
    if piece.last - piece.first == 1:
        return (fold(doc.lowers[piece.first]),)
    skip = range(piece.nickname[0] - 1, piece.nickname[1] + 1) if piece.nickname else ()
    words, lowers = doc.words, doc.lowers
    whole: list[str] = []
    bare: list[str] = []
    for k in range(piece.first, piece.last):
        if len(words[k]) == 1 or marks[k] & SUFFIX or k in skip:
            continue
        word = fold(lowers[k])
        whole.append(word)
        if not marks[k] & INNER:
            bare.append(word)
    return tuple(bare or whole) or tuple(fold(lowers[k]) for k in range(piece.first, piece.last))


class People:
    """The people of a text, gathered from the fullest names down to single words."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._groups: dict[int, Group] = {}
        self._by_id: dict[str, Group] = {}
        self._by_word: dict[str, list[Group]] = {}

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(self._groups.values())

    def add_known(self, piece: Piece, bearer: Bearer) -> Group:
        assert bearer.id is not None
        group = self._by_id.get(bearer.id)
        if group is None:
            group = Group("person", _name_words(self._reading, bearer.name), bearer=bearer)
            self._by_id[bearer.id] = group
            self._enter(group, group.words)
        group.pieces.append(piece)
        if piece.last - piece.first > 1:
            self._date(group, piece)
        self._enter(group, content(self._reading, piece))
        return group

    def has(self, bearer: Bearer) -> bool:
        return bearer.id in self._by_id

    def add_full(self, piece: Piece) -> Group:
        """A name of two words or more; call with the longest first."""
        words = content(self._reading, piece)
        group = self._same(words)
        if group is None:
            group = Group("person", words)
            self._enter(group, words)
        group.pieces.append(piece)
        self._date(group, piece)
        if piece.nickname:
            self.add_nickname(group, piece.nickname)
        return group

    def _date(self, group: Group, piece: Piece) -> None:
        insort(group.aside_at if _is_aside(self._reading, piece) else group.full_at, piece.first)

    def add_single(self, piece: Piece, words: tuple[str, ...]) -> None:
        """A person of whom the text gives one word only."""
        group = Group("person", words, [piece])
        self._enter(group, words)

    def add_nickname(self, group: Group, span: tuple[int, int]) -> None:
        doc, marks = self._reading.doc, self._reading.marks
        words = tuple(fold(doc.lowers[k]) for k in range(*span))
        bare = tuple(fold(doc.lowers[k]) for k in range(*span) if not marks[k] & INNER)
        group.nicknames.update({words, bare or words})
        for word in bare:
            self._by_word.setdefault(word, []).append(group)

    def _enter(self, group: Group, words: tuple[str, ...]) -> None:
        self._groups.setdefault(id(group), group)
        for word in words:
            known = self._by_word.setdefault(word, [])
            if group not in known[-_NAMESAKES:]:
                known.append(group)

    def _same(self, words: tuple[str, ...]) -> Group | None:
        for word in (words[-1], words[0]):
            for group in self._by_word.get(word, ())[-_NAMESAKES:]:
                if words in group.nicknames or same_person(words, group.words, self._given):
                    return group
        return None

    def _given(self, word: str) -> bool:
        return bool(self._reading.lex.flags.get(word, 0) & GIVEN)

    def _called(self, group: Group) -> str:
        """The surname by which one is called: the last, or the one before it where a name has two."""
        words = group.words
        if len(words) < _TWO_SURNAMES or self._given(words[-2]):
            return words[-1]
        reading = self._reading
        two = reading.doc.language.names.two_surnames or reading.lex.flags.get(words[-2], 0) & SURNAME
        return words[-2] if two else words[-1]

    def find(self, words: tuple[str, ...], at: int) -> Group | None:
        """Whose surname, nickname or, failing these, given name it is. A second surname tells somebody only where nobody has it
        as the first. Of several bearers the last one named before word `at`, else the first one after."""
        bearers = self._by_word.get(words[-1], [])[-_NAMESAKES:]
        if not bearers:
            return None
        if len(words) > 1:
            bearers = [group for group in bearers if _inside(words, group.words) or words in group.nicknames]
        surnamed = [g for g in bearers if words in g.nicknames or g.words[-1] == words[-1] or words[0] not in g.words[:1]]
        chosen = surnamed or (bearers if len(bearers) == 1 else [])
        if len(chosen) < 2:
            return chosen[0] if chosen else None
        chosen = [g for g in chosen if words in g.nicknames or self._called(g) == words[0]] or chosen
        return min(chosen, key=lambda group: _distance(group, at))


def _name_words(reading: Reading, name: str) -> tuple[str, ...]:
    flags = reading.lex.flags
    words = tuple(fold(word) for word in tokens(name) if len(word) > 1)
    return tuple(word for word in words if not flags.get(word, 0) & INNER) or words


def _distance(group: Group, at: int) -> tuple[int, int]:
    """How far before word `at` the bearer was last named in full; behind all others come one so far named only as somebody's
    relation, and one named only later."""
    first = group.full_at[0] if group.full_at else at
    asides = group.aside_at
    last = max(_last_before(group.full_at, at), _last_before(asides, at) if first < at else -1)
    if last >= 0:
        return 0, at - last
    last = _last_before(asides, at)
    return (1, at - last) if last >= 0 else (2, min((*group.full_at[:1], *asides[:1]), default=at))


def _last_before(named: list[int], at: int) -> int:
    index = bisect_left(named, at)
    return named[index - 1] if index else -1


def _is_aside(reading: Reading, piece: Piece) -> bool:
    """The name only tells whose relation somebody is, or stands behind a relation of somebody's: mamá de Ana; her son Abel."""
    k = piece.first - 1
    if k < 1 or not reading.same_line(k, piece.first):
        return False
    marks = reading.marks
    if reading.doc.lowers[k] in reading.doc.language.speech.genitives:
        return bool(marks[k - 1] & RELATIONAL)
    return bool(marks[k] & RELATIONAL and marks[k - 1] & (POSSESSIVE | STOP))


def _inside(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    position = iter(whole)
    return all(word in position for word in part)


def same_person(shorter: tuple[str, ...], longer: tuple[str, ...], given: object) -> bool:
    """Whether two full names are one person's: the one within the other from its first word or from a surname on, or given
    names that are short and long forms of each other."""
    assert callable(given)
    if shorter == longer:
        return True
    if _inside(shorter, longer):
        second = len(longer) > _TWO_SURNAMES and longer[1 : 1 + len(shorter)] == shorter  # José Luis Mora Ruiz: Luis Mora
        return second or shorter[0] == longer[0] or not given(shorter[0]) or len(shorter) > _TELLING
    if _inside(longer, shorter):
        return shorter[0] == longer[0] or not given(longer[0])
    if len(shorter) > 1 and len(longer) > 1 and not given(shorter[0]) and shorter[0] == longer[-1]:
        return True
    if len(shorter) == len(longer) == 2 and shorter[-1] == longer[-1]:
        a, b = sorted((shorter[0], longer[0]), key=len)
        return len(a) > 2 and b.startswith(a)
    return False


class Bodies:
    """Organisations, or places, of a text."""

    def __init__(self, reading: Reading, kind: Kind) -> None:
        self._reading = reading
        self._kind = kind
        self.groups: list[Group] = []
        self._by_words: dict[tuple[str, ...], Group] = {}
        self._headed_at: dict[str, list[tuple[int, Group]]] = {}

    def add(self, piece: Piece, bearer: Bearer | None) -> Group:
        """The piece to its group: by the desk's id, by the same words, by its head alone, by its acronym; else a new one."""
        reading = self._reading
        words = content(reading, piece)
        key = (f"#{bearer.id}",) if bearer and bearer.id else words
        group = self._by_words.get(key)
        if group is None and key is words:
            group = self._headed(words, piece.first)
        if group is None:
            group = Group(self._kind, words, bearer=bearer)
            self.groups.append(group)
            self._by_words[key] = group
            if len(words) > 2:
                self._by_words.setdefault(("".join(word[0] for word in words),), group)
        self._by_words.setdefault(words, group)
        if len(words) > 1 and reading.marks[piece.last - 1] & FIRM:
            self._by_words.setdefault(words[:-1], group)
        for word, mark in ((words[0], reading.marks[piece.first]), (words[-1], reading.marks[piece.last - 1])):
            if mark & BODY:
                insort(self._headed_at.setdefault(word, []), (piece.first, group), key=lambda entry: entry[0])
        group.pieces.append(piece)
        return group

    def _headed(self, words: tuple[str, ...], at: int) -> Group | None:
        """The body named in full, the last one before word `at`, by its head alone or by its first words: la Fiscalía."""
        headed = self._headed_at.get(words[0], [])
        index = bisect_left(headed, at, key=lambda entry: entry[0])
        for _, group in reversed(headed[max(index - _NAMESAKES, 0) : index]):
            if len(words) == 1 or group.words[: len(words)] == words:
                return group
        return None

    def name(self, words: tuple[str, ...], group: Group) -> None:
        """Another name of a group: the short form in brackets behind it."""
        self._by_words[words] = group

    def find(self, words: tuple[str, ...]) -> Group | None:
        return self._by_words.get(words)

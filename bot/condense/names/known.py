"""The names that the desk and the language know, in one dictionary of words: a text is matched in one pass, however many there
are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.condense.document import tokens
from bot.condense.names.entity import Kind
from bot.condense.names.lexicon import fold
from bot.languages import Language
from bot.model.desk import Desk, Gender


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """Who bears a known name. `name`: in the text's language. `id`: the desk's, null for the language's own. `within`: id of
    the place that holds this one."""

    id: str | None
    name: str
    kind: Kind
    gender: Gender | None = None
    within: str | None = None
    country: str | None = None
    sort: str = ""
    native: bool = True
    """What kind of place or body: `state`, `city`; empty for people. `native`: its own
    name is in the text's language."""


@dataclass(frozen=True, slots=True, eq=False)
class Alias:
    """One way to write it. `words` are folded; `capitals[i]`: word i has a capital, and so must the text; `tildes[i]`: it has
    an ñ, which a text may drop but not add: Cañada is not Canada. `exact`: an acronym, which only counts as written. Several
    bearers: the name alone does not tell."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    tildes: tuple[bool, ...]
    exact: str | None
    bearers: tuple[Bearer, ...]


@dataclass(frozen=True, slots=True, eq=False)
class KnownNames:
    """`by_first`: first word, folded → second word → the aliases that begin so, longest first, the one of the first word alone
    behind them; that one alone under the empty word."""

    by_first: dict[str, dict[str, tuple[Alias, ...]]]
    names: dict[tuple[str, ...], Alias]
    bearers: dict[str, Bearer]
    """The desk's, by id."""


def known_names(desk: Desk, language: Language) -> KnownNames:
    """The desk's people, organisations and places and the language's own, ready to be matched. Cached by identity."""
    return _compiled(_Identity(desk), language)


class _Identity:
    """A desk as a cache key: the same object is the same key, and is kept alive by it."""

    __slots__ = ("desk",)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __hash__(self) -> int:
        return id(self.desk)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.desk is self.desk


@lru_cache(maxsize=16)
def _compiled(key: _Identity, language: Language) -> KnownNames:
    desk = key.desk
    bearers: list[tuple[Bearer, tuple[str, ...]]] = [
        (Bearer(p.id, p.name, "person", p.gender), (p.name, *p.aliases)) for p in desk.people
    ]
    bearers += [
        (
            Bearer(
                o.id,
                o.names.get(language.code, o.name),
                "organisation",
                country=o.country,
                sort=o.kind,
                native=language.code not in o.names,
            ),
            (o.name, *o.names.values(), *o.aliases),
        )
        for o in desk.organisations
    ]
    bearers += [
        (
            Bearer(g.id, g.names.get(language.code, g.name), "place", within=g.within, country=g.country, sort=g.kind),
            (g.name, *g.names.values(), *g.aliases),
        )
        for g in desk.places
    ]
    written: dict[tuple[str, ...], list[tuple[str, Bearer]]] = {}
    for bearer, names in bearers:
        for name in names:
            _enter(written, name, bearer)
    own = language.names
    for phrases, kind in ((own.organisations, "organisation"), (own.places, "place")):
        for phrase in phrases:
            if tuple(fold(word) for word in tokens(phrase)) not in written:
                _enter(written, phrase, Bearer(None, phrase, "organisation" if kind == "organisation" else "place"))
    by_first: dict[str, dict[str, list[Alias]]] = {}
    names_: dict[tuple[str, ...], Alias] = {}
    for words, entries in written.items():
        alias = _alias(words, entries)
        by_first.setdefault(words[0], {}).setdefault(words[1] if len(words) > 1 else "", []).append(alias)
        names_[words] = alias
    return KnownNames(
        {first: _ordered(by_second) for first, by_second in by_first.items()},
        names_,
        {bearer.id: bearer for bearer, _ in bearers if bearer.id},
    )


def _enter(written: dict[tuple[str, ...], list[tuple[str, Bearer]]], name: str, bearer: Bearer) -> None:
    words = tuple(fold(word) for word in tokens(name))
    if words:
        entries = written.setdefault(words, [])
        if all(other is not bearer for _, other in entries):
            entries.append((name, bearer))


def _alias(words: tuple[str, ...], entries: Iterable[tuple[str, Bearer]]) -> Alias:
    entries = tuple(entries)
    spelled = tokens(entries[0][0])
    single = spelled[0] if len(spelled) == 1 else None
    exact = single if single and len(single) > 1 and single.isupper() else None
    capitals = tuple(word[0].isupper() for word in spelled)
    tildes = tuple(has_tilde(word) for word in spelled)
    return Alias(words, capitals, tildes, exact, tuple(bearer for _, bearer in entries))


def has_tilde(word: str) -> bool:
    return not word.isascii() and ("ñ" in word or "Ñ" in word)


def _ordered(by_second: dict[str, list[Alias]]) -> dict[str, tuple[Alias, ...]]:
    alone = tuple(by_second.pop("", ()))
    ordered = {second: (*sorted(group, key=_longest_first), *alone) for second, group in by_second.items()}
    return {**ordered, "": alone}


def _longest_first(alias: Alias) -> int:
    return -len(alias.words)

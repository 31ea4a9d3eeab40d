"""`fates.toml`: what befalls people, by kinds that all languages share; and the verbs with which something is denied."""

from __future__ import annotations

from collections.abc import Mapping

from bot.languages.schema import Table


class Springing(Table):
    """A jail that is stormed: whoever armed men let out of it escaped, and nobody rescued him."""

    raiders: tuple[str, ...] = ()
    """Those who storm it: `gunmen`, `comando`."""

    places: tuple[str, ...] = ()
    """Where people are held, and those held there by law: `jail`, `inmates`, `reos`."""

    doing: tuple[str, ...] = ()
    """Those words of the fate `freed` that tell it: `freed`, `liberaron`; not `rescued`."""

    fleeing: tuple[str, ...] = ()
    """Those words of the fate `displaced` that tell of an escape where they stand beside such a place: `fled`, `huyeron`."""


class Fates(Table):
    """All words in lower case; they are folded when they are compared, `*` at a word's end stands for any ending, and `…` for
    a few words. A
    language without them is told apart by nothing of this."""

    fates: Mapping[str, tuple[str, ...]] = {}
    """Kind → its words, of the verb and of those it befell: `dead` → `kill*`, `dead`, `bodies`. The kinds are named alike in
    every language: that is how a toll in one is compared with a toll in another."""

    denying: tuple[str, ...] = ()
    """Forms of verbs that deny what others say: `denied`, `desmintió`. Not what retracts one's own words."""

    idle: tuple[str, ...] = ()
    """Phrases that hold a word of `fates` or `denying` and tell of nothing of the kind: `body camera`, `la presa`."""

    doing: tuple[str, ...] = ()
    """Forms of `fates` whose subject does it to others, and never suffers it: `killing`, `mataron`."""

    passive: tuple[str, ...] = ()
    """Auxiliaries whose subject suffers it: `were`, `fueron`."""

    of: tuple[str, ...] = ()
    """What parts a part from its whole: two *of* the wounded."""

    suffering: tuple[str, ...] = ()
    """Endings of forms of `fates` whose people do nothing to others, whatever stands behind them: 38 `escaped` the prison, dos
    policías `asesinados` este año."""

    now: tuple[str, ...] = ()
    """Words before a number that say that it is another one than before: `now`, `ya`."""

    further: tuple[str, ...] = ()
    """Words of a figure that adds to a number told elsewhere: two `more` bodies."""

    stretches: tuple[str, ...] = ()
    """Words of a time in which an office counts, and no single event happens: `year`, `mes`."""

    springing: Springing = Springing()
    """When those freed are those who escaped."""

"""The declaration of a command: its handler's signature, read once into a frozen value.

    @command
    async def figures(ask: Ask, measure: Annotated[str, Rest(), Suggest(measures)] = "", since: When | None = None,
                      limit: Annotated[int, Within(1, 50)] = 10) -> Reply: ...

A parameter is `str`, `int`, `bool` (a flag), `When`, a `Literal` or `tuple[str, ...]` (may be given several times), each also
`| None`. Without a default it is required. The name is the function's, `feeds_list` becoming “feeds list”; names, short
names, summaries and options' descriptions in every language stand in `texts.toml` under `commands` and `options`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, overload

from bot.commands.ask import Ask, Needs
from bot.languages.texts import Texts
from bot.model.chat import Reply

Handler = Callable[..., Awaitable[Reply]]

_LINES = re.compile(r"[;\n]")
_COMMAS = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time as somebody wrote it: “2022” is the year, “yesterday” the day. `[start, end)`, aware, in UTC."""

    start: datetime
    end: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that an option takes. `label`: how the asker's language calls it; `also`: other names that are understood."""

    value: str
    label: str
    also: tuple[str, ...] = ()


Source = Callable[[Ask, str], Awaitable[Sequence[Choice]]]
"""Gives the choices, best first, for what has been typed so far (empty: all)."""


@dataclass(frozen=True, slots=True)
class Suggest:
    """Values that are offered; others are taken as well."""

    source: Source


@dataclass(frozen=True, slots=True)
class OneOf:
    """The only values that are taken, by their value, label or another name."""

    source: Source


@dataclass(frozen=True, slots=True)
class Within:
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Takes all words that no other option has taken, just as they were typed. `query`: they are read as a search."""

    query: bool = False


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    FLAG = "flag"
    TIME = "time"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option, as every platform sees it. `choices`: a Literal's; `source`: asks for values, and `strict` says that no
    others are taken; `many`: may be given several times; `rest`: takes the words left over, `query`: as those of a search."""

    name: str
    kind: Kind
    required: bool
    default: object
    choices: tuple[str, ...] = ()
    within: Within | None = None
    source: Source | None = None
    strict: bool = False
    many: bool = False
    rest: bool = False
    query: bool = False

    @property
    def parameter(self) -> str:
        """The handler's parameter."""
        return self.name.replace("-", "_")

    @property
    def parting(self) -> re.Pattern[str]:
        """What stands between several values written as one: a semicolon or a new line. A comma too where all values are known,
        for others hold commas themselves (“Culiacán, Sinaloa”, a rule of mentions)."""
        return _COMMAS if self.strict else _LINES

    def parted(self, text: str) -> tuple[str, ...]:
        """The values that were written as one; of an option that takes one value, that one."""
        if not self.many:
            return (text,)
        return tuple(filter(None, map(str.strip, self.parting.split(text)))) or (text,)

    def several(self, texts: Texts) -> str:
        """How several values are written as one, to be told behind the option's description; empty where it takes one."""
        return texts.say("replies.several_known" if self.strict else "replies.several") if self.many else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    name: str
    options: tuple[Option, ...]
    needs: Needs
    handler: Handler
    private: bool = False
    """Whether its answers are for the asker alone; those of admins' commands always are."""
    changes: bool = False
    """Whether it changes something, as all of admins' commands may: no link that is merely followed carries it out."""
    short: str | None = None
    """Another name, of one word, that is understood wherever a line is typed: Discord has room for 25 entries, and shows
    such commands as a group."""

    @property
    def key(self) -> str:
        """Where its texts stand: `commands.<key>`."""
        return f"commands.{self.name.replace(' ', '-')}"

    def option(self, name: str) -> Option | None:
        return next((option for option in self.options if option.name == name), None)

    def local_name(self, texts: Texts) -> str:
        return texts.say(f"{self.key}.name")

    def local_short(self, texts: Texts) -> str | None:
        return texts.say(f"{self.key}.short") if self.short else None

    def summary(self, texts: Texts) -> str:
        return texts.say(f"{self.key}.summary")

    def option_name(self, option: Option, texts: Texts) -> str:
        return texts.say(f"options.{option.name}.name")

    def option_summary(self, option: Option, texts: Texts) -> str:
        """The command's own description of the option, or the one that all commands share."""
        own = f"{self.key}.options.{option.name}"
        return texts.say(own if texts.has(own) else f"options.{option.name}.summary")


@overload
def command(handler: Handler, /) -> Command: ...
@overload
def command(
    *, needs: Needs = "reader", private: bool = False, changes: bool = False, short: str | None = None
) -> Callable[[Handler], Command]: ...
def command(
    handler: Handler | None = None,
    /,
    *,
    needs: Needs = "reader",
    private: bool = False,
    changes: bool = False,
    short: str | None = None,
) -> Command | Callable[[Handler], Command]:
    """Reads the handler's signature into a Command. Raises `TypeError` for a parameter that no platform could offer."""

    def read(handler: Handler) -> Command:
        hints = get_type_hints(handler, include_extras=True)
        parameters = list(inspect.signature(handler).parameters.values())[1:]
        options = tuple(_option(p, hints[p.name]) for p in parameters)
        return Command(
            name=handler.__name__.replace("_", " "),
            options=options,
            needs=needs,
            handler=handler,
            private=private or needs == "admin",
            changes=changes or needs == "admin",
            short=short,
        )

    return read if handler is None else read(handler)


def _option(parameter: inspect.Parameter, hint: Any) -> Option:
    notes: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        notes = tuple(rest)
    kind, choices, many = _kind(hint, parameter.name)
    source = next((note for note in notes if isinstance(note, Suggest | OneOf)), None)
    return Option(
        name=parameter.name.replace("_", "-"),
        kind=kind,
        required=parameter.default is parameter.empty,
        default=None if parameter.default is parameter.empty else parameter.default,
        choices=choices,
        within=next((note for note in notes if isinstance(note, Within)), None),
        source=source.source if source else None,
        strict=isinstance(source, OneOf),
        many=many,
        rest=any(isinstance(note, Rest) for note in notes),
        query=any(isinstance(note, Rest) and note.query for note in notes),
    )


def _kind(hint: Any, name: str) -> tuple[Kind, tuple[str, ...], bool]:
    if get_origin(hint) in {Union, UnionType}:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
        if get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
    if get_origin(hint) is Literal:
        return Kind.CHOICE, get_args(hint), False
    if get_origin(hint) is tuple and get_args(hint) == (str, ...):
        return Kind.TEXT, (), True
    plain = {str: Kind.TEXT, int: Kind.INTEGER, bool: Kind.FLAG, When: Kind.TIME}
    if hint not in plain:
        raise TypeError(f"{name}: {hint} cannot be an option")
    return plain[hint], (), False

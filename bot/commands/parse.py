"""The grammar of a command line, the same on every platform.

    /figures homicide victims since:2022 limit:5         name:value anywhere, words for what is left
    /search "prisión preventiva" -fútbol topic:justice   quotes hold words together; `-` means without (the search's own affair)
    /brief feeds add https://a.example/rss               one group on the chat platforms; two-word commands
    /cifras homicidios desde:"hace dos semanas"          commands and options by their name in any language

What cannot be read is a UsageError that carries the line and the place of the word (`line`, `start`, `end`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.commands.command import Command, Kind, Option
from bot.commands.tokens import Token, fold, nearest, pointed, pointed_near, quote, tokens
from bot.languages import available, texts

GROUPS = frozenset({"brief", "briefadmin"})
"""The chat platforms' own slash commands; the command's name follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What was written for an option, and where."""

    option: Option
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A command with what was written for its options; the values are still words."""

    line: str
    command: Command
    arguments: tuple[Argument, ...]

    def given(self, option: Option) -> tuple[Argument, ...]:
        return tuple(argument for argument in self.arguments if argument.option is option)

    def instead(self, name: str, value: str) -> str:
        """The line, as it was typed, with another value for that option."""
        told = f"{name}:{quote(value)}"
        given = next((argument for argument in self.arguments if argument.option.name == name), None)
        if given is None:
            return f"{self.line.rstrip()} {told}"
        return self.line[: given.start] + told + self.line[given.end :]


def parse(line: str, commands: Mapping[str, Command]) -> Call:
    """The call that a line stands for. Raises UsageError: no such command, no such option, a word too many …"""
    command, given = partial(line, commands)
    for option in command.options:
        if option.required and not any(argument.option is option for argument in given):
            raise pointed("option-missing", line, len(line), len(line) + 1, option=option.name)
    return Call(line=line, command=command, arguments=given)


def partial(line: str, commands: Mapping[str, Command]) -> tuple[Command, tuple[Argument, ...]]:
    """The command and what was written for it, be it all that it requires or not."""
    command, rest = split_command(line, commands)
    return command, _arguments(line, command, rest)


def split_command(line: str, commands: Mapping[str, Command]) -> tuple[Command, Sequence[Token]]:
    """The command that the line begins with, and the words after its name."""
    return _command(line, tokens(line), commands)


def find_option(command: Command, name: str) -> Option | None:
    """The command's option of that name, in any language."""
    local = (option for option in command.options if fold(name) in map(fold, _option_names(command, option)))
    return command.option(name) or next(local, None)


def compose(command: Command, values: Mapping[str, object]) -> str:
    """The line that calls the command with these values, by parameter: what a platform with typed options hands to `run`, what
    a button holds.

    Values that are None, empty or the option's default are left out; a sequence is given one by one.
    """
    parts: list[str] = [f"/{command.name}"]
    for option in command.options:
        value = values.get(option.parameter)
        if value is None or value in ("", ()) or value == option.default:
            continue
        each: Iterable[object] = value if isinstance(value, tuple | list) else (value,)
        for one in each:
            told = {True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one)
            parts.append(told if option.rest else f"{option.name}:{quote(told)}")
    return " ".join(parts)


def _command(line: str, words: Sequence[Token], commands: Mapping[str, Command]) -> tuple[Command, Sequence[Token]]:
    names = _names(commands)
    heads = [fold(word.raw.removeprefix("/") if index == 0 else word.raw) for index, word in enumerate(words[:3])]
    skip = 1 if heads and heads[0] in GROUPS else 0
    heads, words = heads[skip:], words[skip:]
    for size in (2, 1):
        found = names.get(" ".join(heads[:size])) if len(heads) >= size else None
        if found is not None:
            return found, words[size:]
    if not words:
        raise pointed("command-missing", line, 0, len(line), known=", ".join(commands))
    start = words[0].start + (1 if words[0].raw.startswith("/") else 0)
    members = [name for name in names if name.partition(" ")[0] == heads[0]]
    if members and len(words) > 1:
        near = nearest(heads[1], [name.partition(" ")[2] for name in members])
        whole = f"{heads[0]} {near}" if near else None
        raise pointed_near("command-unknown", line, words[1].start, words[1].end, near=whole, known=members)
    if members:
        raise pointed("command-incomplete", line, start, words[0].end, known=", ".join(members))
    near = nearest(" ".join(heads[:2]), names) or nearest(heads[0], names)
    raise pointed_near("command-unknown", line, start, words[0].end, near=near, known=list(commands))


def _names(commands: Mapping[str, Command]) -> dict[str, Command]:
    """Every name of every command, folded; a command's own name wins over another's translation."""
    names = {fold(c.local_name(texts(code))): c for code in available() for c in commands.values()}
    return names | {fold(name): command for name, command in commands.items()}


def _arguments(line: str, command: Command, words: Sequence[Token]) -> tuple[Argument, ...]:
    given: list[Argument] = []
    free: list[Token] = []
    for word in words:
        if word.name is None:
            free.append(word)
            continue
        option = find_option(command, word.name)
        if option is None and not word.text and any(o.rest for o in command.options):
            free.append(word)
            continue
        if option is None:
            # pointed at without its value: the name is what is wrong
            near = nearest(word.name, [name for o in command.options for name in _option_names(command, o)])
            end = word.start + len(word.name)
            raise pointed_near("option-unknown", line, word.start, end, near=near, known=[o.name for o in command.options])
        if not option.many and any(argument.option is option for argument in given):
            raise pointed("option-twice", line, word.start, word.end, option=word.name)
        if not word.text:
            raise pointed("value-missing", line, word.start, word.end, option=word.name)
        given.append(Argument(option=option, text=word.text, start=word.start, end=word.end))
    given += _fill(line, command, free, {argument.option.name for argument in given})
    return tuple(given)


def free_options(command: Command, taken: Iterable[str]) -> tuple[Option | None, list[Option]]:
    """Which options take words without a name: the one that takes all the rest, and those that take one word each, in order."""
    free = [option for option in command.options if option.name not in set(taken)]
    rest = next((option for option in free if option.rest), None)
    slots = [o for o in free if not o.rest and not o.many and o.kind not in {Kind.FLAG, Kind.TIME}]
    return rest, [option for option in slots if option.required or rest is None]


def _option_names(command: Command, option: Option) -> list[str]:
    return [option.name, *(command.option_name(option, texts(code)) for code in available())]


def _fill(line: str, command: Command, words: Sequence[Token], taken: set[str]) -> list[Argument]:
    """The words without a name, given to the options that are still free, in the order of the declaration."""
    rest, slots = free_options(command, taken)
    filled: list[Argument] = []
    for index, word in enumerate(words):
        flag = find_option(command, word.text)
        if rest is None and flag is not None and flag.kind is Kind.FLAG and flag.name not in taken:
            filled.append(Argument(option=flag, text="yes", start=word.start, end=word.end))
            taken = taken | {flag.name}
        elif slots:
            filled.append(Argument(option=slots.pop(0), text=word.text, start=word.start, end=word.end))
        elif rest is not None:
            raw = " ".join(w.raw for w in words[index:])
            filled.append(Argument(option=rest, text=raw, start=word.start, end=words[-1].end))
            break
        else:
            raise pointed("word-too-many", line, word.start, word.end, command=command.name)
    return filled

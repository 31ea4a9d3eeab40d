"""The grammar of a command line, the same on every platform.

    /figures homicide victims since:2022 limit:5         name:value anywhere, words for what is left
    /search "prisión preventiva" -fútbol topic:justice   quotes hold words together; `-` means without (the search's own affair)
    /brief feeds add https://a.example/rss               one group on the chat platforms; two-word commands
    /follow topic:homicides                              some two-word commands have a short name
    /cifras homicidios desde:"hace dos semanas"          commands and options by their name in any language

What cannot be read is a UsageError that carries the line and the place of the word (`line`, `start`, `end`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.commands.command import Command, Kind, Option
from bot.commands.tokens import Token, nearest, pointed, pointed_near, quote, tokens
from bot.languages import available, texts
from bot.languages.texts import Texts
from bot.model.folding import fold

GROUPS = frozenset({"brief", "briefadmin"})
"""The chat platforms' own slash commands; the command's name follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What was written for an option, and where. `free`: the words, where they stand in the line without the option's name."""

    option: Option
    text: str
    start: int
    end: int
    free: tuple[Token, ...] = ()

    @property
    def words(self) -> tuple[Token, ...]:
        """Its words; those within one quoted value all stand where the value stands."""
        return self.free or tuple(replace(word, start=self.start, end=self.end) for word in tokens(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A command with what was written for its options; the values are still words."""

    line: str
    command: Command
    arguments: tuple[Argument, ...]

    def given(self, option: Option) -> tuple[Argument, ...]:
        return tuple(argument for argument in self.arguments if argument.option is option)

    def named(self, name: str) -> Argument | None:
        """What was written for the option of that name, where it was given."""
        return next((argument for argument in self.arguments if argument.option.name == name), None)

    def words_of(self, value: str) -> tuple[Token, ...]:
        """The words of the value that took all the rest, with their places in the line."""
        held = (argument for argument in self.arguments if argument.option.rest and argument.text == value)
        return next((argument.words for argument in held), ())

    def instead(self, name: str, value: str) -> str:
        """The line, as it was typed, with another value for that option."""
        told = f"{name}:{quote(value)}"
        given = self.named(name)
        if given is None:
            return f"{self.line.rstrip()} {told}"
        return self.line[: given.start] + told + self.line[given.end :]


def parse(line: str, commands: Mapping[str, Command], say: Texts) -> Call:
    """The call that a line stands for. Raises UsageError: no such command, no such option, a word too many …

    `say`: the asker's language, in which commands and options are offered where a name is not known.
    """
    command, given = partial(line, commands, say)
    for option in command.options:
        if option.required and not any(argument.option is option for argument in given):
            raise pointed("option-missing", line, len(line), len(line) + 1, option=command.option_name(option, say))
    return Call(line=line, command=command, arguments=given)


def partial(line: str, commands: Mapping[str, Command], say: Texts) -> tuple[Command, tuple[Argument, ...]]:
    """The command and what was written for it, be it all that it requires or not."""
    command, rest = split_command(line, tokens(line), commands, say)
    return command, _arguments(line, command, rest, say)


def find_option(command: Command, name: str) -> Option | None:
    """The command's option of that name, in any language."""
    local = (option for option in command.options if fold(name) in map(fold, _option_names(command, option)))
    return command.option(name) or next(local, None)


def split_command(
    line: str, words: Sequence[Token], commands: Mapping[str, Command], say: Texts
) -> tuple[Command, Sequence[Token]]:
    """The command that the words of the line begin with, and the words after its name."""
    names = _names(commands)
    heads = [fold(word.raw.removeprefix("/") if index == 0 else word.raw) for index, word in enumerate(words[:3])]
    skip = 1 if heads and heads[0] in GROUPS else 0
    heads, words = heads[skip:], words[skip:]
    members = {name: command for name, command in names.items() if heads and name.partition(" ")[0] == heads[0] != name}
    near = nearest(heads[1], [name.partition(" ")[2] for name in members]) if members and len(heads) > 1 else None
    for size in (2, 1):
        found = names.get(" ".join(heads[:size])) if len(heads) >= size else None
        # a short name beside commands of two words (“/saved lst”) is more likely a slip of theirs; a name of its own is not
        if found is not None and (size == 2 or near is None or found.short is None):
            return found, words[size:]
    if not words:
        raise pointed("command-missing", line, 0, len(line), known=", ".join(_told(commands.values(), say)))
    start = words[0].start + (1 if words[0].raw.startswith("/") else 0)
    if members and len(words) > 1:
        whole = members[f"{heads[0]} {near}"].local_name(say) if near else None
        known = _told(members.values(), say)
        raise pointed_near("command-unknown", line, words[1].start, words[1].end, near=whole, known=known)
    if members:
        raise pointed("command-incomplete", line, start, words[0].end, known=", ".join(_told(members.values(), say)))
    near = nearest(" ".join(heads[:2]), names) or nearest(heads[0], names)
    whole = names[near].local_name(say) if near else None
    raise pointed_near("command-unknown", line, start, words[0].end, near=whole, known=_told(commands.values(), say))


def _told(commands: Iterable[Command], say: Texts) -> list[str]:
    return list(dict.fromkeys(command.local_name(say) for command in commands))


def _names(commands: Mapping[str, Command]) -> dict[str, Command]:
    """Every name of every command, folded; a command's own name wins over another's translation."""
    spoken = (
        (said, c)
        for code in available()
        for c in commands.values()
        for said in (c.local_short(texts(code)), c.local_name(texts(code)))
    )
    own = ((said, c) for c in commands.values() for said in (c.short, c.name))
    return {fold(said): c for said, c in (*spoken, *own) if said}


def _arguments(line: str, command: Command, words: Sequence[Token], say: Texts) -> tuple[Argument, ...]:
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
            slip = nearest(word.name, [name for o in command.options for name in _option_names(command, o)])
            meant = find_option(command, slip) if slip else None
            near = command.option_name(meant, say) if meant else None
            known = [command.option_name(o, say) for o in command.options]
            raise pointed_near("option-unknown", line, word.start, word.start + len(word.name), near=near, known=known)
        if not option.many and any(argument.option is option for argument in given):
            raise pointed("option-twice", line, word.start, word.end, option=word.name)
        if not word.text:
            raise pointed("value-missing", line, word.start, word.end, option=word.name)
        given.append(Argument(option=option, text=word.text, start=word.start, end=word.end))
    given += _fill(line, command, free, {argument.option.name for argument in given}, say)
    return tuple(given)


def free_options(command: Command, taken: Iterable[str]) -> tuple[Option | None, list[Option]]:
    """Which options take words without a name: the one that takes all the rest, and those that take one word each, in order."""
    free = [option for option in command.options if option.name not in set(taken)]
    rest = next((option for option in free if option.rest), None)
    slots = [o for o in free if not o.rest and not o.many and o.kind not in {Kind.FLAG, Kind.TIME}]
    return rest, [option for option in slots if option.required or rest is None]


def _option_names(command: Command, option: Option) -> list[str]:
    return [option.name, *(command.option_name(option, texts(code)) for code in available())]


def _fill(line: str, command: Command, words: Sequence[Token], taken: set[str], say: Texts) -> list[Argument]:
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
            filled.append(Argument(option=rest, text=raw, start=word.start, end=words[-1].end, free=tuple(words[index:])))
            break
        else:
            raise pointed("word-too-many", line, word.start, word.end, command=command.local_name(say))
    return filled

"""In which language a command line is written: that of the names in it, where they are no command's or option's own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.commands.command import Command
from bot.commands.parse import find_option, split_command
from bot.commands.tokens import tokens
from bot.languages import available, texts
from bot.languages.texts import Texts
from bot.model.errors import UsageError
from bot.model.folding import fold


def language_of(line: str, commands: Mapping[str, Command], say: Texts) -> str | None:
    """None where the names tell nothing, or belong to several languages: own names are typed by speakers of any."""
    try:
        command, _ = split_command(line, tokens(line), commands, say)
    except UsageError:
        return None
    told = [frozenset(spoken) for spoken in _spoken(line, command, commands, say)]
    common = frozenset.intersection(*told) if told else frozenset[str]()
    return next(iter(common)) if len(common) == 1 else None


def _spoken(line: str, command: Command, commands: Mapping[str, Command], say: Texts) -> Iterator[set[str]]:
    """For each name that is a translation, the languages in which it is the name."""
    words = tokens(line)
    _, rest = split_command(line, words, commands, say)
    typed = fold(" ".join(word.raw for word in words[: len(words) - len(rest)]).removeprefix("/"))
    own = {fold(name) for name in (command.name, command.short) if name}
    if not any(typed == name or typed.endswith(f" {name}") for name in own):
        yield {
            code
            for code in available()
            for name in (command.local_name(texts(code)), command.local_short(texts(code)))
            if name and (typed == fold(name) or typed.endswith(f" {fold(name)}"))
        }
    for word in rest:
        option = find_option(command, word.name) if word.name else None
        if option is not None and word.name is not None and fold(word.name) != fold(option.name):
            yield {code for code in available() if fold(command.option_name(option, texts(code))) == fold(word.name)}

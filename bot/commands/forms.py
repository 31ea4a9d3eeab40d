"""A command that lacks something can be asked for as a form: one field an option, on platforms that have forms.

A button may stand for such a line: `/report BB-2026-11-24-007` lacks the reader's words. What the form gives completes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.commands.ask import Ask
from bot.commands.command import Choice, Command, Kind, Option
from bot.commands.complete import suggestions
from bot.commands.compose import compose
from bot.commands.parse import Argument, partial
from bot.languages.texts import Texts
from bot.model.errors import UsageError

Filled = str | tuple[str, ...]
"""What a field of a form gives: a text as it was typed, or the values that were chosen."""

_CLAUSE = re.compile(r"[:;,(]\s| — ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`choices`: the only values, or none where any text is taken. `long`: a text of several lines. `many`: takes several
    values; where they are typed, one a line."""

    option: Option
    label: str
    hint: str
    required: bool
    long: bool = False
    many: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`line`: what it completes."""

    line: str
    command: Command
    title: str
    fields: tuple[Field, ...]


def needs_form(line: str, commands: Mapping[str, Command], say: Texts) -> bool:
    """Whether the line calls a command without all that it requires. One that cannot be read is answered by its error."""
    try:
        return bool(_missing(*partial(line, commands, say)))
    except UsageError:
        return False


def is_private(line: str, commands: Mapping[str, Command], say: Texts) -> bool:
    """Whether the answer is for the asker alone: that of a command which says so, and any error."""
    try:
        command, given = partial(line, commands, say)
    except UsageError:
        return True
    return command.private or bool(_missing(command, given))


async def form(line: str, commands: Mapping[str, Command], ask: Ask, *, most: int) -> Form:
    """The form that completes the line: first what is required, then what else the command takes, a yes or no last; at most
    `most` fields."""
    command, given = partial(line, commands, ask.texts)
    taken = {argument.option.name for argument in given}
    free = [option for option in command.options if option.name not in taken]
    free.sort(key=lambda option: (not option.required, option.kind is Kind.FLAG))
    fields = [await _field(command, option, ask) for option in free[:most]]
    return Form(line=line, command=command, title=command.summary(ask.texts), fields=tuple(fields))


def completed(line: str, values: Mapping[str, Filled], commands: Mapping[str, Command], say: Texts) -> str:
    """The line with the values of the form's fields, by the options' names; empty ones are left out."""
    command, given = partial(line, commands, say)
    told: dict[str, object] = {}
    for option in command.options:
        written = [argument.text for argument in given if argument.option is option]
        filled = values.get(option.name, "")
        chosen = option.parted(filled.strip()) if isinstance(filled, str) else filled
        several = [*written, *filter(None, chosen)]
        told[option.parameter] = several if option.many else several[-1] if several else None
    return compose(command, told)


def hint_of(field: Field, most: int, say: Texts) -> str:
    """What a field that is typed into says of itself, in so many characters: also how several values are told apart."""
    more = f" {say.say('replies.one_a_line')}" if field.many else ""
    room = most - len(more)
    hint = field.hint if len(field.hint) <= room else f"{field.hint[: room - 1].rstrip()}…"
    return f"{hint}{more}"


def title_of(asked: Form, most: int, say: Texts) -> str:
    """What the form is for, in so many characters: its command's summary, else the summary's first clause, else its name."""
    clause = _CLAUSE.split(asked.title, maxsplit=1)[0]
    named = asked.command.local_name(say)
    return next((told for told in (asked.title, clause) if len(told) <= most), f"{named[:1].upper()}{named[1:]}"[:most])


def _missing(command: Command, given: tuple[Argument, ...]) -> list[Option]:
    taken = {argument.option.name for argument in given}
    return [option for option in command.options if option.required and option.name not in taken]


async def _field(command: Command, option: Option, ask: Ask) -> Field:
    strict = option.strict or option.kind in {Kind.CHOICE, Kind.FLAG}
    choices = tuple(await suggestions(option, "", ask)) if strict else ()
    return Field(
        option=option,
        label=command.option_name(option, ask.texts),
        hint=command.option_summary(option, ask.texts),
        required=option.required,
        long=option.rest,
        many=option.many,
        choices=choices,
    )

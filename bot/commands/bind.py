"""What was written for each option becomes a value of the option's type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from bot.commands.ask import Ask
from bot.commands.command import Choice, Kind, Option, When
from bot.commands.dates import read_when
from bot.commands.parse import Argument, Call
from bot.commands.tokens import fold, nearest, pointed, pointed_near
from bot.languages import available, texts

# Beyond this many, a list of what is known is no help.
_KNOWN = 12


async def bind(call: Call, ask: Ask) -> dict[str, object]:
    """The handler's arguments by parameter, defaults included. Raises UsageError pointing at the word that does not fit."""
    values: dict[str, object] = {}
    for option in call.command.options:
        given = call.given(option)
        if not given:
            values[option.parameter] = option.default
        elif option.many:
            values[option.parameter] = tuple(dict.fromkeys([await _text(option, one, call.line, ask) for one in given]))
        else:
            values[option.parameter] = await _value(option, given[0], call.line, ask)
    return values


async def _value(option: Option, given: Argument, line: str, ask: Ask) -> str | int | bool | When:
    match option.kind:
        case Kind.TEXT:
            return await _text(option, given, line, ask)
        case Kind.INTEGER:
            return _integer(option, given, line)
        case Kind.FLAG:
            return _flag(given, line)
        case Kind.TIME:
            when = read_when(given.text, language=ask.language, now=ask.now, zone=ask.zone)
            if when is None:
                raise pointed("date-not-read", line, given.start, given.end, option=option.name)
            return when
        case Kind.CHOICE:
            return pick([Choice(choice, choice) for choice in option.choices], given, line)
        case _:
            assert_never(option.kind)


async def _text(option: Option, given: Argument, line: str, ask: Ask) -> str:
    if option.source is None or not option.strict:
        return given.text
    return pick(await option.source(ask, ""), given, line)


def pick(choices: Sequence[Choice], given: Argument, line: str) -> str:
    """The value of the choice that the word names, without regard to case and accents."""
    wanted = fold(given.text)
    for choice in choices:
        if wanted in {fold(choice.value), fold(choice.label), *map(fold, choice.also)}:
            return choice.value
    near = nearest(given.text, [name for choice in choices for name in (choice.value, choice.label, *choice.also)])
    known = [choice.value for choice in choices[:_KNOWN]]
    if len(choices) > _KNOWN:
        known.append("…")
    raise pointed_near("choice-unknown", line, given.start, given.end, near=near, known=known)


def _integer(option: Option, given: Argument, line: str) -> int:
    try:
        number = int(given.text)
    except ValueError as error:
        raise pointed("number-expected", line, given.start, given.end, option=option.name) from error
    bounds = option.within
    if bounds is not None and not bounds.low <= number <= bounds.high:
        raise pointed("number-out-of-range", line, given.start, given.end, option=option.name, low=bounds.low, high=bounds.high)
    return number


def _flag(given: Argument, line: str) -> bool:
    for answer, meaning in (("yes", True), ("no", False)):
        if any(fold(given.text) in fold(texts(code).say(f"values.{answer}")).split() for code in available()):
            return meaning
    raise pointed("flag-expected", line, given.start, given.end)

"""What was written for each option becomes a value of the option's type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.commands.ask import Ask
from bot.commands.command import Choice, Kind, When
from bot.commands.dates import read_when
from bot.commands.parse import Argument, Call
from bot.commands.tokens import nearest, pointed, pointed_near, quote
from bot.languages import available, texts
from bot.model.folding import fold

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
            values[option.parameter] = tuple(dict.fromkeys([text for one in given for text in await _several(one, call, ask)]))
        else:
            values[option.parameter] = await _value(given[0], call, ask)
    return values


async def _value(given: Argument, call: Call, ask: Ask) -> str | int | bool | When:
    option = given.option
    match option.kind:
        case Kind.TEXT:
            return await _text(given, call, ask)
        case Kind.INTEGER:
            return _integer(given, call, ask)
        case Kind.FLAG:
            return _flag(given, call.line)
        case Kind.TIME:
            when = read_when(given.text, language=ask.language, now=ask.now, zone=ask.zone)
            if when is None:
                raise pointed("date-not-read", call.line, given.start, given.end)
            return when
        case Kind.CHOICE:
            return pick([Choice(choice, choice) for choice in option.choices], given, call.line)
        case _:
            assert_never(option.kind)


async def _several(given: Argument, call: Call, ask: Ask) -> list[str]:
    """What was written as one value may be several, but for what is known as one value with a comma in it."""
    option, parted = given.option, given.option.parted(given.text)
    if len(parted) > 1 and option.source is not None and _chosen(await option.source(ask, ""), given.text) is not None:
        parted = (given.text,)
    return [await _text(replace(given, text=text), call, ask) for text in parted]


async def _text(given: Argument, call: Call, ask: Ask) -> str:
    option = given.option
    if option.source is None or not option.strict:
        return given.text
    return pick(await option.source(ask, ""), given, call.line)


def pick(choices: Sequence[Choice], given: Argument, line: str) -> str:
    """The value of the choice that the word names, without regard to case and accents."""
    found = _chosen(choices, given.text)
    if found is not None:
        return found.value
    meant = {name: _offered(choice, name) for choice in choices for name in (choice.value, choice.label, *choice.also)}
    slip = nearest(given.text, meant)
    known = [quote(_offered(choice)) for choice in choices[:_KNOWN]]
    if len(choices) > _KNOWN:
        known.append("…")
    raise pointed_near("choice-unknown", line, given.start, given.end, near=meant[slip] if slip else None, known=known)


def _chosen(choices: Sequence[Choice], text: str) -> Choice | None:
    wanted = fold(text)
    called = ((choice, {fold(choice.value), fold(choice.label), *map(fold, choice.also)}) for choice in choices)
    return next((choice for choice, names in called if wanted in names), None)


def _offered(choice: Choice, typed_like: str = "") -> str:
    """By its name in the asker's language, where it has names in several; else as it was nearly typed."""
    return choice.label if choice.also else typed_like or choice.value


def _integer(given: Argument, call: Call, ask: Ask) -> int:
    option, name = given.option, call.command.option_name(given.option, ask.texts)
    try:
        number = int(given.text)
    except ValueError as error:
        raise pointed("number-expected", call.line, given.start, given.end, option=name) from error
    bounds = option.within
    if bounds is not None and not bounds.low <= number <= bounds.high:
        low, high = bounds.low, bounds.high
        raise pointed("number-out-of-range", call.line, given.start, given.end, option=name, low=low, high=high)
    return number


def _flag(given: Argument, line: str) -> bool:
    for answer, meaning in (("yes", True), ("no", False)):
        if any(fold(given.text) in fold(texts(code).say(f"values.{answer}")).split() for code in available()):
            return meaning
    raise pointed("flag-expected", line, given.start, given.end)

"""What the declarations say of themselves: `/help`, the README's table, `briefbot schema commands`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.commands.command import Command, Kind, Option
from bot.languages import available, texts
from bot.languages.texts import Texts
from bot.layout.calls import with_calls
from bot.model.chat import Block, Bullets, Code, Heading, Line, Paragraph, Plain

GRAMMAR = ("word", "beginning", "phrase", "without", "several", "since")
"""What may be written in a search, in the order in which `/help` tells it; what it means to the store stands in `query`."""


def all_commands() -> Mapping[str, Command]:
    from bot import commands

    return commands.all_commands()


def usage(command: Command, say: Texts) -> str:
    """`/figures [measure] [topic:…] [limit:1–50]`."""
    return " ".join([f"/{command.local_name(say)}", *(_usage(command, option, say) for option in command.options)])


def overview(commands: Sequence[Command], say: Texts) -> list[Block]:
    lines: list[Line] = [(Code(f"/{one.local_name(say)}"), Plain(f" — {one.summary(say)}")) for one in commands]
    return [Bullets(tuple(lines)), Paragraph(with_calls(say.say("replies.help_more")))]


def page(command: Command, say: Texts, *, short_names: bool = True) -> list[Block]:
    """One command: how it is typed, what it does, its options and an example. `short_names`: whether they are taken there."""
    blocks: list[Block] = [
        Heading((Code(usage(command, say)),)),
        Paragraph(with_calls(command.summary(say))),
    ]
    if short_names and (short := command.local_short(say)):
        blocks.append(Paragraph((Plain(say.say("replies.short")), Code(f"/{short}"))))
    if command.options:
        lines: list[Line] = []
        for option in command.options:
            told = f" — {command.option_summary(option, say)}{option.several(say)}{_default(option, say)}"
            lines.append((Code(command.option_name(option, say)), *with_calls(told)))
        blocks.append(Bullets(tuple(lines)))
    if any(option.query for option in command.options):
        blocks.append(Heading((Plain(say.say("replies.grammar.title")),), level=2))
        blocks.append(
            Bullets(
                tuple(
                    (Code(say.say(f"replies.grammar.{part}.typed")), Plain(f" — {say.say(f'replies.grammar.{part}.means')}"))
                    for part in GRAMMAR
                )
            )
        )
    blocks.append(Paragraph((Plain(say.say("replies.example")), Code(example(command, say)))))
    return blocks


def example(command: Command, say: Texts) -> str:
    return say.say(f"{command.key}.example")


def table(commands: Sequence[Command], say: Texts) -> str:
    """The README's table, in Markdown."""
    rows = [
        f"| `{_cell(usage(one, say))}`{_short(one, say)} | {_cell(one.summary(say))} | {_who(one, say)} |" for one in commands
    ]
    head = " | ".join(say.say(f"replies.reference.{column}") for column in ("command", "summary", "who"))
    return "\n".join([f"| {head} |", "|---|---|---|", *rows])


def commands_json() -> list[dict[str, Any]]:
    """All declarations as JSON's own kinds of values, for `briefbot schema commands`."""
    return [command_json(command) for command in all_commands().values()]


def command_json(command: Command) -> dict[str, Any]:
    return {
        "name": command.name,
        "names": {code: command.local_name(texts(code)) for code in available()},
        "short": {code: command.local_short(texts(code)) for code in available()} if command.short else None,
        "summary": {code: command.summary(texts(code)) for code in available()},
        "needs": command.needs,
        "example": {code: example(command, texts(code)) for code in available()},
        "options": [_option_json(command, option) for option in command.options],
    }


def _option_json(command: Command, option: Option) -> dict[str, Any]:
    default = list(option.default) if isinstance(option.default, tuple) else option.default
    return {
        "name": option.name,
        "names": {code: command.option_name(option, texts(code)) for code in available()},
        "summary": {code: command.option_summary(option, texts(code)) for code in available()},
        "kind": option.kind.value,
        "required": option.required,
        "default": default,
        "choices": list(option.choices),
        "min": option.within.low if option.within else None,
        "max": option.within.high if option.within else None,
        "suggests": option.source is not None,
        "strict": option.strict,
        "many": option.many,
        "rest": option.rest,
        "query": option.query,
    }


def _usage(command: Command, option: Option, say: Texts) -> str:
    name = command.option_name(option, say)
    if option.rest or (option.required and option.kind is Kind.TEXT):
        told = f"{name} …" if option.rest else name
    elif option.choices:
        told = f"{name}:{'|'.join(option.choices)}"
    elif option.within is not None:
        told = f"{name}:{option.within.low}–{option.within.high}"
    else:
        told = name if option.kind is Kind.FLAG else f"{name}:…"
    return f"<{told}>" if option.required else f"[{told}]"


def _default(option: Option, say: Texts) -> str:
    if option.default in (None, "", (), False) or option.required:
        return ""
    return say.say("replies.default", value=option.default)


def _who(command: Command, say: Texts) -> str:
    return say.say(f"replies.reference.{command.needs}")


def _short(command: Command, say: Texts) -> str:
    short = command.local_short(say)
    return f" {say.say('replies.reference.short', short=short)}" if short else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

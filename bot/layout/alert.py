"""What admins are told: a heading, what there is to know, and the commands that help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.layout.calls import with_calls
from bot.model.chat import Code, Heading, Message, Paragraph, Plain


def alert(what: str, lines: Sequence[str], language: str, commands: Sequence[str] = ()) -> Message:
    """`what`: one sentence, which notifications show too; empty lines are left out."""
    return Message(
        blocks=(
            Heading((Plain(what),), level=2),
            *(Paragraph(with_calls(line)) for line in lines if line),
            *(Paragraph((Code(command),)) for command in commands),
        ),
        summary=what,
        language=language,
        silent=False,
    )

"""An error as a reply: what is wrong, the word it is about, and what to do."""

from __future__ import annotations

from bot.commands.ask import Who
from bot.languages.texts import Texts, Told
from bot.layout.calls import with_calls
from bot.layout.neutral import clean
from bot.model.chat import Block, Bullets, Inline, Line, Mark, Paragraph, Plain, Reply, Strong
from bot.model.errors import BriefbotError, SettingsError, UsageError


def not_allowed(command: str, who: Who) -> UsageError:
    """What somebody is told who gives an admins' command and may not."""
    return UsageError("admin-elsewhere" if who.elsewhere else "admin-only", command=command)


def error_reply(error: BriefbotError, texts: Texts) -> Reply:
    told = texts.error(error)
    blocks: list[Block] = [Paragraph(with_calls(clean(told.what) or str(error), Strong))]
    pointed = _pointed(error)
    if pointed:
        blocks.append(Paragraph(pointed))
    elif told.where:
        blocks.append(Paragraph((Plain(clean(told.where)),)))
    if isinstance(error, SettingsError):
        blocks.append(Bullets(tuple(_line(texts.error(one)) for one in error.problems)))
    elif told.remedy:
        blocks.append(Paragraph(with_calls(clean(told.remedy))))
    data = {"error": error.code, "what": told.what, "where": told.where, "remedy": told.remedy}
    return Reply(blocks=tuple(blocks), private=True, data=data, exit_code=error.exit_code)


def _line(told: Told) -> Line:
    return with_calls(clean(" ".join(filter(None, (f"{told.where}:" if told.where else "", told.what, told.remedy)))))


def _pointed(error: BriefbotError) -> tuple[Inline, ...]:
    """The line with the word marked, where the error is about a word of a line; a mark without a word stands for a gap."""
    if "pointer" not in error.params:
        return ()
    line, start, end = str(error.params["line"]), int(error.params["start"]), int(error.params["end"])
    before, word, after = line[:start], line[start:end], line[end:]
    gap = "" if word or before[-1:].isspace() else " "
    parts = (*with_calls(f"{_inner(before)}{gap}"), Mark(clean(word) or "…"), Plain(_inner(after)))
    return tuple(part for part in parts if part.text)


def _inner(text: str) -> str:
    """`clean`, with the spaces that part it from the marked word kept."""
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' * bool(lead)}{clean(text)}{' ' * bool(tail and text.strip())}"

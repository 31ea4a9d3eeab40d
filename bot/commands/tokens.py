"""The words of a command line, and errors that point at one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.model.errors import UsageError
from bot.model.folding import fold

# Below this likeness (0–100) a guess confuses more than it helps.
_LIKE = 60
QUOTED = r"\"(?:[^\"\\]|\\.)*\"|“[^”\"]*[”\"]|«[^»]*»"
_TOKEN = re.compile(
    rf"""
    (?P<name>[^\W\d_][\w-]*) : (?!//) (?P<value> {QUOTED} | [^\s\"“«]\S* | ) (?=\s|$)
    | (?P<quoted> -? (?:{QUOTED}) ) (?=\s|$)
    | (?P<bare> \S+ )
    """,
    re.VERBOSE,
)
_OPEN = '"“«'
_ESCAPE = re.compile(r"\\([\"\\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of the line: `raw` as typed at `[start, end)`; `name` where it is `name:value`; `text` without quotation marks."""

    raw: str
    name: str | None
    text: str
    start: int
    end: int


def tokens(line: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words of `line[start:end]`, with their places in the whole line."""
    end = len(line) if end is None else end
    found: list[Token] = []
    for match in _TOKEN.finditer(line, start, end):
        at = match.span()
        bare = match["bare"]
        if bare is not None and (_opens(bare) or _opens(bare.partition(":")[2])):
            raise pointed("quote-open", line, at[0], end)
        text = bare if bare is not None else _unquote(match["quoted"] or match["value"] or "")
        found.append(Token(raw=match.group(), name=match["name"], text=text, start=at[0], end=at[1]))
    return tuple(found)


def quote(value: str) -> str:
    if re.fullmatch(r"[^\s\"“«\\]+", value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that the word may be a slip of."""
    best = process.extractOne(fold(word), list(names), scorer=fuzz.ratio, processor=fold, score_cutoff=_LIKE)
    return best[0] if best else None


def pointed(code: str, line: str, start: int, end: int, **params: str | float) -> UsageError:
    """The error about `[start, end)` of the line."""
    pointer = " " * start + "^" * max(1, end - start)
    return UsageError(code, line=line, word=line[start:end], start=start, end=end, pointer=pointer, **params)


def pointed_near(code: str, line: str, start: int, end: int, *, near: str | None, known: Sequence[str] = ()) -> UsageError:
    """`pointed`, with the nearest name as remedy where there is one (`<code>-near`), else with all that is known."""
    if near is not None:
        return pointed(f"{code}-near", line, start, end, near=near)
    return pointed(code, line, start, end, known=", ".join(known))


def _opens(word: str) -> bool:
    return word.lstrip("-")[:1] in _OPEN and word.lstrip("-") != "" and not re.fullmatch(rf"-*(?:{QUOTED})", word)


def _unquote(value: str) -> str:
    if value[:1] == '"':
        return _ESCAPE.sub(r"\1", value[1:-1])
    return value[1:-1] if value[:1] in {"“", "«"} else value

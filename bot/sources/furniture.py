"""What stands beside an article and is none of it: told by its words (`pages.toml` of all languages) and by where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.languages.pages import pages

_SHORT = 220
"""Characters up to which a paragraph may be furniture for its first words alone; news boxes are shorter, paragraphs longer."""
_HEADING = 60
_LAST_PART = 0.3
_PROSE = 100
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "»", '"')
_EDGES = " \t\n.:;,|·•»›→↓…-–—[]()¡!¿?\"'“”*#"
_OMISSION = re.compile(r"\s*[\[(](?:…|\.{3})[\])]\s*$")
_ELLIPSIS = re.compile(r"\s*(?:…|\.{3})\s*$")


class Trimmed(NamedTuple):
    """`walled`: a paywall's words stood there."""

    paragraphs: tuple[str, ...]
    walled: bool


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    phrases = sorted({_fold(phrase) for one in pages() for phrase in getattr(one, kind)}, key=len, reverse=True)
    return re.compile("|".join(re.escape(phrase).replace(r"\*", r"\S*.{0,80}?") for phrase in phrases))


def is_furniture(paragraph: str) -> bool:
    """Whether the paragraph, wherever it stands, is no part of an article."""
    folded = _fold(paragraph)
    bare = folded.strip(_EDGES)
    if not bare or not any(char.isalnum() for char in bare):
        return True
    if _pattern("whole").fullmatch(bare):
        return True
    return len(folded) <= _SHORT and bool(_starts("opening", folded))


def is_wall(paragraph: str) -> bool:
    """Whether a paywall speaks: its words begin the paragraph, or end a short one."""
    folded = _fold(paragraph).strip(_EDGES)
    return len(folded) <= _SHORT and bool(_starts("wall", folded) or re.search(rf"\b(?:{_pattern('wall').pattern})$", folded))


def trim(paragraphs: Sequence[str]) -> Trimmed:
    """The article's paragraphs: without furniture, and without all that follows a closing heading."""
    lines = paragraphs[: closing_at(paragraphs)]
    walls = [is_wall(line) for line in paragraphs]
    kept = tuple(line for line, wall in zip(lines, walls, strict=False) if not wall and not is_furniture(line))
    return Trimmed(kept, any(walls))


def closing_at(lines: Sequence[str]) -> int | None:
    """The place of the heading after which the article is over; None where there is none.

    A box in mid-article may bear the same heading ("Read also"): there prose goes on after it. A biography or comments may
    follow at the end, but less of it than a third of the whole.
    """
    left = whole = sum(map(len, lines)) or 1
    last_prose = max((place for place, line in enumerate(lines) if _is_prose(line)), default=-1)
    for place, line in enumerate(lines):
        left -= len(line)
        if place == 0 or len(line) > _HEADING or not _pattern("closing").fullmatch(_fold(line).strip(_EDGES)):
            continue
        if place > last_prose or (left <= _LAST_PART * whole and not is_furniture(line)):
            return place
    return None


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and line.rstrip().endswith(_SENTENCE_ENDS) and not is_furniture(line)


def without_pointer(text: str) -> str:
    """A feed's text without its closing pointer to the page ("… Read more") and without the mark of omission before it."""
    head, parted, last = text.rpartition("\n\n")
    if found := _pointer().search(_fold(last), max(0, len(last) - _SHORT)):
        last = _ELLIPSIS.sub("", last[: found.start()].rstrip(" |·-–—→»>[("))
    last = _OMISSION.sub("", last)
    return f"{head}{parted}{last}" if last else head


@cache
def _pointer() -> re.Pattern[str]:
    # only after the end of a sentence or a mark of omission: "he wants to read more" is no pointer
    return re.compile(rf"(?:^|(?<=[.!?…\])»”\"]))\s*[\[(]?\s*(?:{_pattern('ending').pattern})\W*$")


def _starts(kind: str, folded: str) -> bool:
    found = _pattern(kind).match(folded)
    return found is not None and (found.end() == len(folded) or not folded[found.end()].isalnum() or not found[0][-1].isalnum())


@cache
def _accents() -> dict[int, str]:
    marked = (chr(code) for code in range(0xC0, 0x250))
    return {ord(char): base for char in marked if len(base := unicodedata.normalize("NFD", char)[0]) == 1 and base != char}


def _fold(text: str) -> str:
    """Lower case without accents, the same length, so that places can be carried over."""
    return text.replace("’", "'").translate(_accents()).lower()

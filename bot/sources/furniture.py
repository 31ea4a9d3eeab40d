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
_LAST_PART = 0.5
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
    return re.compile("|".join(re.escape(phrase).replace(r"\*", r".{0,80}?") for phrase in phrases))


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
    """The article's paragraphs: without furniture, and without all that follows a closing heading in the last part."""
    whole = sum(map(len, paragraphs)) or 1
    kept: list[str] = []
    seen, walled = 0, False
    for paragraph in paragraphs:
        late = seen / whole >= _LAST_PART
        seen += len(paragraph)
        if is_wall(paragraph):
            walled = True
        elif late and len(paragraph) <= _HEADING and _pattern("closing").fullmatch(_fold(paragraph).strip(_EDGES)):
            break
        elif not is_furniture(paragraph):
            kept.append(paragraph)
    return Trimmed(tuple(kept), walled)


def without_pointer(text: str) -> str:
    """A feed's text without its closing pointer to the page ("… Read more") and without the mark of omission before it."""
    head, parted, last = text.rpartition("\n\n")
    if found := _pointer().search(_fold(last)):
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

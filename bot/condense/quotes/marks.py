"""Where quotation marks open and close.

Works a paragraph at a time and in one pass over its marks, so that a missing mark never swallows more than its paragraph and a
text of nothing but marks costs linear time. Regions are outermost: a quotation within a quotation is part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.model.text import Span

_MARK = re.compile(r"''|``|´´|[“”„‟\"«»‹›‘’‚'`´]")
_OPENING = frozenset("“„‟«‹‘‚")
_CLOSING = frozenset("”»›’")
_DOUBLE = frozenset(("“", "”", "„", "‟", '"', "''", "``", "´´"))
_ANGLE = frozenset("«»")
_BEFORE_OPENING = frozenset("([{—–-/:…¿¡>")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…/<")
_QUOTE_CHARACTERS = frozenset("“”„‟\"«»‹›‘’‚'`´")
_LONGEST_SINGLE = 1500
"""Characters; a single mark further away is an apostrophe, not the closing one."""


@dataclass(frozen=True, slots=True)
class Region:
    """Words between two marks. `outer` includes the marks. `continues`: it runs on from the region before, over a paragraph's
    end. `resumes`: it was parted from the region before by an attribution inside the marks. `style`: double, single or dash."""

    span: Span
    outer: Span
    paragraph: int
    style: Literal["double", "single", "dash"]
    continues: bool = False
    resumes: bool = False


@dataclass(slots=True)
class _Mark:
    at: int
    end: int
    family: str
    opens: bool
    closes: bool


def find_regions(text: str, paragraphs: Sequence[Span], clipped: frozenset[str]) -> tuple[Region, ...]:
    """All outermost regions, in order."""
    regions: list[Region] = []
    unclosed: str | None = None
    for index, paragraph in enumerate(paragraphs):
        marks = list(_marks(text, paragraph))
        if not marks:
            unclosed = None
            continue
        doubles, left_open, stray = _pair([m for m in marks if m.family != "single"])
        found = [(a, b) for a, b in doubles]
        continues = unclosed is not None and marks[0].at == paragraph.start and marks[0].family == unclosed and marks[0].opens
        if unclosed is not None and not continues and stray is not None and stray.family == unclosed:
            before = found[0][0].at if found else paragraph.end
            if stray.at < before:
                start = _Mark(paragraph.start, paragraph.start, stray.family, opens=True, closes=False)
                found.insert(0, (start, stray))
                continues = True
        last_open = left_open[-1] if left_open else None
        unclosed = None
        if last_open is not None:
            goes_on = _opens_next(text, paragraphs, index, last_open)
            introduced = last_open.at == paragraph.start or text[max(last_open.at - 3, 0) : last_open.at].rstrip()[-1:] in (
                ":",
                ",",
            )
            pairs_after = any(a.at > last_open.at for a, _ in found)
            if (goes_on and (not pairs_after or last_open.at == paragraph.start)) or (introduced and not pairs_after):
                found = [(a, b) for a, b in found if a.at < last_open.at]
                found.append((last_open, _Mark(paragraph.end, paragraph.end, last_open.family, opens=False, closes=True)))
                unclosed = last_open.family
        singles = _singles(text, [m for m in marks if m.family == "single"], found, clipped)
        pairs = sorted([(a, b, "double") for a, b in found] + [(a, b, "single") for a, b in singles], key=lambda p: p[0].at)
        reached = -1
        for opening, closing, style in pairs:
            if opening.at < reached:
                continue
            reached = closing.end
            inside = text[opening.end : closing.at]
            if inside.strip():
                first_inside = opening.end + len(inside) - len(inside.lstrip())
                first = opening.at == paragraph.start
                regions.append(
                    Region(
                        span=Span(first_inside, first_inside + len(inside.strip())),
                        outer=Span(opening.at, closing.end),
                        paragraph=index,
                        style="double" if style == "double" else "single",
                        continues=continues and first,
                    )
                )
    return tuple(regions)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    code = ""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match.group()
        at, end = match.span()
        before = text[at - 1] if at > paragraph.start else " "
        if before == "=":  # an attribute's value: page code that got into the text
            code = mark
            continue
        if code == mark:
            code = ""
            continue
        after = text[end] if end < paragraph.end else " "
        family = "double" if mark in _DOUBLE else "angle" if mark in _ANGLE else "single"
        can_open = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING or before in _QUOTE_CHARACTERS)
        can_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or after in _QUOTE_CHARACTERS)
        if family == "single":
            if before.isalnum() and after.isalnum():
                continue
            can_open = not before.isalnum() and (after.isalnum() or after in '¿¡“"[…$#@') and mark not in "’›"
            can_close = not before.isspace() and not after.isalnum() and mark not in "‘‚‹`"
            if not (can_open or can_close):
                continue
            yield _Mark(at, end, family, opens=can_open, closes=can_close)
        elif mark in _OPENING:
            odd = can_close and not can_open
            yield _Mark(at, end, family, opens=not odd, closes=odd)
        elif mark in _CLOSING:
            odd = can_open and not can_close
            yield _Mark(at, end, family, opens=odd, closes=True)
        else:
            yield _Mark(at, end, family, opens=can_open or not can_close, closes=can_close or not can_open)


def _pair(marks: Sequence[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark], _Mark | None]:
    """Outermost pairs, openings without an end, and the first closing mark without a start."""
    pairs: list[tuple[_Mark, _Mark]] = []
    stack: list[_Mark] = []
    inner: list[tuple[_Mark, _Mark]] = []
    stray: _Mark | None = None
    for mark in marks:
        if stack and mark.closes and not (mark.opens and not mark.closes):
            depth = next((d for d in (len(stack) - 1, 0) if stack[d].family == mark.family), None)
            if depth is None:
                if mark.opens or len(stack) > 1:
                    continue
                depth = 0  # a closing mark of the wrong kind
            opening = stack[depth]
            del stack[depth:]
            while inner and inner[-1][0].at > opening.at:
                inner.pop()
            (inner if stack else pairs).append((opening, mark))
        elif mark.opens:
            stack.append(mark)
        elif mark.closes and stray is None and not stack:
            stray = mark
    if stack:
        pairs += inner
    return pairs, stack, stray


def _opens_next(text: str, paragraphs: Sequence[Span], index: int, mark: _Mark) -> bool:
    """Whether the next paragraph opens its marks anew, as running speech does."""
    if index + 1 == len(paragraphs):
        return False
    start = paragraphs[index + 1].start
    return text[start : start + mark.end - mark.at] == text[mark.at : mark.end] or (
        mark.family == "double" and text[start] in '“"'
    )


def _singles(
    text: str, marks: Sequence[_Mark], taken: Sequence[tuple[_Mark, _Mark]], clipped: frozenset[str]
) -> list[tuple[_Mark, _Mark]]:
    """Regions in single marks outside those already taken; apostrophes are not marks."""
    taken = sorted(taken, key=lambda pair: pair[0].at)
    starts = [a.at for a, _ in taken]
    pairs: list[tuple[_Mark, _Mark]] = []
    opening: _Mark | None = None
    doubtful: _Mark | None = None
    for mark in marks:
        index = bisect_left(starts, mark.at) - 1
        if index >= 0 and mark.at < taken[index][1].end:
            continue
        if opening is not None and (mark.at - opening.at > _LONGEST_SINGLE or (mark.opens and not mark.closes)):
            if doubtful is not None:
                pairs.append((opening, doubtful))
            opening = doubtful = None
        if opening is None:
            if mark.opens and not _is_clipped(text, mark.end, clipped):
                opening = mark
        elif mark.closes:
            if text[mark.at - 1] in "sS" and text[mark.end : mark.end + 2].strip()[:1].isalpha():
                doubtful = doubtful or mark
            else:
                pairs.append((opening, mark))
                opening = doubtful = None
    if opening is not None and doubtful is not None:
        pairs.append((opening, doubtful))
    return pairs


_WORD = re.compile(r"[^\W\d_]+")


def _is_clipped(text: str, at: int, clipped: frozenset[str]) -> bool:
    """*’em*, *’90s*: the apostrophe stands for letters or a century left out."""
    if text[at : at + 2].isdigit() and not text[at + 2 : at + 3].isdigit():
        return True
    word = _WORD.match(text, at)
    return word is not None and word.group().casefold() in clipped

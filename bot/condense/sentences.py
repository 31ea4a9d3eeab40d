"""Where paragraphs and sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.languages import Language
from bot.model.text import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BROKEN = re.compile(r"[^\s.!?:;”\"»]\n[^\W\d_A-ZÀ-Þ]")
_WRAP_WIDTH = 100
_WRAP_BROKEN = 3
_WRAP_FULL = 0.6
_ITEM = re.compile(r"\s*(?:[-–—•*·▪]|\d{1,3}[.)])\s")

_MARK = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»›')\]]*+(?:\s+|(?=[“«¿¡]?[A-ZÀ-Þ][a-zà-ÿ]*[\s,]))")
_OPENING = re.compile(r"[\"“‘'«‹„¿¡(\[—–-]*")
_LAST_WORD = re.compile(r"[^\s(\[\"“«‘—–/-]+$")
_NEXT_WORD = re.compile(r"[^\W_]+")
_NICKNAME = re.compile(r"""["“«‘'][^"”»’'.!?]{2,40}["”»’'](?:,|\s+[^\W\d_A-ZÁÉÍÓÚÑ])""")
"""A nickname in marks after the initial of a surname, and the sentence going on: José N. “El Gato” de 30 años."""
_INITIALS = re.compile(r"(?:[^\W\d_a-zà-ÿ]\.)+[^\W\d_a-zà-ÿ]")
_NUMBERING = re.compile(r"[(\[]?(?:\d{1,3}|[IVXLC]{1,5}|[^\W\d_])")
_NUMERAL = re.compile(r"\d|[IVXLC]+\b")
_LOWER_PAIR = re.compile(r"[^\W\d_A-ZÀ-Þ]{2}")
_NEAR = 24
_NAME_BEFORE_VERB = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    """A language's words for this trade. `starters`: words that, with a capital, begin a sentence and seldom a name."""

    inside: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    dates: frozenset[str]
    acts: frozenset[str]


@cache
def _rules(language: Language) -> _Rules:
    basics = language.basics
    starters = (*basics.function_words, *basics.pronouns, *(phrase.split()[0] for phrase in basics.connectives))
    return _Rules(
        inside=frozenset(basics.abbreviations),
        before_number=frozenset(basics.abbreviations_before_numbers),
        may_end=frozenset(basics.abbreviations_that_may_end),
        starters=frozenset(word.casefold() for word in starters),
        dates=frozenset((*basics.months, *basics.weekdays)),
        acts=frozenset(language.names.acts),
    )


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Each line with something on it, without the white space around it; hard-wrapped lines are joined to paragraphs."""
    lines = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        lines.append(Span(start, start + len(line.strip())))
    return tuple(_joined(text, lines) if _is_wrapped(text, lines) else lines)


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Hard-wrapped: no line is long, and line after line breaks off inside a sentence."""
    if len(lines) <= _WRAP_BROKEN or max(line.end - line.start for line in lines) > _WRAP_WIDTH:
        return False
    broken = len(_BROKEN.findall(text))
    single = sum(_touch(text, left, right) for left, right in pairwise(lines))
    return broken >= _WRAP_BROKEN and broken >= 0.3 * single


def _touch(text: str, left: Span, right: Span) -> bool:
    return text.count("\n", left.end, right.start) == 1


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    width = max(line.end - line.start for line in lines)
    current = lines[0]
    last = lines[0]
    for line in lines[1:]:
        full = last.end - last.start >= _WRAP_FULL * width
        if full and _touch(text, last, line) and not _ITEM.match(text, line.start, line.end):
            current = Span(current.start, line.end)
        else:
            yield current
            current = line
        last = line
    yield current


def split_sentences(text: str, paragraph: Span, language: Language) -> Iterator[Span]:
    """The sentences of one paragraph, in order, without the white space between them."""
    rules = _rules(language)
    start = paragraph.start
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        after = match.end()
        if after >= paragraph.end:
            break
        if _ends(text, start, match, paragraph.end, rules):
            yield Span(start, match.start() + len(match.group().rstrip()))
            start = after
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _ends(text: str, start: int, match: re.Match[str], limit: int, rules: _Rules) -> bool:
    mark = match.group().rstrip()
    opening = _OPENING.match(text, match.end(), limit)
    core = opening.end() if opening else match.end()
    if core >= limit or text[core].islower():
        return False
    at = match.start()
    if mark[-1] in ")]" and text[at - 1 : at] in ("(", "["):
        return False  # (…): words left out
    if mark == ".":
        glued = match.end() == at + 1
        return (not glued or bool(_LOWER_PAIR.fullmatch(text, at - 2, at))) and _point_ends(text, start, at, core, rules)
    if match.end() == at + len(mark) and not _LOWER_PAIR.fullmatch(text, at - 2, at):
        return False
    return (mark[0] == "." and mark[1:2] != ".") or len(mark) == 1 or not _names_speaker(text, core, limit, rules)


def _point_ends(text: str, start: int, at: int, core: int, rules: _Rules) -> bool:  # noqa: PLR0911 a list of rules, the first that fits decides
    """Whether a single point at `at`, with the next word at `core`, ends the sentence."""
    found = _LAST_WORD.search(text, max(start, at - _NEAR), at)
    if found is None:
        return True
    word = found.group()
    if found.start() == start and _NUMBERING.fullmatch(word):
        return False  # a list's number
    if word in rules.inside:
        return False
    if word in rules.before_number:
        return not _NUMERAL.match(text, core)
    following = _NEXT_WORD.match(text, core)
    next_word = following.group() if following else ""
    initial = len(next_word) == 1 and text.startswith(".", following.end() if following else core)
    starts = next_word.casefold() in rules.starters and not initial and not (len(next_word) > 1 and next_word.isupper())
    if word in rules.may_end:
        if word[0].islower() and next_word and not text[core].isdigit():
            return (next_word.casefold() not in rules.dates and not (next_word.isupper() and len(next_word) < 5)) or starts
        return starts
    if (len(word) == 1 and word.isupper()) or _INITIALS.fullmatch(word):
        return starts and not _NICKNAME.match(text, core - 1)
    return True


def _names_speaker(text: str, core: int, limit: int, rules: _Rules) -> bool:
    """“What for?” Smith asked: the sentence goes on behind the quotation."""
    if not rules.acts:
        return False
    at = core
    for _ in range(_NAME_BEFORE_VERB + 1):
        word = _NEXT_WORD.match(text, at, limit)
        if word is None:
            return False
        if word.group() in rules.acts:
            return at > core
        if not word.group()[0].isupper():
            return False
        at = word.end() + 1
    return False

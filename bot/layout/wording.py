"""A figure as its sentence words it: the number with what leads to it, and how the sentence goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.languages import available, load
from bot.layout.neutral import clean
from bot.model.cards import Figure

_APOSTROPHES = "'’"
_WORD = re.compile(r"\w+")
# What may stand between what is counted and the figure it leads to: a few words without a mark.
_GAP, _MARKS = 24, re.compile(r"[^\w\s]")
# A figure ends with so many words of what it counts at most (“12 semi-automatic hunting rifles”).
_MOST_SHARED = 6
# … and over so many words the text behind a figure goes on to it (“two of them are on leave”).
_OVER = 6
# A relative clause that what is counted goes on with may have so many words.
_CLAUSE = 10
_NUMBER = re.compile(r" \.?\d[\d.,]*\b")
_INSIDE = re.compile(r"[\w-]|['’]\w")


def verbatim(figure: Figure, sentence: str, *, led: bool = True) -> str:
    """The figure as its sentence words it, with its qualifier (“over 70,000”, “casi 30 por ciento”, “40 or more”) and, where it
    is a difference, with the word that says so (“dos menos”, “4% more”). `led`: with what leads straight to it."""
    told, qualifier = clean(figure.text), clean(figure.qualifier or "")
    lead = _lead(figure, sentence) if led else None
    compared = difference(figure, sentence)
    if lead is not None:
        return f"{clean(sentence[lead : figure.span.end - figure.sentence.start])} {compared}".rstrip()
    opener = _opener(figure, sentence)
    told = f"{opener} {told}" if opener else told
    bent = _bent(figure, sentence)
    if bent is not None:
        return f"{clean(sentence[bent : figure.span.end - figure.sentence.start])} {compared}".rstrip()
    behind = _after(figure, sentence)
    told = f"{told} {compared}" if compared else told
    if not qualifier:
        return told
    return f"{told} {qualifier}" if behind.startswith(qualifier) else f"{qualifier} {told}"


def _bent(figure: Figure, sentence: str) -> int | None:
    """Where the qualifier starts that stands before the figure, with nothing but an article between: “más de la mitad”."""
    start = figure.span.start - figure.sentence.start
    at = sentence.rfind(figure.qualifier, 0, start) if figure.qualifier else -1
    between = sentence[at + len(figure.qualifier or "") : start].casefold().split() if at >= 0 else []
    return at if len(between) == 1 and between[0] in _articles() else None


def _opener(figure: Figure, sentence: str) -> str:
    """Of a range the word before it that says so: `between 5 and 10`."""
    before = sentence[: figure.span.start - figure.sentence.start].split()[-1:] if figure.low is not None else []
    return before[0] if before and before[0].casefold() in _openers() else ""


def _lead(figure: Figure, sentence: str) -> int | None:
    """Where the part of the measure starts that leads straight to the figure: “asesinaron a seis personas”, “debts of about
    $31,000”."""
    start = figure.span.start - figure.sentence.start
    for part in (figure.measure or "").split(" … "):
        at = sentence.rfind(part, 0, start) if part else -1
        between = sentence[at + len(part) : start]
        short = len(between.replace(figure.qualifier or " ", "")) <= _GAP
        link = between.strip().casefold()
        short = short and not (figure.change is not None and link in _results())
        short = short and _parting().isdisjoint(link.split()) and not any(map(str.isdigit, link))
        if (
            at >= 0
            and short
            and not _MARKS.search(between)
            and _WORD.match(part)
            and (at == 0 or not (sentence[at - 1].isalnum() or sentence[at - 1] in _APOSTROPHES))
        ):
            return _with_article(sentence, at)
    return None


def _with_article(sentence: str, at: int) -> int:
    """Where the article before the word at `at` starts, or the word itself: “la multa prevista es de 90 mil pesos”."""
    *_, word = sentence[:at].split() or [""]
    led = word.casefold() in _determiners() and sentence[:at].endswith(f"{word} ")
    return at - len(word) - 1 if led else at


def _after(figure: Figure, sentence: str) -> str:
    """The text behind the figure."""
    return sentence[figure.span.end - figure.sentence.start :].lstrip()


def difference(figure: Figure, sentence: str) -> str:
    """The word right behind a change that makes a difference of the number: `dos menos que …`; empty for a level."""
    behind = _after(figure, sentence) if figure.change else ""
    first = _WORD.match(behind)
    if first is None or first[0].casefold() not in _comparisons():
        return ""
    phrases = _comparisons()[first[0].casefold()]
    folded = " ".join(behind.casefold().split())
    return first[0] if any(folded.startswith(phrase) for phrase in phrases) else ""


def counted_apart(figure: Figure, sentence: str, *, led: bool = True) -> tuple[str, str]:
    """The words that say what is counted, as a card tells them behind the verbatim figure: those with which the sentence goes
    on (“over 70,000 Americans” + “die annually from opioids”), and those that stand elsewhere and are told apart.

    Words that the figure itself holds are not said again.
    """
    compared = difference(figure, sentence)
    after = clean(_after(figure, sentence)[len(compared) :])
    told, behind = clean(figure.text).casefold(), after.casefold()
    whole = verbatim(figure, sentence, led=led).casefold()
    parts = clean(figure.measure or "").split(" … ")
    first, *others = [part for part in parts if part.casefold() not in whole] or [""]
    words = first.split()
    for shared in range(min(len(words), _MOST_SHARED), -1, -1):
        rest = " ".join(words[shared:])
        shares = told.endswith(" ".join(words[:shared]).casefold())
        if shares and behind.startswith(rest.casefold()) and not _INSIDE.match(behind, len(rest.casefold())):
            return rest, " … ".join(others)
    for part in (first, *others):
        if reaching := _reaching(after, part):
            return reaching, " … ".join(one for one in (first, *others) if one != part)
    return "", " … ".join((first, *others))


def _reaching(behind: str, part: str) -> str:
    """The text behind the figure as far as the part, over a few small words: “of the dead worked at the car wash”."""
    at = behind.find(part) if part else -1
    between = behind[: max(at, 0)]
    words = between.casefold().split()
    part_of = bool(words) and words[0] in _partitives()
    few = 0 < len(words) <= _OVER and not _MARKS.search(between) and (part_of or not any(map(str.isdigit, between)))
    few = few and any(word not in _articles() for word in words)
    ends = at + len(part)
    number = _NUMBER.match(behind, ends)  # `of .50 caliber`
    ends = number.end() if number else ends
    whole = at > 0 and not behind[at - 1].isalnum() and not _INSIDE.match(behind, ends)
    if not (few and whole):
        return ""
    rest = _MARKS.split(behind[ends:], maxsplit=1)[0]
    if rest.casefold().split()[:1] and rest.casefold().split()[0] in _relatives():
        # `28 have officers whose vetting has lapsed` is told whole, or not as the sentence has it
        return behind[: ends + len(rest)].rstrip() if len(rest.split()) <= _CLAUSE else ""
    return behind[:ends]


@cache
def _comparisons() -> Mapping[str, tuple[str, ...]]:
    """The words with which any language goes on behind a difference, `more`, `fewer`, `menos`, each with what has to stand
    there: a preposition tells of a difference only as a part of its phrase, `por debajo`."""
    found: dict[str, tuple[str, ...]] = {}
    for units in (load(code).units for code in available()):
        for phrase in (*units.movement.more, *units.movement.less):
            word = phrase.split()[0]
            told = phrase if word in units.complement_links else word
            found[word] = (*found.get(word, ()), told)
    return found


@cache
def _articles() -> frozenset[str]:
    """The articles of all languages, which alone lead nowhere."""
    return frozenset(word for code in available() for word in load(code).numbers.qualifiers.gaps)


@cache
def _parting() -> frozenset[str]:
    """Words that part a figure from what stands before it: `and`, `not`, `who`, `after`."""
    spoken = [load(code) for code in available()]
    parts = [
        (*one.numbers.joiners, *one.units.negations, *one.units.clause_openers, *one.units.time.distance) for one in spoken
    ]
    return frozenset(word for words in parts for word in words)


@cache
def _relatives() -> frozenset[str]:
    units = [load(code).units for code in available()]
    return frozenset(word for one in units for word in (*one.relatives, *one.owning_relatives))


@cache
def _partitives() -> frozenset[str]:
    return frozenset(word for code in available() for word in load(code).numbers.partitives)


@cache
def _results() -> frozenset[str]:
    """The words that lead to where a change led: what fell stands before them, and not what the number is of."""
    return frozenset(word for code in available() for word in load(code).units.movement.to)


@cache
def _determiners() -> frozenset[str]:
    return frozenset(word for code in available() for word in load(code).units.determiners)


@cache
def _openers() -> frozenset[str]:
    """The words of all languages that open a range."""
    return frozenset(word for code in available() for word in load(code).numbers.ranges.between)

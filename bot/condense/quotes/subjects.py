"""The subjects of verbs: what stands before the verb, over adverbs, insertions and relative clauses."""

from __future__ import annotations

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import SEGMENT, Phrase, can_speak, left_border, phrases_in


def before_auxiliaries(flags: list[int], verb: int, floor: int) -> int:
    """The position of the nearest word left of the verb that is no adverb, auxiliary or object pronoun; below `floor`: none."""
    position = verb - 1
    while position >= floor and flags[position] & _BETWEEN and not flags[position] & (lx.ROLE | lx.CAPITAL):
        day = flags[position] & lx.CALENDAR and position > floor and flags[position - 1] & lx.DETERMINER
        position -= 2 if day else 1  # *quien el lunes dijo*
    return position


_BETWEEN = lx.ADVERB | lx.AUXILIARY | lx.CLITIC


def subject_of(  # noqa: PLR0911 - one return for each kind of word before the verb
    passage: Passage, verb: int, floor: int, *, strict: bool = False
) -> Phrase | None:
    """The subject that stands before the verb, over adverbs, auxiliaries, appositions and relative clauses. `strict`: the
    language may leave it out, so that what merely stands before the verb is not taken for it."""
    flags = passage.flags
    position = before_auxiliaries(flags, verb, floor)
    if position < floor:
        return None
    word = flags[position]
    if word & lx.RELATIVE:
        if strict and _is_object(flags, position, floor):
            return None
        return _antecedent(passage, position, floor)
    if word & (lx.COMMA | lx.DASH | lx.BRACKET):
        return _over_insertion(passage, position, floor, strict=strict)
    if word & (lx.CONJUNCTION | lx.STOP | lx.COLON | lx.SEMICOLON | lx.QUOTE | lx.SUBORDINATOR):
        return None
    left = left_border(passage, position + 1, floor)
    free = [phrase for phrase, governed in phrases_in(passage, left, position + 1) if not governed]
    opens = bool(free) and free[-1].start == left and flags[left] & (lx.DETERMINER | lx.CAPITAL)
    if free and (opens or can_speak(passage, free[-1])):
        return (strict and _over_inverted_relative(passage, free[-1], floor)) or free[-1]
    if free and not strict:
        able = [phrase for phrase in free if can_speak(passage, phrase)]
        return able[-1] if able and not flags[free[-1].start] & lx.DETERMINER else free[-1]
    return clause_subject(passage, position + 1, floor)


def _over_inverted_relative(passage: Passage, inner: Phrase, floor: int) -> Phrase | None:
    """*El acta que levantó el agente señala*: what the relative clause belongs to, where the phrase before the verb is the
    subject of that clause, behind its own verb."""
    flags = passage.flags
    verb = inner.start - 1
    if verb <= floor or not flags[verb] & (lx.OTHER_VERB | lx.FINITE):
        return None
    relative = before_auxiliaries(flags, verb, floor)
    if relative <= floor or not flags[relative] & lx.RELATIVE:
        return None
    left = [phrase for phrase, governed in phrases_in(passage, floor, relative) if not governed]
    return left[-1] if left and left[-1].end == relative and left[-1].start <= floor + 1 else None


def _antecedent(passage: Passage, relative: int, floor: int) -> Phrase | None:
    end = relative
    flags = passage.flags
    while end > floor and flags[end - 1] & (lx.COMMA | lx.PREPOSITION | lx.DASH | lx.DETERMINER):
        end -= 1
    found = [phrase for phrase, _ in phrases_in(passage, left_border(passage, end, floor), end)]
    for phrase in reversed(found):
        personal = phrase.end == end and not flags[relative] & (lx.SUBORDINATOR | lx.DETERMINER)
        if can_speak(passage, phrase) or personal:
            return phrase
        if phrase.end == end and any(flags[i] & lx.CAPITAL for i in range(phrase.start, end)):
            return phrase
    return clause_subject(passage, end, floor)


def _over_insertion(passage: Passage, comma: int, floor: int, *, strict: bool) -> Phrase | None:
    """*Smith, the group’s director, said*: the subject before the insertion that ends at `comma`."""
    flags = passage.flags
    end = comma
    best: Phrase | None = None
    while end > floor:
        start = end
        while start > floor and not flags[start - 1] & SEGMENT:
            start -= 1
        if start < end:
            if flags[start] & lx.RELATIVE and start + 1 == end:
                return _antecedent(passage, start, floor)
            if best is not None and flags[start] & _ADJUNCT and not flags[start] & (lx.ATTACHING | lx.RELATIVE):
                alone = end + 1 == best.start and best.end == comma
                return None if alone and _governs(passage, start, end, floor, best) else best
            best, done = _better(passage, start, end, best)
            if done:
                break
        if start <= floor or not flags[start - 1] & (lx.COMMA | lx.DASH | lx.BRACKET):
            break
        end = start - 1
    if strict and best is not None and not _fills_segment(flags, best):
        return None
    return best


_ADJUNCT = lx.PREPOSITION | lx.SUBORDINATOR


def _governs(passage: Passage, start: int, end: int, floor: int, name: Phrase) -> bool:
    """*With the president of France, Emmanuel Macron, …*: the name stands in apposition to what a preposition governs."""
    flags = passage.flags
    if start != floor or not flags[start] & lx.PREPOSITION or not flags[name.head] & lx.CAPITAL:
        return False
    return any(can_speak(passage, phrase) for phrase, _ in phrases_in(passage, start, end))


def _better(  # noqa: C901, PLR0911 - one return for each kind of segment
    passage: Passage, start: int, end: int, best: Phrase | None
) -> tuple[Phrase | None, bool]:
    """The best subject so far, having looked at one more segment to the left, and whether the search is over."""
    flags = passage.flags
    first = flags[start]
    phrases = phrases_in(passage, start, end)
    last = phrases[-1][0] if phrases else None
    if last is not None and last.end == end and last.start > start and not first & lx.RELATIVE:
        opener = flags[last.start - 1]
        if opener & lx.SUBORDINATOR and not opener & lx.MANNER and flags[last.head] & lx.CAPITAL:
            return last, True  # *a day after Smith, speaking in Reno, said*
    free = [phrase for phrase, governed in phrases if not governed]
    if not free or first & (lx.SUBORDINATOR | lx.RELATIVE) & ~lx.PREPOSITION:
        return best, False
    opening, closing = free[0], free[-1]
    if first & _ADJUNCT or first & lx.RELATIVE:
        inside = (
            first & lx.PREPOSITION and closing.end == end and closing.start > start + 1 and flags[closing.head] & lx.CAPITAL
        )
        return (closing if inside else best), False
    if first & lx.CONJUNCTION and opening.start == start + 1 and closing.end == end and can_speak(passage, opening):
        return opening, True
    if closing.end == end and closing != opening and flags[closing.head] & (lx.CAPITAL | lx.PRONOUN):
        if best is not None and _is_of_joined_office(flags, opening, closing, start, best):
            return best, True
        if flags[closing.start - 1] & (lx.SUBORDINATOR | lx.CONJUNCTION | lx.CALENDAR):
            return closing, True
        return best or closing, False
    if opening.start == start and can_speak(passage, opening):
        named = flags[opening.head] & lx.CAPITAL and not flags[opening.start] & lx.DETERMINER
        if best is None or opening.end == end or named:
            return opening, False
    return best, False


def _is_of_joined_office(flags: list[int], opening: Phrase, closing: Phrase, start: int, name: Phrase) -> bool:
    """*El ministro de Gobierno y Reforma, Pablo Farías,*: whether the person's name stands in apposition to an office of two
    joined matters, of which the second speaks no more than the first."""
    if not flags[name.head] & lx.PERSON or flags[closing.head] & (lx.PERSON | lx.PRONOUN):
        return False
    office = any(word & (lx.ROLE | lx.TITLE) and not word & lx.CAPITAL for word in flags[opening.start : opening.end])
    return office and opening.start == start and bool(flags[closing.start - 1] & lx.CONJUNCTION)


def _fills_segment(flags: list[int], phrase: Phrase) -> bool:
    """Whether a phrase stands between two breaks, or opens the sentence."""
    opens = phrase.start == 0 or bool(flags[phrase.start - 1] & (SEGMENT | lx.CONJUNCTION))
    if flags[phrase.head] & lx.PERSON and phrase.end < len(flags) and flags[phrase.end] & SEGMENT:
        return True
    return opens and (phrase.start <= 1 or phrase.end >= len(flags) or bool(flags[phrase.end] & SEGMENT))


def _is_object(flags: list[int], relative: int, floor: int) -> bool:
    """*a quien acusó*, *lo que dijo*: a relative pronoun that is not the verb's subject."""
    before = flags[relative - 1] if relative > floor else 0
    if before & lx.DETERMINER and relative - 1 > floor:
        before |= flags[relative - 2]
    return bool(before & lx.PREPOSITION)


def relative_of(passage: Passage, verb: int, floor: int) -> int | None:
    """The position of the relative pronoun that is the verb's subject."""
    flags = passage.flags
    position = before_auxiliaries(flags, verb, floor)
    if position < floor or not flags[position] & lx.RELATIVE or _is_object(flags, position, floor):
        return None
    return position


def clause_subject(passage: Passage, end: int, floor: int) -> Phrase | None:
    """The first phrase up to `end` that can speak, has a predicate after it, and is governed by no preposition."""
    flags = passage.flags
    fallback: Phrase | None = None
    for phrase, governed in phrases_in(passage, floor, end):
        if governed or not can_speak(passage, phrase):
            continue
        following = phrase.end
        while following < end and flags[following] & (lx.ADVERB | lx.CLITIC | lx.NUMBER):
            following += 1
        if following >= end:
            return fallback or phrase
        word = flags[following]
        if word & (lx.AUXILIARY | lx.OTHER_VERB | lx.CUE | lx.RELATIVE | lx.UNKNOWN):
            return phrase
        if word & (lx.COMMA | lx.CONJUNCTION | lx.DASH | lx.COLON | lx.PREPOSITION) and fallback is None:
            fallback = phrase
    return fallback

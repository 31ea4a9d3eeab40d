"""Cues before a quote: a verb of saying, a noun of saying with its possessor, a named source, a name and a colon."""

from __future__ import annotations

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.clauses import Clauses
from bot.condense.quotes.cue import Cue
from bot.condense.quotes.phrases import Phrase, can_speak, is_verb, phrase_at, phrase_before, phrases_in
from bot.condense.quotes.subjects import before_auxiliaries, clause_subject, relative_of
from bot.condense.quotes.texts import text_left_of, text_speaking


def cue_before(clauses: Clauses, quote: int) -> Cue | None:  # noqa: C901, PLR0911, PLR0912 - one branch for each kind of cue
    """The cue nearest before the quote."""
    passage, flags = clauses.passage, clauses.passage.flags
    label = _label(clauses, quote)
    if label is not None:
        return label
    noun: Cue | None = None
    for position in range(quote - 1, -1, -1):
        word = flags[position]
        if word & (lx.STOP | lx.SEMICOLON):
            break
        stop = clauses.source_after(position)
        phrase = phrase_at(passage, stop, quote) if stop is not None else None
        if phrase is not None:
            return Cue("source", position, phrase, quote - position - 1, lx.UTTERANCE)
        if word & lx.CUE and is_verb(passage, position):
            if word & lx.INFINITIVE and position and (clauses.source_after(position - 1) or 0) > position:
                continue
            judge = None if word & lx.UTTERANCE else _for_whom(clauses, position)
            if judge is not None:
                return Cue("source", judge.start - 1, judge, quote - position, lx.UTTERANCE)
            if noun is not None and not word & lx.UTTERANCE and _opens_content(clauses, noun.position + 1):
                return noun
            return _cue_of_verb(clauses, position, quote)
        if word & lx.RELATIVE and noun is None and position + 1 < quote and flags[position + 1] & _VERBLIKE:
            text = text_speaking(passage, position)
            if text is not None:
                return Cue("source", position, text, quote - position - 1, lx.UTTERANCE)
        if word & lx.SAYING_NOUN and noun is None and _leads_to(clauses, position, quote):
            owner = _owner(clauses, position)
            if owner is not None:
                noun = Cue("noun", position, owner, quote - position - 1, word)
                if (
                    quote - position <= 2
                    and owner.start
                    and flags[owner.start - 1] & lx.PREPOSITION
                    and not _verb_since_quote(clauses, position)
                ):
                    return noun
    return noun or _heading(clauses, quote)


_UNBOUND = lx.INFINITIVE | lx.GERUND
"""Forms whose subject is that of the main clause: *After saying that “…”, X left*."""
_VERBLIKE = lx.UNKNOWN | lx.OTHER_VERB | lx.AUXILIARY


def _for_whom(clauses: Clauses, verb: int) -> Phrase | None:
    """*something that for Smith means “…”*: whose view the verb behind it tells."""
    flags = clauses.passage.flags
    left = verb
    while left > 1 and flags[left - 1] & (lx.CAPITAL | lx.DETERMINER) and not flags[left - 1] & lx.RELATIVE:
        left -= 1
    if left == verb or left < 2 or not flags[left - 2] & lx.RELATIVE or clauses.source_after(left - 1) != left:
        return None
    return phrase_at(clauses.passage, left, verb)


def _cue_of_verb(clauses: Clauses, verb: int, quote: int) -> Cue:
    flags = clauses.passage.flags
    word = flags[verb]
    floor = clauses.floor(verb)
    if clauses.is_passive(verb):
        agent = clauses.agent(verb, quote)
        if agent is not None or word & lx.NAMING:
            return Cue("passive", verb, agent, quote - verb - 1, word)
    text = _text_with_unnamed(clauses, verb, floor)
    if text is not None:
        return Cue("before", verb, text, quote - verb - 1, word)
    relative = clauses.relative(verb, floor)
    outer = clauses.outer(verb, floor, quote) if relative is None else None
    if outer is not None:
        agent = clauses.agent(outer, quote) if clauses.is_passive(outer) else None
        if agent is not None:
            return Cue("passive", outer, agent, quote - verb - 1, flags[outer])
        return Cue("before", outer, clauses.subject(outer, floor, quote), quote - verb - 1, flags[outer])
    subject = clauses.subject(verb, floor, quote)
    if subject is None and word & _UNBOUND and not word & lx.FINITE:
        subject = clause_subject(clauses.passage, len(flags), quote + 1)
    if relative is not None and (subject is None or subject.start > verb):
        relative = None
    return Cue("before", verb, subject, quote - verb - 1, word, relative)


def _text_with_unnamed(clauses: Clauses, verb: int, floor: int) -> Phrase | None:
    """*dos mensajes en los que le pedían*: the text in which some people unnamed speak."""
    flags = clauses.passage.flags
    if not clauses.strict or not flags[verb] & lx.FINITE:
        return None
    position = before_auxiliaries(flags, verb, floor)
    if position <= floor or not flags[position] & lx.RELATIVE or relative_of(clauses.passage, verb, floor) is not None:
        return None
    subject = clauses.subject_after(verb)
    if subject is not None and can_speak(clauses.passage, subject):
        return None
    near = text_speaking(clauses.passage, position)
    if near is not None or not _is_impersonal(clauses, verb):
        return near
    return text_left_of(clauses.passage, position, floor)


def _is_impersonal(clauses: Clauses, verb: int) -> bool:
    """*se lee*, *le exigían*: a verb by which nobody in particular speaks."""
    lower = clauses.doc.lowers[clauses.passage.items[verb]]
    speech = clauses.lexicon.speech
    reflexive = verb > 0 and clauses.doc.lowers[clauses.passage.items[verb - 1]] in speech.impersonal_clitics
    return reflexive or lower.endswith(speech.plural_verb_endings)


def _owner(clauses: Clauses, noun: int) -> Phrase | None:
    """The possessor of a noun of saying: *Trump’s claim*, *his remark*."""
    flags = clauses.passage.flags
    for left in range(noun - 1, max(noun - 5, -1), -1):
        word = flags[left]
        if word & lx.OWNER:
            whole = phrase_before(clauses.passage, left + 1, 0)
            if whole is not None and (whole.head == left or can_speak(clauses.passage, whole._replace(end=whole.head + 1))):
                return whole
            return _innermost(clauses, left)
        if word & lx.POSSESSIVE:
            return Phrase(left, left + 1, left)
        if word & (lx.PUNCTUATION | lx.QUOTE | lx.DETERMINER | lx.PREPOSITION | lx.CONJUNCTION | lx.AUXILIARY):
            return None
    return None


def _innermost(clauses: Clauses, owner: int) -> Phrase | None:
    """*a check on Smith’s claim*: the possessor alone, where the phrase that it closes denotes nobody."""
    flags = clauses.passage.flags
    start = owner
    while start > 0 and not flags[start - 1] & (lx.PREPOSITION | lx.PUNCTUATION | lx.QUOTE):
        start -= 1
    return phrase_at(clauses.passage, start, owner + 1) or phrase_at(clauses.passage, owner, owner + 1)


def _leads_to(clauses: Clauses, noun: int, quote: int) -> bool:
    """Whether what follows the noun of saying is its content."""
    flags = clauses.passage.flags
    if quote - noun <= 3 or flags[noun + 1] & (lx.SUBORDINATOR | lx.COLON):
        return True
    last = quote - 1
    while last > noun and flags[last] & (lx.COMMA | lx.COLON):
        last -= 1
    return bool(flags[last] & lx.PASSIVE)


def _opens_content(clauses: Clauses, position: int) -> bool:
    word = clauses.passage.flags[position]
    return bool(word & lx.SUBORDINATOR) and not word & lx.PREPOSITION


def _verb_since_quote(clauses: Clauses, position: int) -> bool:
    """Whether a verb of saying stands between the quote before and the position."""
    flags = clauses.passage.flags
    since = position
    while since > 0 and not flags[since - 1] & lx.QUOTE:
        since -= 1
    return any(since <= verb < position for verb in clauses.verbs)


def _label(clauses: Clauses, quote: int) -> Cue | None:
    """*X: “…”*: a name and a colon, with nothing else in the sentence."""
    flags = clauses.passage.flags
    if quote < 2 or not flags[quote - 1] & lx.COLON:
        return None
    left = quote - 1
    while left > 0 and not flags[left - 1] & (lx.STOP | lx.DASH | lx.QUOTE | lx.SEMICOLON | lx.COLON):
        left -= 1
    phrase = phrase_at(clauses.passage, left, quote - 1)
    if phrase is not None and phrase.end == quote - 1 and can_speak(clauses.passage, phrase):
        return Cue("label", quote - 1, phrase, 0, lx.UTTERANCE)
    if any(left <= verb < quote for verb in clauses.verbs) or not left or not flags[left - 1] & lx.DASH:
        return None
    phrases = phrases_in(clauses.passage, left, quote - 1)
    if phrases and phrases[-1][0].end == quote - 1 and phrases[-1][1] and flags[phrases[-1][0].head] & (lx.PERSON | lx.BODY):
        return Cue("label", quote - 1, phrases[-1][0], 0, lx.UTTERANCE)
    return None


def _heading(clauses: Clauses, quote: int) -> Cue | None:
    """*Smith: the plan is “…”*, as headlines put it."""
    flags = clauses.passage.flags
    phrase = phrase_at(clauses.passage, 0, quote)
    if phrase is None or not flags[phrase.head] & lx.CAPITAL:
        return None
    colon = next((i for i in range(phrase.end, min(phrase.end + 5, quote)) if flags[i] & lx.COLON), None)
    if colon is None or any(flags[i] & (lx.CUE | lx.AUXILIARY | lx.OTHER_VERB) for i in range(phrase.end, colon)):
        return None
    return Cue("label", colon, phrase, quote - colon - 1, 0)

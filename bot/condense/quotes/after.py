"""Cues after a quote: *“…,” said X*, *“…,” X said*, *“…” – X*, *“…,” according to X*."""

from __future__ import annotations

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.clauses import Clauses
from bot.condense.quotes.cue import Cue
from bot.condense.quotes.phrases import Phrase, can_speak, phrase_at, phrase_before
from bot.condense.quotes.subjects import subject_of


def cue_after(clauses: Clauses, quote: int) -> Cue | None:
    flags = clauses.passage.flags
    end = len(flags)
    start = quote + 1
    while start < end and (flags[start] & (lx.COMMA | lx.DASH) or (flags[start] & lx.STOP and start == quote + 1)):
        start += 1
    if start >= end or flags[start] & (lx.QUOTE | lx.STOP):
        return None
    speechlike = ends_like_speech(clauses, quote) or opens_sentence(clauses, quote)
    found = _source_at(clauses, start) or _inverted(clauses, start, quote, speechlike)
    if found is not None:
        return found
    shown = _behind_colon(clauses, start, quote) or _signature(clauses, quote)
    if shown is not None:
        return shown
    return _subject_first(clauses, start) if speechlike else None


def _behind_colon(clauses: Clauses, colon: int, quote: int) -> Cue | None:
    """*“…”: así celebró X*, *“…”: X*."""
    passage, flags = clauses.passage, clauses.passage.flags
    end = len(flags)
    if not flags[colon] & lx.COLON or not clauses.free_order:
        return None
    if colon + 2 < end and flags[colon + 1] & lx.MANNER:
        shown = _inverted(clauses, colon + 2, quote, speechlike=True)
        return shown if shown is not None and shown.subject is not None else None
    label = phrase_at(passage, colon + 1, end)
    if label is not None and flags[label.head] & lx.CAPITAL and (label.end >= end or flags[label.end] & lx.PUNCTUATION):
        return Cue("label", colon, label, 0, lx.UTTERANCE)
    return None


def ends_like_speech(clauses: Clauses, quote: int) -> bool:
    flags = clauses.passage.flags
    if quote + 1 >= len(flags):
        return False
    if flags[quote + 1] & (lx.COMMA | lx.DASH):
        return True
    following = clauses.passage.items[quote + 1]
    if following < 0:
        return False
    start = clauses.doc.starts[following]
    return clauses.doc.text[max(start - 6, 0) : start].rstrip(" \"”’'»›")[-1:] in tuple(",?!…—-")


def opens_sentence(clauses: Clauses, quote: int) -> bool:
    flags = clauses.passage.flags
    opening = lx.CONJUNCTION | lx.ADVERB | lx.COMMA | lx.DASH | lx.SUBORDINATOR
    return quote <= 2 and all(flags[i] & opening for i in range(quote))


def _source_at(clauses: Clauses, start: int) -> Cue | None:
    found = clauses.source_after(start)
    if found is None:
        return None
    phrase = phrase_at(clauses.passage, found, len(clauses.passage.flags))
    return Cue("source", start, phrase, 0, lx.UTTERANCE) if phrase is not None else None


def _inverted(clauses: Clauses, start: int, quote: int, speechlike: bool) -> Cue | None:  # noqa: FBT001 - one internal caller
    """*“…,” said X*, and with the subject left out *“…”, dijo*."""
    flags = clauses.passage.flags
    end = len(flags)
    verb = start
    like = bool(clauses.free_order and flags[start] & lx.MANNER and flags[start - 1] & lx.COMMA)
    between = lx.CLITIC | lx.AUXILIARY | lx.ADVERB | (lx.MANNER if like else 0)
    while verb < end and verb < start + 4 and not clauses.is_cue(verb) and flags[verb] & between:
        verb += 1
    if clauses.free_order and flags[start] & lx.AUXILIARY:
        verb = _of_copula(clauses, start) or verb
    if verb >= end or not clauses.is_cue(verb) or not flags[verb] & (lx.FINITE | lx.PARTICIPLE):
        return None
    embedded = quote > 0 and not flags[quote - 1] & (lx.COMMA | lx.COLON | lx.STOP | lx.DASH)
    if not (speechlike or like) and (embedded or verb > start or not flags[verb] & lx.UTTERANCE):
        return None
    subject = clauses.subject_after(verb)
    if subject is None and not clauses.strict:
        return None
    if (
        subject is not None
        and clauses.strict
        and not (can_speak(clauses.passage, subject) or flags[subject.start] & lx.DETERMINER)
    ):
        subject = None
    return Cue("inverted", verb, subject, verb - start, flags[verb])


def _of_copula(clauses: Clauses, copula: int) -> int | None:
    """*“…” fue lo primero que preguntó X*: the verb of saying in the relative clause behind a copula."""
    flags = clauses.passage.flags
    for verb in range(copula + 2, min(copula + 6, len(flags))):
        if flags[verb] & lx.PUNCTUATION:
            return None
        if clauses.is_cue(verb) and flags[verb] & lx.UTTERANCE:
            return verb if flags[verb - 1] & lx.RELATIVE else None
    return None


def _signature(clauses: Clauses, quote: int) -> Cue | None:
    """*“…” – X*, with nothing after it."""
    passage, flags = clauses.passage, clauses.passage.flags
    if quote or quote + 2 >= len(flags) or not flags[quote + 1] & lx.DASH:
        return None
    phrase = phrase_at(passage, quote + 2, len(flags))
    if phrase is None or not flags[phrase.head] & lx.CAPITAL:
        return None
    if phrase.end < len(flags) and not flags[phrase.end] & (lx.STOP | lx.COMMA):
        return None
    return Cue("label", quote + 1, phrase, 0, lx.UTTERANCE)


def _subject_first(clauses: Clauses, start: int) -> Cue | None:
    """*“…,” X said*; *“…,” as X put it*."""
    passage, flags = clauses.passage, clauses.passage.flags
    end = len(flags)
    first = start
    while first < end and flags[first] & lx.MANNER:
        first += 1
    if first == start and flags[first] & (lx.SUBORDINATOR | lx.CONJUNCTION):
        return _behind_a_clause(clauses, start) if flags[first] & lx.SUBORDINATOR else None
    opening = phrase_at(passage, first, end)
    if opening is None:
        return None
    if first > start and opening.end < end and not flags[opening.end] & lx.PUNCTUATION and can_speak(passage, opening):
        return Cue("after", opening.end, opening, 0, flags[opening.end] | lx.UTTERANCE)
    verb = _verb_of(clauses, opening, start)
    if verb is None or (verb + 1 < end and flags[verb + 1] & lx.COLON):
        return None
    if not flags[verb] & lx.UTTERANCE and verb > opening.end + 1 and first == start:
        return None
    return _with_subject(clauses, verb, first, opening)


def _behind_a_clause(clauses: Clauses, start: int) -> Cue | None:
    """*“…” when she returns, X, chairman of …, told*: the attribution behind a clause that belongs to the quote."""
    flags = clauses.passage.flags
    comma = next((i for i in range(start, min(start + _LONGEST_CLAUSE, len(flags))) if flags[i] & lx.PUNCTUATION), None)
    if comma is None or not flags[comma] & lx.COMMA or any(start <= verb < comma for verb in clauses.verbs):
        return None
    opening = phrase_at(clauses.passage, comma + 1, len(flags))
    if opening is None or not can_speak(clauses.passage, opening):
        return None
    verb = _verb_of(clauses, opening, comma + 1)
    if verb is None or not flags[verb] & lx.UTTERANCE or not flags[verb] & lx.FINITE:
        return None
    subject = subject_of(clauses.passage, verb, comma + 1, strict=clauses.strict)
    return Cue("after", verb, opening, 0, flags[verb]) if subject == opening else None


_LONGEST_CLAUSE = 15
"""Words of a clause between a quote and its attribution."""


def _with_subject(clauses: Clauses, verb: int, first: int, opening: Phrase) -> Cue:
    """The verb with the subject before it, the one behind it (*“…” in the markets, said X*), or the phrase that opens the
    clause."""
    passage, flags = clauses.passage, clauses.passage.flags
    able = can_speak(passage, opening)
    if flags[verb - 1] & lx.COMMA and not able:
        inverted = clauses.subject_after(verb)
        if inverted is not None and can_speak(passage, inverted):
            return Cue("inverted", verb, inverted, 0, flags[verb])
    subject = subject_of(passage, verb, first, strict=clauses.strict)
    if subject is None or (subject.start > opening.start and able):
        subject = opening
    quoted = _quoted_as_saying(clauses, verb)
    return quoted or Cue("after", verb, subject, 0, flags[verb])


def _quoted_as_saying(clauses: Clauses, verb: int) -> Cue | None:
    """*“…,” the station quoted a witness as saying*: the words are those of the one who is quoted."""
    flags = clauses.passage.flags
    quoted = phrase_at(clauses.passage, verb + 1, len(flags))
    if quoted is None or quoted.end + 1 >= len(flags) or not can_speak(clauses.passage, quoted):
        return None
    saying = quoted.end + 1
    if not flags[quoted.end] & lx.MANNER or not flags[saying] & lx.GERUND or not flags[saying] & lx.UTTERANCE:
        return None
    return Cue("after", saying, quoted, 0, flags[saying])


_FARTHEST_VERB = 45
"""Items between a quote and the verb whose subject follows the quote."""


def _verb_of(clauses: Clauses, opening: Phrase, start: int) -> int | None:
    """The verb of saying of the clause that begins with the phrase `opening`."""
    flags = clauses.passage.flags
    for verb in clauses.verbs:
        if verb < opening.end or not flags[verb] & (lx.FINITE | lx.BASE | lx.PARTICIPLE):
            continue
        if verb > start + _FARTHEST_VERB or any(flags[i] & (lx.QUOTE | lx.STOP | lx.COLON) for i in range(start, verb)):
            return None
        if not flags[verb - 1] & (lx.RELATIVE | lx.INFINITIVE_MARK):
            return verb
    return None


def trailing_cue(clauses: Clauses, quote: int, *, over_quotes: bool) -> Cue | None:
    """*… “…” …, said X.* and *… “…” …, X said.*: the attribution of the whole sentence at its end. `over_quotes`: it may stand
    behind other quotes."""
    flags = clauses.passage.flags
    for verb in reversed(clauses.verbs):
        if verb <= quote:
            break
        if not (flags[verb] & lx.UTTERANCE and flags[verb] & lx.FINITE):
            continue
        if over_quotes or not any(flags[i] & lx.QUOTE for i in range(quote + 1, verb)):
            return _at_the_end(clauses, verb, quote)
    for position in range(quote + 1, len(flags)):
        if flags[position] & (lx.QUOTE | lx.SEMICOLON):
            break
        found = _source_at(clauses, position) if flags[position - 1] & lx.COMMA else _last_label(clauses, position)
        if found is not None:
            return found
    return None


def _last_label(clauses: Clauses, colon: int) -> Cue | None:
    """*Hay “…” en …: X*, as headlines put it."""
    passage, flags = clauses.passage, clauses.passage.flags
    if not clauses.free_order or not flags[colon] & lx.COLON:
        return None
    label = phrase_at(passage, colon + 1, len(flags))
    if label is None or not flags[label.head] & lx.CAPITAL or label.end < len(flags):
        return None
    return Cue("label", colon, label, 0, lx.UTTERANCE)


def _at_the_end(clauses: Clauses, verb: int, quote: int) -> Cue | None:
    passage, flags = clauses.passage, clauses.passage.flags
    if flags[verb - 1] & (lx.COMMA | lx.QUOTE):
        subject = clauses.subject_after(verb)
        return Cue("inverted", verb, subject, verb - quote, flags[verb]) if subject and can_speak(passage, subject) else None
    if verb + 1 < len(flags) and not flags[verb + 1] & (lx.STOP | lx.ADVERB | lx.PREPOSITION):
        return None
    subject = phrase_before(passage, verb, quote + 1)
    if subject is None or subject.end != verb or not flags[subject.start - 1] & lx.COMMA or not can_speak(passage, subject):
        return None
    return Cue("after", verb, subject, verb - quote, flags[verb])

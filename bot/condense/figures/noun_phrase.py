"""Where a noun phrase ends (its noun, the adjectives behind it, its complements), and where what is said of it ends."""

from __future__ import annotations

from bot.condense.figures.clause import Clause
from bot.condense.figures.nouns import is_plural, is_word

_LONGEST = 9
"""How many words a complement may have; a longer one is left out whole."""

_OBJECT, _PREDICATE = 5, 14
"""How many words an object may have, and all that is said."""

_VERBS_BACK = 24
"""How many words before a noun its clause's verb may stand."""


def noun_end(clause: Clause, noun: int, stop: int) -> int:
    """The token behind the noun phrase whose noun stands at `noun`; not behind `stop`, where the next figure starts."""
    at = _modifiers_end(clause, noun, stop)
    complemented, lex = False, clause.lex
    links = lex.adjunct_links if at > noun + 1 and not lex.noun_first else lex.complement_links
    while at < stop and clause.lowers[at] in links:
        if complemented and clause.lowers[at] not in clause.lex.of:
            break
        end = complement_end(clause, at, stop)
        if end is None:
            break
        at, complemented = end, True
    if not complemented and not lex.noun_first and at == noun + 2 and clause.lowers[noun + 1].endswith(lex.gerund_endings):
        at = noun + 1  # a participle that leads nowhere: `1,944 delegates heading …`
    return _over_rate(clause, at, stop)


def predicate_end(clause: Clause, noun: int, at: int, stop: int) -> int:
    """The token behind what is said, from `at` on, of the noun phrase of `noun`: its verb, an object, complements. `at` where
    nothing is said, or where the noun is not the subject."""
    lex, lowers = clause.lex, clause.lowers
    if _has_verb_before(clause, noun):
        return at
    low = _verbs_end(clause, at, stop)
    verb = next((k for k in range(at, low) if clause.is_verb(k)), None)
    if not _agrees(clause, noun, verb):
        return at
    end = _object_end(clause, low, stop)
    if verb is None and end == low:
        return at
    end = _adjuncts_end(clause, end, min(stop, at + _PREDICATE))
    empty = all(lowers[k] in lex.copulas or lowers[k] in lex.clitics for k in range(at, end))
    open_ended = end < clause.stop and lowers[end] in lex.clause_openers and lowers[end] not in lex.relatives
    return at if empty or open_ended else end


def _agrees(clause: Clause, noun: int, verb: int | None) -> bool:
    """Whether the verb can be the noun's: where verbs tell one from many, `una tripulación de ocho bomberos estaba …` says
    nothing of the eight. Elsewhere a verb that is not known may still be one."""
    lex = clause.lex
    if verb is None:
        return not lex.noun_first
    many = bool(lex.plural_verb_endings) and is_plural(clause.sentence, noun)
    return not many or clause.lowers[verb].endswith(lex.plural_verb_endings)


def _verbs_end(clause: Clause, at: int, stop: int) -> int:
    """Behind the verbs with their pronouns, adverbs and denials."""
    lex, lowers = clause.lex, clause.lowers
    while at < stop:
        around = lowers[at] in lex.clitics or lowers[at].endswith(lex.adverb_endings) or clause.is_contracted(at)
        if not (around or clause.is_verb(at)):
            break
        at += 1
    return at


def _object_end(clause: Clause, at: int, stop: int) -> int:
    """Behind the object, and, where the verb itself was not known, behind the object of that."""
    lex, lowers = clause.lex, clause.lowers
    at += at + 1 < stop and lowers[at] in lex.determiners and clause.is_content(at + 1)
    end = at
    while end < stop and end - at < _OBJECT and clause.is_content(end) and lowers[end][0].isalpha():
        if end > at and clause.is_verb(end):
            break
        end += 1 + 2 * (end + 2 < stop and clause.is_hyphen(end + 1))
    if end == at + 1 and end + 1 < stop and lowers[end] in lex.determiners and clause.is_content(end + 1):
        end += 2  # `did not escape the notice`
    return end


def _adjuncts_end(clause: Clause, at: int, stop: int) -> int:
    """Behind the complements of a verb; one whose noun has a verb of its own belongs to another clause."""
    lex, lowers = clause.lex, clause.lowers
    while at < stop:
        link = at
        while link < stop and (lowers[link] in lex.time_words or lowers[link].endswith(lex.adverb_endings)):
            link += 1
        if link >= stop or lowers[link] not in lex.adjunct_links:
            break
        particle = link == at and link + 1 < stop and lowers[link + 1] in lex.adjunct_links
        if particle and clause.is_verb(link - 1):
            at = link + 1  # `1,870 people passed through in three months`
            break
        end = complement_end(clause, link, clause.stop)
        if end is None or end > stop or (end < clause.stop and clause.is_verb(end)):
            break
        return end
    return at


def _over_rate(clause: Clause, at: int, stop: int) -> int:
    """Behind the base of a rate: `officers for every 1,000 residents`."""
    lex, lowers = clause.lex, clause.lowers
    base = lex.labels.rate_bases.ahead(lowers, at, stop)
    if base is None or not (clause.sentence.at(base.last)[:1].isdecimal() or clause.sentence.at(base.last) in lex.triggers):
        return at
    end = base.last
    while end < stop and (lowers[end][0].isdecimal() or lowers[end] in lex.triggers):
        end += 1
    return end + (end < stop and clause.is_content(end) and not clause.is_verb(end))


def _modifiers_end(clause: Clause, noun: int, stop: int) -> int:
    """Behind the adjectives and participles that follow the noun, and behind a second noun joined to it."""
    at = noun + 1
    while at < stop and (_modifies(clause, noun, at) or clause.lowers[at] in clause.lex.people_adjectives):
        at += 1
    lex = clause.lex
    if at + 1 >= stop or clause.lowers[at] not in lex.joiners:
        return at
    other = at + 1 + (clause.lowers[at + 1] in lex.negations)
    if at > noun + 1 and other < stop and _modifies(clause, noun, other):
        return other + 1
    more = at + 1 + (lex.noun_first and clause.lowers[at + 1] in lex.carriers and at + 2 < stop)
    twin = at == noun + 1 and is_plural(clause.sentence, noun) and is_plural(clause.sentence, more)
    alike = twin and is_word(clause.sentence, more) and not (clause.is_verb(more) or _takes_object(clause, more + 1))
    return _modifiers_end(clause, more, stop) if alike else at


def _takes_object(clause: Clause, at: int) -> bool:
    """Whether an article, an adverb or a number stands there, so that a second noun is none: `residents and sends just 31`."""
    lex, word = clause.lex, clause.sentence.at(at)
    return bool(word) and (
        word in lex.determiners
        or word in lex.gaps
        or word in lex.triggers
        or word[0].isdecimal()
        or lex.qualifiers.starts(word)
    )


def _modifies(clause: Clause, noun: int, at: int) -> bool:
    """Whether the word at `at` describes the noun. Behind a plural an adjective is a plural too where the noun comes first;
    elsewhere only a participle follows its noun, and only where the clause has its verb before: `shells fired at …`."""
    if not clause.is_content(at) or not clause.lowers[at][0].isalpha():
        return False
    if clause.lex.noun_first:
        if clause.is_verb(at):
            return False
        endings = clause.lex.plural_endings
        alike = clause.lowers[at].endswith(endings) == clause.lowers[noun].endswith(endings)
        return clause.sentence.words[at][0].isupper() or alike
    word = clause.lowers[at]
    participle = word.endswith(clause.lex.labels.participles) or word in clause.lex.irregular_participles
    return participle and at == noun + 1 and _has_verb_before(clause, noun)


def _has_verb_before(clause: Clause, noun: int) -> bool:
    for at in range(noun - 1, max(clause.floor, noun - _VERBS_BACK) - 1, -1):
        word = clause.lowers[at]
        if clause.is_verb(at) and at + 1 < noun:
            return True
        apart = word in clause.lex.joiners and clause.sentence.before(at) == ","
        if word in clause.lex.clause_openers or word == ";" or apart:
            return False
    return False


def complement_end(clause: Clause, link: int, stop: int) -> int | None:
    """Behind the complement that the preposition at `link` opens; None where it is none, or is not finished before `stop`."""
    lex, lowers = clause.lex, clause.lowers
    start = link + 1
    while start < stop and lowers[start] in lex.determiners:
        start += 1
    at = start
    while at < stop and at - link <= _LONGEST:
        possessive = lowers[at] in {"'", "’"} and clause.sentence.tied(at - 1)
        hyphen = clause.is_hyphen(at)
        ended = at > start and lowers[at] in lex.irregular_participles
        verb = clause.is_verb(at) and not clause.is_hyphen(at - 1)
        told = possessive or hyphen or (clause.is_content(at) and not lowers[at][0].isdecimal())
        if not told or (verb and not hyphen) or ended:
            break
        at += 1
        if at + 1 < stop and lowers[at] in lex.of and at - start >= 1:
            inner = complement_end(clause, at, stop)
            cut = stop < clause.stop and not any(map(clause.is_content, range(at + 1, stop)))
            return inner if inner is not None or cut else at
    if at == start or at - link > _LONGEST:
        return None
    if stop < clause.stop and not any(
        clause.is_content(k) or lowers[k] in lex.joiners or lowers[k] == "," for k in range(at, stop)
    ):
        return None  # it runs into the next figure
    unfinished = at < stop and lowers[at] in lex.relatives and lowers[link] not in lex.of
    return None if unfinished else at

"""The grammar of a search: what the words of the line and the options together ask of the store.

word          is met, whatever its accents and case
word*         any ending
"two words"   are met side by side
-word         must not be met; so -"two words"
topic: outlet: lang: speaker: place:   each may be given several times: one of them has to fit
since: until: from the beginning of that day, month or year; to the end of it
"""

from __future__ import annotations

import re

from bot.commands.ask import Ask
from bot.commands.command import When
from bot.commands.tokens import pointed
from bot.model.query import Query

_HAS_WORD = re.compile(r"\w")


def read_query(
    ask: Ask,
    words: str = "",
    *,
    topic: tuple[str, ...] = (),
    outlet: tuple[str, ...] = (),
    lang: tuple[str, ...] = (),
    speaker: tuple[str, ...] = (),
    person: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
    since: When | None = None,
    until: When | None = None,
) -> Query:
    """`words`: as the call that is being answered has them.

    Raises UsageError for words without a letter or digit, and for a stretch of time that ends before it begins.
    """
    call = ask.call
    assert call is not None
    if since is not None and until is not None and until.end <= since.start:
        given = call.named("until")
        assert given is not None
        raise pointed("dates-reversed", call.line, given.start, given.end, since=since.words, until=until.words)
    wanted: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    for token in call.words_of(words):
        quoted = token.raw.lstrip("-")[:1] in {'"', "“", "«"}
        text = token.raw.lstrip("-").strip('"“”«»') if quoted else token.raw
        if not _HAS_WORD.search(text):
            raise pointed("word-empty", call.line, token.start, token.end)
        if token.raw.startswith("-"):
            without.append(text.removeprefix("-"))
        else:
            (phrases if quoted else wanted).append(text)
    return Query(
        words=tuple(wanted),
        phrases=tuple(phrases),
        without=tuple(without),
        topics=topic,
        outlets=tuple(dict.fromkeys(name for one in outlet for name in (ask.outlet_name(one), one))),
        languages=lang,
        speakers=speaker,
        people=person,
        places=tuple(dict.fromkeys(name for one in place for name in (one, *ask.place_names(one)))),
        since=since.start if since else None,
        until=until.end if until else None,
    )

"""Cards put together by hand, for tests of what stands on them: spans are found by the words, which must stand in the text."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from decimal import Decimal

from bot.model.cards import Card, Change, Figure, Name, PersonName, Point, Quote, Relevance, Speaker, TopicScore
from bot.model.feeds import Extent
from bot.model.text import Span

_SENTENCE = re.compile(r"\S.*?[.!?][”\"»]?(?=\s|$)|\S.+?(?=\n|$)")


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def sentences(text):
    return tuple(Span(*match.span()) for match in _SENTENCE.finditer(text))


def quote(text, *parts, by=None, role=None, verb=None, kind="direct"):
    speaker = Speaker(name=by, role=role, span=span(text, by.split()[-1])) if by else None
    spans = tuple(span(text, part) for part in parts)
    return Quote(spans=spans, text=" ".join(parts), speaker=speaker, verb=verb, kind=kind)


def figure(text, words, value=None, *, low=None, high=None, change=None, baseline=None, **more):
    place = span(text, words)
    around = next((one for one in sentences(text) if one.holds(place)), place)
    numbers = {name: Decimal(n) for name, n in (("value", value), ("low", low), ("high", high)) if n is not None}
    changed = Change(direction=change, baseline=baseline) if change else None
    return Figure(span=place, text=words, change=changed, sentence=around, **numbers, **more)


def card(text, **more):
    """`points`, `quotes`, `figures`, `topics`, `people`, `organisations` and `places` may be given in words."""
    made = {
        "points": tuple(Point(span=span(text, p), text=p) for p in more.pop("points", ())),
        "topics": tuple(TopicScore(id=topic, score=0.8) for topic in more.pop("topics", ())),
        "people": tuple(PersonName(name=name, role=None, spans=()) for name in more.pop("people", ())),
        "organisations": tuple(Name(name=name, spans=()) for name in more.pop("organisations", ())),
        "places": tuple(Name(name=name, spans=()) for name in more.pop("places", ())),
        "quotes": tuple(more.pop("quotes", ())),
        "figures": tuple(more.pop("figures", ())),
    }
    given = {
        "engine": "test",
        "source_sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "id": None,
        "title": "A title",
        "url": "https://news.example/story",
        "outlet": "The Example",
        "language": "en",
        "region": "US",
        "published": datetime(2026, 11, 23, 15, 30, tzinfo=UTC),
        "extent": Extent.FULL,
        "relevance": Relevance(score=0.8),
    }
    return Card(**{**given, "text": text, "sentences": sentences(text), **made, **more})

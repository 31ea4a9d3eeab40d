"""Quotes and speakers as the specs tell them: `{language}/quotes.toml` and `{language}/speakers.toml`.

In a case's text every quote stands in `⟦…⟧` inside its marks; the collector strips these, and expects exactly those spans.
A part that belongs to the quote before begins with `+` (`⟦+…⟧`). `speakers`: one name a quote, an empty text for none.
`mentions`: the words that the speaker's span covers. `kinds`, `verbs`, `roles`: likewise, where the case is about them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.condense.document import read
from bot.condense.names import find_names, known_names
from bot.condense.quotes import find_quotes
from bot.languages import load
from bot.model.cards import Quote
from bot.model.desk import Desk, Holder, Office, Person
from bot.model.text import Span

HERE = Path(__file__).parent
_MARKED = re.compile(r"⟦(\+?)|⟧")


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*/quotes.toml")) + sorted(HERE.glob("*/speakers.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["not_yet"], strict=True)] if "not_yet" in case else []
            yield pytest.param(path.parent.name, case, id=f"{path.parent.name}-{path.stem}-{case['name']}", marks=marks)


def strip(text: str) -> tuple[str, list[list[Span]]]:
    """The text without the specs' brackets, and the spans of each quote."""
    plain = ""
    quotes: list[list[Span]] = []
    start = joined = 0
    last = 0
    for match in _MARKED.finditer(text):
        plain += text[last : match.start()]
        last = match.end()
        if match.group() == "⟧":
            (quotes[-1] if joined else quotes.append([]) or quotes[-1]).append(Span(start, len(plain)))
        else:
            start, joined = len(plain), bool(match.group(1))
    return plain + text[last:], quotes


def people_of(case: dict[str, Any]) -> tuple[Person, ...]:
    return tuple(
        Person(id=p["id"], name=p["name"], aliases=tuple(p.get("aliases", ())), gender=p.get("gender"))
        for p in case.get("people", ())
    )


def offices_of(case: dict[str, Any]) -> tuple[Office, ...]:
    return tuple(
        Office(
            id=o["id"],
            country=o["country"],
            titles={language: tuple(titles) for language, titles in o["titles"].items()},
            holders=tuple(Holder(person=h["person"], since=h["since"], until=h.get("until")) for h in o["holders"]),
        )
        for o in case.get("offices", ())
    )


def run(language: str, case: dict[str, Any], text: str) -> tuple[Quote, ...]:
    loaded = load(language, case.get("region"))
    doc = read(text, loaded)
    people, offices = people_of(case), offices_of(case)
    entities = find_names(doc, known_names(Desk(people=people, offices=offices), loaded))
    published = datetime.fromisoformat(case["published"]) if "published" in case else None
    return find_quotes(doc, entities, offices=offices, people=people, published=published, region=case.get("region"))


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_quotes_are_as_the_spec_tells(language: str, case: dict[str, Any]) -> None:
    text, expected = strip(case["text"])
    quotes = run(language, case, text)
    assert [list(quote.spans) for quote in quotes] == expected, [quote.text for quote in quotes]
    if "speakers" in case:
        assert [(quote.speaker and quote.speaker.name) or "" for quote in quotes] == case["speakers"]
    if "mentions" in case:
        assert [quote.speaker.span.of(text) if quote.speaker else "" for quote in quotes] == case["mentions"]
    if "kinds" in case:
        assert [quote.kind for quote in quotes] == case["kinds"]
    if "verbs" in case:
        assert [quote.verb or "" for quote in quotes] == case["verbs"]
    if "roles" in case:
        assert [(quote.speaker and quote.speaker.role) or "" for quote in quotes] == case["roles"]

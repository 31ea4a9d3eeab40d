"""An article's text in, a briefing card out. Pure: the same article and desk give the same card, to the byte."""

from __future__ import annotations

import hashlib

from bot import __version__
from bot.condense import detect
from bot.condense.document import read
from bot.condense.evidence import gather
from bot.condense.figures import find_figures
from bot.condense.names import Entity, Kind, find_names, known_names
from bot.condense.points import choose
from bot.condense.quotes import find_quotes
from bot.condense.relevance import TIED, judge, tie_of
from bot.condense.topics import score_topics
from bot.languages import Language, available, load, readable
from bot.model.cards import Card, Name, PersonName
from bot.model.desk import Desk
from bot.model.errors import SourceError
from bot.model.feeds import Article

ENGINE = f"briefbot/{__version__}+condense.1"
"""Stands on every card, so that cards of another engine can be told apart and made again."""


def condense(article: Article, desk: Desk) -> Card:
    """The article's card; `text` unchanged, every span counted in it.

    Raises `SourceError`: `nothing-to-read` where the text holds no word, `unreadable-language` (with `language`) where it is
    written in one that briefbot does not speak, `unknown-language` where that cannot be told.
    """
    doc = read(article.text, _language(article))
    if not any(word[0].isalnum() for word in doc.words):
        raise SourceError("nothing-to-read", source=article.url or article.id or "")
    entities = find_names(doc, known_names(desk, doc.language))
    quotes = find_quotes(
        doc,
        entities,
        offices=desk.offices,
        people=desk.people,
        published=article.published,
        region=article.region,
    )
    day = article.published.date() if article.published else None
    figures = find_figures(doc, title=article.title, entities=entities, registers=desk.registers, published=day)
    evidence = gather(doc, article.title, desk, entities)
    tied = tie_of(evidence, entities, desk, region=article.region) >= TIED
    topics = score_topics(evidence, desk, tied=tied)
    return Card(
        engine=ENGINE,
        source_sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        id=article.id,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        language=doc.language.code,
        region=article.region,
        published=article.published,
        extent=article.extent,
        text=article.text,
        sentences=doc.sentences,
        points=choose(doc, article.title, quotes=quotes, figures=figures, entities=entities, evidence=evidence),
        quotes=quotes,
        figures=figures,
        people=tuple(
            PersonName(name=person.name, role=person.role, spans=person.mentions)
            for person in entities
            if person.kind == "person"
        ),
        organisations=_names(entities, "organisation"),
        places=_names(entities, "place"),
        topics=topics,
        relevance=judge(evidence, topics, entities, desk, region=article.region),
    )


def _language(article: Article) -> Language:
    """The caller's language where we speak it; else the one that the text is written in."""
    given = _code(article.language)
    if given in readable():
        return load(given, article.region)
    source = article.url or article.id or ""
    if not any(character.isalnum() for character in article.text):
        raise SourceError("nothing-to-read", source=source)
    found = detect.language_of(article.text, declared=_code(article.declared) or None)
    if found is None:
        raise SourceError("unknown-language", source=source)
    if found not in available() and not (found in readable() and found == _code(article.declared)):
        raise SourceError("unreadable-language", language=found, source=source)
    return load(found, article.region)


def _code(language: str | None) -> str:
    """The language alone of a tag such as es-MX."""
    return (language or "").replace("_", "-").split("-")[0].lower()


def _names(entities: tuple[Entity, ...], kind: Kind) -> tuple[Name, ...]:
    return tuple(Name(name=entity.name, spans=entity.mentions) for entity in entities if entity.kind == kind)

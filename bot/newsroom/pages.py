"""Pages rendered as of an instant, through one template a masthead: the mark-up that an article is buried in on the web."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.newsroom.feeds import media_type
from bot.newsroom.pieces import Access, Masthead, Published

RELATED = 5
BEFORE_THE_WALL = 2


def article_page(article: Published, others: Sequence[Published]) -> str:
    """`others`: what else the masthead has out, for its related links: what was there before it, so that
    its page stands still."""
    walled = article.piece.access is Access.PAYWALLED
    return _template(article.masthead.template).render(
        outlet=article.masthead,
        article=article,
        version=article.version,
        blocks=article.version.blocks[:BEFORE_THE_WALL] if walled else article.version.blocks,
        walled=walled,
        metadata=_metadata(article),
        related=[other for other in others if other.piece.first < article.piece.first][:RELATED],
        feeds=_feeds(article.masthead),
    )


def front_page(masthead: Masthead, articles: Sequence[Published]) -> str:
    return _template("front.html").render(outlet=masthead, articles=articles, feeds=_feeds(masthead))


def missing_page(masthead: Masthead) -> str:
    return _template("missing.html").render(outlet=masthead)


def _feeds(masthead: Masthead) -> list[tuple[str, str, str]]:
    """Title, address and media type, for autodiscovery; what is broken is not advertised."""
    return [(feed.title, feed.path, media_type(feed)) for feed in masthead.feeds if feed.fault is None]


def _metadata(article: Published) -> Markup:
    """JSON-LD as news sites give it. `<` is escaped, for the text stands inside a script element."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": article.url,
        "headline": article.version.title,
        "description": article.version.summary,
        "inLanguage": article.masthead.language,
        "articleSection": article.piece.section,
        "keywords": list(article.piece.tags),
        "isAccessibleForFree": article.piece.access is not Access.PAYWALLED,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.masthead.name, "url": f"{article.masthead.site}/"},
    }
    if article.piece.author:
        data["author"] = [{"@type": "Person", "name": article.piece.author}]
    if article.piece.dated:
        data["datePublished"] = article.published.isoformat(timespec="seconds")
        data["dateModified"] = article.updated.isoformat(timespec="seconds")
    told = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(told)  # noqa: S704 - every character that could end the script has been escaped


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.newsroom"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _template(name: str) -> Template:
    return _environment().get_template(name)

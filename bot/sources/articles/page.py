"""A page as a tree, with what is certainly no article taken out."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from bot.sources.furniture import closing_at

_NEVER = re.compile(
    "script|style|noscript|template|iframe|svg|canvas|form|button|input|select|textarea|nav|aside|figure|figcaption|dialog|menu"
)
_MAYBE = re.compile(
    r"""(?:^|[\s_-])(?:
        share|sharing|sharebar|social|compartir|redes
      | related|relacionad[ao]s?|recirc|recommend(?:ed|ations?)?|recomendad[ao]s?|interesar|trending
      | mas-leid[ao]s?|most-read|mas-noticias|up-next
      | newsletter|boletin|subscribe|subscription|suscri\w*|signup|sign-up
      | promo|promoted|ad|ads|advert\w*|anuncio|publicidad|banner|sponsor\w*|patrocinad[ao]|outbrain|taboola
      | cookies?|consent|gdpr|privacy|aviso
      | comments?|comentarios|disqus
      | caption|pie-de-foto|(?:photo|image)?-?credits?|credito
      | (?:author|autor)-(?:bio|box|card|info)|about-(?:the-)?author|bio|biography
      | breadcrumbs?|migas|tags|tag-list|etiquetas|toolbar|tools|herramientas
      | modal|popup|overlay|sidebar|(?<!elementor-)widget|player|gallery|galeria|slideshow
      | (?:read|see)-(?:more|next|also)|(?:leer|lee)-(?:mas|tambien)|leetambien|inline-related
      | twitter-tweet|instagram-media|tiktok-embed|fb-post|embed
      | screen-reader-text|visually-hidden|sr-only|print-only|reading-time
      | footer|site-header|site-footer|masthead|menu
    )(?:$|[\s_-])""",
    re.VERBOSE,
)
_WALL = re.compile(
    r"(?:^|[\s_-])(?:paywall(?:ed)?|regwall|metered(?:-?content)?|subscriber-only|premium-content|solo-suscriptores|subscribewall)"
    r"(?:$|[\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KEPT_SHARE = 0.3
"""No element that holds more of the page's text than this is taken out for its name: `paywall` may be the article itself."""


def parse_page(text: str) -> HtmlElement | None:
    """The page's tree; None where there is no markup at all."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def has_wall(root: HtmlElement) -> bool:
    """Whether an element is named like a paywall."""
    return any(_WALL.search(_names(element)) for element in root.iter("*") if element.get("class") or element.get("id"))


def prune(root: HtmlElement) -> None:
    """Takes out, in place, what its tag or its name says is no part of an article."""
    most = _KEPT_SHARE * _size(root)
    doomed: list[HtmlElement] = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element.tag in {"html", "head", "body", "main", "article"}:
            continue
        unwanted = _NEVER.fullmatch(element.tag) or _hidden(element) or _MAYBE.search(_names(element))
        if unwanted and not (most and _size(element) > most):
            doomed.append(element)
            walk.skip_subtree()
    for element in doomed:
        element.drop_tree()
    _cut_after_closing(root)


def _cut_after_closing(root: HtmlElement) -> None:
    """Takes out the heading that closes the article ("Related articles") and all that comes after it."""
    parts = [one for one in root.iter("h2", "h3", "h4", "h5", "h6", "p") if str(one.text_content()).strip()]
    place = closing_at([" ".join(str(one.text_content()).split()) for one in parts])
    if place is None:
        return
    closing = parts[place]
    following = [one for inner in (closing, *closing.iterancestors()) for one in inner.itersiblings()]
    for element in (*following, closing):
        element.drop_tree()


def _size(element: HtmlElement) -> int:
    """Characters in its paragraphs: what of it could be an article."""
    return sum(len(str(paragraph.text_content())) for paragraph in element.iter("p"))


def _hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def _names(element: HtmlElement) -> str:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return _CAMEL.sub("-", names).lower()

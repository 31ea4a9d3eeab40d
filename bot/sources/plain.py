"""Marked-up text to plain text: paragraphs parted by a blank line, every character of the words kept."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|d[dltr]|details|dialog|div|fieldset|footer|form|h[1-6r]|header|html|li|main|nav|ol|p|pre"
    "|section|summary|table|tbody|t[dhr]|tfoot|thead|ul"
)
_SILENT = re.compile(
    "script|style|template|noscript|iframe|svg|math|figure|figcaption|form|button|select|textarea|object|embed|audio|video|canvas|head"
    "|title|map"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:feedflare|wp-caption(?:-text)?|sharedaddy|jp-relatedposts|share|social|related(?:-?posts)?|newsletter)(?:$|[\s_-])"
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|cite|code|div|em|figure|font|h[1-6]|hr|i|img|li|mark|ol|p|q|s|small|span|strike|strong|sub|sup|u"
    r"|ul|article|audio|dd|dl|dt|embed|figcaption|iframe|object|param|pre|script|section|source|style|table|tbody|td|th|tr|video)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_ENDS = tuple(".!?…:»”\"'")
_ROUNDS = 3


def looks_marked_up(text: str) -> bool:
    return bool(_TAG.search(text))


def paragraphs(markup: str) -> str:
    """Markup, escaped once or several times over, as plain paragraphs. Scripts, captions and share boxes are left out."""
    text = _flatten(markup) if looks_marked_up(markup) else tidy(html.unescape(markup))
    for _ in range(_ROUNDS):
        if not looks_marked_up(text):
            break
        text = "\n\n".join(part for block in text.split("\n\n") if (part := _flatten(block)))
    return text


def one_line(markup: str) -> str:
    """A title: no tags, no entities, one line. Markup that no title holds (`<div>` in a headline on HTML) stays as words."""
    text = markup
    for _ in range(_ROUNDS):
        bare = _TAG.sub("", text)
        bare = html.unescape(bare) if _ENTITY.search(bare) else bare
        if bare == text:
            break
        text = bare
    return " ".join(_INVISIBLE.sub("", text).split())


def tidy(text: str) -> str:
    """Plain text with its paragraphs parted by exactly one blank line and no other line ends."""
    shown = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [_SPACE.sub(" ", line).strip() for line in shown.split("\n")]
    return "\n\n".join(part for block in "\n".join(lines).split("\n\n") if (part := " ".join(block.split())))


def _flatten(markup: str) -> str:
    try:
        root = lxml_html.document_fromstring(f"<div>{markup}</div>", parser=_parser())
    except etree.ParserError:
        return ""
    return tidy("".join(_pieces(root)))


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding=None, remove_comments=True, remove_pis=True, huge_tree=False)


def _pieces(root: lxml_html.HtmlElement) -> list[str]:
    out: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if _SILENT.fullmatch(tag) or (tag != "body" and _FURNITURE.search(element.get("class", ""))):
                walk.skip_subtree()
                continue
            if _BLOCK.fullmatch(tag):
                out.append("\n\n")
            if element.text:
                out.append(element.text.replace("\n", " ") if tag != "pre" else element.text)
        else:
            if tag == "br":
                out.append(_line_break(out))
            elif _BLOCK.fullmatch(tag):
                out.append("\n\n")
            if element.tail:
                out.append(element.tail.replace("\n", " "))
    return out


def _line_break(before: list[str]) -> str:
    """A break after a finished sentence, or a second one in a row, parts paragraphs; any other only lines."""
    said = next((piece for piece in reversed(before) if piece.strip(" ")), "")
    return "\n\n" if said.endswith("\n") or said.rstrip().endswith(_ENDS) else "\n"

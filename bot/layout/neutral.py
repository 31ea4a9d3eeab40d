"""What comes from outside is made harmless before it stands in a block.

Only what no reader can see is taken away: control characters, and the marks that turn the direction of writing, with which a
text can be made to read differently from what it says. Every visible character stays, in its order. Markup is not escaped here:
blocks hold no markup, and each platform escapes its own when it renders.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# Unicode's Bidi_Control property, without exception, and the interlinear annotation marks, which hide text in the same way.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb"
# C0, DEL, C1, lone surrogates (no encoder takes them), and the noncharacters of the first plane.
_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_UNSEEN = re.compile(f"[{_BIDI}{_CONTROL}]")
_BREAK = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_STOPS = ".!?…"
# What a URL may hold unescaped (RFC 3986), `%` for what is escaped already; the rest would let a link end early in some markup.
_URL_SAFE = "-._~:/?#[]@!$&'*+,;=%"


def clean(text: str) -> str:
    """The text in one line, without what cannot be seen. Words, punctuation and their order are unchanged."""
    lines = (line.strip(" ") for line in _BREAK.split(text))
    return _UNSEEN.sub("", " ".join(line for line in lines if line)).strip()


def visible(text: str) -> str:
    """The text without what cannot be seen; its line breaks stay."""
    return _UNSEEN.sub("", text)


def clean_url(url: str | None) -> str | None:
    """The address, if it is one that a reader can safely be sent to, with every doubtful character percent-encoded.

    None for anything but http and https, for an address without a host, and for one with a user name before the host, which is
    a way to make a link look like another's.
    """
    if url is None or _UNSEEN.search(url) or _BREAK.search(url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return quote(url.strip(), safe=_URL_SAFE)


def cut(text: str, characters: int) -> str:
    """The text, or as many whole sentences of it as fit, else as many whole words, ended by “ …”."""
    if len(text) <= characters:
        return text
    head = text[:characters]
    end = max((i + 1 for i, c in enumerate(head) if c in _STOPS and text[i + 1 : i + 2].isspace()), default=0)
    if end < characters // 3:
        end = max(head.rfind(" "), 0) or characters
    return f"{head[:end].rstrip()} …"

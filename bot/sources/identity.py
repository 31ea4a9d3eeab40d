"""Which article an address leads to.

The identity is compared, never asked for: it may be bolder than a link. What must not happen is that two articles share one, so
a parameter is dropped only where its name is known to carry no content.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit

from url_normalize import url_normalize

_TRACKERS = re.compile(
    r"""(?:utm|mc|mtm|pk|piwik|matomo|hsa|vero|oly|itm|at|trk|wt|ns|stm|fb|ga|mkt|guce|_hs|__hs|cx|soc)_.*
      | (?:fb|g|dc|gc|tw|tt|y|yc|ys|ms|msc|ob_|rb_)?cl(?:ick|k)?id | clsrc | [gw]braid | li_fat_id | rd_cid | gad_source
      | igsh(?:id)? | srsltid | mbid | spm | taid | s_cid | ncid | ocid | icid | ito | ftag | smid | smtyp | emc | mkwid
      | cmp(?:id)? | camp(?:aign)? | xtor | int_?cmp | ref_?(?:src|url) | referr?er | wtmc | _g[al] | trk
      | __twitter_impression | sr_share | share(?:d|_?source|type)? | fbrefresh | socialmedia
      | (?:from)?rss | traffic_source | amp | amp_js_v | output_?type | usqp | aoh | nocache""",
    re.IGNORECASE | re.VERBOSE,
)
_TRACKED_BY_VALUE = re.compile(
    r"(?:rss|feed|atom|twitter|facebook|whatsapp|newsletter|email|social|google|share)(?:[-_]?\w*)?", re.IGNORECASE
)
_MAY_BE_TRACKED = re.compile(r"(?:ref|src|source|partner|from|via|medium|origin|origen|fuente|s|f)", re.IGNORECASE)
_MIRROR_HOST = re.compile(r"^(?:www\d?|m|amp|mobile|movil)\.(?=[^.]+\.[^.]+)")
_MIRROR_PATH = re.compile(
    r"(?:/amp(?:\.html)?|\.amp|/index\.(?:html?|php))/?$|\.amp(?=\.html/?$)|(?<=/)amp/(?=.)", re.IGNORECASE
)
_CARRIERS = {
    ("google.", "/url"): ("url", "q"),
    ("facebook.com", "/l.php"): ("u",),
    ("bing.com", "/news/apiclick.aspx"): ("url",),
    ("out.reddit.com", "/"): ("url",),
}
_COPIED = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[^/]+\.cdn\.ampproject\.org/[cv]|[^/]+\.bing-amp\.com/[cv])/"
    r"(?P<safe>s/)?(?P<page>[^/?#]+\.[^/?#]+(?:[/?#].*)?)",
    re.IGNORECASE,
)
"""A page as a search engine keeps it for telephones: the address of the page itself stands in that of the copy."""


def real_link(url: str) -> str:
    """The address behind a carrier (an alert's or a network's own redirect, a copy for telephones), else the address itself."""
    if copied := _COPIED.fullmatch(url):
        return real_link(f"http{'s' if copied['safe'] else ''}://{copied['page']}")
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    for (carrier, path), names in _CARRIERS.items():
        if parts.path == path and (host == carrier or host.startswith(carrier) or host.endswith("." + carrier)):
            query = parse_qs(parts.query)
            for name in names:
                target = query.get(name, [""])[0]
                if target.startswith(("http://", "https://")):
                    return real_link(target)
    return url


def identity_of(url: str) -> str:
    """The canonical address: no scheme's choice, mirror host, tracker, fragment, doubled or closing slash.

    `http://m.example.org/a/amp/?utm_source=x&id=7#top` → `https://example.org/a?id=7`. Parameters are put in order. Never
    raises; what is no web address comes back stripped.
    """
    address = url.strip()
    try:
        address = real_link(address)
        if urlsplit(address).scheme.lower() not in {"http", "https"}:
            return address
        parts = urlsplit(url_normalize(address) or "")
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except (ValueError, UnicodeError):
        return address
    if not host:
        return address
    host = _MIRROR_HOST.sub("", host)
    if port is not None and port not in {80, 443}:
        host = f"{host}:{port}"
    path = re.sub(r"/{2,}", "/", parts.path)
    path = quote(unquote(_MIRROR_PATH.sub("", path)), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    kept = sorted((name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(name, value))
    query = f"?{urlencode(kept)}" if kept else ""
    # an old single-page site tells its articles apart behind `#!`
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"https://{host}{path}{query}{fragment}"


def _tracks(name: str, value: str) -> bool:
    return bool(_TRACKERS.fullmatch(name) or (_MAY_BE_TRACKED.fullmatch(name) and _TRACKED_BY_VALUE.fullmatch(value)))

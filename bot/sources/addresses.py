"""Addresses as messages may show them."""

from __future__ import annotations

import re

_SECRET = re.compile(
    r"([?&;][^=&;#]*(?:key|token|secret|pass|pwd|sig|auth|code|hash|session|sid|user)[^=&;#]*=)[^&;#]*", re.IGNORECASE
)
_USER = re.compile(r"//[^/?#]*@")
_LIKE_A_SECRET = re.compile(r"([?&;][^=&;#]*=)(?=[^&;#]*\d)(?=[^&;#]*[A-Za-z])[\w%.+/~-]{16,}=*(?=[&;#]|$)")
"""A long value of letters and digits, whatever its name: a subscriber's own address looks so."""


def shown(url: str) -> str:
    """The address as messages may show it: no user, no password, no key in the query."""
    bare = _USER.sub("//", url, count=1)
    return _LIKE_A_SECRET.sub(r"\1…", _SECRET.sub(r"\1…", bare))

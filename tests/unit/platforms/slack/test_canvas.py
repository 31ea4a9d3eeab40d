"""A canvas is Markdown: whatever comes from outside stays letters."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.slack.canvas import listed
from tests.fakes.asking import an_ask
from tests.fakes.cards import card

LETTERS = st.text(alphabet=st.sampled_from("ab\\`*_{}[]()#+!|<>~-@. \n1\u202e"), max_size=60)


@given(LETTERS, LETTERS)
def test_no_word_from_outside_formats_links_or_mentions(title, url):
    told = listed(
        [card("x", id="BB-2026-11-24-001", title=title, url=f"https://x.example/{url}", published=None)], an_ask(None)
    )
    link = re.fullmatch(r"## \[(.*)\]\(https://[^()<>\s]+\)\n\n.*", told, re.DOTALL)
    words = link[1] if link else told.removeprefix("## ").partition("\n")[0]
    bare = re.sub(r"\\[\\`*_{}\[\]()#+!|<>~-]", "", words)
    assert not set(bare) & set("\\`*_{}[]()#+!|<>~-")
    assert not re.search(r"@\w", words)

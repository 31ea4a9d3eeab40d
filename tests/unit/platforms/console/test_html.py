"""Blocks as HTML: every kind of block and inline, and words that would be markup."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import lxml.html
import pytest

from bot.model.chat import (
    Attachment,
    Bullets,
    Button,
    Buttons,
    Chart,
    Code,
    Context,
    Divider,
    Emphasis,
    Heading,
    Link,
    Mark,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Strong,
    Table,
)
from bot.platforms.console.html import Guide, html, html_line

AT = datetime(2026, 11, 24, 18, tzinfo=UTC)

INLINES = [
    (Plain("a < b"), "a &lt; b"),
    (Strong("a & b"), "<strong>a &amp; b</strong>"),
    (Emphasis("<i>"), "<em>&lt;i&gt;</em>"),
    (Mark("met"), "<mark>met</mark>"),
    (Code("/latest"), "<code>/latest</code>"),
    (Moment(AT, "noon"), '<time datetime="2026-11-24T18:00:00+00:00">noon</time>'),
    (
        Link("there", "https://a.example/x?a=1&b=2"),
        '<a href="https://a.example/x?a=1&amp;b=2" rel="noopener noreferrer">there</a>',
    ),
]
FIGURE = '<figure class="quote"><blockquote>'
TABLE = '<div class="table" role="group" tabindex="0" aria-label='
BLOCKS = [
    (Heading((Plain("Top"),)), "<h2>Top</h2>"),
    (Heading((Plain("Below"),), level=2), "<h3>Below</h3>"),
    (Heading((Plain("Deep"),), level=9), "<h6>Deep</h6>"),
    (Paragraph((Plain("Words"),)), "<p>Words</p>"),
    (Context((Plain("small"),)), '<p class="context">small</p>'),
    (Bullets(((Plain("one"),), (Plain("two"),))), "<ul><li>one</li><li>two</li></ul>"),
    (
        Bullets(((Plain('Rain "fell"'), Plain(" "), Link("source", "https://a.example/")),)),
        (
            '<ul><li>Rain &#34;fell&#34; <a href="https://a.example/" rel="noopener noreferrer"'
            ' aria-label="source: Rain &#34;fell&#34;">source</a></li></ul>'
        ),
    ),
    (Divider(), "<hr>"),
    (Chart("", "", "", (), Picture(b"png", "x")), '<img src="data:image/png;base64,cG5n" alt="x">'),
    (Picture(b"png", 'a "chart"'), '<img src="data:image/png;base64,cG5n" alt="a &#34;chart&#34;">'),
    (
        Attachment("memo.md", "text/markdown; charset=utf-8", b"x", "a <memo>"),
        (
            '<p><a class="button" download="memo.md" href="data:text/markdown;charset=utf-8;base64,eA==">'
            "memo.md: a &lt;memo&gt;</a></p>"
        ),
    ),
    (
        Buttons((Button("More", "/latest page:2"),)),
        '<p class="buttons"><a class="button" href="/say?line=%2Flatest%20page%3A2">More</a></p>',
    ),
    (
        Quotation("No & never", (Strong("Ana"),)),
        f"{FIGURE}“No &amp; never”</blockquote><figcaption>— <strong>Ana</strong></figcaption></figure>",
    ),
    (
        Quotation("Yes", (), "https://a.example/"),
        f'{FIGURE}<a href="https://a.example/" rel="noopener noreferrer">“Yes”</a></blockquote></figure>',
    ),
    (
        Table("Cases", ("Place", "Number"), (((Plain("León"),), (Strong("7"),)),)),
        f"""{TABLE}"Cases"><table><caption>Cases</caption><thead><tr><th scope="col">Place</th><th scope="col">Number</th></tr>\
</thead><tbody><tr><td>León</td><td><strong>7</strong></td></tr></tbody></table></div>""",
    ),
    (
        Table("", ("Place",), ()),
        f"""{TABLE}"Place"><table><thead><tr><th scope="col">Place</th></tr></thead><tbody></tbody></table></div>""",
    ),
]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</blockquote></figure></article><h1>taken</h1>",
    "@everyone <!channel> <@U1>",
    "[x](javascript:alert(1))",
    "\u202egnp.exe\u2066 \u200f\ufff9hidden",
    "a\x00b\x1b[31mc\x9bd",
    "&lt;b&gt; &amp;amp;",
    "{{ 7 * 7 }} {% raw %} {0} %s",
    "half \ud800 a pair",
]
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
UNSAFE = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "/say?line=/feeds",
    "https://bank.example@evil.example/",
    "",
]


@pytest.mark.parametrize(("inline", "expected"), INLINES)
def test_each_inline_has_its_element(inline, expected):
    assert html_line((inline,)) == expected


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
def test_each_block_has_its_element(block, expected):
    assert html([block]) == expected


def holding(words):
    """One of every block and inline that can hold words."""
    line = tuple(kind(words) for kind in (Plain, Strong, Emphasis, Mark, Code))
    line += (Moment(AT, words), Link(words, "https://a.example/"))
    yield from (Heading(line), Paragraph(line), Context(line), Bullets((line,)), Quotation(words, line, "https://a.example/"))
    yield from (
        Table(words, (words,), ((line,),)),
        Picture(b"", words),
        Chart(words, words, words, (), Picture(b"", words)),
        Buttons((Button(words, words),)),
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_no_element_and_no_attribute(words):
    told = lxml.html.fragment_fromstring(html(holding(words)), create_parent=True)
    harmless = lxml.html.fragment_fromstring(html(holding("words")), create_parent=True)
    shape = [(e.tag, sorted(e.attrib)) for e in told.iter()]
    assert shape == [(e.tag, sorted(e.attrib)) for e in harmless.iter()]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_cannot_be_seen_is_left_out_everywhere(words):
    assert not UNSEEN.search(html(holding(words)))


def test_visible_words_stay_as_they_are():
    (line,) = lxml.html.fragments_fromstring(html([Paragraph((Plain("@everyone <b> [x](y) & “ñ”"),))]))
    assert line.text_content() == "@everyone <b> [x](y) & “ñ”"


@pytest.mark.parametrize("url", UNSAFE)
def test_an_unsafe_address_is_no_link(url):
    told = html([Paragraph((Link("words", url),)), Quotation("words", (), url)])
    assert "href" not in told
    assert told.count("words") == 2


def test_headings_start_where_the_page_wants_them():
    assert html([Heading((Plain("Top"),)), Heading((Plain("Below"),), level=2)], level=1) == "<h1>Top</h1>\n<h2>Below</h2>"


class Knowing(Guide):
    def lead(self, url):
        return f"/card/1#{len(url)}"

    def own(self, code):
        return "/card/1" if code == "BB-1" else None

    def language(self, text, url=None):
        return "es" if text.startswith("no") or url else None


def test_a_guide_leads_links_within_the_console():
    line = (Link("there", "https://a.example/"), Code("BB-1"), Code("BB-2"))
    assert html_line(line, Knowing()) == (
        '<a href="/card/1#18"><span lang="es">there</span></a><a href="/card/1"><code>BB-1</code></a><code>BB-2</code>'
    )


def test_a_guide_is_never_asked_about_an_unsafe_address():
    assert html_line((Link("there", "javascript:x"),), Knowing()) == '<span lang="es">there</span>'


def test_a_guide_says_the_language_of_words():
    assert html([Paragraph((Plain("no <b>"), Strong("yes")))], guide=Knowing()) == (
        '<p><span lang="es">no &lt;b&gt;</span><strong>yes</strong></p>'
    )

"""Feeds as they are, not as they should be."""

from datetime import UTC, datetime, timedelta
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import SourceError
from bot.model.reasons import Reason
from bot.sources.feeds import discover, parse

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://la-voz.example/rss/portada.xml"


def _rss(
    *items, head="<title>La Voz</title><link>https://la-voz.example/</link>", prolog='<?xml version="1.0" encoding="utf-8"?>'
):
    return f'{prolog}<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


def _item(title="Detienen a tres", link="https://la-voz.example/1", **fields):
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f"<item><title>{title}</title>{f'<link>{link}</link>' if link else ''}{inner}</item>"


def _parse(feed, *, content_type=None, url=URL):
    return parse(feed.encode() if isinstance(feed, str) else feed, url=url, content_type=content_type, now=NOW)


def _codes(parsed):
    return {warning.code for warning in parsed.warnings}


def _error(feed):
    with pytest.raises(SourceError) as caught:
        _parse(feed)
    return caught.value


RSS_2 = _rss(
    _item(pubDate="Mon, 23 Nov 2026 10:00:00 -0600", guid="n-1", description="Tres detenidos."), head="<title>La Voz</title>"
)
RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>La Voz</title>
<item><title>Detienen a tres</title><link>https://la-voz.example/1</link>
<description>Tres detenidos.</description></item></channel></rss>"""
RSS_1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://la-voz.example/"><title>La Voz</title></channel>
<item rdf:about="https://la-voz.example/1"><title>Detienen a tres</title><link>https://la-voz.example/1</link>
<dc:date>2026-11-23T16:00:00Z</dc:date><description>Tres detenidos.</description></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>La Voz</title>
<entry><id>tag:la-voz.example,2026:1</id>
<title>Detienen a tres</title><link href="https://la-voz.example/1"/><published>2026-11-23T16:00:00Z</published>
<summary>Tres detenidos.</summary></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "La Voz", "items": [{"id": 1, "url": "https://la-voz.example/1",
"title": "Detienen a tres", "content_text": "Tres detenidos.", "date_published": "2026-11-23T10:00:00-06:00"}]}"""


@pytest.mark.parametrize("feed", [RSS_2, RSS_091, RSS_1, ATOM, JSON], ids=["rss-2.0", "rss-0.91", "rss-1.0", "atom", "json"])
def test_every_format_yields_the_same_entry(feed):
    parsed = _parse(feed)
    (entry,) = parsed.entries
    assert parsed.title == "La Voz"
    assert (entry.title, entry.url) == ("Detienen a tres", "https://la-voz.example/1")
    assert entry.summary + entry.content == "Tres detenidos."
    assert entry.published in {None, datetime(2026, 11, 23, 16, tzinfo=UTC)}
    assert (entry.published is None) == (feed is RSS_091)


class TestIdentity:
    def test_a_usable_id_is_the_key_and_the_canonical_address_the_identity(self):
        (entry,) = _parse(_rss(_item(link="https://www.la-voz.example/1/?utm_source=rss#top", guid="n-1"))).entries
        assert entry.key == "n-1"
        assert entry.identity == "https://la-voz.example/1"
        assert entry.url == "https://www.la-voz.example/1/?utm_source=rss#top"

    def test_without_an_id_the_address_is_the_key(self):
        (entry,) = _parse(_rss(_item(link="https://la-voz.example/1?utm_source=a"))).entries
        assert entry.key == entry.identity == "https://la-voz.example/1"

    def test_without_id_and_address_title_and_text_are_the_key(self):
        one, other = _parse(_rss(_item(link=None, description="Uno."), _item(link=None, description="Dos."))).entries
        again = _parse(_rss(_item(link=None, description="Uno."))).entries[0]
        assert one.key != other.key
        assert one.key == again.key
        assert one.url is None

    def test_an_id_that_is_an_address_keeps_its_key_when_its_fragment_changes(self):
        keys = {_parse(_rss(_item(guid=f"https://la-voz.example/1#{number}"))).entries[0].key for number in range(3)}
        assert keys == {"https://la-voz.example/1"}

    def test_an_id_shared_by_two_articles_tells_nothing_apart(self):
        parsed = _parse(_rss(_item(guid="0"), _item(link="https://la-voz.example/2", guid="0")))
        assert [entry.key for entry in parsed.entries] == ["https://la-voz.example/1", "https://la-voz.example/2"]
        assert "feed-entries-id-shared" in _codes(parsed)

    def test_an_entry_that_stands_there_twice_is_kept_once_and_told(self):
        parsed = _parse(_rss(_item(guid="n-1"), _item(guid="n-1")))
        assert len(parsed.entries) == 1
        assert [one.reason.code for one in parsed.dropped] == ["entry-twice"]

    def test_an_id_or_a_link_without_end_is_cut_to_size(self):
        long = _parse(_rss(_item(guid="x" * 100_000))).entries[0]
        again = _parse(_rss(_item(guid="x" * 100_000))).entries[0]
        other = _parse(_rss(_item(guid="x" * 99_999))).entries[0]
        assert len(long.key) <= 500
        assert long.key == again.key != other.key
        assert _parse(_rss(_item(link="https://la-voz.example/" + "x" * 10_000))).entries[0].url is None

    def test_a_guid_that_is_no_permalink_is_not_followed(self):
        (entry,) = _parse(
            _rss('<item><title>T</title><guid isPermaLink="false">https://la-voz.example/1</guid></item>')
        ).entries
        assert entry.url is None

    def test_a_guid_that_is_a_permalink_is(self):
        (entry,) = _parse(_rss("<item><title>T</title><guid>https://la-voz.example/1</guid></item>")).entries
        assert entry.url == "https://la-voz.example/1"


class TestDates:
    def test_an_undated_entry_is_kept_and_told(self):
        parsed = _parse(_rss(_item()))
        assert parsed.entries[0].published is None
        assert "feed-entries-undated" in _codes(parsed)
        assert [reason.code for reason in parsed.remarks[parsed.entries[0].key]] == ["entry-undated"]

    def test_a_date_in_the_future_is_kept_as_it_is_and_told(self):
        parsed = _parse(_rss(_item(pubDate="Mon, 23 Nov 2037 10:00:00 GMT")))
        assert parsed.entries[0].published == datetime(2037, 11, 23, 10, tzinfo=UTC)
        assert "feed-entries-from-the-future" in _codes(parsed)

    def test_a_clock_that_is_a_little_ahead_is_nothing_to_tell(self):
        parsed = _parse(_rss(_item(pubDate=(NOW + timedelta(minutes=30)).strftime("%a, %d %b %Y %H:%M:%S GMT"))))
        assert parsed.warnings == ()

    def test_an_old_date_is_nothing_to_tell(self):
        parsed = _parse(_rss(_item(pubDate="Mon, 23 Nov 1998 10:00:00 GMT")))
        assert parsed.entries[0].published == datetime(1998, 11, 23, 10, tzinfo=UTC)
        assert parsed.warnings == ()

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("lun, 23 nov 2026 10:00:00 -0600", datetime(2026, 11, 23, 16, tzinfo=UTC)),
            ("23 de noviembre de 2026 10:00", datetime(2026, 11, 23, 10, tzinfo=UTC)),
            ("November 23, 2026 10:00 AM", datetime(2026, 11, 23, 10, tzinfo=UTC)),
            ("2026-11-23 10:00", datetime(2026, 11, 23, 10, tzinfo=UTC)),
            ("1795428000", datetime(2026, 11, 23, 10, tzinfo=UTC)),
            ("1795428000000", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ],
    )
    def test_a_date_in_words_of_either_language_is_read(self, written, read):
        assert _parse(_rss(_item(pubDate=written))).entries[0].published == read

    @pytest.mark.parametrize(
        "written", ["ayer", "soon", "0000-00-00T00:00:00", "Thu, 01 Jan 1970 00:00:00 GMT", "mañana 3", "x" * 500]
    )
    def test_a_date_that_is_none_leaves_the_entry_undated(self, written):
        parsed = _parse(_rss(_item(pubDate=written)))
        assert parsed.entries[0].published is None
        assert _codes(parsed) & {"feed-entries-date-unreadable", "feed-entries-undated"}


class TestText:
    @pytest.mark.parametrize(
        ("title", "read"),
        [
            ("Cae &#8216;El Güero&#8217; en León", "Cae ‘El Güero’ en León"),
            ("A&amp;amp;M: &amp;quot;no&amp;quot;", 'A&M: "no"'),
            ("&lt;b&gt;Cae&lt;/b&gt; el capo", "Cae el capo"),
            ("&amp;lt;i&amp;gt;Cae&amp;lt;/i&amp;gt; el capo", "Cae el capo"),
            ("<![CDATA[Cae  el\n capo]]>", "Cae el capo"),
            ("Pérez &amp; Cía", "Pérez & Cía"),
            ("P&eacute;rez & C&iacute;a", "Pérez & Cía"),
            ("Menos de 5 &lt; 10", "Menos de 5 < 10"),
        ],
    )
    def test_a_title_is_one_plain_line(self, title, read):
        assert _parse(_rss(_item(title=title))).entries[0].title == read

    def test_markup_becomes_paragraphs(self):
        html = (
            "<![CDATA[<p>Uno &ndash; “dos”.</p><script>x()</script><figure><img src=a><figcaption>Pie</figcaption></figure>"
            "<p>Tres<br><br>cuatro</p><ul><li>cinco</li></ul>]]>"
        )
        assert _parse(_rss(_item(description=html))).entries[0].summary == "Uno – “dos”.\n\nTres\n\ncuatro\n\ncinco"

    @pytest.mark.parametrize(
        "tail",
        [
            "<p>La entrada <a href='x'>Detienen a tres</a> se publicó primero en <a href='y'>La Voz</a>.</p>",
            "<p>The post Three held appeared first on The Valley Post.</p>",
            "<p>Lee también: Otra nota</p>",
            " <a href='x'>Leer más</a>",
            " [&#8230;]",
            "<p>Read more</p>",
        ],
    )
    def test_the_pointer_to_the_page_is_no_part_of_the_text(self, tail):
        assert (
            _parse(_rss(_item(description=f"<![CDATA[<p>Tres detenidos.{tail}</p>]]>"))).entries[0].summary == "Tres detenidos."
        )

    def test_the_fuller_text_is_the_content(self):
        feed = ATOM.replace("</summary>", "</summary><content>Tres hombres fueron detenidos el lunes en Celaya.</content>")
        (entry,) = _parse(feed).entries
        assert entry.content == "Tres hombres fueron detenidos el lunes en Celaya."
        assert entry.summary == "Tres detenidos."

    def test_an_entry_without_a_title_is_known_by_its_first_words(self):
        parsed = _parse(_rss(_item(title="", description="Tres detenidos en Celaya.")))
        assert parsed.entries[0].title == "Tres detenidos en Celaya."
        assert "feed-entries-untitled" in _codes(parsed)

    def test_an_entry_without_anything_is_left_out_and_told(self):
        parsed = _parse(_rss(_item(title=""), _item(link="https://la-voz.example/2")))
        assert len(parsed.entries) == 1
        assert [one.reason.code for one in parsed.dropped] == ["entry-empty"]

    def test_an_author_is_a_name_without_an_address(self):
        (entry,) = _parse(_rss(_item(author="ana@la-voz.example (Ana Ríos)"))).entries
        assert entry.author == "Ana Ríos"


class TestLinks:
    def test_a_relative_link_is_read_from_the_feeds_own_address(self):
        assert _parse(_rss(_item(link="/nota/1"))).entries[0].url == "https://la-voz.example/nota/1"

    def test_xml_base_is_heeded(self):
        feed = ATOM.replace("<feed ", '<feed xml:base="https://otra.example/a/" ').replace("https://la-voz.example/1", "b/1")
        assert _parse(feed).entries[0].url == "https://otra.example/a/b/1"

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://u:p@la-voz.example/"]
    )
    def test_a_link_that_is_no_page_is_no_link(self, link):
        assert _parse(_rss(_item(link=link))).entries[0].url is None

    def test_an_alerts_own_redirect_is_unwrapped(self):
        link = "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://la-voz.example/1&amp;ct=ga"
        assert _parse(_rss(_item(link=link))).entries[0].url == "https://la-voz.example/1"

    def test_feedburners_original_link_is_preferred(self):
        feed = _rss(_item(link="http://feedproxy.example/~r/x/1")).replace(
            "<rss ", '<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0" '
        )
        feed = feed.replace("</item>", "<f:origLink>https://la-voz.example/1</f:origLink></item>")
        assert _parse(feed).entries[0].url == "https://la-voz.example/1"


class TestBytes:
    ITEM = _rss(_item(title="Cárdenas: “no” – Peña"))

    @pytest.mark.parametrize(
        ("body", "content_type"),
        [
            (ITEM.encode("utf-8"), None),
            (ITEM.encode("utf-8"), "text/xml; charset=iso-8859-1"),
            (b"\xef\xbb\xbf" + ITEM.encode("utf-8"), None),
            (ITEM.replace("utf-8", "utf-16").encode("utf-16"), None),
            (ITEM.replace("utf-8", "utf-16").encode("utf-16-le"), None),
            (ITEM.replace("utf-8", "windows-1252").encode("cp1252"), None),
            (ITEM.replace("utf-8", "iso-8859-1").encode("cp1252"), None),
            (ITEM.encode("cp1252"), None),
            (ITEM.encode("cp1252"), "text/xml; charset=windows-1252"),
            (ITEM.replace('encoding="utf-8"', "").encode("cp1252"), None),
            (ITEM.replace("utf-8", "klingon").encode("cp1252"), None),
            (ITEM.encode("utf-8").replace(b"Pe\xc3\xb1a", b"Pe\xf1a"), None),
        ],
    )
    def test_characters_survive_whatever_encoding_is_declared(self, body, content_type):
        assert _parse(body, content_type=content_type).entries[0].title == "Cárdenas: “no” – Peña"

    def test_a_wrong_declaration_is_told(self):
        assert "feed-encoding" in _codes(_parse(self.ITEM.encode("cp1252")))
        assert "feed-encoding" not in _codes(_parse(self.ITEM.encode()))

    def test_nul_bytes_are_taken_out_and_told(self):
        parsed = _parse(_rss(_item(title="Ce\0la\x08ya")))
        assert parsed.entries[0].title == "Celaya"
        assert "feed-control-characters" in _codes(parsed)

    def test_numbered_control_characters_do_not_break_the_feed(self):
        parsed = _parse(_rss(_item(title="Ce&#0;la&#x8;ya")))
        assert parsed.entries[0].title == "Celaya"
        assert "feed-not-well-formed" not in _codes(parsed)


class TestDamage:
    WHOLE = _rss(*(_item(title=f"Nota {n}", link=f"https://la-voz.example/{n}", description=f"Texto {n}.") for n in range(5)))

    @pytest.mark.parametrize("ends", [5, 12, 40, 160, 300])
    def test_a_feed_that_breaks_off_keeps_what_was_whole(self, ends):
        parsed = _parse(self.WHOLE[:-ends] if ends != 300 else self.WHOLE[:-300])
        whole = self.WHOLE[:-ends].count("</item>")
        assert [entry.title for entry in parsed.entries] == [f"Nota {n}" for n in range(whole)]
        assert parsed.entries[-1].summary == f"Texto {whole - 1}."
        assert "feed-truncated" in _codes(parsed)

    def test_a_feed_that_breaks_off_inside_quoted_markup_keeps_what_was_whole(self):
        feed = self.WHOLE.replace("Texto 4.", "<![CDATA[<p>Texto </item> 4")[:-60]
        assert len(_parse(feed).entries) == 4

    def test_a_json_feed_that_breaks_off_keeps_what_was_whole(self):
        two = JSON.replace("]}", ', {"id": "2", "url": "https://la-voz.example/2", "title": "Otra", "content_text": "cort')
        parsed = _parse(two)
        assert [entry.title for entry in parsed.entries] == ["Detienen a tres"]
        assert parsed.title == "La Voz"
        assert "feed-truncated" in _codes(parsed)

    def test_bare_ampersands_and_undeclared_prefixes_do_not_lose_an_entry(self):
        parsed = _parse(_rss(_item(title="A & B"), _item(title="C", link="https://la-voz.example/2", **{"x:y": "1"})))
        assert [entry.title for entry in parsed.entries] == ["A & B", "C"]

    def test_a_flaw_of_the_xml_is_told_in_our_own_words(self):
        undeclared = _parse(_rss(_item(title="A", **{"x:y": "1"})))
        assert Reason("feed-prefix-undeclared") in undeclared.warnings
        assert Reason("feed-not-well-formed") in _parse(_rss(_item(title="A <b>b"))).warnings

    def test_a_feed_cut_before_its_first_entry_is_told_as_such_and_not_as_empty(self):
        assert _codes(_parse(self.WHOLE[: self.WHOLE.index("</item>")])) == {"feed-cut-before-entries"}

    @pytest.mark.parametrize(
        "junk", ["\n\n  ", "<br />\n<b>Warning</b>: mysql_connect() in x.php\n", "\ufeff\n", "<!-- cached -->"]
    )
    def test_what_stands_before_the_feed_does_not_matter(self, junk):
        assert len(_parse(junk + self.WHOLE).entries) == 5

    @pytest.mark.parametrize("junk", ["<script>track()</script>", "<!-- served in 0.1 s -->", "\n\0\n", "trailing & words"])
    def test_what_stands_after_the_feed_does_not_matter(self, junk):
        parsed = _parse(self.WHOLE + junk)
        assert len(parsed.entries) == 5
        assert "feed-not-well-formed" not in _codes(parsed)

    def test_an_entry_that_links_to_a_recording_is_told_to_have_no_page(self):
        parsed = _parse(_rss(_item(link="https://la-voz.example/cap-1.mp3?x=1"), _item(link="https://la-voz.example/mp3")))
        assert [reason.code for odd in parsed.remarks.values() for reason in odd].count("entry-recording") == 1
        assert "feed-entries-recording" in _codes(parsed)

    def test_a_feed_without_entries_is_read_and_told(self):
        assert "feed-has-no-entries" in _codes(_parse(_rss()))

    def test_a_bomb_of_entities_is_refused(self):
        lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        bomb = _rss(_item(title="&l9;"), prolog=f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]>')
        assert _error(bomb).code == "feed-entity-bomb"

    def test_one_long_entity_used_often_is_refused(self):
        bomb = _rss(_item(title="&a;" * 100), prolog=f'<!DOCTYPE rss [<!ENTITY a "{"x" * 10_000}">]>')
        assert _error(bomb).code == "feed-entity-bomb"

    def test_an_outer_entity_is_never_fetched(self):
        feed = _rss(_item(title="&x; Celaya"), prolog='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
        assert _parse(feed).entries[0].title == "&x; Celaya"

    def test_a_short_entity_of_the_feeds_own_is_read(self):
        feed = _rss(_item(title="3&nbsp2;000"), prolog='<!DOCTYPE rss [<!ENTITY nbsp2 "&#44;">]>')
        assert _parse(feed).entries[0].title == "3,000"


class TestRefusals:
    def test_a_page_is_named_as_such_and_leads_to_its_feeds(self):
        link = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        page = f"<!DOCTYPE html><html><head>{link}</head><body>x</body></html>"
        error = _error(page)
        assert error.code == "feed-is-html"
        assert error.params["feeds"] == "https://la-voz.example/feed/"

    @pytest.mark.parametrize(
        "page", ["<html><body>Access denied</body></html>", "<div>x</div>", "<!-- x --><script>1</script>"]
    )
    def test_a_page_without_feeds_is_named_as_such(self, page):
        error = _error(page)
        assert (error.code, error.params["feeds"]) == ("feed-is-html", "")

    @pytest.mark.parametrize("body", ["", "   \n", "\ufeff", "\0\0"])
    def test_nothing_is_named_as_such(self, body):
        assert _error(body).code == "feed-empty"

    @pytest.mark.parametrize(
        ("body", "root"),
        [
            ("<urlset><url/></urlset>", "urlset"),
            ('{"a": 1}', "JSON"),
            ("[1, 2]", "JSON"),
            ("Forbidden", "?"),
            ("<?xml version='1.0'?>", "?"),
        ],
    )
    def test_what_is_no_feed_is_named_with_its_root(self, body, root):
        error = _error(body)
        assert (error.code, error.params["root"]) == ("feed-not-a-feed", root)

    def test_nothing_but_tags_is_refused_before_a_parser_drowns_in_it(self):
        assert _error("<rss>" + "<a>" * 1_500_000).code == "feed-broken"

    @pytest.mark.parametrize("body", ['{"version": "https://jsonfeed.org/version/1", "it', "{" * 100_000, "[" * 100_000])
    def test_json_too_damaged_to_read_is_named(self, body):
        assert _error(body).code == "feed-broken"


class TestDiscovery:
    def test_declared_feeds_come_in_order_and_comments_last(self):
        page = b"""<html><head><base href="https://la-voz.example/secc/">
        <link rel=alternate type="application/rss+xml" href="/comments/feed/">
        <link rel="alternate" type="application/atom+xml" href="atom.xml">
        <link rel="alternate stylesheet" type="text/css" href="x.css"><link rel="alternate" hreflang="en" href="/en">
        <link rel="alternate" type="application/feed+json" href="//la-voz.example/f.json">
        <link rel="alternate" type="application/atom+xml" href="atom.xml"></head></html>"""
        assert discover(page, "https://la-voz.example/") == (
            "https://la-voz.example/secc/atom.xml",
            "https://la-voz.example/f.json",
            "https://la-voz.example/comments/feed/",
        )

    def test_where_none_is_declared_links_that_look_like_feeds_are_offered(self):
        page = b"""<a href="/rss/nacional.html">x</a><a href="/feed">RSS</a><a href="/portada.rss?x=1">y</a>
        <a href="javascript:x/feed">z</a>"""
        assert discover(page, "https://la-voz.example/") == (
            "https://la-voz.example/rss/nacional.html",
            "https://la-voz.example/feed",
            "https://la-voz.example/portada.rss?x=1",
        )

    @pytest.mark.parametrize(
        "page", [b"", b"\0", b"plain", b"<", b"<link href='http://[x' rel=alternate type=application/rss+xml>"]
    )
    def test_a_page_that_offers_nothing_yields_nothing(self, page):
        assert discover(page, URL) == ()


def test_ten_thousand_entries_are_capped_to_the_newest_and_told():
    first = datetime(2025, 1, 1, tzinfo=UTC)
    items = [
        _item(
            title=f"Nota {n}",
            link=f"https://la-voz.example/{n}",
            pubDate=(first + timedelta(hours=n)).strftime("%a, %d %b %Y %H:%M:%S GMT"),
        )
        for n in range(10_000)
    ]
    parsed = _parse(_rss(*items))
    assert len(parsed.entries) == 2000
    assert parsed.entries[-1].title == "Nota 9999"
    assert "feed-too-many-entries" in _codes(parsed)


def _code(body):
    try:
        parse(body, url=URL, content_type=None, now=NOW)
    except SourceError as error:
        return error.code
    return "feed-read"


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_source_error(body):
    assert _code(body).startswith("feed-")


@given(st.integers(0, 1200), st.integers(0, 1200), st.binary(max_size=6))
def test_a_feed_with_a_hole_in_it_still_yields_entries_or_one_clear_error(start, length, filling):
    body = TestDamage.WHOLE.encode()
    assert _code(body[:start] + filling + body[start + length :]).startswith("feed-")


@given(st.text(max_size=80))
def test_any_title_comes_out_as_one_line_without_tags(title):
    parsed = _parse(_rss(_item(title=escape(title).replace("\0", ""), description="x")))
    for entry in parsed.entries:
        assert "\n" not in entry.title

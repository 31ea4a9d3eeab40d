"""Pages of our own wording, in the manners of real sites: the article comes out, and nothing beside it.

In `pages/`, the attribute `data-want` marks what has to come out, in order; `want-extent` says how much of the article that is.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from bot.model.errors import SourceError
from bot.model.feeds import Entry, Extent
from bot.sources.articles import extract, from_entry
from bot.sources.decode import decode

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
MARKED = [page for page in PAGES if b"data-want" in page.read_bytes()]
URL = "https://outlet.example/2026/nota"
BARE = Entry(key="k", identity="i", url=URL, title="")


def _page(name):
    return (Path(__file__).parent / "pages" / f"{name}.html").read_bytes()


def _extract(body, entry=BARE, url=URL, content_type="text/html"):
    return extract(body, url=url, entry=entry, content_type=content_type)


def _entry(**fields):
    return Entry(**({"key": "k", "identity": "i", "url": URL, "title": "Detienen a tres"} | fields))


def _article(*paragraphs, head="", tail=""):
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html lang=es><head>{head}</head><body><article>{inner}{tail}</article></body></html>".encode()


PARAGRAPHS = (
    "La policía estatal detuvo el lunes a tres hombres en Celaya, Guanajuato, acusados de cobrar cuotas a los comerciantes.",
    "“No vamos a dar un paso atrás”, dijo la alcaldesa, Berta Solís, ante unas cuarenta personas reunidas en la plaza.",
    "Los tres quedaron a disposición de un juez, que tiene hasta el jueves para decidir si los vincula a proceso o los libera.",
)


@pytest.mark.parametrize("file", MARKED, ids=lambda page: page.stem)
def test_the_article_comes_out_and_nothing_beside_it(file):
    body = file.read_bytes()
    parser = lxml_html.HTMLParser(encoding="utf-8")
    root = lxml_html.document_fromstring(decode(body).text.encode(), parser=parser)
    wanted = [" ".join(str(one.text_content()).split()) for one in root.xpath("//*[@data-want]")]
    found = _extract(body)
    assert found.text.split("\n\n") == wanted
    assert found.extent == root.xpath("string(//meta[@name='want-extent']/@content)")


def test_there_are_pages_of_both_languages_and_enough_of_them():
    assert len(PAGES) >= 12
    assert {_extract(page.read_bytes(), _entry(summary="x")).language for page in PAGES} >= {"en", "es", "fr"}


@pytest.mark.parametrize(
    ("name", "title", "author", "published"),
    [
        (
            "heavy-navigation-es",
            "Rescatan a doce jornaleros retenidos en San Quintín",
            "Lucía Armenta",
            datetime(2026, 11, 23, 16, 40, tzinfo=UTC),
        ),
        (
            "wordpress-en",
            "Border town counts the cost of a week without water trucks",
            "Dana Whitlock",
            datetime(2026, 11, 23, 14, 5, tzinfo=UTC),
        ),
        ("amp-es", "Detienen a dos por el robo de un tren en el Istmo", "Redacción", datetime(2026, 11, 22, 1, 30, tzinfo=UTC)),
        ("press-release-es", "Aseguran 1.2 toneladas de metanfetamina en la sierra", None, datetime(2026, 11, 17, tzinfo=UTC)),
    ],
)
def test_a_page_says_who_wrote_it_and_when(name, title, author, published):
    found = _extract(_page(name))
    assert (found.title, found.author, found.published) == (title, author, published)


def test_the_feeds_own_title_and_date_are_believed_before_the_pages():
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    found = _extract(_page("wordpress-en"), _entry(published=moment))
    assert (found.title, found.published) == ("Detienen a tres", moment)


def test_a_page_that_is_written_by_script_is_read_from_its_own_data():
    found = _extract(_page("script-only-en"))
    assert found.text.startswith("Border agents found a tunnel of some 190 metres")
    assert found.text.count("\n\n") == 2
    assert found.extent == Extent.FULL
    assert found.author == "Iris Calder"


def test_a_page_without_text_leaves_what_the_feed_says():
    found = _extract(_page("no-text-es"), _entry(summary="Miles marcharon el domingo."))
    assert (found.text, found.extent) == ("Miles marcharon el domingo.", Extent.SUMMARY)


def test_where_neither_page_nor_feed_holds_text_it_is_said():
    with pytest.raises(SourceError) as caught:
        _extract(_page("no-text-es"))
    assert caught.value.code == "page-without-text"


def test_a_wall_leaves_a_teaser_that_is_marked_and_a_fuller_feed_is_preferred():
    body = _page("paywall-en")
    assert _extract(body).extent == Extent.PAYWALLED
    short = _extract(body, _entry(summary="Customs brokers describe an arrangement."))
    assert (short.extent, short.text.count("\n\n")) == (Extent.PAYWALLED, 1)
    whole = "\n\n".join(f"Paragraph {number} of what the feed itself carries, at some length." for number in range(40))
    assert _extract(body, _entry(content=whole)).text == whole
    assert _extract(body, _entry(content=whole)).extent == Extent.FULL


def test_a_page_that_says_it_is_the_front_page_is_not_the_article():
    head = '<link rel="canonical" href="https://outlet.example/">'
    found = _extract(_article(*PARAGRAPHS, head=head), _entry(summary="Tres detenidos en Celaya."))
    assert (found.text, found.extent) == ("Tres detenidos en Celaya.", Extent.SUMMARY)


def test_marks_and_letters_are_kept_as_they_stand():
    line = "«El 12.5 % de los 1,200 casos —dijo— “no prosperó”… ¿por qué?», preguntó la ministra Ñáñez; nadie respondió."
    assert line in _extract(_article(*PARAGRAPHS, line)).text.split("\n\n")


def test_a_break_after_a_sentence_parts_paragraphs_and_any_other_does_not():
    broken = f"{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br>{PARAGRAPHS[2].replace('un juez', 'un<br>juez')}"
    assert _extract(_article(broken)).text == "\n\n".join(PARAGRAPHS)


def test_title_byline_and_date_at_the_top_are_no_part_of_the_text():
    head = '<meta name="author" content="Ana Ríos"><meta property="og:title" content="Detienen a tres en Celaya">'
    found = _extract(_article("Detienen a tres en Celaya", "Por Ana Ríos", "23 de noviembre de 2026", *PARAGRAPHS, head=head))
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_a_feed_that_carries_the_whole_is_marked_so_by_the_desk():
    entry = _entry(summary="Corto.", content="Largo y completo.")
    assert from_entry(entry).extent == Extent.SUMMARY
    assert from_entry(entry, whole=True).extent == Extent.FULL
    assert from_entry(entry).text == "Largo y completo."
    with pytest.raises(SourceError):
        from_entry(_entry())


@pytest.mark.parametrize(
    "body", [b"", b"\0", b"<", b"<html></html>", b"just words", b"<p>", b"\xff\xfe<\0", b"<!-- never closed"]
)
def test_a_page_that_is_none_leaves_what_the_feed_says(body):
    assert _extract(body, _entry(summary="Tres detenidos.")).text == "Tres detenidos."


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>',
        f'<script type="application/ld+json">{"[" * 5000}</script>',
        '<script type="application/ld+json">[1, null, {"@type": [null], "@graph": {"@graph": 7}}]</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","author":[null,7],"datePublished":9,"headline":[]}</script>',
        '<link rel="canonical" href="https://[broken"><meta property="og:url" content="javascript:x">',
    ],
)
def test_damaged_data_about_the_page_does_not_lose_the_article(head):
    found = _extract(_article(*PARAGRAPHS, head=head))
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert found.canonical_url is None


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_source_error(body):
    assert _extract(b"<html><body><p>" + body, _entry(summary="Tres detenidos.")).text


def test_a_box_in_the_middle_does_not_end_the_article_and_one_at_the_end_does():
    box = "<h3>Te puede interesar</h3><ul><li><a href=x>Otra nota sobre otra cosa</a></li></ul>"
    first, *rest = PARAGRAPHS
    middle = "".join(f"<p>{paragraph}</p>" for paragraph in rest)
    tail = f"{box}{middle}{box}<p>Una nota más que nada tiene que ver</p>"
    assert _extract(_article(first, tail=tail)).text.split("\n\n") == list(PARAGRAPHS)


def test_a_page_whose_every_paragraph_is_a_widget_is_read():
    body = "".join(
        f'<div class="elementor-element elementor-widget elementor-widget-text-editor"><p>{one}</p></div>' for one in PARAGRAPHS
    )
    box = "<div class='widget'><p>Lo más visto de la semana</p></div>"
    page = f"<html lang=es><body><div class='elementor'>{body}{box}</div></body></html>"
    assert _extract(page.encode()).text == "\n\n".join(PARAGRAPHS)


def test_a_heading_with_a_year_is_kept():
    first, *rest = PARAGRAPHS
    tail = f"<h2>Octubre de 2007: el comienzo</h2><p>{rest[0]}</p><h2>24 de marzo de 2022</h2><p>{rest[1]}</p>"
    found = _extract(_article(first, tail=tail)).text.split("\n\n")
    assert found == [first, "Octubre de 2007: el comienzo", rest[0], "24 de marzo de 2022", rest[1]]


@pytest.mark.parametrize(("times", "extent"), [(1, Extent.PAYWALLED), (8, Extent.FULL)])
def test_a_walls_words_after_a_long_text_are_only_a_template(times, extent):
    lines = [f"{line} Es la nota {number}." for number in range(times) for line in PARAGRAPHS]
    found = _extract(_article(*lines, tail="<div><p>Regístrate gratis para seguir leyendo</p></div>"))
    assert found.text == "\n\n".join(lines)
    assert found.extent == extent

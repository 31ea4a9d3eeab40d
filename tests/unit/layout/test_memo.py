"""Chosen cards as a paragraph with footnotes: Markdown that is read as nothing else, and a document that Word can open."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bot.languages import texts
from bot.layout.memo import Chosen, Cited, Memo, Note, markdown, memo
from bot.layout.word import docx
from bot.model.feeds import Extent
from tests.fakes.desk_cards import stored_cards

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENGLISH, SPANISH = (replace(card, id=f"BB-2026-11-24-00{n}") for n, card in enumerate(stored_cards(), start=1))
CHOSEN = (Chosen(card=ENGLISH, outlet="The Example", read=NOW), Chosen(card=SPANISH, outlet="El Ejemplo", read=NOW))


def made(language="en", chosen=CHOSEN, **more):
    return memo(chosen, texts=texts(language), **{"title": "Monday", "points": 1, **more})


def parts(document):
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_sentence_stands_word_for_word_in_its_source():
    told = made(points=3)
    for sentence in told.sentences:
        assert sentence.text in (CHOSEN[sentence.note - 1].card.text)
    assert [sentence.note for sentence in told.sentences] == [1, 2]


def test_a_card_made_of_a_summary_says_so_in_its_note():
    summary = replace(CHOSEN[0], card=replace(ENGLISH, extent=Extent.SUMMARY))
    assert "from the feed's summary" in made(chosen=(summary,)).notes[0].words
    assert "del resumen de la fuente" in made("es", chosen=(summary,)).notes[0].words


def test_an_article_without_a_date_is_dated_by_when_it_was_read():
    undated = replace(CHOSEN[0], card=replace(ENGLISH, published=None))
    assert "read on Nov 24, 2026" in made(chosen=(undated,)).notes[0].words


def test_the_document_opens_and_holds_the_paragraph_and_a_footnote_for_each_sentence():
    document = docx(made(), now=NOW)
    opened = Document(io.BytesIO(document))
    assert opened.core_properties.title == "Monday"
    paragraph = opened.paragraphs[1]
    assert paragraph.text == " ".join(sentence.text for sentence in made().sentences)
    references = [each.get(f"{W}id") for each in paragraph._p.iter(f"{W}footnoteReference")]
    notes = etree.fromstring(parts(document)["word/footnotes.xml"])
    numbered = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}
    assert references == ["1", "2"]
    assert "The Example, “Homicides fall in Guanajuato”" in numbered["1"]
    assert numbered["2"].endswith("https://ejemplo.example/nota (BB-2026-11-24-002)")
    links = parts(document)["word/_rels/footnotes.xml.rels"].decode()
    assert "https://ejemplo.example/nota" in links
    assert "footnotes+xml" in parts(document)["[Content_Types].xml"].decode()


def test_the_same_memo_gives_the_same_bytes():
    assert docx(made(), now=NOW) == docx(made(), now=NOW)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=40) | st.just("x" * 300), st.text(max_size=40))
def test_no_text_of_a_source_breaks_the_document_or_becomes_markup(title, words):
    hostile = replace(ENGLISH, title=f"{title}*[x](javascript:y)", text=f"{words} <b>`", points=(), sentences=())
    told = memo([Chosen(card=hostile, outlet=words, read=NOW)], title=title, points=1, texts=texts("en"))
    assert Document(io.BytesIO(docx(told, now=NOW)))
    assert not re.search(r"(?<!\\)\]\(", markdown(told))


@pytest.mark.parametrize("sign", list("\\`*_{}[]<>#|~"))
def test_every_sign_of_markdown_is_escaped(sign):
    told = Memo(
        title="t",
        sentences=(Cited(text=f"a{sign}b", url=None, note=1),),
        notes=(Note(words="n", url=None, card="c"),),
        remark="r",
    )
    assert f"a\\{sign}b[^1]" in markdown(told)

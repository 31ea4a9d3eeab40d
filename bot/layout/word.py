"""A memo as a Word document with real footnotes. The same memo gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.shared import Pt
from lxml import etree

from bot.layout.memo import Memo, Note
from bot.layout.neutral import cut

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "http://www.w3.org/XML/1998/namespace"
# Of what a document may say of itself.
_LONGEST_TITLE = 250
# The oldest time that a zip archive can hold: the document's own says when it was written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class _Footnotes(Part):
    """The footnotes' part; its text is written once the addresses that it links to are known."""

    def __init__(self, package: Package) -> None:
        super().__init__(PackURI("/word/footnotes.xml"), _FOOTNOTES, b"", package)
        self.root = etree.Element(_w("footnotes"), nsmap={"w": _W, "r": _R})

    @property
    def blob(self) -> bytes:
        told: bytes = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return told


def docx(memo: Memo, *, now: datetime) -> bytes:
    """`now`: when it was written, as the document says of itself."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments = cut(memo.title, _LONGEST_TITLE), "briefbot", ""
    about.created = about.modified = now.replace(tzinfo=None)
    document.add_heading(memo.title, level=1)
    paragraph = document.add_paragraph()
    footnotes = _Footnotes(document.part.package)
    _separators(footnotes)
    document.part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
    for number, one in enumerate(memo.sentences, start=1):
        paragraph.add_run(f"{' ' if number > 1 else ''}{one.text}")
        run = paragraph.add_run()
        run.font.superscript = True
        etree.SubElement(run._r, _w("footnoteReference"), {_w("id"): str(number)})  # noqa: SLF001 (python-docx has no footnotes)
        _footnote(footnotes, number, memo.notes[one.note - 1])
    remark = document.add_paragraph().add_run(memo.remark)
    remark.italic, remark.font.size = True, Pt(9)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _footnote(footnotes: _Footnotes, number: int, note: Note) -> None:
    """A footnote for each sentence, so that each number stands once, as Word counts them."""
    made = etree.SubElement(footnotes.root, _w("footnote"), {_w("id"): str(number)})
    paragraph = etree.SubElement(made, _w("p"))
    mark = _run(paragraph, raised=True)
    etree.SubElement(mark, _w("footnoteRef"))
    _text(_run(paragraph), f" {note.words}, ")
    if note.url:
        link = footnotes.relate_to(note.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        _text(_run(etree.SubElement(paragraph, _w("hyperlink"), {f"{{{_R}}}id": link})), note.url)
        _text(_run(paragraph), f" ({note.card})")
    else:
        _text(_run(paragraph), note.card)


def _separators(footnotes: _Footnotes) -> None:
    """The lines above footnotes, which Word wants to find."""
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        made = etree.SubElement(footnotes.root, _w("footnote"), {_w("type"): kind, _w("id"): str(number)})
        etree.SubElement(etree.SubElement(etree.SubElement(made, _w("p")), _w("r")), _w(kind))


def _run(parent: etree._Element, *, raised: bool = False) -> etree._Element:
    run = etree.SubElement(parent, _w("r"))
    properties = etree.SubElement(run, _w("rPr"))
    if raised:
        etree.SubElement(properties, _w("vertAlign"), {_w("val"): "superscript"})
    etree.SubElement(properties, _w("sz"), {_w("val"): "18"})
    return run


def _text(run: etree._Element, words: str) -> None:
    etree.SubElement(run, _w("t"), {f"{{{_XML}}}space": "preserve"}).text = words


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _timeless(archive: bytes) -> bytes:
    """The archive without the hour in which its members were packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _NO_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

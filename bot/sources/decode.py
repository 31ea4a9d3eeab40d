"""Bytes to characters: what is declared, what is real."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w:.-]+)[\"']", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_LATIN = frozenset({"iso8859-1", "latin-1", "ascii", "cp1252"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_HEAD = 4096
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """`declared`: the encoding named by header, document or byte-order mark (None: none); `used`: the one that was right;
    `controls`: how many characters that no text may hold (NUL and the like) were taken out."""

    text: str
    declared: str | None
    used: str
    controls: int

    @property
    def contradicted(self) -> bool:
        return self.declared is not None and _name(self.declared) != self.used and not _compatible(self.declared, self.used)


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Order of belief: byte-order mark, bytes that are valid UTF-8, the HTTP header, the document, a statistical guess,
    Windows-1252 for what is left over. Never raises, never loses a readable character."""
    declared = declared_encoding(body, content_type)
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _clean(body[len(mark) :].decode(name, "replace"), declared, name)
    if (wide := _wide(body)) is not None:
        return _clean(body.decode(wide, "replace"), declared, wide)
    # valid UTF-8 with letters beyond ASCII is hardly ever anything else, whatever the header says
    try:
        return _clean(codecs.getincrementaldecoder("utf-8")("strict").decode(body), declared, "utf-8")
    except UnicodeDecodeError:
        pass
    known = _name(declared) if declared else None
    if known is not None and known not in _LATIN and known != "utf-8":
        try:
            return _clean(body.decode(known), declared, known)
        except (UnicodeDecodeError, LookupError):
            pass
    if (declared is None or known is None) and (guessed := _guess(body)) is not None:
        return _clean(body.decode(guessed, "replace"), declared, guessed)
    # browsers read Latin-1 as Windows-1252; a UTF-8 text with a few such bytes pasted in is read byte by byte
    mixed = known == "utf-8" or (declared is None and _mostly_utf8(body))
    text = body.decode("utf-8", _BYTEWISE) if mixed else _cp1252(body)
    return _clean(text, declared, "utf-8" if mixed and _mostly_utf8(body) else "cp1252")


def declared_encoding(body: bytes, content_type: str | None) -> str | None:
    if content_type and (found := _HEADER.search(content_type)):
        return found[1].lower()
    head = body[:_HEAD]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii").lower() if match else None


def _clean(text: str, declared: str | None, used: str) -> Decoded:
    text, controls = _CONTROL.subn("", text)
    return Decoded(text.removeprefix("\ufeff"), declared, used, controls)


def _name(label: str) -> str | None:
    """The codec's own name; the labels of Latin-1 mean Windows-1252, as on the web."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in _LATIN else name


def _compatible(declared: str, used: str) -> bool:
    """UTF-16 in either order answers to its family's name."""
    known = _name(declared)
    return known is not None and used.startswith(known) and known in {"utf-16", "utf-32"}


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the first characters is NUL."""
    head = body.lstrip(b"\r\n\t ")[:4]
    if len(head) < 4:
        return None
    if head[0] and head[2] and not head[1] and not head[3]:
        return "utf-16-le"
    if not head[0] and not head[2] and head[1] and head[3]:
        return "utf-16-be"
    return None


def _guess(body: bytes) -> str | None:
    """What the statistics say, asked only where the text cannot be Windows-1252: they mistake short Spanish for Polish."""
    try:
        body.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(body[:_SAMPLE]).best()
        name = _name(best.encoding) if best else None
        return None if name == "utf-8" else name
    return None


def _mostly_utf8(body: bytes) -> bool:
    """Whether there are letters beyond ASCII in valid UTF-8 among the bytes that are not."""
    return any(ord(char) > 0x7F and char != "\ufffd" for char in body.decode("utf-8", "replace"))


def _cp1252(body: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes it leaves out stand for themselves."""
    return body.decode("cp1252", _BYTEWISE)


def _bytewise(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    piece = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252") if byte not in _HOLES else chr(byte) for byte in piece), error.end


_HOLES = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_BYTEWISE = "briefbot-bytewise"
codecs.register_error(_BYTEWISE, _bytewise)

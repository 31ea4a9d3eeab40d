"""What `briefbot condense` and `briefbot stories` read: an article's text, or article objects, one a line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from bot.languages import readable
from bot.languages.countries import countries, country_meant
from bot.model.errors import BriefbotError, UsageError
from bot.model.feeds import Article, Extent
from bot.sources.decode import decode

_LONE = re.compile("[\ud800-\udfff]")
_TEXTS = ("title", "url", "outlet", "lang", "region", "published", "extent")


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The file, or standard input for `-`. Raises UsageError where it cannot be opened."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - only opening may fail this way
    except OSError as error:
        raise UsageError("file-unreadable", file=file, why=error.strerror or str(error)) from error
    with stream:
        yield stream


def text_of(stream: BinaryIO, file: str, warn: Callable[[str], None]) -> str:
    """The text, to the letter. What is not UTF-8 is read in the encoding that it shows, which `warn` is told.

    Raises UsageError where no encoding gives a text.
    """
    try:
        body = stream.read()
    except OSError as error:
        raise UsageError("file-unreadable", file=file, why=error.strerror or str(error)) from error
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        read = decode(body)
    if read.controls or "\ufffd" in read.text:
        raise UsageError("text-encoding", file=file)
    warn(read.used)
    return read.text


def answered(stream: BinaryIO, answer: Callable[[Article, int], str]) -> int:
    """One article object a line in, one answer a line out, in order and at once, in constant memory. `answer` is given the
    article and its line's number; where that cannot be done the answer is its error. Returns how many those are."""
    failed = 0
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        read: dict[str, Any] = {}
        try:
            read = row(line, number)
            written = answer(article(read, number), number)
        except BriefbotError as error:
            failed += 1
            told = {"code": error.code, "params": dict(error.params)}
            written = json.dumps({"id": read.get("id"), "line": number, "error": told})
        sys.stdout.write(_writable(written) + "\n")
        sys.stdout.flush()
    return failed


def _writable(answer: str) -> str:
    """A lone surrogate cannot be written as UTF-8: it is written as JSON's own escape, so that the text stays what it was."""
    return (
        "".join(c if not "\ud800" <= c <= "\udfff" else f"\\u{ord(c):04x}" for c in answer) if _LONE.search(answer) else answer
    )


def row(line: bytes, number: int) -> dict[str, Any]:
    """The article object of that line. Raises UsageError."""
    try:
        read = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("line-not-utf8", line=number, byte=error.start + 1) from error
    except (ValueError, RecursionError) as error:
        raise UsageError("line-no-json", line=number, why=str(error)) from error
    if not isinstance(read, dict) or not isinstance(read.get("text"), str):
        raise UsageError("line-no-article", line=number)
    return read


def article(read: dict[str, Any], number: int) -> Article:
    """The row as an article. Raises UsageError where a value is not what it should be."""
    for key in _TEXTS:
        if not isinstance(read.get(key), str | None):
            raise UsageError("line-no-text", line=number, key=key)
    identity, where = read.get("id"), f"line {number}"
    return Article(
        id=None if identity is None else str(identity),
        text=read["text"],
        title=read.get("title"),
        url=read.get("url"),
        outlet=read.get("outlet"),
        language=language(read.get("lang"), where),
        region=region(read.get("region"), where),
        published=time(read.get("published"), where),
        extent=extent(read.get("extent"), where),
    )


def language(code: str | None, where: str) -> str | None:
    if code and code not in readable():
        raise UsageError("language-unknown", language=code, known=", ".join(readable()), at=where)
    return code or None


def region(code: str | None, where: str) -> str | None:
    if code and code not in countries():
        near = country_meant(code)
        raise UsageError("country-unknown-near" if near else "country-unknown", country=code, near=near or "", at=where)
    return code or None


def extent(name: str | None, where: str) -> Extent:
    if name and name not in list(Extent):
        raise UsageError("extent-unknown", extent=name, known=", ".join(Extent), at=where)
    return Extent(name) if name else Extent.FULL


def time(text: str | None, where: str) -> datetime | None:
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError("time-unreadable", text=text, at=where) from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)

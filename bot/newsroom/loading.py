"""A newsroom's folder read and checked: `newsroom.toml` and one `.md` file a piece.

A piece is TOML between two lines `+++`, then paragraphs parted by blank lines; a paragraph that begins with `## ` is a heading.
The first mistake found is raised as a `UsageError` that names the file and the key.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.model.errors import UsageError
from bot.newsroom.pieces import Access, Block, Change, Fault, FeedFile, Format, Links, Masthead, Piece, Version

FENCE = "+++\n"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOST = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*\.)+example")
TEMPLATES = Path(__file__).parent / "templates"

T = TypeVar("T")


class Table:
    """A TOML table of which every key is asked for exactly once, so that a misspelt one cannot pass unseen."""

    def __init__(self, file: str, values: Mapping[str, Any]) -> None:
        self.file = file
        self._values = values
        self._asked: set[str] = set()

    def need(self, key: str, kind: type[T]) -> T:
        value = self.may(key, kind)
        if value is None:
            raise UsageError("newsroom-key-missing", file=self.file, key=key)
        return value

    def may(self, key: str, kind: type[T]) -> T | None:
        self._asked.add(key)
        value = self._values.get(key)
        if value is None:
            return None
        # TOML's true is no number, though Python's is
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, kind.__name__)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        values: list[object] = self.may(key, list) or []
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "[str, …]")
        return tuple(map(str, values))

    def seconds(self, key: str) -> int:
        value = self.need(key, int)
        if value < 0:
            raise self.wrong(key, "≥ 0")
        return value

    def one_of(self, key: str, choices: Sequence[str]) -> str:
        value = self.need(key, str)
        if value not in choices:
            raise self.wrong(key, " | ".join(choices))
        return value

    def matching(self, key: str, pattern: re.Pattern[str]) -> str:
        value = self.need(key, str)
        if not pattern.fullmatch(value):
            raise self.wrong(key, pattern.pattern)
        return value

    def tables(self, key: str) -> list[Table]:
        values: list[object] = self.may(key, list) or []
        if not all(isinstance(value, dict) for value in values):
            raise self.wrong(key, f"[[{key}]]")
        return [Table(self.file, value) for value in values if isinstance(value, dict)]

    def wrong(self, key: str, expected: str) -> UsageError:
        return UsageError("newsroom-value", file=self.file, key=key, value=str(self._values.get(key)), expected=expected)

    def close(self) -> None:
        """Raises for the first key nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                near = difflib.get_close_matches(key, sorted(self._asked), 1)
                raise UsageError(
                    "newsroom-key-unknown", file=self.file, key=key, known=near[0] if near else ", ".join(sorted(self._asked))
                )


def read_mastheads(path: Path) -> tuple[Masthead, ...]:
    table = _parse(path.name, _text(path))
    mastheads = tuple(_masthead(entry) for entry in table.tables("outlet"))
    table.close()
    if not mastheads:
        raise UsageError("newsroom-key-missing", file=path.name, key="outlet")
    for key, values in (("id", [m.id for m in mastheads]), ("host", [m.host for m in mastheads])):
        _no_twins(path.name, key, values)
    return mastheads


def read_piece(path: Path, mastheads: Sequence[Masthead]) -> Piece:
    head, body = _split(path)
    table = _parse(path.name, head)
    if not SLUG.fullmatch(path.stem):
        raise UsageError("newsroom-value", file=path.name, key="slug", value=path.stem, expected=SLUG.pattern)
    masthead = next(m for m in mastheads if m.id == table.one_of("outlet", [m.id for m in mastheads]))
    feeds = table.words("feeds") or (masthead.feeds[0].id,)
    if unknown := sorted(set(feeds) - {feed.id for feed in masthead.feeds}):
        raise UsageError(
            "newsroom-value",
            file=path.name,
            key="feeds",
            value=unknown[0],
            expected=" | ".join(feed.id for feed in masthead.feeds),
        )
    first = Version(
        at=table.seconds("at"),
        title=table.need("title", str),
        summary=table.need("summary", str),
        blocks=_blocks(body),
    )
    if not first.paragraphs:
        raise UsageError("newsroom-value", file=path.name, key="text", value="", expected="## …, …")
    piece = Piece(
        slug=path.stem,
        outlet=masthead.id,
        section=table.matching("section", SLUG),
        author=table.may("author", str),
        tags=table.words("tags"),
        feeds=feeds,
        versions=_versions(first, table.tables("revision")),
        lag=table.may("lag", int) or 0,
        dated=table.may("dated", bool) is not False,
        tracked=table.may("tracked", bool) or False,
        access=Access(table.one_of("access", list(Access)) if table.may("access", str) else Access.FULL),
        caption=table.may("caption", str),
        relayed=table.words("relayed"),
    )
    table.close()
    return piece


def _masthead(table: Table) -> Masthead:
    masthead = Masthead(
        id=table.matching("id", SLUG),
        name=table.need("name", str),
        host=table.matching("host", HOST),
        language=table.need("language", str),
        tagline=table.need("tagline", str),
        template=table.one_of("template", sorted(path.name for path in TEMPLATES.glob("site_*.html"))),
        feeds=tuple(_feed(entry) for entry in table.tables("feed")),
        relays=table.may("relays", bool) or False,
    )
    table.close()
    if not masthead.feeds:
        raise UsageError("newsroom-key-missing", file=table.file, key="feed")
    for key, values in (("feed.id", [f.id for f in masthead.feeds]), ("feed.path", [f.path for f in masthead.feeds])):
        _no_twins(table.file, key, values)
    return masthead


def _feed(table: Table) -> FeedFile:
    feed = FeedFile(
        id=table.matching("id", SLUG),
        path=table.matching("path", re.compile(r"/[\w./-]+")),
        format=Format(table.one_of("format", list(Format))),
        title=table.need("title", str),
        whole=table.may("whole", bool) or False,
        fault=Fault(table.one_of("fault", list(Fault))) if table.may("fault", str) else None,
        links=Links(table.one_of("links", list(Links))) if table.may("links", str) else Links.PLAIN,
        down=_spans(table, "down"),
    )
    table.close()
    return feed


def _versions(first: Version, revisions: Sequence[Table]) -> tuple[Version, ...]:
    versions = [first]
    for table in revisions:
        before = versions[-1]
        at = table.seconds("at")
        if at <= before.at:
            raise table.wrong("at", f"> {before.at}")
        version = before
        for entry in table.tables("change"):
            version = _changed(version, Change(entry.need("old", str), entry.need("new", str)), table)
            entry.close()
        versions.append(
            Version(
                at=at,
                title=version.title,
                summary=version.summary,
                blocks=version.blocks + _blocks(table.may("add", str) or ""),
                note=table.may("note", str),
                withdrawn=_status(table),
                listed=table.may("listed", bool) is not False,
                mark=table.may("mark", str) or before.mark,
                dated_at=at if table.may("redated", bool) else before.dated_at,
            )
        )
        table.close()
    return tuple(versions)


def _spans(table: Table, key: str) -> tuple[tuple[int, int], ...]:
    """`[[first, last], …]` in seconds after the start."""
    spans: list[object] = table.may(key, list) or []
    for span in spans:
        if not (isinstance(span, list) and len(span) == 2 and all(type(end) is int for end in span) and 0 <= span[0] < span[1]):
            raise table.wrong(key, "[[first, last], …]")
    return tuple((span[0], span[1]) for span in spans if isinstance(span, list))


def _status(table: Table) -> int | None:
    status = table.may("withdrawn", int)
    if status not in {None, 404, 410}:
        raise table.wrong("withdrawn", "404 | 410")
    return status


def _changed(version: Version, change: Change, table: Table) -> Version:
    """`version` with `change` made; `old` must stand once in title, summary and text taken together."""
    parts = [version.title, version.summary, *(block.text for block in version.blocks)]
    if sum(part.count(change.old) for part in parts) != 1:
        raise UsageError("newsroom-value", file=table.file, key="old", value=change.old, expected="1 ×")
    return Version(
        at=version.at,
        title=version.title.replace(*change),
        summary=version.summary.replace(*change),
        blocks=tuple(Block(block.text.replace(*change), block.heading) for block in version.blocks),
        note=version.note,
    )


def _blocks(body: str) -> tuple[Block, ...]:
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", body))
    return tuple(Block(text.removeprefix("## "), heading=text.startswith("## ")) for text in paragraphs if text)


def _split(path: Path) -> tuple[str, str]:
    parts = _text(path).split(FENCE, 2)
    if len(parts) != 3 or parts[0].strip():
        raise UsageError("newsroom-syntax", file=path.name, detail="+++ … +++")
    return parts[1], parts[2]


def _parse(file: str, text: str) -> Table:
    try:
        return Table(file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError("newsroom-syntax", file=file, detail=str(error)) from error


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UsageError("newsroom-folder", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise UsageError("newsroom-syntax", file=path.name, detail=str(error)) from error


def _no_twins(file: str, key: str, values: Sequence[str]) -> None:
    for value in values:
        if values.count(value) > 1:
            raise UsageError("newsroom-twice", file=file, key=key, value=value)

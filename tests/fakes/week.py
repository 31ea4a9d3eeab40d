"""The scripted week of `tests/specs/week`: its outlets, its items with what an editor expects of them, and its newsroom."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from bot.newsroom.pieces import Block, FeedFile, Format, Links, Masthead, Piece, Version

FOLDER = Path(__file__).parents[1] / "specs" / "week"
MEXICO_CITY = timezone(-timedelta(hours=6))
"""It has had no summer time since 2022."""

_SECTIONS = {"en": "news", "es": "seguridad"}
_YEAR = re.compile(r"\d{4}-")
_SENTENCE = re.compile(r".+?[.!?]”?(?=\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What becomes of an item after it came out. `expect`: "nothing", "correction" or "withdrawn"; `says`: words that the
    correction has to hold."""

    at: datetime
    expect: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`story`: the event that it tells of; None where it is not the desk's business. `adds`: what it brings that is new to its
    story; empty for the first of a story and for what brings nothing. `tells`: the item that
    brought the same in another language. `by_hand`: the story that an admin puts it to; `taken_from`: that which it was told in
    before an admin took it out."""

    id: str
    outlet: str
    language: str
    at: datetime
    title: str
    story: str | None = None
    adds: str = ""
    tells: str = ""
    copy_of: str = ""
    left_out: bool = False
    baseline: bool = False
    urgent: bool = False
    retracted: bool = False
    by_hand: str | None = None
    taken_from: str | None = None
    later: tuple[Later, ...] = ()

    @property
    def event(self) -> str:
        """The story that it is in at the end of the week; one of its own where it has none."""
        return self.by_hand or self.story or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A command of an admin's, who reads `language`. `{card:…}` and `{story:…}` in it name an item. `id`: where its answer is
    looked at again."""

    at: datetime
    say: str
    language: str = "en"
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """`start`: the instant from which the newsroom's seconds are counted."""

    start: datetime
    mastheads: tuple[Masthead, ...]
    pieces: tuple[Piece, ...]
    items: Mapping[str, Item]
    acts: tuple[Act, ...]

    def story(self, name: str) -> tuple[Item, ...]:
        """The story's items in the order in which they come out."""
        return tuple(sorted((one for one in self.items.values() if one.story == name), key=lambda one: one.at))

    @property
    def stories(self) -> tuple[str, ...]:
        told = sorted((one for one in self.items.values() if one.story), key=lambda one: one.at)
        return tuple(dict.fromkeys(one.story for one in told if one.story))


def moment(written: str) -> datetime:
    """“11-01 09:40” on Mexico City's clocks, of 2026 where no year is given: “2027-03-01 09:40”."""
    dated = written if _YEAR.match(written) else f"2026-{written}"
    return datetime.strptime(f"{dated} -0600", "%Y-%m-%d %H:%M %z").astimezone(UTC)


@cache
def week(folder: Path = FOLDER) -> Week:
    outlets = tomllib.loads((folder / "newsroom.toml").read_text("utf-8"))
    start = moment(outlets["start"])
    mastheads = tuple(_masthead(table, start) for table in outlets["outlet"])
    rows: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("[0-9]*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["item"]:
            assert row["id"] not in rows, f"{path.name}: two items are called {row['id']}"
            rows[row["id"]] = row
    speaks = {masthead.id: masthead for masthead in mastheads}
    pieces = tuple(_piece(row, rows, speaks[row["outlet"]], start) for row in rows.values())
    items = {row["id"]: _item(row, speaks[row["outlet"]]) for row in rows.values()}
    told = tomllib.loads((folder / "acts.toml").read_text("utf-8"))["act"]
    acts = tuple(Act(**{**row, "at": moment(row["at"])}) for row in told)
    return Week(start=start, mastheads=mastheads, pieces=pieces, items=items, acts=acts)


def _masthead(table: dict[str, Any], start: datetime) -> Masthead:
    def feed(row: dict[str, Any]) -> FeedFile:
        down = tuple((_seconds(first, start), _seconds(last, start)) for first, last in row.get("down", ()))
        links = Links(row.get("links", Links.PLAIN))
        return FeedFile(**{**row, "format": Format(row["format"]), "links": links, "down": down})

    rest = {key: value for key, value in table.items() if key != "feed"}
    return Masthead(**rest, feeds=tuple(feed(row) for row in table["feed"]))


_READ = frozenset({
    "id", "outlet", "at", "story", "adds", "tells", "left_out", "baseline", "urgent", "retracted", "merged_into", "taken_from",
    "title", "text", "author", "summary", "section", "tags", "copy_of", "change", "relayed", "feeds", "revision",
})  # fmt: skip
_REVISED = frozenset({"at", "change", "note", "add", "listed", "redated", "mark", "withdrawn", "expect", "says"})


def _piece(row: dict[str, Any], rows: Mapping[str, dict[str, Any]], masthead: Masthead, start: datetime) -> Piece:
    assert row.keys() <= _READ, (row["id"], row.keys() - _READ)
    text = _text(row, rows)
    first = Version(
        at=_seconds(row["at"], start),
        title=row["title"],
        summary=row.get("summary") or _first_sentence(text),
        blocks=tuple(Block(" ".join(part.split())) for part in text.split("\n\n")),
    )
    versions = [first]
    for revision in row.get("revision", ()):
        assert revision.keys() <= _REVISED, (row["id"], revision.keys() - _REVISED)
        versions.append(_revised(versions[-1], revision, row["id"], start))
    author = row.get("author") or (rows[row["copy_of"]].get("author") if "copy_of" in row else None)
    return Piece(
        slug=row["id"],
        outlet=masthead.id,
        section=row.get("section", _SECTIONS[masthead.language]),
        author=author,
        tags=tuple(row.get("tags", ())),
        feeds=tuple(row.get("feeds", [feed.id for feed in masthead.feeds])),
        versions=tuple(versions),
        relayed=("buscador",) if row.get("relayed") else (),
    )


def _text(row: dict[str, Any], rows: Mapping[str, dict[str, Any]]) -> str:
    text = row["text"].strip() if "text" in row else _text(rows[row["copy_of"]], rows)
    for old, new in row.get("change", ()):
        assert text.count(old) == 1, (row["id"], old)
        text = text.replace(old, new)
    return text


def _revised(before: Version, revision: dict[str, Any], name: str, start: datetime) -> Version:
    at = _seconds(revision["at"], start)
    assert at > before.at, (name, revision["at"])
    title, summary, blocks = before.title, before.summary, before.blocks
    for old, new in revision.get("change", ()):
        assert any(old in part for part in (title, *(block.text for block in blocks))), (name, old)
        title, summary = title.replace(old, new), summary.replace(old, new)
        blocks = tuple(Block(block.text.replace(old, new), block.heading) for block in blocks)
    added = (Block(revision["add"]),) if "add" in revision else ()
    return replace(
        before,
        at=at,
        title=title,
        summary=summary,
        blocks=blocks + added,
        note=revision.get("note"),
        withdrawn=revision.get("withdrawn"),
        listed=revision.get("listed", True),
        mark=revision.get("mark", before.mark),
        dated_at=at if revision.get("redated") else before.dated_at,
    )


def _item(row: dict[str, Any], masthead: Masthead) -> Item:
    later = tuple(
        Later(at=moment(one["at"]), expect=one["expect"], says=tuple(one.get("says", ()))) for one in row.get("revision", ())
    )
    return Item(
        id=row["id"],
        outlet=masthead.id,
        language=masthead.language,
        at=moment(row["at"]),
        title=row["title"],
        story=row.get("story"),
        adds=row.get("adds", ""),
        tells=row.get("tells", ""),
        copy_of=row.get("copy_of", ""),
        left_out=row.get("left_out", False),
        baseline=row.get("baseline", False),
        urgent=row.get("urgent", False),
        retracted=row.get("retracted", False),
        by_hand=row.get("merged_into"),
        taken_from=row.get("taken_from"),
        later=later,
    )


def _seconds(written: str, start: datetime) -> int:
    return int((moment(written) - start).total_seconds())


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    told = paragraph.partition(" — ")[2] or paragraph
    found = _SENTENCE.match(told)
    return found[0] if found else told

"""Blocks in a terminal: as in the pictures of tests/golden/console, and never a character that steers the terminal."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.layout.card import card_message
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
    Message,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Strong,
    Table,
)
from bot.platforms.console.terminal import render
from tests.fakes.asking import DESK, NOW
from tests.fakes.console import english_card, spanish_card

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "console"
AT = datetime(2026, 11, 24, 18, tzinfo=UTC)
# What rich itself writes in a terminal: colours and styles (SGR), links (OSC 8).
STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = [
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x9b31m",
    "a\rb\x08c\x00d\x7f",
    "\u202egnp.exe\u2066",
    "line\nbreak\u2028and\x0bmore",
    "[bold red]markup[/] [link=https://evil.example]x[/link] :smile:",
]


def shown(what, *, width=110, terminal=False):
    file = io.StringIO()
    console = Console(
        file=file, width=width, highlight=False, force_terminal=terminal, color_system="truecolor" if terminal else None
    )
    console.print(what, markup=False)
    return file.getvalue()


def message(made, language):
    outlet = next(outlet.name for outlet in DESK.outlets if outlet.id == made.outlet)
    return card_message(
        replace(made, id="BB-2026-11-24-001"),
        outlet=outlet,
        language=language,
        topics=DESK.topics,
        registers=DESK.registers,
        now=NOW,
    )


def picture(text):
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


ALL = (
    Heading((Plain("A heading"),)),
    Context((Strong("The Example"), Plain(" · "), Moment(AT, "noon"))),
    Heading((Plain("Below it"),), level=2),
    Paragraph((Plain("Plain, "), Emphasis("stressed"), Plain(", "), Mark("met"), Plain(" and "), Code("/latest"), Plain("."))),
    Bullets(
        ((Plain("A point that is so long that it runs over the line’s end, " * 3),), (Link("source", "https://a.example"),))
    ),
    Quotation(
        "What was said, and what was said after it, at some length. " * 3,
        (Strong("Ana Ruiz"), Plain(", prosecutor")),
        "https://a.example",
    ),
    Quotation("Said by nobody", ()),
    Table(
        "Figures, newest first",
        ("Value", "What is counted", "Day", "Card"),
        (
            (
                (Link("14", "https://a.example"),),
                (Plain("homicides in the municipality, down, against May; " * 3),),
                (Moment(AT, "Nov 24, 2026"),),
                (Code("BB-2026-11-24-001"),),
            ),
            ((Strong("2"),), (Plain("cases"),), (Moment(AT, "Nov 3, 2026"),), (Code("BB-2026-11-24-002"),)),
        ),
    ),
    Table("", ("Place",), (((Plain("León"),),),)),
    Divider(),
    Picture(b"", "A chart of cases a month"),
    Attachment("memo.docx", "application/octet-stream", b"x", "A memo, with footnotes"),
    Buttons((Button("The whole card", "/card BB-2026-11-24-001"), Button("More", "/latest page:2"))),
)
PICTURES = {
    "card.en.txt": render.card(message(english_card(), "en"), "news"),
    "card.es.txt": render.card(message(spanish_card(), "es"), "noticias"),
    "card-of-another-language.txt": render.card(message(spanish_card(), "en"), "news"),
    "answer.txt": render.answer(ALL, "More: /latest page:2"),
    "again.txt": render.again(render.headline(message(english_card(), "en")), "Also in #us-mexico"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_in_its_picture(name):
    seen = picture(shown(PICTURES[name]))
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_text(seen, encoding="utf-8")
    assert seen == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 80, 110, 200])
@pytest.mark.parametrize("name", PICTURES)
def test_no_line_is_longer_than_the_terminal_or_than_can_be_read(name, width):
    lines = shown(PICTURES[name], width=width).splitlines()
    assert max(map(len, lines)) <= min(width, render.WIDEST)


def test_an_id_is_never_cut_for_it_is_to_be_typed():
    assert "BB-2026-11-24-001" in shown(render.answer([ALL[7]]), width=80)


def holding(words):
    line = tuple(kind(words) for kind in (Plain, Strong, Emphasis, Mark, Code))
    line += (Moment(AT, words), Link(words, "https://a.example/"))
    yield from (Heading(line), Paragraph(line), Context(line), Bullets((line,)), Quotation(words, line, "https://a.example/"))
    yield from (
        Table(words, (words,), ((line,),)),
        Picture(b"", words),
        Chart(words, words, words, (), Picture(b"", words)),
        Buttons((Button(words, words),)),
    )


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_from_outside_steers_the_terminal(words, terminal):
    posted = Message(blocks=tuple(holding(words)), summary=words, language="en")
    for what in (
        render.card(posted, words),
        render.answer(posted.blocks, words),
        render.again(render.headline(posted), "Also"),
    ):
        told = shown(what, terminal=terminal)
        assert not STEERING.search(STYLES.sub("", told))
        assert "evil.example\x1b" not in told


def test_markup_of_the_terminals_library_stays_words():
    told = shown(render.answer([Paragraph((Plain("[bold]x[/bold] [link=https://evil.example]y[/link]"),))]), terminal=True)
    assert "[bold]x[/bold] [link=https://evil.example]y[/link]" in STYLES.sub("", told)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/\x1b\\x", "file:///etc/passwd"])
def test_an_unsafe_address_is_no_link(url):
    told = shown(render.answer([Paragraph((Link("words", url),)), Quotation("said", (), url)]), terminal=True)
    assert "\x1b]8" not in told


def test_a_safe_address_is_a_link_where_the_terminal_can_open_it():
    told = shown(render.answer([Paragraph((Link("words", "https://a.example/x"),))]), terminal=True)
    assert re.search(r"\x1b\]8;[^;]*;https://a\.example/x\x1b\\", told)


def test_words_beside_each_other_keep_the_spaces_between_them():
    line = (Strong("one"), Plain(" and "), Strong("two"), Plain(" "), Strong("three"), Plain(""))
    assert shown(render.answer([Paragraph(line)])).strip() == "one and two three"

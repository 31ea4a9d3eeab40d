"""One of each block, in each language that the bot speaks, and whole messages of them: what golden payloads are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

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
from tests.fakes.asking import DESK, NOW
from tests.fakes.console import english_card, spanish_card

AT = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
URL = "https://news.example/story#:~:text=We%20will,away"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")

WORDS = {
    "en": {
        "title": "Homicides fall in *Guanajuato*",
        "point": "The state counted 2,500 homicides; 1. more is said",
        "words": "We will not rest, and we will not look away",
        "who": "Ana Ruiz",
        "column": "What is counted",
        "alt": "A chart: homicides by year, falling from 2,770 to 2,500",
        "button": "Quotes",
        "command": '/quotes speaker:"Ana Ruiz"',
        "time": "23 November",
    },
    "es": {
        "title": "Bajan los homicidios en _Guanajuato_",
        "point": "El estado contó 2 500 homicidios; - y algo más",
        "words": "No habrá impunidad, dijo; “ni hoy ni mañana”",
        "who": "Luis Mora",
        "column": "Qué se cuenta",
        "alt": "Gráfica: homicidios por año, de 2 770 a 2 500",
        "button": "Citas",
        "command": '/citas hablante:"Luis Mora"',
        "time": "23 de noviembre",
    },
}


def blocks(language: str):
    """One of each kind of block, by its name."""
    w = WORDS[language]
    figures = ((Strong("2,500"),), (Plain("homicides"),), (Link("↗", URL),)), ((Plain("9.7 %"),), (), (Code("BB-1"),))
    return {
        "heading": Heading((Plain(w["title"]),)),
        "heading-2": Heading((Emphasis(w["title"]),), level=2),
        "paragraph": Paragraph((Plain(w["point"]), Plain(" "), Link("↗", URL), Plain(" "), Mark(w["who"]))),
        "context": Context((Plain("The Example · "), Moment(AT, w["time"]), Plain(" · "), Code("BB-2026-11-24-001"))),
        "bullets": Bullets(((Plain(w["point"]),), (Strong(w["who"]), Plain(": "), Plain(w["words"])))),
        "quotation": Quotation(w["words"], (Strong(w["who"]),), URL),
        "quotation-of-nobody": Quotation(w["words"], ()),
        "table": Table(w["title"], ("#", w["column"], "Id"), figures),
        "divider": Divider(),
        "picture": Picture(PNG, w["alt"]),
        "chart": Chart(w["title"], "", w["who"], (("2025", Decimal(3)),), Picture(PNG, w["alt"])),
        "attachment": Attachment("memo.md", "text/markdown", b"x", w["title"]),
        "buttons": Buttons((Button(w["button"], w["command"]), Button("…" * 90, f"/search {'x' * 120}"))),
    }


def card(language: str) -> Message:
    held = english_card(id="BB-2026-11-24-001") if language == "en" else spanish_card(id="BB-2026-11-24-002")
    outlet = next(one.name for one in DESK.outlets if one.id == held.outlet)
    return card_message(
        held, outlet=outlet, language=language, topics=DESK.topics, registers=DESK.registers, now=NOW, zone="UTC"
    )

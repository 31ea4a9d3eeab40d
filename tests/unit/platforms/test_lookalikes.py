"""The README's pictures show all that the payloads say."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.fakes.discord import limits
from tests.lookalikes import discord, slack

GOLDEN = Path(__file__).parents[2] / "golden"


def words(page: str) -> str:
    body = page.partition("</style>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def golden(name):
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_discords_shows_every_word_and_button_and_no_markup(language):
    components = golden(f"discord/card.{language}")
    shown = words(discord(components))
    assert not re.search(r"\]\(|\*\*|<t:|^#|\\", shown)
    for text in limits.texts(components):
        for word in re.findall(r"[A-Za-zÁÉÍÓÚáéíóúñ]{5,}", re.sub(r"\(https?:[^)]*\)", "", text)):
            assert word in shown
    for each in limits.walk(components):
        if each["type"] == limits.BUTTON:
            assert each["label"] in shown


@pytest.mark.parametrize("name", ["english-card.en", "spanish-card.es"])
def test_slacks_shows_every_word_and_button(name):
    blocks = golden(f"slack/{name}")["blocks"]
    shown = words(slack(blocks))
    told = re.findall(r'"(?:text|fallback)": "((?:[^"\\]|\\.)*)"', json.dumps(blocks, ensure_ascii=False))
    assert len(told) > 10
    for text in told:
        assert " ".join(json.loads(f'"{text}"').split()) in shown or not text.strip("\\n ")

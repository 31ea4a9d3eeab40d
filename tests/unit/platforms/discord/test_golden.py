"""Every block, and whole cards, as the JSON that Discord is sent, in each language.

`UPDATE_GOLDEN=1 pytest tests/unit/platforms/discord` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bot.languages import texts
from bot.model.chat import Reply
from bot.platforms.discord.render import Sheet, message_sheet, reply_sheets
from tests.fakes.discord import limits, schema
from tests.fakes.discord.blocks import blocks, card

GOLDEN = Path(__file__).parents[3] / "golden" / "discord"
LANGUAGES = ("en", "es")


def against_golden(sheet: Sheet, name: str) -> None:
    components = sheet.view.to_components()
    payload = {"components": components, "flags": limits.V2, "allowed_mentions": {"parse": []}}
    assert [*limits.of_message(payload), *schema.complaints("POST", "/channels/{channel_id}/messages", payload)] == []
    told = json.dumps(components, ensure_ascii=False, indent=1) + "\n"
    file = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", blocks("en"))
def test_a_block_is_drawn(name, language):
    (sheet,) = reply_sheets(Reply(blocks=(blocks(language)[name],)), "/help", texts(language))
    against_golden(sheet, f"{name}.{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_drawn(language):
    against_golden(message_sheet(card(language), texts(language), key="k3y"), f"card.{language}")


def test_pictures_go_along_as_files_with_their_descriptions():
    (sheet,) = reply_sheets(Reply(blocks=(blocks("en")["picture"],)), "/help", texts("en"))
    (file,) = sheet.files()
    assert file.fp.read() == blocks("en")["picture"].png
    assert (file.filename, file.description) == ("picture-0.png", blocks("en")["picture"].alt)
    assert sheet.files()[0].fp.read(), "each time anew"

"""The README's pictures: `python -m tests.pictures`.

The console's are taken in the real browser from the real page of the demo. Discord's and Slack's are drawn from the golden
payloads, which are what the bot sends: nobody needs an account to see how a card looks there.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bot.app.run import run_once
from bot.app.settings import load_settings
from bot.app.wiring import service
from bot.platforms.console import web
from tests.fakes.demo import demo_desk
from tests.lookalikes import discord, slack
from tests.tools import need

GOLDEN = Path(__file__).parent / "golden"
PICTURES = GOLDEN / "pictures"
CARD = "Police in Sonora port"
SIZE = {"width": 1240, "height": 900}
TALL = {"width": 1240, "height": 2400}
"""So that the command line, which stays at the foot of the window, does not stand over the card."""

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def lookalikes() -> dict[str, str]:
    """Picture → the page that it is taken of."""

    def golden(name: str) -> Any:
        return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))

    return {
        "discord": discord(golden("discord/card.en")),
        "slack": slack(golden("slack/spanish-card.es")["blocks"]),
    }


async def draw(folder: Path) -> None:
    settings, data = load_settings(demo_desk(folder / "desk"), {}), folder / "data"
    await run_once(settings, data)
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with (
        service(settings, data, once=True) as parts,
        web.serve(parts.room, 0) as port,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=need("chromium"), args=CHROMIUM)
        for name, drawn in lookalikes().items():
            page = await browser.new_page(device_scale_factor=1.25)
            await page.set_content(drawn)
            await page.locator("#message").screenshot(path=PICTURES / f"{name}.png")
        page = await browser.new_page(viewport=SIZE, device_scale_factor=1.25, locale="en")
        await page.goto(f"http://{web.LOOPBACK}:{port}/c/security-en")
        card = page.locator("article", has_text=CARD).first
        await card.wait_for()
        await page.screenshot(path=PICTURES / "page.png")
        await page.set_viewport_size(TALL)
        await card.screenshot(path=PICTURES / "card.png")
        await browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(Path(folder)))

"""The README's pictures, drawn from the demo: `python -m tests.pictures`.

They show what a user sees, so they are taken in the real browser from the real page.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from bot.app.run import run_once
from bot.app.settings import load_settings
from bot.app.wiring import service
from bot.platforms.console import web
from tests.fakes.demo import demo_desk
from tests.tools import need

PICTURES = Path(__file__).parent / "golden" / "pictures"
CARD = "Police in Sonora port"
SIZE = {"width": 1240, "height": 900}
TALL = {"width": 1240, "height": 2400}
"""So that the command line, which stays at the foot of the window, does not stand over the card."""

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


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

from __future__ import annotations

import pytest

from tests.fakes.console import a_console
from tests.tools import need

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture
async def console(tmp_path):
    async with a_console(tmp_path) as made:
        yield made


@pytest.fixture
async def open_page():
    """Opens a page in Chromium; whatever a page complained of fails the test in the end."""
    from playwright.async_api import async_playwright

    complaints = []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=need("chromium"), args=CHROMIUM)

        async def opened(url, **settings):
            context = await browser.new_context(**{"locale": "en-US", **settings})
            page = await context.new_page()
            page.on("console", lambda told: complaints.append(told.text) if told.type in {"error", "warning"} else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(url)
            return page

        yield opened
        await browser.close()
    assert complaints == []

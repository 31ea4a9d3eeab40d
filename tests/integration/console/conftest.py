from __future__ import annotations

import aiohttp
import pytest

from tests.fakes.console import a_console


@pytest.fixture
async def console(tmp_path):
    async with a_console(tmp_path) as made:
        yield made


@pytest.fixture
async def browse(console):
    """A browser's requests to the console's page: `status, text, headers`."""
    async with aiohttp.ClientSession() as session:

        async def get(path, *, method="GET", **more):
            headers = {"Accept-Language": "en", **more.pop("headers", {})}
            async with session.request(
                method, f"{console.url}{path}", headers=headers, allow_redirects=False, **more
            ) as answer:
                return answer.status, await answer.text(), answer.headers

        yield get

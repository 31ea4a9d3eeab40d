"""What stands on news pages beside the article, in all languages at once: a page's language is not known before it is read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from bot.languages import available
from bot.languages.schema.pages import Pages


@cache
def pages() -> tuple[Pages, ...]:
    """One for each language. Raises `pydantic.ValidationError` for a file that breaks the schema."""
    here = files("bot.languages")
    return tuple(
        Pages.model_validate(tomllib.loads(here.joinpath(code, "pages.toml").read_text(encoding="utf-8")))
        for code in available()
    )

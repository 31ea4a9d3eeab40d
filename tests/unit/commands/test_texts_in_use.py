"""Every text that these rooms ask for by name is there in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.languages import available, texts

ROOMS = ("commands", "layout", "editorial", "platforms")
ROOT = Path(bot.__file__).parent


def calls(name: str) -> Iterator[str]:
    """The first argument of every call of that name, where it is a plain string."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                for first in node.args[:2]:
                    if called == name and isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value
                        break


KEYS = {
    *calls("say"),
    *(f"reasons.{code}" for code in calls("Reason")),
    *(f"replies.{key}" for name in ("heading", "sentence", "nothing") for key in calls(name)),
}
ERRORS = {
    *calls("pointed"),
    *calls("UsageError"),
    *(code + tail for code in calls("pointed_near") for tail in ("", "-near")),
}


@pytest.mark.parametrize("code", available())
def test_every_text_in_use_is_there(code):
    assert len(KEYS) > 40
    spoken = texts(code).keys()
    assert not [key for key in KEYS if key not in spoken and not any(one.startswith(f"{key}.") for one in spoken)]


@pytest.mark.parametrize("code", available())
def test_every_error_says_what_is_wrong_and_what_to_do(code):
    assert len(ERRORS) > 15
    spoken = texts(code).keys()
    assert not [error for error in ERRORS if not {f"errors.{error}.what", f"errors.{error}.remedy"} <= spoken]

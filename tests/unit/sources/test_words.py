"""Whatever this room says, it says in every language."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.languages import available, texts
from bot.sources.fetch.answer import refusal

ROOM = Path(__file__).parents[3] / "bot" / "sources"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
BY_CONNECTION = {"dns", "refused", "tls", "forbidden-address"}
OF_ONE_ENTRY = {"entry-empty", "entry-twice"}


def _named(kind):
    """The first arguments of all calls of that name."""
    return {
        call.args[0].value
        for file in ROOM.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == kind
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def _by_status():
    statuses = [(status, {}) for status in range(201, 600)] + [(503, {"cf-mitigated": "challenge"})]
    return {
        refused.code
        for status, headers in statuses
        for kind in ("feed", "page", "robots")
        if (refused := refusal(status, headers, url="https://a.example/", kind=kind, now=NOW))
    }


@pytest.mark.parametrize("code", available())
def test_every_error_has_its_words(code):
    errors = _named("SourceError") | _by_status() | BY_CONNECTION
    assert len(errors) > 30
    said = texts(code).keys()
    assert {f"errors.{name}.{part}" for name in errors for part in ("what", "where", "remedy")} - said == set()


@pytest.mark.parametrize("code", available())
def test_every_reason_has_its_words(code):
    reasons = _named("Reason")
    counted = {f"feed-{name.replace('entry', 'entries')}" for name in reasons if name.startswith("entry-")} - {
        f"feed-{name.replace('entry', 'entries')}" for name in OF_ONE_ENTRY
    }
    said = texts(code).keys()
    missing = [
        name
        for name in reasons | counted
        if not any(key == f"reasons.{name}" or key.startswith(f"reasons.{name}.") for key in said)
    ]
    assert missing == []

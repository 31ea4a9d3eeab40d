"""What is told of two versions of an article, as the specs tell it: `revising/{language}.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.condense import condense
from bot.editorial.revising import compare
from bot.model.cards import Card
from bot.model.desk import Desk
from bot.model.feeds import Article
from bot.model.revisions import Difference, SpeakerChanged

HERE = Path(__file__).parent / "revising"
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}")


def card(language: str, text: str, title: str) -> Card:
    article = Article(text=text, title=title, language=language, region="MX", published=TUESDAY)
    return condense(article, Desk())


def told(change: Difference) -> list[str]:
    words = [getattr(change, name, None) or "" for name in ("before", "after")]
    return [change.kind, *words]


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_a_change_is_told_as_the_spec_tells(language: str, case: dict[str, Any]) -> None:
    title = case.get("title", "A headline")
    old = card(language, case["old"], title)
    new = card(language, case["new"], case.get("new_title", title))
    found = compare(old, new)
    telling = [told(change) for change in found.changes if change.why != "wording"]
    assert (found.kind or "none", telling) == (case["kind"], case.get("changes", []))
    if "why" in case:
        assert [change.why for change in found.changes if change.why != "wording"] == case["why"]
    for change in found.changes:
        if not isinstance(change, SpeakerChanged):
            assert getattr(change, "before", None) is None or change.before in f"{old.text}\n{old.title}"
            assert getattr(change, "after", None) is None or change.after in f"{new.text}\n{new.title}"


def test_a_change_of_each_class_has_a_spec_in_each_language() -> None:
    spoken = [tomllib.loads(path.read_text(encoding="utf-8"))["case"] for path in sorted(HERE.glob("*.toml"))]
    assert len(spoken) == 2
    assert sum(map(len, spoken)) >= 40

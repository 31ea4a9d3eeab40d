"""Figures and numbers as data: each case is a text with the figures marked ⟦so⟧; every mark must be found, and nothing else."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.condense.document import read
from bot.condense.figures import find_figures
from bot.condense.figures.compiled import lexicon_of
from bot.condense.figures.marks import marks_of
from bot.condense.figures.sentence import Sentence
from bot.condense.figures.shares import read as read_numeral
from bot.languages import load, readable, regions
from bot.model.cards import Figure
from bot.model.desk import Register
from bot.model.text import Span

HERE = Path(__file__).parent
CONFIG = HERE.parents[1] / "config"
FIELDS = ("unit", "qualifier", "measure", "period", "register")


def cases(kind: str) -> list[Any]:
    """All cases of `figures` or `numbers`, those of a region among the figures."""
    found = []
    for folder in sorted(path for path in HERE.iterdir() if path.name in readable()):
        files = [folder / f"{kind}.toml"]
        if kind == "figures":
            files += sorted((folder / "regions").glob("*.toml"))
        for file in files:
            if not file.is_file():
                continue
            region = file.stem if file.parent.name == "regions" else None
            for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
                marks = [pytest.mark.xfail(strict=True, reason=case["not_yet"])] if "not_yet" in case else []
                name = f"{folder.name}{'-' + region if region else ''}: {case.get('name') or case['text']}"
                found.append(pytest.param(folder.name, case.get("region", region), case, id=name, marks=marks))
    return found


def unmark(marked: str) -> tuple[str, list[Span]]:
    text, spans = "", []
    for piece in marked.split("⟦"):
        inside, closed, rest = piece.partition("⟧")
        if closed:
            spans.append(Span(len(text), len(text) + len(inside)))
        text += inside + rest
    return text, spans


def registers() -> tuple[Register, ...]:
    table = tomllib.loads((CONFIG / "registers.toml").read_text(encoding="utf-8"))["register"]
    return tuple(Register(**row) for row in table)


def check(figure: Figure, wanted: dict[str, Any]) -> None:
    if "low" in wanted:
        assert (figure.low, figure.high) == (Decimal(wanted["low"]), Decimal(wanted["high"]))
    else:
        assert figure.value == Decimal(wanted["value"])
    for field in FIELDS:
        if field in wanted:
            assert getattr(figure, field) == (wanted[field] or None), field
    for word in wanted.get("measure_has", ()):
        assert word in (figure.measure or ""), figure.measure
    for word in wanted.get("measure_has_not", ()):
        assert word not in (figure.measure or ""), figure.measure
    if "change" in wanted:
        assert (figure.change.direction if figure.change else "") == wanted["change"]
    if "baseline" in wanted:
        assert figure.change is not None
        assert figure.change.baseline == wanted["baseline"]


@pytest.mark.parametrize(("code", "region", "case"), cases("figures"))
def test_the_figures_of_a_text_are_those_marked(code: str, region: str | None, case: dict[str, Any]) -> None:
    text, spans = unmark(case["text"])
    assert region is None or region in regions(code), f"no region {region}"
    found = find_figures(read(text, load(code, region)), title=case.get("title"), registers=registers())
    assert [figure.span.of(text) for figure in found] == [span.of(text) for span in spans]
    assert [figure.span for figure in found] == spans
    wanted = case.get("figures", [case] if spans else [])
    assert len(wanted) == len(found)
    for figure, want in zip(found, wanted, strict=True):
        check(figure, want)


@pytest.mark.parametrize(("code", "region", "case"), cases("numbers"))
def test_a_number_is_worth_what_it_says(code: str, region: str | None, case: dict[str, Any]) -> None:
    text, spans = unmark(case["text"])
    doc = read(text, load(code, region))
    lex = lexicon_of(doc.language)
    marks = marks_of((word for word in doc.words if word[0].isdecimal()), doc.language.region)
    span = spans[0] if spans else Span(0, len(text))
    starts = [at for at in range(len(doc.words)) if span.start <= doc.starts[at] < span.end]
    sentence = Sentence(doc, lex, 0, len(doc.words))
    read_at = (read_numeral(sentence, marks, at, 0) for at in starts)
    numeral = next((found for found in read_at if found is not None), None)
    assert numeral is not None
    assert Span(doc.starts[numeral.first], doc.ends[numeral.last - 1]).of(text) == span.of(text)
    assert numeral.value == Decimal(case["value"])

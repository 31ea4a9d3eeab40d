from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from bot.model.card_json import dumps, from_json, json_schema, to_json
from bot.model.cards import Card, Change, Figure, Name, PersonName, Point, Quote, Relevance, Speaker, TopicScore
from bot.model.feeds import Extent
from bot.model.reasons import Reason
from bot.model.text import Span


def a_card(**changed: Any) -> Card:
    values: dict[str, Any] = {
        "engine": "test",
        "source_sha256": "00",
        "id": None,
        "title": "Título",
        "url": None,
        "outlet": "la-voz",
        "language": "es",
        "region": "MX",
        "published": datetime(2026, 11, 24, 6, 30, tzinfo=timezone(timedelta(hours=-6))),
        "extent": Extent.SUMMARY,
        "text": "“No”, dijo Ana Ruiz: 9.70 %.",
        "sentences": (Span(0, 28),),
        "points": (Point(span=Span(0, 28), text="“No”, dijo Ana Ruiz: 9.70 %."),),
        "quotes": (
            Quote(
                spans=(Span(1, 3),),
                text="No",
                speaker=Speaker(name="Ana Ruiz", role=None, span=Span(11, 19)),
                verb="dijo",
                kind="direct",
            ),
        ),
        "figures": (
            Figure(
                span=Span(21, 27),
                text="9.70 %",
                value=Decimal("9.70"),
                unit="%",
                change=Change(direction="down"),
                sentence=Span(0, 28),
            ),
        ),
        "people": (PersonName(name="Ana Ruiz", role=None, spans=(Span(11, 19),)),),
        "organisations": (),
        "places": (Name(name="Xalapa", spans=()),),
        "topics": (TopicScore(id="homicides", score=0.123456),),
        "relevance": Relevance(score=0.5, reasons=(Reason("about-topic", {"topic": "homicides", "score": 0.1}),)),
    }
    return Card(**values | changed)


def test_the_keys_stand_in_the_order_of_the_design() -> None:
    expected = (
        "schema engine source_sha256 id title url outlet language region published extent text sentences points quotes figures "
        "people organisations places topics relevance"
    )
    assert list(to_json(a_card())) == expected.split()


def test_each_part_has_the_shape_of_the_design() -> None:
    card = to_json(a_card())
    assert card["sentences"] == [[0, 28]]
    assert card["quotes"][0] == {
        "spans": [[1, 3]],
        "text": "No",
        "speaker": {"name": "Ana Ruiz", "role": None, "span": [11, 19]},
        "verb": "dijo",
        "kind": "direct",
    }
    assert card["figures"][0]["change"] == {"direction": "down", "baseline": None}
    assert card["figures"][0]["sentence"] == [0, 28]
    assert card["extent"] == "summary"
    assert card["relevance"] == {
        "score": 0.5,
        "reasons": [{"code": "about-topic", "params": {"topic": "homicides", "score": 0.1}}],
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("9.70", "9.7"),
        ("2.4E+9", "2400000000"),
        ("1000", "1000"),
        ("0", "0"),
        ("-3.50", "-3.5"),
        ("1E-7", "0.0000001"),
        ("10.0", "10"),
    ],
)
def test_decimals_are_strings_without_exponent(value: str, written: str) -> None:
    figure = Figure(span=Span(0, 1), text="x", value=Decimal(value), sentence=Span(0, 1))
    assert to_json(a_card(figures=(figure,)))["figures"][0]["value"] == written


def test_a_time_is_written_in_utc() -> None:
    assert to_json(a_card())["published"] == "2026-11-24T12:30:00Z"


def test_scores_have_four_places() -> None:
    assert to_json(a_card())["topics"] == [{"id": "homicides", "score": 0.1235}]


def test_what_was_written_is_read_back() -> None:
    card = a_card(published=datetime(2026, 11, 24, 12, 30, tzinfo=UTC), topics=(TopicScore(id="homicides", score=0.5),))
    assert from_json(dumps(card)) == card
    assert from_json(to_json(card)) == card


def test_a_line_of_json_holds_no_line_end_and_keeps_its_letters() -> None:
    line = dumps(a_card(text="uno\ndos ñ"))
    assert "\n" not in line
    assert "ñ" in line
    assert json.loads(line)["text"] == "uno\ndos ñ"


def test_a_field_of_the_wrong_kind_is_named() -> None:
    broken = to_json(a_card()) | {"sentences": "none"}
    with pytest.raises(ValidationError, match="sentences"):
        from_json(broken)


def test_the_schema_knows_every_field_of_the_card() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == {field.name for field in fields(Card)}
    assert schema["$schema"].startswith("https://json-schema.org/")

"""Blocks become Block Kit. The golden files are the payloads of each block and of whole cards, in each language of labels.

`UPDATE_GOLDEN=1 pytest tests/unit/platforms/slack` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.languages import available, texts
from bot.layout.card import card_message
from bot.model.chat import (
    Attachment,
    Bullets,
    Button,
    Buttons,
    Chart,
    Code,
    Context,
    Divider,
    Emphasis,
    Heading,
    Link,
    Mark,
    Message,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Reply,
    Strong,
    Table,
)
from bot.platforms.slack.parts import KEPT, token
from bot.platforms.slack.render import message_sheet, page_line, reply_sheets
from bot.platforms.slack.rich import whole
from tests.fakes.asking import DESK
from tests.fakes.console import english_card, spanish_card
from tests.fakes.slack import check
from tests.fakes.slack.world import words_of

GOLDEN = Path(__file__).parents[3] / "golden" / "slack"
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
BLOCKS = {
    "heading": Heading((Plain("Homicides fall"), Code("BB-2026-11-24-001")), level=2),
    "paragraph": Paragraph(
        (
            Plain("Plain, "),
            Strong("strong, "),
            Emphasis("emphasis, "),
            Mark("marked, "),
            Code("/latest"),
            Plain(" <b>&amp; *stars* @here <!channel>"),
        )
    ),
    "links": Paragraph(
        (Link("the page", "https://news.example/a?b=1&c=2"), Plain(" and "), Link("a script", "javascript:alert(1)"))
    ),
    "context": Context((Plain("The Example · "), Moment(NOW, "24 Nov 2026"))),
    "bullets": Bullets(((Plain("one"),), (Strong("two"), Plain(" three")))),
    "quotation": Quotation("We will not rest.", (Strong("Ana Ruiz"), Plain(", prosecutor")), "https://news.example/a"),
    "table": Table("Figures", ("Value", "Period"), (((Strong("2,500"),), (Plain("in 2025"),)), ((Plain("9.7%"),), ()))),
    "divider": Divider(),
    "picture": Picture(b"png", "A line that falls from 2023 to 2026."),
    "chart": Chart(
        "homicides, Sonora",
        "homicides",
        "SESNSP · Published by The Example",
        (("2023", Decimal(3000)), ("2024", Decimal(2800)), ("2025", Decimal("2500.5"))),
        Picture(b"png", "A line that falls from 2023 to 2025."),
    ),
    "attachment": Attachment("memo.md", "text/markdown", b"x", "A memo, with footnotes"),
    "buttons": Buttons((Button("Quotes", "/quotes speaker:ruiz"), Button("Figures", "/figures"), Button("More", "/card x"))),
}
CARDS = {"english-card": english_card, "spanish-card": spanish_card}


def a_message(*blocks, **more):
    return Message(**{"blocks": blocks, "summary": "One sentence.", "language": "en"} | more)


def a_card(name, language):
    made = CARDS[name](id="BB-2026-11-24-001")
    outlet = next(one.name for one in DESK.outlets if one.id == made.outlet)
    return card_message(made, outlet=outlet, language=language, topics=DESK.topics, registers=DESK.registers, now=NOW)


def payload(sheet):
    return {"text": sheet.text, "blocks": list(sheet.blocks)}


def checked(sheet, **more):
    """As it would be sent, its pictures uploaded."""
    files = [f"F{i}" for i in range(len(sheet.pictures))]
    told = payload(sheet.with_pictures(files))
    check.message(told, files=set(files), **more)
    return told


def golden(name, told):
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_its_golden_payload(name):
    golden(name, checked(message_sheet(a_message(BLOCKS[name]), texts("en"))))


@pytest.mark.parametrize("language", available())
@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_its_golden_payload(name, language):
    golden(f"{name}.{language}", checked(message_sheet(a_card(name, language), texts(language))))


def test_no_golden_file_is_left_behind():
    cards = {f"{name}.{code}" for name in CARDS for code in available()}
    others = {"manifest.socket", "manifest.http", "home.en", "home.es", "modal.en", "modal.es"}
    assert {path.stem for path in GOLDEN.iterdir()} == {*BLOCKS, *cards, *others}


def test_where_tables_are_refused_every_cell_comes_in_a_list_with_its_columns_name():
    sheet = message_sheet(a_message(BLOCKS["table"]), texts("en"), tables=False)
    told = checked(sheet, new_blocks=False)
    words = "".join(words_of(told["blocks"]))
    assert "Value: 2,500 · Period: in 2025" in words
    assert "Value: 9.7%" in words


def test_where_charts_are_refused_the_picture_is_shown():
    sheet = message_sheet(a_message(BLOCKS["chart"]), texts("en"), tables=False)
    told = checked(sheet, new_blocks=False)
    assert [block["type"] for block in told["blocks"]] == ["image"]


@pytest.mark.parametrize(
    "values", [(), tuple((str(year), Decimal(1)) for year in range(2000, 2021)), (("2025", Decimal(1)),) * 2]
)
def test_a_chart_that_slack_cannot_hold_is_a_picture(values):
    chart = replace(BLOCKS["chart"], values=values)
    assert message_sheet(a_message(chart), texts("en")).pictures == (chart.picture,)


def test_of_a_title_that_is_too_long_the_rest_stands_below_the_chart():
    chart = replace(BLOCKS["chart"], title="homicides registered by the prosecutor's office of the state, Sonora")
    told = checked(message_sheet(a_message(chart), texts("en")))
    assert len(told["blocks"][0]["title"]) == 50
    assert "of the state, Sonora · SESNSP" in "".join(words_of(told["blocks"][1]))


def test_a_message_holds_two_charts_and_the_next_begins_another():
    sheets = reply_sheets(Reply(blocks=(BLOCKS["chart"],) * 3), "/figures", texts("en"))
    for sheet in sheets:
        checked(sheet)
    assert [sum(block["type"] == "data_visualization" for block in sheet.blocks) for sheet in sheets] == [2, 1]


def test_who_does_not_see_a_chart_hears_its_values():
    (sheet,) = reply_sheets(Reply(blocks=(BLOCKS["chart"],)), "/figures", texts("en"))
    assert sheet.text.splitlines()[0] == "homicides, Sonora: 2023: 3000; 2024: 2800; 2025: 2500.5"


def test_a_picture_that_could_not_be_uploaded_is_told_by_its_words():
    sheet = message_sheet(a_message(BLOCKS["picture"]), texts("en")).in_words()
    check.message(payload(sheet))
    assert "A line that falls" in json.dumps(sheet.blocks)


def test_what_a_card_has_no_room_for_stays_behind_a_button_that_shows_all_of_it():
    long = tuple(Paragraph((Plain(f"{i} " + "word " * 180),)) for i in range(30))
    sheet = message_sheet(a_message(*long, article="BB-2026-11-24-001"), texts("es"))
    checked(sheet)
    (button,) = sheet.blocks[-1]["elements"]
    assert (button["text"]["text"], button["value"]) == ("La ficha completa", "/card BB-2026-11-24-001")


def test_pages_are_numbered_and_turned_by_buttons_and_the_last_asks_for_more():
    blocks = tuple(Paragraph((Plain(f"<{i}> " + "word " * 180),)) for i in range(40))
    sheets = reply_sheets(Reply(blocks=blocks, more="/latest page:2"), "/latest", texts("en"))
    assert len(sheets) > 2
    values = [[each["value"] for each in sheet.blocks[-1]["elements"]] for sheet in sheets]
    assert values[0] == [page_line(2, "/latest")]
    assert values[1] == [page_line(1, "/latest"), page_line(3, "/latest")]
    assert values[-1] == [page_line(len(sheets) - 1, "/latest"), "/latest page:2"]
    assert all(f"{n}/{len(sheets)}" in json.dumps(sheet.blocks) for n, sheet in enumerate(sheets, start=1))


def test_each_page_is_read_out_by_its_own_words():
    blocks = tuple(Paragraph((Plain(f"start{i} " + "word " * 190),)) for i in range(20))
    first, second, *_ = reply_sheets(Reply(blocks=blocks), "/latest", texts("en"))
    assert first.text.startswith("start0")
    assert second.text.startswith("start")
    assert "start0 " not in second.text


def test_a_line_too_long_for_a_button_is_kept_under_its_token():
    line = "/search " + "x" * 1995
    sheet = reply_sheets(Reply(blocks=(Buttons((Button("Again", line),)),)), "", texts("en"))[0]
    checked(sheet)
    assert sheet.blocks[0]["elements"][0]["value"] == f"{KEPT}{token(line)}"
    assert sheet.long_lines == (line,)


def test_a_long_table_is_cut_so_that_each_message_holds_one():
    rows = tuple(((Plain(str(i)),), (Plain("x"),)) for i in range(250))
    sheets = reply_sheets(Reply(blocks=(Table("", ("A", "B"), rows),)), "/figures", texts("en"))
    for sheet in sheets:
        checked(sheet)
    assert sum(len(block["rows"]) - 1 for sheet in sheets for block in sheet.blocks if block["type"] == "table") == 250


HOSTILE = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "<!channel> <@U1> <#C1> <!here|x> @everyone @here",
            "\u202eabc\u2066def",
            "Z̸̢̛̰a̵̡l̷̨g̸̢o̶̧" * 40,
            "*_~`>&lt;<https://x.example|y>",
            "\ud800 half a pair",
            "",
            " ",
            "\n\n",
            "x" * 5_000,
            "one two " * 12_500,
            "\U0001f600" * 3_000,
        ]
    ),
)
URLS = st.one_of(st.just("https://news.example/a"), HOSTILE, st.just("https://x.example/" + "y" * 4_000))
INLINES = st.one_of(
    *(st.builds(kind, HOSTILE) for kind in (Plain, Strong, Emphasis, Mark, Code)),
    st.builds(Link, HOSTILE, URLS),
    st.builds(Moment, st.just(NOW), HOSTILE),
)
LINES = st.lists(INLINES, max_size=4).map(tuple)


def _table(width):
    row = st.tuples(*([LINES] * width))
    return st.builds(Table, HOSTILE, st.tuples(*([HOSTILE] * width)), st.lists(row, max_size=4).map(tuple))


ANY = st.one_of(
    st.builds(Heading, LINES, st.integers(1, 3)),
    st.builds(Paragraph, LINES),
    st.builds(Context, LINES),
    st.builds(Bullets, st.lists(LINES, max_size=4).map(tuple)),
    st.builds(Quotation, HOSTILE, LINES, st.none() | URLS),
    st.integers(0, 25).flatmap(_table),
    st.just(Divider()),
    st.builds(Picture, st.just(b"x"), HOSTILE),
    st.builds(
        Chart,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        st.lists(st.tuples(HOSTILE, st.decimals(allow_nan=False, allow_infinity=False)), max_size=24).map(tuple),
        st.builds(Picture, st.just(b"x"), HOSTILE),
    ),
    st.builds(Buttons, st.lists(st.builds(Button, HOSTILE, HOSTILE), max_size=8).map(tuple)),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(ANY, max_size=8), HOSTILE, st.booleans())
@example([], "", True)
def test_any_text_fits_every_limit_and_mentions_nobody(blocks, summary, tables):
    sheets = reply_sheets(Reply(blocks=tuple(blocks), more="/x" * 900), "/line " * 300, texts("en"), tables=tables)
    sheets.append(message_sheet(a_message(*blocks, summary=summary, article="BB-1"), texts("es"), tables=tables))
    for sheet in sheets:
        checked(sheet, new_blocks=tables)
        json.dumps(payload(sheet), ensure_ascii=False).encode()


def _woken(value):
    if isinstance(value, dict):
        return ([value["usergroup_id"]] if value.get("type") == "usergroup" else []) + _woken(list(value.values()))
    return [found for each in value for found in _woken(each)] if isinstance(value, list) else []


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY, max_size=8), st.lists(st.from_regex(r"S[0-9A-Z]{8,10}", fullmatch=True), max_size=10, unique=True))
def test_a_message_mentions_the_user_groups_of_its_rules_and_nobody_that_its_words_name(blocks, groups):
    words = "<!subteam^S1> <!channel> <@U1> @here"
    said = a_message(Paragraph((Plain(words), Code(words))), *blocks, summary=words, mentions=tuple(groups), silent=False)
    sheet = message_sheet(said, texts("en"))
    checked(sheet)
    assert _woken(list(sheet.blocks)) == groups
    assert "<!" not in sheet.text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(*(st.builds(kind, LINES) for kind in (Paragraph, Context, Heading))), min_size=1, max_size=5))
def test_no_visible_character_is_lost_between_pages(blocks):
    sheets = reply_sheets(Reply(blocks=tuple(blocks)), "/x", texts("en"))
    pages = [[block for block in sheet.blocks if block["type"] == "rich_text"] for sheet in sheets]
    if len(sheets) > 1:
        for page in pages:
            page[-1] = {**page[-1], "elements": page[-1]["elements"][:-1]}  # “1/2”
    shown = "".join(word for page in pages for word in words_of(page))
    told = "".join(_shown(inline) for block in blocks for inline in block.line)
    assert "".join(shown.split()).removesuffix("" if told.strip() else "…") == "".join(told.split())


def _shown(inline):
    return (whole(inline.text[:1_000]) or inline.at.isoformat()) if isinstance(inline, Moment) else whole(inline.text)

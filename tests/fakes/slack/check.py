"""What Slack refuses, by its reference of Block Kit, messages and views; and what we never want to send: a mention."""

from __future__ import annotations

import re

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
CHARACTERS = 13_200
_MENTION = re.compile(r"<[@!#]")
_MENTIONING = {"user", "broadcast", "channel", "team"}
_STYLES = {"bold", "italic", "strike", "code"}


_IN_MESSAGES = {"actions", "context", "data_visualization", "divider", "header", "image", "rich_text", "section", "table"}


class Invalid(Exception):  # noqa: N818 - the name of an answer
    """Slack's answer to such a payload. `code`: as in its `error`."""

    def __init__(self, code, why):
        super().__init__(f"{code}: {why}")
        self.code = code
        self.why = why


def _must(true, why, code="invalid_blocks"):
    if not true:
        raise Invalid(code, why)


def message(payload, *, files=frozenset(), new_blocks=True):
    """Raises Invalid. `files`: ids of uploaded files; `new_blocks`: whether this workspace knows tables yet."""
    text, blocks = payload.get("text"), payload.get("blocks")
    _must(bool(text), "what is read out is missing", "no_text")
    _must(isinstance(text, str) and len(text) <= 40_000, "text too long", "msg_too_long")
    _must(not _MENTION.search(text), "a mention in the text", "mention")
    _must("link_names" not in payload and "parse" not in payload, "names must not be linked", "mention")
    if blocks is None:
        return
    _must(isinstance(blocks, list) and 0 < len(blocks) <= MESSAGE_BLOCKS, f"{len(blocks)} blocks")
    tables = [block for block in blocks if block["type"] == "table"]
    _must(len(tables) <= 1, "only one table", "only_one_table_allowed")
    charts = [block for block in blocks if block["type"] == "data_visualization"]
    _must(len(charts) <= 2, "more than two charts")
    _must(new_blocks or not tables, "no tables here")
    _must(new_blocks or not charts, "no charts here")
    _must(characters(blocks) <= CHARACTERS, f"{characters(blocks)} characters", "msg_blocks_too_long")
    _blocks(blocks, _IN_MESSAGES, files)


def view(told, kind, *, files=frozenset()):
    _must(told.get("type") == kind, f"a {kind}", "invalid_arguments")
    _must(len(told.get("callback_id", "")) <= 255, "callback_id", "invalid_arguments")
    _must(len(told.get("private_metadata", "")) <= 3_000, "private_metadata", "invalid_arguments")
    blocks = told["blocks"]
    _must(len(blocks) <= VIEW_BLOCKS, f"{len(blocks)} blocks", "invalid_arguments")
    _blocks(blocks, {"actions", "context", "divider", "header", "image", "input", "rich_text", "section"}, files)
    if kind == "modal":
        _plain(told["title"], 24)
        _must(bool(blocks), "an empty modal")
        for name in ("submit", "close"):
            if name in told:
                _plain(told[name], 24)
        _must("submit" in told or all(block["type"] != "input" for block in blocks), "inputs need submit", "invalid_arguments")


def characters(value):
    """Of all texts, addresses and values."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(characters(each) for name, each in value.items() if name != "type")
    return sum(map(characters, value)) if isinstance(value, list) else 0


def _blocks(blocks, known, files):
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    _must(len(ids) == len(set(ids)), "block_id twice")
    for block in blocks:
        _must(block["type"] in known, f"{block['type']} is no block here")
        _must(len(block.get("block_id", "")) <= 255, "block_id")
        _BLOCKS[block["type"]](block, files)


def _plain(told, most, least=1):
    _must(set(told) <= {"type", "text", "emoji"} and told["type"] == "plain_text", f"plain_text {told}")
    _must(least <= len(told["text"]) <= most, f"{len(told['text'])} characters of {most}: {told['text'][:30]!r}")


def _text(told, most):
    if told["type"] == "plain_text":
        _plain(told, most)
    else:
        _must(told["type"] == "mrkdwn" and 1 <= len(told["text"]) <= most, "mrkdwn")
        _must(not _MENTION.search(told["text"]), "a mention", "mention")


def _section(block, _files):
    _text(block["text"], 3_000)


def _header(block, _files):
    _plain(block["text"], 150)


def _divider(block, _files):
    _must(set(block) <= {"type", "block_id"}, "divider")


def _context(block, files):
    _must(1 <= len(block["elements"]) <= 10, "context elements")
    for each in block["elements"]:
        _image(each, files) if each["type"] == "image" else _text(each, 3_000)


def _image(block, files):
    _must(1 <= len(block["alt_text"]) <= 2_000, "alt_text")
    if "slack_file" in block:
        _must(block["slack_file"]["id"] in files, "no such file")
    else:
        _must(block["image_url"].startswith("https://") and len(block["image_url"]) <= 3_000, "image_url")


def _actions(block, _files):
    elements = block["elements"]
    _must(1 <= len(elements) <= 25, "elements")
    ids = [each["action_id"] for each in elements]
    _must(len(ids) == len(set(ids)) and all(1 <= len(one) <= 255 for one in ids), f"action_id {ids}")
    for each in elements:
        _must(each["type"] == "button", each["type"])
        _plain(each["text"], 75)
        _must(1 <= len(each.get("value", "x")) <= 2_000, "value")
        _must(len(each.get("url", "")) <= 3_000, "url")


def _input(block, _files):
    _plain(block["label"], 2_000)
    if "hint" in block:
        _plain(block["hint"], 2_000)
    element = block["element"]
    _must(1 <= len(element["action_id"]) <= 255, "action_id")
    if element["type"] in {"static_select", "multi_static_select"}:
        _must(bool(element["options"]), "options")
        options(element["options"])
    elif element["type"] in {"external_select", "multi_external_select"}:
        _must(set(element) <= {"type", "action_id", "min_query_length", "placeholder"}, "external_select")
        _must(0 <= element["min_query_length"] <= 3, "min_query_length")
    else:
        _must(element["type"] == "plain_text_input", element["type"])
        _must(len(element.get("initial_value", "")) <= 3_000, "initial_value")


def options(told):
    _must(len(told) <= 100, "options")
    _must(all(set(option) == {"text", "value"} and 1 <= len(option["value"]) <= 150 for option in told), "value")
    for option in told:
        _plain(option["text"], 75)


def _rich_text(block, _files):
    _must(bool(block["elements"]), "empty rich text")
    for each in block["elements"]:
        if each["type"] == "rich_text_list":
            _must(each["style"] in {"bullet", "ordered"} and bool(each["elements"]), "list")
            for item in each["elements"]:
                _must(item["type"] == "rich_text_section", "item")
                _run(item)
        else:
            _must(each["type"] in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}, each["type"])
            _run(each)


def _run(told):
    _must(bool(told["elements"]), "nothing in it")
    for each in told["elements"]:
        kind = each["type"]
        _must(kind not in _MENTIONING, "a mention", "mention")
        _must(set(each.get("style", {})) <= _STYLES, "style")
        if kind == "text":
            _must(set(each) <= {"type", "text", "style"} and bool(each["text"]), "text")
        elif kind == "link":
            _must(bool(each["text"]) and re.match(r"https?://", each["url"]) is not None and len(each["url"]) <= 3_000, "link")
        elif kind == "usergroup":
            _must(set(each) == {"type", "usergroup_id"} and re.fullmatch(r"S[0-9A-Z]+", each["usergroup_id"]), "user group")
        else:
            _must(kind == "date", kind)
            _must(isinstance(each["timestamp"], int) and bool(each["format"]) and bool(each["fallback"]), "date")


def _table(block, files):
    rows = block["rows"]
    _must(1 <= len(rows) <= 100, f"{len(rows)} rows")
    _must(len({len(row) for row in rows}) == 1 and 1 <= len(rows[0]) <= 20, "columns")
    for row in rows:
        for cell in row:
            if cell["type"] == "raw_text":
                _must(bool(cell["text"]), "an empty cell")
            else:
                _must(cell["type"] == "rich_text", cell["type"])
                _rich_text(cell, files)


def _chart(block, _files):
    _must(set(block) <= {"type", "title", "chart", "block_id"} and 1 <= len(block["title"]) <= 50, "title")
    chart = block["chart"]
    _must(set(chart) == {"type", "series", "axis_config"} and chart["type"] in {"line", "bar", "area"}, "chart")
    axes = chart["axis_config"]
    _must(set(axes) <= {"categories", "x_label", "y_label"}, "axis_config")
    _must(all(1 <= len(axes[name]) <= 50 for name in ("x_label", "y_label") if name in axes), "axis label")
    categories = axes["categories"]
    _must(1 <= len(categories) <= 20 and all(1 <= len(one) <= 20 for one in categories), "categories")
    _must(len(categories) == len(set(categories)), "a category twice")
    names = [series["name"] for series in chart["series"]]
    _must(1 <= len(names) <= 6 and all(1 <= len(one) <= 20 for one in names) and len(names) == len(set(names)), "series")
    for series in chart["series"]:
        _must([point["label"] for point in series["data"]] == categories, "a value for each category")
        _must(all(type(point["value"]) in {int, float} for point in series["data"]), "numbers")


_BLOCKS = {
    "actions": _actions,
    "context": _context,
    "data_visualization": _chart,
    "divider": _divider,
    "header": _header,
    "image": _image,
    "input": _input,
    "rich_text": _rich_text,
    "section": _section,
    "table": _table,
}

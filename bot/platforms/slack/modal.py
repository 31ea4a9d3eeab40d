"""A form as Slack's modal: a label, a hint and a field for each option."""

from __future__ import annotations

import json
from typing import Any

from bot.commands.forms import Field, Form, title_of
from bot.languages.texts import Texts
from bot.platforms.slack import limits
from bot.platforms.slack.parts import KEPT, token

FORM = "form"

_BESIDE = 200
"""Characters of a form's metadata beside its line."""


def modal(form: Form, say: Texts, *, channel: str) -> dict[str, Any]:
    """`channel`: where its answer is to be read. A line for which `is_long` is carried by its token."""
    line = f"{KEPT}{token(form.line)}" if is_long(form.line) else form.line
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": _plain(title_of(form, limits.TITLE, say), limits.TITLE),
        "submit": _plain(say.say("slack.submit"), limits.TITLE),
        "close": _plain(say.say("slack.cancel"), limits.TITLE),
        "private_metadata": json.dumps({"line": line, "channel": channel}),
        "blocks": [_input(field) for field in form.fields],
    }


def is_long(line: str) -> bool:
    """Whether the store has to keep the line while its form is open: Slack counts it as JSON."""
    return len(json.dumps(line)) > limits.METADATA - _BESIDE


def _input(field: Field) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": field.option.name,
        "optional": not field.required,
        "label": _plain(field.label, limits.LABEL),
        "hint": _plain(field.hint, limits.LABEL),
        "element": _element(field),
    }


def _element(field: Field) -> dict[str, Any]:
    options = [
        {"text": _plain(choice.label or choice.value, limits.OPTION_TEXT), "value": choice.value}
        for choice in field.choices[: limits.OPTIONS]
        if 0 < len(choice.value) <= limits.OPTION_VALUE
    ]
    if not options:
        return {"type": "plain_text_input", "action_id": field.option.name, "multiline": field.long}
    return {"type": "static_select", "action_id": field.option.name, "options": options}


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": text if len(text) <= most else f"{text[: most - 1].rstrip()}…", "emoji": False}

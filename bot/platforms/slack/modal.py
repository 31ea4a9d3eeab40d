"""A form as Slack's modal: a label, a hint and a field for each option."""

from __future__ import annotations

import json
from typing import Any

from bot.commands.forms import Field, Form
from bot.languages.texts import Texts
from bot.platforms.slack import limits

FORM = "form"


def modal(form: Form, say: Texts, *, channel: str) -> dict[str, Any]:
    """`channel`: where its answer is to be read."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": _plain(form.title, limits.TITLE),
        "submit": _plain(say.say("slack.submit"), limits.TITLE),
        "close": _plain(say.say("slack.cancel"), limits.TITLE),
        "private_metadata": json.dumps({"line": form.line, "channel": channel}),
        "blocks": [_input(field) for field in form.fields],
    }


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
    if not field.choices:
        return {"type": "plain_text_input", "action_id": field.option.name, "multiline": field.long}
    options = [
        {"text": _plain(choice.label or choice.value, limits.OPTION_TEXT), "value": choice.value}
        for choice in field.choices[: limits.OPTIONS]
        if len(choice.value) <= limits.OPTION_VALUE
    ]
    return {"type": "static_select", "action_id": field.option.name, "options": options}


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": text if len(text) <= most else f"{text[: most - 1].rstrip()}…", "emoji": False}

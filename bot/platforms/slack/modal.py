"""A form as Slack's modal: a label, a hint and a field for each option. What an option suggests is offered as one types."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.commands.command import Choice
from bot.commands.forms import Field, Form, hint_of, title_of
from bot.commands.suggest import MOST
from bot.languages.texts import Texts
from bot.platforms.slack import limits
from bot.platforms.slack.parts import KEPT, token
from bot.platforms.slack.rich import whole

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
        "blocks": [_input(field, say) for field in form.fields],
    }


def is_long(line: str) -> bool:
    """Whether the store has to keep the line while its form is open: Slack counts it as JSON."""
    return len(json.dumps(line)) > limits.METADATA - _BESIDE


def _input(field: Field, say: Texts) -> dict[str, Any]:
    element = _element(field)
    typed = element["type"] == "plain_text_input"
    return {
        "type": "input",
        "block_id": field.option.name,
        "optional": not field.required,
        "label": _plain(field.label, limits.LABEL),
        "hint": _plain(hint_of(field, limits.LABEL, say) if typed else field.hint, limits.LABEL),
        "element": element,
    }


def offered(choices: Sequence[Choice], typed: str, *, strict: bool) -> list[dict[str, Any]]:
    """What a field of a form offers for what has been typed; where other values are taken too, that itself."""
    known = [] if strict or any(choice.value == typed for choice in choices) else [Choice(typed, typed)]
    return _options(list({choice.value: choice for choice in (*known, *choices)}.values()))


def _element(field: Field) -> dict[str, Any]:
    name = field.option.name
    options = _options(field.choices)
    several = "multi_" if field.many else ""
    if _is_asked_for(field):
        return {"type": f"{several}external_select", "action_id": name, "min_query_length": 0}
    if options:
        return {"type": f"{several}static_select", "action_id": name, "options": options}
    return {"type": "plain_text_input", "action_id": name, "multiline": field.long or field.many}


def _is_asked_for(field: Field) -> bool:
    """Whether more may be suggested than the form lists: all but a short list of the only values there are."""
    if field.option.source is None or field.long:
        return False
    return not field.option.strict or len(field.choices) >= MOST


def _options(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    return [
        {"text": _plain(whole(choice.label or choice.value).strip() or "…", limits.OPTION_TEXT), "value": choice.value}
        for choice in choices[: limits.OPTIONS]
        if 0 < len(choice.value) <= limits.OPTION_VALUE
    ]


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": text if len(text) <= most else f"{text[: most - 1].rstrip()}…", "emoji": False}

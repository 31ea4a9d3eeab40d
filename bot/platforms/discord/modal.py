"""A form as Discord's modal: a label, a hint and a field for each option."""

from __future__ import annotations

import discord
from discord import ui

from bot.commands.forms import Field, Form, hint_of, title_of
from bot.languages.texts import Texts
from bot.platforms.discord import limits
from bot.platforms.discord.render import KEPT, token

FORM = "form:"
_LONGEST_ANSWER = 1_000


Modal = ui.Modal


def modal(form: Form, say: Texts) -> tuple[Modal, tuple[str, ...]]:
    """The modal, and the line that it completes where that is too long to be carried and has to be kept."""
    name = f"{FORM}{form.line}"
    long = () if len(name) <= limits.CUSTOM_ID else (form.line,)
    shown = ui.Modal(
        title=title_of(form, limits.MODAL_TITLE, say),
        custom_id=f"{FORM}{KEPT}{token(form.line)}" if long else name,
        timeout=None,
    )
    for field in form.fields:
        component = _component(field, say)
        typed = isinstance(component, ui.TextInput)
        hint = hint_of(field, limits.MODAL_HINT, say) if typed else _cut(field.hint, limits.MODAL_HINT)
        shown.add_item(ui.Label(text=_cut(field.label, limits.MODAL_LABEL), description=hint, component=component))
    shown.stop()
    return shown, long


def _component(field: Field, say: Texts) -> ui.Item[ui.Modal]:
    if 0 < len(field.choices) <= limits.CHOICES and all(len(choice.value) <= limits.CHOICE_VALUE for choice in field.choices):
        options = [
            discord.SelectOption(label=_cut(choice.label or choice.value, limits.CHOICE_NAME), value=choice.value)
            for choice in field.choices
        ]
        placeholder = say.say("discord.choose")
        return ui.Select(
            custom_id=field.option.name,
            options=options,
            required=field.required,
            min_values=int(field.required),
            max_values=len(options) if field.many else 1,
            placeholder=placeholder,
        )
    style = discord.TextStyle.paragraph if field.long or field.many else discord.TextStyle.short
    return ui.TextInput(custom_id=field.option.name, style=style, required=field.required, max_length=_LONGEST_ANSWER)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

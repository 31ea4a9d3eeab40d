"""Command lines as they are typed on Discord and Slack, and the titles of forms."""

from __future__ import annotations

import pytest

from bot.commands import all_commands
from bot.commands.forms import Form, title_of
from bot.commands.typed import as_typed
from bot.languages import available, texts


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("/undo 3", "/briefadmin undo 3"),
        ("/deshacer 3", "/briefadmin deshacer 3"),
        ("/feeds list", "/brief feeds list"),
        ("/channels set <channel> [topic:…]", "/briefadmin channels set <channel> [topic:…]"),
        ("/cifras homicidios", "/brief cifras homicidios"),
        ("/brief latest", "/brief latest"),
        ("/follow topic:arms", "/follow topic:arms"),
        ("/unknown", "/unknown"),
        ("/", "/"),
        ("BB-2026-11-24-001", "BB-2026-11-24-001"),
    ],
)
def test_a_line_is_shown_as_it_is_typed_on_a_chat_platform(told, typed):
    assert as_typed(told) == typed


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("most", [24, 45])
def test_every_forms_title_fits_without_being_cut_within_a_word(most, code):
    say = texts(code)
    for command in all_commands().values():
        summary = command.summary(say)
        title = title_of(Form(line="", command=command, title=summary, fields=()), most, say)
        assert 0 < len(title) <= most
        assert summary.startswith(title) or title.casefold() == command.local_name(say).casefold()
        assert "…" not in title

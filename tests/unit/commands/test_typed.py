"""Command lines as they are typed on Discord and Slack, and the titles of forms."""

from __future__ import annotations

import pytest

from bot.commands import all_commands
from bot.commands.forms import Form, title_of
from bot.commands.naming import language_of
from bot.commands.typed import as_typed, with_calls
from bot.languages import available, texts
from bot.model.chat import Code, Plain


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


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("Type /help and a command.", (Plain("Type "), Code("/help"), Plain(" and a command."))),
        ("Escriba /ayuda y un comando.", (Plain("Escriba "), Code("/ayuda"), Plain(" y un comando."))),
        ("See /feeds list.", (Plain("See "), Code("/feeds list"), Plain("."))),
        ("One and/or the other, 12/help", (Plain("One and/or the other, 12/help"),)),
        ("/unknown stays", (Plain("/unknown stays"),)),
    ],
)
def test_commands_that_a_sentence_names_are_set_as_such(sentence, line):
    assert with_calls(sentence) == line


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("/cifras homicidios", "es"),
        ("/brief cifras homicidios", "es"),
        ("/figures homicidios desde:2024", "es"),
        ("/figures homicides since:2024", None),
        ("/latest", None),
        ("/nothing", None),
        ("", None),
    ],
)
def test_a_line_is_in_the_language_of_its_names(line, code):
    assert language_of(line, all_commands(), texts("en")) == code

"""Command lines as they are typed on Discord and Slack, and the titles of forms."""

from __future__ import annotations

import re

import pytest

from bot.commands import all_commands
from bot.commands.forms import Form, title_of
from bot.commands.naming import language_of
from bot.commands.typed import as_typed
from bot.languages import available, texts
from bot.layout.calls import with_calls
from bot.model.chat import Code, Plain


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("/saved list", "/brief saved list"),
        ("/undo 3", "/briefadmin undo 3"),
        ("/deshacer 3", "/briefadmin deshacer 3"),
        ("/feeds list", "/brief feeds list"),
        ("/channels set <channel> [topic:…]", "/briefadmin channels set <channel> [topic:…]"),
        ("/cifras homicidios", "/brief cifras homicidios"),
        ("/brief latest", "/brief latest"),
        ("/unknown", "/unknown"),
        ("/", "/"),
        ("BB-2026-11-24-001", "BB-2026-11-24-001"),
    ],
)
def test_a_line_is_shown_as_it_is_typed_on_a_chat_platform(told, typed):
    assert as_typed(told, short=True) == typed
    assert as_typed(told, short=False) == typed


@pytest.mark.parametrize(
    ("told", "whole", "in_short"),
    [
        ("/follow topic:arms", "/brief follows add topic:arms", "/brief follow topic:arms"),
        ("/seguir tema:armas", "/brief seguidos agregar tema:armas", "/brief seguir tema:armas"),
        ("/settings", "/briefadmin settings list", "/briefadmin settings"),
    ],
)
def test_a_short_name_is_shown_only_where_it_is_taken(told, whole, in_short):
    assert as_typed(told, short=False) == whole
    assert as_typed(told, short=True) == in_short


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
        ("As in: /follows add topic:homicides.", (Plain("As in: "), Code("/follows add topic:homicides"), Plain("."))),
        (
            "/timeline topic:homicides since:yesterday; so",
            (Code("/timeline topic:homicides since:yesterday"), Plain("; so")),
        ),
        ("/story ST-2026-11-24-003 shows it.", (Code("/story ST-2026-11-24-003"), Plain(" shows it."))),
        ("Ask by /follow.", (Plain("Ask by "), Code("/follow"), Plain("."))),
        ("One and/or the other, 12/help", (Plain("One and/or the other, 12/help"),)),
        ("/unknown stays", (Plain("/unknown stays"),)),
    ],
)
def test_commands_that_a_sentence_names_are_set_as_such(sentence, line):
    assert with_calls(sentence) == line


@pytest.mark.parametrize("code", available())
def test_every_command_that_our_errors_and_replies_name_is_shown_as_it_is_typed(code):
    say, met = texts(code), 0
    for key in sorted(say.keys()):
        told = say.find(key)
        if key.partition(".")[0] not in {"errors", "replies", "layout", "outbox"} or not isinstance(told, str):
            continue
        for inline in with_calls(told):
            if isinstance(inline, Code):
                met += 1
                assert as_typed(inline.text, short=False).startswith("/brief"), key
            else:
                assert not re.search(r"(?<![\w\"“«{.:}/’'])/[^\W\d_]", inline.text), key
    assert met > 20


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

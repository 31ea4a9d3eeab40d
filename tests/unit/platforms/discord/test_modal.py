"""A form for every command, in every language, within Discord's limits."""

from __future__ import annotations

import pytest

from bot.commands import all_commands
from bot.commands.command import Choice
from bot.commands.forms import Field, Form, form
from bot.languages import available, texts
from bot.platforms.discord.modal import modal
from bot.store import open_store
from tests.fakes.asking import NOW, an_ask
from tests.fakes.discord import limits, schema


@pytest.fixture
async def store(tmp_path):
    store = await open_store(tmp_path, now=NOW)
    yield store
    await store.close()


def complaints(shown):
    payload = shown.to_dict()
    path = "/interactions/{interaction_id}/{interaction_token}/callback"
    return [*limits.of_modal(payload), *schema.complaints("POST", path, {"type": 9, "data": payload})]


@pytest.mark.parametrize("code", available())
async def test_every_command_that_may_lack_something_can_be_asked_for(code, store):
    ask = an_ask(store, language=code)
    for command in all_commands().values():
        if any(option.required for option in command.options):
            shown, long = modal(await form(f"/{command.name}", all_commands(), ask, most=5), texts(code))
            assert complaints(shown) == [], command.name
            assert long == ()
            assert shown.is_finished(), "nobody waits for it"


def a_form(*choices, line="/feeds add", option="lang", **more):
    command = all_commands()[" ".join(line.removeprefix("/").split()[:2])]
    option = command.option(option)
    field = Field(option=option, label="l" * 60, hint="h" * 200, required=False, choices=choices, **more)
    return Form(line=line, command=command, title="t" * 80, fields=(field,))


def component(shown):
    return shown.to_dict()["components"][0]["component"]


def test_few_choices_are_a_menu():
    shown, _ = modal(a_form(Choice("es", "Spanish"), Choice("en", "x" * 120)), texts("en"))
    assert complaints(shown) == []
    assert [option["value"] for option in component(shown)["options"]] == ["es", "en"]
    assert (component(shown)["required"], component(shown)["min_values"]) == (False, 0)


@pytest.mark.parametrize("choices", [[Choice(str(n), str(n)) for n in range(26)], [Choice("v" * 101, "long")], []])
def test_what_no_menu_takes_is_typed(choices):
    shown, _ = modal(a_form(*choices), texts("en"))
    assert complaints(shown) == []
    assert component(shown)["type"] == limits.INPUT


def test_of_an_option_that_takes_several_values_several_are_chosen():
    shown, _ = modal(
        a_form(Choice("arms", ""), Choice("drugs", ""), line="/channels set", option="topic", many=True), texts("en")
    )
    assert complaints(shown) == []
    assert (component(shown)["min_values"], component(shown)["max_values"]) == (0, 2)


@pytest.mark.parametrize("code", available())
def test_several_values_that_are_typed_stand_one_a_line_and_the_hint_says_so(code):
    shown, _ = modal(a_form(line="/channels set", option="mentions", many=True), texts(code))
    assert complaints(shown) == []
    assert component(shown)["style"] == 2
    assert shown.to_dict()["components"][0]["description"].endswith(f"… {texts(code).say('replies.one_a_line')}")


def test_a_long_line_is_kept():
    line = "/feeds add outlet:" + "x" * 120
    shown, long = modal(a_form(line=line), texts("en"))
    assert complaints(shown) == []
    assert long == (line,)
    assert shown.custom_id.startswith("form:kept:")

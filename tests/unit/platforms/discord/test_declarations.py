"""What Discord is told of the commands: within its limits, in every language, and told again only when it has changed."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from bot.commands import all_commands
from bot.languages import available, texts
from bot.platforms.discord.declare import LOCALES, MENUS, application_commands, characters, fitted, menu_key
from bot.platforms.discord.sync import differs
from tests.fakes.discord import limits, schema

DECLARED = application_commands(all_commands())


def test_the_declaration_keeps_every_limit():
    assert list(limits.of_commands(DECLARED)) == []
    assert schema.complaints("PUT", "/applications/{application_id}/commands", DECLARED) == []


@pytest.mark.parametrize("root", DECLARED[:2], ids=lambda root: root["name"])
def test_a_command_that_would_be_too_long_says_less_of_its_options_and_nothing_else_is_lost(root):
    whole = characters(root)
    assert fitted(root, whole) == root
    cut = fitted(root, whole - 500)
    assert whole - 700 < characters(cut) <= whole - 500
    assert schema.complaints("PUT", "/applications/{application_id}/commands", [cut]) == []

    def bare(one):
        told = {name: value for name, value in one.items() if not ("required" in one and name.startswith("description"))}
        return told | ({"options": [bare(each) for each in one["options"]]} if "options" in one else {})

    assert bare(cut) == bare(root)


def test_every_command_stands_in_it_once():
    told = []
    for root in DECLARED[:2]:
        for one in root["options"]:
            told += [f"{one['name']} {member['name']}" for member in one["options"]] if one["type"] == 2 else [one["name"]]
    assert sorted(told) == sorted(all_commands())


def test_every_option_of_every_command_stands_in_it():
    for command in all_commands().values():
        told = {option["name"]: option for option in leaf(DECLARED, command.name)["options"]}
        assert told.keys() == {option.name for option in command.options}, command.name
        for option in command.options:
            assert told[option.name]["required"] == option.required
            assert told[option.name].get("autocomplete", False) == (option.source is not None)
            assert [choice["value"] for choice in told[option.name].get("choices", [])] == list(option.choices)


def test_commands_are_called_so_in_every_language():
    for command in all_commands().values():
        told = leaf(DECLARED, command.name)
        for code in available():
            called = {told["name_localizations"].get(locale, told["name"]) for locale in LOCALES[code]}
            assert called == {command.local_name(texts(code)).rpartition(" ")[2]}


def test_a_group_is_called_the_same_by_all_of_its_commands():
    for code in available():
        groups: dict[str, set[str]] = {}
        for command in all_commands().values():
            if " " in command.name:
                head = command.local_name(texts(code)).partition(" ")[0]
                groups.setdefault(command.name.partition(" ")[0], set()).add(head)
        assert {len(heads) for heads in groups.values()} == {1}


def test_only_administrators_are_shown_what_changes_the_desk():
    readers, admins, *menus = DECLARED
    assert (admins["name"], admins["default_member_permissions"]) == ("briefadmin", 1 << 5)
    assert admins["integration_types"] == [0], "nobody brings the desk's administration along to another server"
    assert readers["integration_types"] == [0, 1]
    assert [menu["type"] for menu in menus] == [3] * len(MENUS)


def test_a_menu_is_known_by_its_name_in_any_language():
    for code in available():
        for key in MENUS:
            assert menu_key(texts(code).say(f"discord.menus.{key}")) == key
    assert menu_key("Something else") is None


def leaf(declared, name):
    for root in declared[:2]:
        holder = root
        for word in name.split(" "):
            holder = next((one for one in holder["options"] if one["name"] == word), {"options": []})
        if "name" in holder:
            return holder
    raise AssertionError(name)


def as_discord_gives_it_back(declared):
    """With what Discord adds, without what says nothing, in another order, permissions as a string."""
    kept = json.loads(json.dumps(declared))
    for number, command in enumerate(kept):
        command |= {"id": str(number), "application_id": "1", "version": "2", "nsfw": False, "dm_permission": True}
        command.setdefault("description", "")
        permissions = command.get("default_member_permissions")
        command["default_member_permissions"] = None if permissions is None else str(permissions)
    strip(kept)
    return kept[::-1]


def strip(value):
    if isinstance(value, dict):
        for name in [name for name, each in value.items() if name == "required" and each is False]:
            del value[name]
        for each in value.values():
            strip(each)
    elif isinstance(value, list):
        for each in value:
            strip(each)


def test_what_discord_knows_already_is_no_difference():
    assert not differs(DECLARED, as_discord_gives_it_back(DECLARED))


def rename(commands):
    commands[0]["options"][0]["name"] = "another"


def translate(commands):
    commands[0]["options"][0]["name_localizations"]["es-ES"] = "otro"


def describe(commands):
    commands[1]["description"] = "Something else"


def bound(commands):
    leaf(commands, "latest")["options"][-1]["max_value"] = 7


def unbind(commands):
    leaf(commands, "latest")["options"][-1].pop("max_value")


def permit(commands):
    commands[1]["default_member_permissions"] = None


def turn_round(commands):
    leaf(commands, "latest")["options"].reverse()


def drop(commands):
    commands.pop()


@pytest.mark.parametrize("change", [rename, translate, describe, bound, unbind, permit, turn_round, drop])
def test_any_change_of_the_declaration_is_a_difference(change):
    wanted = deepcopy(DECLARED)
    change(wanted)
    assert differs(wanted, as_discord_gives_it_back(DECLARED))
    assert differs(DECLARED, as_discord_gives_it_back(wanted))


def test_where_discord_knows_nothing_everything_is_told():
    assert differs(DECLARED, [])

"""Every command, held against what the platforms and the two languages ask of a declaration."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal

import pytest

from bot.commands import all_commands, reference
from bot.commands.ask import Ask
from bot.commands.command import Kind, OneOf, Rest, When, Within, command
from bot.commands.parse import parse, split_command
from bot.commands.tokens import tokens
from bot.languages import available, texts
from bot.layout.text import plain
from bot.model.chat import Reply

COMMANDS = list(all_commands().values())
# Discord: a name is 1–32 letters, digits, `-` and `_`, lower case; a description 1–100 characters; 25 options and 25 choices.
NAME = re.compile(r"[-_\w]{1,32}")
LONGEST, MOST = 100, 25

each = pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name)
in_each_language = pytest.mark.parametrize("code", available())


def test_the_first_set_is_there():
    assert {
        "help",
        "latest",
        "search",
        "card",
        "quotes",
        "figures",
        "feeds list",
        "feeds test",
        "feeds add",
        "feeds pause",
        "feeds remove",
        "channels list",
        "status",
    } <= set(all_commands())


@in_each_language
def test_names_are_unique_in_each_language_and_groups_stay_groups(code):
    names = [one.local_name(texts(code)) for one in COMMANDS]
    assert len(set(names)) == len(names)
    groups = {(one.name.split()[0], name.split()[0]) for one, name in zip(COMMANDS, names, strict=True) if " " in one.name}
    assert len({own for own, _ in groups}) == len(groups) == len({local for _, local in groups})


SHORT = {
    "follows add": ("/follow", "/seguir"),
    "follows list": ("/follows", "/seguidos"),
    "follows remove": ("/unfollow", "/dejar"),
    "saved add": ("/save", "/guardar"),
    "saved list": ("/saved", "/guardadas"),
    "saved remove": ("/unsave", "/soltar"),
    "settings list": ("/settings", "/ajustes"),
}


@in_each_language
def test_a_short_name_calls_its_command_and_no_other(code):
    assert {one.name for one in COMMANDS if one.short} == SHORT.keys()
    for name, lines in SHORT.items():
        command = all_commands()[name]
        for typed in (*lines, f"/{command.name}", f"/{command.local_name(texts(code))}", f"/brief {lines[0][1:]}"):
            found, left = split_command(typed, tokens(typed), all_commands(), texts(code))
            assert (found, list(left)) == (command, []), typed
    own = {name for one in COMMANDS for name in (one.name, one.local_name(texts(code)))}
    assert not own & {one.local_short(texts(code)) for one in COMMANDS if one.short}


def test_each_short_name_is_told_by_its_page_and_the_table():
    table = reference.table(COMMANDS, texts("en"))
    assert "| `/saved add <id>` or `/save` |" in table
    assert "In short: /save" in plain(reference.page(all_commands()["saved add"], texts("en")))
    assert "En breve: /guardar" in plain(reference.page(all_commands()["saved add"], texts("es")))
    told = {one["name"]: one["short"] for one in reference.commands_json()}
    assert (told["saved add"], told["latest"]) == ({"en": "save", "es": "guardar"}, None)


def test_everybodys_commands_leave_room_on_discord_for_more():
    assert len({one.name.partition(" ")[0] for one in COMMANDS if one.needs == "reader"}) <= MOST - 1


@each
@in_each_language
def test_texts_fit_both_platforms(one, code):
    say = texts(code)
    own = say.keys()
    assert {f"{one.key}.{part}" for part in ("name", "summary", "example")} <= own
    assert len(one.local_name(say).split()) == len(one.name.split()) <= 2
    for word in (*one.name.split(), *one.local_name(say).split()):
        assert NAME.fullmatch(word)
        assert word == word.lower()
    assert 1 <= len(one.summary(say)) <= LONGEST
    assert len(one.options) <= MOST
    for option in one.options:
        assert f"options.{option.name}.name" in own
        for name in (option.name, one.option_name(option, say)):
            assert NAME.fullmatch(name)
            assert name == name.lower()
        assert 1 <= len(one.option_summary(option, say)) <= LONGEST
        assert len(option.choices) <= MOST
    names = [one.option_name(option, say) for option in one.options]
    assert len(set(names)) == len(names)


@each
@in_each_language
def test_the_example_is_a_call_of_the_command(one, code):
    assert parse(reference.example(one, texts(code)), all_commands(), texts(code)).command is one


@each
def test_required_options_come_first_as_discord_wants_them(one):
    required = [option.required for option in one.options]
    assert required == sorted(required, reverse=True)


@each
def test_at_most_one_option_takes_the_rest(one):
    assert sum(option.rest for option in one.options) <= 1


def test_what_changes_something_is_for_admins():
    assert {one.name for one in COMMANDS if one.needs == "admin"} >= {"feeds add", "feeds pause", "feeds remove", "feeds test"}


# ── reading a signature ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def nobody(_ask, _typed):
    return []


async def two_words(
    ask: Ask,
    *,
    needed: str,
    words: Annotated[str, Rest()] = "",
    since: When | None = None,
    limit: Annotated[int, Within(1, 50)] = 10,
    kind: Literal["a", "b"] = "a",
    on: bool = False,
    many: Annotated[tuple[str, ...], OneOf(nobody)] = (),
) -> Reply:
    return Reply(blocks=())


def test_a_signature_is_a_declaration():
    read = command(needs="admin")(two_words)
    assert (read.name, read.key, read.needs, read.handler) == ("two words", "commands.two-words", "admin", two_words)
    kinds = [Kind.TEXT, Kind.TEXT, Kind.TIME, Kind.INTEGER, Kind.CHOICE, Kind.FLAG, Kind.TEXT]
    assert [option.kind for option in read.options] == kinds
    assert [option.required for option in read.options] == [True] + [False] * 6
    limit, kind, many = (read.option(name) for name in ("limit", "kind", "many"))
    assert (limit.within, limit.default) == (Within(1, 50), 10)
    assert kind.choices == ("a", "b")
    assert (many.many, many.strict, many.source) == (True, True, nobody)
    assert [option.name for option in read.options if option.rest] == ["words"]


def test_a_parameter_that_no_platform_could_offer_is_refused():
    async def wrong(ask: Ask, *, when: dict) -> Reply:
        return Reply(blocks=())

    with pytest.raises(TypeError, match="when"):
        command(wrong)


# ── what the declarations say of themselves ──────────────────────────────────────────────────────────────────────────────────


def test_the_declarations_are_json():
    told = reference.commands_json()
    assert json.loads(json.dumps(told)) == told
    assert [one["name"] for one in told] == list(all_commands())
    figures = next(one for one in told if one["name"] == "figures")
    assert figures["names"] == {"en": "figures", "es": "cifras"}
    limit = next(option for option in figures["options"] if option["name"] == "limit")
    assert (limit["kind"], limit["min"], limit["max"], limit["default"]) == ("integer", 1, 50, 10)


def test_the_table_has_a_row_for_every_command():
    lines = reference.table(COMMANDS, texts("en")).splitlines()
    assert len(lines) == len(COMMANDS) + 2
    assert all(line.startswith(("| ", "|---")) for line in lines)
    assert any(line.startswith("| `/card <id> [part:…]` | One card, whole or one part of it | everybody |") for line in lines)

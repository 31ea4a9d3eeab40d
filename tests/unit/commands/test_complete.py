"""Completion, and lines put together from values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import all_commands
from bot.commands.ask import Who
from bot.commands.complete import complete, suggestions
from bot.commands.parse import parse
from bot.commands.tokens import quote, tokens
from bot.languages import texts
from bot.model.errors import UsageError


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("/fig", ["/figures "]),
        ("fig", ["/figures "]),
        ("/feeds p", ["/feeds pause "]),
        ("/brief fig", ["/brief figures "]),
        ("/cif", ["/cifras "]),
        ("/latest to", ["/latest topic:"]),
        ("/latest topic:hom", ["/latest topic:homicides "]),
        ("/latest topic:fuerzas", ["/latest topic:armed-forces "]),
        ("/search x speaker:ru", ['/search x speaker:"Ana Ruiz" ']),
        ('/search speaker:"Ana R', ['/search speaker:"Ana Ruiz" ']),
        ("/search place:guan", ["/search place:Guanajuato "]),
        ("/figures homicidi", ["/figures homicidios "]),
        ("/feeds pause ej", ["/feeds pause ejemplo-seguridad "]),
        ("/feeds add https://a.example kind:of", ["/feeds add https://a.example kind:official "]),
        ("/feeds list failing:", ["/feeds list failing:yes ", "/feeds list failing:no "]),
        ("/unf", ["/unfollow "]),
        ("/follow", ["/follows add ", "/follows list ", "/follows remove "]),
        ("/saved ", ["/saved add ", "/saved list ", "/saved remove ", "/saved limit:", "/saved page:"]),
        ("/zzz", []),
        ("/latest zzz", []),
        ("/latest zzz:", []),
        ("/status ", []),
    ],
)
async def test_a_line_is_completed(line, lines, ask):
    asker = replace(ask, language="es") if line == "/cif" else ask
    assert await complete(line, asker) == lines


async def test_every_command_is_offered_to_begin_with_but_not_to_everybody(ask):
    assert len(await complete("/", ask)) == len(all_commands())
    offered = await complete("/", replace(ask, who=Who(id="u", name="Ben")))
    assert "/feeds add " not in offered
    assert "/latest " in offered


async def test_an_option_already_given_is_not_offered_again_unless_it_may_be(ask):
    offered = await complete("/search since:2022 topic:homicides ", ask)
    assert "/search since:2022 topic:homicides since:" not in offered
    assert "/search since:2022 topic:homicides topic:" in offered


async def test_cards_are_suggested_by_their_headline(ask):
    option = all_commands()["card"].option("id")
    assert [choice.value for choice in await suggestions(option, "culiacan", ask)] == ["BB-2026-11-24-002"]


@given(st.text(max_size=40))
def test_any_line_is_read_or_refused_as_the_users_fault(line):
    try:
        call = parse(line, all_commands(), texts("en"))
    except UsageError as error:
        start, end = error.params["start"], error.params["end"]
    else:
        start, end = call.arguments[-1].start if call.arguments else 0, len(line)
    assert 0 <= start <= end <= len(line) + 1


VALUE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)


@given(st.lists(VALUE, min_size=1, max_size=3), st.integers(1, 50))
def test_a_value_that_was_quoted_is_read_as_that_value(speakers, limit):
    line = " ".join(["/quotes", *(f"speaker:{quote(one)}" for one in speakers), f"limit:{limit}"])
    call = parse(line, all_commands(), texts("en"))
    assert [argument.text for argument in call.given(call.command.option("speaker"))] == speakers
    assert call.named("limit").text == str(limit)


@given(st.text(max_size=60))
def test_words_are_cut_where_they_stand(line):
    try:
        words = tokens(line)
    except UsageError:
        return
    assert all(line[word.start : word.end] == word.raw for word in words)
    assert "".join("".join(word.raw.split()) for word in words) == "".join(line.split())

"""A form completes a line: one value where an option takes one, several where it takes several."""

from __future__ import annotations

import pytest

from bot.commands import all_commands
from bot.commands.bind import bind
from bot.commands.complete import suggestions
from bot.commands.forms import completed, form
from bot.commands.parse import parse
from bot.languages import texts
from bot.model.errors import UsageError
from tests.fakes.asking import an_ask

SAY = texts("en")
ADD = "/channels add"
TWO = ("homicides", "armed-forces")


async def bound(line, store):
    ask = an_ask(store)
    return await bind(parse(line, all_commands(), SAY), ask)


def filled(line, **values):
    return completed(line, values, all_commands(), SAY)


async def test_values_that_were_chosen_are_all_given(store):
    line = filled(ADD, topic=TWO, labels=("es",), id="x", canvas=("yes",))
    values = await bound(line, store)
    assert (values["topic"], values["labels"], values["id"], values["canvas"]) == (
        TWO,
        "es",
        "x",
        True,
    )


async def test_values_that_were_typed_one_a_line_are_all_given_and_a_comma_within_one_stays(store):
    line = filled("/channels set channel:homicidios", mentions="<@&4> arms, 0.8\n\n  <@&5> \n")
    assert (await bound(line, store))["mentions"] == ("<@&4> arms, 0.8", "<@&5>")


async def test_what_the_line_says_already_is_kept_beside_what_the_form_adds(store):
    line = filled("/latest topic:homicides topic:armed-forces", outlet="", limit="5")
    assert (await bound(line, store))["topic"] == TWO


@pytest.mark.parametrize("written", [", ".join(TWO), ";".join(TWO), "Homicides,ARMED-FORCES,", "\n".join(TWO)])
async def test_values_of_a_known_list_may_be_written_as_one_with_commas(written, store):
    assert (await bound(f'/latest topic:"{written}"', store))["topic"] == TWO


async def test_a_place_keeps_its_comma_and_semicolons_part_several(store):
    assert (await bound('/search x place:"Culiacán, Sinaloa"', store))["place"] == ("Culiacán, Sinaloa",)
    assert (await bound('/search x place:"Culiacán; Tijuana"', store))["place"] == ("Culiacán", "Tijuana")


async def test_one_that_is_not_known_among_several_is_pointed_at(store):
    with pytest.raises(UsageError) as refused:
        await bound('/latest topic:"homicides, nothing"', store)
    assert refused.value.code == "choice-unknown"


async def test_what_is_offered_goes_on_from_the_values_that_stand_there(store):
    topic = all_commands()["latest"].option("topic")
    first, *_ = await suggestions(topic, "", an_ask(store))
    offered = await suggestions(topic, f"{first.value}, ", an_ask(store))
    assert offered
    assert all(one.value.startswith(f"{first.value},") and one.value.count(first.value) == 1 for one in offered)


async def test_a_yes_or_no_is_asked_for_last(store):
    asked = await form(ADD, all_commands(), an_ask(store), most=24)
    assert asked.fields[-1].option.name == "canvas"
    assert [choice.value for choice in asked.fields[-1].choices] == ["yes", "no"]

"""Buttons work whenever they are pressed: after a restart, whatever line they stand for; forms complete what a line lacks."""

from __future__ import annotations

from sqlalchemy import delete

from bot.languages import texts
from bot.model.chat import Button, Buttons, Heading, Message, Place, Plain
from bot.store import schema

LONG = '/search "' + "very " * 40 + 'long" topic:homicides'


def with_buttons(*lines):
    buttons = Buttons(tuple(Button(f"B{number}", line) for number, line in enumerate(lines)))
    return Message(blocks=(Heading((Plain("Title"),)), buttons), summary="A card.", language="en")


async def posted(desk, client, fake, *lines):
    place = Place(platform="discord", workspace=fake.world.guild, channel=fake.world.text.id)
    await desk.port(client).post(place, with_buttons(*lines), key="some-key")
    return fake.world.text.messages[-1]


def carried(message):
    return [button["custom_id"] for row in message["components"][0]["components"] for button in row.get("components", [])]


async def test_a_button_answers_who_pressed_it_alone(client, fake, desk):
    message = await posted(desk, client, fake, "/card BB-2026-11-24-001")
    seen = await fake.press(*carried(message), message, user=fake.ben, locale="es-ES")
    assert seen.ephemeral
    assert "Homicides fall in Guanajuato" in seen.text
    assert texts("es").say("labels.quotes") in seen.text


async def test_buttons_work_after_a_restart(desk, fake):
    async with desk.connected() as client:
        message = await posted(desk, client, fake, "/card BB-2026-11-24-001")
        answer = await fake.slash("brief help")
    async with desk.connected():
        seen = await fake.press(*carried(message), message)
        assert "Homicides fall in Guanajuato" in seen.text
        assert answer.ephemeral


async def test_a_button_of_an_answer_that_only_the_asker_sees_works_too(client, fake, desk):
    message = await posted(desk, client, fake, "/card BB-2026-11-24-001")
    alone = await fake.press(*carried(message), message)
    assert alone.ephemeral
    assert alone.message["id"] not in {kept["id"] for kept in fake.world.history(fake.world.text)}


async def test_pages_that_one_person_sees_are_turned_in_that_person_s_language(many, desk, client, fake):
    message = await posted(desk, client, fake, "/latest limit:50")
    first = await fake.press(*carried(message), message, user=fake.ben, locale="es-ES")
    second = await fake.press(first.buttons["Siguiente"], first, user=fake.ben, locale="es-ES")
    assert second.ephemeral
    assert "-# 2/" in second.text
    assert "Anterior" in second.buttons


async def test_long_lines_are_kept_over_a_restart(desk, fake):
    async with desk.connected() as client:
        message = await posted(desk, client, fake, LONG)
    (name,) = carried(message)
    assert name.startswith("kept:")
    async with desk.connected():
        seen = await fake.press(name, message)
    assert texts("en").say("replies.nothing_found") in seen.text


async def test_a_line_that_is_kept_no_longer_is_said_to_be_gone(client, fake, desk):
    message = await posted(desk, client, fake, LONG)
    async with desk.store.begin() as tx:
        await tx.execute(delete(schema.lines))
    seen = await fake.press(*carried(message), message, locale="es-ES")
    assert seen.ephemeral
    assert seen.text == texts("es").say("discord.button_gone")


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_button_that_lacks_something_opens_a_form(client, fake, desk):
    message = await posted(desk, client, fake, "/feeds add")
    form = await fake.press(*carried(message), message, locale="es-ES")
    assert set(form.fields) >= {"url", "kind", "lang"}
    seen = await fake.submit_modal(form, {"url": "https://a.example/rss", "kind": "official"}, message=message)
    assert seen.ephemeral
    ((what, wish, who, _where),) = desk.services.calls
    assert (what, wish.url, wish.kind, who.name) == ("add_feed", "https://a.example/rss", "official", "ana")


async def test_a_field_of_several_values_gives_all_of_them(client, fake, desk):
    message = await posted(desk, client, fake, "/channels set address:1 workspace:2 labels:es")
    form = await fake.press(*carried(message), message)
    await fake.submit_modal(form, {"channel": "homicidios", "topic": ["homicides", "us-mexico"]}, message=message)
    assert desk.services.calls[0][1][0].value.topics == ("homicides", "us-mexico")


async def test_a_form_s_long_line_is_kept(client, fake, desk):
    line = f'/feeds add outlet:"{"An outlet of a long name " * 5}"'
    message = await posted(desk, client, fake, line)
    form = await fake.press(*carried(message), message)
    assert form.modal["custom_id"].startswith("form:kept:")
    await fake.submit_modal(form, {"url": "https://a.example/rss"}, message=message)
    assert desk.services.calls[0][1].outlet.startswith("An outlet of a long name")


async def test_a_form_whose_line_is_gone_says_so(client, fake, desk):
    message = await posted(desk, client, fake, "/feeds add")
    form = await fake.press(*carried(message), message)
    form.modal["custom_id"] = "form:kept:0000"
    seen = await fake.submit_modal(form, {"url": "https://a.example/rss"}, message=message)
    assert seen.text == texts("en").say("discord.button_gone")
    assert desk.services.calls == []


async def test_a_form_cannot_do_what_the_asker_may_not(client, fake, desk):
    message = await posted(desk, client, fake, "/feeds add")
    form = await fake.press(*carried(message), message, user=fake.ben)
    seen = await fake.submit_modal(form, {"url": "https://a.example/rss"}, message=message, user=fake.ben)
    assert "`/briefadmin feeds add` **is for admins.**" in seen.text
    assert desk.services.calls == []

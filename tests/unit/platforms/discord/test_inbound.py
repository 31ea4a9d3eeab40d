"""What Discord sends becomes a command line that says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import all_commands
from bot.commands.command import Kind
from bot.commands.parse import parse
from bot.languages import available, texts
from bot.platforms.discord.inbound import language_of, line_of, menu_line, submitted, typing_of

COMMANDS = all_commands()
TYPES = {Kind.TEXT: 3, Kind.TIME: 3, Kind.CHOICE: 3, Kind.INTEGER: 4, Kind.FLAG: 5}
# What a person can type into one field: a line, which Discord trims.
VALUE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(
    lambda text: text == text.strip()
)
# Prose, with what the grammar has a use for. An option may be given among the words, as everybody may type it; not here.
WORDS = VALUE.filter(lambda text: ":" not in text and text == " ".join(text.split())) | st.sampled_from(
    [
        "The figure: it says twelve",
        "It says Error:none",
        'It says "twelve',
        "See https://a.example/x",
        '"two words" -three',
        "a:",
    ]
)


def value_of(option):
    match option.kind:
        case Kind.INTEGER:
            within = option.within
            return st.integers(within.low, within.high) if within else st.integers(0, 10**6)
        case Kind.FLAG:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(option.choices)
        case _:
            return WORDS if option.rest else VALUE


@st.composite
def calls(draw):
    command = draw(st.sampled_from(list(COMMANDS.values())))
    given = [option for option in command.options if option.required or draw(st.booleans())]
    return command, {option: draw(value_of(option)) for option in draw(st.permutations(given))}


def sent(command, values, **focus):
    """As Discord sends it: options in the order in which they were typed."""
    told = [
        {"name": option.name, "type": TYPES[option.kind], "value": value, **focus.get(option.name, {})}
        for option, value in values.items()
    ]
    *groups, name = command.name.split(" ")
    told = [{"name": name, "type": 1, "options": told}]
    for group in groups:
        told = [{"name": group, "type": 2, "options": told}]
    return {"name": "brief" if command.needs == "reader" else "briefadmin", "type": 1, "options": told}


def written(value):
    return str(value) if not isinstance(value, bool) else "yes" if value else "no"


@given(calls())
def test_what_was_chosen_is_what_the_line_says(call):
    command, values = call
    line = line_of(sent(command, values), COMMANDS)
    read = parse(line, COMMANDS, texts("en"))
    assert read.command is command
    told = {argument.option: argument.text for argument in read.arguments}
    chosen = {option: value for option, value in values.items() if value != option.default}
    assert told == {option: written(value) for option, value in chosen.items()}


def test_what_is_being_typed_is_told_by_its_option():
    typing = typing_of(
        {
            "name": "brief",
            "options": [
                {
                    "name": "search",
                    "type": 1,
                    "options": [
                        {"name": "words", "type": 3, "value": "x"},
                        {"name": "topic", "type": 3, "value": "hom", "focused": True},
                    ],
                }
            ],
        },
        COMMANDS,
    )
    assert (typing.command.name, typing.option.name, typing.typed) == ("search", "topic", "hom")


def test_a_client_that_has_kept_an_older_declaration_is_understood():
    given = [{"name": "id", "type": 3, "value": "BB-2026-11-24-007"}]
    data = {"name": "brief", "options": [{"name": "save", "type": 1, "options": given}]}
    assert line_of(data, COMMANDS) == "/saved add id:BB-2026-11-24-007"


@pytest.mark.parametrize(
    "options",
    [[{"name": "gone", "type": 1}], [{"name": "help", "type": 1, "options": [{"name": "gone", "type": 3, "value": "x"}]}]],
)
def test_a_command_that_is_no_longer_declared_is_a_fault_of_ours(options):
    with pytest.raises(LookupError):
        line_of({"name": "brief", "options": options}, COMMANDS)


def test_the_language_is_the_first_that_is_spoken():
    assert language_of("es-ES") == "es"
    assert language_of("es-419") == "es"
    assert language_of("fr", None, "en-GB") == "en"
    assert language_of("fr") is None
    assert "fr" not in available()


def on_a_message(name, **message):
    return {"name": name, "type": 3, "target_id": "1", "resolved": {"messages": {"1": message}}}


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ({"content": "See https://a.example/x?y=1 and more"}, "/condense https://a.example/x?y=1"),
        ({"content": "[here](https://a.example/x)"}, "/condense https://a.example/x"),
        ({"content": "<https://a.example/x>"}, "/condense https://a.example/x"),
        ({"content": "", "embeds": [{"url": "https://a.example/embed"}]}, "/condense https://a.example/embed"),
        (
            {"components": [{"type": 17, "components": [{"type": 10, "content": "x https://a.example/c"}]}]},
            "/condense https://a.example/c",
        ),
        ({"content": "No link here"}, None),
    ],
)
def test_the_first_link_of_a_message_is_condensed(message, line):
    assert menu_line(on_a_message("Condense this link", **message)) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            "He said “We will not rest, and we will not look away” again",
            '/quotes "We will not rest, and we will not look away"',
        ),
        ("**We** will [not](https://a.example) rest <@123>", '/quotes "We will not rest"'),
        ("“No habrá impunidad”, dijo", '/quotes "No habrá impunidad"'),
        ("<@123>", None),
        ("", None),
    ],
)
def test_the_quoted_words_of_a_message_are_looked_for(content, line):
    assert menu_line(on_a_message("¿Quién dijo esto?", content=content)) == line


@given(st.text(max_size=3_000))
def test_any_message_can_be_asked_about(content):
    for name in ("Condense this link", "Who said this?"):
        line = menu_line(on_a_message(name, content=content))
        assert line is None or len(line) < 5_000


def test_a_form_tells_its_line_and_what_was_filled_in():
    data = {
        "custom_id": "form:/feeds add",
        "components": [
            {"type": 18, "component": {"type": 4, "custom_id": "url", "value": "https://a.example"}},
            {"type": 18, "component": {"type": 3, "custom_id": "kind", "values": ["official"]}},
            {"type": 18, "component": {"type": 3, "custom_id": "lang", "values": []}},
            {"type": 18, "component": {"type": 3, "custom_id": "topic", "values": ["arms", "drugs"]}},
        ],
    }
    assert submitted(data) == (
        "/feeds add",
        {
            "url": "https://a.example",
            "kind": ("official",),
            "lang": (),
            "topic": ("arms", "drugs"),
        },
    )

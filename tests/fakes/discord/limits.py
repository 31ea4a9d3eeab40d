"""Discord's documented limits, as its documentation has them: each function tells what a payload does against them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

V2 = 1 << 15
EPHEMERAL = 1 << 6
ROW, BUTTON, SELECT, INPUT, TEXT, GALLERY, SEPARATOR, CONTAINER, LABEL = 1, 2, 3, 4, 10, 12, 14, 17, 18
_MENTION = re.compile(r"@everyone|@here|<@[!&]?\d+>")


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All components, nested ones included."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([component[name] for name in ("accessory", "component") if name in component])


def texts(components: list[dict[str, Any]]) -> list[str]:
    return [each["content"] for each in walk(components) if each["type"] == TEXT]


def pinged(payload: dict[str, Any]) -> list[str]:
    """Whom the message would wake: what it names, unless `allowed_mentions` forbids it."""
    allowed = payload.get("allowed_mentions")
    told = [payload.get("content") or "", *texts(payload.get("components") or [])]
    named = [match for text in told for match in _MENTION.findall(text)]
    if allowed is None or allowed.get("parse") or allowed.get("users"):
        return named
    return [name for name in named if name in _roles(payload)]


def _roles(payload: dict[str, Any]) -> set[str]:
    """What a message says of the roles that it may mention, one by one."""
    return {f"<@&{role}>" for role in (payload.get("allowed_mentions") or {}).get("roles") or ()}


def of_message(payload: dict[str, Any], *, flags: int | None = None) -> Iterator[str]:
    """`flags`: of the message that is edited, where one is."""
    components = payload.get("components") or []
    if (payload.get("flags") or 0) & V2 or (flags or 0) & V2:
        if payload.get("content") or payload.get("embeds"):
            yield "a message with components v2 has neither content nor embeds"
        if not components:
            yield "a message with components v2 has components"
        yield from _of_components(components)
    elif components:
        yield "these components need the flag for v2"
    elif not payload.get("content") and not payload.get("attachments"):
        yield "an empty message"
    if len(payload.get("content") or "") > 2_000:
        yield "content of more than 2,000 characters"
    if len(str(payload.get("nonce") or "")) > 25:
        yield "a nonce of more than 25 characters"
    if len(payload.get("attachments") or []) > 10:
        yield "more than 10 files"
    if payload.get("allowed_mentions") is None:
        yield "nothing says whom the message may mention: all whom it names"
    yield from (f"mentions {name}" for name in pinged(payload) if name not in _roles(payload))


def _of_components(components: list[dict[str, Any]]) -> Iterator[str]:
    every = list(walk(components))
    if len(every) > 40:
        yield f"{len(every)} components"
    written = sum(map(len, texts(components)))
    if written > 4_000:
        yield f"{written} characters"
    if any(not text.strip() for text in texts(components)):
        yield "a text without characters"
    ids = Counter(each["custom_id"] for each in every if each.get("custom_id"))
    yield from (f"custom_id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
    for each in every:
        yield from _of_component(each)


def _of_component(each: dict[str, Any]) -> Iterator[str]:  # noqa: C901, PLR0912 (one case a kind)
    match each["type"]:
        case 17:
            if not each["components"]:
                yield "an empty container"
        case 1:
            if not 1 <= len(each["components"]) <= 5:
                yield f"{len(each['components'])} in a row"
        case 2:
            if not 1 <= len(each.get("label") or "") <= 80:
                yield f"a label of {len(each.get('label') or '')} characters"
            if each["style"] == 5 and len(each["url"]) > 512:
                yield "a link of more than 512 characters"
        case 3:
            yield from _of_select(each)
        case 4:
            if not 1 <= each.get("max_length", 4_000) <= 4_000:
                yield "max_length out of range"
        case 12:
            if not 1 <= len(each["items"]) <= 10:
                yield f"{len(each['items'])} pictures in a gallery"
            if any(len(item.get("description") or "") > 1_024 for item in each["items"]):
                yield "a description of more than 1,024 characters"
        case 18:
            if not 1 <= len(each["label"]) <= 45 or len(each.get("description") or "") > 100:
                yield "a label of more than 45, or a hint of more than 100 characters"
    if "custom_id" in each and not 1 <= len(each["custom_id"]) <= 100:
        yield f"a custom_id of {len(each['custom_id'])} characters"


def _of_select(each: dict[str, Any]) -> Iterator[str]:
    options = each["options"]
    if not 1 <= len(options) <= 25:
        yield f"{len(options)} options in a select"
    if any(not 1 <= len(option[name]) <= 100 for option in options for name in ("label", "value")):
        yield "an option's label or value is empty or longer than 100"
    if len({option["value"] for option in options}) < len(options):
        yield "two options of one value"
    if not 0 <= each.get("min_values", 1) <= each.get("max_values", 1) <= len(options):
        yield f"{each.get('min_values', 1)} to {each.get('max_values', 1)} of {len(options)} options"
    if len(each.get("placeholder") or "") > 150:
        yield "a placeholder of more than 150 characters"


def of_modal(modal: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(modal["title"]) <= 45:
        yield f"a title of {len(modal['title'])} characters"
    if not 1 <= len(modal["components"]) <= 5:
        yield f"{len(modal['components'])} fields"
    if not 1 <= len(modal["custom_id"]) <= 100:
        yield "a modal's custom_id has 1 to 100 characters"
    ids = Counter(each["custom_id"] for each in walk(modal["components"]) if "custom_id" in each)
    yield from (f"custom_id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
    for each in walk(modal["components"]):
        yield from _of_component(each)


def of_choices(choices: list[dict[str, Any]]) -> Iterator[str]:
    if len(choices) > 25:
        yield f"{len(choices)} choices"
    for choice in choices:
        if not 1 <= len(choice["name"]) <= 100 or len(str(choice["value"])) > 100:
            yield f"a choice's name and value have 1 to 100 characters: {choice}"


def of_commands(commands: list[dict[str, Any]]) -> Iterator[str]:
    kinds = Counter(command.get("type", 1) for command in commands)
    if kinds[1] > 100 or kinds[2] > 15 or kinds[3] > 15:
        yield f"too many commands: {kinds}"
    named = Counter((command.get("type", 1), command["name"]) for command in commands)
    yield from (f"{name} stands {count} times" for name, count in named.items() if count > 1)
    for command in commands:
        slash = command.get("type", 1) == 1
        yield from _of_names(command, slash=slash)
        if _characters(command) > 8_000:
            yield f"{command['name']} has {_characters(command)} characters"
        if slash:
            yield from _of_options(command, depth=0)


def _of_options(holder: dict[str, Any], depth: int) -> Iterator[str]:
    options = holder.get("options") or []
    if len(options) > 25:
        yield f"{holder['name']} has {len(options)} options"
    if depth > 3:
        yield f"{holder['name']} lies too deep"
    for locale in {None} | {locale for option in options for locale in option.get("name_localizations") or {}}:
        names = Counter((option.get("name_localizations") or {}).get(locale, option["name"]) for option in options)
        yield from (f"{holder['name']}: {name} stands {count} times" for name, count in names.items() if count > 1)
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        yield f"{holder['name']}: required options come first"
    for option in options:
        yield from _of_names(option, slash=True)
        choices = option.get("choices") or []
        yield from of_choices(choices)
        if choices and option.get("autocomplete"):
            yield f"{option['name']} has choices and autocompletion"
        if option.get("autocomplete") and option["type"] not in {3, 4, 10}:
            yield f"{option['name']} cannot be completed"
        yield from _of_options(option, depth + 1)


def _of_names(named: dict[str, Any], *, slash: bool) -> Iterator[str]:
    for name in [named["name"], *(named.get("name_localizations") or {}).values()]:
        if not 1 <= len(name) <= 32:
            yield f"a name of {len(name)} characters: {name!r}"
        if slash and (name != name.lower() or not all(map(_of_a_name, name))):
            yield f"not a name: {name!r}"
    for told in [named.get("description"), *(named.get("description_localizations") or {}).values()]:
        if slash and not 1 <= len(told or "") <= 100:
            yield f"{named['name']}: a description of {len(told or '')} characters"
        if not slash and told:
            yield f"{named['name']}: a context menu has no description"


def _of_a_name(sign: str) -> bool:
    return sign in "-_'" or unicodedata.category(sign)[0] in "LN"


def _characters(named: dict[str, Any]) -> int:
    """Names, descriptions and choices' values; of what is said in several languages the longest counts."""
    own = sum(
        max(len(told or "") for told in [named.get(key), *(named.get(f"{key}_localizations") or {}).values()])
        for key in ("name", "description")
    )
    values = sum(len(str(choice["value"])) for choice in named.get("choices") or [])
    return own + values + sum(map(_characters, named.get("options") or []))

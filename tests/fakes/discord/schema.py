"""What Discord's own OpenAPI document says against a payload, where that document is present.

Only the words of JSON Schema that it uses are read; a word that says something else stops the test.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from tests.tools import SHARED

DOCUMENT = SHARED / "data" / "discord" / "openapi.json"

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": int | float}
_SILENT = {"title", "description", "format", "contentEncoding", "x-discord-union", "default", "examples"}


@cache
def _document() -> dict[str, Any] | None:
    return json.loads(DOCUMENT.read_text("utf-8")) if DOCUMENT.exists() else None


def complaints(method: str, path: str, payload: Any) -> list[str]:
    """`path`: as in the document, `/channels/{channel_id}/messages`. Nothing is said where there is no document."""
    document = _document()
    if document is None:
        return []
    body = document["paths"][path][method.lower()].get("requestBody")
    return list(_against(payload, body["content"]["application/json"]["schema"], "")) if body else []


def _against(value: Any, schema: dict[str, Any], at: str):
    for word, said in schema.items():
        yield from _WORDS[word](value, said, at, schema)


def _ref(value, name, at, _):
    if name.endswith("/SnowflakeType") and isinstance(value, int):
        return  # Discord's reference: ids may be sent as numbers, though its document only has strings
    yield from _against(value, _document()["components"]["schemas"][name.rpartition("/")[2]], at)


def _type(value, said, at, _):
    names = [said] if isinstance(said, str) else said
    for name in names:
        if name == "null":
            fits = value is None
        else:
            fits = isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
        if fits:
            return
    yield f"{at}: {value!r:.80} is no {'/'.join(names)}"


def _properties(value, said, at, _):
    if isinstance(value, dict):
        for name, schema in said.items():
            if name in value:
                yield from _against(value[name], schema, f"{at}.{name}")


def _additional(value, said, at, schema):
    if isinstance(value, dict):
        for name in value.keys() - schema.get("properties", {}).keys():
            if said is False:
                yield f"{at}: there is no {name}"
            elif isinstance(said, dict):
                yield from _against(value[name], said, f"{at}.{name}")


def _required(value, said, at, _):
    if isinstance(value, dict):
        yield from (f"{at}: {name} is missing" for name in said if name not in value)


def _items(value, said, at, _):
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _against(each, said, f"{at}[{index}]")


def _any_of(value, said, at, _):
    """Of what stands against each, the least is told: most likely that one was meant."""
    found = [list(_against(value, schema, at)) for schema in said]
    yield from min(found, key=len)


def _all_of(value, said, at, _):
    for schema in said:
        yield from _against(value, schema, at)


def _of(kind, size, wrong, what):
    def check(value, said, at, _):
        if isinstance(value, kind) and not isinstance(value, bool) and wrong(size(value), said):
            yield f"{at}: {what} {said}, but {size(value)}"

    return check


def _is(value, said, at, _):
    if value not in (said if isinstance(said, list) else [said]):
        yield f"{at}: {value!r:.80} is none of {said}"


def _unique(value, said, at, _):
    if said and isinstance(value, list) and len({json.dumps(each, sort_keys=True) for each in value}) < len(value):
        yield f"{at}: something stands twice"


def _pattern(value, said, at, _):
    # the document's patterns of names use classes that Python's re does not know; limits.py checks those
    if isinstance(value, str) and "\\p" not in said and not re.search(said, value):
        yield f"{at}: {value!r} does not match {said}"


def _nothing(*_):
    return ()


_WORDS = {
    "$ref": _ref,
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "oneOf": _any_of,
    "anyOf": _any_of,
    "allOf": _all_of,
    "enum": _is,
    "const": _is,
    "uniqueItems": _unique,
    "pattern": _pattern,
    "maxLength": _of(str, len, int.__gt__, "at most"),
    "minLength": _of(str, len, int.__lt__, "at least"),
    "maxItems": _of(list, len, int.__gt__, "at most"),
    "minItems": _of(list, len, int.__lt__, "at least"),
    "maxProperties": _of(dict, len, int.__gt__, "at most"),
    "minProperties": _of(dict, len, int.__lt__, "at least"),
    "minimum": _of(int, int, lambda value, least: value < least, "at least"),
    "maximum": _of(int, int, lambda value, most: value > most, "at most"),
    **dict.fromkeys(_SILENT, _nothing),
}

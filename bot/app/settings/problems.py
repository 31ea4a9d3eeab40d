"""A mistake in a file, told by the admin's names: which file, which entry, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from bot.model.errors import UsageError
from bot.sources.addresses import shown

_STEPS = ("function-", "literal[", "constrained-", "[key]")
"""Beginnings of pydantic's own steps in an error's path, which name no key of the file."""

NEAR = 70  # rapidfuzz's ratio from which a word is worth suggesting; below it suggestions amuse more than they help

_TELLING = 4  # letters from which the beginning of a word tells which one is meant
_LONGEST = 80  # characters of a value that a problem quotes
_CHOICES = re.compile(r"'([^']*)'")
_CODES = {
    "string_type": "setting-wants-text",
    "string_too_short": "setting-empty",
    "int_type": "setting-wants-whole-number",
    "float_type": "setting-wants-number",
    "finite_number": "setting-wants-number",
    "bool_type": "setting-wants-flag",
    "date_type": "setting-wants-date",
    "date_parsing": "setting-wants-date",
    "date_from_datetime_parsing": "setting-wants-date",
    "date_from_datetime_inexact": "setting-wants-date",
    "tuple_type": "setting-wants-list",
    "dict_type": "setting-wants-table",
    "model_type": "setting-wants-table",
    "greater_than": "setting-not-above",
    "greater_than_equal": "setting-too-low",
    "less_than_equal": "setting-too-high",
}
_BOUNDS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than_equal": "le"}


def nearest(word: str, known: Sequence[str]) -> str | None:
    """What the word may be a slip of, or the beginning of."""
    begun = [one for one in known if len(word) >= _TELLING and one.casefold().startswith(word.casefold())]
    if begun:
        return min(begun, key=len)
    found = process.extractOne(word, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=NEAR)
    return found[0] if found else None


def place_of(file: str, table: str = "", entry: str = "") -> str:
    """`feeds.toml, feed "animal-politico"`: what stands before every problem."""
    return ", ".join([file, *([f'{table} "{entry}"'] if entry else [table] if table else [])])


def place_of_row(file: str, table: str, rows: object, index: int) -> str:
    """The entry's place in the admin's words: by its id, or by its number in the list where it has none."""
    row = rows[index] if isinstance(rows, list) and index < len(rows) else None
    name = row.get("id") or row.get("name") if isinstance(row, dict) else None
    return place_of(file, table, name) if isinstance(name, str) else f"{file}, {table} no. {index + 1}"


def as_typed(value: object) -> str:
    """The value as it stands in the file: `"5"` is a text, `5` a number. An address without its secrets."""
    text = _typed(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _typed(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{shown(value) if "://" in value else value}"'
        case list():
            return f"[{', '.join(map(_typed, value))}]"
        case dict():
            inner = ", ".join(f"{key} = {_typed(one)}" for key, one in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case _:
            return str(value)


def from_validation(file: str, data: Mapping[str, Any], shape: type[BaseModel], error: ValidationError) -> list[UsageError]:
    """One problem for each of pydantic's errors. An unknown key that is near to a missing one swallows the other's report."""
    details = error.errors(include_url=False)
    unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
    missing = {(_place(file, data, d["loc"]), str(d["loc"][-1])) for d in details if d["type"] == "missing"}
    problems: list[UsageError] = []
    explained: set[tuple[str, str]] = set()
    for detail in unknown:
        at, key = _place(file, data, detail["loc"]), str(detail["loc"][-1])
        keys = _keys_at(shape, detail["loc"][:-1])
        near = nearest(key, [name for where, name in missing if where == at]) or nearest(key, keys)
        explained.add((at, near or ""))
        code = "setting-unknown-key-near" if near else "setting-unknown-key"
        problems.append(UsageError(code, at=at, key=key, near=near or "", known=", ".join(keys)))
    for detail in details:
        at = _place(file, data, detail["loc"])
        if detail["type"] == "missing":
            key = str(detail["loc"][-1])
            if (at, key) not in explained:
                problems.append(UsageError("setting-missing", at=at, key=key))
        elif detail["type"] != "extra_forbidden":
            problems.append(_refused(at, detail))
    return problems


def _refused(at: str, detail: ErrorDetails) -> UsageError:
    """A value that is not taken. Reasons of ours bring their code and what helps; pydantic's own become ours."""
    given, told = detail["input"], dict(detail.get("ctx", {}))
    params: dict[str, str | float] = {"at": at, "key": _key(detail["loc"]), "value": as_typed(given)}
    kind = detail["type"]
    if kind in {"literal_error", "enum"}:
        known = _CHOICES.findall(str(told["expected"]))
        kind, told = "setting-choice", {"known": ", ".join(known)}
        told["near"] = nearest(given, known) or "" if isinstance(given, str) else ""
    if kind in {"tuple_type", "model_type"} and len(detail["loc"]) == 1:
        kind = "setting-wants-entries" if kind == "tuple_type" else "setting-wants-table"
    bound = _BOUNDS.get(kind)
    if bound:
        told = {"bound": f"{told[bound]:g}"}
    code = _CODES.get(kind, kind if kind.startswith("setting-") else "setting-bad-value")
    params |= {name: str(one) for name, one in told.items() if name != "code"}
    return UsageError(f"{code}-near" if told.get("near") else code, **params)


def _place(file: str, data: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    if len(loc) > 1 and isinstance(loc[1], int):
        return place_of_row(file, str(loc[0]), data.get(str(loc[0])), loc[1])
    return f"{file}, [{loc[0]}]" if len(loc) > 1 else file


def _key(loc: tuple[int | str, ...]) -> str:
    """The key within the entry; validators' own steps (`function-after`, union members) are no names of the admin's."""
    return ".".join(_steps(loc)) or str(loc[0])


def _steps(loc: tuple[int | str, ...]) -> Iterator[str]:
    for part in loc[2:] if len(loc) > 1 and isinstance(loc[1], int) else loc[1:] or loc:
        if isinstance(part, int):
            yield str(part + 1)
        elif not part.startswith(_STEPS):
            yield part


def _keys_at(shape: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand in the table at `loc`."""
    model: Any = shape
    for step in loc:
        if isinstance(step, int):
            continue
        field = next((f for name, f in model.model_fields.items() if step in {name, f.alias}), None)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)

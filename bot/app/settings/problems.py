"""A mistake in a file, told by the admin's names: which file, which entry, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from bot.model.errors import UsageError

_STEPS = ("function-", "literal[", "constrained-", "[key]")
"""Beginnings of pydantic's own steps in an error's path, which name no key of the file."""

NEAR = 70  # rapidfuzz's ratio from which a word is worth suggesting; below it suggestions amuse more than they help


def nearest(word: str, known: Sequence[str]) -> str | None:
    found = process.extractOne(word, known, score_cutoff=NEAR)
    return found[0] if found else None


def place_of(file: str, table: str = "", entry: str = "") -> str:
    """`feeds.toml, feed "animal-politico"`: what stands before every problem."""
    return ", ".join([file, *([f'{table} "{entry}"'] if entry else [table] if table else [])])


def from_validation(file: str, data: Mapping[str, Any], shape: type[BaseModel], error: ValidationError) -> list[UsageError]:
    """One problem for each of pydantic's errors. An unknown key that is near to a missing one swallows the other's report."""
    problems: list[UsageError] = []
    details = error.errors(include_url=False)
    missing = {(_entry(data, d["loc"]), str(d["loc"][-1])) for d in details if d["type"] == "missing"}
    explained: set[tuple[str, str]] = set()
    for detail in details:
        if detail["type"] != "extra_forbidden":
            continue
        where, key = _entry(data, detail["loc"]), str(detail["loc"][-1])
        keys = _keys_at(shape, detail["loc"][:-1])
        near = nearest(key, [name for at, name in missing if at == where]) or nearest(key, keys)
        explained.add((where, near or ""))
        code = "setting-unknown-key-near" if near else "setting-unknown-key"
        problems.append(UsageError(code, at=f"{file}{where}", key=key, near=near or "", known=", ".join(keys)))
    for detail in details:
        where, key = _entry(data, detail["loc"]), _key(detail["loc"])
        if detail["type"] == "missing":
            if (where, key) not in explained:
                problems.append(UsageError("setting-missing", at=f"{file}{where}", key=key))
        elif detail["type"] != "extra_forbidden":
            told = detail["msg"].removeprefix("Value error, ")
            value = _shown(detail["input"])
            problems.append(UsageError("setting-bad-value", at=f"{file}{where}", key=key, value=value, wanted=told))
    return problems


def _entry(data: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """The entry's name in the admin's words: its id, or its place in the list where it has none."""
    if len(loc) > 1 and isinstance(loc[1], int):
        rows = data.get(str(loc[0]))
        row = rows[loc[1]] if isinstance(rows, list) and loc[1] < len(rows) else {}
        name = row.get("id") or row.get("name") if isinstance(row, dict) else None
        return f', {loc[0]} "{name}"' if name else f", {loc[0]} number {loc[1] + 1}"
    return f", [{loc[0]}]" if len(loc) > 1 else ""


def _key(loc: tuple[int | str, ...]) -> str:
    """The key within the entry; validators' own steps (`function-after`, union members) are no names of the admin's."""
    parts = loc[2:] if len(loc) > 1 and isinstance(loc[1], int) else loc[1:] or loc
    names = [str(part) for part in parts if isinstance(part, str) and not part.startswith(_STEPS)]
    return ".".join(names) or str(loc[0])


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


def _shown(value: object, longest: int = 60) -> str:
    text = str(value)
    return text if len(text) <= longest else f"{text[:longest]}…"

"""Why something was decided: a code with parameters. Its words stand in `languages/xx/texts.toml` under `reasons`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """`Reason("topic", {"topic": "homicides", "score": 0.8})`; rendered by `Texts.reason`."""

    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)

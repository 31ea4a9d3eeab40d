"""A chart as Slack draws it itself, where that shows all that our picture shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.model.chat import Chart
from bot.platforms.slack import limits
from bot.platforms.slack.rich import whole

CHART = "data_visualization"
"""Slack's name for it."""


def native(chart: Chart) -> dict[str, Any] | None:
    """Slack's own block; None where it could not hold the chart."""
    labels = [whole(label).strip() for label, _ in chart.values]
    title = _title(chart)
    fits = 0 < len(labels) <= limits.CHART_VALUES and all(0 < len(label) <= limits.CHART_LABEL for label in labels)
    if not title or not fits or len(set(labels)) < len(labels):
        return None
    values = (_number(value) for _, value in chart.values)
    data = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    name = _cut(chart.unit, limits.CHART_LABEL) or _cut(chart.title, limits.CHART_LABEL)
    axes: dict[str, Any] = {"categories": labels}
    if unit := _cut(chart.unit, limits.CHART_TITLE):
        axes["y_label"] = unit
    line = {"type": "line", "series": [{"name": name, "data": data}], "axis_config": axes}
    return {"type": CHART, "title": title, "chart": line}


def below(chart: Chart) -> str:
    """By whose count it is; what is counted too, where the title has no room for all of it."""
    return chart.note if _title(chart) == chart.title else f"{chart.title} · {chart.note}"


def _title(chart: Chart) -> str:
    return _cut(chart.title, limits.CHART_TITLE) or _cut(chart.unit, limits.CHART_TITLE)


def _cut(text: str, most: int) -> str:
    told = whole(text).strip()
    return told if len(told) <= most else f"{told[: most - 1].rstrip()}…"


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)

"""`/export figures`: the figures of a search as a table for a spreadsheet; no cell can be read as a formula."""

from __future__ import annotations

import io

from defusedcsv import csv

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.data import as_data
from bot.commands.options import Langs, Measure, Outlets, Places, Topics
from bot.commands.query import read_query
from bot.model.chat import Attachment, Reply
from bot.store import search as kept
from bot.store.records import FigureHit

MOST = 5_000
"""Rows of one table: the newest."""

MIME = "text/csv; charset=utf-8"
_BOM = "\ufeff"
_FIGURE = ("text", "value", "low", "high", "unit", "qualifier", "measure", "period", "place", "register")
_COLUMNS = (*_FIGURE, "direction", "baseline", "sentence", "outlet", "language", "published", "title", "url", "card")


@command(needs="admin")
async def export_figures(
    ask: Ask,
    *,
    measure: Measure = "",
    topic: Topics = (),
    outlet: Outlets = (),
    lang: Langs = (),
    since: When | None = None,
    until: When | None = None,
    place: Places = (),
) -> Reply:
    query = read_query(ask, measure, topic=topic, outlet=outlet, lang=lang, place=place, since=since, until=until)
    asked = " ".join((*query.words, *query.phrases))
    async with ask.store.read() as tx:
        found = await kept.figures(tx, query, measure=asked or None, limit=MOST)
        if asked and not found.total:
            found = await kept.figures(tx, query, limit=MOST)
    if not found.items:
        return show.nothing(ask, "nothing_found", total=0, data={"total": 0, "rows": 0}, private=True)
    rows = [_row(ask, hit) for hit in found.items]
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_COLUMNS)
    table.writerows(rows)
    # spreadsheets take a file for UTF-8 only where it begins so
    body = f"{_BOM}{written.getvalue()}".encode()
    file = Attachment("figures.csv", MIME, body, ask.texts.say("replies.export.figures_file"))
    told = show.sentence(ask, "export.figures", count=len(rows), total=found.total)
    data = {"total": found.total, "rows": len(rows), "columns": list(_COLUMNS)}
    return Reply(blocks=(told, file), private=True, data=data)


def _row(ask: Ask, hit: FigureHit) -> list[str]:
    """What the source says, as it says it; what is unknown is empty."""
    figure, source = hit.figure, hit.source
    change = (figure.change.direction, figure.change.baseline) if figure.change else (None, None)
    published = source.published.isoformat() if source.published else ""
    told = [*(as_data(getattr(figure, name)) for name in _FIGURE), *change, hit.sentence]
    told += [ask.outlet_name(source.outlet), source.language, published, source.title, source.url, source.card_id]
    return ["" if value is None else str(value) for value in told]

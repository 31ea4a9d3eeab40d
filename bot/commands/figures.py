"""`/figures`: every number published on a measure, with its source, period and register; where sources differ, both, side by
side; and a chart where figures are comparable, or why there is none."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.data import as_data, source_data
from bot.commands.options import LIMIT, Langs, Limit, Measure, Outlets, PageNumber, Places, Topics
from bot.commands.query import read_query
from bot.editorial.series import Counted, differing, series
from bot.layout import figures as fig
from bot.layout import wording
from bot.layout.charts import chart
from bot.layout.lines import dotted
from bot.layout.neutral import clean
from bot.layout.times import day
from bot.model.chat import Block, Bullets, Code, Context, Heading, Inline, Line, Link, Moment, Plain, Reply, Strong, Table
from bot.model.query import Query
from bot.model.reasons import Reason
from bot.model.series import Series
from bot.store import search as kept
from bot.store.records import FigureHit, Page

MOST_COMPARED = 200
"""Figures that are looked through for a series and for what differs: the newest."""

DIFFERS = "≠"

_COLUMNS = ("value", "counted", "period", "place", "register", "outlet", "date", "card")


@command
async def figures(
    ask: Ask,
    *,
    measure: Measure = "",
    topic: Topics = (),
    outlet: Outlets = (),
    lang: Langs = (),
    since: When | None = None,
    until: When | None = None,
    place: Places = (),
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    filters = {"topic": topic, "outlet": outlet, "lang": lang, "place": place}
    query = read_query(ask, measure, **filters, since=since, until=until)
    # what is compared stands on the first page: all figures, as far as they can be looked through
    read = MOST_COMPARED if page == 1 else limit
    whole, exact = await _find(ask, query, limit=max(read, limit), offset=(page - 1) * limit)
    every, found = whole.items, Page(whole.items[:limit], whole.total)
    like = [Counted(figure=hit.figure, language=hit.source.language) for hit in every]
    apart = [tuple(every[index] for index in group) for group in differing(like)]
    drawn = series(like)
    hits = [as_data(hit.figure) | {"sentence_text": hit.sentence, "card": source_data(hit.source)} for hit in found.items]
    data = {"total": found.total, "counted": exact, "figures": hits, "differing": [_ids(group) for group in apart]}
    data["series"] = {"reason": drawn.code} if isinstance(drawn, Reason) else as_data(drawn)
    if not found.items:
        return show.nothing(ask, "nothing_found", total=found.total, data=data)
    blocks: list[Block] = [show.heading(ask, "found.figures", count=found.total)]
    if not exact:
        blocks.append(show.sentence(ask, "figures_in_sentences", words=clean(measure)))
    blocks.append(table(ask, found.items, {id(hit.figure) for group in apart for hit in group}))
    if apart:
        blocks += [Heading((Plain(ask.texts.say("replies.differ.title")),), level=2), _apart(ask, apart)]
    if page == 1:
        blocks.append(_chart(ask, drawn, every))
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data)


async def _find(ask: Ask, query: Query, *, limit: int, offset: int) -> tuple[Page[FigureHit], bool]:
    """Figures that count what was asked for; where there are none, those in whose sentence it stands (then False)."""
    asked = " ".join((*query.words, *query.phrases))
    async with ask.store.read() as tx:
        counted = await kept.figures(tx, query, measure=asked or None, limit=limit, offset=offset)
        if counted.total or not asked:
            return counted, True
        return await kept.figures(tx, query, limit=limit, offset=offset), False


def _chart(ask: Ask, drawn: Series | Reason, hits: Sequence[FigureHit]) -> Block:
    if isinstance(drawn, Reason):
        return Context((Plain(ask.texts.reason(drawn)),))
    first = hits[drawn.points[0].index].figure
    register = fig.register_name(first.register, ask.desk.registers, ask.texts) if first.register else ""
    title = ", ".join(clean(part) for part in (first.measure, first.place) if part)
    sources = dict.fromkeys(clean(ask.outlet_name(hits[point.index].source.outlet)) for point in drawn.points)
    note = ask.texts.say("layout.chart.note", sources=", ".join(sources))
    if register:
        note = f"{register} · {note}"
    return chart(drawn, title=title, note=note, texts=ask.texts)


def _apart(ask: Ask, groups: Sequence[Sequence[FigureHit]]) -> Bullets:
    """“homicides · in 2025 · Guanajuato: 2,500 (The Example, BB-…-001) / 2,530 (El Ejemplo, BB-…-002)”."""
    lines: list[Line] = []
    for group in groups:
        first = group[0].figure
        register = fig.register_name(first.register, ask.desk.registers, ask.texts) if first.register else ""
        line: list[Inline] = list(dotted([Plain(clean(p)) for p in (first.measure, first.period, first.place, register) if p]))
        for number, hit in enumerate(group):
            told = wording.verbatim(hit.figure, hit.sentence)
            line += [Plain(" / " if number else ": "), Strong(told), Plain(f" ({clean(ask.outlet_name(hit.source.outlet))}, ")]
            line += [Code(hit.source.card_id), Plain(")")]
        lines.append(tuple(line))
    return Bullets(tuple(lines))


def _ids(group: Sequence[FigureHit]) -> list[dict[str, str]]:
    return [{"card": hit.source.card_id, "text": hit.figure.text} for hit in group]


def table(ask: Ask, hits: Sequence[FigureHit], differ: Container[int] = ()) -> Table:
    """Columns in which no row has anything are left out. `differ`: the figures (by identity) that another source gives
    otherwise; they are marked."""
    rows = [_row(ask, hit, differs=id(hit.figure) in differ) for hit in hits]
    kept_columns = [i for i in range(len(_COLUMNS)) if any(row[i] for row in rows)]
    return Table(
        caption=ask.texts.say("replies.figures_caption"),
        columns=tuple(ask.texts.say(f"labels.{_COLUMNS[i]}") for i in kept_columns),
        rows=tuple(tuple(row[i] for i in kept_columns) for row in rows),
    )


def _row(ask: Ask, hit: FigureHit, *, differs: bool) -> tuple[Line, ...]:
    figure, source = hit.figure, hit.source
    told, url = wording.verbatim(figure, hit.sentence), show.sentence_url(source, hit.sentence)
    value: Line = (Link(told, url) if url else Strong(told),)
    other = "" if wording.difference(figure, hit.sentence) else fig.normalised(figure, ask.texts)
    if other:
        value = (*value, Plain(f" ({other})"))
    if differs:
        value = (Strong(f"{DIFFERS} "), *value)
    register = fig.register_name(figure.register, ask.desk.registers, ask.texts) if figure.register else ""
    words = (fig.changed(figure, ask.texts), clean(figure.period or ""), clean(figure.place or ""), register)
    outlet = clean(ask.outlet_name(source.outlet))
    cells = tuple((Plain(word),) if word else () for word in (*words, outlet))
    return (value, *cells, (Moment(source.at, day(source.at, language=ask.language, zone=ask.zone)),), (Code(source.card_id),))

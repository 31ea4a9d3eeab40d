"""`/figures`: every number published on a measure, with its source, period and register."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.data import as_data, source_data
from bot.commands.options import LIMIT, Langs, Limit, Measure, Outlets, PageNumber, Places, Topics
from bot.commands.query import read_query
from bot.layout import figures as fig
from bot.layout.neutral import clean
from bot.layout.times import day
from bot.model.chat import Block, Code, Line, Link, Moment, Plain, Reply, Strong, Table
from bot.model.query import Query
from bot.store import search as kept
from bot.store.records import FigureHit, Page

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
    found, exact = await _find(ask, query, limit=limit, offset=(page - 1) * limit)
    hits = [as_data(hit.figure) | {"sentence_text": hit.sentence, "card": source_data(hit.source)} for hit in found.items]
    data = {"total": found.total, "counted": exact, "figures": hits}
    if not found.items:
        return show.nothing(ask, "nothing_found", total=found.total, data=data)
    blocks: list[Block] = [show.heading(ask, "found.figures", count=found.total)]
    if not exact:
        blocks.append(show.sentence(ask, "figures_in_sentences", words=clean(measure)))
    blocks.append(_table(ask, found))
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data)


async def _find(ask: Ask, query: Query, *, limit: int, offset: int) -> tuple[Page[FigureHit], bool]:
    """Figures that count what was asked for; where there are none, those in whose sentence it stands (then False)."""
    asked = " ".join((*query.words, *query.phrases))
    async with ask.store.read() as tx:
        counted = await kept.figures(tx, query, measure=asked or None, limit=limit, offset=offset)
        if counted.total or not asked:
            return counted, True
        return await kept.figures(tx, query, limit=limit, offset=offset), False


def _table(ask: Ask, found: Page[FigureHit]) -> Table:
    """Columns in which no row has anything are left out."""
    rows = [_row(ask, hit) for hit in found.items]
    kept_columns = [i for i in range(len(_COLUMNS)) if any(row[i] for row in rows)]
    return Table(
        caption=ask.texts.say("replies.figures_caption"),
        columns=tuple(ask.texts.say(f"labels.{_COLUMNS[i]}") for i in kept_columns),
        rows=tuple(tuple(row[i] for i in kept_columns) for row in rows),
    )


def _row(ask: Ask, hit: FigureHit) -> tuple[Line, ...]:
    figure, source = hit.figure, hit.source
    told, url = fig.verbatim(figure, hit.sentence), show.sentence_url(source, hit.sentence)
    value: Line = (Link(told, url) if url else Strong(told),)
    other = "" if fig.difference(figure, hit.sentence) else fig.normalised(figure, ask.texts)
    if other:
        value = (*value, Plain(f" ({other})"))
    register = fig.register_name(figure.register, ask.desk.registers, ask.texts) if figure.register else ""
    words = (fig.changed(figure, ask.texts), clean(figure.period or ""), clean(figure.place or ""), register)
    outlet = clean(ask.outlet_name(source.outlet))
    cells = tuple((Plain(word),) if word else () for word in (*words, outlet))
    return (value, *cells, (Moment(source.at, day(source.at, language=ask.language, zone=ask.zone)),), (Code(source.card_id),))

"""`/story`: one event in all outlets: the tolls side by side, what each card brought, who said what, what was corrected; or the
newest stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.commands import elsewhere, show, storied
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data, card_data, source_data
from bot.commands.figures import table
from bot.commands.options import LIMIT, Limit, PageNumber, StoryPart, StoryWords, Topics
from bot.commands.storied import Storied
from bot.editorial.chronicle import versions
from bot.editorial.paths import Counted, Path, paths
from bot.editorial.publication import GRAVE
from bot.layout import wording
from bot.layout.card import page_of
from bot.layout.key_figures import telling
from bot.layout.lines import dotted
from bot.layout.locales import language_name
from bot.layout.neutral import clean, cut
from bot.layout.quotes import attribution, said
from bot.layout.times import moment
from bot.model.cards import Quote
from bot.model.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Code,
    Context,
    Heading,
    Inline,
    Line,
    Link,
    Paragraph,
    Plain,
    Quotation,
    Reply,
    Strong,
)
from bot.model.stories import StoryCard
from bot.model.text import Span
from bot.store import stories
from bot.store.records import FigureHit, Source

QUOTES, CORRECTIONS = 4, 5
"""How many of each are shown with the story; a button leads to all."""

_PART, _QUOTE = 160, 600

Saying = tuple[StoryCard, Quote, tuple[elsewhere.Version, ...]]


@command
async def story(
    ask: Ask,
    *,
    words: StoryWords = "",
    topic: Topics = (),
    part: StoryPart = "",
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    """`words`: a story's id, a card's, or words that the newest story meets; without any, the newest stories are listed."""
    if not words:
        return await _listed(ask, topic, limit=limit, page=page)
    told = await storied.read(ask, await storied.meant(ask, words, topic=topic))
    if part == "quotes":
        return _quotes(ask, told, limit=limit, page=page)
    if part == "figures":
        return _figures(ask, told, limit=limit, page=page)
    return _whole(ask, told, limit=limit, page=page)


# ── the newest ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _listed(ask: Ask, topics: tuple[str, ...], *, limit: int, page: int) -> Reply:
    async with ask.store.read() as tx:
        found = await stories.page(tx, topics=topics, limit=limit, offset=(page - 1) * limit)
    each = [await storied.read(ask, one) for one in found.items]
    data = {"total": found.total, "stories": [storied.story_data(one) for one in each]}
    if not each:
        return show.nothing(ask, "story.none", total=found.total, data=data)
    lines = tuple(_entry(ask, one) for one in each)
    blocks = (show.heading(ask, "story.newest", count=found.total), Bullets(lines))
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data)


def _entry(ask: Ask, told: Storied) -> Line:
    """Headline · outlets, texts · the tolls · last time · id."""
    parts: list[Inline] = [storied.headline(ask, told.story), Plain(storied.counted(ask, told))]
    tolls = paths(versions(told.story, told.revisions))
    parts += [Plain(f"{_fate(ask, path)}: {_standing(ask, path)}") for path in tolls if path.fate == GRAVE or len(path.now) > 1]
    last = max(one.at for one in told.story.cards)
    parts += [moment(last, language=ask.language, now=ask.now, zone=ask.zone), Code(told.story.id)]
    return dotted(parts)


# ── one story ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _whole(ask: Ask, told: Storied, *, limit: int, page: int) -> Reply:
    tolls = paths(versions(told.story, told.revisions))
    arrivals = [event for event in told.events if event.arrival]
    others = [event for event in told.events if not event.arrival]
    sayings = elsewhere.told_in(told.story, ask.language)
    shown = arrivals[(page - 1) * limit : page * limit]
    data = storied.story_data(told) | {
        "tolls": [_path_data(path) for path in tolls],
        "events": [storied.event_data(event) for event in told.events],
        "quotes": [_quote_data(one) for one in sayings],
    }
    if not shown:
        return show.nothing(ask, "nothing_found", total=len(arrivals), data=data)
    blocks: list[Block] = _head(ask, told)
    if page == 1 and tolls:
        blocks.append(_section(ask, "tolls"))
        blocks += [block for path in tolls for block in _toll(ask, path)]
    blocks.append(_section(ask, "cards", count=len(arrivals)))
    for event in shown:
        blocks += [Paragraph((storied.title(ask, event.card),)), Context(storied.origin(ask, event))]
        lines = storied.lines(ask, event)
        blocks += [Bullets(lines)] if lines else []
    if page == 1 and sayings:
        blocks += [_section(ask, "quotes"), *_shown(ask, sayings[:QUOTES])]
        if len(sayings) > QUOTES:
            blocks.append(Context((Plain(ask.texts.say("layout.more.quotes", count=len(sayings) - QUOTES)),)))
    if page == 1 and others:
        blocks.append(_section(ask, "corrections"))
        for event in others[-CORRECTIONS:]:
            blocks += [Context(storied.origin(ask, event)), Bullets(storied.lines(ask, event))]
    return show.paged(ask, [*blocks, _buttons(ask, told)], page=page, limit=limit, total=len(arrivals), data=data)


def _head(ask: Ask, told: Storied) -> list[Block]:
    first, last = min(one.at for one in told.story.cards), max(one.at for one in told.story.cards)
    times: list[Inline] = [moment(first, language=ask.language, now=ask.now, zone=ask.zone)]
    if last != first:
        times += [Plain(" – "), moment(last, language=ask.language, now=ask.now, zone=ask.zone)]
    names = ", ".join(clean(ask.outlet_name(outlet)) for outlet in told.outlets if outlet)
    about = dotted([Plain(part) for part in (cut(names, _PART), storied.counted(ask, told)) if part])
    dot = dotted([Plain(""), Code(told.story.id)])[1:]
    return [Heading((storied.headline(ask, told.story),)), Context(about), Context((*times, *dot))]


def _toll(ask: Ask, path: Path) -> tuple[Block, Block]:
    """The path of the day, and below it what every outlet says now."""
    lead: list[Inline] = [Strong(_fate(ask, path))]
    if len(path.steps) > 1:
        lead.append(Plain(f" {_trail(path)}"))
    return Paragraph(tuple(lead)), Bullets(tuple(_count(ask, one) for one in path.now))


def _count(ask: Ask, one: Counted) -> Line:
    sentence = one.figure.sentence.of(one.card.text)
    told = cut(wording.verbatim(one.figure, sentence, led=False), _PART)
    page = page_of(one.card)
    url = page.at(one.figure.sentence) if page else None
    goes_on, _ = wording.counted_apart(one.figure, sentence, led=False)
    number: list[Inline] = [Link(told, url) if url else Strong(told), *([Plain(f" {cut(goes_on, _PART)}")] if goes_on else [])]
    parts: list[Inline] = [Plain(clean(ask.outlet_name(one.card.outlet)))] if one.card.outlet else []
    parts += [moment(one.at, language=ask.language, now=ask.now, zone=ask.zone), Code(one.card.id or "")]
    return (*number, Plain(" · "), *dotted(parts))


def _standing(ask: Ask, path: Path) -> str:
    """“6 → 8”; where the outlets differ, all that they say now: “outlets differ: 5, 6”."""
    trail = [_trail(path)] if len(path.steps) > 1 or not path.differs else []
    if path.differs:
        numbers = ", ".join(dict.fromkeys(_number(one) for one in path.now))
        trail.append(ask.texts.say("replies.story.differ", numbers=numbers))
    return "; ".join(trail)


def _trail(path: Path) -> str:
    """“6 → 8 → 12”."""
    return " → ".join(_number(one) for one in path.steps)


def _number(one: Counted) -> str:
    figure = one.figure
    if figure.value is not None:
        return f"{figure.value:f}"
    return f"{figure.low:f}–{figure.high:f}" if figure.low is not None and figure.high is not None else clean(figure.text)


def _fate(ask: Ask, path: Path) -> str:
    return ask.texts.say(f"layout.fates.{path.fate}")


def _section(ask: Ask, key: str, **params: object) -> Heading:
    return Heading((Plain(ask.texts.say(f"replies.story.{key}", **params)),), level=2)


def _buttons(ask: Ask, told: Storied, but: str = "") -> Buttons:
    id_, say = told.story.id, ask.texts.say
    lines = [("story", f"/story {id_}")] if but else []
    lines += [("timeline", f"/timeline {id_}"), ("follow", f"/follow story:{id_}")]
    parts = (
        ("quotes", any(one.card.quotes for one in told.story.cards)),
        ("figures", any(telling(one.card.figures) for one in told.story.cards)),
    )
    lines += [(part, f"/story {id_} part:{part}") for part, there in parts if there and part != but]
    if ask.who.is_admin and not but:
        lines += [("merge", f"/story merge {id_}"), *([("split", "/story split")] if len(told.story.cards) > 1 else [])]
    return Buttons(tuple(Button(say(f"labels.buttons.{label}"), line) for label, line in lines))


# ── its quotes and figures ───────────────────────────────────────────────────────────────────────────────────────────────────


def _quotes(ask: Ask, told: Storied, *, limit: int, page: int) -> Reply:
    sayings = elsewhere.told_in(told.story, ask.language)
    shown = sayings[(page - 1) * limit : page * limit]
    data = storied.story_data(told) | {"quotes": [_quote_data(one) for one in sayings]}
    if not shown:
        return show.nothing(ask, "nothing_found", total=len(sayings), data=data)
    blocks = [*_head(ask, told), _section(ask, "quotes"), *_shown(ask, shown), _buttons(ask, told, "quotes")]
    return show.paged(ask, blocks, page=page, limit=limit, total=len(sayings), data=data)


def _figures(ask: Ask, told: Storied, *, limit: int, page: int) -> Reply:
    hits = [
        FigureHit(figure=figure, sentence=figure.sentence.of(one.card.text), source=_source(one))
        for one in sorted(told.story.cards, key=lambda one: one.at, reverse=True)
        for figure in telling(one.card.figures)
    ]
    shown = hits[(page - 1) * limit : page * limit]
    figures = [as_data(hit.figure) | {"sentence_text": hit.sentence, "card": source_data(hit.source)} for hit in hits]
    data = storied.story_data(told) | {"figures": figures}
    if not shown:
        return show.nothing(ask, "nothing_found", total=len(hits), data=data)
    blocks = [*_head(ask, told), table(ask, shown), _buttons(ask, told, "figures")]
    return show.paged(ask, blocks, page=page, limit=limit, total=len(hits), data=data)


def _shown(ask: Ask, sayings: Sequence[Saying]) -> list[Block]:
    blocks: list[Block] = []
    for one, quote, others in sayings:
        page = page_of(one.card)
        around = Span(quote.spans[0].start, quote.spans[-1].end) if quote.spans else None
        who = attribution(quote.speaker, ask.texts, _PART)
        blocks.append(Quotation(cut(said(quote), _QUOTE), who, page.at(around) if page and around else None))
        parts: list[Inline] = [Plain(clean(ask.outlet_name(one.card.outlet)))] if one.card.outlet else []
        parts.append(moment(one.at, language=ask.language, now=ask.now, zone=ask.zone))
        if one.card.language and one.card.language != ask.language:
            told = language_name(one.card.language, told_in=ask.language)
            parts.append(Plain(ask.texts.say("labels.in_language", language=told)))
        blocks.append(Context(dotted([*parts, Code(one.card.id or "")])))
        blocks += elsewhere.lines(ask, quote, others)
    return blocks


def _source(one: StoryCard) -> Source:
    card = one.card
    return Source(
        card_id=card.id or "",
        title=card.title,
        outlet=card.outlet,
        language=card.language,
        published=card.published,
        url=card.url,
        at=one.at,
    )


# ── as data ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _path_data(path: Path) -> dict[str, Any]:
    return {"fate": path.fate, "now": [_count_data(one) for one in path.now], "steps": [_count_data(one) for one in path.steps]}


def _count_data(one: Counted) -> dict[str, Any]:
    told = {"at": as_data(one.at), "outlet": one.card.outlet, "card": one.card.id}
    return told | {"figure": as_data(one.figure), "sentence_text": one.figure.sentence.of(one.card.text)}


def _quote_data(saying: Saying) -> dict[str, Any]:
    one, quote, others = saying
    return {**as_data(quote), "card": card_data(one.card), "versions": elsewhere.as_plain(others)}

"""`/ask`: a question in plain words. The answer is sentences of the sources, cited; or that there is none."""

from __future__ import annotations

from typing import Annotated

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import Rest, command
from bot.commands.data import source_data
from bot.editorial import asking
from bot.layout.card import page_of
from bot.layout.lines import dotted
from bot.layout.neutral import clean
from bot.model.chat import Block, Button, Buttons, Context, Quotation, Reply
from bot.model.query import Query
from bot.store import cards, search
from bot.store.records import StoredCard

MOST = 5
"""Sentences in an answer."""

_MOST_COUNTED = 2_000
"""Cards on which a word is counted: one on so many is common, and how common matters no more."""

_ENOUGH_CARDS, _MOST_CARDS = 30, 60
"""So many cards that hold what is rarest in the question are read through."""


@command
async def ask(asked: Ask, *, question: Annotated[str, Rest()]) -> Reply:
    meant = asking.read(question, asked.language)
    known, total, held = await _gather(asked, meant)
    by_id = {one.card.id: one for one in held}
    answers = asking.rank(meant, [one.card for one in held], known=known, total=total, most=MOST)
    data = {
        "question": question,
        "answers": [
            {
                "text": one.sentence.of(one.card.text),
                "span": list(one.sentence),
                "score": round(one.score, 2),
                "card": source_data(by_id[one.card.id].source),
            }
            for one in answers
        ],
    }
    if not answers:
        blocks: list[Block] = [show.sentence(asked, "answers.none")]
        if meant.words:
            say = asked.texts.say
            blocks.append(Buttons((Button(say("labels.buttons.search"), f"/search {' '.join(meant.words)}"),)))
        return Reply(blocks=tuple(blocks), data=data)
    blocks = [show.heading(asked, "answers.title", count=len(answers))]
    for one in answers:
        page = page_of(one.card)
        url = page.at(one.sentence) if page else None
        source = by_id[one.card.id].source
        blocks.append(Quotation(clean(one.sentence.of(one.card.text)), (show.headline(asked, source),), url, written=True))
        blocks.append(Context(dotted(show.origin(asked, source))))
    blocks.append(show.sentence(asked, "answers.only"))
    return Reply(blocks=tuple(blocks), data=data)


async def _gather(asked: Ask, meant: asking.Asked) -> tuple[dict[str, int], int, list[StoredCard]]:
    """On how many cards each word stands, of how many; and the cards that hold the names, with most of the rarest words."""
    known: dict[str, int] = {}
    held: dict[str | None, StoredCard] = {}
    async with asked.store.read() as tx:
        total = await cards.count(tx)
        for word in meant.words:
            known[word] = await search.how_many(tx, _query([word]), most=_MOST_COUNTED)
        rarest = sorted((word for word in meant.words if known[word]), key=lambda word: (word not in meant.names, known[word]))
        for many in range(len(rarest), max(len(meant.names), 1) - 1, -1):
            found = await search.newest(tx, _query(rarest[:many]), limit=_MOST_CARDS)
            held |= {one.card.id: one for one in found if one.card.id not in held}
            if len(held) >= _ENOUGH_CARDS:
                break
    return known, total, list(held.values())


def _query(words: list[str]) -> Query:
    return Query(words=tuple(f"{asking.stem(word)}*" for word in words))

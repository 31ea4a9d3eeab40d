"""A digest that stands: one of its stories told otherwise, all else as it was. Old words stay, and what became of them is said;
of a card that was taken back only that it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.layout.card import MOST_CHARACTERS
from bot.layout.digest_entry import FITS, Teller
from bot.layout.lines import dotted
from bot.layout.neutral import clean
from bot.layout.text import plain
from bot.layout.times import moment
from bot.model.chat import Block, Code, Context, Message, Paragraph, Plain, Stretch, Strong
from bot.model.desk import Desk, outlet_name
from bot.model.digests import Entry
from bot.model.readers import Retraction
from bot.model.revisions import FigureChanged, FigureGone


def amended(
    message: Message, entry: Entry, *, desk: Desk, zone: str, made: datetime, retraction: Retraction | None = None
) -> Message:
    """The message with the entry as it stands now; the same one where it does not tell of the entry's lead. `made`: when the
    digest was; `retraction`: the lead was taken back.

    Amending twice is the same as once. What would make the message too long for a platform is told more shortly. A chart that
    is drawn from a number of the lead's that no longer stands is taken away.
    """
    own = [change for note in entry.notes if note.outlet is None for change in note.revision.changes]
    if retraction is not None or any(isinstance(one, FigureChanged | FigureGone) for one in own):
        message = _uncharted(message, entry.lead.id)
    at = next((one for one in message.stretches if one.subject == entry.lead.id and one.first < one.body), None)
    head = message.blocks[at.first] if at is not None else None
    if at is None or not isinstance(head, Paragraph):
        return message
    texts = texts_of(message.language)
    if retraction is not None:
        return _put(message, at, _struck(head, entry, retraction, desk, texts, zone=zone, made=made), ())
    teller = Teller(desk=desk, texts=texts, zone=zone, now=made, fit=FITS[0])
    says = message.blocks[at.body : at.end]
    tries = [_put(message, at, (head, *teller.standing(one)), said) for one, said in _shorter(entry, says)]
    return next((one for one in tries if _long(one) <= MOST_CHARACTERS), tries[-1])


def _shorter(entry: Entry, says: Sequence[Block]) -> Iterator[tuple[Entry, Sequence[Block]]]:
    """The entry with all that is to be said, then with the latest note alone, then with less of its words."""
    yield entry, says
    last = replace(entry, notes=entry.notes[-1:])
    for kept in range(len(says), -1, -1):
        yield last, says[:kept]


def _struck(
    head: Paragraph, entry: Entry, retraction: Retraction, desk: Desk, texts: Texts, *, zone: str, made: datetime
) -> tuple[Block, ...]:
    """Its number and headline, that it was taken back, when and why."""
    number, title = head.line[0], head.line[-1]
    outlet = clean(outlet_name(desk.outlets, entry.lead.outlet))
    at = moment(retraction.at, language=texts.code, now=made, zone=zone)
    return (
        Paragraph((number, Strong(f"{texts.say('layout.digest.correction.retracted')} "), title)),
        Paragraph((Plain(texts.say("layout.retracted.why", reason=clean(retraction.reason))),)),
        Context(dotted([*([Strong(outlet)] if outlet else []), at, Code(clean(retraction.card_id))])),
    )


def _uncharted(message: Message, card_id: str | None) -> Message:
    """Without the chart that stands on the card's figures: a stretch that says something and opens with nothing."""
    at = next((one for one in message.stretches if one.subject == card_id and one.first == one.body < one.end), None)
    if at is None:
        return message
    bare = replace(message, stretches=tuple(one for one in message.stretches if one == at or one.first != at.first))
    cut = _put(bare, at, (), ())
    return replace(cut, stretches=tuple(one for one in cut.stretches if one.first < one.end))


def _put(message: Message, at: Stretch, opening: Sequence[Block], says: Sequence[Block]) -> Message:
    blocks = (*message.blocks[: at.first], *opening, *says, *message.blocks[at.end :])
    body = at.first + len(opening)
    mine = replace(at, body=body, end=body + len(says))
    by = mine.end - at.end
    stretches = tuple(mine if one == at else one.moved(by) if one.first >= at.end else one for one in message.stretches)
    return replace(message, blocks=blocks, stretches=stretches)


def _long(message: Message) -> int:
    return len(plain(message.blocks, links=True))

"""`/feeds test`: what a feed would yield, without following it."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask, TrialEntry
from bot.commands.command import command
from bot.commands.data import as_data
from bot.layout.neutral import clean, clean_url
from bot.layout.reasons import told
from bot.layout.times import moment
from bot.model.chat import Block, Bullets, Heading, Inline, Line, Link, Paragraph, Plain, Reply, Strong

_SHOWN = 20


@command(needs="admin")
async def feeds_test(ask: Ask, *, url: str) -> Reply:
    trial = await ask.services.test_feed(url)
    kept = sum(entry.kept for entry in trial.entries)
    blocks: list[Block] = [
        Heading((Plain(clean(trial.title) or clean(trial.url)),)),
        show.sentence(ask, "trial", total=len(trial.entries), kept=kept, count=kept),
    ]
    blocks += [Paragraph((Plain(told([warning], ask.texts, ask.desk.topics)),)) for warning in trial.warnings]
    if trial.entries:
        blocks.append(Bullets(tuple(_line(ask, entry) for entry in trial.entries[:_SHOWN])))
    if len(trial.entries) > _SHOWN:
        blocks.append(show.sentence(ask, "trial_more", count=len(trial.entries) - _SHOWN))
    return Reply(blocks=tuple(blocks), private=True, data=as_data(trial))


def _line(ask: Ask, entry: TrialEntry) -> Line:
    title, url = clean(entry.title) or ask.texts.say("layout.untitled"), clean_url(entry.url)
    parts: list[Inline] = [Strong(ask.texts.say("replies.kept" if entry.kept else "replies.left")), Plain(" ")]
    parts.append(Link(title, url) if url else Plain(title))
    if entry.published is not None:
        parts += [Plain(" · "), moment(entry.published, language=ask.language, now=ask.now, zone=ask.zone)]
    why = told(entry.reasons, ask.texts, ask.desk.topics)
    return (*parts, *((Plain(f" — {why}"),) if why else ()))

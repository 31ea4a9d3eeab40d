"""A tried feed, told on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.languages.texts import Texts
from bot.layout.neutral import clean
from bot.layout.reasons import told
from bot.model.desk import Topic
from bot.model.reasons import Reason
from bot.trial import Judged, TriedFeed


def as_text(tried: TriedFeed, say: Texts, topics: Sequence[Topic]) -> str:
    kept = sum(one.kept for one in tried.judged)
    lines = [
        clean(tried.feed.title or "") or _name(tried.url),
        say.say("trial.counted", count=len(tried.feed.entries), judged=len(tried.judged), kept=kept),
        *(told([warning], say, topics) for warning in tried.feed.warnings),
        "",
    ]
    for one in tried.judged:
        lines += _entry(one, say, topics)
    for title, reason in tried.feed.dropped:
        lines += [f"{say.say('trial.left_out'):<9} {'':<17} {clean(title)}", f"{'':<27} {told([reason], say, topics)}"]
    return "\n".join(lines)


def _name(url: str) -> str:
    """A feed without a title goes by its host, or by its file's name."""
    parts = urlsplit(url)
    return parts.hostname or parts.path.rpartition("/")[2] or url


def as_data(tried: TriedFeed) -> dict[str, Any]:
    return {
        "url": tried.url,
        "title": tried.feed.title,
        "language": tried.feed.language,
        "site": tried.feed.site,
        "entries": len(tried.feed.entries),
        "warnings": _reasons(tried.feed.warnings),
        "dropped": [{"title": one.title, "reasons": _reasons([one.reason])} for one in tried.feed.dropped],
        "judged": [
            {
                "title": one.entry.title,
                "url": one.entry.url,
                "key": one.entry.key,
                "published": one.entry.published.isoformat() if one.entry.published else None,
                "kept": one.kept,
                "reasons": _reasons(one.reasons),
            }
            for one in tried.judged
        ],
    }


def _entry(one: Judged, say: Texts, topics: Sequence[Topic]) -> list[str]:
    mark = say.say("trial.kept" if one.kept else "trial.left_out")
    date = f"{one.entry.published:%Y-%m-%d %H:%M}Z" if one.entry.published else say.say("trial.undated")
    return [f"{mark:<9} {date:<17} {clean(one.entry.title)}", f"{'':<27} {told(one.reasons, say, topics)}"]


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"code": reason.code, "params": dict(reason.params)} for reason in reasons]

"""Raw entries to clean ones: identity, dates, links, text. Nothing is judged by its date."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from bot.model.feeds import Entry
from bot.model.reasons import Reason
from bot.sources.dates import EARLIEST, is_epoch, read_date
from bot.sources.feeds.model import Dropped, ParsedFeed, RawDate, RawEntry, RawFeed
from bot.sources.furniture import is_furniture, without_pointer
from bot.sources.identity import identity_of, real_link
from bot.sources.plain import one_line, paragraphs

_ADDRESS = re.compile(r"[(<\[]?\s*[^\s()<>@]+@[^\s()<>@]+\s*[)>\]]?")
MOST = 2000
"""Entries of one feed that are read; no outlet publishes as many between two polls."""
_RECORDING = re.compile(r"\.(?:mp3|m4a|m4v|mp4|aac|ogg|oga|opus|wav|flac|webm|mov|avi|mkv)$", re.IGNORECASE)
_AHEAD = timedelta(hours=1)
"""Clocks differ; a date further ahead than this is told."""
_TITLE = 120
_LONGEST_ID = 500
_LONGEST_LINK = 8000


def clean(raw: RawFeed, *, now: datetime) -> ParsedFeed:
    """All entries worth reading, in the feed's order; each with what is odd about it."""
    chosen = _within_cap(raw.entries)
    warnings = list(raw.warnings)
    if len(chosen) < len(raw.entries):
        warnings.append(Reason("feed-too-many-entries", {"count": len(raw.entries), "most": MOST}))
    drafts = [_Draft(one, raw.base) for one in chosen]
    shared = _ids_of_several(drafts)
    entries: dict[str, Entry] = {}
    dropped: list[Dropped] = []
    remarks: defaultdict[str, list[Reason]] = defaultdict(list)
    for draft in drafts:
        entry, odd = draft.entry(shared, now)
        if not entry.title and not entry.summary and not entry.content:
            dropped.append(Dropped(entry.url or entry.key, Reason("entry-empty")))
        elif entry.key in entries:
            dropped.append(Dropped(entry.title, Reason("entry-twice")))
        else:
            entries[entry.key] = entry
            remarks[entry.key] += odd
    if not raw.entries:
        cut = any(reason.code == "feed-truncated" for reason in warnings)
        warnings = [reason for reason in warnings if reason.code != "feed-truncated"]
        warnings.append(Reason("feed-cut-before-entries" if cut else "feed-has-no-entries"))
    warnings += _counted(remarks.values())
    return ParsedFeed(
        title=one_line(raw.title),
        language=_language(raw.language),
        site=_web(raw.site, raw.base),
        entries=tuple(entries.values()),
        warnings=tuple(warnings),
        dropped=tuple(dropped),
        remarks={key: tuple(odd) for key, odd in remarks.items() if odd},
    )


class _Draft:
    """One entry on its way: what its key depends on besides itself is asked once all are known."""

    def __init__(self, raw: RawEntry, base: str) -> None:
        self._raw = raw
        self.id = (raw.id or "").strip()
        self.url = next((url for link in raw.links if (url := _web(link, base)) is not None), None)
        self.identity = identity_of(self.url) if self.url else None

    def entry(self, shared: frozenset[str], now: datetime) -> tuple[Entry, list[Reason]]:
        raw, odd = self._raw, []
        title = one_line(raw.title)
        summary, content = without_pointer(_text(raw.summary)), without_pointer(_text(raw.content))
        if content and len(summary) > len(content):
            # some feeds keep the article in the description and a picture's caption in the content
            summary, content = content, summary
        if not title and (content or summary):
            title, odd = _from_text(summary or content), [Reason("entry-untitled")]
        digest = sha256(f"{title}\n{content or summary}".encode()).hexdigest()[:32]
        identity = self.identity or f"urn:briefbot:{digest}"
        if self.url is None:
            odd.append(Reason("entry-without-link"))
        elif _RECORDING.search(urlsplit(self.url).path):
            odd.append(Reason("entry-recording"))
        if self.id in shared:
            odd.append(Reason("entry-id-shared"))
        published, strange = _moment(raw.published, now)
        updated, _ = _moment(raw.updated, now)
        odd += strange or ([] if published or updated else [Reason("entry-undated")])
        return (
            Entry(
                key=self._key(shared, identity),
                identity=identity,
                url=self.url,
                title=title,
                summary="" if summary == content else summary,
                content=content,
                author=_author(raw.author),
                published=published or updated,
                updated=updated,
                language=_language(raw.language),
                categories=tuple(filter(None, map(one_line, raw.categories))),
            ),
            odd,
        )

    def _key(self, shared: frozenset[str], identity: str) -> str:
        """The id where it is the entry's own; an id that is an address loses its trackers and fragment like any other."""
        if not self.id or self.id in shared:
            return identity
        key = _key_of(self.id)
        return key if len(key) <= _LONGEST_ID else sha256(key.encode()).hexdigest()


def _key_of(written: str) -> str:
    return identity_of(written) if written.startswith(("http://", "https://")) else written


def _ids_of_several(drafts: Sequence[_Draft]) -> frozenset[str]:
    """Ids that several articles of the feed claim: they tell nothing apart."""
    claimed: defaultdict[str, set[str | None]] = defaultdict(set)
    for draft in drafts:
        claimed[_key_of(draft.id)].add(draft.identity)
    return frozenset(draft.id for draft in drafts if draft.id and len(claimed[_key_of(draft.id)]) > 1)


def _within_cap(raw: Sequence[RawEntry]) -> Sequence[RawEntry]:
    """The newest where all carry dates, else the first; in the feed's order."""
    if len(raw) <= MOST:
        return raw
    dates = [(one.published or one.updated) for one in raw]
    known = [date.read for date in dates if date and date.read]
    if len(known) < len(raw):
        return raw[:MOST]
    newest = sorted(range(len(raw)), key=lambda place: known[place], reverse=True)[:MOST]
    return [raw[place] for place in sorted(newest)]


def _moment(date: RawDate | None, now: datetime) -> tuple[datetime | None, list[Reason]]:
    if date is None:
        return None, []
    moment = read_date(date.written) if date.read is None or is_epoch(date.written) else date.read
    if moment is None or moment.year < EARLIEST:
        return None, [Reason("entry-date-unreadable", {"written": date.written[:40]})]
    return moment, [Reason("entry-from-the-future", {"written": date.written[:40]})] if moment > now + _AHEAD else []


def _text(markup: str) -> str:
    return "\n\n".join(part for part in paragraphs(markup).split("\n\n") if part and not is_furniture(part))


def _author(written: str | None) -> str | None:
    """The name alone, without the address that some feeds add."""
    return " ".join(_ADDRESS.sub(" ", one_line(written or "")).split()).strip(" ,;()<>") or None


def _from_text(text: str) -> str:
    first = text.split("\n\n", 1)[0]
    if len(first) <= _TITLE:
        return first
    return first[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _web(link: str | None, base: str) -> str | None:
    """An absolute web address; None for what leads nowhere or asks for anything but a page."""
    if not link or not link.strip() or len(link) > _LONGEST_LINK:
        return None
    try:
        url = urljoin(base, "".join(link.split()))
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            return None
        return real_link(url)
    except ValueError:
        return None


def _language(tag: str | None) -> str | None:
    code = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) in {2, 3} and code.isascii() and code.isalpha() else None


def _counted(remarks: Iterable[Sequence[Reason]]) -> list[Reason]:
    """One warning for each kind of remark, with how many entries it speaks of."""
    counts = Counter(reason.code for odd in remarks for reason in odd)
    return [Reason(f"feed-{code.replace('entry', 'entries')}", {"count": count}) for code, count in sorted(counts.items())]

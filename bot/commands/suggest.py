"""What options offer while they are typed, and which values some of them insist on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import available_timezones

from bot.commands.ask import Ask
from bot.commands.command import Choice
from bot.editorial.digesting import plans
from bot.languages import available, texts
from bot.layout.evidence import PARTS
from bot.layout.locales import language_name, weekday
from bot.layout.neutral import clean
from bot.model.digests import DAYS
from bot.model.folding import fold
from bot.store import cards as kept_cards
from bot.store import changes, deliveries, follows, reports, saves, search
from bot.store import stories as kept_stories

# As many as Discord takes; nobody reads more on other platforms either.
MOST = 25

PLATFORMS = ("console", "discord", "slack")


async def topics(ask: Ask, _typed: str) -> list[Choice]:
    """By id, by name in any language, or by one of the words that the desk lists for it."""
    return [
        Choice(topic.id, topic.name.get(ask.language, topic.id), (*topic.name.values(), *topic.aliases))
        for topic in ask.desk.topics
    ]


async def outlets(ask: Ask, _typed: str) -> list[Choice]:
    """The desk's outlets, and those of older cards that the desk has no longer."""
    known = [Choice(outlet.id, outlet.name) for outlet in ask.desk.outlets]
    names = {outlet.name for outlet in ask.desk.outlets}
    async with ask.store.read() as tx:
        stored = await search.outlets(tx)
    return [*known, *(Choice(name, name) for name in stored if name not in names)]


async def parts(ask: Ask, _typed: str) -> list[Choice]:
    """The parts of a card, called as in any language."""
    return _called(ask, PARTS)


async def story_parts(ask: Ask, _typed: str) -> list[Choice]:
    """What can be shown of a story by itself."""
    return _called(ask, ("quotes", "figures"))


def _called(ask: Ask, parts: Iterable[str]) -> list[Choice]:
    say = ask.texts.say
    called = {part: tuple(texts(code).say(f"labels.buttons.{part}") for code in available()) for part in parts}
    return [Choice(part, say(f"labels.buttons.{part}"), names) for part, names in called.items()]


async def languages(ask: Ask, _typed: str) -> list[Choice]:
    """By code, or by name in any language the bot speaks."""
    codes = dict.fromkeys([*available(), *(feed.language for feed in ask.feeds)])
    return [
        Choice(
            code, language_name(code, told_in=ask.language), tuple(language_name(code, told_in=other) for other in available())
        )
        for code in codes
    ]


async def feeds(ask: Ask, _typed: str) -> list[Choice]:
    return [Choice(feed.id, f"{ask.outlet_name(feed.outlet)} ({feed.id})") for feed in ask.feeds]


async def desk_outlets(ask: Ask, _typed: str) -> list[Choice]:
    return [Choice(outlet.id, outlet.name, (outlet.name,)) for outlet in ask.desk.outlets]


async def person_ids(ask: Ask, _typed: str) -> list[Choice]:
    return [Choice(person.id, person.name) for person in ask.desk.people]


async def people_and_bodies(ask: Ask, _typed: str) -> list[Choice]:
    people = [(person.id, person.name) for person in ask.desk.people]
    return [Choice(*one) for one in (*people, *((body.id, body.name) for body in ask.desk.organisations))]


async def offices(ask: Ask, _typed: str) -> list[Choice]:
    return [Choice(office.id, office.id) for office in ask.desk.offices]


async def changed(ask: Ask, _typed: str) -> list[Choice]:
    """Entries that were changed, the last ones first."""
    async with ask.store.read() as tx:
        made = await changes.all(tx)
    return _plain(change.entry for change in reversed(made))


async def channels(ask: Ask, _typed: str) -> list[Choice]:
    return [Choice(channel.id, f"{channel.id} ({channel.platform})") for channel in ask.channels]


async def digests(ask: Ask, _typed: str) -> list[Choice]:
    """Those of all channels, for which one is asked about is not known here."""
    held: dict[str, list[str]] = {}
    for channel in ask.channels:
        for plan in channel.digest or plans(channel):
            held.setdefault(plan.id, []).append(channel.id)
    return [Choice(name, f"{name} ({', '.join(where)})") for name, where in held.items()]


async def days_or_all(ask: Ask, _typed: str) -> list[Choice]:
    """By their English beginnings, as in the settings, or by name in any language."""
    named = {code: [weekday(number, told_in=code) for number in range(7)] for code in available()}
    mine = named.get(ask.language, named[available()[0]])
    days = [Choice(day, mine[n], tuple(names[n] for names in named.values())) for n, day in enumerate(DAYS)]
    return [_all(), *days]


async def platforms(_ask: Ask, _typed: str) -> list[Choice]:
    return [Choice(name, name.capitalize()) for name in PLATFORMS]


async def spoken(ask: Ask, _typed: str) -> list[Choice]:
    """The languages in which the bot speaks."""
    return [choice for choice in await languages(ask, "") if choice.value in available()]


async def topics_or_all(ask: Ask, typed: str) -> list[Choice]:
    return [_all(), *await topics(ask, typed)]


async def languages_or_all(ask: Ask, typed: str) -> list[Choice]:
    return [_all(), *await languages(ask, typed)]


async def outlets_or_none(ask: Ask, _typed: str) -> list[Choice]:
    """The desk's own; “all” means that none is left out."""
    return [_all(), *(Choice(outlet.id, outlet.name) for outlet in ask.desk.outlets)]


async def zones(ask: Ask, typed: str) -> list[Choice]:
    """The zones of the desk's channels, then all that hold what was typed."""
    used = dict.fromkeys((ask.zone, *(channel.zone for channel in ask.channels)))
    met = (zone for zone in sorted(available_timezones()) if typed and fold(typed) in fold(zone))
    return _plain((*used, *met))


async def setting_values(ask: Ask, typed: str) -> list[Choice]:
    """Languages for the labels, channels for the alarms, zones."""
    nothing = _plain([ask.texts.say("values.none")])
    return [*await spoken(ask, typed), *await channels(ask, typed), *nothing, *await zones(ask, typed)]


def _all() -> Choice:
    names = [texts(code).say("values.all") for code in available()]
    return Choice("all", names[0], tuple(names))


async def measures(ask: Ask, _typed: str) -> list[Choice]:
    """What the desk's registers count, in the asker's language first."""
    order = sorted(available(), key=lambda code: code != ask.language)
    words = (word for code in order for register in ask.desk.registers for word in register.measures.get(code, ()))
    return _plain(words)


async def speakers(ask: Ask, typed: str) -> list[Choice]:
    """Who has been quoted, most quoted first; before a letter is typed, whom the desk knows."""
    if not typed:
        return _plain(person.name for person in ask.desk.people)
    async with ask.store.read() as tx:
        return _plain(await search.speakers(tx, typed, limit=MOST))


async def people(ask: Ask, typed: str) -> list[Choice]:
    """The desk's people, then whoever else is on a card or is quoted."""
    known = [
        Choice(person.name, person.name, person.aliases)
        for person in ask.desk.people
        if any(fold(typed) in fold(name) for name in (person.name, *person.aliases))
    ]
    if not typed:
        return known
    async with ask.store.read() as tx:
        named = dict.fromkeys((*await search.people(tx, typed, limit=MOST), *await search.speakers(tx, typed, limit=MOST)))
    return [*known, *(Choice(name, name) for name in named if all(name != one.value for one in known))]


async def followed(ask: Ask, _typed: str) -> list[Choice]:
    """What the asker follows, in the words in which it is listed."""
    async with ask.store.read() as tx:
        kept = await follows.of(tx, ask.person)
    return _plain(follow.words for follow in kept)


async def places(ask: Ask, typed: str) -> list[Choice]:
    if not typed:
        return _plain(place.name for place in ask.desk.places)
    async with ask.store.read() as tx:
        return _plain(await search.places(tx, typed, limit=MOST))


async def cards(ask: Ask, _typed: str) -> list[Choice]:
    """The latest cards, by id, told by their headlines."""
    async with ask.store.read() as tx:
        latest = await kept_cards.latest(tx, limit=MOST)
    return [Choice(held.card.id, f"{held.card.id} {held.card.title or ''}".strip()) for held in latest if held.card.id]


async def stories(ask: Ask, _typed: str) -> list[Choice]:
    """The stories to which cards came last, by id, told by their headlines."""
    async with ask.store.read() as tx:
        newest = await kept_stories.headlines(tx, limit=MOST)
    return [Choice(id_, f"{id_} {clean(title)}".strip()) for id_, title in newest]


async def parted(ask: Ask, _typed: str) -> list[Choice]:
    """The cards that can be taken out of their story, by id, told by their headlines; found by the story's id too."""
    async with ask.store.read() as tx:
        found = await kept_stories.in_company(tx, limit=MOST)
    return [Choice(id_, f"{id_} {clean(title)}".strip(), (story,)) for id_, title, story in found]


async def saved(ask: Ask, _typed: str) -> list[Choice]:
    """The cards that the asker keeps."""
    async with ask.store.read() as tx:
        kept = await saves.of(tx, ask.person, limit=MOST)
    return [Choice(one.card.id, f"{one.card.id} {one.card.title or ''}".strip()) for one in kept.items if one.card.id]


async def reported(ask: Ask, _typed: str) -> list[Choice]:
    """The open reports, by number, told by the card and the reader's words."""
    async with ask.store.read() as tx:
        found = await reports.all(tx, settled=False, limit=MOST)
    return [Choice(str(one.id), f"{one.id} {one.card_id} {clean(one.words)}") for one in found.items]


def _named(value: str, names: Mapping[str, str], ask: Ask) -> Choice:
    return Choice(value, names.get(ask.language, value), tuple(names.values()))


def _plain(words: Iterable[str]) -> list[Choice]:
    return [Choice(word, word) for word in dict.fromkeys(words)]


async def held(ask: Ask, _typed: str) -> list[Choice]:
    """Deliveries that are stuck, by their keys."""
    async with ask.store.read() as tx:
        stuck = await deliveries.held(tx, limit=MOST)
    return [Choice(one.key, f"{one.subject} · {one.place}") for one in stuck]

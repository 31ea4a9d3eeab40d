"""All that a command needs, in one frozen value: who asks, where, in which language, when, and the rooms that answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from bot.languages import texts as texts_of
from bot.languages.texts import Texts
from bot.model.cards import Card
from bot.model.chat import Place
from bot.model.desk import Channel, Desk, Office, Organisation, Outlet, Topic, outlet_name
from bot.model.desk import Person as DeskPerson
from bot.model.errors import BriefbotError
from bot.model.feeds import Feed, FeedKind
from bot.model.folding import fold
from bot.model.readers import Person, person_at
from bot.model.reasons import Reason

if TYPE_CHECKING:
    from bot.commands.parse import Call
    from bot.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who asks. `is_admin`: administrators of the desk's own servers and workspaces, and those named in `desk.toml`.
    `elsewhere`: administers the place, which is not the desk's."""

    id: str
    name: str
    is_admin: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialEntry:
    """What would become of one entry of a feed on trial."""

    title: str
    url: str | None
    published: datetime | None
    kept: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A feed read without following it. `url`: where it was found in the end, `title` and `language` as it says itself."""

    url: str
    title: str
    language: str | None
    entries: tuple[TrialEntry, ...]
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWish:
    """A feed to be followed, as an admin asked for it. What is None is taken from the feed itself or from the outlet."""

    url: str
    id: str | None = None
    outlet: str | None = None
    language: str | None = None
    country: str | None = None
    kind: FeedKind = FeedKind.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The process that answers. `started_at` is None where no service runs and a command was given from the shell.
    `platforms`: those that it serves, and whether it is logged in there."""

    version: str
    started_at: datetime | None = None
    platforms: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An entry of the settings as it is to be; None takes it away. A `setting` is a value of desk.toml, by its name."""

    kind: Literal["channel", "topic", "person", "organisation", "office", "outlet", "feed", "setting"]
    id: str
    value: Channel | Topic | DeskPerson | Organisation | Office | Outlet | Feed | str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting as it is in force. `origin`: the file or the environment, None for a default; `filed`: what the file says,
    where a change by chat (`change`, its number) is in force over it; `wrong`: why a recorded change is not."""

    name: str
    value: str
    origin: str | None = None
    filed: str | None = None
    change: int | None = None
    wrong: tuple[BriefbotError, ...] = ()


class Services(Protocol):
    """What commands set going. Each call may raise a BriefbotError, which the asker then reads."""

    async def test_feed(self, url: str) -> Trial:
        """Fetches and judges a feed; stores nothing."""

    async def add_feed(self, wish: FeedWish, *, who: Who, where: Place) -> Feed:
        """Follows a feed from now on, after a trial; the change is recorded as `who`'s."""

    async def pause_feed(self, feed_id: str, *, paused: bool, who: Who, where: Place) -> None:
        """Stops or resumes the polls of a feed."""

    async def remove_feed(self, feed_id: str, *, who: Who, where: Place) -> None:
        """Follows a feed no longer; its cards stay."""

    async def condense(self, url: str, *, who: Person) -> Card:
        """Condenses the article at an address, for this person alone; stores nothing. Each may ask for so many an hour."""

    async def change(self, edits: Sequence[Edit], *, who: Who, where: Place) -> int:
        """Changes entries of the settings, all or none; recorded as `who`'s. What the files would refuse is refused here.
        Gives the last change's number."""

    async def undo(self, number: int, *, who: Who, where: Place) -> str:
        """Puts back what the command of that change has changed; gives the entries' names."""

    async def missing_permissions(self, place: Place, roles: Sequence[str] = ()) -> tuple[str, ...] | None:
        """What the bot lacks there, in the platform's words; None where this process does not serve the platform. `roles`:
        whom its messages there are to wake."""

    async def settings(self) -> tuple[Setting, ...]:
        """Every setting in force, of secrets only whether they are there, and the changes that are left out."""

    async def files(self) -> Mapping[str, bytes]:
        """The settings in force as the files of a desk, by name."""

    async def status(self) -> Running:
        """What the store cannot know of the service."""

    def wake(self) -> None:
        """Something may have become owed: whoever delivers looks at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """`feeds`, `channels`: as they stand now, changes by chat included. `zone`: the asker's, for days such as “yesterday”.
    `alarms`: the channel in which admins are told of what needs their eye. `paused`: nothing is polled or delivered.
    `call`: what is being answered; `run` fills it in.
    """

    store: Store
    desk: Desk
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]
    services: Services
    who: Who
    where: Place
    language: str
    now: datetime
    zone: str = "UTC"
    alarms: Channel | None = None
    paused: bool = False
    call: Call | None = None

    @property
    def person(self) -> Person:
        """Who asks, as what is kept for each person is kept by."""
        return person_at(self.where, self.who.id)

    @property
    def texts(self) -> Texts:
        return texts_of(self.language)

    def outlet_name(self, outlet_id: str | None) -> str:
        """The outlet's name, or the id as it stands where the desk has it no longer."""
        return outlet_name(self.desk.outlets, outlet_id)

    def place_names(self, named: str) -> tuple[str, ...]:
        """What cards in any language call the desk's place of that name or alias; nothing for a place it does not know."""
        meant = fold(named)
        return tuple(
            name
            for place in self.desk.places
            if meant in map(fold, (place.name, *place.names.values(), *place.aliases))
            for name in (place.name, *place.names.values())
        )


Needs = Literal["reader", "admin"]

"""Changes of the settings by chat: checked as the files are, recorded, undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app.live_desk import LiveDesk
from bot.app.settings.changes import Merged, merge, problems
from bot.app.settings.entries import SETTING, Row, entry_name, file_of, row_of, setting_row
from bot.app.settings.stand import stand_of
from bot.commands.ask import Edit, Who
from bot.model.chat import Place
from bot.model.clock import Clock
from bot.model.errors import SettingsError, UsageError
from bot.ruling import Bench, take_back
from bot.store import Store, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing:
    store: Store
    desk: LiveDesk
    clock: Clock

    async def change(self, edits: Sequence[Edit], *, who: Who, where: Place) -> int:
        """Records the edits, all or none, and gives the last one's number.

        Raises what the files' own checks say: UsageError for one problem, SettingsError for several.
        """
        async with self.store.begin() as tx:
            merged = merge(stand_of(self.desk.settings), await changes.all(tx))
            number = await self._record(tx, merged, {entry_name(edit.kind, edit.id): _row(edit) for edit in edits}, who, where)
        await self.desk.merged()
        return number

    async def undo(self, number: int, *, who: Who, where: Place) -> str:
        """Puts back all that the command of that change has changed, and gives the entries' names. Raises UsageError for a
        change that is unknown, is no longer in force, or has another one on top of it."""
        async with self.store.begin() as tx:
            made = await changes.all(tx)
            merged = merge(stand_of(self.desk.settings), made)
            change = next((one for one in made if one.id == number), None)
            if change is None:
                raise UsageError("change-unknown", number=number)
            if change.file == changes.STORIES:
                return await take_back(tx, change, made, self._bench(merged, who, where))
            together = [one for one in made if one.command == change.command]
            for part in together:
                if merged.filed.get(part.entry) != part.before:
                    raise UsageError("change-over", number=part.id, entry=part.entry, file=part.file)
                same = [one.id for one in made if one.entry == part.entry and one.before == part.before and one.id > part.id]
                if same:
                    raise UsageError("change-covered", number=part.id, entry=part.entry, later=same[-1])
            await self._record(tx, merged, {part.entry: changes.was(part, made) for part in together}, who, where)
        await self.desk.merged()
        return ", ".join(part.entry for part in together)

    def _bench(self, merged: Merged, who: Who, where: Place) -> Bench:
        stand = merged.stand
        return Bench(who=who.name or who.id, where=str(where), now=self.clock.now(), desk=stand.desk, channels=stand.channels)

    async def _record(self, tx: AsyncConnection, merged: Merged, rows: Mapping[str, Row | None], who: Who, where: Place) -> int:
        wrong = problems(merged, rows)
        if len(wrong) == 1:
            raise wrong[0]
        if wrong:
            raise SettingsError(wrong, str(self.desk.settings.folder))
        first, number = None, 0
        for entry, row in rows.items():
            file = file_of(entry)
            if file is None:
                raise UsageError("entry-fixed", entry=entry)
            told, filed = who.name or who.id, merged.filed.get(entry)
            made = await changes.record(tx, told, str(where), file, entry, filed, row, self.clock.now(), first)
            number, first = made.id, made.command
        return number


def _row(edit: Edit) -> Row | None:
    if edit.kind == SETTING:
        value = edit.value
        assert value is None or isinstance(value, str | int | bool)
        return setting_row(value)
    return None if edit.value is None else row_of(edit.value)

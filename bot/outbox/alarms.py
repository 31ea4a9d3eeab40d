"""What the admins are told of a delivery in trouble. The alarm is a delivery itself, owed with the change that it tells of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.languages import texts
from bot.layout.alert import alert
from bot.layout.reasons import why_stuck
from bot.model.chat import Debt, Delivery, DeliveryKind, Message, Place
from bot.outbox.states import Trouble

Alarm = Callable[[Delivery, Trouble], Sequence[Debt]]
"""What is owed to whom when that delivery is in that trouble."""


def silent(_delivery: Delivery, _trouble: Trouble) -> Sequence[Debt]:
    """For a desk that has named no place for alarms: the log is all there is."""
    return ()


def to(place: Place, language: str, name_of: Callable[[Place], str] = str) -> Alarm:
    """Alarms that go to this place. `name_of`: what the admins call a place; else its address."""

    def alarm(delivery: Delivery, trouble: Trouble) -> Sequence[Debt]:
        return (
            Debt(
                place=place,
                kind=DeliveryKind.ALERT,
                subject=f"delivery {delivery.key} {trouble}",
                revision=delivery.attempt,
                message=_message(delivery, trouble, language, name_of(delivery.place)),
            ),
        )

    return alarm


def _message(delivery: Delivery, trouble: Trouble, language: str, where: str) -> Message:
    words = texts(language)
    say = words.say
    told = {"subject": delivery.subject, "place": where}
    summary = say(f"outbox.{trouble}.what", **told)
    lines = [say(f"outbox.{trouble}.remedy", **told)]
    if delivery.error:
        lines.insert(0, say("outbox.reason", reason=why_stuck(delivery.error, words)))
    commands = [f"/{say(f'commands.deliveries-{what}.name')} {delivery.key}" for what in ("retry", "drop")]
    return alert(summary, lines, language, commands)

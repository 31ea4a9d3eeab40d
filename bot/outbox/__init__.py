"""What is owed becomes what is posted: exactly once, as seen from the channel.

    owed ──claim──► sending             a lease and an attempt number, committed before the first byte leaves
    sending ──posted──► sent
    sending ──Later(t)──► owed          not before t
    sending ──Refused──► dead           the admin is told once
    sending ──Unknown──► doubtful       or the lease ran out
    doubtful ──found──► sent
    doubtful ──not found──► owed

`port` says what this room needs of a platform, `states` decides what becomes of a delivery, `worker` does it, `repair` is for
admins, `alarms` words what they are told.
"""

from bot.outbox.port import Later, Limits, Port, Refused, Unknown
from bot.outbox.states import Terms, Trouble
from bot.outbox.worker import Outbox

__all__ = ["Later", "Limits", "Outbox", "Port", "Refused", "Terms", "Trouble", "Unknown"]

"""What the admins' commands about stories have in common: who rules, and how a ruling is told."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.model.chat import Button, Buttons, Code, Context, Plain, Reply
from bot.ruling import Bench, Ruled


def bench(ask: Ask) -> Bench:
    return Bench(who=ask.who.name or ask.who.id, where=str(ask.where), now=ask.now, desk=ask.desk, channels=ask.channels)


def carried_out(ask: Ask, made: Ruled, key: str, **told: object) -> Reply:
    """The reply says what was done (`replies.story.<key>`), in how many places it shows, and how to undo it."""
    say = ask.texts.say
    edited = show.sentence(ask, "story.edited", count=made.edited)
    announced = (show.sentence(ask, "story.announced", count=made.announced),) if made.announced else ()
    line = f"/{say('commands.undo.name')} {made.number}"
    undo = Context((Plain(say("replies.changes.undo")), Code(line)))
    buttons = Buttons((Button(say("labels.buttons.story"), f"/story {made.story}"), Button(say("labels.buttons.undo"), line)))
    data = {"story": made.story, "change": made.number, "moved": made.moved, "edited": made.edited, "announced": made.announced}
    done = show.sentence(ask, f"story.{key}", **told)
    return Reply(blocks=(done, edited, *announced, undo, buttons), private=True, data=data)

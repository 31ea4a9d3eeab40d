"""The same statement elsewhere: which quotes of several cards are versions of one. Pure; near linear, for each quote is held
against a few others only. Nothing is translated.

same        word for word                       trimmed      one is a stretch of the other, and no denial is cut off
reworded    most words, in their order          translated   another language; only where numbers, names and kindred words
                                                             say so, and nothing else that the speaker said fits as well

A quote is never a version of another speaker's, nor of another one on its own card.
"""

from bot.editorial.quoting.said import Kind, Link, Said, position_of, said_on
from bot.editorial.quoting.statements import Statement, links, statements, versions
from bot.editorial.quoting.wording import differing

__all__ = ["Kind", "Link", "Said", "Statement", "differing", "links", "position_of", "said_on", "statements", "versions"]

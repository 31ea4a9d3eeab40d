"""What Discord takes, as numbers: its documentation of messages, components and application commands (November 2026)."""

from __future__ import annotations

CHARACTERS = 4_000
"""Of all text displays of one message with components v2, Markdown included."""

COMPONENTS = 40
"""Of one message with components v2, nested ones included."""

ROW = 5
"""Buttons in one row."""

LABEL = 80
CUSTOM_ID = 100
ALT_TEXT = 1_024
PICTURES = 10

DESCRIPTION = 100
COMMAND = 8_000
"""Characters of all names, descriptions and values of one command; of what is said in several languages the longest counts."""
OPTIONS = 25
CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100

MODAL_TITLE = 45
MODAL_LABEL = 45

POST_TITLE = 100
"""Of a forum's post."""
TAGS = 5
"""Of one post of a forum."""

MODAL_HINT = 100
FIELDS = 5
"""Of one modal."""

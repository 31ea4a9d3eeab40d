"""What Slack takes, as numbers: its reference of Block Kit, messages and views (November 2026)."""

from __future__ import annotations

BLOCKS = 50
"""Of one message."""

VIEW_BLOCKS = 100
"""Of a modal or of the app's home."""

CHARACTERS = 12_000
"""Of all blocks of one message together. Not documented: about 13,200 are refused (`msg_blocks_too_long`)."""

TEXT = 4_000
"""Of the message's own text, which notifications and screen readers use."""

RICH_TEXT = 3_000
"""Of one block of text, so that a message can be laid on pages."""

CONTEXT = 2_000
BUTTONS = 5
"""In one row; Slack takes 25, but no phone shows them side by side."""
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
ALT_TEXT = 2_000

TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLES = 1
"""In one message."""

CHARTS = 2
"""In one message; not documented, told by those who have tried."""
CHART_TITLE = 50
"""Also of an axis."""
CHART_LABEL = 20
"""Of a period, and of a series in the legend."""
CHART_VALUES = 20

TITLE = 24
"""Of a view, and of its buttons."""
LABEL = 2_000
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
METADATA = 3_000
"""Of a view's private metadata."""

COMMAND_HINT = 100
DESCRIPTION = 100
"""Of a slash command, in the manifest."""

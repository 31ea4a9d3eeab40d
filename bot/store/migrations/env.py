"""Alembic's entry: the migrations run on the connection, and in the transaction, that `bot.store.migrating` holds."""

from __future__ import annotations

from alembic import context

from bot.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()

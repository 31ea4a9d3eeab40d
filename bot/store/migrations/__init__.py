"""Alembic migrations. One that was released is never changed; the next version is another file."""

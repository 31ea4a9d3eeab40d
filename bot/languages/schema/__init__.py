"""The shape of a language's folder: one model for each of its files, named like the file.

Unknown keys are errors. Every key's meaning stands beside it; a key without a default must be there in every language; what a
language leaves out, the engine does without.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A TOML table: no unknown keys, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

"""Words and values of a language, as data. A language is a folder; there is no registry to edit.

Words stand here, grammar in the engine; no other module branches on a language. If a language seems to need an `if`, the engine
lacks a concept: name it, and give it to all languages as a key of the schema.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bot.languages.schema.changes import Changes
from bot.languages.schema.common import Common
from bot.languages.schema.concepts import Concepts
from bot.languages.schema.fates import Fates
from bot.languages.schema.language import Basics, Region
from bot.languages.schema.names import Names
from bot.languages.schema.numbers import Numbers
from bot.languages.schema.opinion import Opinion
from bot.languages.schema.questions import Questions
from bot.languages.schema.severity import Severity
from bot.languages.schema.speech import Speech
from bot.languages.schema.units import Units
from bot.languages.texts import Texts

FALLBACK = "en"
_HERE = files(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language as spoken in one region. Loaded once, compared by identity: it may key a cache."""

    basics: Basics
    region: Region
    numbers: Numbers
    units: Units
    speech: Speech
    names: Names
    questions: Questions
    fates: Fates
    severity: Severity
    opinion: Opinion
    changes: Changes
    concepts: Concepts
    common: Common

    @property
    def code(self) -> str:
        return self.basics.code


@cache
def readable() -> tuple[str, ...]:
    """The codes of all languages found, in order: those that can be read where somebody asks for them."""
    return tuple(sorted(folder.name for folder in _HERE.iterdir() if folder.joinpath("language.toml").is_file()))


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that are spoken and read unasked: all but the experimental ones."""
    return tuple(code for code in readable() if not _read(_HERE.joinpath(code), "language").get("experimental"))


@cache
def regions(code: str) -> tuple[str, ...]:
    return tuple(sorted(file.name.removesuffix(".toml") for file in _HERE.joinpath(code, "regions").iterdir()))


@cache
def load(code: str, region: str | None = None) -> Language:
    """The language, read for that region; an unknown region is read as the language's default one.

    Raises `LookupError` for a language that has no folder and `pydantic.ValidationError` for a folder that breaks the schema.
    """
    if code not in readable():
        raise LookupError(code)
    folder = _HERE.joinpath(code)
    basics = Basics.model_validate(_read(folder, "language"))
    wanted = region if region in regions(code) else basics.default_region
    if wanted != region:
        return load(code, wanted)
    return Language(
        basics=basics,
        region=Region.model_validate(_read(folder.joinpath("regions"), wanted)),
        numbers=Numbers.model_validate(_read(folder, "numbers")),
        units=Units.model_validate(_read(folder, "units")),
        speech=Speech.model_validate(_read(folder, "speech")),
        names=Names.model_validate(_read(folder, "names")),
        questions=Questions.model_validate(_read_if_there(folder, "questions")),
        fates=Fates.model_validate(_read_if_there(folder, "fates")),
        severity=Severity.model_validate(_read_if_there(folder, "severity")),
        opinion=Opinion.model_validate(_read_if_there(folder, "opinion")),
        changes=Changes.model_validate(_read_if_there(folder, "changes")),
        concepts=Concepts.model_validate(_read_if_there(folder, "concepts")),
        common=Common.model_validate(_read_if_there(folder, "common")),
    )


@cache
def texts(code: str) -> Texts:
    """What the bot says in that language; a key it lacks is said in English."""
    fallback = texts(FALLBACK) if code != FALLBACK else None
    return Texts(code, _read_if_there(_HERE.joinpath(code), "texts"), fallback)


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _read_if_there(folder: Traversable, name: str) -> dict[str, Any]:
    return _read(folder, name) if folder.joinpath(f"{name}.toml").is_file() else {}

"""Writes `bot/languages/xx/common.toml`: how many articles of the news have a word, counted on our own situations.

usage: python -m tests.evals._common_words

The situations of tests/evals/relevance are a headline with a sentence or two; an article is some times as long, so that the
share of situations with a word is brought to that of articles as if an article were `TIMES` situations.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from bot.languages import available, load
from bot.model.folding import fold
from tests.evals.relevance.gold import situations

TIMES = 12
LEAST = 2
LEVELS = (0.8, 0.6, 0.45, 0.3, 0.2, 0.12, 0.07)
ROOT = Path(__file__).parents[2]
WORD = re.compile(r"[^\W\d_]{2,}")
HEADING = {
    "en": """\
# Words of the news, by the share of articles that have them: they tell little of which event it is. Counted on our own
# situations (tests/evals/relevance) by `python -m tests.evals._common_words`, which writes this file.
""",
    "es": """\
# Palabras de las noticias, según la parte de los artículos que las tienen: poco dicen de qué hecho se trata. Contadas en
# nuestras propias situaciones (tests/evals/relevance) con `python -m tests.evals._common_words`, que escribe este archivo.
""",
}


def shares(language: str) -> dict[str, float]:
    """Word → share of articles. Words that are always written with a capital are names, which tell much."""
    told = [f"{one.title}. {one.text}" for one in situations() if one.language == language]
    grammar = {fold(word) for word in load(language).basics.function_words}
    common = {fold(word) for text in told for word in WORD.findall(text) if word.islower()} - grammar
    counts = Counter(word for text in told for word in {fold(word) for word in WORD.findall(text)} & common)
    return {word: 1 - (1 - count / len(told)) ** TIMES for word, count in counts.items() if count >= LEAST}


def written(language: str) -> str:
    by_level: dict[float, list[str]] = {}
    for word, share in shares(language).items():
        by_level.setdefault(min(LEVELS, key=lambda level: abs(level - share)), []).append(word)
    lines = [HEADING[language], "[shares]"]
    for level in LEVELS:
        line = " ".join(sorted(by_level.get(level, [])))
        lines += [f'"{level}" = """', *_wrapped(line), '"""'] if line else []
    return "\n".join(lines) + "\n"


def _wrapped(line: str, width: int = 126) -> list[str]:
    lines = [""]
    for word in line.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


if __name__ == "__main__":
    for code in available():
        (ROOT / "bot" / "languages" / code / "common.toml").write_text(written(code), encoding="utf-8")

"""How long sentences, tokens and names take on 1, 10 and 100 times a text: `python -m tests.bench.bench_names`."""

from __future__ import annotations

import time
from pathlib import Path

from bot.app.settings import load_settings
from bot.condense.document import read
from bot.condense.names import find_names, known_names
from bot.languages import load

TEXT = """\
La Fiscalía General de la República (FGR) informó que Pedro Luna Rivas, alias El Tigre, fue detenido en Méndez, Tamaulipas.
“No hay pacto”, dijo la presidenta Claudia Sheinbaum. El secretario de Seguridad Omar García Harfuch agregó que Luna y Ana Luna,
su hermana, operaban para el Cártel del Golfo. La Fiscalía pidió apoyo a la DEA y a la Casa Blanca. Luna calló.
"""
WORDS_AN_ARTICLE = 600


def measure(times: int) -> float:
    """Milliseconds of CPU for 600 words, on the text repeated."""
    language = load("es")
    known = known_names(load_settings(Path(__file__).parents[2] / "config", {}).desk, language)
    text = TEXT * (8 * times)
    start = time.process_time()
    find_names(read(text, language), known)
    return (time.process_time() - start) * 1000 * WORDS_AN_ARTICLE / len(text.split())


def main() -> None:
    measure(1)
    for times in (1, 10, 100):
        print(f"{times:>4} × {len(TEXT.split()) * 8} words: {measure(times):.2f} ms CPU for each {WORDS_AN_ARTICLE} words")


if __name__ == "__main__":
    main()

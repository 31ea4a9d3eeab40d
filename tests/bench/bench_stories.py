"""What grouping an article costs, alone and beside a full window, and as a ratio to a fixed loop timed in the same run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import process_time

from bot.editorial.stories import Features, Reader, Window
from bot.model.feeds import Article
from tests.bench.bench_condense import reference, seconds
from tests.evals.relevance.gold import situations
from tests.fakes.desks import mexico_desk

START = datetime(2026, 1, 1, tzinfo=UTC)
TIMED = 300


def articles(count: int) -> list[Article]:
    """Articles of some 250 words, each put together from other situations of the relevance gold."""
    told = list(situations())
    made: list[Article] = []
    for number in range(count):
        chosen = [told[(number * 7 + step * (number % 13 + 1)) % len(told)] for step in range(14)]
        chosen = [one for one in chosen if one.language == chosen[0].language]
        text = "\n\n".join(one.text for one in chosen)
        made.append(Article(text=text, title=chosen[0].title, language=chosen[0].language, published=START))
    return made


def placing(features: list[Features], before: int) -> float:
    """CPU seconds an article takes to be placed, behind so many."""
    window = Window()
    for number, one in enumerate(features[:before]):
        window.place(str(number), one, START + timedelta(minutes=number))
    late = START + timedelta(minutes=before)
    start = process_time()
    for number, one in enumerate(features[before : before + TIMED]):
        window.place(f"timed-{number}", one, late)
    return (process_time() - start) / TIMED


def main() -> None:
    batch = articles(4_300)
    reader = Reader(mexico_desk())
    ground = seconds(reference)
    reading = seconds(lambda: [reader.read(article) for article in batch[:TIMED]]) / TIMED
    print(f"stories: reading {reading * 1e3:.2f} ms an article ({reading / ground:.4f} of the reference loop)")
    features = [reader.read(article) for article in batch]
    for before in (100, 1_000, 4_000):
        spent = placing(features, before)
        print(f"  placing behind {before:>5} others: {spent * 1e3:.2f} ms ({spent / ground:.4f})")


if __name__ == "__main__":
    main()

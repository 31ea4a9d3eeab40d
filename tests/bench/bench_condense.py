"""How many articles of 600 words a CPU second condenses, and as a ratio to a fixed loop timed in the same run.

The ratio is what may be compared between machines and days: both loops feel the same processor and the same neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from bot.condense import condense
from bot.condense.document import read
from bot.condense.evidence import gather
from bot.condense.names import find_names, known_names
from bot.condense.points import choose
from bot.condense.quotes import find_quotes
from bot.condense.relevance import judge
from bot.condense.topics import score_topics
from bot.languages import load
from bot.model.feeds import Article
from tests.evals.relevance.gold import situations
from tests.fakes.desks import mexico_desk

WORDS = 600
ARTICLES = 24
ROUNDS = 3


def articles() -> list[Article]:
    """Articles of the wanted length, put together from the situations of the relevance gold, half in each language."""
    made: list[Article] = []
    for language in ("en", "es"):
        paragraphs = [f"{s.title}. {s.text}" for s in situations() if s.language == language]
        at = 0
        for number in range(ARTICLES // 2):
            chosen: list[str] = []
            while sum(len(p.split()) for p in chosen) < WORDS:
                chosen.append(paragraphs[at % len(paragraphs)])
                at += 1
            title = f"{language} {number}"
            made.append(Article(text="\n\n".join(chosen), title=title, language=language, region="MX", id=title))
    return made


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of a few rounds; the first, which fills caches, does not count."""
    work()
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def reference() -> int:
    """A fixed loop of the interpreter: look-ups and additions, as condensing is made of."""
    counts: dict[int, int] = {}
    for i in range(400_000):
        counts[i % 997] = counts.get(i % 997, 0) + i
    return len(counts)


def main() -> None:
    desk = mexico_desk()
    batch = articles()
    whole = seconds(lambda: [condense(article, desk) for article in batch]) / len(batch)
    own = seconds(_own_share(batch)) / len(batch)
    ground = seconds(reference)
    print(f"condense: {1 / whole:.0f} articles of {WORDS} words a CPU second ({whole * 1e3:.2f} ms each)")
    print(f"  of which topics, relevance and points: {own * 1e3:.2f} ms")
    print(f"  an article costs {whole / ground:.4f} of the reference loop ({ground * 1e3:.1f} ms)")
    for factor in (1, 10, 100):
        text = "\n\n".join([batch[0].text] * factor)
        spent = seconds(lambda text=text: condense(Article(text=text, language="en"), desk))  # type: ignore[misc]
        print(f"  {len(text):>9,} characters: {spent * 1e6 / len(text):.2f} µs a character")


def _own_share(batch: list[Article]) -> Callable[[], object]:
    desk = mexico_desk()
    ready = []
    for article in batch:
        doc = read(article.text, load(article.language or "en", article.region))
        entities = find_names(doc, known_names(desk, doc.language))
        ready.append((article, doc, entities, find_quotes(doc, entities)))

    def work() -> None:
        for article, doc, entities, quotes in ready:
            evidence = gather(doc, article.title, desk)
            topics = score_topics(evidence, desk)
            judge(evidence, topics, entities, desk, region=article.region)
            choose(doc, article.title, quotes=quotes, figures=(), entities=entities, evidence=evidence)

    return work


if __name__ == "__main__":
    main()

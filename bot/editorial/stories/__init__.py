"""Which story an article tells: one event is one post, in whatever outlet and language it is told.

Three steps, all pure; the service and `briefbot stories --jsonl` take the same three:

    reader = Reader(desk)                      # once a desk; compiles its names
    features = reader.read(article)            # an Article, or a Card: who, where, when, how many; under a millisecond
    grouped = window.place(id, features, at)   # the story, whether it is new, and why

`at` is the time by which the window moves: when the article was published, or was seen where that is not known. It never moves
back. A decision is final: what has been announced cannot be taken back. Only a person may `merge` or `split`.

The service keeps `features.packed()` (plain JSON, a few kilobytes) and the story's id beside each card. After a restart:

    window = Window()
    window.restore(Row(id=…, story=…, at=…, features=Features.unpacked(…)) for … in the order in which they were placed)

with the last `REMEMBERED` cards; then it decides as it would have without the restart. `window.merge(into, story)` and
`window.split(ids)` say what a person decided; the service writes the new story ids to its rows, and a restored window knows
them. An article that is corrected keeps its story; `window.renew(id, features)` has newcomers compared with what it says now.
`standing` counts what stands behind a story: “9 outlets, 2 independent texts”.

    reading     article → Features            lexicon, stems: words of languages and desk
    weighing    Features → Placed             commonness: what every article has tells nothing
    index       which articles to compare     likeness: two articles → Evidence
    judging     Evidence → score              window: the decision; reasons: why
"""

from bot.editorial.stories.copies import Copy, Standing, standing
from bot.editorial.stories.features import Features
from bot.editorial.stories.reading import Reader
from bot.editorial.stories.window import REMEMBERED, Grouped, Row, Window

__all__ = ["REMEMBERED", "Copy", "Features", "Grouped", "Reader", "Row", "Standing", "Window", "standing"]

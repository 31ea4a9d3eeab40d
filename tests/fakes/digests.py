"""A digest of every kind of thing that one may tell, and others, for the three platforms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.editorial.digesting import compose
from bot.layout.digest import Occasion, digest_messages
from bot.layout.digest_again import amended
from bot.model.cards import PersonName
from bot.model.digests import Correction, Digest, Note, Silence
from bot.model.feeds import Extent
from bot.model.readers import Retraction
from bot.model.reasons import Reason
from bot.model.revisions import FigureChanged, Revision, RevisionKind
from bot.model.text import Span
from tests.fakes.cards import figure, quote
from tests.fakes.stories_held import CHANNEL, DESK, NOW, PLAN, held, one, whole

YESTERDAY = NOW - timedelta(days=1)
MORNING = datetime(2026, 11, 24, 12, 5, tzinfo=UTC)
TOLL = (
    "The toll of the attack in Ures rose to eight people killed, the state said on Tuesday. “Two of the wounded died in "
    "hospital overnight,” said Luz Vega, the health secretary."
)
SEIZED = (
    "La Guardia Nacional aseguró 48 fusiles en Sásabe, informó el general Luis Mora. “Venían en cajas de refacciones y nadie "
    "las había reclamado”, dijo. Otros 20 cargadores estaban en un taller."
)
RUIZ, VEGA, MORA = (PersonName(name=name, spans=()) for name in ("Ana Ruiz", "Luz Vega", "Luis Mora"))


def _held():
    first = whole(1, people=(RUIZ,), published=MORNING)
    told = (first, one(2, outlet="voz", published=MORNING), one(3, outlet="eco", published=MORNING))
    seizure = one(
        4,
        outlet="eco",
        language="es",
        topic="arms",
        text=SEIZED,
        title="Aseguran 48 fusiles en Sásabe",
        published=YESTERDAY,
        people=(MORA,),
        quotes=(
            quote(SEIZED, "Venían en cajas de refacciones y nadie las había reclamado", by="Luis Mora", role="el general"),
        ),
        figures=(figure(SEIZED, "48 fusiles", "48", unit="firearms", measure="fusiles"),),
    )
    later = one(
        5,
        outlet="voz",
        text=TOLL,
        title="Toll rises to eight in Ures",
        published=MORNING,
        people=(VEGA,),
        quotes=(quote(TOLL, "Two of the wounded died in hospital overnight,", by="Luz Vega", role="the health secretary"),),
        figures=(figure(TOLL, "eight people", "8", unit="people", measure="people killed"),),
    )
    behind = one(6, topic=None, extent=Extent.PAYWALLED, title="The council met", published=None)
    old = whole(8, outlet="ledger")
    return (
        held(*told, sources=2, copies=frozenset({"BB-2026-11-24-003"})),
        held(seizure, reported=frozenset({seizure.id})),
        held(
            old, later, story="ST-2026-11-23-001", waiting=(later.id,), sources=2, told=frozenset({old.id}), told_at=YESTERDAY
        ),
        held(behind),
        held(one(7, topic="arms", title="Eleven rifles more")),
    )


def _full():
    wrong = one(9, title="Nine dead in Naco", url="https://news.example/naco")
    back = Correction(card=wrong, at=NOW, retracted="The outlet withdrew it: the number was of another year.")
    changed = FigureChanged(before="12 rifles", after="14 rifles", measure="rifles", sentence=Span(0, 10))
    revision = Revision(number=1, at=NOW, kind=RevisionKind.SUBSTANTIAL, changes=(changed,))
    mended = Correction(card=one(10, title="Rifles found near Naco"), at=NOW, revision=revision)
    silences = (Silence(outlet="voz", days=5, usual=2.0), Silence(outlet="eco", days=3, usual=1.7, failing=True))
    plan = replace(PLAN, stories=4)
    return compose(_held(), plan, CHANNEL, DESK, corrections=(back, mended), silences=silences, since=YESTERDAY)


def many(count, **more):
    stories = tuple(held(whole(number, people=(RUIZ,), **more)) for number in range(1, count + 1))
    return compose(stories, replace(PLAN, stories=50), CHANNEL, DESK)


EMPTY = Digest(sections=(), since=YESTERDAY)
ON_TIME = Occasion(slot=NOW)
DIGESTS = {
    "full": (_full, ON_TIME),
    "late": (lambda: many(1), Occasion(slot=NOW - timedelta(hours=2), late=True, missed=2)),
    "empty": (lambda: EMPTY, ON_TIME),
    "catch-up": (
        lambda: many(2),
        Occasion(
            slot=NOW,
            held=(
                Reason("held-quiet", {"hours": "22:00-07:00", "zone": "America/Mexico_City"}),
                Reason("held-cap", {"cap": "6/1h"}),
            ),
        ),
    ),
    "parted": (lambda: many(14), ON_TIME),
    "amended": (_full, ON_TIME),
}


def messages(name, language):
    digest, occasion = DIGESTS[name]
    composed = digest()
    made = digest_messages(composed, occasion, desk=DESK, language=language, zone="America/Mexico_City", now=NOW)
    return tuple(_later(one, composed) for one in made) if name == "amended" else made


def _later(message, digest):
    """After the first story was corrected, once by another outlet, and the second was taken back."""
    fell = FigureChanged(before="six people", after="five people", measure="people killed", sentence=Span(0, 10))
    revision = Revision(number=1, at=NOW + timedelta(hours=2), kind=RevisionKind.SUBSTANTIAL, changes=(fell,))
    first, second, *_ = digest.entries
    notes = (Note(revision=revision), Note(revision=revision, outlet="voz"))
    back = Retraction(
        card_id=second.lead.id, at=NOW + timedelta(days=1), who="Ana", where="c", reason="It was of another year."
    )
    marked = replace(first, notes=notes, withdrawn=frozenset({"eco"}), sources=1)
    here = {"desk": DESK, "zone": "America/Mexico_City", "made": NOW}
    return amended(amended(message, marked, **here), second, retraction=back, **here)

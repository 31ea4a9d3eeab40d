"""Digests as each platform is sent them, in each language; and that nothing of one is lost or cut where it must not be.

`UPDATE_GOLDEN=1 pytest tests/unit/platforms/test_digests.py` writes the golden files anew; read the difference.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.editorial.digesting import compose
from bot.languages import available, texts
from bot.layout.card import MOST_CHARACTERS
from bot.layout.digest import digest_messages
from bot.layout.digest_again import amended
from bot.layout.text import plain
from bot.model.chat import Chart, Paragraph, Picture, Quotation
from bot.model.digests import Note
from bot.model.readers import Retraction
from bot.model.revisions import FigureChanged, HeadlineChanged, Revision, RevisionKind
from bot.model.text import Span
from bot.platforms.console.terminal import render
from bot.platforms.discord import parts as discord_parts
from bot.platforms.discord.render import message_sheet as on_discord
from bot.platforms.slack.render import message_sheet as on_slack
from tests.fakes.cards import quote
from tests.fakes.digests import DIGESTS, ON_TIME, RUIZ, many, messages
from tests.fakes.discord import limits, schema
from tests.fakes.slack import check
from tests.fakes.stories_held import CHANNEL, DESK, NOW, PLAN, held, one

GOLDEN = Path(__file__).parents[2] / "golden" / "digests"
ROOM = {"characters": 3_900, "components": 34}

each = pytest.mark.parametrize("name", DIGESTS)
in_each_language = pytest.mark.parametrize("language", available())


def golden(name, told):
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def dumped(told):
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


@each
@in_each_language
def test_on_the_console(name, language):
    file = io.StringIO()
    console = Console(file=file, width=110, force_terminal=False)
    for message in messages(name, language):
        console.print(render.card(message, "daily"))
    golden(f"{name}.{language}.txt", "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n")


@each
@in_each_language
def test_on_discord(name, language):
    sent = []
    for message in messages(name, language):
        components = on_discord(message, texts(language), key="k3y").view.to_components()
        payload = {"components": components, "flags": limits.V2, "allowed_mentions": {"parse": []}}
        assert [*limits.of_message(payload), *schema.complaints("POST", "/channels/{channel_id}/messages", payload)] == []
        sent.append(components)
    golden(f"discord.{name}.{language}.json", dumped(sent))


@each
@in_each_language
def test_on_slack(name, language):
    sent = []
    for message in messages(name, language):
        sheet = on_slack(message, texts(language))
        told = {"text": sheet.text, "blocks": list(sheet.blocks)}
        check.message(told, files=set())
        sent.append(told)
    golden(f"slack.{name}.{language}.json", dumped(sent))


def test_every_golden_file_is_of_a_digest():
    names = {f"{name}.{language}" for name in DIGESTS for language in available()}
    kinds = {f"{name}.txt" for name in names} | {f"{kind}.{name}.json" for kind in ("discord", "slack") for name in names}
    assert {path.name for path in GOLDEN.iterdir()} == kinds


def whole_on_discord(message):
    return len(discord_parts.pages(discord_parts.parts(message.blocks), **ROOM)) == 1


def test_a_usual_digest_is_one_message_and_a_long_one_goes_on_in_others():
    def made(count):
        return digest_messages(many(count), ON_TIME, desk=DESK, language="en", zone="UTC", now=NOW)

    assert len(made(5)) == 1
    parted = made(40)
    assert len(parted) > 1
    told = "\n".join(plain(message.blocks) for message in parted)
    assert [f"{number}. Six killed" in told for number in range(1, 41)] == [True] * 40
    assert f"2/{len(parted)}" in plain(parted[1].blocks)
    assert all(len(plain(message.blocks, links=True)) <= MOST_CHARACTERS for message in parted)
    assert all(map(whole_on_discord, parted))


SAID = st.text(alphabet="abcé’ .,*_[]()<>&@#", min_size=0, max_size=500).filter(lambda text: text.strip(" .,"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SAID, SAID), min_size=1, max_size=14), st.sampled_from(available()))
def test_whatever_it_tells_it_fits_and_no_quote_is_cut(some, language):
    cards = []
    for number, (title, words) in enumerate(some, 1):
        text = f"It began. «{words}», said Ana Ruiz."
        cards.append(
            one(number, text=text, title=title, people=(RUIZ,), quotes=(quote(text, words, by="Ana Ruiz"),), points=())
        )
    digest = compose([held(card) for card in cards], replace(PLAN, stories=50), CHANNEL, DESK)
    made = digest_messages(digest, ON_TIME, desk=DESK, language=language, zone="UTC", now=NOW)
    assert all(map(whole_on_discord, made))
    said = {" ".join(words.split()) for _, words in some}
    shown = [block.words for message in made for block in message.blocks if isinstance(block, Quotation)]
    assert all(" ".join(words.split()) in said for words in shown)
    heads = [block for message in made for block in message.blocks if isinstance(block, Paragraph)]
    assert len(heads) >= len(cards)


# ── what became of a story since ─────────────────────────────────────────────────────────────────────────────────────────────

CHART = Chart(title="Homicides", unit="", note="Published by The Ledger", values=(), picture=Picture(b"png", "A chart."))
HERE = {"desk": DESK, "zone": "UTC", "made": NOW}


def noted(entry, *changes):
    revision = Revision(number=1, at=NOW, kind=RevisionKind.SUBSTANTIAL, changes=changes)
    return replace(entry, notes=(Note(revision=revision),))


def retraction(entry):
    return Retraction(card_id=entry.lead.id, at=NOW, who="Ana", where="c", reason="It was of last year.")


FELL = FigureChanged(before="six people", after="five people", measure="people killed", sentence=Span(0, 10))
TURNED = HeadlineChanged(before="Six killed", after="Six hurt")


@pytest.mark.parametrize(
    ("which", "change", "stands"),
    [(0, FELL, False), (0, TURNED, True), (1, FELL, False), (2, FELL, True), (1, None, False), (2, None, True)],
)
def test_a_chart_goes_with_a_number_that_it_is_drawn_from(which, change, stands):
    digest = many(3)
    ids = [entry.lead.id for entry in digest.entries]
    (message,) = digest_messages(
        digest, ON_TIME, desk=DESK, language="en", zone="UTC", now=NOW, chart=CHART, drawn_from={*ids[:2], "BB-2026-01-01-001"}
    )
    entry = digest.entries[which]
    if change is None:
        after = amended(message, entry, retraction=retraction(entry), **HERE)
    else:
        after = amended(message, noted(entry, change), **HERE)
    assert (CHART in after.blocks) is stands
    again = amended(after, digest.entries[0], retraction=retraction(digest.entries[0]), **HERE)
    assert CHART not in again.blocks
    assert [again.blocks[one.first].line[0].text for one in again.stretches] == ["1. ", "2. ", "3. "]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 13), st.booleans()), max_size=30), st.sampled_from(available()))
def test_however_often_it_is_amended_each_entry_stays_its_own_and_the_rest_as_it_was(steps, language):
    digest = many(14)
    made = digest_messages(digest, ON_TIME, desk=DESK, language=language, zone="UTC", now=NOW)
    said = list(made)
    struck = set()
    for number, takes_back in steps:
        entry = digest.entries[number]
        for at, message in enumerate(said):
            if takes_back or number in struck:
                struck.add(number)
                said[at] = amended(message, entry, retraction=retraction(entry), **HERE)
            else:
                said[at] = amended(message, noted(entry, FELL), **HERE)
            assert (
                amended(said[at], entry, retraction=retraction(entry), **HERE).stretches[0].first == message.stretches[0].first
            )
    assert all(map(whole_on_discord, said))
    touched = {number for number, _ in steps}
    for before, after in zip(made, said, strict=True):
        assert [one.subject for one in after.stretches] == [one.subject for one in before.stretches]
        for was, now in zip(before.stretches, after.stretches, strict=True):
            number = next(n for n, entry in enumerate(digest.entries) if entry.lead.id == was.subject)
            blocks = after.blocks[now.first : now.end]
            assert (blocks == before.blocks[was.first : was.end]) is (number not in touched)
            assert (now.body == now.end) is (number in struck)

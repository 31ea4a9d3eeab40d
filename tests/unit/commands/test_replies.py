"""What each command answers, over a real store, in both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands import all_commands, run
from bot.commands.ask import FeedWish, Who
from bot.commands.reference import GRAMMAR
from bot.languages import available, texts
from bot.layout.text import plain, plain_line
from bot.model.chat import (
    Attachment,
    Chart,
    Code,
    Debt,
    DeliveryKind,
    DeliveryState,
    Mark,
    Message,
    Paragraph,
    Place,
    Plain,
    Quotation,
    Table,
)
from bot.model.desk import Mention
from bot.model.errors import SourceError
from bot.model.feeds import FeedKind
from bot.model.reasons import Reason
from bot.sources.identity import identity_of
from bot.store import cards, deliveries
from bot.store import feeds as kept_feeds
from bot.store.deliveries import Step
from bot.store.feeds import FeedState
from tests.fakes.asking import NOW
from tests.fakes.cards import card, figure

LINES = {
    "help": "/help",
    "latest": "/latest",
    "search": "/search homicides",
    "card": "/card BB-2026-11-24-001",
    "evidence": "/evidence BB-2026-11-24-001",
    "corrections": "/corrections",
    "reports list": "/reports list",
    "reports settle": "/reports settle {report}",
    "reports reopen": "/reports reopen {settled}",
    "saved add": "/save BB-2026-11-24-001",
    "saved list": "/saved",
    "saved remove": "/unsave BB-2026-11-24-001",
    "report": "/report BB-2026-11-24-001 the date is wrong",
    "retract": "/retract BB-2026-11-24-001 the outlet has withdrawn it",
    "follows add": "/follow topic:homicides",
    "follows remove": "/unfollow {followed}",
    "follows list": "/follows",
    "said": "/said Ruiz",
    "story": "/story Guanajuato",
    "story merge": "/story merge ST-2026-11-24-001 BB-2026-11-24-002",
    "story split": "/story split {merged}",
    "timeline": "/timeline topic:homicides",
    "who": "/who Ana Ruiz",
    "place": "/place Guanajuato",
    "ask": "/ask how many homicides were counted in 2025?",
    "condense": "/condense https://other.example/a",
    "why": "/why BB-2026-11-24-001",
    "memo": "/memo BB-2026-11-24-001 BB-2026-11-24-002",
    "quotes": "/quotes",
    "figures": "/figures homicides",
    "feeds list": "/feeds list",
    "feeds test": "/feeds test https://news.example/rss",
    "feeds add": "/feeds add https://news.example/rss",
    "feeds pause": "/feeds pause ejemplo-seguridad",
    "feeds remove": "/feeds remove ejemplo-seguridad",
    "channels list": "/channels list",
    "status": "/status",
    "audit": "/audit",
    "undo": "/undo 1",
    "settings list": "/settings",
    "settings set": "/settings set zone America/Tijuana",
    "pause all": "/pause all",
    "resume all": "/resume all",
    "channels add": "/channels add id:new platform:console",
    "channels set": "/channels set homicidios threshold:0.7",
    "channels pause": "/channels pause homicidios",
    "channels resume": "/channels resume homicidios",
    "channels remove": "/channels remove homicidios",
    "channels test": "/channels test all",
    "digest now": "/digest now",
    "digest preview": "/digest preview homicidios",
    "digests list": "/digests list",
    "digests add": "/digests add all at:07:30",
    "digests set": "/digests set homicidios daily stories:5",
    "digests pause": "/digests pause homicidios daily",
    "digests resume": "/digests resume homicidios weekly",
    "digests remove": "/digests remove homicidios daily",
    "outlets list": "/outlets list",
    "outlets set": "/outlets set example owner:Ltd",
    "outlets mute": "/outlets mute example all",
    "topics list": "/topics list",
    "topics set": "/topics set homicides weight:2",
    "people list": "/people list",
    "people set": "/people set ana-ruiz country:MX",
    "people alias": "/people alias ana-ruiz Ruiz",
    "export config": "/export config",
    "export figures": "/export figures homicides",
    "deliveries list": "/deliveries list",
    "deliveries retry": "/deliveries retry {refused}",
    "deliveries drop": "/deliveries drop {waiting}",
}


def text(reply):
    return plain(reply.blocks)


async def two_deliveries(ask):
    """One that was refused, and one that waits; their keys."""
    message = Message(blocks=(Paragraph((Plain("x"),)),), summary="x", language="en")
    place = Place(platform="console", channel="all")
    debts = [Debt(place=place, kind=DeliveryKind.CARD, subject=name, revision=0, message=message) for name in ("A", "B")]
    async with ask.store.begin() as tx:
        await deliveries.owe(tx, debts, NOW)
        claimed = await deliveries.claim(tx, "console", NOW, timedelta(minutes=1))
        await deliveries.step(tx, claimed, Step(state=DeliveryState.DEAD, error="no such channel"), NOW)
    return {"refused": claimed.key, "waiting": deliveries.key_of(place, DeliveryKind.CARD, "B", 0)}


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("name", all_commands())
async def test_every_command_answers_in_every_language_and_as_json(name, code, ask):
    stuck = await two_deliveries(ask) if "{" in LINES[name] else {}
    if {"{report}", "{settled}"} & set(LINES[name].split()):
        stuck |= {"report": (await run("/report BB-2026-11-24-001 wrong", ask)).data["report"]}
        stuck |= (
            {"settled": (await run(f"/reports settle {stuck['report']}", ask)).data["reports"][0]}
            if "{settled}" in LINES[name]
            else {}
        )
    if "{merged}" in LINES[name]:
        await run("/story merge ST-2026-11-24-001 ST-2026-11-24-002", ask)
        stuck |= {"merged": "BB-2026-11-24-002"}
    if "{followed}" in LINES[name]:
        stuck |= {"followed": (await run("/follow topic:homicides", ask)).data[0]["words"]}
    reply = await run(LINES[name].format_map(stuck), replace(ask, language=code))
    assert reply.exit_code == 0, text(reply)
    assert text(reply)
    assert json.loads(json.dumps(reply.data)) == reply.data


async def test_nothing_at_all_is_a_call_for_help(ask):
    for line in ("", "/", "/brief", "  "):
        assert (await run(line, ask)).blocks == (await run("/help", ask)).blocks


async def test_help_shows_admins_what_only_they_may_do(ask):
    reader = replace(ask, who=Who(id="u2", name="Ben"))
    assert "/feeds add" in text(await run("/help", ask))
    assert "/feeds add" not in text(await run("/help", reader))


async def test_help_for_one_command_tells_its_options_in_the_askers_language(ask):
    told = text(await run("/ayuda cifras", replace(ask, language="es")))
    assert told.startswith("/cifras [medida …] [tema:…]")
    assert "cuántos — Cuántos por página (si no, 10)" in told


async def test_help_tells_the_grammar_of_a_search_and_each_of_its_examples_is_one(ask):
    for code in available():
        asker = replace(ask, language=code)
        for command in ("search", "quotes", "said", "figures"):
            assert texts(code).say("replies.grammar.title") in text(await run(f"/help {command}", asker))
        assert texts(code).say("replies.grammar.title") not in text(await run("/help report", asker))
        for part in GRAMMAR:
            typed = texts(code).say(f"replies.grammar.{part}.typed")
            assert (await run(f"/search fall {typed}", asker)).exit_code == 0, typed


async def test_latest_is_newest_first_and_says_how_to_go_on(ask):
    first = await run("/latest limit:1", ask)
    assert (first.data["total"], [card["title"] for card in first.data["cards"]]) == (2, ["Decomiso en Culiacán"])
    assert first.more == "/latest limit:1 page:2"
    second = await run(first.more, ask)
    assert [card["title"] for card in second.data["cards"]] == ["Homicides fall in Guanajuato"]
    assert second.more is None


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("/latest limit:1", "/latest limit:1 page:2"),
        ("/latest page:1 limit:1", "/latest page:2 limit:1"),
        ("/recientes cuántos:1", "/recientes cuántos:1 page:2"),
        ("/latest 1 1", "/latest 1 page:2"),
        ("/search homicid* limit:1 lang:es lang:en", "/search homicid* limit:1 lang:es lang:en page:2"),
        ("/quotes limit:1", "/quotes limit:1 page:2"),
        ("/figures limit:2", "/figures limit:2 page:2"),
        ("/figures limit:3", None),
    ],
)
async def test_the_line_that_goes_on_is_the_askers_own_with_another_page(line, more, ask):
    reply = await run(line, ask)
    assert reply.more == more
    if more:
        assert (await run(more, ask)).more is None


async def test_a_page_beyond_the_last_says_so(ask):
    reply = await run("/latest page:9", ask)
    assert reply.data == {"total": 2, "cards": []}
    assert text(reply) == "There are 2 in all; the pages end before this one."


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("/search guanajuato", ["Homicides fall in Guanajuato"]),
        ("/search CULIACAN", ["Decomiso en Culiacán"]),
        ("/search homicid*", ["Decomiso en Culiacán", "Homicides fall in Guanajuato"]),
        ("/search homicid* -guardia", ["Homicides fall in Guanajuato"]),
        ('/search "Guardia Nacional"', ["Decomiso en Culiacán"]),
        ('/search "Nacional Guardia"', []),
        ("/search topic:homicides", ["Homicides fall in Guanajuato"]),
        ("/search outlet:ejemplo", ["Decomiso en Culiacán"]),
        ("/search lang:en", ["Homicides fall in Guanajuato"]),
        ("/search speaker:Ruiz", ["Homicides fall in Guanajuato"]),
        ("/search place:culiacan", ["Decomiso en Culiacán"]),
        ("/search since:yesterday until:yesterday", ["Decomiso en Culiacán", "Homicides fall in Guanajuato"]),
        ("/search since:today", []),
        ("/search until:2025", []),
    ],
)
async def test_search_finds_by_each_operator(line, titles, ask):
    reply = await run(line, ask)
    assert [card["title"] for card in reply.data["cards"]] == titles, text(reply)
    assert reply.data["total"] == len(titles)


async def test_an_outlet_that_the_desk_has_no_longer_is_still_found_by_its_name(ask):
    forgetful = replace(ask, desk=replace(ask.desk, outlets=()))
    reply = await run('/search outlet:"el ejemplo"', forgetful)
    assert [card["outlet"] for card in reply.data["cards"]] == ["El Ejemplo"]


async def test_a_card_is_shown_whole_whatever_the_case_of_its_id(ask):
    reply = await run("/card bb-2026-11-24-001", ask)
    assert reply.data["title"] == "Homicides fall in Guanajuato"
    assert "“We will not rest, and we will not look away,” — Ana Ruiz, the state prosecutor" in text(reply)


async def test_a_card_that_is_not_there_names_the_nearest(ask):
    reply = await run("/card BB-2026-11-24-01", ask)
    assert (reply.exit_code, reply.data["error"]) == (2, "card-unknown-near")
    assert "BB-2026-11-24-001" in text(reply)
    assert (await run("/card nonsense", ask)).data["error"] == "card-unknown"


async def test_a_card_shows_one_part_where_one_is_asked_for_by_its_name_in_any_language(ask):
    told = text(await run("/ficha BB-2026-11-24-001 parte:citas", replace(ask, language="es")))
    assert "Citas clave" in told
    assert "Cifras clave" not in told
    assert "Cifras: /card BB-2026-11-24-001 part:figures" in told
    assert (await run("/card BB-2026-11-24-001 part:nonsense", ask)).data["error"] == "choice-unknown"


async def test_evidence_is_each_item_in_its_sentence_between_its_neighbours(ask):
    reply = await run("/evidence BB-2026-11-24-001", ask)
    passages = [plain_line(block.line) for block in reply.blocks if isinstance(block, Paragraph)]
    assert passages == [
        "▸Homicides fell in Guanajuato.◂ The state counted over 2,500 homicides in 2025, down 9.7% against 2024. source",
        (
            "The state counted over 2,500 homicides in 2025, down 9.7% against 2024. "
            "“▸We will not rest, and we will not look away,◂” said Ana Ruiz, the state prosecutor. source"
        ),
        (
            "Homicides fell in Guanajuato. The state counted over ▸2,500 homicides◂ in 2025, down ▸9.7%◂ against 2024. "
            "“We will not rest, and we will not look away,” said Ana Ruiz, the state prosecutor. source"
        ),
    ]
    assert reply.data["text"].startswith("Homicides fell")
    only = await run("/evidence BB-2026-11-24-001 part:points", ask)
    assert len([block for block in only.blocks if isinstance(block, Paragraph)]) == 1
    assert "There is nothing of this kind" in text(await run("/evidence BB-2026-11-24-002 part:points", ask))


async def test_an_answer_is_a_sentence_of_a_source_with_its_link_and_card_or_none(ask):
    reply = await run("/ask how many homicides were counted in 2025?", ask)
    (block,) = [block for block in reply.blocks if isinstance(block, Quotation)]
    assert block.words == "The state counted over 2,500 homicides in 2025, down 9.7% against 2024."
    assert block.url.startswith("https://news.example/story#:~:text=")
    assert "BB-2026-11-24-001" in text(reply)
    spanish = await run("/preguntar ¿qué dijo Luis Mora sobre la impunidad?", replace(ask, language="es"))
    assert spanish.data["answers"][0]["text"].startswith("“No habrá impunidad”")
    nothing = await run("/ask how many volcanoes erupted in Guanajuato?", ask)
    assert nothing.data["answers"] == []
    assert "No sentence of the sources" in text(nothing)
    assert "/search volcanoes erupted guanajuato" in text(nothing)
    assert (await run("/ask what?", ask)).data["answers"] == []


async def test_an_article_condensed_on_demand_is_the_askers_alone_and_marked_as_not_of_the_desk(ask):
    reply = await run("/condense https://other.example/a", ask)
    told = text(reply)
    assert reply.private
    assert told.startswith("Condensed for you alone.")
    assert "other.example" in told
    assert "/save" not in told
    assert ask.services.calls == [("condense", "https://other.example/a", ask.person)]
    assert (await run("/latest", ask)).data["total"] == 2
    assert (await run("/condense nonsense", ask)).data["error"] == "address-incomplete"
    assert (await run("/condense https://broken.example/a", ask)).exit_code == 1


async def test_an_article_that_the_desk_has_is_not_fetched_again(ask):
    url = "https://news.example/kept?utm_source=x"
    async with ask.store.begin() as tx:
        await cards.insert(tx, card("Rain fell."), identity=identity_of(url), feed_id=None, now=NOW)
    reply = await run(f"/condense {url}", ask)
    assert "has this article as BB-2026-11-24-003" in text(reply)
    assert ask.services.calls == []


async def test_a_memo_is_the_sources_sentences_with_a_footnote_for_each_card(ask):
    reply = await run('/memo bb-2026-11-24-001, BB-2026-11-24-002 BB-2026-11-24-001 title:"For *Monday*"', ask)
    told = text(reply)
    assert told.startswith(
        "For *Monday*\nHomicides fell in Guanajuato. [1] La Guardia Nacional decomisó mil 200 kilos de metanfetamina"
    )
    assert "• [1] The Example, “Homicides fall in Guanajuato”, Nov 23, 2026, in English · BB-2026-11-24-001" in told
    assert reply.data["cards"] == ["BB-2026-11-24-001", "BB-2026-11-24-002"]
    files = {block.name: block for block in reply.blocks if isinstance(block, Attachment)}
    assert files["memo.md"].data.decode() == reply.data["markdown"]
    assert files["memo.docx"].data.startswith(b"PK")
    assert reply.data["markdown"].startswith("# For \\*Monday\\*\n\nHomicides fell in Guanajuato.[^1] La Guardia")
    assert "[^2]: El Ejemplo, “Decomiso en Culiacán”" in reply.data["markdown"]


async def test_a_memo_holds_no_card_that_was_taken_back_and_names_one_that_was_reported(ask):
    await run("/report BB-2026-11-24-001 wrong", ask)
    assert "a reader reported an error" in (await run("/memo BB-2026-11-24-001", ask)).data["markdown"]
    await run("/retract BB-2026-11-24-001 withdrawn", ask)
    assert (await run("/memo BB-2026-11-24-001", ask)).data["error"] == "memo-retracted"
    assert (await run("/memo BB-2026-11-24-009", ask)).data["error"] == "card-unknown-near"
    many = " ".join(f"BB-2026-11-24-{n:03}" for n in range(1, 22))
    assert (await run(f"/memo {many}", ask)).data["error"] == "memo-too-long"


async def test_quotes_are_verbatim_with_their_speaker_and_lead_to_their_sentence(ask):
    reply = await run("/quotes speaker:Mora", ask)
    (block,) = [block for block in reply.blocks if isinstance(block, Quotation)]
    assert block.words == "No habrá impunidad"
    assert (
        block.url
        == "https://ejemplo.example/nota#:~:text=No%20habr%C3%A1%20impunidad%E2%80%9D%2C%20dijo%20el%20general%20Luis%20Mora"
    )
    assert reply.data["quotes"][0]["speaker"]["name"] == "Luis Mora"
    assert reply.data["quotes"][0]["card"]["id"] == "BB-2026-11-24-002"


async def test_figures_are_a_table_without_empty_columns(ask):
    reply = await run("/figures homicides", ask)
    (table,) = [block for block in reply.blocks if isinstance(block, Table)]
    assert table.columns == ("Value", "What is counted", "Period", "Register", "Outlet", "Date", "Card")
    assert reply.data["counted"] is True
    assert [figure["value"] for figure in reply.data["figures"]] == ["2500", "9.7"]
    assert table.rows[0][-1] == (Code("BB-2026-11-24-001"),)


async def counts(ask, *told):
    """Cards that count homicides in Sonora: `(outlet, value, period)`."""
    async with ask.store.begin() as tx:
        for number, (outlet, value, period) in enumerate(told):
            words = f"Sonora counted {value} homicides {period}."
            fact = figure(
                words, f"{value} homicides", value, unit="homicides", measure="homicides", period=period, place="Sonora"
            )
            await cards.insert(
                tx,
                card(words, outlet=outlet, figures=(fact,), places=("Sonora",)),
                identity=f"x/{number}",
                feed_id=None,
                now=NOW,
            )


async def test_comparable_figures_are_drawn_and_sources_that_differ_stand_side_by_side(ask):
    await counts(ask, ("A", "30", "in 2023"), ("A", "25", "in 2024"), ("A", "20", "in 2025"), ("B", "22", "in 2025"))
    reply = await run("/figures homicides place:Sonora limit:3", ask)
    (picture,) = [block.picture for block in reply.blocks if isinstance(block, Chart)]
    assert "2023: 30; 2024: 25; 2025, where sources differ: 22; 2025, where sources differ: 20" in picture.alt
    assert "homicides · in 2025 · Sonora: 22 homicides (B, BB-2026-11-24-006) / 20 homicides (A, BB-2026-11-24-005)" in text(
        reply
    )
    assert text(reply).count("≠") == 2
    assert not [b for b in (await run(reply.more, ask)).blocks if isinstance(b, Chart)]


async def test_where_there_is_no_chart_the_reason_is_told(ask):
    assert "No chart: no figure says plainly" in text(await run("/figures homicides", ask))
    await counts(ask, ("A", "30", "in 2023"), ("A", "25", "in 2024"))
    reply = await run("/figures homicides place:Sonora", ask)
    assert "No chart: comparable figures are there for fewer than 3 periods." in text(reply)
    assert reply.data["series"] == {"reason": "series-few"}
    assert "≠" not in text(reply)


async def test_figures_that_only_stand_beside_the_words_are_said_to_do_so(ask):
    reply = await run("/figures prosecutor", ask)
    assert reply.data["figures"] == []
    reply = await run("/figures decomisó", ask)
    assert (reply.data["counted"], reply.data["total"]) == (False, 1)
    assert "No figure counts “decomisó” itself" in text(reply)


async def test_feeds_say_how_they_do(ask):
    failing = FeedState(
        id="ejemplo-seguridad",
        url="https://ejemplo.example/rss",
        last_poll=NOW,
        failures=3,
        last_error=Reason("option-twice", {"option": "x", "line": "", "pointer": ""}),
    )
    async with ask.store.begin() as tx:
        await kept_feeds.save(tx, failing)
    told = text(await run("/feeds list", ask))
    assert "failed 3 times in a row: “x” is given twice." in told
    assert "example-world · paused" in told
    only = await run("/feeds list failing", ask)
    assert [feed["id"] for feed in only.data] == ["ejemplo-seguridad"]


async def test_a_feed_on_trial_tells_what_is_kept_and_why(ask):
    told = text(await run("/feeds test https://news.example/rss", ask))
    assert "2 entries, 1 of them would be kept." in told
    assert "left out Left — Seen before in this feed." in told


async def test_a_feed_is_added_as_wished_in_the_name_of_the_asker(ask):
    reply = await run('/feeds add https://n.example/rss outlet:"New One" lang:Spanish country:mx kind:official id:new', ask)
    assert reply.private
    wish = FeedWish(
        url="https://n.example/rss", id="new", outlet="New One", language="es", country="MX", kind=FeedKind.OFFICIAL
    )
    assert ask.services.calls == [("add_feed", wish, ask.who, ask.where)]


async def test_a_feed_is_paused_resumed_and_removed(ask):
    for line in ("/feeds pause ejemplo-seguridad", "/feeds pause ejemplo-seguridad off", "/feeds remove ejemplo-seguridad"):
        await run(line, ask)
    assert ask.services.calls == [
        ("pause_feed", "ejemplo-seguridad", True),
        ("pause_feed", "ejemplo-seguridad", False),
        ("remove_feed", "ejemplo-seguridad"),
    ]


async def test_admin_commands_are_refused_to_readers_and_nothing_is_done(ask):
    reader = replace(ask, who=Who(id="u2", name="Ben"))
    reply = await run("/feeds remove ejemplo-seguridad", reader)
    assert (reply.exit_code, reply.data["error"], ask.services.calls) == (2, "admin-only", [])


async def test_an_error_of_a_source_is_told_with_its_own_exit_code(ask):
    reply = await run("/feeds test https://broken.example/", ask)
    assert (reply.exit_code, reply.private, reply.data["error"]) == (1, True, "feed-is-html")
    assert text(reply)


@pytest.mark.parametrize(("code", "told"), [("en", "Did you mean “since”?"), ("es", "¿Quiso decir “desde”?")])
async def test_an_error_marks_the_word_and_offers_the_nearest(code, told, ask):
    reply = await run("/search x snce:2022", replace(ask, language=code))
    marks = [i.text for b in reply.blocks if isinstance(b, Paragraph) for i in b.line if isinstance(i, Mark)]
    assert (marks, reply.exit_code) == (["snce"], 2)
    assert text(reply).endswith(told)
    assert "/search x ▸snce◂:2022" in text(reply)


async def test_a_fault_of_ours_reaches_the_edge(ask):
    class Broken:
        async def status(self):
            raise RuntimeError("boom")

    with pytest.raises(RuntimeError, match="boom"):
        await run("/status", replace(ask, services=Broken()))


async def test_an_error_without_words_still_says_something(ask):
    class Failing:
        async def test_feed(self, url):
            raise SourceError("no-such-code-anywhere", url=url)

    reply = await run("/feeds test https://a.example/", replace(ask, services=Failing()))
    assert "no-such-code-anywhere" in text(reply)


async def test_markup_and_turned_writing_in_a_command_come_back_harmless(ask):
    told = text(await run("/zz\u202ezz\x00 @everyone", ask))
    assert "\u202e" not in told
    assert "\x00" not in told


async def test_a_line_of_any_length_is_answered(ask):
    reply = await run("/search " + "x" * 100_000, ask)
    assert (reply.data["error"], reply.exit_code) == ("line-too-long", 2)
    assert len(text(reply)) < 500


def test_what_this_room_says_is_said_in_every_language():
    tables = ("labels.", "layout.", "commands.", "options.", "replies.", "values.", "reasons.")
    spoken = [texts(code).keys() for code in available()]
    first, *others = ({key for key in keys if key.startswith(tables)} for keys in spoken)
    assert first
    for other in others:
        assert first ^ other == set()


async def test_a_stuck_delivery_is_listed_given_up_or_tried_again(ask):
    assert "Nothing is stuck." in text(await run("/deliveries list", ask))
    keys = await two_deliveries(ask)
    assert "refused · A · console/all · no such channel" in text(await run("/deliveries list", ask))
    assert (await run(f"/deliveries retry {keys['refused']}", ask)).data["state"] == "owed"
    assert (await run(f"/deliveries drop {keys['refused']}", ask)).data["state"] == "dead"
    settled = await run(f"/deliveries drop {keys['refused']}", ask)
    assert (settled.exit_code, settled.data["error"]) == (2, "delivery-settled")
    assert (await run("/deliveries retry nobody", ask)).data["error"] == "delivery-unknown"


@pytest.mark.parametrize("line", ["/help nope", '/help  "nope"', "/brief help nope"])
async def test_help_on_an_unknown_command_points_at_the_word_in_the_whole_line(ask, line):
    reply = await run(line, ask)
    assert reply.exit_code == 2
    start = line.index("nope")
    assert reply.data["where"].splitlines() == [line, " " * start + "^^^^"]


async def test_help_takes_a_command_of_two_words_in_quotation_marks(ask):
    assert (await run('/help "feeds add"', ask)).data["name"] == "feeds add"


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ('"<@&456> homicides 0.8"', [Mention(role="456", topics=("homicides",), at_least=0.8)]),
        (
            '"456; <!subteam^S01|@desk> army, 0,9"',
            [Mention(role="456"), Mention(role="S01", topics=("armed-forces",), at_least=0.9)],
        ),
        ('"456 Fuerzas armadas, homicides"', [Mention(role="456", topics=("armed-forces", "homicides"))]),
        ("<@&456>", [Mention(role="456")]),
        ("none", []),
        ("ninguno", []),
    ],
)
async def test_an_admin_says_whom_cards_wake_in_a_line(written, rules, ask):
    wakes = (Mention(role="1"),)
    channels = (replace(ask.channels[0], mentions=wakes), *ask.channels[1:])
    reply = await run(f"/channels set all mentions:{written}", replace(ask, channels=channels))
    assert not reply.exit_code, text(reply)
    (_, (edit,), _, _) = ask.services.calls[-1]
    assert list(edit.value.mentions) == rules


async def test_a_channel_is_told_with_whom_it_wakes_and_when(ask):
    wakes = (Mention(role="456", topics=("homicides",), at_least=0.8), Mention(role="<@&7>"))
    channels = (replace(ask.channels[0], mentions=wakes),)
    assert "mentions 456 (Homicides, from 0.8); <@&7>" in text(await run("/channels list", replace(ask, channels=channels)))


@pytest.mark.parametrize("line", ["/channels test all", "/resume all", "/report BB-2026-11-24-001 wrong", "/undo 1"])
async def test_what_a_command_makes_owed_is_delivered_at_once(line, ask):
    assert not (await run(line, ask)).exit_code
    assert ask.services.woken == 1


@pytest.mark.parametrize("line", ["/latest", "/channels list", "/channels test nowhere"])
async def test_a_command_that_changed_nothing_wakes_nobody(line, ask):
    await run(line, ask)
    assert ask.services.woken == 0


async def test_what_is_a_persons_own_on_discord_is_so_wherever_they_are(ask):
    def met(workspace, platform="discord", who="7"):
        where = Place(platform=platform, workspace=workspace, channel="1")
        return replace(ask, where=where, who=Who(id=who, name="Ana"))

    await run("/save BB-2026-11-24-001", met("123"))
    await run("/follow topic:homicides", met(""))
    assert "BB-2026-11-24-001" in text(await run("/saved", met("")))
    assert "Homicides" in text(await run("/follows", met("456")))
    assert "BB-2026-11-24-001" not in text(await run("/saved", met("", who="8")))
    await run("/save BB-2026-11-24-001", met("T1", "slack"))
    assert "BB-2026-11-24-001" not in text(await run("/saved", met("T2", "slack")))

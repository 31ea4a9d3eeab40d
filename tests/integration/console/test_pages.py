"""Every address of the console's page, over HTTP."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

import lxml.html
import pytest

from bot.commands import all_commands, run
from bot.commands.parse import parse
from bot.languages import available, texts
from bot.model.chat import Message, Paragraph, Plain, Ref
from bot.model.readers import Retraction
from bot.model.reasons import Reason
from bot.model.stories import story_of
from bot.platforms.console.room import OWNER, place
from bot.platforms.console.web.pages import PAGE
from bot.store import marks, stories
from tests.fakes.asking import NOW
from tests.fakes.console import a_console, english_card, spanish_card

OWN = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**OWN, "HX-Request": "true"}


def tree(text):
    return lxml.html.document_fromstring(text)


def note(words, language="en"):
    return Message(blocks=(Paragraph((Plain(words),)),), summary=words, language=language)


async def test_the_front_page_leads_to_the_first_channel(browse):
    status, _, headers = await browse("/")
    assert (status, headers["Location"]) == (302, "/c/news")


async def test_a_desk_without_channels_says_so(tmp_path):
    async with a_console(tmp_path, channels=()) as console:
        import aiohttp

        async with aiohttp.ClientSession() as session, session.get(console.url) as answer:
            assert answer.status == 200
            assert "channels.toml" in await answer.text()


async def test_a_channel_shows_its_cards_newest_first_each_an_article(console, browse):
    await console.post(english_card())
    await console.post(spanish_card())
    await console.post(spanish_card(title="Otra nota", url="https://ejemplo.example/otra"), channel="noticias")
    status, text, _ = await browse("/c/news")
    articles = tree(text).xpath("//article")
    assert status == 200
    assert [a.xpath("string(h2)") for a in articles] == ["Decomiso en Culiacán", "Homicides fall in Guanajuato"]


async def test_an_update_stands_below_its_card_and_what_is_broadcast_leads_there(console, browse):
    card = await console.port.post(place("news"), note("The card"), key="a")
    quiet = await console.port.post(card.thread, note("Toll 12 → 14"), key="b")
    await console.port.post(card.thread, replace(note("Killed, not detained"), broadcast=True), key="c")
    _, text, _ = await browse("/c/news")
    loud, shown = tree(text).xpath("//div[@class='posts']/article")
    assert [a.xpath("string(p[last()])") for a in shown.xpath("article")] == ["Toll 12 → 14", "Killed, not detained"]
    (way,) = loud.xpath("p[1]/a")
    assert way.text == "On an earlier message"
    address, _, number = way.get("href").partition("#")
    _, text, _ = await browse(address)
    assert tree(text).xpath(f"string(//article[@id='{number}']/p[1])") == "The card"
    assert await console.port.find(card.thread, "b", NOW) == quiet
    await console.port.edit(quiet, note("Toll 12 → 15"))
    _, text, _ = await browse("/c/news")
    assert "12 → 15" in tree(text).xpath("string(//article/article[1])")


async def test_an_update_arrives_at_the_top_and_leads_to_its_card(console, browse):
    card = await console.port.post(place("news"), note("The card"), key="a")
    await console.port.post(card.thread, note("Toll 12 → 14"), key="b")
    _, text, _ = await browse(f"/c/news/after/{card.message}", headers=HTMX)
    assert tree(text).xpath("string(//article/p[1]/a)") == "On an earlier message"


async def test_the_sidebar_counts_the_messages_of_each_channel(console, browse):
    await console.post(english_card())
    _, text, _ = await browse("/c/noticias")
    links = {a.xpath("string(span[1])"): a.xpath("string(span[2])") for a in tree(text).xpath("//nav//a")}
    assert links == {"news": "1", "noticias": "0"}
    assert tree(text).xpath("string(//nav//a[@aria-current='page']/span[1])") == "noticias"


async def test_a_channel_that_only_the_log_knows_is_still_shown(console, browse):
    await console.port.post(place("old"), note("From last year"), key="k")
    status, text, _ = await browse("/c/old")
    assert status == 200
    assert "From last year" in text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/c/nowhere", "There is no channel nowhere."),
        ("/c/nowhere/after/3", "There is no channel nowhere."),
        ("/card/BB-2026-11-24-999", "There is no card BB-2026-11-24-999."),
        ("/card/%3Cscript%3E", "There is no card &lt;script&gt;."),
        ("/nothing", "There is no such page."),
        ("/static/nothing.css", ""),
        ("/static/..%2Fguard.py", "There is no such page."),
    ],
)
async def test_what_is_not_there_is_told_on_a_page(browse, path, said):
    status, text, headers = await browse(path)
    assert status == 404
    assert said in text
    assert "Content-Security-Policy" in headers


async def test_old_messages_are_a_page_away(console, browse):
    for number in range(PAGE + 2):
        await console.port.post(place("news"), note(f"message {number:02}"), key=str(number))
    _, text, _ = await browse("/c/news")
    (older,) = tree(text).xpath("//a[text()='Older']/@href")
    _, before, _ = await browse(older)
    shown = [a.text_content().strip() for page in (text, before) for a in tree(page).xpath("//article")]
    assert shown == [f"message {number:02}" for number in reversed(range(PAGE + 2))]
    assert not tree(before).xpath("//a[text()='Older']")
    assert not tree(before).xpath("//*[@hx-trigger='every 1500ms']"), "an old page does not wait for news"


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "²"])
async def test_an_unreadable_page_mark_shows_the_newest(console, browse, before):
    await console.post(english_card())
    status, text, _ = await browse(f"/c/news?before={quote(before)}")
    assert status == 200
    assert len(tree(text).xpath("//article")) == 1


async def test_nothing_new_is_answered_with_nothing(console, browse):
    await console.post(english_card())
    last = await console.room.log.last()
    status, text, _ = await browse(f"/c/news/after/{last}")
    assert (status, text) == (204, "")


async def test_what_arrived_comes_as_a_fragment_that_asks_for_what_comes_next(console, browse):
    await console.post(english_card())
    last = await console.room.log.last()
    await console.post(spanish_card())
    _, text, _ = await browse(f"/c/news/after/{last}")
    assert "<html" not in text
    assert text.count("<article") == 1
    assert "Decomiso" in text
    assert f'hx-get="/c/news/after/{last + 1}"' in text
    assert "1 new message" in text


async def test_what_arrived_elsewhere_only_changes_the_counts(console, browse):
    last = await console.room.log.last()
    await console.post(spanish_card(), channel="noticias")
    _, text, _ = await browse(f"/c/news/after/{last}")
    assert "<article" not in text
    assert "new message" not in text
    assert re.findall(r'id="(count-\d)" hx-swap-oob="true">(\d)', text) == [("count-1", "0"), ("count-2", "1")]


async def test_headline_and_sentences_lead_to_the_cards_own_page_and_one_link_to_the_outlet(console, browse):
    kept = await console.post(english_card())
    _, text, _ = await browse("/c/news")
    (article,) = tree(text).xpath("//article")
    links = article.xpath(".//a/@href")
    outside = [link for link in links if not link.startswith(("/card/", "/say?"))]
    assert outside == ["https://news.example/story"]
    assert article.xpath("h2/a/@href") == [f"/card/{kept.id}"]
    _, page, _ = await browse(f"/card/{kept.id}")
    anchors = {link.partition("#")[2] for link in links} - {""}
    assert len(anchors) == 3
    assert anchors <= set(tree(page).xpath("//@id"))


async def test_a_sentence_link_leads_to_the_sentence_that_holds_the_words(console, browse):
    kept = await console.post(english_card())
    _, text, _ = await browse("/c/news")
    (href,) = tree(text).xpath("//article//blockquote/a/@href")
    _, page, _ = await browse(f"/card/{kept.id}")
    sentence = tree(page).get_element_by_id(href.partition("#")[2])
    assert "We will not rest" in sentence.text_content()


async def test_a_cards_page_shows_its_source_marked_and_whole(console, browse):
    made = english_card()
    kept = await console.post(made)
    status, text, _ = await browse(f"/card/{kept.id.lower()}")
    page = tree(text)
    (source,) = page.find_class("source")
    marks = {kind: [m.text_content() for m in source.find_class(kind)] for kind in ("point", "quote", "figure")}
    assert status == 200
    assert page.xpath("string(//h1)") == made.title
    assert marks["point"] == ["Homicides fell in Guanajuato, the state said on Monday."]
    assert marks["quote"] == ["We will not rest, and we will not look away,"]
    assert marks["figure"] == ["2,500 homicides", "9.7%"]
    assert len(source.xpath("p")) == 2
    for arrow in source.find_class("out"):
        arrow.drop_tree()
    assert source.text_content() == made.text


async def test_marked_sentences_link_to_themselves_on_the_outlets_page(console, browse):
    kept = await console.post(english_card())
    _, text, _ = await browse(f"/card/{kept.id}")
    links = tree(text).xpath("//*[@class='source']//a")
    assert len(links) == 3
    assert all(a.get("href").startswith("https://news.example/story#:~:text=") for a in links)
    assert {a.get("aria-label") for a in links} == {"This sentence at The Example"}


async def test_the_articles_words_carry_its_language_and_labels_the_channels(console, browse):
    await console.post(spanish_card())
    _, text, _ = await browse("/c/news")
    (article,) = tree(text).xpath("//article")
    assert article.get("lang") == "en"
    assert article.xpath("string(h2//*[@lang='es'])") == "Decomiso en Culiacán"
    assert "No habrá impunidad" in article.xpath("string(.//blockquote//*[@lang='es'])")
    assert article.xpath("string(.//li//*[@lang='es'])").startswith("La Guardia Nacional")
    assert not article.xpath(".//h3//@lang"), "labels are the channel's"


async def test_labels_of_a_spanish_channel_are_spanish_whatever_the_browser_speaks(console, browse):
    await console.post(english_card(), channel="noticias")
    _, text, _ = await browse("/c/noticias")
    page = tree(text)
    assert page.get("lang") == "en"
    (article,) = page.xpath("//article")
    assert article.get("lang") == "es"
    assert article.xpath("h3/text()") == ["Puntos clave", "Citas clave", "Cifras clave"]
    assert article.xpath("string(h2//*[@lang='en'])") == "Homicides fall in Guanajuato"


@pytest.mark.parametrize(
    ("wanted", "language"), [("es-MX,es;q=0.9", "es"), ("fr", "en"), ("de, es", "es"), ("", "en"), ("*", "en")]
)
async def test_the_page_speaks_the_browsers_language_where_it_can(browse, wanted, language):
    _, text, _ = await browse("/c/news", headers={"Accept-Language": wanted})
    assert tree(text).get("lang") == language


async def test_a_command_sent_without_scripts_is_answered_on_a_page(console, browse):
    await console.post(english_card())
    status, text, _ = await browse("/say", method="POST", data={"line": "/latest"}, headers=OWN)
    assert status == 200
    assert tree(text).xpath("string(//main//h1)") == "/latest"
    assert "Homicides fall in Guanajuato" in text


async def test_a_command_sent_by_htmx_is_answered_with_a_fragment(console, browse):
    kept = await console.post(english_card())
    status, text, _ = await browse("/say", method="POST", data={"line": "/latest"}, headers=HTMX)
    assert status == 200
    assert "<html" not in text
    assert f'href="/card/{kept.id}"' in text


async def test_a_mistyped_command_is_answered_with_what_was_meant(browse):
    _, text, _ = await browse("/say", method="POST", data={"line": "/lattest"}, headers=HTMX)
    assert "Did you mean “latest”?" in text


async def test_a_line_that_changes_something_is_shown_and_not_run_when_only_followed(console, browse):
    status, text, _ = await browse(f"/say?line={quote('/feeds pause ejemplo-seguridad')}")
    assert status == 200
    assert console.services.calls == []
    assert tree(text).xpath("//input[@id='line']/@value") == ["/feeds pause ejemplo-seguridad"]
    assert "Send it from the line below" in text


async def test_a_button_whose_line_lacks_something_leads_to_a_form_that_offers_it_by_name(console, browse):
    into, other = [await console.keep(card) for card in (english_card(), spanish_card())]
    async with console.store.begin() as tx:
        for one in (into, other):
            await stories.place(tx, one.id, story_of(one.id), at=NOW, features="[]", reason=Reason("story-new"), copy_of=None)
    status, text, _ = await browse(f"/say?line={quote(f'/story merge {story_of(into.id)}')}")
    assert status == 200
    assert "Two stories become one" in text
    (field,) = tree(text).xpath("//form[@class='fields']//input[@type='text']")
    offers = tree(text).xpath(f"//datalist[@id='{field.get('list')}']/option")
    assert f"{story_of(other.id)} Decomiso en Culiacán" in [one.text for one in offers]
    (line,) = tree(text).xpath("//form[@class='fields']//input[@name='line']/@value")
    sent = {"line": line, field.get("name"): story_of(other.id)}
    _, text, _ = await browse("/say", method="POST", data=sent, headers=OWN)
    assert f"1 card of {story_of(other.id)} now stands in {story_of(into.id)}" in text


async def test_a_reader_writes_what_is_wrong_into_a_field(console, browse):
    kept = await console.post(english_card())
    _, text, _ = await browse(f"/say?line={quote(f'/report {kept.id}')}")
    (field,) = tree(text).xpath("//form[@class='fields']//textarea")
    sent = {"line": f"/report {kept.id}", field.get("name"): 'The toll is "six",\nnot 2,500'}
    _, text, _ = await browse("/say", method="POST", data=sent, headers=OWN)
    _, text, _ = await browse("/say", method="POST", data={"line": "/reports list"}, headers=OWN)
    assert 'The toll is "six", not 2,500' in tree(text).text_content()


async def test_several_values_are_picked_from_a_list_of_all(console, browse):
    _, text, _ = await browse(f"/say?line={quote('/digests add')}")
    fields = {one.get("name"): one for one in tree(text).xpath("//form[@class='fields']//select")}
    days = fields["chosen.days"]
    assert days.get("multiple") is not None
    assert days.get("required") is None
    assert "fri" in [one.get("value") for one in days.xpath("option")]
    sent = [("line", "/digests add"), ("chosen.channel", "news"), ("chosen.days", "mon"), ("chosen.days", "fri")]
    await browse("/say", method="POST", data=[*sent, ("typed.at", "07:30")], headers=OWN)
    ((_, (edit,), *_),) = console.services.calls
    (plan,) = edit.value.digest
    assert (edit.value.id, plan.at, plan.days) == ("news", ("07:30",), ("mon", "fri"))


@pytest.mark.parametrize("line", ["/story merge", "/nothing of the kind", "/feeds pause x y z"])
async def test_a_form_that_does_not_fit_its_line_changes_nothing(line, console, browse):
    status, text, _ = await browse("/say", method="POST", data={"line": line, "typed.nonsense": "x"}, headers=OWN)
    assert status == 200
    assert console.services.calls == []
    assert line in text


async def test_a_line_that_changes_something_is_run_when_sent(console, browse):
    await browse("/say", method="POST", data={"line": "/feeds pause ejemplo-seguridad"}, headers=OWN)
    assert console.services.calls == [("pause_feed", "ejemplo-seguridad", True)]


async def test_a_line_that_only_reads_may_be_followed_as_a_link(console, browse):
    await console.post(english_card())
    _, text, _ = await browse(f"/say?line={quote('/search homicides')}")
    assert "Homicides fall in Guanajuato" in text


async def test_search_finds_cards_and_leads_to_their_pages(console, browse):
    kept = await console.post(english_card())
    await console.post(spanish_card())
    _, text, _ = await browse("/search?q=guanajuato")
    page = tree(text)
    assert page.xpath("string(//main//li/a)") == "Homicides fall in Guanajuato"
    assert page.xpath("//main//li/a/@href") == [f"/card/{kept.id}", f"/card/{kept.id}"]
    assert page.xpath("//input[@id='q']/@value") == ["guanajuato"]


async def test_search_for_nothing_explains_itself(browse):
    status, text, _ = await browse("/search?q=")
    assert status == 200
    assert "topic" in tree(text).xpath("string(//main)")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "/",
        "/card",
        "\x00",
        "<script>",
        "/figures " + "x" * 5000,
        '/search "',
        "/ñ",
        "\ud800".encode("utf-16", "surrogatepass").decode("latin1"),
    ],
)
async def test_any_line_is_answered(browse, line):
    status, text, _ = await browse("/say", method="POST", data={"line": line}, headers=OWN)
    assert status == 200
    assert "<script>" not in text.replace('<script src="/static/htmx.min.js" defer></script>', "")


async def test_completion_gives_options(browse):
    _, text, _ = await browse("/complete?line=/la")
    assert '<option value="/latest ">' in text
    assert "<html" not in text


async def test_completion_of_what_is_no_command_gives_none(browse):
    status, text, _ = await browse("/complete?line=hello")
    assert status == 200
    assert "<option" not in text


async def test_a_changed_message_says_so(console, browse):
    ref = await console.port.post(place("news"), note("Ten"), key="k")
    await console.port.edit(Ref(place=ref.place, message=ref.message), note("Eleven"))
    _, text, _ = await browse("/c/news")
    (article,) = tree(text).xpath("//article")
    assert "Eleven" in article.text_content()
    assert "changed" in article.text_content()


async def test_a_fault_of_ours_is_told_on_a_page_and_logged(console, browse, monkeypatch):
    from structlog.testing import capture_logs

    async def fail(*_):
        raise RuntimeError("nobody may read this")

    monkeypatch.setattr(type(console.room.log), "newest", fail)
    with capture_logs() as logged:
        status, text, _ = await browse("/c/news")
    assert status == 500
    assert "nobody may read this" not in text
    assert [entry["path"] for entry in logged] == ["/c/news"]


async def test_a_port_that_is_taken_is_named(console, tmp_path):
    from bot.model.errors import UsageError
    from bot.platforms.console import web

    number = int(console.url.rpartition(":")[2])
    with pytest.raises(UsageError, match="port-taken"):
        async with web.serve(console.room, number):
            pass


@pytest.mark.parametrize("language", available())
async def test_the_lines_given_as_examples_are_understood(console, language):
    own = texts(language)
    ask = await console.room.ask(OWNER, place(""), language)
    told = own.say("console.command_example").rstrip(" …")
    for line in told.split(", "):
        assert (await run(line, ask)).exit_code == 0, line
    (words,) = re.findall(r"(?:e\.g\.|p\. ej\.) (.+)", own.say("console.search_example"))
    names = {argument.option.name for argument in parse(f"/search {words}", all_commands(), texts("en")).arguments}
    assert len(names) == 3, names
    assert "since" in names


async def test_the_page_of_a_card_that_was_taken_back_says_so_and_shows_nothing_of_it(console, browse):
    kept = await console.post(english_card())
    async with console.store.begin() as tx:
        told = Retraction(card_id=kept.id, at=NOW, who="Ana", where="console/all", reason="the outlet withdrew it")
        await marks.retract(tx, told)
    status, text, _ = await browse(f"/card/{kept.id}")
    assert status == 200
    assert "This card has been retracted: the outlet withdrew it" in tree(text).text_content()
    assert "We will not rest" not in text


async def test_a_link_that_is_merely_followed_saves_and_reports_nothing(console, browse):
    kept = await console.post(english_card())
    for line in (f"/save {kept.id}", f"/report {kept.id} wrong", "/follow topic:homicides"):
        _, text, _ = await browse(f"/say?line={quote(line)}")
        assert "Send it from the line below" in text
    _, text, _ = await browse("/say?line=/saved")
    assert "You keep no card" in text

"""The console's page in a real browser: what a reader sees and does, by keyboard, in the dark, on a phone, without scripts."""

from __future__ import annotations

import pytest

from tests.fakes.cards import card
from tests.fakes.chromium import chromium
from tests.fakes.console import a_console, english_card, spanish_card
from tests.fakes.reading import CONTRAST, HURDLES

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}


@pytest.fixture
async def console(tmp_path):
    async with a_console(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def browser_at(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as address:
        yield address


@pytest.fixture
async def open_page(browser_at):
    """Opens a page in Chromium; whatever a page complained of fails the test in the end."""
    from playwright.async_api import async_playwright

    complaints, contexts = [], []
    async with async_playwright() as driver:
        browser = await driver.chromium.connect_over_cdp(browser_at)

        async def opened(url, **settings):
            context = await browser.new_context(**{"locale": "en-US", **settings})
            contexts.append(context)
            page = await context.new_page()
            page.on("console", lambda told: complaints.append(told.text) if told.type in {"error", "warning"} else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(url)
            return page

        yield opened
        for context in contexts:
            await context.close()
    assert complaints == []


@pytest.fixture
async def filled(console):
    await console.post(english_card())
    console.last = await console.post(spanish_card())
    return console


async def test_cards_appear_by_themselves_and_are_announced(console, open_page):
    page = await open_page(f"{console.url}/c/news")
    await page.get_by_text("Cards arrive by themselves").wait_for()
    await console.post(english_card())
    await page.locator("article").first.wait_for()
    await console.post(spanish_card())
    await page.locator("article").nth(1).wait_for()
    assert await page.locator("article > h2").all_text_contents() == ["Decomiso en Culiacán", "Homicides fall in Guanajuato"]
    assert await page.get_by_text("Cards arrive by themselves").is_hidden()
    assert await page.get_by_role("status").text_content() == "1 new message"
    assert await page.locator("nav .count").all_text_contents() == ["2", "0"]


async def test_a_card_for_another_channel_changes_its_count_only(console, open_page):
    page = await open_page(f"{console.url}/c/news")
    await console.post(spanish_card(), channel="noticias")
    await page.locator("nav .count", has_text="1").wait_for()
    assert await page.locator("article").count() == 0


async def test_what_is_being_typed_survives_an_arrival(console, open_page):
    page = await open_page(f"{console.url}/c/news")
    await page.get_by_label("Command").focus()
    await page.keyboard.type("/lat")
    await console.post(english_card())
    await page.locator("article").wait_for()
    await page.keyboard.type("est")
    assert await page.get_by_label("Command").input_value() == "/latest"


async def test_a_command_is_completed_sent_and_answered_with_the_keyboard_alone(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    while await page.evaluate("document.activeElement.id") != "line":
        await page.keyboard.press("Tab")
    await page.keyboard.type("/la")
    await page.locator("#completions option[value='/latest ']").wait_for(state="attached")
    await page.keyboard.type("test")
    await page.keyboard.press("Enter")
    answer = page.locator("[aria-live] .answer")
    await answer.wait_for()
    assert await answer.locator("summary").text_content() == "/latest"
    assert await answer.locator("li").count() == 2
    line = page.get_by_label("Command")
    await page.wait_for_function("document.getElementById('line').value === ''")
    await page.keyboard.type("/nothing")
    await page.keyboard.press("Enter")
    await answer.get_by_text("There is no command").wait_for()
    assert await line.input_value() == "/nothing", "what failed stays to be mended"
    assert await page.evaluate("document.activeElement.id") == "line"


async def test_an_answer_can_be_folded_away_with_the_keyboard(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    await page.get_by_label("Command").fill("/latest")
    await page.keyboard.press("Enter")
    summary = page.locator(".answer summary")
    await summary.focus()
    await page.keyboard.press("Enter")
    assert await page.locator(".answer .body").is_hidden()


async def test_more_of_an_answer_comes_into_the_same_place(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    await page.get_by_label("Command").fill("/latest limit:1")
    await page.keyboard.press("Enter")
    await page.locator(".answer .button").click()
    await page.locator(".answer a", has_text="Homicides").wait_for()
    assert page.url.endswith("/c/news")


async def test_a_headline_leads_to_the_card_with_its_source_marked(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    await page.get_by_role("link", name="Homicides fall in Guanajuato").click()
    await page.wait_for_url("**/card/*")
    assert await page.locator(".source mark.point").all_text_contents() == [
        "Homicides fell in Guanajuato, the state said on Monday."
    ]
    colour = "e => getComputedStyle(e).backgroundColor"
    marked = await page.locator(".source mark.quote").evaluate(colour)
    assert marked != await page.locator(".source p").first.evaluate(colour), "a mark can be seen"


async def test_a_link_to_a_sentence_brings_that_sentence_into_view(console, open_page):
    tail = "The state counted 17 cases in May."
    text = "\n\n".join([*(f"This is paragraph number {n} of a long article." for n in range(80)), tail])
    await console.post(card(text, title="Long", outlet="example", points=(tail,)))
    page = await open_page(f"{console.url}/c/news")
    await page.get_by_role("link", name=f"source: {tail}", exact=True).click()
    sentence = page.locator(".sentence:target")
    await sentence.wait_for()
    assert (await sentence.text_content()).startswith(tail)
    await page.wait_for_function("document.querySelector(':target').getBoundingClientRect().top < innerHeight - 100")


async def test_search_answers_and_leads_to_a_card(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    await page.get_by_label("Search the cards").fill("culiacán")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?q=*")
    found = page.locator("main li > a").first
    assert await found.text_content() == "Decomiso en Culiacán"
    await found.click()
    await page.wait_for_url(f"**/card/{filled.last.id}")


async def test_all_works_without_scripts(filled, open_page):
    page = await open_page(f"{filled.url}/c/news", java_script_enabled=False)
    assert await page.locator("article").count() == 2
    await page.get_by_label("Command").fill("/search culiacán")
    await page.get_by_role("button", name="Send").click()
    await page.wait_for_url("**/say")
    await page.locator("main li > a").first.click()
    await page.wait_for_url("**/card/*")
    await page.get_by_role("link", name="news", exact=False).first.click()
    await page.get_by_role("link", name="Show what is new").click()
    assert page.url.endswith("/c/news")


async def test_the_first_stop_of_the_keyboard_leads_past_the_frame(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert await skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left >= 0")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "Decomiso en Culiacán"


async def test_the_keyboard_goes_through_the_frame_in_the_order_of_reading(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    stops = []
    for _ in range(6):
        await page.keyboard.press("Tab")
        stops.append(await page.evaluate("(e => e.id || e.textContent.trim().split(/\\s/)[0])(document.activeElement)"))
    assert stops == ["Skip", "briefbot", "q", "Search", "news", "noticias"]


PAGES = (
    "/c/news",
    "/c/noticias",
    "/search?q=guanajuato",
    "/say?line=/help",
    "/say?line=/figures",
    "/say?line=/digests+add",
    "/card/{last}",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_can_be_read_against_its_ground(filled, open_page, scheme):
    page = await open_page(filled.url, color_scheme=scheme)
    dark = await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (int(dark.split("(")[1].split(",")[0]) < 128) is (scheme == "dark")
    for path in PAGES:
        await page.goto(f"{filled.url}{path.format(last=filled.last.id)}")
        assert await page.evaluate(CONTRAST) == [], path


async def test_a_screen_reader_finds_its_way_on_every_page(filled, open_page):
    page = await open_page(filled.url)
    for path in PAGES:
        await page.goto(f"{filled.url}{path.format(last=filled.last.id)}")
        assert await page.evaluate(HURDLES) == [], path


async def test_nothing_is_wider_than_a_narrow_screen(filled, open_page):
    page = await open_page(filled.url, viewport=NARROW)
    for path in PAGES:
        await page.goto(f"{filled.url}{path.format(last=filled.last.id)}")
        assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path


async def test_the_command_line_hides_nothing_at_the_end_of_the_page(filled, open_page):
    page = await open_page(f"{filled.url}/c/news")
    last = page.locator("article .foot").last
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    below = await page.locator("footer.say").evaluate("e => e.getBoundingClientRect().top")
    assert (await last.evaluate("e => e.getBoundingClientRect().bottom")) <= below


async def test_hostile_words_stay_words(console, open_page):
    text = "<script>document.title = 'taken'</script> <img src=x onerror=document.title='taken'> \u202e cases rose."
    hostile = card(text, title="<b onclick=x>A\u202e title</b>", url="javascript:alert(1)", outlet='"><script>', points=(text,))
    await console.post(hostile)
    page = await open_page(f"{console.url}/c/news")
    assert await page.locator("article h2").text_content() == "<b onclick=x>A title</b>"
    assert await page.locator("article script, article img, article b, article [href^=javascript]").count() == 0
    await page.locator(".foot a").first.click()
    await page.wait_for_url("**/card/*")
    assert await page.locator("main script, main img").count() == 0
    assert "taken" not in (await page.title()).split("·")[0]

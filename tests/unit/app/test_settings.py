"""Settings: every problem at once, by the admin's names, with the remedy, never a secret."""

from __future__ import annotations

import subprocess
import sys
from cProfile import Profile
from pathlib import Path
from pstats import Stats

import pytest

from bot.app.settings import load_settings
from bot.app.settings.changes import merge
from bot.app.settings.environment import read_environment
from bot.app.settings.shown import lines
from bot.app.settings.stand import stand_of
from bot.languages import texts
from bot.model.desk import Mention
from bot.model.digests import DigestPlan, Urgent
from bot.model.errors import SettingsError

GOOD = {
    "desk.toml": 'name = "Test desk"\ncountries = ["MX"]\n',
    "feeds.toml": """
[[outlet]]
id = "el-faro"
name = "El Faro"
country = "MX"

[[feed]]
id = "el-faro"
outlet = "el-faro"
url = "https://faro.example/rss"
language = "es"
country = "MX"
kind = "news"
interval = "30m"
""",
    "people.toml": """
[[person]]
id = "ana-ruiz"
name = "Ana Ruiz"

[[office]]
id = "mayor"
country = "MX"
titles = { en = ["mayor"], es = ["alcaldesa"] }
holders = [{ person = "ana-ruiz", since = 2024-10-01 }]
""",
    "topics.toml": """
[[topic]]
id = "homicides"
name = { en = "Homicides", es = "Homicidios" }
[topic.terms.en]
homicide = 2.0
""",
    "channels.toml": """
[[channel]]
id = "alerts"
platform = "console"
labels = "en"
topics = ["homicides"]
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(folder: Path, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings(folder, environ or {})
    assert caught.value.exit_code == 2
    english = texts("en")
    return [
        " ".join(reversed(english.error(problem)[:2])) + " " + english.error(problem).remedy
        for problem in caught.value.problems
    ]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_desk_is_read_into_the_house_s_types(folder):
    settings = load_settings(folder, {})
    assert [f.id for f in settings.feeds] == ["el-faro"]
    assert settings.feeds[0].interval.total_seconds() == 1800
    assert settings.desk.offices[0].holders[0].person == "ana-ruiz"
    assert settings.channels[0].topics == ("homicides",)
    assert settings.origins["feeds.toml"] == folder / "feeds.toml"


def test_five_mistakes_in_the_files_are_reported_at_once_by_name(folder):
    edit(folder, "feeds.toml", "language =", "langauge =")
    edit(folder, "feeds.toml", 'interval = "30m"', 'interval = "soon"')
    edit(folder, "people.toml", 'person = "ana-ruiz"', 'person = "ana-ruis"')
    edit(folder, "channels.toml", '"homicides"', '"homicide"')
    edit(folder, "topics.toml", "homicide = 2.0", "homicide = -1")
    problems = told(folder)
    assert len(problems) == 5, problems
    whole = "\n".join(problems)
    assert 'feeds.toml, feed "el-faro" "langauge" is not a key here. Did you mean "language"?' in whole
    assert 'interval = "soon" is no length of time. Write a number and s, m, h or d: "30m".' in whole
    assert 'people.toml, office "mayor" There is no person "ana-ruis" in people.toml. Nearest: "ana-ruiz".' in whole
    assert 'topics.toml, topic "homicides"' in whole
    assert 'channels.toml, channel "alerts" There is no topic "homicide"' in whole


def test_an_entry_named_by_others_is_not_reported_missing_because_it_is_broken(folder):
    edit(folder, "topics.toml", "homicide = 2.0", "homicide = -1")
    assert len(told(folder)) == 1


def test_a_file_that_is_no_toml_is_named_with_its_line(folder):
    (folder / "feeds.toml").write_text("[[feed]\nid =", encoding="utf-8")
    (problem,) = told(folder)
    assert problem.startswith("feeds.toml It is not valid TOML")
    assert "line 1" in problem


def test_nothing_is_called_missing_from_a_file_that_could_not_be_read(folder):
    (folder / "topics.toml").write_text("[[topic", encoding="utf-8")
    (problem,) = told(folder)
    assert problem.startswith("topics.toml")


def test_a_missing_folder_is_one_clear_problem(tmp_path):
    problems = told(tmp_path / "nowhere")
    assert len(problems) == 1
    assert "--config" in problems[0]


def test_an_id_that_stands_twice_is_reported(folder):
    path = folder / "channels.toml"
    path.write_text(GOOD["channels.toml"] * 2, encoding="utf-8")
    assert any('"alerts" stands 2 times' in p for p in told(folder))


def test_a_desk_takes_the_files_it_lacks_from_the_desk_it_inherits(folder, tmp_path):
    child = tmp_path / "demo"
    child.mkdir()
    (child / "desk.toml").write_text('name = "Demo"\ninherit = ".."\n', encoding="utf-8")
    (child / "channels.toml").write_text('[[channel]]\nid = "one"\nplatform = "console"\nlabels = "es"\n', encoding="utf-8")
    settings = load_settings(child, {})
    assert settings.desk.name == "Demo"
    assert [c.id for c in settings.channels] == ["one"]
    assert [f.id for f in settings.feeds] == ["el-faro"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("SLACK_BOT_TOKEN", "hunter2-hunter2"), ("DATABASE_URL", "mysql://root:hunter2@db"), ("FETCH_ALLOW", "127.0.0.1")],
)
def test_a_wrong_variable_is_named_and_a_secret_is_never_shown(folder, name, value):
    problems = told(folder, {name: value, "SLACK_SIGNING_SECRET": "x"})
    assert len(problems) == 1
    assert name in problems[0]
    assert "hunter2" not in problems[0]


def test_a_bot_token_of_slack_needs_a_way_to_hear(folder):
    assert "SLACK_APP_TOKEN" in told(folder, {"SLACK_BOT_TOKEN": "xoxb-1"})[0]


def test_exact_pairs_may_be_fetched_and_nothing_wider():
    environment, problems = read_environment({"FETCH_ALLOW": "127.0.0.1:8080, [::1]:9000"})
    assert not problems
    assert environment.fetch_allow == {("127.0.0.1", 8080), ("::1", 9000)}


def test_secrets_do_not_show_in_the_settings_repr():
    environment, _ = read_environment({"DISCORD_TOKEN": "hunter2"})
    assert "hunter2" not in repr(environment)
    assert environment.discord_token == "hunter2"


def test_a_wrong_weight_is_named_with_its_term(folder):
    edit(folder, "topics.toml", "homicide = 2.0", '"New Mexico" = 11')
    (problem,) = told(folder)
    assert 'topics.toml, topic "homicides" terms.en.New Mexico = 11 is too high. Give 10 or less.' in problem


def test_alarms_go_to_a_channel_that_is_there(folder):
    (folder / "desk.toml").write_text(GOOD["desk.toml"] + 'alarms = "alert"\n', encoding="utf-8")
    assert told(folder) == ['desk.toml There is no channel "alert" in channels.toml. Nearest: "alerts".']


MIXED_FEED = """
[[feed]]
id = "el-faro"
outlet = "el-faroo"
url = "https://bob:hunter2@faro.example/rss"
language = "spanish"
country = "XX"
kind = "investigativ"
interval = "1s"
first = -1
paused = "yes"
pausd = true
"""
MIXED_CHANNEL = """
[[channel]]
id = "alerts"
platform = "slak"
labels = "fr"
topics = ["homicide"]
outlets_muted = ["el-fara"]
threshold = "5"
zone = "America/Mexico"
"""


CREDENTIALS = (
    'url = "https://faro.example/rss" held a user name or a password, which is not shown here. '
    "Give the address without them: briefbot sends no credentials."
)
KINDS = 'Did you mean "investigative"? Known: news, investigative, official, research, opinion.'


def test_all_mistakes_of_an_entry_are_told_in_one_run_of_whatever_kinds_they_are(folder):
    for name, more in (("feeds.toml", MIXED_FEED), ("channels.toml", MIXED_CHANNEL)):
        (folder / name).write_text(GOOD[name] + more, encoding="utf-8")
    feed, channel = 'feeds.toml, feed "el-faro"', 'channels.toml, channel "alerts"'
    assert told(folder) == [
        f'{feed} "pausd" is not a key here. Did you mean "paused"?',
        f"{feed} {CREDENTIALS}",
        f'{feed} language = "spanish" is not one of its values. Did you mean "es"? Known: en, es.',
        f'{feed} country = "XX" is no country. Give its two letters by ISO 3166, such as "MX" or "US".',
        f'{feed} kind = "investigativ" is not one of its values. {KINDS}',
        f'{feed} first = -1 is not accepted. Give a whole number from 0, or "all".',
        f'{feed} paused = "yes" is neither true nor false. Write true or false, without quotation marks.',
        f'{feed} The id "el-faro" stands 2 times. Give each entry an id of its own.',
        f'{feed} There is no outlet "el-faroo" in feeds.toml. Nearest: "el-faro".',
        f'{feed} interval = "1s" asks the outlet too often. Give "1m" or more; less is for the demo\'s own newsroom.',
        f'{channel} platform = "slak" is not one of its values. Did you mean "slack"? Known: console, discord, slack.',
        f'{channel} labels = "fr" is not one of its values. Known: en, es.',
        f'{channel} threshold = "5" is no number. Write digits, with a point for decimals and without quotation marks.',
        f'{channel} zone = "America/Mexico" is no time zone. Did you mean "America/Mexico_City"?',
        f'{channel} The id "alerts" stands 2 times. Give each entry an id of its own.',
        f'{channel} There is no topic "homicide" in topics.toml. Nearest: "homicides".',
        f'{channel} There is no outlet "el-fara" in feeds.toml. Nearest: "el-faro".',
    ]


REFUSED = {
    'country = "Mexico"': 'is no country. Countries have two capital letters. Did you mean "MX"?',
    'country = "ZZ"': 'is no country. Give its two letters by ISO 3166, such as "MX" or "US".',
    'url = "faro.example/rss"': "is no web address. Give it as the browser shows it, beginning with https:// or http://.",
    "kind = 5": "is not one of its values. Known: news, investigative, official, research, opinion.",
    "id = 5": 'is no text. Put it between quotation marks: id = "…".',
    'id = "El Faro"': 'is no id. Ids have small letters from a to z, digits and single hyphens: "el-faro".',
    'user_agent = ""': "is empty. Give a text, or leave the key out.",
}


@pytest.mark.parametrize("line", REFUSED)
def test_a_value_is_quoted_as_it_was_typed_with_a_remedy_in_our_own_words(folder, line):
    outlet, feed = GOOD["feeds.toml"].split("[[feed]]")
    others = [one for one in feed.splitlines() if one.partition(" ")[0] != line.partition(" ")[0]]
    (folder / "feeds.toml").write_text("\n".join([outlet, "[[feed]]", *others, line]), encoding="utf-8")
    (found,) = told(folder)
    assert found.endswith(f"{line} {REFUSED[line]}")


def test_one_bracket_too_few_is_told_as_such(folder):
    edit(folder, "channels.toml", "[[channel]]", "[channel]")
    assert told(folder) == [
        'channels.toml "channel" is no list of entries. Begin each entry with [[channel]], with two brackets.'
    ]


def test_a_file_that_ends_too_early_is_told_without_a_line(folder):
    (folder / "topics.toml").write_text("[[topic", encoding="utf-8")
    (problem,) = told(folder)
    assert problem.startswith("topics.toml It is not valid TOML: it ends too early")
    assert "line" not in problem


def test_a_file_of_another_encoding_is_told_with_the_line_of_the_first_wrong_byte(folder):
    (folder / "topics.toml").write_bytes(b"# one\n# caf\xe9\n")
    assert told(folder) == ["topics.toml It is not written in UTF-8 (line 2). Save it as UTF-8 in your editor."]


def test_a_byte_order_mark_and_windows_line_ends_are_read(folder):
    (folder / "channels.toml").write_bytes(b"\xef\xbb\xbf" + GOOD["channels.toml"].replace("\n", "\r\n").encode())
    assert [channel.id for channel in load_settings(folder, {}).channels] == ["alerts"]


def test_a_mistake_in_the_desk_hides_neither_what_it_inherits_nor_its_newsroom(folder, tmp_path):
    child = tmp_path / "demo"
    child.mkdir()
    text = 'name = 5\ninherit = ".."\n[newsroom]\nfolder = "nowhere"\n'
    (child / "desk.toml").write_text(text, encoding="utf-8")
    first, second = told(child)
    assert first.startswith("desk.toml name = 5 is no text.")
    assert second.startswith("desk.toml, [newsroom] There is no folder")


def test_files_are_not_called_missing_where_the_desk_that_may_name_another_s_could_not_be_read(tmp_path):
    (tmp_path / "desk.toml").write_text("name =", encoding="utf-8")
    (problem,) = told(tmp_path)
    assert problem.startswith("desk.toml It is not valid TOML")


def test_a_newsroom_of_our_own_may_be_asked_every_second(folder):
    edit(folder, "feeds.toml", '"30m"', '"1s"')
    assert len(told(folder)) == 1
    (folder / "newsroom").mkdir()
    (folder / "desk.toml").write_text(GOOD["desk.toml"] + '[newsroom]\nfolder = "newsroom"\n', encoding="utf-8")
    assert load_settings(folder, {}).feeds[0].interval.total_seconds() == 1


@pytest.mark.parametrize("query", ["key=hunter2", "u=Ab12cdEf34Gh56ij", "sid=hunter2", "x=1&access_token=hunter2"])
def test_check_prints_no_key_of_an_address(folder, query):
    edit(folder, "feeds.toml", "/rss", f"/rss?{query}")
    settings = load_settings(folder, {})
    printed = "\n".join(lines(settings, merge(stand_of(settings), ())))
    assert "faro.example/rss?" in printed
    assert query.rpartition("=")[2] not in printed


@pytest.mark.parametrize(
    ("platform", "more", "said"),
    [
        ("discord", "", "address is missing: the channel's id on Discord, such as 234567890123456789."),
        ("discord", 'address = "#general"', "address = #general is no id of Discord's: one looks like 234567890123456789."),
        ("slack", 'address = "general"', "address = general is no id of Slack's: one looks like C0123456789."),
        (
            "slack",
            'address = "C0123456789"\nworkspace = "our-team"',
            "workspace = our-team is no id of Slack's: one looks like T0123456789.",
        ),
    ],
)
def test_a_chat_channel_is_named_by_the_platform_s_own_id(folder, platform, more, said):
    edit(folder, "channels.toml", 'platform = "console"', f'platform = "{platform}"\n{more}')
    (problem,) = told(folder)
    assert said in problem


def test_a_canvas_is_kept_only_where_there_is_one(folder):
    edit(folder, "channels.toml", 'platform = "console"', 'platform = "console"\ncanvas = true')
    (problem,) = told(folder)
    assert "only channels on Slack have a canvas" in problem


def test_the_domain_whose_links_slack_shows_is_a_setting_and_shown(folder):
    edit(folder, "desk.toml", 'countries = ["MX"]', 'countries = ["MX"]\n[slack]\ndomain = "cards.example.org"')
    assert load_settings(folder, {}).slack.domain == "cards.example.org"
    assert any(line.startswith("slack shows links of = cards.example.org ") for line in checked(folder, {}))


@pytest.mark.parametrize("wrong", ["https://cards.example.org", "cards", "cards.example.org/card", "-a.org", ""])
def test_a_domain_is_a_name_alone(folder, wrong):
    edit(folder, "desk.toml", 'countries = ["MX"]', f'countries = ["MX"]\n[slack]\ndomain = "{wrong}"')
    (problem,) = told(folder)
    assert "is no domain" in problem


def checked(folder, environ):
    settings = load_settings(folder, environ)
    return list(lines(settings, merge(stand_of(settings), ())))


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "not served: SLACK_BOT_TOKEN, SLACK_APP_TOKEN missing; 0 channels wait"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "not served: SLACK_BOT_TOKEN missing; 0 channels wait"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, "served over Socket Mode, one workspace, 0 channels"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}, "served over HTTP mode, one workspace, 0 channels"),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_SIGNING_SECRET": "s"}, "not served: SLACK_BOT_TOKEN missing; 0 channels wait"),
        (
            {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "SLACK_SIGNING_SECRET": "s"},
            "served over HTTP mode, every workspace that installs the app, 0 channels",
        ),
    ],
)
def test_check_says_whether_slack_would_be_served_and_how_or_what_is_missing(folder, environ, said):
    assert f"platform slack = {said}    (environment)" in checked(folder, environ)


def test_check_says_of_discord_that_its_token_is_missing_and_how_many_channels_wait_for_it(folder):
    edit(folder, "channels.toml", 'platform = "console"', 'platform = "discord"\naddress = "234567890123456789"')
    (told,) = [line for line in checked(folder, {}) if line.startswith("platform discord")]
    assert "not served: DISCORD_TOKEN missing; 1 channel waits" in told
    (told,) = [line for line in checked(folder, {"DISCORD_TOKEN": "x"}) if line.startswith("platform discord")]
    assert "served, 1 channel " in told


def test_problems_are_told_in_spanish_too(folder):
    edit(folder, "feeds.toml", '"news"', '"newz"')
    with pytest.raises(SettingsError) as caught:
        load_settings(folder, {})
    assert str(texts("es").error(caught.value.problems[0]).remedy).startswith('¿Quiso decir "news"?')


@pytest.mark.parametrize(
    "url", ["sqlite:////data/x.db", "postgresql://user:pw@host/db", "postgresql+psycopg://user:pw@host/db"]
)
def test_every_database_that_the_store_opens_is_taken_from_the_environment(url):
    assert read_environment({"DATABASE_URL": url})[1] == []


def test_a_feed_may_be_in_a_language_that_is_read_on_trial_but_a_channel_is_not_spoken_to_in_it(folder):
    edit(folder, "feeds.toml", 'language = "es"', 'language = "pt"')
    assert load_settings(folder, {}).feeds[0].language == "pt"

    edit(folder, "channels.toml", 'labels = "en"', 'labels = "pt"')
    with pytest.raises(SettingsError):
        load_settings(folder, {})


def test_reading_the_settings_loads_neither_the_network_nor_the_database():
    """`condense` and `check` read them, and start in a moment."""
    code = "import sys, bot.app.settings; print({'aiohttp', 'sqlalchemy', 'trafilatura'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_desk_of_thousands_of_entries_is_read_in_time_linear_in_their_number(folder):
    outlets = "".join(f'[[outlet]]\nid = "o-{n}"\nname = "O"\ncountry = "MX"\n' for n in range(1500))
    feeds = "".join(
        f'[[feed]]\nid = "f-{n}"\noutlet = "o-{n}"\nurl = "https://o-{n}.example/"\nlanguage = "es"\ncountry = "MX"\n'
        'kind = "news"\ninterval = "1h"\n'
        for n in range(1500)
    )
    (folder / "feeds.toml").write_text(outlets + feeds, encoding="utf-8")
    counted = Profile()
    assert len(counted.runcall(load_settings, folder, {}).feeds) == 1500
    assert Stats(counted).total_calls < 1500 * 2000


MENTIONING = """
[[channel]]
id = "urgent"
platform = "discord"
labels = "en"
workspace = "123456789012345678"
address = "234567890123456789"
mentions = [{ role = "456789012345678901", topics = ["homicides"], at_least = 0.8 }, { role = "567890123456789012" }]
"""


def with_channels(folder, text):
    (folder / "channels.toml").write_text(GOOD["channels.toml"] + text, encoding="utf-8")
    return folder


def test_a_channel_names_roles_to_be_mentioned_and_when(folder):
    *_, channel = load_settings(with_channels(folder, MENTIONING), {}).channels
    first = Mention(role="456789012345678901", topics=("homicides",), at_least=0.8)
    assert channel.mentions == (first, Mention(role="567890123456789012"))


@pytest.mark.parametrize(
    ("was", "wrong", "code"),
    [
        ("456789012345678901", "@everyone", "setting-mention-id"),
        ("456789012345678901", "123456789012345678", "setting-mention-everyone"),
        ('["homicides"]', '["murders"]', "setting-unknown-id"),
        ("0.8", "80.0", "setting-too-high"),
        ("at_least", "above", "setting-unknown-key"),
        ('role = "567890123456789012"', "at_least = 0.9", "setting-missing"),
    ],
)
def test_a_rule_for_mentions_that_cannot_be_is_told(folder, was, wrong, code):
    with pytest.raises(SettingsError) as told_:
        load_settings(with_channels(folder, MENTIONING.replace(was, wrong, 1)), {})
    assert [problem.code for problem in told_.value.problems] == [code]


PACED = """
[[channel]]
id = "mesa"
platform = "console"
labels = "es"
quiet = "22:00-07:00"
cap = "6/1h"
urgent = [{ severity = 3 }, { topics = ["homicides"], relevance = 0.9 }]

[[channel.digest]]
id = "working-days"
at = ["7:30", "18:00"]
days = ["mon", "fri"]
zone = "America/Tijuana"
topics = ["homicides"]
threshold = 0.6
stories = 8
labels = "en"
empty = "nothing"
charts = false

[[channel.digest]]
id = "weekly"
cron = "0 8 * * 1"
"""


def test_a_channel_names_its_pace_and_its_digests(folder):
    *_, mesa = load_settings(with_channels(folder, PACED), {}).channels
    assert (mesa.quiet, mesa.cap) == ("22:00-07:00", "6/1h")
    assert mesa.urgent == (Urgent(severity=3), Urgent(topics=("homicides",), relevance=0.9))
    days = DigestPlan(
        id="working-days",
        at=("07:30", "18:00"),
        days=("mon", "fri"),
        zone="America/Tijuana",
        topics=("homicides",),
        threshold=0.6,
        stories=8,
        labels="en",
        empty="nothing",
        charts=False,
    )
    assert mesa.digest == (days, DigestPlan(id="weekly", cron="0 8 * * 1"))


def test_pace_and_digests_are_shown(folder):
    settings = load_settings(with_channels(folder, PACED), {})
    shown = next(line for line in lines(settings, merge(stand_of(settings), ())) if line.startswith("channel mesa"))
    assert "quiet=22:00-07:00, cap=6/1h, urgent=[{severity: 3}, {relevance: 0.9, topics: [homicides]}]" in shown
    assert "{id: weekly, cron: 0 8 * * 1}" in shown


@pytest.mark.parametrize(
    ("was", "wrong", "codes"),
    [
        ('cap = "6/1h"', 'cap = "6 an hour"', ["setting-cap"]),
        ('quiet = "22:00-07:00"', 'quiet = "at night"', ["setting-hours"]),
        ('cap = "6/1h"', 'hours = "07:00-22:00"', ["setting-quiet-and-hours"]),
        ("{ severity = 3 }", "{ }", ["setting-urgent-empty"]),
        ("severity = 3", "severity = 4", ["setting-too-high"]),
        ('topics = ["homicides"], relevance', 'topics = ["murders"], relevance', ["setting-unknown-id"]),
        ('"7:30"', '"half past seven"', ["setting-clock"]),
        ('at = ["7:30", "18:00"]', "", ["setting-digest-when"]),
        ('"America/Tijuana"', '"America/Tihuana"', ["setting-zone-near"]),
        ('days = ["mon", "fri"]', 'days = ["mon", "fry"]', ["setting-choice"]),
        ('topics = ["homicides"]\nthreshold', 'topics = ["murders"]\nthreshold', ["setting-unknown-id"]),
        ("stories = 8", "stories = 0", ["setting-too-low"]),
        ("stories = 8", "storys = 8", ["setting-unknown-key-near"]),
        ('cron = "0 8 * * 1"', 'cron = "every Monday"', ["setting-cron"]),
        ('cron = "0 8 * * 1"', 'cron = "*/5 * * * *"', ["setting-cron-often"]),
        ('cron = "0 8 * * 1"', 'cron = "0 8 * * 1"\nat = ["08:00"]', ["setting-digest-both"]),
        ('cron = "0 8 * * 1"', 'cron = "0 8 * * 1"\ndays = ["mon"]', ["setting-digest-days"]),
        ('id = "weekly"', 'id = "working-days"', ["setting-digest-twice"]),
        ('id = "weekly"', 'id = "catch-up"', ["setting-digest-taken"]),
        ('id = "weekly"', 'id = "Weekly digest"', ["setting-id-near"]),
        ('labels = "en"\nempty', 'labels = "fr"\nempty', ["setting-choice"]),
        ('empty = "nothing"', 'empty = "silence"', ["setting-choice"]),
    ],
)
def test_a_pace_or_digest_that_cannot_be_is_told_by_name_with_the_remedy(folder, was, wrong, codes):
    assert was in PACED
    with pytest.raises(SettingsError) as told_:
        load_settings(with_channels(folder, PACED.replace(was, wrong, 1)), {})
    assert [problem.code for problem in told_.value.problems] == codes
    for language in ("en", "es"):
        assert all(all(texts(language).error(problem)) for problem in told_.value.problems)


def test_all_that_is_wrong_with_digests_is_told_at_once(folder):
    wrong = PACED.replace('"6/1h"', '"6"').replace('"7:30"', '"25:00"').replace("0 8 * * 1", "0 8 * *").replace("mon", "moon")
    with pytest.raises(SettingsError) as told_:
        load_settings(with_channels(folder, wrong), {})
    codes = {problem.code for problem in told_.value.problems}
    assert codes == {"setting-cap", "setting-clock", "setting-cron", "setting-choice-near"}

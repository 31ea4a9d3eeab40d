"""Settings: every problem at once, by the admin's names, with the remedy, never a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app.settings import load_settings
from bot.app.settings.environment import read_environment
from bot.languages import texts
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
    assert 'interval = "soon" is not accepted: a time such as "30m"' in whole
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
    assert 'topics.toml, topic "homicides" terms.en.New Mexico = "11" is not accepted' in problem


def test_alarms_go_to_a_channel_that_is_there(folder):
    (folder / "desk.toml").write_text(GOOD["desk.toml"] + 'alarms = "alert"\n', encoding="utf-8")
    assert told(folder) == ['desk.toml There is no channel "alert" in channels.toml. Nearest: "alerts".']

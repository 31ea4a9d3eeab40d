"""`briefbot …` as a process, as its user meets it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import open_store
from tests.fakes.demo import demo_desk

ROOT = Path(__file__).resolve().parents[2]
DEMO = "config/demo"
ARTICLE = (
    "HERMOSILLO, Mexico — Prosecutors in Sonora said Monday that 14 people were killed over the weekend.\n\n"
    "“We have three suspects in custody,” said Rosaura Beltrán Quijano, the state’s prosecutor for homicides. “The "
    "investigation goes on.”\n\n"
    "Homicides in the municipality rose 12 percent from a year earlier, to 431 victims, according to the prosecutor’s office."
)


def examples() -> list[str]:
    """The lines that README.md tells its reader to begin with."""
    block = (ROOT / "README.md").read_text(encoding="utf-8").partition("Some lines to begin with:")[2]
    lines = [line.strip() for line in block.partition("Without a service")[0].splitlines() if line.strip()]
    assert len(lines) >= 5
    return lines


def briefbot(*args: str, given: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *args],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environ},
        timeout=120,
        check=False,
    )


def test_an_article_on_standard_input_becomes_a_card_in_json():
    done = briefbot("condense", "--json", "--lang", "en", given=ARTICLE)
    assert done.returncode == 0, done.stderr
    card = json.loads(done.stdout)
    assert card["schema"] == 1
    assert card["text"] == ARTICLE
    assert card["quotes"][0]["speaker"]["name"] == "Rosaura Beltrán Quijano"
    assert len(card["quotes"][0]["spans"]) == 2
    assert "431" in [figure["value"] for figure in card["figures"]]


def test_a_card_can_be_read_as_text(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    done = briefbot("condense", str(tmp_path / "a.txt"), "--title", "Fourteen killed in Hermosillo")
    assert done.returncode == 0, done.stderr
    assert "Fourteen killed in Hermosillo" in done.stdout
    assert "“We have three suspects in custody," in done.stdout


def test_lines_in_give_lines_out_in_order_and_a_bad_one_stops_nothing():
    lines = [
        json.dumps({"id": "one", "text": ARTICLE, "lang": "en"}),
        "{broken",
        json.dumps(
            {"id": "three", "text": "Le gouvernement a annoncé hier que les forces seraient envoyées dans les États du nord."}
        ),
        json.dumps({"id": 4, "text": ARTICLE, "published": "2026-11-24T08:00Z"}),
        json.dumps({"id": 5, "text": ARTICLE, "title": 7}),
        json.dumps({"id": "\ud800", "text": ARTICLE + " \ud800", "title": "\udfff", "lang": "en"}),
        json.dumps({"id": 7, "text": ARTICLE, "lang": "fr"}),
        json.dumps({"id": 8, "text": ARTICLE, "region": "Mexico"}),
        json.dumps({"id": 9, "text": ARTICLE, "extent": "half"}),
    ]
    done = briefbot("condense", "--jsonl", given="\n".join(lines))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert len(rows) == 9
    assert rows[0]["id"] == "one"
    assert rows[1]["error"]["code"] == "line-no-json"
    assert rows[2]["error"]["code"] == "unreadable-language"
    assert rows[3]["id"] == "4"
    assert rows[4]["error"]["code"] == "line-no-text"
    assert rows[5]["text"].endswith("\ud800")
    assert rows[3]["published"].startswith("2026-11-24T08:00")
    assert [row["error"]["code"] for row in rows[6:]] == ["language-unknown", "country-unknown-near", "extent-unknown"]
    assert [row["id"] for row in rows[6:]] == [7, 8, 9]


def test_articles_one_a_line_are_grouped_into_stories_and_one_that_cannot_be_read_gives_its_error():
    again = ARTICLE.replace("14 people were killed", "14 people died")
    lines = [
        json.dumps({"id": "one", "text": ARTICLE, "lang": "en", "published": "2026-11-24T08:00Z"}),
        "{broken",
        json.dumps({"id": "two", "text": again, "lang": "en", "published": "2026-11-24T09:00Z"}),
        json.dumps(
            {"id": "three", "text": "Teachers of Villa Caldera strike for a third week.", "published": "2026-11-24T10:00Z"}
        ),
        json.dumps({"id": "four", "text": ARTICLE, "published": "yesterday"}),
        json.dumps({"text": "Los maestros de Villa Caldera siguen en huelga por tercera semana, dijo su sindicato el lunes."}),
        json.dumps({"id": "one", "text": ARTICLE, "lang": "en"}),
    ]
    done = briefbot("stories", "--jsonl", given="\n".join(lines))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [row["error"]["code"] for row in rows if "error" in row] == ["line-no-json", "time-unreadable"]
    assert [(row["story"], row["new"]) for row in rows[:3] if "story" in row] == [("one", True), ("one", False)]
    assert rows[2]["reason"]["code"] == "story-copy"
    assert rows[3]["new"]
    assert rows[5]["id"] == "line-6"
    assert (rows[6]["story"], rows[6]["new"], rows[6]["reason"]["code"]) == ("one", False, "story-same-article")


def test_each_article_is_answered_before_the_next_is_read():
    command = [sys.executable, "-m", "bot.cli", "stories", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"id": str(number), "text": ARTICLE, "lang": "en"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["new"] is (number == 0)
        process.stdin.close()
        assert process.wait(60) == 0


def test_a_line_that_is_not_utf8_is_an_error_of_that_line_and_the_others_are_answered_at_once():
    """Each answer is read before the next line is written: nothing waits in a buffer."""
    command = [sys.executable, "-m", "bot.cli", "condense", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"text": "caf\xe9"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["error"]["code"] == "line-not-utf8"
        process.stdin.write(json.dumps({"id": "two", "text": ARTICLE}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "two"
        process.stdin.close()
        assert process.wait(60) == 1


def test_a_text_in_another_encoding_is_read_in_it_and_never_loses_a_letter(tmp_path):
    text = "La fiscalía de Sonora informó que 14 personas murieron. “No habrá impunidad”, dijo el fiscal Íñigo Peña."
    for name, encoding in (("latin", "cp1252"), ("wide", "utf-16")):
        file = tmp_path / name
        file.write_bytes(text.encode(encoding))
        done = briefbot("condense", str(file), "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["text"] == text
        assert "not UTF-8" in done.stderr


def test_a_picture_is_not_taken_for_a_text(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x81")
    done = briefbot("condense", str(tmp_path / "a.png"))
    assert done.returncode == 2
    assert "no other encoding makes a text of it" in done.stderr


def test_a_command_to_a_folder_without_data_says_so_and_makes_none(tmp_path):
    done = briefbot("say", "/latest", "--config", DEMO, "--data", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "There is no service data in" in done.stderr
    assert not (tmp_path / "none").exists()


def test_errors_and_labels_are_told_in_the_language_that_was_asked_for(tmp_path):
    done = briefbot("say", "/latest", "--lang", "es", "--config", DEMO, "--data", str(tmp_path / "none"))
    assert "no hay datos del servicio" in done.stderr
    card = briefbot("condense", "--lang", "es", given="“No habrá impunidad”, dijo el fiscal Íñigo Peña, de Sonora.")
    assert "Citas clave" in card.stdout


@pytest.mark.parametrize(
    ("args", "given", "words"),
    [
        (("condense",), "", "holds no text"),
        (("condense",), "Hola", "language"),
        (("condense", "nowhere.txt"), "", "nowhere.txt cannot be read"),
        (("condense", "--published", "soon"), ARTICLE, "soon"),
        (("condense", "--config", "nowhere"), ARTICLE, "no folder nowhere"),
        (("feeds", "test", "nowhere.xml"), "", "nowhere.xml cannot be read"),
        (("run", "--config", "nowhere"), "", "no folder nowhere"),
        (("run", "--config", DEMO, "--data", "/proc/nowhere"), "", "The data cannot be written"),
        (("no-such-command",), "", "No such command"),
        (("say", "/help", "--lang", "fr"), "", "does not speak"),
        (("condense", "--lang", "fr"), ARTICLE, "does not speak"),
        (("condense", "--region", "XX"), ARTICLE, "“XX” is no country"),
        (("condense", "--region", "mx"), ARTICLE, "did you mean MX?"),
    ],
)
def test_bad_input_gets_one_clear_message_and_no_traceback(args, given, words):
    done = briefbot(*args, given=given)
    assert done.returncode in {1, 2}
    assert words.casefold() in done.stderr.casefold()
    assert "Traceback" not in done.stderr


def test_the_card_s_schema_describes_a_card():
    schema = json.loads(briefbot("schema", "card").stdout)
    assert {"points", "quotes", "figures", "relevance"} <= set(schema["properties"])


def test_the_desks_that_are_shipped_have_no_problems():
    for desk in ("config", DEMO):
        done = briefbot("check", "--config", desk)
        assert done.returncode == 0, done.stderr
        assert "feeds.toml" in done.stdout


def test_settings_problems_are_told_at_once_and_end_with_two(tmp_path):
    for file in ("desk", "feeds", "people", "topics", "channels"):
        (tmp_path / f"{file}.toml").write_text("nonsense = 1\n", encoding="utf-8")
    done = briefbot("check", "--config", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("5 problems in")
    assert done.stderr.count('"nonsense" is not a key here.') == 5


@pytest.mark.slow
def test_the_demo_is_delivered_once_and_not_again(tmp_path):
    first = briefbot("run", "--once", "--config", DEMO, "--data", str(tmp_path))
    assert first.returncode == 0, first.stderr
    number, *words = first.stdout.splitlines()[-1].split()
    assert words == ["cards", "delivered"]
    assert int(number) >= 12
    again = briefbot("run", "--once", "--config", DEMO, "--data", str(tmp_path))
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines()[-1] == "0 cards delivered"
    latest = briefbot("say", "/latest", "--json", "--config", DEMO, "--data", str(tmp_path))
    assert latest.returncode == 0, latest.stderr
    assert "BB-" in latest.stdout
    known = json.loads(latest.stdout)["cards"][0]["id"]
    for line in examples():
        said = briefbot("say", re.sub(r"BB-[\d-]+", known, line), "--json", "--config", DEMO, "--data", str(tmp_path))
        assert said.returncode == 0, line
        assert json.loads(said.stdout).get("total", 1) > 0, line
    wrong = briefbot("say", "/lattest", "--config", DEMO, "--data", str(tmp_path))
    assert wrong.returncode == 2
    assert "Did you mean “latest”?" in wrong.stdout


@pytest.mark.slow
def test_a_single_run_of_a_paused_desk_polls_and_posts_nothing_and_says_so(tmp_path):
    desk, data = demo_desk(tmp_path / "desk"), tmp_path / "data"
    told = (desk / "desk.toml").read_text(encoding="utf-8")
    (desk / "desk.toml").write_text(f"paused = true\n{told}", encoding="utf-8")
    done = briefbot("run", "--once", "--config", str(desk), "--data", str(data))
    assert done.returncode == 0, done.stderr
    assert "Everything is paused" in done.stderr
    assert done.stdout.splitlines()[-1] == "0 cards delivered"
    with closing(sqlite3.connect(data / "briefbot.db")) as db:
        assert db.execute("SELECT (SELECT count(*) FROM cards), (SELECT count(*) FROM deliveries)").fetchone() == (0, 0)
    (desk / "desk.toml").write_text(told, encoding="utf-8")
    done = briefbot("run", "--once", "--config", str(desk), "--data", str(data))
    assert not done.stdout.endswith("\n0 cards delivered\n")
    assert "Everything is paused" not in done.stderr


@pytest.mark.slow
def test_a_spanish_line_is_answered_in_spanish_without_being_asked_to(tmp_path):
    asyncio.run(made(tmp_path))
    done = briefbot("say", "/buscar nada", "--config", DEMO, "--data", str(tmp_path))
    same = briefbot("say", "/search nada", "--config", DEMO, "--data", str(tmp_path), "--lang", "es")
    assert done.stdout == same.stdout
    assert done.stdout != briefbot("say", "/search nada", "--config", DEMO, "--data", str(tmp_path)).stdout


@pytest.mark.slow
def test_a_second_service_on_the_same_data_says_so_and_the_first_ends_cleanly(tmp_path):
    desk = demo_desk(tmp_path / "desk")
    data = tmp_path / "data"
    log = (tmp_path / "out").open("w+", encoding="utf-8")
    command = [sys.executable, "-m", "bot.cli", "run", "--config", str(desk), "--data", str(data)]
    service = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and "http://127.0.0.1" not in Path(log.name).read_text(encoding="utf-8"):
            assert service.poll() is None, Path(log.name).read_text(encoding="utf-8")
            time.sleep(0.1)
        second = briefbot("run", "--once", "--config", str(desk), "--data", str(data))
        assert second.returncode == 2
        assert str(data) in second.stderr
        service.send_signal(signal.SIGTERM)
        assert service.wait(40) == 0
    finally:
        service.kill()
        service.wait()
        log.close()
    assert "Traceback" not in Path(log.name).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_full_disk_ends_a_single_run_with_one_clear_message(tmp_path):
    """The database may not grow: SQLite then answers as on a full disk."""
    code = (
        "import sys, sqlalchemy.event as e, sqlalchemy as s\n"
        "from sqlalchemy.engine import Engine\n"
        "def full(connection, record): connection.cursor().execute('PRAGMA max_page_count = 1')\n"
        "import bot.store.engine as engine, bot.store.migrating as m\n"
        "real = m.migrate\n"
        "async def migrate(store, now):\n"
        "    await real(store, now)\n"
        "    await store.close()\n"
        "    e.listen(Engine, 'connect', full)\n"
        "m.migrate = migrate\n"
        "from bot.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "run", "--once", "--config", DEMO, "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_database_that_another_process_holds_ends_a_single_run_with_one_message_and_the_next_delivers(tmp_path):
    run = ("run", "--once", "--config", DEMO, "--data", str(tmp_path))
    impatient = "import bot.store.engine as engine; engine.BUSY_SECONDS = 0.2\nfrom bot.cli import main\nmain()\n"
    asyncio.run(made(tmp_path))
    with closing(sqlite3.connect(tmp_path / "briefbot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = subprocess.run(
            [sys.executable, "-c", impatient, *run], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
        )
        other.execute("ROLLBACK")
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    assert done.stderr.count("The database is busy") == 1
    assert "store-locked" not in done.stderr
    assert "Traceback" not in done.stderr
    again = briefbot(*run)
    assert again.returncode == 0, again.stderr
    assert int(again.stdout.split()[0]) >= 12


async def made(data: Path) -> None:
    store = await open_store(data, now=datetime.now(UTC))
    await store.close()


def test_what_of_an_opml_file_is_left_out_is_told_with_its_reason(tmp_path):
    file = tmp_path / "feeds.opml"
    feeds = '<outline text="Script" xmlUrl="javascript:alert(1)"/><outline text="New" xmlUrl="https://nuevo.example/rss"/>'
    file.write_text(f"<opml><body>{feeds}</body></opml>", encoding="utf-8")
    done = briefbot("feeds", "import", str(file), "--config", DEMO)
    assert done.returncode == 0, done.stderr
    assert 'url = "https://nuevo.example/rss"' in done.stdout
    assert "Left out: Script. Its address is none" in done.stderr
    file.write_bytes(briefbot("feeds", "export", "--config", DEMO).stdout.encode())
    again = briefbot("feeds", "import", str(file), "--config", DEMO)
    assert again.stdout == ""
    assert "There is nothing to add." in again.stderr


def test_a_feed_without_entries_ends_with_one_and_goes_by_its_file_s_name(tmp_path):
    file = tmp_path / "cut.xml"
    file.write_text('<rss version="2.0"><channel><item><title>Tres deten', encoding="utf-8")
    done = briefbot("feeds", "test", str(file), "--config", DEMO)
    assert done.returncode == 1
    assert done.stdout.startswith("cut.xml\n0 entries")
    assert "breaks off before its first entry" in done.stdout

"""No secret is logged, in whatever part of an event it stands."""

from __future__ import annotations

import json
import logging

import structlog

from bot.app.chats import _token_now
from bot.app.logs import Secrets, configure, redactor
from bot.app.settings.environment import Environment

SECRET = "hunter2-hunter2-hunter2"
RENEWED = "hunter3-hunter3-hunter3"


def test_a_secret_is_struck_out_of_every_value():
    event = {"event": f"got {SECRET}", "inner": {"deep": [f"a{SECRET}b", 1]}, "n": 3}
    cleaned = redactor(Secrets([SECRET]))(None, "info", event)
    assert SECRET not in json.dumps(cleaned)
    assert cleaned["n"] == 3


def test_tokens_and_webhooks_are_struck_out_even_when_they_are_not_ours():
    text = "xoxb-12-ab xapp-1-A2 https://hooks.slack.com/services/T1/B2/c3 https://discord.com/api/webhooks/12/ab"
    cleaned = redactor(Secrets())(None, "info", {"event": text})["event"]
    assert cleaned == "xoxb-… xapp-… https://hooks.slack.com/… https://discord.com/api/webhooks/…"


def test_a_short_secret_does_not_strike_out_common_words():
    assert redactor(Secrets(["the"]))(None, "info", {"event": "the feed"})["event"] == "the feed"


def test_logs_of_the_house_and_of_libraries_hold_no_secret_nor_one_that_was_renewed_since(tmp_path, monkeypatch):
    file = tmp_path / "log"
    configure(Environment(discord_token=SECRET), file=file)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={RENEWED}\n", encoding="utf-8")
    try:
        assert _token_now() == RENEWED
        structlog.get_logger("x").info("taken anew", token=RENEWED)
        logging.getLogger("library").warning("bad token %s", RENEWED)
        structlog.get_logger("x").info("started", token=SECRET, url="https://a.example")
        logging.getLogger("library").warning("bad token %s", SECRET)
        try:
            int(SECRET)
        except ValueError:
            structlog.get_logger("x").exception("failed")
    finally:
        for handler in logging.getLogger().handlers[:]:
            if isinstance(handler, logging.StreamHandler) and getattr(handler.stream, "name", "") == str(file):
                handler.stream.close()
                logging.getLogger().removeHandler(handler)
        structlog.reset_defaults()
    text = file.read_text(encoding="utf-8")
    assert "started" in text
    assert "bad token" in text
    assert "ValueError" in text
    assert "taken anew" in text
    assert SECRET not in text
    assert RENEWED not in text

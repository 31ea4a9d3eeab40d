"""`briefbot export config`: the desk in force as files, which `briefbot check` takes; nothing is overwritten."""

from __future__ import annotations

from tests.acceptance.test_cli import DEMO, briefbot


def test_the_export_is_a_desk_of_its_own_and_is_never_written_over_another(tmp_path):
    out = tmp_path / "out"
    written = briefbot("export", "config", str(out), "--config", DEMO, "--data", str(tmp_path / "data"))
    assert written.returncode == 0, written.stderr
    assert {path.name for path in out.iterdir()} >= {"desk.toml", "feeds.toml", "topics.toml", "channels.toml"}
    checked = briefbot("check", "--config", str(out))
    assert checked.returncode == 0, checked.stderr
    again = briefbot("export", "config", str(out), "--config", DEMO, "--data", str(tmp_path / "data"))
    assert again.returncode == 2
    assert "not empty" in again.stderr

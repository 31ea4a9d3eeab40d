"""A fortnight in spring, read by the service as the week of `test_week.py` is: clocks that go forward, the end of February, and
a service that was down at the hour of its digests.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.fakes.databases import all_quiet
from tests.fakes.golden import is_golden
from tests.fakes.replay import Replay, Said, Transcript, replay, settings
from tests.fakes.week import FOLDER, moment, week

SPRING = FOLDER.parent / "spring"
GOLDEN = Path(__file__).parents[1] / "golden" / "spring"
CHANNELS = {
    "live": "America/New_York",
    "twice": "America/New_York",
    "night": "America/New_York",
    "sonora": "America/Hermosillo",
}
"""With their zones."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def _down(made: Replay, until: str) -> None:
    """Nobody looks until then."""
    await made.stop()
    made.clock.time = moment(until)
    await made.start(settings(folder=SPRING))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Transcript:
    async def main() -> Transcript:
        async with replay(tmp_path_factory.mktemp("spring"), week(SPRING), lanes=1) as made:
            made.clock.time = moment("2027-02-27 12:00")
            await made.start(settings(folder=SPRING))
            await made.until(moment("2027-03-01 12:00"))
            await _down(made, "2027-03-12 10:00")
            await made.until(moment("2027-03-14 15:40"))
            await _down(made, "2027-03-14 18:30")
            await made.until(moment("2027-03-15 12:00"))
            await made.label()
        await all_quiet()
        return made.told

    return asyncio.run(main())


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_channels_transcript_is_the_golden_one(told: Transcript, channel: str) -> None:
    is_golden(GOLDEN / f"{channel}.txt", told.written(channel, CHANNELS[channel]))


def _there(one: Said) -> datetime:
    return one.at.astimezone(ZoneInfo(CHANNELS[one.channel]))


def _digests(told: Transcript, channel: str, plan: str) -> list[Said]:
    return [one for one in told.of(channel) if one.kind == "digest" and one.subject.startswith(f"digest {channel} {plan} ")]


def _spaced(one: Said) -> str:
    """Its words, with plain spaces before AM and PM."""
    return one.text.replace("\u202f", " ")


def _on_time(made: list[Said]) -> list[Said]:
    return [one for one in made if "Late:" not in one.text and "Con retraso:" not in one.text]


def test_digests_keep_to_their_zones_clock_through_the_change_to_summer_time(told: Transcript) -> None:
    made = _on_time(_digests(told, "twice", "twice-a-day"))
    assert {f"{_there(one):%H:%M}" for one in made} == {"07:30", "18:00"}
    before, after = (one.at for one in made if f"{_there(one):%m-%d %H:%M}" in {"03-13 07:30", "03-14 07:30"})
    assert after - before == timedelta(hours=23)


def test_an_hour_that_does_not_come_brings_its_digest_at_the_change(told: Transcript) -> None:
    made = [f"{_there(one):%m-%d %H:%M}" for one in _on_time(_digests(told, "night", "night"))]
    assert made == ["02-28 02:30", "03-01 02:30", "03-13 02:30", "03-14 03:00", "03-15 02:30"]


def test_a_zone_without_summer_time_knows_of_no_change(told: Transcript) -> None:
    made = _on_time(_digests(told, "sonora", "morning"))
    assert {f"{_there(one):%H:%M}" for one in made} == {"08:00"}
    assert {(one.at - made[0].at) % timedelta(days=1) for one in made} == {timedelta(0)}


def test_quiet_hours_end_by_the_new_clock(told: Transcript) -> None:
    night = [one for one in told.of("live") if moment("2027-03-13 21:00") < one.at < moment("2027-03-14 12:00")]
    assert [f"{_there(one):%m-%d %H:%M}" for one in night] == ["03-14 07:30"]
    assert "river ferry" in night[0].text
    assert "Cerro Bermejo" in night[0].text


def test_the_month_ends_on_its_last_day(told: Transcript) -> None:
    (month,) = _digests(told, "sonora", "month")
    assert f"{_there(month):%m-%d %H:%M}" == "02-28 20:00"
    assert "Las Palomas Viejas" in month.text


def test_after_days_without_a_service_one_digest_comes_that_says_what_it_makes_up_for(told: Transcript) -> None:
    first = next(one for one in _digests(told, "twice", "twice-a-day") if one.at >= moment("2027-03-02 00:00"))
    assert first.at == moment("2027-03-12 10:00")
    assert "Late: due at 7:30 AM, made at 11:00 AM · covers 21 earlier hours that were missed" in _spaced(first)


def test_a_digest_whose_hour_passed_while_the_service_was_down_is_sent_once_and_marked(told: Transcript) -> None:
    made = [
        one
        for one in _digests(told, "twice", "twice-a-day")
        if moment("2027-03-14 12:00") < one.at < moment("2027-03-15 00:00")
    ]
    assert [f"{_there(one):%H:%M}" for one in made] == ["20:30"]
    assert "Late: due at 6:00 PM, made at 8:30 PM · 1 story" in _spaced(made[0])


def test_no_article_is_told_twice_in_a_channel_whatever_was_down(told: Transcript) -> None:
    for channel in CHANNELS:
        text = "\n".join(one.text for one in told.of(channel) if not one.edit)
        for item in week(SPRING).items.values():
            assert text.count(item.title) <= 1, (channel, item.id)

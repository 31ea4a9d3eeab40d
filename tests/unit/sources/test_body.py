"""Reading a body within its cap."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.fetch.body import BadEncoding, BrokenOff, TooLarge, read_body
from tests.fakes.outlets import deflated, gzip_bomb


async def _chunks(data, size=7):
    for start in range(0, len(data), size):
        yield data[start : start + size]


BODY = "Ocho detenidos en Acámbaro. ".encode() * 40


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("", BODY),
        ("identity", BODY),
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("x-gzip", gzip.compress(BODY, mtime=0)),
        ("gzip", gzip.compress(BODY[:100], mtime=0) + gzip.compress(BODY[100:], mtime=0) + bytes(16)),
        ("deflate", deflated(BODY, wrapped=True)),
        ("deflate", deflated(BODY, wrapped=False)),
        ("br", brotli.compress(BODY)),
        ("gzip, br", brotli.compress(gzip.compress(BODY, mtime=0))),
        ("", gzip.compress(BODY, mtime=0)),
    ],
)
async def test_a_body_is_unpacked(encoding, sent):
    assert await read_body(_chunks(sent), encoding, 1 << 20) == BODY


@given(st.binary(max_size=3000), st.sampled_from(["gzip", "br", "deflate", ""]), st.integers(1, 500))
async def test_the_cap_holds_exactly_after_decompression(body, encoding, size):
    pack = {"gzip": gzip.compress, "br": brotli.compress, "deflate": lambda b: deflated(b, wrapped=True), "": bytes}[encoding]
    sent = pack(body)
    if encoding == "" and body.startswith(b"\x1f\x8b"):
        return
    room = max(len(body), len(sent))
    assert await read_body(_chunks(sent, size), encoding, room) == body
    if body:
        with pytest.raises(TooLarge):
            await read_body(_chunks(sent, size), encoding, len(body) - 1)


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip_bomb), ("br", lambda n: brotli.compress(bytes(n)))])
async def test_a_bomb_is_left_as_soon_as_it_is_too_large(encoding, pack):
    read = 0
    bomb = pack(64 << 20)

    async def counted():
        nonlocal read
        async for piece in _chunks(bomb, max(1, len(bomb) // 50)):
            read += len(piece)
            yield piece

    with pytest.raises(TooLarge):
        await read_body(counted(), encoding, 1 << 20)
    assert read < len(bomb)


@pytest.mark.parametrize("encoding", ["zstd", "compress", "gzip, gzip, gzip", "nonsense"])
async def test_an_encoding_that_was_not_asked_for_is_refused(encoding):
    with pytest.raises(BadEncoding):
        await read_body(_chunks(BODY), encoding, 1 << 20)


@pytest.mark.parametrize("encoding", ["gzip", "br"])
async def test_a_body_that_is_not_what_it_says_is_refused(encoding):
    with pytest.raises(BadEncoding):
        await read_body(_chunks(b"<rss> this is plain text </rss>" * 30), encoding, 1 << 20)


@pytest.mark.parametrize(("encoding", "sent"), [("gzip", gzip.compress(BODY, mtime=0)), ("br", brotli.compress(BODY))])
async def test_a_stream_that_ends_too_soon_is_known_to_be_broken_off(encoding, sent):
    with pytest.raises(BrokenOff):
        await read_body(_chunks(sent[:-9]), encoding, 1 << 20)

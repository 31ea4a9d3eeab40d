"""Reading an answer's body within a cap that holds before and after decompression."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # the package brings no types

_LAYERS = 2


class TooLarge(Exception):  # noqa: N818 - it reads as what the body is
    """The body is larger than its cap. Reading stops there and then."""


class BadEncoding(Exception):  # noqa: N818 - it reads as what is wrong
    """The body is not what its Content-Encoding says, or is encoded in a way that was not asked for."""


class BrokenOff(Exception):  # noqa: N818 - it reads as what happened
    """The body ends before its compressed stream does."""


class _Layer(Protocol):
    def push(self, data: bytes, room: int) -> bytes:
        """What `data` unpacks to. Raises `TooLarge` as soon as it is more than `room` bytes."""

    def finished(self) -> bool: ...


class _Gzip:
    """One or several gzip members; padding after the last is ignored."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._begun = False

    def push(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data:
            if self._member.eof:
                data = data.lstrip(b"\0")
                if not data:
                    break
                self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
            self._begun = True
            out += self._member.decompress(data, room + 1 - len(out))
            if len(out) > room:
                raise TooLarge
            data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        return bytes(out)

    def finished(self) -> bool:
        return self._member.eof or not self._begun


class _Deflate:
    """The standard says zlib, some servers send the bare stream: the first bytes tell."""

    def __init__(self) -> None:
        self._head = b""
        self._stream: zlib._Decompress | None = None

    def push(self, data: bytes, room: int) -> bytes:
        if self._stream is None:
            data = self._head = self._head + data
            if len(data) < 2:
                return b""
            wrapped = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2]) % 31 == 0
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        out = self._stream.decompress(data, room + 1)
        if len(out) > room:
            raise TooLarge
        return out

    def finished(self) -> bool:
        return self._stream.eof if self._stream else not self._head


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._begun = False

    def push(self, data: bytes, room: int) -> bytes:
        self._begun = self._begun or bool(data)
        out = bytearray(self._stream.process(data, output_buffer_limit=room + 1))
        while not self._stream.can_accept_more_data() and len(out) <= room:
            out += self._stream.process(b"", output_buffer_limit=room + 1 - len(out))
        if len(out) > room:
            raise TooLarge
        return bytes(out)

    def finished(self) -> bool:
        return not self._begun or self._stream.is_finished()


_MAKERS: dict[str, type[_Gzip | _Deflate | _Brotli]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
}


def unpackers(content_encoding: str) -> list[_Layer]:
    """The layers to take off, outermost first. Raises `BadEncoding`."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    wanted = [name for name in reversed(names) if name not in {"", "identity"}]
    if len(wanted) > _LAYERS or any(name not in _MAKERS for name in wanted):
        raise BadEncoding
    return [_MAKERS[name]() for name in wanted]


async def read_body(chunks: AsyncIterable[bytes], content_encoding: str, cap: int) -> bytes:
    """The whole body, unpacked. `cap`: bytes, for the body as sent and for every layer under it.

    A body that begins like a gzip file is unpacked although no header says so: some servers keep their feeds as `.gz`.
    Raises `TooLarge`, `BadEncoding`, `BrokenOff`.
    """
    layers = unpackers(content_encoding)
    sniffed = bool(layers)
    sent = 0
    body = bytearray()
    async for chunk in chunks:
        sent += len(chunk)
        if sent > cap:
            raise TooLarge
        if not sniffed and chunk:
            layers, sniffed = [_Gzip()] if chunk.startswith(b"\x1f\x8b") else [], True
        data = chunk
        try:
            for layer in layers:
                data = layer.push(data, cap - len(body))
        except (zlib.error, brotli.error) as error:
            raise BadEncoding from error
        body += data
        if len(body) > cap:
            raise TooLarge
    if not all(layer.finished() for layer in layers):
        raise BrokenOff
    return bytes(body)

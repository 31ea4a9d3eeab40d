"""Which addresses may be connected to (SSRF guard).

A feed's address, a redirect or a name that changes its mind could lead into the network the bot runs in. So the last word is
spoken where a socket is made, about the address really connected to: literal addresses skip the resolver, names may answer
differently the second time.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Collection, Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import AddrInfoType

Pair = tuple[str, int]

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_NEVER = tuple(
    ip_network(block)
    for block in (
        "192.88.99.0/24",  # 6to4 relays, retired by RFC 7526
        "64:ff9b:1::/48",  # NAT64 of a local network, RFC 8215
        "fec0::/10",  # site-local, retired by RFC 3879
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing, RFC 9602
    )
)
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)


class ForbiddenAddress(OSError):  # noqa: N818 - it reads as what the address is, and aiohttp expects an OSError here
    """The address is not one of the public internet. Every instance reads the same, so that several do not hide one another."""

    def __init__(self) -> None:
        super().__init__("address refused by the guard")


def is_public(address: str) -> bool:
    """Whether the literal address belongs to the public internet. What is no canonical literal does not."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None or ip in _COMPATIBLE:
            return False
        if ip in _NAT64:
            return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
        if not all(is_public(str(inner)) for inner in _embedded(ip)):
            return False
    return (
        ip.is_global
        and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified)
        and not any(ip.version == block.version and ip in block for block in _NEVER)
    )


def is_odd_literal(host: str) -> bool:
    """Whether the host is a number that resolvers may read as an address: `127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`."""
    if not _NUMERIC.fullmatch(host):
        return False
    try:
        return str(IPv4Address(host)) != host
    except ValueError:
        return True


class Guard:
    """`allow`: exact pairs of literal address and port that are let through besides the public internet.

    Behind a proxy every socket leads to the proxy: `proxied` lets sockets pass, and what it reaches is its own to say.
    """

    def __init__(self, allow: Collection[Pair] = (), *, proxied: bool = False) -> None:
        self._allow = frozenset(allow)
        self._proxied = proxied

    def permits(self, address: str, port: int) -> bool:
        return (address, port) in self._allow or is_public(address)

    def permits_host(self, host: str, port: int) -> bool:
        """The first look, before anything is asked: judges literal addresses; names are judged once they are resolved."""
        if is_odd_literal(host):
            return False
        try:
            ip_address(host.partition("%")[0])
        except ValueError:
            return True
        return self.permits(host, port)

    def socket(self, info: AddrInfoType) -> socket.socket:
        """aiohttp's socket factory. Raises `ForbiddenAddress`."""
        family, kind, proto, _, address = info
        if not self._proxied and not self.permits(str(address[0]), int(address[1])):
            raise ForbiddenAddress
        return socket.socket(family=family, type=kind, proto=proto)


class GuardedResolver(AbstractResolver):
    """Resolves names, first by `hosts` (a name → the pair that stands for it, whatever port was asked for).

    A name with any forbidden address is refused whole: half a private answer is a trick, not a service.
    """

    def __init__(self, inner: AbstractResolver, guard: Guard, hosts: Mapping[str, Pair], *, proxied: bool = False) -> None:
        self._inner = inner
        self._guard = guard
        self._hosts = dict(hosts)
        self._proxied = proxied

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        if (pair := self._hosts.get(host.lower())) is not None:
            return [
                ResolveResult(
                    hostname=host,
                    host=pair[0],
                    port=pair[1],
                    family=socket.AF_INET6 if ":" in pair[0] else socket.AF_INET,
                    proto=0,
                    flags=socket.AI_NUMERICHOST,
                )
            ]
        found = await self._inner.resolve(host, port, family)
        if not self._proxied and not all(self._guard.permits(one["host"], one["port"]) for one in found):
            raise ForbiddenAddress
        return found

    async def close(self) -> None:
        await self._inner.close()


def _embedded(ip: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that a tunnel's IPv6 address leads to: 6to4, Teredo (server and client)."""
    return (*([ip.sixtofour] if ip.sixtofour else []), *(ip.teredo or ()))

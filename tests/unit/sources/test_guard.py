"""Which addresses the fetcher may connect to."""

import socket

import pytest
from aiohttp.abc import AbstractResolver

from bot.sources.fetch.guard import ForbiddenAddress, Guard, GuardedResolver, is_odd_literal, is_public


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5", "2002:0808:0808::1", "64:ff9b::808:808"]
)
def test_a_public_address_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "2002:7f00:0001::1",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "127.1",
        "not an address",
    ],
)
def test_no_other_address_is(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.0.0.1", "127.0.0.1.", "999.1.1.1", "1"]
)
def test_a_number_in_an_odd_spelling_is_no_host(host):
    assert is_odd_literal(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "example.org", "1.example", "0x.example.org"])
def test_a_name_or_a_plain_literal_is_not_odd(host):
    assert not is_odd_literal(host)


def test_an_allowed_pair_is_let_through_and_nothing_wider():
    guard = Guard([("127.0.0.1", 8080)])
    assert guard.permits("127.0.0.1", 8080)
    assert not guard.permits("127.0.0.1", 8081)
    assert not guard.permits("127.0.0.2", 8080)
    assert not guard.permits_host("::ffff:127.0.0.1", 8080)


def test_the_last_word_is_spoken_where_the_socket_is_made():
    guard = Guard()
    with pytest.raises(ForbiddenAddress):
        guard.socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.0.0.1", 80)))
    guard.socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("93.184.216.34", 80))).close()


class _Names(AbstractResolver):
    def __init__(self, *addresses):
        self.addresses = addresses

    async def resolve(self, host, port=0, family=socket.AF_INET):
        return [
            {"hostname": host, "host": one, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for one in self.addresses
        ]

    async def close(self):
        pass


async def test_a_name_with_one_private_address_is_refused_whole():
    resolver = GuardedResolver(_Names("93.184.216.34", "10.0.0.1"), Guard(), {})
    with pytest.raises(ForbiddenAddress):
        await resolver.resolve("example.org", 80)


async def test_a_mapped_name_stands_for_its_pair_and_no_other_name_does():
    resolver = GuardedResolver(_Names("93.184.216.34"), Guard([("127.0.0.1", 9)]), {"la-voz.example": ("127.0.0.1", 9)})
    mapped = await resolver.resolve("La-Voz.example", 80)
    other = await resolver.resolve("otro.example", 80)
    assert [(one["host"], one["port"]) for one in mapped] == [("127.0.0.1", 9)]
    assert [(one["host"], one["port"]) for one in other] == [("93.184.216.34", 80)]

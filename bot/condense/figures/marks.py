"""Which mark parts the decimals and which the thousands: the text's own evidence first, the region last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.languages.schema.language import Region

LONGEST = 24
"""A run of more digits than this is an account number, a hash, a bar code: no figure."""


@dataclass(frozen=True, slots=True)
class Marks:
    """`point`, `comma`: how many numbers of the text show that this mark is its decimal mark. `alike`: how many have each mark
    once, with three digits behind it, and so show nothing by themselves. `scale_group`: the mark that parts thousands before a
    scale in every region of the language, unless the text shows otherwise."""

    region: Region
    point: int
    comma: int
    alike_point: int
    alike_comma: int
    scale_group: str = ""

    def value(self, token: str, *, counts_things: bool = False, scaled: bool = False) -> Decimal | None:
        """The number that a token of digits and marks stands for; None where it is none (`1.2.3`, a hash).

        `counts_things`: a countable noun follows, so that the number is whole if it can be. `scaled`: a scale follows, before
        which thousandths are as common as thousands (`5.472 billion`), so that only the text or the region can tell.
        """
        if len(token) > LONGEST:
            return None
        if token.isdecimal():
            return Decimal(token)
        decimal = self._decimal_mark(token, counts_things=counts_things, scaled=scaled)
        whole, _, fraction = token.partition(decimal) if decimal else (token, "", "")
        if any(mark in fraction for mark in ".,"):
            return None
        group = "," if decimal == "." else "."
        if not decimal:
            group = "." if "." in whole else ","
        if any(mark in whole for mark in ".,") and not _well_grouped(whole, group):
            return None
        return Decimal(f"{whole.replace(group, '')}.{fraction}" if fraction else whole.replace(group, ""))

    def _decimal_mark(self, token: str, *, counts_things: bool, scaled: bool) -> str:
        """`.`, `,`, or nothing where the token has groups only."""
        mark = shown(token)
        if mark is not None:
            return mark
        mark = "." if "." in token else ","
        here, other = (self.point, self.comma) if mark == "." else (self.comma, self.point)
        if other > here or counts_things:
            return ""
        if here > other:
            return mark
        if scaled:
            return "" if mark in {self.region.group, self.scale_group} or token.endswith("0") else mark
        alike = self.alike_point if mark == "." else self.alike_comma
        if alike > 1 or token.endswith("000") or self.region.group == mark:
            return ""
        return mark


def shown(token: str) -> str | None:
    """The decimal mark that a token shows by itself, `""` where it has groups only, None where it may be either."""
    point, comma = token.count("."), token.count(",")
    if point and comma:
        last = "." if token.rfind(".") > token.rfind(",") else ","
        return last if token.count(last) == 1 else ""
    if point + comma > 1:
        return ""
    mark = "." if point else ","
    whole, _, fraction = token.partition(mark)
    return mark if len(fraction) != 3 or len(whole) > 3 or whole.startswith("0") else None


def _well_grouped(whole: str, group: str) -> bool:
    first, *rest = whole.split(group)
    return 1 <= len(first) <= 3 and all(len(part) == 3 and part.isdecimal() for part in rest)


def marks_of(numbers: Iterable[str], region: Region, scale_group: str = "") -> Marks:
    """Reads the marks of all numbers of a text. `scale_group`: see `Marks`."""
    point = comma = alike_point = alike_comma = 0
    for token in numbers:
        if token.isdecimal() or len(token) > LONGEST:
            continue
        mark = shown(token)
        if mark == ".":
            point += 1
        elif mark == ",":
            comma += 1
        elif mark is None:
            alike_point += "." in token
            alike_comma += "," in token
        elif "." in token:  # groups parted by points: the comma is the decimal mark
            comma += _well_grouped(token, ".")
        else:
            point += _well_grouped(token, ",")
    return Marks(region, point, comma, alike_point, alike_comma, scale_group)

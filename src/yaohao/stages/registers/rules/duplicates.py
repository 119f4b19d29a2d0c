"""Which objects of a register look like one and the same (article 10: each object once).

Every pair of a hundred thousand cannot be compared; only rows that share a name, a place, a phone
or nearly a credit code are. What very many share (an industrial park, the phone of an agency)
tells nothing and is passed over, and how often is said.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from yaohao.stages.registers.rules.searching import squeeze

SIMILAR = 0.6  # share of common neighbouring characters from which on names are similar
ALIKE = 0.8  # the same in a place without a house number, such as a village
NEARLY = 0.5  # the same where the credit codes nearly agree: they are given out in sequence
MOST_SHARED = {"name": 12, "place": 120, "phone": 6, "code": 60}  # rows of one block
SHORTEST_PLACE, SHORTEST_PHONE = 6, 7
_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|厂|店|站|部)+$"
)
_ABOVE = re.compile(r"^(山西省|山西|.{2}市)+")  # what every address of a bureau begins with


class Sign(StrEnum):
    """Why two objects look like one, the strongest first."""

    NAME = "name"
    CODE = "code"
    PLACE = "place"
    PHONE = "phone"


WEIGHT = {Sign.NAME: 4, Sign.CODE: 3, Sign.PLACE: 3, Sign.PHONE: 2}


@dataclass(frozen=True, slots=True)
class Entry:
    """One object as it is compared; `key` is the caller's."""

    key: int
    name: str
    credit_code: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two objects, the smaller key first, and what they share."""

    one: int
    other: int
    signs: frozenset[Sign]

    @property
    def weight(self) -> int:
        """How much speaks for it."""
        return sum(WEIGHT[sign] for sign in self.signs)


@dataclass(slots=True)
class Found:
    """The pairs, the likeliest first; `passed_over` blocks were shared by too many."""

    pairs: list[Pair] = field(default_factory=list)
    passed_over: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry as it is compared."""

    entry: Entry
    name: str
    grams: frozenset[str]
    place: str
    phones: tuple[str, ...]


def find_duplicates(entries: Iterable[Entry]) -> Found:
    """Pairs that look like one object. Sites of one firm (the same credit code) never do."""
    rows = [_read(entry) for entry in entries]
    found, signs = Found(), defaultdict[tuple[int, int], set[Sign]](set)
    for sign, key, limit in _KINDS:
        blocks = defaultdict[Hashable, list[_Read]](list)
        for row in rows:
            for shared in key(row):
                blocks[shared].append(row)
        for members in blocks.values():
            if len(members) > MOST_SHARED[limit]:
                found.passed_over += 1
                continue
            for one, other in combinations(members, 2):
                if not _sites_of_one_firm(one, other) and _agree(sign, one, other):
                    signs[_ordered(one, other)].add(sign)
    found.pairs = sorted(
        (Pair(one, other, frozenset(shared)) for (one, other), shared in signs.items()),
        key=lambda pair: (-pair.weight, pair.one, pair.other),
    )
    return found


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: twice the common neighbours over all."""
    return _likeness(_grams(core(one)), _grams(core(other)))


def core(name: str) -> str:
    """The name without signs and without its legal form."""
    squeezed = squeeze(name)
    return _FORMS.sub("", squeezed) or squeezed


def _read(entry: Entry) -> _Read:
    name = core(entry.name)
    numbers = re.findall(r"[0-9]{3,}(?:-[0-9]{3,})?", entry.phone)
    phones = (number.replace("-", "") for number in numbers)
    return _Read(
        entry,
        name,
        _grams(name),
        _ABOVE.sub("", squeeze(entry.address)),
        tuple(phone for phone in phones if len(phone) >= SHORTEST_PHONE),
    )


def _names(row: _Read) -> Iterator[Hashable]:
    if row.name:
        yield row.name


def _places(row: _Read) -> Iterator[Hashable]:
    if len(row.place) >= SHORTEST_PLACE:
        yield row.place


def _phones(row: _Read) -> Iterator[Hashable]:
    yield from row.phones


def _codes(row: _Read) -> Iterator[Hashable]:
    """The code with one place left out, without its check character, which then differs too."""
    code = row.entry.credit_code
    if len(code) != 18:
        return
    yield code[8:17]  # the wrong place is before the firm's own part
    for place in range(8, 17):
        yield (code[:place], code[place + 1 : 17])


_KINDS = (
    (Sign.NAME, _names, "name"),
    (Sign.CODE, _codes, "code"),
    (Sign.PLACE, _places, "place"),
    (Sign.PHONE, _phones, "phone"),
)


def _agree(sign: Sign, one: _Read, other: _Read) -> bool:
    if sign is Sign.PLACE:
        exact = any(map(str.isdigit, one.place))
        return _likeness(one.grams, other.grams) >= (SIMILAR if exact else ALIKE)
    if sign is Sign.CODE:
        return (
            _differing(one.entry.credit_code, other.entry.credit_code) == 1
            and _likeness(one.grams, other.grams) >= NEARLY
        )
    return True


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one[:17], other[:17], strict=True))


def _sites_of_one_firm(one: _Read, other: _Read) -> bool:
    code = one.entry.credit_code
    return bool(code) and code == other.entry.credit_code


def _ordered(one: _Read, other: _Read) -> tuple[int, int]:
    first, second = sorted((one.entry.key, other.entry.key))
    return first, second


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 2] for start in range(len(text) - 1)) or frozenset([text])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))

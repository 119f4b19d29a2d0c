"""Numbers for thousands of years: the keystream of AES-256 in counter mode (ADR 0024).

The key comes from the scenario's seed, the counter block from the year: a year is the same
whichever years run before it. 64 bits for each number: the bias is below n / 2^64.
"""

from collections.abc import Iterator, MutableSequence
from hashlib import sha256
from itertools import chain, count, islice
from struct import unpack

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 1024  # numbers made at once
_ZEROS = bytes(8 * _BLOCK)
_FEW = 3  # from a third of an urn on, shuffling it is quicker than meeting rows twice


class Stream:
    """Uniform numbers of one simulated year; `numbers` are those of 64 bits, without end."""

    def __init__(self, seed: bytes, year: int) -> None:
        key = sha256(b"yaohao/simulation\0" + seed).digest()
        counter = year.to_bytes(8, "big") + bytes(8)
        cipher = Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()
        self.numbers: Iterator[int] = chain.from_iterable(
            unpack(f"<{_BLOCK}Q", cipher.update(_ZEROS)) for _ in count()
        )

    def one(self, bound: int) -> int:
        """The next number, 0 … `bound` - 1."""
        return next(self.numbers) * bound >> 64

    def below(self, bound: int, amount: int) -> list[int]:
        """The next `amount` numbers, 0 … `bound` - 1."""
        return [number * bound >> 64 for number in islice(self.numbers, amount)]

    def wide(self) -> int:
        """A number of 256 bits, as the rounding of a round's share takes it."""
        number = 0
        for part in islice(self.numbers, 4):
            number = number << 64 | part
        return number

    def order(self, rows: int, wanted: int) -> Iterator[int]:
        """Every place 0 … `rows` - 1 once, each order equally likely; made as far as looked at.

        About `wanted` are needed. Few: numbers with repeats, of which the first of each counts;
        when too many repeat, and at once when many are wanted, what is left is shuffled.
        """
        met: set[int] = set()
        if wanted * _FEW < rows:
            for place in self.below(rows, wanted + wanted // 2 + 16):
                if place not in met:
                    met.add(place)
                    yield place
        yield from self.shuffled([place for place in range(rows) if place not in met])

    def shuffled(self, items: MutableSequence[int]) -> Iterator[int]:
        """The items in a random order (Fisher and Yates 1938), shuffled as far as looked at."""
        for left in range(len(items) - 1, -1, -1):
            chosen = next(self.numbers) * (left + 1) >> 64
            yield items[chosen]
            items[chosen] = items[left]

"""Names that a mistyped name probably means: those that share most of its pairs of characters."""

from collections import Counter, defaultdict
from collections.abc import Iterable

SHARE = 0.65  # of the pairs of the shorter name
COMMON = 500  # names that hold a pair such as 公司: it tells nothing


class LikelyNames:
    """An index of names, made when the first name is not found."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            for pair in _pairs(name):
                self._holders[pair].append(place)

    def of(self, typed: str, most: int = 3) -> list[str]:
        """The likeliest first; names that share too little are none."""
        wanted, shared = _pairs(typed), Counter[int]()
        telling = [pair for pair in wanted if len(self._holders.get(pair, ())) <= COMMON]
        for pair in telling:
            shared.update(self._holders.get(pair, ()))
        near = [self._names[place] for place, _count in shared.most_common(50)]
        scores = {name: _likeness(wanted, _pairs(name)) for name in near}
        likely = [name for name in near if scores[name] >= SHARE]
        return sorted(likely, key=lambda name: (-scores[name], name))[:most]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _pairs(name: str) -> frozenset[str]:
    text = "".join(name.split())
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))

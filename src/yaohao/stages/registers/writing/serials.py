"""Serials that a bureau has given out; each is given once, also after its bearer ended."""

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Counter


class Serials:
    """The counters of a bureau, locked until the transaction ends."""

    def __init__(self, bureau: Bureau) -> None:
        self._bureau = bureau
        rows = Counter.objects.select_for_update().filter(bureau=bureau)
        self._counters = {row.scope: row for row in rows}
        self._touched: set[str] = set()

    def take(self, scope: str) -> int:
        """The next serial of a region, of `B` for issued ids, or of `E` for experts."""
        counter = self._counter(scope)
        counter.last += 1
        self._touched.add(scope)
        return counter.last

    def raise_to(self, scope: str, last: int) -> None:
        """Give out no serial up to `last` any more: a bureau that went into this one gave them."""
        counter = self._counter(scope)
        counter.last = max(counter.last, last)
        self._touched.add(scope)

    def _counter(self, scope: str) -> Counter:
        if scope not in self._counters:
            self._counters[scope] = Counter(bureau=self._bureau, scope=scope)
        return self._counters[scope]

    def keep(self) -> None:
        """Write what was given out."""
        for scope in sorted(self._touched):
            self._counters[scope].save()

"""Serials that a bureau has given out; each is given once, also after its bearer ended."""

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Counter


class Serials:
    """The counters of a bureau, locked until the transaction ends.

    With `locked=False` as they are at this moment: what is taken then is given out only by
    `overtake` of others that are locked.
    """

    def __init__(self, bureau: Bureau, *, locked: bool = True) -> None:
        self._bureau = bureau
        rows = Counter.objects.filter(bureau=bureau)
        rows = rows.select_for_update() if locked else rows
        self._counters = {row.scope: row for row in rows}
        self._begun = {row.scope: row.last for row in rows}
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

    def overtake(self, ready: "Serials") -> bool:
        """Give out what was taken of the others; False if one of those serials is gone already."""
        scopes = ready._touched
        if any(self._begun.get(scope, 0) != ready._begun.get(scope, 0) for scope in scopes):
            return False
        for scope in scopes:
            self.raise_to(scope, ready._counter(scope).last)
        return True

    def _counter(self, scope: str) -> Counter:
        if scope not in self._counters:
            self._counters[scope] = Counter(bureau=self._bureau, scope=scope)
        return self._counters[scope]

    def keep(self) -> None:
        """Write what was given out."""
        for scope in sorted(self._touched):
            self._counters[scope].save()

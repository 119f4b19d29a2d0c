"""Maximum flow with integer capacities (Dinic 1970), on plain lists."""


class Flow:
    """Nodes are numbers; node 0 is the source, node 1 the sink."""

    def __init__(self, nodes: int) -> None:
        self._arcs: list[list[int]] = [[] for _ in range(nodes)]
        self._heads: list[int] = []
        self._room: list[int] = []

    def arc(self, tail: int, head: int, capacity: int) -> None:
        """Add an arc; its reverse has the next number."""
        self._arcs[tail].append(len(self._heads))
        self._arcs[head].append(len(self._heads) + 1)
        self._heads += (head, tail)
        self._room += (capacity, 0)

    def run(self) -> int:
        """Augment to a maximum; return its value."""
        value = 0
        while (levels := self._levels())[1] >= 0:
            following = [0] * len(self._arcs)
            while amount := self._push(levels, following):
                value += amount
        return value

    def before_sink(self) -> list[bool]:
        """Return for each node whether it can still reach the sink: the cut nearest to it."""
        found = [False] * len(self._arcs)
        found[1] = True
        stack = [1]
        while stack:
            for arc in self._arcs[stack.pop()]:
                tail = self._heads[arc]
                if self._room[arc ^ 1] and not found[tail]:
                    found[tail] = True
                    stack.append(tail)
        return found

    def _levels(self) -> list[int]:
        levels = [-1] * len(self._arcs)
        levels[0] = 0
        queue = [0]
        for node in queue:
            for arc in self._arcs[node]:
                head = self._heads[arc]
                if self._room[arc] and levels[head] < 0:
                    levels[head] = levels[node] + 1
                    queue.append(head)
        return levels

    def _push(self, levels: list[int], following: list[int]) -> int:
        """Send flow along one path of the level network; return its amount, 0 if none is left."""
        path: list[int] = []
        node = 0
        while node != 1:
            arc = self._advance(node, levels, following)
            if arc >= 0:
                path.append(arc)
                node = self._heads[arc]
            elif path:
                node = self._heads[path.pop() ^ 1]
                following[node] += 1
            else:
                return 0
        amount = min(self._room[arc] for arc in path)
        for arc in path:
            self._room[arc] -= amount
            self._room[arc ^ 1] += amount
        return amount

    def _advance(self, node: int, levels: list[int], following: list[int]) -> int:
        arcs = self._arcs[node]
        while following[node] < len(arcs):
            arc = arcs[following[node]]
            if self._room[arc] and levels[self._heads[arc]] == levels[node] + 1:
                return arc
            following[node] += 1
        return -1

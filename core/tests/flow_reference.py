"""A textbook maximum flow for the tests: explicit nodes and arcs, depth-first augmentation."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

Node = Hashable


def max_flow(arcs: Iterable[tuple[Node, Node, int]], source: Node, sink: Node) -> int:
    """Return the value of a maximum flow; each arc is (from, to, capacity)."""
    residual: dict[Node, dict[Node, int]] = defaultdict(dict)
    for tail, head, capacity in arcs:
        residual[tail][head] = residual[tail].get(head, 0) + capacity
        residual[head].setdefault(tail, 0)
    value = 0
    while path := _path(residual, source, sink):
        amount = min(residual[a][b] for a, b in path)
        for a, b in path:
            residual[a][b] -= amount
            residual[b][a] += amount
        value += amount
    return value


def _path(
    residual: dict[Node, dict[Node, int]], source: Node, sink: Node
) -> list[tuple[Node, Node]]:
    came: dict[Node, Node] = {source: source}
    stack = [source]
    while stack and sink not in came:
        node = stack.pop()
        for head, capacity in residual[node].items():
            if capacity and head not in came:
                came[head] = node
                stack.append(head)
    path = []
    node = sink
    while node in came and node != source:
        path.append((came[node], node))
        node = came[node]
    return path

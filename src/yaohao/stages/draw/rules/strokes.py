"""A signature as strokes: what a phone sends, what is kept, and the picture it draws.

Strokes are kept, not pixels: they are small, sharp on paper, and say in which order the hand moved.
Coordinates are whole numbers on a sheet of `WIDTH` × `HEIGHT`.
"""

import json
from collections.abc import Sequence
from itertools import pairwise

WIDTH, HEIGHT = 600, 240
MOST_STROKES, MOST_POINTS = 200, 6000
LEAST_LENGTH = 60  # along the pen, together: a tap is no signature

Strokes = Sequence[Sequence[tuple[int, int]]]


def read_strokes(text: str) -> Strokes:
    """The strokes a phone sent; ValueError for anything that is none, or is too long or a tap."""
    try:
        strokes = [[_point(point) for point in stroke] for stroke in json.loads(text)]
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("not strokes") from error
    strokes = [stroke for stroke in strokes if stroke]
    if len(strokes) > MOST_STROKES or sum(map(len, strokes)) > MOST_POINTS:
        raise ValueError("too many points")
    if _length(strokes) < LEAST_LENGTH:
        raise ValueError("too short")
    return strokes


def strokes_bytes(strokes: Strokes) -> bytes:
    """Strokes as they are kept: JSON with one spelling."""
    return json.dumps(strokes, separators=(",", ":")).encode()


def strokes_svg(strokes: Strokes) -> str:
    """The signature as a picture that any size fits."""
    lines = "".join(f'<polyline points="{_points(stroke)}"/>' for stroke in strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><g fill="none" stroke="#000" stroke-width="4" '
        f'stroke-linecap="round" stroke-linejoin="round">{lines}</g></svg>'
    )


def _points(stroke: Sequence[tuple[int, int]]) -> str:
    # A line to itself makes a dot of a tap.
    shown = [*stroke, stroke[0]] if len(stroke) == 1 else stroke
    return " ".join(f"{x},{y}" for x, y in shown)


def _point(point: object) -> tuple[int, int]:
    if not isinstance(point, list) or len(point) != 2:
        raise ValueError("a point has two numbers")
    for number in point:
        if isinstance(number, bool) or not isinstance(number, int):
            raise ValueError("whole numbers only")
    x, y = point
    return min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)


def _length(strokes: Strokes) -> float:
    total = 0.0
    for stroke in strokes:
        for (ax, ay), (bx, by) in pairwise(stroke):
            total += ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    return total

"""A window in equal parts one after the other, with the most visits of an officer in each."""

from datetime import date, timedelta

Instalment = tuple[date, date, int]
"""First day, last day, most visits of one officer."""


def instalments(window: tuple[date, date], cap: int, count: int = 1) -> list[Instalment]:
    """At most `count` parts, never more than days; their caps add up to `cap` where it suffices
    for one visit in each."""
    days = (window[1] - window[0]).days + 1
    count = max(1, min(count, days))
    edges = [window[0] + timedelta(days=days * place // count) for place in range(count + 1)]
    return [
        (
            edges[place],
            edges[place + 1] - timedelta(days=1),
            max(1, cap * (place + 1) // count - cap * place // count),
        )
        for place in range(count)
    ]

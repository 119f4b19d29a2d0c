"""Small years to simulate."""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from yaohao.stages.planning.rules.simulation.year import Dimension, Turn, Urn, Year, YearLine

ROLES = ("lead", "second")


def turn(number: int = 1, *, officers: int = 6, leads: int = 3, **changes: Any) -> Turn:
    """A round of one month in which the first `leads` officers may lead."""
    values: dict[str, Any] = {
        "number": number,
        "start": date(2027, number, 1),
        "weight": 1,
        "cap": 50,
        "months": bytes([number - 1] * 20),
        "able": {"HC": (tuple(range(leads)), tuple(range(officers)))},
        **changes,
    }
    return Turn(**values)


def line(*urns: Urn, label: str = "2027-01", group: int = 0, **changes: Any) -> YearLine:
    """A line of the given strata, drawn in one round."""
    values: dict[str, Any] = {
        "label": label, "title": "line", "group": group, "urns": urns, "turns": (turn(),),
        "roles": ROLES, **changes,
    }  # fmt: skip
    return YearLine(**values)


def urn(rows: Sequence[int], quota: int, code: str = "ALL") -> Urn:
    """A stratum."""
    return Urn(code, array("I", rows), quota)


def year(*lines: YearLine, rows: int = 40, officers: int = 6, **changes: Any) -> Year:
    """A year of `rows` objects, every other one red."""
    groups = max(each.group for each in lines) + 1
    values: dict[str, Any] = {
        "ids": [f"91140700{place:010d}" for place in range(rows)],
        "cells": ["HC"] * rows,
        "lines": lines,
        "shut": (bytes(rows),) * groups,
        "used": (bytes(rows),),
        "certificates": tuple(f"ZF{place:03d}" for place in range(officers)),
        "dimensions": {
            "risk": Dimension(("R", "Y"), array("H", [place % 2 for place in range(rows)]))
        },
        **changes,
    }
    return Year(**values)

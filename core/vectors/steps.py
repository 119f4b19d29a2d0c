"""Inputs of the step vectors; their outputs come from the steps themselves."""

from typing import Any

from fairdraw.digest import sha256
from fairdraw.vectors import STEPS

from core.vectors.story import KEY, THROWS, Story

_TREES = (("seal", 3), ("officers", 0), ("edges", 1), ("caps", 4), ("skips", 2))


def cases() -> dict[str, list[dict[str, Any]]]:
    """Return the cases of every step: name, `in` and `out`."""
    return {
        step: [
            {"name": name, "in": given, "out": STEPS[step](given)} for name, given in made.items()
        ]
        for step, made in _inputs().items()
    }


def _hex(text: str) -> str:
    return sha256(text.encode()).hex()


def _inputs() -> dict[str, dict[str, dict[str, Any]]]:
    return {
        "hashes": {
            "credit code": {"key": KEY.hex(), "row": "91140700MA0000001X\tHIGH\t-\n"},
            "one character": {"key": "00" * 32, "row": "0\t-\tCLOSED\n"},
            "site suffix": {"key": "ff" * 32, "row": "91140700MA0000001XA01\tLOW\tMOVED\n"},
        },
        "tree": {
            f"{size} leaves": {"leaves": [f"leaf {n}" for n in range(size)]}
            for size in (0, 1, 2, 3, 4, 5, 7, 8, 13)
        },
        "quota": _quotas(),
        "randomness": _sources(),
        "tickets": {
            stratum: {
                "seed": _hex(stratum), "salt": _hex("salt"), "key": KEY.hex(), "stratum": stratum,
            }
            for stratum in ("HIGH", "LOW", "-")
        },
        "entries": {
            raw.split(b"\n")[0].decode(): {"text": raw.decode()} for raw in Story().tell().log
        },
        "lines": {
            f"{tree} {count}": {
                "key": KEY.hex(), "tree": tree, "round": 1,
                "lines": [f"line\t{n}" for n in range(count)],
            }
            for tree, count in _TREES
        },
        "teams": _teams(),
    }  # fmt: skip


def _quotas() -> dict[str, dict[str, Any]]:
    def case(base: int, ratio: int, rounding: str, **more: Any) -> dict[str, Any]:
        round_ = {"drawn": 0, "weights": [1], "eligible": base, "u": "00" * 32}
        return {"base": base, "ratio": ratio, "rounding": rounding, **round_, **more}

    whole = "ff" * 32
    return {
        "half goes up": case(10, 500, "half-up"),
        "just under half goes down": case(10, 499, "half-up"),
        "up": case(10, 1, "up"),
        "down": case(10, 999, "down"),
        "none": case(0, 10_000, "up"),
        "all": case(7, 10_000, "half-up"),
        "ratio zero": case(7, 0, "up"),
        "fewer eligible than due": case(100, 1000, "half-up", eligible=4),
        "three rounds, fraction falls here": case(100, 1000, "half-up", weights=[1, 1, 1]),
        "three rounds, fraction falls later": case(
            100, 1000, "half-up", weights=[1, 1, 1], u=whole
        ),
        "exactly at the edge": case(100, 100, "half-up", weights=[1, 1], u="80" + "00" * 31),
        "just below the edge": case(100, 100, "half-up", weights=[1, 1], u="7f" + "ff" * 31),
        "second round": case(100, 1000, "half-up", drawn=4, weights=[2, 1]),
    }


def _sources() -> dict[str, dict[str, Any]]:
    witnesses = [["0042", _hex("n1"), True], ["7", _hex("n2"), False], ["9" * 64, _hex("n3"), True]]
    base = {
        "pool": _hex("pool"), "round": _hex("round"), "witnesses": witnesses,
        "server": _hex("server"), "throws": THROWS, "number": 1,
    }  # fmt: skip
    return {
        "server": {**base, "sources": ["server"]},
        "witnesses": {**base, "sources": ["witnesses"]},
        "dice": {**base, "sources": ["dice d10 39"]},
        "nobody opened": {
            **base, "sources": ["witnesses", "dice d10 39"],
            "witnesses": [[number, nonce, False] for number, nonce, _ in witnesses],
        },
        "no witness came": {**base, "sources": ["witnesses", "dice d10 39"], "witnesses": []},
        "second round": {**base, "number": 2, "sources": ["witnesses", "dice d10 39"]},
        "all three": {**base, "sources": ["witnesses", "server", "dice d10 39"]},
    }  # fmt: skip


def _teams() -> dict[str, dict[str, Any]]:
    visits = [[f"E{n}", "ALL" if n < 4 else "FAR", _hex(f"visit {n}")] for n in range(6)]
    officers = [f"证{n}" for n in range(4)]
    cells = {
        "ALL": {"lead": officers[:3], "second": officers},
        "FAR": {"lead": officers[:2], "second": officers[:3]},
    }
    base = {
        "seed": _hex("teams"), "roles": ["lead", "second"], "visits": visits, "cells": cells,
        "barred": {"E1": ["证0"]}, "caps": dict.fromkeys(officers, 4),
    }  # fmt: skip
    return {
        "room to spare": base,
        "tight, with skips": {**base, "caps": dict.fromkeys(officers, 3)},
        "cannot be staffed": {**base, "caps": dict.fromkeys(officers, 2)},
        "no visits": {**base, "visits": []},
        "three roles": {
            **base,
            "roles": ["lead", "second", "expert"],
            "cells": {
                cell: {**roles, "expert": ["专家1", "专家2"]} for cell, roles in cells.items()
            },
            "caps": {**dict.fromkeys(officers, 4), "专家1": 3, "专家2": 3},
        },
    }

"""Inputs of the step vectors; their outputs come from the steps themselves."""

from typing import Any

from fairdraw import merkle
from fairdraw.digest import sha256
from fairdraw.steps import STEPS

from core.vectors import forms
from core.vectors.story import KEY, QUICKNET_1000, THROWS, Story

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
        "hashes": _hashes(),
        "tree": {
            **{
                f"{size} leaves": {"leaves": [f"leaf {n}" for n in range(size)]}
                for size in (0, 1, 2, 3, 4, 5, 7, 8, 13)
            },
            **{
                f"{size} leaves, sm3": {"leaves": [f"leaf {n}" for n in range(size)], "hash": "sm3"}
                for size in (0, 1, 7)
            },
        },
        "register": _registers(),
        "quota": _quotas(),
        "randomness": _sources(),
        "tickets": _tickets(),
        "entries": _entries(),
        "lines": {
            f"{tree} {count}": {
                "key": KEY.hex(), "tree": tree, "round": 1,
                "lines": [f"line\t{n}" for n in range(count)],
            }
            for tree, count in _TREES
        } | {
            "sm3, round 2": {
                "key": KEY.hex(), "tree": "edges", "round": 2, "lines": ["甲\t1", "乙\t2", "丙\t0"],
                "hash": "sm3",
            },
        },
        "teams": _teams(),
        "ladder": _ladders(),
        "shares": {
            "any two give K": {"key": KEY.hex(), "slope": _hex("slope"), "hash": "sha256"},
            "sm3": {"key": KEY.hex(), "slope": _hex("slope"), "hash": "sm3"},
        },
        "substitutes": _substitutes(),
        "cosignatures": {
            "the empty log": _cosigned(0, merkle.root([]).hex(), 0),
            "a log of five": _cosigned(5, _hex("root"), 1_793_581_260),
        },
        "drand": _drand(),
        **forms.inputs(),
    }  # fmt: skip


def _tickets() -> dict[str, dict[str, Any]]:
    made = {
        stratum: {
            "seed": _hex(stratum), "salt": _hex("salt"), "key": KEY.hex(), "stratum": stratum,
        }
        for stratum in ("HIGH", "LOW", "-")
    }  # fmt: skip
    return {**made, "sm3": {**made["HIGH"], "hash": "sm3"}}


def _entries() -> dict[str, dict[str, Any]]:
    log = {raw.split(b"\n")[0].decode(): raw.decode() for raw in Story().tell().log}
    return {
        **{name: {"text": text} for name, text in log.items()},
        "D under sm3, the leaf under sha256": {"text": log["fairdraw/1 pool"], "hash": "sm3"},
    }


def _hashes() -> dict[str, dict[str, Any]]:
    rows = {
        "credit code": {"key": KEY.hex(), "row": "91140700MA0000001X\tHIGH\t-\n"},
        "one character": {"key": "00" * 32, "row": "0\t-\tCLOSED\n"},
        "site suffix": {"key": "ff" * 32, "row": "91140700MA0000001XA01\tLOW\tMOVED\n"},
    }
    return {
        f"{name}, {hashed}": {"hash": hashed, **given}
        for hashed in ("sha256", "sm3")
        for name, given in rows.items()
    }


def _registers() -> dict[str, dict[str, Any]]:
    first = ["140700\tA\t-\tRED\n", "140700\tB\t-\tBLUE\n", "1407\tA\tMOVED\tRED\n"]
    return {
        "the first": {"before": [], "lines": first},
        "nothing happened": {"before": first, "lines": first[::-1]},
        "ended, changed, back again, added, gone": {
            "before": [*first, "140700\tC\t-\tRED\n", "140700\tD\t-\tRED\n"],
            "lines": [
                "140700\tA\tCLOSED\tBLUE\n",
                "140700\tB\t-\tRED\n",
                "1407\tA\t-\tRED\n",
                "140700\tC1\t-\tRED\n",
                "140700\tD\t-\tRED\n",
            ],
        },
        "empty again": {"before": first, "lines": []},
    }


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
        "second round, one of four was void": case(100, 1000, "half-up", drawn=3, weights=[2, 1]),
        "last round takes the rest": case(100, 1000, "half-up", drawn=7, weights=[1], u=whole),
        "reserve round": case(100, 1000, "half-up", drawn=9, weights=[1], eligible=90),
        "reserve round, nothing to make good": case(100, 1000, "half-up", drawn=10, weights=[1]),
        "drawn more than due": case(100, 100, "half-up", drawn=3, weights=[1]),
        "up, nothing to round": case(10, 1000, "up"),
        "up, just above": case(10, 1001, "up"),
        "down, nothing to round": case(10, 1000, "down"),
        "down, just below two": case(10, 1999, "down"),
        "half-up, one row and one half": case(1, 5000, "half-up"),
        "half-up, one row and less": case(1, 4999, "half-up"),
        "ten million rows": case(10_000_000, 333, "half-up"),
        "a number": case(100, 0, "half-up", number=7),
        "a number above the base": case(5, 0, "half-up", number=7),
        "a number, second round": case(
            100, 0, "half-up", number=7, drawn=3, weights=[2, 1], u="aa" * 32
        ),
        "thirds, just below the edge": case(
            10, 1000, "half-up", weights=[1, 2], u="55" * 31 + "55"
        ),
        "thirds, just above the edge": case(
            10, 1000, "half-up", weights=[1, 2], u="55" * 31 + "56"
        ),
        "weights that differ": case(100, 700, "half-up", weights=[3, 5, 2], u="19" + "00" * 31),
        "nobody eligible": case(100, 700, "half-up", eligible=0),
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
        "sm3": {**base, "sources": ["witnesses", "dice d10 39"], "hash": "sm3"},
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
        "sm3, tight, with skips": {**base, "caps": dict.fromkeys(officers, 3), "hash": "sm3"},
        "three roles": {
            **base,
            "roles": ["lead", "second", "expert"],
            "cells": {
                cell: {**roles, "expert": ["专家1", "专家2"]} for cell, roles in cells.items()
            },
            "caps": {**dict.fromkeys(officers, 4), "专家1": 3, "专家2": 3},
        },
    }


def _ladders() -> dict[str, dict[str, Any]]:
    """Two officers of the county, two who may be borrowed, three visits for two each."""
    visits = [[f"E{n}", "ALL", _hex(f"visit {n}")] for n in range(3)]
    own, lent = {"甲": 0, "乙": 0}, {"丙": 2, "丁": 2}
    base = {
        "seed": _hex("ladder"), "hash": "sha256", "roles": ["lead", "second"], "visits": visits,
        "rungs": ["recent", "borrow", "cap"], "caps": dict.fromkeys("甲乙丙丁", 3),
        "cells": {"ALL": {"lead": own, "second": own}}, "barred": {},
    }  # fmt: skip
    wide = {"ALL": {"lead": {**own, **lent}, "second": {**own, **lent}}}
    ones = dict.fromkeys("甲乙丙丁", 1)
    return {
        "no rung is needed": base,
        "recent contact is allowed": {**base, "barred": {"E1": {"甲": 1}}},
        "a recusal never is": {**base, "barred": {"E1": {"甲": None}}},
        "officers are borrowed": {**base, "cells": wide, "caps": dict.fromkeys("甲乙丙丁", 2)},
        "every cap is raised": {**base, "cells": wide, "caps": ones},
        "one visit is deferred": {**base, "caps": ones},
        "the first cannot be staffed, the others are": {
            **base, "caps": ones, "barred": {"E0": {"甲": None}},
        },
        "nobody at all": {**base, "caps": dict.fromkeys("甲乙丙丁", 0), "rungs": ["recent"]},
        "sm3": {**base, "hash": "sm3"},
    }  # fmt: skip


def _substitutes() -> dict[str, dict[str, Any]]:
    base = {
        "key": KEY.hex(), "substitute": _hex("substitute"), "randomness": _hex("dice"),
        "round": 2, "position": 7, "role": "lead", "id": "911401", "hash": "sha256",
        "officers": ["证1", "证2", "证3"],
    }  # fmt: skip
    return {
        "one of three": base,
        "nobody is eligible": {**base, "officers": []},
        "of the first round": {**base, "round": 1},
        "sm3": {**base, "hash": "sm3"},
    }


def _cosigned(size: int, root: str, timestamp: int) -> dict[str, Any]:
    return {
        "secret": _hex("jiwei"), "name": "jiwei.example/2026", "origin": "晋中市应急管理局",
        "head": f"{size} {root}", "timestamp": timestamp,
    }  # fmt: skip


def _drand() -> dict[str, dict[str, Any]]:
    """Round 1000 of quicknet as published; the same for another round; its opposite point."""
    published = QUICKNET_1000.hex()
    opposite = f"{QUICKNET_1000[0] ^ 0x20:02x}" + published[2:]
    return {
        "as published": {"round": 1000, "signature": published},
        "for another round": {"round": 1001, "signature": published},
        "the opposite point": {"round": 1000, "signature": opposite},
        "not on the curve": {"round": 1000, "signature": "b4" * 48},
        "the point at infinity": {"round": 1000, "signature": "c0" + "00" * 47},
        "not compressed": {"round": 1000, "signature": "04" + published[2:]},
    }

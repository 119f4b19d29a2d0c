"""Inputs of the step vectors that refuse, break a tie or write bytes."""

from typing import Any

from fairdraw import merkle, split
from fairdraw.digest import sha256

from core.vectors.story import ANNOUNCED, KEY, QUICKNET_1000, THROWS

Cases = dict[str, dict[str, Any]]


def inputs() -> dict[str, Cases]:
    """Return the inputs of every step by name."""
    return {
        "text": {name: {"bytes": text.encode().hex()} for name, text in _TEXTS.items()},
        "names": {repr(name): {"value": name} for name in _NAMES},
        "grammar": _grammar(),
        "path": _paths(),
        "values": _values(),
        "order": _orders(),
        "officers": {
            f"{name}, {hashed}": {
                "seed": _hex("seed"), "salt": _hex("salt"), "certificate": name, "hash": hashed,
            }
            for name in ("140700-01", "晋应急 12 号", "x" * 64)
            for hashed in ("sha256", "sm3")
        },
        "sealed": _sealed(),
        "combine": _shares(),
        "container": _containers(),
    }  # fmt: skip


def _hex(text: str) -> str:
    return sha256(text.encode()).hex()


_TEXTS = {
    "Chinese": "煤矿",
    "a space inside": "a b",
    "empty": "",
    "a space before": " a",
    "an ideographic space behind": "a\u3000",
    "a no-break space behind": "a\u00a0",
    "a no-break space inside": "a\u00a0b",
    "TAB": "a\tb",
    "CR": "a\r",
    "NEL": "a\u0085b",
    "soft hyphen": "a\u00adb",
    "Arabic letter mark": "a\u061cb",
    "Mongolian vowel separator": "a\u180eb",
    "zero-width joiner": "a\u200db",
    "right-to-left override": "a\u202eb",
    "line separator": "a\u2028b",
    "word joiner": "a\u2060b",
    "byte order mark": "\ufeffa",
    "object replacement is allowed": "a\ufffcb",
    "interlinear anchor": "a\ufff9b",
    "a tag": "a\U000e0041b",
    "behind the tags": "a\U000e0080b",
    "outside the basic plane": "\U00020bb7",
    "composed": "\u00e9",
    "decomposed": "e\u0301",
    "a compatibility ideograph": "\uf900",
    "its NFC": "\u8c48",
    "full width is kept": "Ａ",
    "Hangul letters that compose": "\u1100\u1161",
    "64 code points": "字" * 64,
    "65 code points": "字" * 65,
    "64 outside the basic plane": "\U00020bb7" * 64,
}
_NAMES = (
    "A", "0", "91140700MA0000001X", "91140700MA0000001XA01", "A" * 16, "A" * 17, "A" * 23, "A" * 24,
    "A" * 32, "A" * 33, "a", "A B", "A-B", "A_B", "", "Ａ", "A\n",
)  # fmt: skip


def _grammar() -> Cases:
    head = b"fairdraw/1 note\ntext "
    room = 65_535 - len(head) - 1
    return {
        **{name: {"bytes": raw.hex(), "x": 0} for name, raw in _entries().items()},
        "as long as can be": {"bytes": head.hex(), "x": room},
        "a byte longer": {"bytes": head.hex(), "x": room + 1},
    }


def _entries() -> dict[str, bytes]:
    event = (
        "fairdraw/1 event\nseal " + "0" * 64 + "\ntime 2028-02-29T23:59:59Z\nposition 0\n"
        "what void\ncause CLOSED 注销\nevidence -\nby 李四\n"
    )

    def put(old: str, new: str) -> bytes:
        assert old in event
        return event.replace(old, new).encode()

    note = "fairdraw/1 note\n"
    return {
        "an event": event.encode(),
        "a kind not listed": (note + "text x\n").encode(),
        "a kind not listed, without keys": note.encode(),
        "a value that begins with two spaces": put("by 李四", "by  李四"),
        "no last LF": event[:-1].encode(),
        "an empty line at the end": put("by 李四\n", "by 李四\n\n"),
        "CR LF": put("\n", "\r\n"),
        "another version": put("fairdraw/1", "fairdraw/2"),
        "a kind in capitals": put(" event", " Event"),
        "a kind of 32": (f"fairdraw/1 {'k' * 32}\n").encode(),
        "a kind of 33": (f"fairdraw/1 {'k' * 33}\n").encode(),
        "a kind that begins with a digit": b"fairdraw/1 1st\n",
        "no space behind the key": put("by 李四", "by"),
        "no value": put("by 李四", "by "),
        "a key with a digit": (note + "k1 x\n").encode(),
        "not UTF-8": event.encode().replace("李".encode(), b"\xff"),
        "a surrogate": event.encode().replace("李".encode(), b"\xed\xa0\x80"),
        "not NFC": put("李四", "e\u0301"),
        "a key too few": put("evidence -\n", ""),
        "a key twice": put("position 0\n", "position 0\nposition 0\n"),
        "a key too many": put("by 李四\n", "by 李四\nbz x\n"),
        "keys out of order": put("position 0\nwhat void\n", "what void\nposition 0\n"),
        "by twice": put("by 李四\n", "by 李四\nby 张三\n"),
        "a leading zero": put("position 0", "position 00"),
        "eighteen digits": put("position 0", "position " + "9" * 18),
        "nineteen digits": put("position 0", "position " + "9" * 19),
        "digits of another script": put("position 0", "position ٣"),
        "a day that is none": put("2028-02-29", "2027-02-29"),
        "the year 0000": put("2028-02-29", "0000-02-29"),
        "hour 24": put("23:59:59", "24:00:00"),
        "second 60": put("23:59:59", "23:59:60"),
        "another zone": put("59Z", "59+00:00"),
        "a digest in capitals": put("0" * 64, "A" * 64),
        "a digest too short": put("0" * 64, "0" * 63),
        "a word not listed": put("what void", "what gone"),
        "a cause without text": put("CLOSED 注销", "CLOSED"),
        "an announcement": ANNOUNCED.entry().raw,
    }


def _paths() -> Cases:
    leaves = [merkle.leaf(b"leaf %d" % number) for number in range(7)]
    tree = merkle.Tree.over(leaves)

    def case(index: int, **other: Any) -> dict[str, Any]:
        path = [node.hex() for node in tree.path(index)] if index < 7 else []
        given = {"leaf": leaves[index % 7].hex(), "index": index, "size": 7, "path": path}
        return {**given, "hash": "sha256", **other}

    first = case(0)["path"]
    alone = {"index": 0, "size": 1, "leaf": leaves[0].hex(), "path": [], "hash": "sha256"}
    return {
        **{f"leaf {index} of 7": case(index) for index in range(7)},
        "the only leaf": alone,
        "the only leaf and a sibling": {**alone, "path": first[:1]},
        "no leaf": {**alone, "size": 0},
        "the index is the size": case(7),
        "a sibling too few": case(0, path=first[:-1]),
        "a sibling too many": case(0, path=[*first, first[0]]),
        "a sibling too many at the right edge": case(6, path=[*case(6)["path"], first[0]]),
        "siblings out of order leads elsewhere": case(0, path=first[::-1]),
        "another index leads elsewhere": case(1, path=first),
        "sm3": case(4, hash="sm3"),
    }


def _values() -> Cases:
    server, six = ["server", _hex("server")], ["dice d6 50", "123456" * 8 + "12"]
    dice = ["dice d10 39", THROWS]
    ssq = ["lottery ssq 2026133 2026-11-24T13:15:00Z", "01 05 12 20 28 33 + 07"]
    drand = ["drand quicknet 1000", QUICKNET_1000.hex()]
    made: dict[str, list[list[str]]] = {
        "server": [server],
        "d10": [dice],
        "d6": [six],
        "lottery": [ssq],
        "drand": [drand],
        "all in order": [server, six, ssq, drand],
        "another order is another value": [drand, ssq, six, server],
        "a throw too few": [["dice d10 39", THROWS[1:]]],
        "a throw too many": [["dice d10 39", THROWS + "1"]],
        "a d6 shows 0": [["dice d6 50", "0" + six[1][1:]]],
        "a d6 shows 7": [["dice d6 50", "7" + six[1][1:]]],
        "too few dice announced": [["dice d10 38", THROWS[1:]]],
        "a source not listed": [["radio", "00"]],
        "drand, the next round, known three seconds later": [["drand quicknet 1001", drand[1]]],
        "drand, the first round": [["drand quicknet 1", drand[1]]],
    }
    cases = {name: {"values": values, "hash": "sha256"} for name, values in made.items()}
    return {**cases, "sm3": {"values": [server, dice], "hash": "sm3"}}


def _orders() -> Cases:
    low, high, top = "00" * 31 + "01", "7f" + "ff" * 31, "ff" * 32

    def case(k: int, *tickets: list[str]) -> dict[str, Any]:
        return {"strata": {"A": {"k": k, "tickets": list(tickets)}}}

    three = [low, "B"], [high, "A"], [top, "C"]
    return {
        "none of three": case(0, *three),
        "one of three": case(1, *three),
        "two of three": case(2, *three),
        "all three": case(3, *three),
        "nobody there": case(0),
        "a tie goes by id": case(1, [low, "B"], [low, "A"], [top, "C"]),
        "a tie goes by id as bytes": case(2, [low, "AA"], [low, "A1"], [low, "A"], [low, "Z"]),
        "all tied, all drawn": case(2, [top, "B"], [top, "A"]),
        "strata are mixed in the order of visits": {
            "strata": {
                "A": {"k": 2, "tickets": [[high, "A1"], [low, "A2"], [top, "A3"]]},
                "B": {"k": 1, "tickets": [[high, "A0"], [top, "B1"]]},
                "C": {"k": 0, "tickets": [[low, "C1"]]},
            }
        },
    }


def _sealed() -> Cases:
    team = [["lead", "140700-01"], ["second", "证二"]]
    base = {
        "V": [["B1", "B", _hex("1"), team], ["A1", "A", _hex("2"), []]],
        "S": [], "T": [["A", 1, _hex("2")], ["B", 1, "all"], ["C", 0, "none"]],
        "L": [0, [[1, 1]]], "key": KEY.hex(), "round": 1, "hash": "sha256",
    }  # fmt: skip
    late = [[2, 0, team], [1, 10, team], [1, 9, team]]
    return {
        "one deferred": base,
        "deferred before, staffed now": {**base, "S": late, "L": [2, []], "round": 3},
        "several deferred": {**base, "V": [], "L": [1, [[1, 9], [1, 10], [2, 0]]], "round": 2},
        "without teams": {**base, "V": [["A1", "A", _hex("2"), []]], "L": [0, []]},
        "nobody drawn": {**base, "V": [], "T": [["A", 0, "none"]], "L": [0, []]},
        "sm3": {**base, "hash": "sm3"},
    }


def _shares() -> Cases:
    made = {str(n): share.hex() for n, share in split.split(KEY, sha256(b"slope")).items()}

    def some(*numbers: str) -> dict[str, Any]:
        return {"shares": {number: made[number] for number in numbers}}

    edge = split.split(bytes(range(224, 256)), bytes(range(0, 256, 8)))
    return {
        "1 and 2": some("1", "2"),
        "1 and 3": some("1", "3"),
        "3 and 2": some("3", "2"),
        "high bytes": {"shares": {"2": edge[2].hex(), "3": edge[3].hex()}},
        "one alone": some("1"),
        "all three": some("1", "2", "3"),
        "a number that is none": {"shares": {"1": made["1"], "4": made["2"]}},
        "another length": {"shares": {"1": made["1"], "2": made["2"][2:]}},
    }


def _containers() -> Cases:
    two = [["log.txt", "fairdraw/1 note\ntext 煤矿\n\n"], ["pool.tsv", ""]]
    large = [["log.txt", "x" * 40], ["pool.tsv", "y" * 7]]
    return {
        "no member": {"members": [], "zip64-from": 0xFFFFFFFF},
        "two members, one empty": {"members": two, "zip64-from": 0xFFFFFFFF},
        "ZIP64, as if from 60 bytes on: offsets": {"members": large, "zip64-from": 60},
        "ZIP64, as if from 40 bytes on: a size too": {"members": large, "zip64-from": 40},
        "ZIP64, as if from 4 bytes on: everything": {"members": large, "zip64-from": 4},
    }

"""Bad records of long draws: rounds, sources, cosigning, events, substitutes, other draws."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator

from fairdraw.entries import Entry

from core.vectors.chronicle import Chronicle
from core.vectors.long_stories import (
    LONG,
    ZERO,
    cosigned,
    drand,
    lists,
    lottery,
    three_rounds,
)
from core.vectors.sessions import EXERCISE, announced_again, attempts, session, together
from core.vectors.story import added, changed

Forgery = Callable[[list[bytes]], list[bytes]]
Named = Iterator[tuple[str, Chronicle]]


def rounds() -> Named:
    """Yield long draws with one round, event or substitute forged."""
    for name, forged in (
        ("round-unannounced--fourth", {("announce", 0): _without_reserve}),
        ("seal-log--second", {("seal", 1): changed("log", f"3 {ZERO}")}),
        ("seal-root--second", {("seal", 1): changed("root", ZERO)}),
        ("randomness-mismatch--second", {("seal", 1): changed("randomness", ZERO)}),
        ("event-cause--absent-is-no-void", {("event", 0): changed("cause", "ABSENT 无人")}),
        ("event-cause--postponed-without", {("event", 1): changed("cause", "-")}),
        ("event-cause--inspected-with", {("event", 3): changed("cause", "CLOSED 注销")}),
        ("open-position--event-beyond", {("event", 1): changed("position", "99")}),
        ("event-order--postponed-after-void", {("event", 1): changed("position", "1")}),
        ("substitute-role--driver", {("substitute", 0): changed("role", "driver")}),
        ("substitute-line--other", {("substituted", 0): changed("line", ZERO)}),
        ("randomness-mismatch--substitute", {("substituted", 1): changed("randomness", ZERO)}),
        ("source-bound--substitute", {("substitute", 0): added("source", "server", "source")}),
    ):  # fmt: skip
        yield name, three_rounds(forged)


def _without_reserve(entry: Entry) -> Entry:
    return Entry(entry.kind, tuple(pair for pair in entry.fields if pair[0] != "reserve"))


def results() -> Named:
    """Yield long draws with the sealed list of one round forged."""
    swapped = _line(b"S\t1\t", b"lead=", b"lead=9")
    for name, number, forge in (
        ("sealed-team--staffed-late-by-another", 2, swapped),
        ("sealed-team--staffed-late-elsewhere", 2, _line(b"S\t1\t", b"S\t1\t", b"S\t1\t9")),
        ("sealed-syntax--staffed-late", 2, _line(b"S\t1\t", b"S\t1\t", b"S\t01\t")),
        ("sealed-lines--nobody-staffed-late", 2, _without(b"S\t")),
        ("sealed-ladder--not-deferred", 3, _line(b"L\t", b"L\t0", b"L\t2")),
        ("sealed-order--thresholds", 3, _thresholds_swapped),
        ("sealed-row--in-the-reserve-round", 3, _line(b"V\t", b"V\t9114", b"V\t9115")),
    ):
        yield name, three_rounds(sealing={number: forge})


def _line(start: bytes, old: bytes, new: bytes) -> Forgery:
    def forge(lines: list[bytes]) -> list[bytes]:
        place = next(n for n, line in enumerate(lines) if line.startswith(start))
        return [*lines[:place], lines[place].replace(old, new, 1), *lines[place + 1 :]]

    return forge


def _without(start: bytes) -> Forgery:
    return lambda lines: [line for line in lines if not line.startswith(start)]


def _thresholds_swapped(lines: list[bytes]) -> list[bytes]:
    place = next(n for n, line in enumerate(lines) if line.startswith(b"T\t"))
    return [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]


def following() -> Named:
    """Yield draws in which something follows that may not."""
    told = Chronicle(LONG).begin()
    told.round(lists())
    told.event(0, "void", "CLOSED 注销")
    told.show(0)
    told.round(lists(cap=3))
    yield "event-order--opened-after-void", told.reveal()
    told = Chronicle(LONG).begin()
    told.round(lists())
    told.event(0, "inspected")
    told.substitute(0, "lead")
    told.round(lists(cap=3))
    yield "event-order--substitute-after-inspection", told.reveal()
    told = Chronicle(LONG).begin()
    told.round(lists())
    told.ask(0, "lead")
    told.substitute(0, "lead")
    told.round(lists(cap=3))
    yield "substitute-second--two-at-a-time", told.reveal()
    told = Chronicle(LONG).begin()
    told.round(lists())
    told.round(lists(cap=3))
    asked = told.ask(0, "lead")
    told.throw(asked)
    told.settle(asked, 0, "lead", 2)
    time = told.log.tick()
    nobody = {"randomness": bytes(32), "line_digest": bytes(32)}
    told.put(told.acts.substituted(asked=asked, time=time, **nobody))
    yield "substitute-second--drawn-twice", told.reveal()
    told = Chronicle(LONG).begin()
    told.round(lists())
    told.substitute(0, "lead")
    told.lines[0] = told.lines[0].replace(b"lead\t", b"lead\t9")
    told.round(lists(cap=3))
    yield "substitute-line--another-in-the-file", told.reveal()


def ends() -> Named:
    """Yield draws that were broken off, with the abort forged."""
    yield "abort-log--other-root", attempts({("abort", 0): changed("log", f"3 {ZERO}")})[0]
    yield "announce-people--one-aborts", attempts({("abort", 0): changed("by", "张三", 1)})[0]
    told = Chronicle(LONG).begin()
    told.round(lists())
    told.abort()
    told.abort()
    yield "abort-second--twice", told.reveal()
    told = Chronicle(LONG).begin()
    told.abort()
    told.bind(lists())
    yield "act-order--bound-after-the-abort", told.reveal()


def sources() -> Named:
    """Yield draws whose public sources or cosignatures do not hold."""
    early = changed("time", "2026-11-03T13:00:00Z")
    yield "source-early--before-it-was-drawn", lottery({("lottery", 0): early})
    known = changed("source", "lottery kl8 2026301 2026-11-02T01:00:00Z")
    yield "margin-short--known-before", lottery({("round", 0): known})
    yield "dice-people--lottery-typed-twice", lottery({("lottery", 0): changed("typed", "张三", 1)})
    other = changed("numbers", "01 02")
    yield "randomness-mismatch--other-numbers", lottery({("lottery", 0): other})
    for name, forged in (
        ("fallback-unannounced--d6", {("failed", 0): changed("instead", "dice d6 50")}),
        ("fallback-unannounced--nothing-of-it", {("failed", 0): changed("source", "server")}),
        ("announce-people--one-says-it-failed", {("failed", 0): changed("by", "张三", 1)}),
    ):
        yield name, cosigned(forged)
    yield "failed-late--after-its-numbers", lottery(failed=True)
    yield "fallback-unannounced--failed-twice", cosigned(twice=True)
    yield "drand-signature--other", drand({("drand", 0): changed("signature", "b4" * 48)})
    yield "source-early--drand", drand({("drand", 0): changed("time", "2023-08-23T15:59:23Z")})
    yield "cosign-log--another", cosigned(spoilt=changed("log", f"3 {ZERO}"))
    yield "cosign-signature--of-another", cosigned(spoilt=_swapped)
    yield "cosign-missing--broken-off", cosigned(late=True, broken_off=True)
    yield "cosign-missing--one-of-three-asked", cosigned(quorum=3)
    yield "cosign-missing--after-the-openings", cosigned(late=True)
    yield "cosign-missing--dated-forward", cosigned(ago=-3600)


def _swapped(entry: Entry) -> Entry:
    """Let one witness's key stand over the other's signature."""
    one, other = (text.split(" ") for text in entry.all("signature"))
    data = b64decode(one[1])[:4] + b64decode(other[1])[4:]
    return changed("signature", f"{one[0]} {b64encode(data).decode()}")(entry)


def others() -> Named:
    """Yield draws that pass over rows for what another draw did not give."""
    yield "skip-origin--not-drawn-there", session(skipped=lambda ids: [*ids[1:], _free(ids)])[1]
    yield "skip-missing--a-friend-not-passed-over", session(skipped=lambda ids: ids[1:])[1]
    yield "other-root--another-list", session(shown=lambda lines: lines[1:])[1]
    yield "skip-origin--of-an-aborted-draw", session(aborted=True)[1]
    yield "skip-origin--of-an-exercise", session(**EXERCISE)[1]
    yield "round-after--of-an-exercise", together(**EXERCISE)[1]
    yield "round-after--sealed-before-it-was-bound", together(order="BSbs")[1]
    yield "round-after--sealed-later", together(order="BbsS")[1]
    yield "attempt-open--announced-before-the-abort", attempts(early=True)[1]
    yield "parallel-plan--next-attempt-before-the-abort", announced_again(late=False)
    yield "round-after--unknown", together({("round", 0): changed("after", "1" * 64)})[1]


def _free(ids: list[str]) -> str:
    return next(f"9114{n:02}" for n in range(12) if f"9114{n:02}" not in ids)

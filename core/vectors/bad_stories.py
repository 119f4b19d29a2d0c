"""Bad records of an operator who forges one thing and links everything after it anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from fairdraw.digest import sha256
from fairdraw.entries import Entry, build, parse
from fairdraw.policy import verifier_key

from core.vectors.story import (
    ANNOUNCED,
    CLOCK,
    THROWS,
    Forge,
    Story,
    added,
    changed,
    opened,
    without,
)

Named = Iterator[tuple[str, Story]]
ZERO = "0" * 64
KEYS = [verifier_key(name, sha256(name.encode())) for name in ("jiwei", "gongzheng")]
SAME = verifier_key("gongzheng", sha256(b"jiwei"))
WRONG = KEYS[0].replace(KEYS[0].split("+")[1], ZERO[:8])


def announcements() -> Named:
    """Yield draws whose announcement may not be drawn from."""
    forgeries: tuple[tuple[str, Forge], ...] = (
        ("announce-people--one-signs-twice", changed("by", "张三", 1)),
        ("announce-people--one-signs", _dropped("by", -1)),
        ("ratio-high--over-100-percent", changed("stratum", "HIGH ratio 10001", 1)),
        ("announce-order--strata", changed("stratum", "ZLAST ratio 5000", 0)),
        ("announce-order--reasons", changed("reason", "CLOSED 又", 1)),
        ("reason-reserved--hyphen", changed("reason", "- 可抽", 0)),
        ("round-numbers--from-two", changed("round", "2 1 2026-11-16 2026-11-27 2")),
        ("rounds-missing--second-never-drawn", added("round", "2 1 2026-11-28 2026-11-29 2",
                                                     "round")),
        ("reserve-weight--two", added("reserve", "2 2 2026-11-28 2026-11-29 2", "round")),
        ("role-twice--lead", changed("role", "lead", 1)),
        ("filter-type--directed-all", changed("filter", "all")),
        ("deadline-early--before-window-ends", changed("deadline", "2026-11-26T00:00:00Z")),
        ("source-order--dice-first", _both(changed("source", "dice d10 39", 0),
                                           changed("source", "witnesses", 1))),
        ("source-order--two-dice", added("source", "dice d6 50", "source")),
        ("source-order--fresh-lottery", changed("fresh", "lottery ssq")),
        ("fresh-missing--with-officers", _dropped("fresh", -1)),
        ("exercise-unmarked--fresh-server", changed("fresh", "server")),
        ("fallback-source--for-witnesses", added("fallback", "1 drand quicknet", "source")),
        ("fallback-source--the-server", added("fallback", "2 server", "source")),
        ("fallback-source--beyond", added("fallback", "3 drand quicknet", "source")),
        ("fallback-source--one-word-for-two", _both(
            changed("source", "lottery ssq"), added("fallback", "1 drand quicknet", "source"),
            added("fallback", "2 drand quicknet", "fallback"))),
        ("entry-value--year-zero", changed("period", "0000-01-01/2026-12-31")),
        ("share-holders--two", added("share", f"1 {ZERO} 甲", "commitment")),
        ("policy-keys--quorum-of-two-from-one", changed("policy", f"quorum 2 {KEYS[0]}")),
        ("policy-keys--twice", changed("policy", f"quorum 1 {KEYS[0]} {KEYS[0]}")),
        ("policy-keys--four-bytes-wrong", changed("policy", f"quorum 1 {WRONG}")),
        ("policy-keys--one-key-under-two-names", changed("policy", f"quorum 2 {KEYS[0]} {SAME}")),
        ("entry-value--policy-word", changed("policy", "quorum")),
        ("dice-few--38-throws", changed("source", "dice d10 38", 1)),
        ("exercise-unmarked--server", changed("source", "server", 1)),
        ("hash-unknown--md5", changed("hash", "md5")),
    )  # fmt: skip
    for name, forge in forgeries:
        yield name, Story(forged={"announce": forge})
    yield "attempt-missing--more-than-can-be", Story(replace(ANNOUNCED, attempt=10**18 - 1))
    yield "margin-short--past-all-time", Story(forged={"announce": changed("margin", "9" * 18)})
    yield "commitment-mismatch--other-key", Story(forged={"reveal": changed("key", ZERO)})
    window = changed("round", "1 1 2026-11-16 2026-11-26 2")
    yield "round-window--moved", Story(forged={"announce": window})


def _both(*forgeries: Forge) -> Forge:
    def forge(entry: Entry) -> Entry:
        for each in forgeries:
            entry = each(entry)
        return entry

    return forge


def _dropped(key: str, which: int) -> Forge:
    def forge(entry: Entry) -> Entry:
        places = [index for index, (name, _) in enumerate(entry.fields) if name == key]
        place = places[which]
        return Entry(entry.kind, entry.fields[:place] + entry.fields[place + 1 :])

    return forge


def acts() -> Named:
    """Yield draws with a second, missing, late or misplaced act."""

    def twin(kind: str, forge: Forge) -> dict[str, Callable[[Story], list[Entry]]]:
        return {kind: lambda story: [forge(story.by_kind[kind][0])]}

    def late(kind: str) -> dict[str, Callable[[Story], list[Entry]]]:
        return {"seal": lambda story: [changed("time", CLOCK["seal"])(story.by_kind[kind][0])]}

    def other_opening(story: Story) -> list[Entry]:
        honest = story.acts.opening(
            serves=story.by_kind["round"][0], commit=story.by_kind["commit"][1],
            opened=opened(2), time=CLOCK["dice"],
        )  # fmt: skip
        return [honest]

    yield "pool-second--frozen-twice", Story(extra=twin("pool", changed("register", ZERO)))
    yield "round-second--bound-twice", Story(extra=twin("round", changed("by", "李四")))
    yield "seal-second--sealed-twice", Story(extra=twin("seal", changed("root", ZERO)))
    yield "opening-second--twice", Story(extra=twin("opening", changed("time", CLOCK["server"])))
    yield "opening-late--after-dice", Story(extra={"dice": other_opening})
    yield "opening-late--after-seal", Story(extra={"seal": other_opening})
    yield "source-second--dice-twice", Story(extra=twin("dice", changed("throws", "7" * 39)))
    yield "source-late--dice-after-seal", Story(extra=late("dice"))
    yield "time-order--seal-before-dice", Story(forged={"seal": changed("time", CLOCK["opening"])})
    yield "round-link--other-pool", Story(forged={"round": changed("pool", ZERO)})
    yield "round-log--other-root", Story(forged={"round": changed("log", f"5 {ZERO}")})
    yield "seal-log--other-size", Story(forged={"seal": changed("log", f"0 {ZERO}")})
    yield "reveal-log--other-root", Story(forged={"reveal": changed("log", f"10 {ZERO}")})
    yield (
        "record-members--other-draw-left-out",
        Story(forged={"round": added("after", ZERO, "log")}),
    )
    nobody = {"pool": changed("reason", "CLOSED 0")}
    yield "entry-value--reason-of-nobody", Story(forged=nobody)
    yield "source-bound--one-more", Story(forged={"round": added("source", "server", "source")})
    yield "source-bound--one-less", Story(forged={"round": _dropped("source", 0)})
    yield "register-root--another", Story(prefix=(_register(),))
    yield "register-root--without-any", Story(forged={"pool": changed("register", ZERO)})
    later = Story(
        forged={"pool": changed("register", ZERO)}, extra={"pool": lambda _: [_register()]}
    )
    yield "register-root--entered-later", later
    yield "act-order--committed-after-the-round", Story(extra={"round": _late_commit})
    yield "round-commits--one-left-out", Story(forged={"round": _dropped("commit", -1)})
    yield "round-commits--none", Story(forged={"round": without("commit")})
    yield "round-gap--second-first", Story(forged={"round": changed("round", "2")})
    yield "entry-value--round-too-high", Story(forged={"round": changed("round", "1" + "0" * 9)})
    yield "commit-seat--gap", Story(extra={"commit": _extra_commit})
    yield "open-position--beyond", Story(forged={"open": changed("position", "4")})
    yield "open-twice--same", Story(extra=twin("open", changed("to", "officers")))
    parallel = replace(ANNOUNCED, draw="140700-2026-002", by=("赵六", "李四")).entry()
    yield "parallel-plan--drawn-before", Story(prefix=(parallel,))
    yield "parallel-plan--announced-later", Story(extra={"dice": lambda _: [parallel]})
    second = replace(ANNOUNCED, attempt=2)
    unknown = changed("hash", "md5")(ANNOUNCED.entry())
    yield "attempt-open--under-an-unknown-hash", Story(announced=second, prefix=(unknown,))
    yield "attempt-missing--second-without-first", Story(announced=second)
    yield "attempt-open--first-not-revealed", Story(announced=second, prefix=(ANNOUNCED.entry(),))
    done = [parse(raw) for raw in Story().tell().log]
    yield "attempt-complete--drawn-and-drawn-again", Story(announced=second, prefix=done)


def _register() -> Entry:
    fields = (("time", CLOCK["announce"]), ("date", "2026-11-01"), ("rows", 21), ("root", ZERO))
    return build(
        "register", [*fields, ("before", "-"), ("added", 21), ("ended", 0), ("changed", 0)]
    )


def _late_commit(story: Story) -> list[Entry]:
    seated = changed("seat", "3")(story.by_kind["commit"][0])
    return [changed("time", CLOCK["round"])(seated)]


def _extra_commit(story: Story) -> list[Entry]:
    if len(story.by_kind["commit"]) < 2:
        return []
    return [changed("seat", "4")(story.by_kind["commit"][0])]


def randomness() -> Named:
    """Yield draws with bad sources."""
    server = replace(ANNOUNCED, sources=("server",), exercise=True)
    six = replace(ANNOUNCED, sources=("dice d6 50",))
    yield "opening-mismatch--other-number", Story(forged={"opening": changed("number", "777")})
    yield "opening-mismatch--other-nonce", Story(forged={"opening": changed("nonce", ZERO)})
    yield "opening-unknown--other-commitment", Story(forged={"opening": changed("commit", ZERO)})
    unlisted = {"announce": _dropped("source", 0), "round": _dropped("source", 0)}
    yield "commit-unannounced--no-witnesses", Story(forged=unlisted)
    yield "source-unannounced--server", Story(extra={"opening": _server})
    yield "source-missing--no-dice", Story(forged={"dice": changed("for", ZERO)})
    yield (
        "margin-short--dice-at-once",
        Story(
            forged={
                "opening": changed("time", CLOCK["round"]),
                "dice": changed("time", CLOCK["round"]),
            }
        ),
    )
    yield "dice-people--one-types-twice", Story(forged={"dice": changed("typed", "张三", 1)})
    yield "dice-count--38", Story(forged={"dice": changed("throws", THROWS[:38])})
    zero = changed("throws", "0" * 50)
    yield "dice-face--zero-of-d6", Story(six, throws="1" * 50, forged={"dice": zero}, witnesses=0)
    yield "randomness-mismatch--chosen", Story(forged={"seal": changed("randomness", ZERO)})
    yield "randomness-mismatch--dice-changed", Story(forged={"dice": changed("throws", "7" * 39)})
    value = changed("value", ZERO)
    yield (
        "randomness-mismatch--server-changed",
        Story(server, forged={"server": value}, witnesses=0),
    )


def _server(story: Story) -> list[Entry]:
    bound = story.by_kind["round"][0]
    return [story.acts.server(serves=bound, value=sha256(b"x"), time=CLOCK["server"])]

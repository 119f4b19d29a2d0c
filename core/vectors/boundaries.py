"""Records on the two sides of a line that the specification draws: what may, and what may not."""

from collections.abc import Iterator
from dataclasses import replace

from core.vectors.chronicle import Chronicle
from core.vectors.log import Log
from core.vectors.long_stories import LONG, ZERO, lists, single
from core.vectors.sessions import ONE, OTHER, attempts
from core.vectors.story import ANNOUNCED, Story, changed, opened

Named = Iterator[tuple[str, bytes]]
LATE = "EXPIRED 逾期"
LOTTERY = ("witnesses", "lottery ssq")
ISSUE = "lottery ssq 2026133 2026-11-03T13:15:00Z"


def good() -> Named:
    """Yield records that verify, by name."""
    yield "expired-after-the-last-round", expired(opened=False, rounds=2).record()
    yield "opened-after-the-lottery-failed", _failed().record()
    yield "lottery-too-soon-and-never-logged-aborted", _too_soon().record()
    yield "substitute-open-served-by-anything", _substitute_open().record()
    yield "void-while-a-substitute-is-open", _void_meanwhile(drawn=False).record()
    yield "other-draw-sealed-twice", _sealed_twice().record()
    yield "after-without-its-lines-aborted", _waited_in_vain().record()
    stranger = changed("item", "Z-99")(changed("hash", "md5")(ANNOUNCED.entry()))
    yield "other-draw-under-an-unknown-hash", Story(prefix=(stranger,)).tell().record()


def bad() -> Named:
    """Yield records that are refused."""
    yield "event-cause--expired-and-made-good", expired(opened=False, rounds=2, early=True).record()
    yield "event-cause--expired-though-opened", expired(opened=True, rounds=1).record()
    other = {("reveal", 0): changed("key", ZERO)}
    yield "attempt-open--revealed-with-another-key", attempts(other)[1].record()
    alone = {("abort", 0): changed("by", "张三", 1)}
    yield "attempt-open--aborted-by-one", attempts(alone)[1].record()
    yield "act-order--in-the-attempt-before", attempts(late=True)[1].record()
    yield "act-order--committed-after-the-abort", _committed_after_the_abort().record()
    yield "event-order--substituted-after-the-void", _void_meanwhile(drawn=True).record()


def expired(opened: bool, rounds: int, early: bool = False) -> Chronicle:
    """A visit of the first round is void as expired after the last; `opened`: to the enterprise;
    `early`: before the last."""
    told = Chronicle(replace(LONG, rounds=LONG.rounds[:rounds], reserves=())).begin()
    for cap in range(2, 2 + rounds):
        if early and cap == 1 + rounds:
            told.event(0, "void", LATE, number=1)
        told.round(lists(cap=cap))
    if opened:
        told.show(0)
    if not early:
        told.event(0, "void", LATE, number=1)
    return told.reveal()


def _lottery() -> Chronicle:
    fallbacks = ((2, "dice d10 39"),)
    return Chronicle(single("140700-2026-001", sources=LOTTERY, fallbacks=fallbacks)).begin()


def _failed() -> Chronicle:
    """Numbers are opened past the hour of a lottery that was not held."""
    told = _lottery()
    told.bind(lists(), ["witnesses", ISSUE])
    told.log.now = "2026-11-04T01:00:00Z"
    failed = told.acts.failed(
        serves=told.bound[-1], source=ISSUE, instead="dice d10 39", cause="当期停售",
        by=["张三", "李四"], time=told.log.tick(),
    )  # fmt: skip
    told.serve(failed)
    told.open_numbers()
    told.throw()
    told.seal()
    return told.reveal()


def _too_soon() -> Chronicle:
    """A lottery known at once: the margin is no matter before its numbers are logged."""
    told = _lottery()
    told.bind(lists(), ["witnesses", f"lottery ssq 2026133 {told.log.now}"])
    told.abort()
    return told.reveal()


def _substitute_open() -> Chronicle:
    """One dice for a substitute that is never drawn."""
    told = Chronicle(single("140700-2026-001")).begin()
    told.round(lists())
    told.forged = {("dice", 1): changed("throws", "7")}
    told.throw(told.ask(0, "lead"))
    return told.reveal()


def _void_meanwhile(drawn: bool) -> Chronicle:
    """The visit becomes void while its substitute is open; `drawn`: and is given one."""
    told = Chronicle(single("140700-2026-001")).begin()
    told.round(lists())
    asked = told.ask(0, "lead")
    told.throw(asked)
    told.event(0, "void", "CLOSED 注销")
    if drawn:
        told.settle(asked, 0, "lead", 1)
    return told.reveal()


def _sealed_twice() -> Chronicle:
    """The draw an origin names was sealed a second time: the first seal counts."""
    log = Log()
    half = ("2026-01-01/2026-06-30", "2026-07-01/2026-12-31")
    one = Chronicle(single("140700-2026-001", period=half[0], **OTHER), log, key=ONE).begin()
    drawn = sorted(visit.id for visit in one.round(lists()).visits)
    log.put(changed("root", ZERO)(one.seals[0]))
    two = Chronicle(single("140700-2026-002", period=half[1], time=log.tick()), log).begin()
    origin = one.acts.digest(one.bound[0])
    two.round(lists(skips=[(row, "cycle", origin) for row in drawn]))
    two.others = {origin: one.sealed[1]}
    one.reveal()
    return two.reveal()


def _waited_in_vain() -> Chronicle:
    """Broken off while it waited for another draw: that one's lines need not stand in it."""
    log = Log()
    one = Chronicle(single("140700-2026-001", item="A-01", **OTHER), log, key=ONE).begin()
    two = Chronicle(single("140700-2026-002", item="B-02", time=log.tick()), log).begin()
    one.bind(lists())
    two.bind(lists(), after=[one])
    two.abort()
    return two.reveal()


def _committed_after_the_abort() -> Chronicle:
    told = Chronicle(LONG).begin()
    told.round(lists())
    told.abort()
    made = told.acts.witness_commitment(pool=told.frozen, seat=1, opened=opened(1), number=2)
    told.put(
        told.acts.commit(
            pool=told.frozen, seat=1, name="见证人1", office="纪检监察", commitment=made,
            time=told.log.tick(), number=2,
        )
    )  # fmt: skip
    return told.reveal()

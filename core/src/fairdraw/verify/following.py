"""Openings, events and substitutes after a seal (spec/6-verification.md, "Record")."""

from collections.abc import Iterator, Mapping, Sequence

from fairdraw import seal
from fairdraw.acts.following import check_cause
from fairdraw.announcement import Announcement
from fairdraw.draw import Draw
from fairdraw.errors import Fault
from fairdraw.history import EXPIRED, FINAL, VOID_CAUSES, History, Where, where
from fairdraw.link import At, RoundActs, Substitution
from fairdraw.randomness import substitute_seed
from fairdraw.sources import Gathered, gather_fresh
from fairdraw.substitute import Places

_NEVER = 1 << 62


def _ends(history: History) -> dict[Where, int]:
    ends: dict[Where, int] = {}
    for each in history.acts.rounds:
        for event in each.events:
            if event.entry.get("what") in FINAL:
                ends.setdefault(where(each.number, event), event.index)
    return ends


def _check_place(history: History, number: int, act: At, key: str) -> None:
    drawn = seal.drawn(history.sealed[number])
    position = act.entry.get("position")
    if int(position) >= drawn:
        place = f"entry {act.index} {key} position"
        raise Fault("open-position", place, position=position, drawn=drawn)


def _check_open(ends: Mapping[Where, int], place: Where, act: At) -> None:
    if act.index > ends.get(place, act.index):
        raise Fault("event-order", f"entry {act.index} {act.entry.kind}", position=place[1])


def check_openings(history: History) -> set[tuple[Where, str]]:
    """Return what was opened to whom; faults: `open-position`, `open-twice`, `event-order`."""
    ends, seen = _ends(history), set()
    for each in history.acts.rounds:
        for act in each.opens:
            _check_place(history, each.number, act, "open")
            opened = where(each.number, act), act.entry.get("to")
            if opened in seen:
                raise Fault("open-twice", f"entry {act.index} open", position=opened[0][1])
            _check_open(ends, opened[0], act)
            seen.add(opened)
    return seen


def check_events(history: History) -> int:
    """Return how many events there are; faults: `open-position`, `event-cause`,
    `event-order`."""
    ends, count = _ends(history), 0
    for each in history.acts.rounds:
        for act in each.events:
            _check_place(history, each.number, act, "event")
            place = f"entry {act.index} event cause"
            check_cause(act.entry.get("what"), act.entry.get("cause"), place)
            _check_expired(history, each, act, place)
            _check_open(ends, where(each.number, act), act)
            count += 1
    return count


def _check_expired(history: History, each: RoundActs, act: At, place: str) -> None:
    """Refuse EXPIRED while the visit can still take place, or after it was opened: a next round
    would make good what somebody chose to drop."""
    what, cause = act.entry.get("what"), act.entry.get("cause")
    if what != "void" or not cause.startswith(f"{EXPIRED} "):
        return
    position = act.entry.get("position")
    opened = any(
        opening.index < act.index
        and opening.entry.get("to") == "enterprise"
        and opening.entry.get("position") == position
        for opening in each.opens
    )
    if opened or any(later.bound.index > act.index for later in history.acts.rounds):
        raise Fault("event-cause", place, what=what, cause=cause, known=", ".join(VOID_CAUSES))


def _asked(history: History) -> Iterator[tuple[int, Substitution]]:
    for each in history.acts.rounds:
        for substitution in each.substitutions:
            yield each.number, substitution


def check_asked(history: History, announced: Announcement) -> int:
    """Return how many substitutes are still open; faults: `open-position`, `substitute-role`,
    `event-order`, `substitute-second`."""
    ends = _ends(history)
    busy: dict[tuple[Where, str], int] = {}
    left = 0
    for number, each in _asked(history):
        asked = each.asked
        _check_place(history, number, asked, "substitute")
        role = asked.entry.get("role")
        if role not in announced.roles:
            raise Fault("substitute-role", f"entry {asked.index} substitute role", role=role)
        place = where(number, asked)
        for act in (asked, *([each.done] if each.done else [])):
            _check_open(ends, place, act)
        if asked.index < busy.get((place, role), -1):
            raise Fault("substitute-second", f"entry {asked.index} substitute", first=place[1])
        busy[place, role] = each.done.index if each.done else _NEVER
        left += each.done is None
    return left


def replay(
    history: History, announced: Announcement, given: Mapping[int, Draw], key: bytes
) -> list[tuple[bytes, Gathered]]:
    """Return the line of every `substituted` in the log's order, with its randomness.

    Faults: those of `sources.gather`, `randomness-mismatch`, `substitute-line`.
    """
    done = [(number, each) for number, each in _asked(history) if each.done]
    places = Places(history, given)
    lines = []
    for number, each in sorted(done, key=lambda pair: pair[1].done.index if pair[1].done else 0):
        assert each.done
        gathered = gather_fresh(
            announced, each.asked.entry, [act.entry for act in each.contributions]
        )
        stated = each.done.entry
        if gathered.randomness != stated.bytes_of("randomness"):
            raise Fault("randomness-mismatch", f"entry {each.done.index} substituted randomness")
        line = _line(places, number, each, gathered, announced)
        event = bytes.fromhex(each.asked.digest)
        made = seal.substitute_digest(line, key, number, event, announced.digest)
        if made != stated.bytes_of("line"):
            raise Fault("substitute-line", f"entry {each.done.index} substituted line")
        lines.append((line, gathered))
    return lines


def _line(
    places: Places, number: int, each: Substitution, gathered: Gathered, announced: Announcement
) -> bytes:
    assert each.done
    place, role = where(number, each.asked), each.asked.entry.get("role")
    event = bytes.fromhex(each.asked.digest)
    seed = substitute_seed(event, gathered.randomness, announced.digest)
    chosen = places.choose(place, role, seed, each.done.index)
    places.settle(place, role, chosen, each.done.index)
    return seal.substitute_line(*place, role, chosen)


def unopened(history: History, opened: set[tuple[Where, str]], until: int) -> int:
    """Return how many visits were neither opened to the enterprise nor void before the reveal."""
    seen = {place for place, to in opened if to == "enterprise"} | history.voids(until)
    return sum(place not in seen for place, _ in history.visits(until))


def compare_substitutes(made: Sequence[bytes], found: Sequence[bytes], member: str) -> None:
    """Refuse another list of substitutes; `Fault("substitute-line")`."""
    if list(made) != list(found):
        place = next((n for n, pair in enumerate(zip(made, found, strict=False), 1)
                      if pair[0] != pair[1]), min(len(made), len(found)) + 1)  # fmt: skip
        raise Fault("substitute-line", f"{member} line {place}")

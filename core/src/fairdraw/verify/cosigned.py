"""Cosigned heads before anything could be known (spec/6-verification.md, "cosigned")."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fairdraw.announcement import Announcement
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.link import Acts, At
from fairdraw.policy import Policy, knows, timestamp_of
from fairdraw.randomness import Source
from fairdraw.sources import VALUES, moment
from fairdraw.verify.heads import Heads


@dataclass(frozen=True, slots=True)
class _Target:
    """An entry that must be cosigned: before index `limit`, and `margin` before any of `times`."""

    act: At
    limit: int
    times: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Stamp:
    index: int
    size: int
    name: str
    moment: int


def check_cosigned(
    policy: Policy,
    announced: Announcement,
    acts: Acts,
    entries: Sequence[Entry],
    heads: Heads,
    ends: Mapping[int, At],
) -> int:
    """Return how many entries were found cosigned in time; faults: `cosign-log`,
    `cosign-signature`, `cosign-missing`.

    `ends`: of each round whose values are all logged, its seal, or the abort instead.
    """
    begun = acts.announce.index
    stamps = list(_stamps(policy, announced, entries, heads, begun))
    targets = list(_targets(acts, ends))
    for target in targets:
        _check(policy, announced, stamps, target)
    return len(targets)


def _stamps(
    policy: Policy,
    announced: Announcement,
    entries: Sequence[Entry],
    heads: Heads,
    begun: int,
) -> Iterator[_Stamp]:
    for index, entry in enumerate(entries):
        if entry.kind != "cosign" or index < begun:
            continue
        signatures = [text for text in entry.all("signature") if knows(policy, text)]
        head = entry.get("log")
        size = int(head.split(" ")[0])
        if signatures and (size > index or heads.at(size) != head):
            raise Fault("cosign-log", f"entry {index} cosign log")
        for text in signatures:
            yield _Stamp(index, size, *timestamp_of(policy, text, announced.origin, head))


def _targets(acts: Acts, ends: Mapping[int, At]) -> Iterator[_Target]:
    for each in acts.rounds:
        yield from _of(each.bound, each.contributions, ends.get(each.number))
        for substitution in each.substitutions:
            yield from _of(substitution.asked, substitution.contributions, substitution.done)


def _of(bound: At, contributions: Sequence[At], end: At | None) -> Iterator[_Target]:
    if end is None:
        return
    yield _target(bound, bound.entry.all("source"), contributions, end)
    for act in contributions:
        if act.entry.kind == "failed":
            yield _target(act, (act.entry.get("instead"),), contributions, end)


def _target(act: At, bound: Sequence[str], contributions: Sequence[At], end: At) -> _Target:
    after = [
        each for each in contributions if each.index > act.index and each.entry.kind != "failed"
    ]
    known = [source.since for source in map(Source.parse, bound) if source.since is not None]
    known += [moment(each.entry) for each in after if each.entry.kind in VALUES]
    return _Target(act, min([end.index, *(each.index for each in after)]), tuple(known))


def _check(
    policy: Policy, announced: Announcement, stamps: Sequence[_Stamp], target: _Target
) -> None:
    first: dict[str, int] = {}
    for stamp in stamps:
        if target.act.index < stamp.index < target.limit and stamp.size > target.act.index:
            first[stamp.name] = min(stamp.moment, first.get(stamp.name, stamp.moment))
    moments = sorted(first.values())
    place = f"entry {target.act.index} {target.act.entry.kind}"
    if len(moments) < policy.quorum:
        raise Fault("cosign-missing", place, found=len(moments), quorum=policy.quorum)
    reached = moments[policy.quorum - 1] + announced.margin
    if any(reached > time for time in target.times):
        raise Fault("cosign-missing", place, found=len(moments), quorum=policy.quorum)

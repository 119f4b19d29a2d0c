"""Bad records and door proofs of an operator who forges rows, lists or the result."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from fairdraw import seal
from fairdraw.proof import DoorProof, Doors
from fairdraw.tables import Officer, Tables

from core.vectors.story import ANNOUNCED, KEY, OFFICERS, Story, changed, honest_tables

Named = Iterator[tuple[str, Story]]
ZERO = "0" * 64


def pools() -> Named:
    """Yield draws whose pool is not what its entry or the announcement says."""
    pool = "pool"
    no_strata = replace(ANNOUNCED, strata=ANNOUNCED.strata[:2])
    yield "pool-stratum--not-announced", _announced_less(strata=no_strata.strata)
    yield "pool-reason--not-announced", _announced_less(reasons=ANNOUNCED.reasons[:1])
    yield "pool-count--base", Story(forged={pool: changed("stratum", "LOW 13 13", 2)})
    yield "pool-count--rows", Story(forged={pool: changed("rows", "22")})
    yield "pool-count--reason", Story(forged={pool: changed("reason", "MOVED 2", 1)})
    yield "pool-root--other", Story(forged={pool: changed("root", ZERO)})


def _announced_less(**fewer: object) -> Story:
    entry = replace(ANNOUNCED, **fewer).entry()  # type: ignore[arg-type]
    return Story(forged={"announce": lambda _: entry})


def lists() -> Named:
    """Yield draws whose lists were bound in time, but break the rules."""
    honest = honest_tables()

    def bound(**lists: Sequence[bytes]) -> Story:
        return Story(bound_tables=replace(honest, **lists))

    def more(name: str, *lines: str) -> Story:
        added = (line.replace(" ", "\t").encode() for line in lines)
        return bound(**{name: sorted([*honest.of(name), *added])})

    def swapped(name: str, old: str, new: str) -> Story:
        before, after = old.replace(" ", "\t").encode(), new.replace(" ", "\t").encode()
        return bound(**{name: sorted(line.replace(before, after) for line in honest.of(name))})

    expired = Officer("140700-05", "市局", "2024-01-01", "2026-11-26")
    officers = sorted("\t".join(row).encode() for row in [*OFFICERS[:5], expired])
    yield "officer-not-valid--expires-in-window", bound(officers=officers)
    yield "officer-twice--two-bureaus", more("officers", "140700-05 县局 2024-01-01 2027-12-31")
    yield "table-syntax--officer-without-dates", more("officers", "140700-09 市局")
    reversed_ = Officer("140700-05", "市局", "2027-12-31", "2024-01-01")
    officers = sorted("\t".join(row).encode() for row in [*OFFICERS[:5], reversed_])
    yield "table-syntax--officer-dates-reversed", bound(officers=officers)
    yield "table-syntax--borrowed-from-zero", more("edges", "B ALL lead 140700-05 0")
    yield "edge-rung--no-number", swapped("edges", "140700-01 1", "140700-01 9999999999999999999")
    yield "caps-officers--missing", bound(caps=honest.caps[1:])
    yield "caps-officers--stranger", more("caps", "140700-09 1")
    yield "cap-high--over-announced", swapped("caps", "140700-00 2", "140700-00 3")
    yield "edge-officer--stranger", more("edges", "C ALL lead 140700-09")
    yield "edge-role--driver", more("edges", "C ALL driver 140700-00")
    yield "edge-row--excluded", more("edges", "R 91140799 ALL")
    yield "edge-row--stranger", more("edges", "X 911499 140700-00 -")
    yield "edge-rung--not-announced", swapped("edges", "140700-01 1", "140700-01 2")
    yield "cell-missing--one-row", bound(edges=[e for e in honest.edges if b"R\t911405" not in e])
    yield "cell-twice--two-cells", more("edges", "R 911405 OTHER")
    yield "table-syntax--edge-letter", more("edges", "Z 911405 OTHER")
    yield "skip-row--excluded", more("skips", "91140799 cycle -")
    yield "skip-row--stranger", more("skips", "911499 cycle -")
    yield "skip-twice--two-words", more("skips", "911403 cap -", "911403 cycle -")
    yield "table-syntax--skip-word", more("skips", "911404 friend -")
    free = replace(ANNOUNCED, cycle_rule="none").entry()
    cycle = replace(honest, skips=[b"911403\tcycle\t-"])
    forged = {"announce": lambda _: free}
    yield "skip-unannounced--no-cycle-rule", Story(forged=forged, bound_tables=cycle)
    bare = replace(ANNOUNCED, roles=(), rungs=(), fresh=())
    yield "table-not-empty--no-roles", Story(bare, tables=Tables(), bound_tables=honest)
    zero = replace(honest, caps=[cap[:-1] + b"0" for cap in honest.caps])
    yield "sealed-team--nobody-has-a-place-left", Story(bound_tables=zero)


def results() -> Named:
    """Yield draws whose sealed list is not what the draw gives."""
    for name, forge in (
        ("sealed-row--friend-replaced", _replaced(b"\t911410\t", b"\t911407\t")),
        ("sealed-quota--one-too-few", lambda lines: lines[1:]),
        ("sealed-quota--one-too-many", _one_more),
        ("sealed-quota--number", _replaced(b"T\tHIGH\t2", b"T\tHIGH\t1")),
        ("sealed-order--lines-swapped", lambda lines: [lines[1], lines[0], *lines[2:]]),
        ("sealed-stratum--moved", _replaced(b"911410\tLOW", b"911410\tHIGH")),
        ("sealed-ticket--lower", _ticket),
        ("sealed-team--officer-replaced", _replaced(b"second=140700-01", b"second=140700-05")),
        ("sealed-team--teams-swapped", _teams_swapped),
        ("sealed-team--places-swapped", _places_swapped),
        ("sealed-team--inadmissible-lead", _replaced(b"lead=140700-02", b"lead=140700-05")),
        ("sealed-team--officer-over-cap", _over_cap),
        ("sealed-team--nobody", _nobody),
        ("sealed-threshold--raised", _threshold),
        ("sealed-threshold--stratum", _replaced(b"T\tEMPTY", b"T\tEMPTZ")),
        ("sealed-ladder--rung", _replaced(b"L\t0\t-", b"L\t1\t-")),
        ("sealed-lines--no-ladder", lambda lines: lines[:-1]),
        ("sealed-syntax--letter", _replaced(b"V\t911410", b"W\t911410")),
    ):
        yield name, Story(sealed=forge)
    yield "seal-root--other", _Unsealed()


class _Unsealed(Story):
    """Seals another root than that of its list."""

    def tell(self) -> Story:
        self.forged = {"seal": changed("root", ZERO)}
        return super().tell()


Lines = list[bytes]


def _replaced(old: bytes, new: bytes) -> Callable[[Lines], Lines]:
    def forge(lines: Lines) -> Lines:
        place = next(index for index, line in enumerate(lines) if old in line)
        return [*lines[:place], lines[place].replace(old, new), *lines[place + 1 :]]

    return forge


def _one_more(lines: Lines) -> Lines:
    return [lines[0], lines[0].replace(b"911410", b"911407"), *lines[1:]]


def _ticket(lines: Lines) -> Lines:
    visit = seal.read_visit(lines[0])
    return [visit._replace(ticket=ZERO).line(), *lines[1:]]


def _teams_swapped(lines: Lines) -> Lines:
    one, other = seal.read_visit(lines[0]), seal.read_visit(lines[2])
    swapped = [one._replace(team=other.team).line(), other._replace(team=one.team).line()]
    return [swapped[0], lines[1], swapped[1], *lines[3:]]


def _places_swapped(lines: Lines) -> Lines:
    visit = seal.read_visit(lines[2])
    (lead, one), (second, other) = visit.team
    return [*lines[:2], visit._replace(team=((lead, other), (second, one))).line(), *lines[3:]]


def _over_cap(lines: Lines) -> Lines:
    visits = [seal.read_visit(line) for line in lines[:4]]
    return [
        *(visit._replace(team=(("lead", "140700-02"), visit.team[1])).line() for visit in visits),
        *lines[4:],
    ]


def _nobody(lines: Lines) -> Lines:
    return [seal.read_visit(lines[0])._replace(team=()).line(), *lines[1:]]


def _threshold(lines: Lines) -> Lines:
    limit = seal.read_threshold(lines[-2])
    return [*lines[:-2], limit._replace(limit="f" * 64).line(), lines[-1]]


def doors(story: Story) -> Iterator[tuple[str, bytes]]:
    """Yield bad door proofs."""

    def maker(told: Story) -> Doors:
        announce = told.by_kind["announce"][0]
        return Doors(log=told.log, announce=announce, rows=told.pool, sealed=told.lines, key=KEY)

    def made(forge: Callable[[list[bytes]], list[bytes]], position: int = 0) -> bytes:
        return maker(Story(sealed=forge).tell()).proof(position)

    def with_log(index: int) -> bytes:
        return replace(good, acts=(replace(good.acts[0], index=index), *good.acts[1:])).dump()

    good, other = (DoorProof.parse(maker(story).proof(position)) for position in (0, 1))
    text = good.dump()
    yield "door-syntax--cut", text[: len(text) // 2]
    yield "door-syntax--line-added", text + b"\n"
    yield "door-syntax--no-last-line-feed", text[:-1]
    yield "door-syntax--negative", text.replace(b"\nat 1\n", b"\nat -1\n")
    yield "door-syntax--row-with-a-size", text.replace(b"\nrow ", b"\nrow 1 ")
    sizes = f" {good.threshold.size}\n".encode()
    yield "door-syntax--line-without-its-size", text.replace(sizes, b"\n")
    yield "container-magic--another-version", text.replace(b"fairdraw/1 door", b"fairdraw/2 door")
    yield "door-canonical--plus", text.replace(b"\nat 1\n", b"\nat +1\n")
    yield "door-canonical--spaces", text.replace(b"\nrow ", b"\nrow  ")
    salt = good.row.salt.hex()
    yield "door-canonical--upper-case", text.replace(salt.encode(), salt.upper().encode())
    yield "door-kind--pool-twice", replace(good, acts=(good.acts[1], *good.acts[1:])).dump()
    yield "entry-value--attempt", text.replace(b"\nattempt 1\n", b"\nattempt 0\n")
    yield "path-log--title-changed", text.replace("煤矿".encode(), "化工".encode())
    yield "path-log--other-head", replace(good, root=bytes(32)).dump()
    yield "path-log--index", with_log(0)
    yield "path-pool--other-id", text.replace(b"\n911410\tLOW\t-\n", b"\n911407\tLOW\t-\n")
    yield "path-pool--other-salt", replace(good, row=replace(good.row, salt=bytes(32))).dump()
    yield "path-seal--other-team", text.replace(b"lead=140700-02", b"lead=140700-03")
    limit = replace(good.threshold, salt=bytes(32))
    yield "path-seal--other-threshold", replace(good, threshold=limit).dump()
    yield "door-visit--of-another", replace(good, sealed=other.sealed).dump()
    yield "door-threshold--of-another-stratum", replace(good, threshold=other.threshold).dump()
    yield "door-team--no-second", made(_replaced(b"\tsecond=140700-01", b""))
    yield "door-ticket--lower", made(_ticket)
    yield "door-excluded--moved-away", made(_replaced(b"\t911410\t", b"\t91140799\t"))
    yield "door-above--threshold-lowered", made(_lowered)
    yield "door-link--other-announcement", maker(_forged("announce", ZERO)).proof(0)
    window = _forged("window", "2026-11-16 2026-11-28")
    yield "round-window--extended", maker(window).proof(0)


def _forged(key: str, value: str) -> Story:
    return Story(forged={"round": changed(key, value)}).tell()


def _lowered(lines: Lines) -> Lines:
    return [b"T\tLOW\t2\tnone" if line.startswith(b"T\tLOW") else line for line in lines]

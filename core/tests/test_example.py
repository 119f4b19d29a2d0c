"""The specification's example: every line of sh in the page prints what the page says, and every
value follows from the vector."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fairdraw import container, merkle, pool, quota, seal, ticket
from fairdraw.digest import sha256
from fairdraw.draw import draw
from fairdraw.entries import parse
from fairdraw.randomness import substitute_seed
from fairdraw.tables import NAMES
from fairdraw.teams import officer_ticket
from fairdraw.verify import verify

from core.vectors import example, generate
from core.vectors.chronicle import Chronicle
from core.vectors.example_page import PAGES, filled

VECTOR = Path(generate.__file__).parent / "good/records/worked-example.zip"
TEXTS = {path.parent.name: path.read_text(encoding="utf-8") for path in PAGES}
ENGLISH = TEXTS["spec"]
BLOCK = re.compile(r"^```sh[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATED = re.compile(r"^# ([0-9a-f]{64}) (.+)$", re.MULTILINE)


def wrong(page: str, folder: Path) -> list[str]:
    """Run every line of sh in a page; return the names of what it states wrongly."""
    script = "".join(BLOCK.findall(page))
    run = ["sh", "-eu", "-c", script]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    stated = STATED.findall(script)
    assert len(stated) == len(re.findall(r"\| h$", script, re.MULTILINE))
    printed = done.stdout.split()
    return [name for (digest, name), got in zip(stated, printed, strict=True) if digest != got]


def test_every_line_prints_what_the_page_states(tmp_path: Path) -> None:
    assert len(STATED.findall(ENGLISH)) > 150
    assert wrong(ENGLISH, tmp_path) == []
    members = container.load(VECTOR.read_bytes())
    assert (tmp_path / "log.txt").read_bytes() == members["log.txt"]
    assert verify((tmp_path / "door").read_bytes()).outcome == "proved"


@pytest.mark.parametrize(
    ("found", "named"),
    [
        (r"^# ([0-9a-f]{64}) s\(A2\)$", ["s(A2)"]),
        (r"^\{ x ([0-9a-f]{64}); printf 'A2'", ["s(A2)"]),
        (r"^x 01 ([0-9a-f]{64}) ", ["pool[0:2]"]),
        (r"^announce ([0-9a-f]{64})$", ["D(1)", "leaf(1)"]),
    ],
)
def test_control_one_changed_digit_is_noticed(found: str, named: list[str], tmp_path: Path) -> None:
    page = ENGLISH[: ENGLISH.index("## Witness")]
    match = re.search(found, page, re.MULTILINE)
    assert match
    place = match.start(1) + 40
    digit = f"{int(page[place], 16) ^ 1:x}"
    assert wrong(page[:place] + digit + page[place + 1 :], tmp_path) == named


@pytest.mark.parametrize("page", TEXTS.values(), ids=TEXTS)
def test_the_page_is_what_the_vector_gives(page: str) -> None:
    data = VECTOR.read_bytes()
    assert verify(data).outcome == "proved"
    assert filled(page, data) == page, "run `python -m core.vectors.generate`"


@pytest.mark.parametrize("page", TEXTS.values(), ids=TEXTS)
def test_every_value_quoted_in_the_text_is_stated(page: str) -> None:
    text = BLOCK.sub("", page)
    quoted = re.findall(r"`([0-9a-f]{8})…`", text)
    stated = {digest[:8] for digest, _ in STATED.findall(page)}
    assert len(quoted) > 20
    assert set(quoted) <= stated
    names = {name: digest[:8] for digest, name in STATED.findall(page)}
    labelled = r"((?:leaf|pool|seal)[.\d]*[(\[][^` ]+[)\]]) `([0-9a-f]{8})…`"
    for name, start in re.findall(labelled, text):
        assert names[name] == start
    known = re.findall(r"(Z[123]) `([0-9a-f]{8})…`", text)
    assert all(start in {names[f"B2 × {name}"], names[f"A3 × {name}"]} for name, start in known)


@pytest.mark.parametrize("page", TEXTS.values(), ids=TEXTS)
def test_the_tables_of_bytes_are_those_that_are_hashed(page: str) -> None:
    hexed = re.findall(r"^\| `([0-9a-f]{2}(?: [0-9a-f]{2})*)` \|", page, re.MULTILINE)
    data = VECTOR.read_bytes()
    start = next(place for place, row in enumerate(hexed) if row.startswith("50 4b 03 04"))
    string, header = (bytes.fromhex("".join(rows)) for rows in (hexed[:start], hexed[start:]))
    assert sha256(string).hex() in dict(STATED.findall(page))
    assert data.startswith(header)
    assert f"{len(container.load(data)['log.txt']):,}" in page


def follows(told: Chronicle) -> Iterator[bytes]:
    """Yield what the program computes of this draw."""
    salts = pool.salts(told.pool, told.key, sha256)
    rows = list(pool.leaves(told.pool, salts, sha256))
    yield from [pool.commitment(told.key, sha256), pool.salt_key(told.key, sha256), *salts]
    yield from [*rows, merkle.root(rows)]
    for index, entry in enumerate(map(parse, told.log.entries)):
        yield from [entry.digest("sha256"), entry.leaf()]
        if entry.find("log"):
            yield merkle.root([merkle.leaf(raw) for raw in told.log.entries[:index]])
    for number, given in told.given.items():
        trees = {name: told.tables[number - 1].of(name) for name in NAMES}
        for name, lines in {**trees, seal.SEALED: told.sealed[number]}.items():
            yield from seal.leaves(name, lines, told.key, number, sha256)
            yield seal.root(name, lines, told.key, number, sha256)
        key = ticket.round_key(given.seed, sha256)
        yield from [given.randomness, given.seed]
        passed = given.before.drawn
        for row, salt in zip(example.ROWS, salts, strict=True):
            if row[2] == "-" and row[0] not in passed | ({"B2"} if number == 2 else set()):
                yield ticket.ticket(key, salt, sha256)
    seed = told.given[1].seed
    yield quota.split_number(told.key, seed, "B", sha256).to_bytes(32, "big")
    for salt in (salts[4], salts[2]):
        yield from (officer_ticket(seed, salt, name, sha256) for name in ("Z1", "Z2", "Z3"))
    asked, done = parse(told.log.entries[8]), parse(told.log.entries[10])
    fresh = substitute_seed(asked.digest("sha256"), done.bytes_of("randomness"), sha256)
    yield officer_ticket(fresh, salts[4], "Z3", sha256)


def test_every_value_follows_from_the_draw_and_none_is_idle() -> None:
    given = {made.hex() for made in follows(example.told())}
    stated = {digest for digest, _ in STATED.findall(ENGLISH)}
    assert given - stated == set()
    lines = re.findall(r"^(?:[{x] .*|\w[\w-]* .*)$", "".join(BLOCK.findall(ENGLISH)), re.MULTILINE)
    used = set(re.findall(r"[0-9a-f]{32}", "\n".join(lines)))
    halves = {digest for digest in stated if digest[:32] in used}
    idle = {name for digest, name in STATED.findall(ENGLISH) if digest not in given | halves}
    assert idle == {"the door proof", "the container to the end of log.txt"}


def test_the_draw_shows_what_the_text_says() -> None:
    first, second = (draw(given) for given in example.told().given.values())
    passed = [(skip.position, skip.role, skip.certificate) for skip in first.skips]
    assert passed == [(0, "second", "Z3")]
    assert [visit.id for visit in first.visits + second.visits] == ["B2", "A3", "A1", "A2"]
    teams = [[name for _, name in visit.team] for visit in first.visits + second.visits]
    assert teams == [["Z1", "Z2"], ["Z2", "Z3"], ["Z1", "Z3"], []]
    assert [limit.limit for limit in second.thresholds.values()] == ["all", "none"]
    assert second.ladder == (0, ((2, 1),))

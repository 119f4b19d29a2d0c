"""Every engine gives what the reference gives, to the bit."""

import json
import random
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fairdraw import merkle, rows
from fairdraw.announcement import Stratum
from fairdraw.digest import hasher, sha256
from fairdraw.draw import Before, Draw, draw
from fairdraw.engines import Engine, sql
from fairdraw.engines.datafusion import DIALECT
from fairdraw.errors import Fault
from fairdraw.inputs import Inputs, Passed
from fairdraw.pool import Pool, salt_key
from fairdraw.ticket import round_key
from fairdraw.vectors import replay
from fairdraw.verify import verify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.vectors import generate
from core.vectors.story import ANNOUNCED, KEY

FOLDER = Path(generate.__file__).parent
RECORDS = sorted(FOLDER.glob("good/records/*"))
EXAMPLES = {"datafusion": 40, "spark": 2}

ids = st.one_of(
    st.from_regex(r"[0-9A-Z]{1,3}", fullmatch=True),
    st.from_regex(r"9[12]140700M0000[0-3]00[XY]X[0-9]?", fullmatch=True),
)
codes = st.sampled_from(["A", "B", "C-1", "-", "__"])
reasons = st.sampled_from(["-", "-", "SHUT", "-X"])
pools = st.lists(st.tuples(ids, codes, reasons), unique_by=lambda row: row[0], max_size=80)


def bare(rows_of: Pool, quota: int, passed: set[str], before: Before, hash_name: str) -> Draw:
    """A round without teams: `quota` is a ratio in 1/10,000."""
    strata = tuple(Stratum(code, "ratio", quota) for code in sorted(rows_of.counts().strata))
    announced = replace(ANNOUNCED, strata=strata, roles=(), rungs=(), fresh=(), hash=hash_name)
    skips = {row_id: Passed("cycle", "-") for row_id in passed}
    inputs = Inputs((), {}, {}, {}, {}, skips)
    return Draw(announced, KEY, rows_of, inputs, 1, sha256(b"round"), sha256(b"b"), before)


def agree(engine: Engine, data: bytes, quota: int, passed: set[str], drawn: set[str]) -> None:
    """Ask the reference and an engine everything about one pool."""
    one, two = Pool.parse(data), engine.parse(data)
    assert (len(two), bytes(two.data), list(two)) == (len(one), bytes(one.data), list(one))
    assert two.counts() == one.counts()
    assert two.aliases() == one.aliases()
    assert two.root(KEY, sha256) == one.root(KEY, sha256)
    before = Before(frozenset(drawn), {}, (), frozenset({"NOBODY"}))
    made = [draw(bare(pool, quota, passed, before, "sha256")) for pool in (one, two)]
    assert made[0] == made[1]


def property_of(name: str) -> Callable[..., None]:
    @settings(max_examples=EXAMPLES[name], deadline=None, suppress_health_check=list(HealthCheck))
    @given(pools, st.sampled_from([0, 50, 3_000, 10_000]), st.randoms(use_true_random=False))
    def check(engine: Engine, given_rows: Any, quota: int, chance: random.Random) -> None:
        data = bytes(Pool.frozen(given_rows).data)
        free = [row_id for row_id, _, reason in given_rows if reason == "-"]
        some = [set(chance.sample(free, chance.randint(0, len(free)))) for _ in range(2)]
        agree(engine, data, quota, *some)

    return check


def test_any_pool(engine: Engine) -> None:
    property_of(engine.name)(engine)


@pytest.mark.parametrize("size", [1, 4095, 4096, 4097, 3 * 4096 + 1, 8193])
def test_chunks_fold_to_the_same_root(datafusion: Engine, size: int) -> None:
    data = b"".join(b"X%06d\tA\t-\n" % number for number in range(size))
    assert datafusion.parse(data).root(KEY, sha256) == Pool.parse(data).root(KEY, sha256)


def test_aliases_that_do_not_fit_memory(
    datafusion: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fairdraw.engines.datafusion._HELD", 3 << 20)
    data = b"".join(
        b"9%d140700M%08dX\tA\t-\n" % (site, number)
        for site in (1, 2) for number in range(0, 100_000, 1 + 99 * (site > 1))
    )  # fmt: skip
    found = datafusion.parse(data).aliases()
    assert found == Pool.parse(data).aliases()
    assert len(found) == 1_000


@pytest.mark.parametrize("size", [1, 4097, 9001])
def test_a_path_is_the_same(datafusion: Engine, size: int) -> None:
    data = b"".join(b"X%06d\tA\t-\n" % number for number in range(size))
    one, two = (pool.paths(KEY, sha256) for pool in (Pool.parse(data), datafusion.parse(data)))
    for index in {0, size // 2, min(4096, size - 1), size - 1}:
        assert one(index) == two(index)


@pytest.mark.parametrize("size", [1, 2, 7, 8, 9, 4095, 4096, 4097, 9000])
def test_the_tree_in_plain_sql(datafusion: Any, size: int) -> None:
    """What clusters run, which have no place for a chunk's leaves side by side."""
    pool = datafusion.parse(b"".join(b"X%06d\tA\t-\n" % number for number in range(size)))
    asked = sql.chunk_roots(DIALECT, salt_key(KEY, sha256))
    found = datafusion._rows(datafusion._over(pool.table), asked)
    assert merkle.root([root for _, root in found]) == pool.root(KEY, sha256)


def test_many_rows(engine: Engine) -> None:
    data = b"".join(
        b"91140700M%08dX\t%s\t%s\n" % (n, b"RED" if n % 7 else b"LOW", b"-" if n % 5 else b"SHUT")
        for n in range(300_007 if engine.name == "datafusion" else 9_000)
    )
    passed = {f"91140700M{n:08d}X" for n in range(1, 3_000, 7)}
    agree(engine, data, 500, passed, {"91140700M00000006X"})


def test_a_limit_that_is_too_low_is_noticed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"".join(b"X%06d\tA\t-\n" % number for number in range(2_000))
    made = draw(bare(Pool.parse(data), 500, set(), Before(), "sha256"))
    monkeypatch.setattr("fairdraw.draw._below", lambda *_: {"A": bytes(32)})
    assert draw(bare(engine.parse(data), 500, set(), Before(), "sha256")) == made


def test_progress_is_told_span_by_span(datafusion: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairdraw.engines.frozen.SPAN", 1_000)
    data = b"".join(b"X%06d\tA\t-\n" % number for number in range(2_500))
    told: list[tuple[int, int]] = []
    one, two = (bare(p, 500, set(), Before(), "sha256") for p in
                (Pool.parse(data), datafusion.parse(data)))  # fmt: skip
    assert draw(two, lambda done, total: told.append((done, total))) == draw(one)
    assert told == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]


def test_under_sm3_the_reference_answers(datafusion: Engine) -> None:
    data = b"".join(b"X%06d\tA\t-\n" % number for number in range(200))
    one, two = Pool.parse(data), datafusion.parse(data)
    assert two.root(KEY, hasher("sm3")) == one.root(KEY, hasher("sm3"))
    made = [draw(bare(pool, 500, set(), Before(), "sm3")) for pool in (one, two)]
    assert made[0] == made[1]


def test_every_vector_replays(engine: Engine) -> None:
    results = list(replay(FOLDER, engine.parse))
    assert len(results) > 500
    assert [result for result in results if result.problem] == []


@pytest.mark.spark
@pytest.mark.timeout(1200)
def test_a_report_is_the_same_on_spark(spark: Engine) -> None:
    data = (FOLDER / "good/records/three-rounds.zip").read_bytes()
    assert verify(data, reader=spark.parse).json() == verify(data).json()


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_report_is_the_same(datafusion: Engine, path: Path) -> None:
    data = path.read_bytes()
    assert verify(data, reader=datafusion.parse).json() == verify(data).json()


def steps(name: str) -> list[Any]:
    """The golden vectors of a step that SQL can take."""
    cases = json.loads((FOLDER / "good" / "steps" / f"{name}.json").read_text(encoding="utf-8"))
    return [case for case in cases if case["in"].get("hash", "sha256") == "sha256"]


def test_single_steps(engine: Engine) -> None:
    """Leaf and ticket by the statements themselves, against the golden steps."""
    for case in steps("hashes")[: None if engine.name == "datafusion" else 1]:
        key, row = bytes.fromhex(case["in"]["key"]), case["in"]["row"].encode()
        pool = engine.parse(row)
        assert pool.root(key, sha256).hex() == case["out"]["leaf"]
        casting = rows.Casting(salt_key(key, sha256), bytes(16), sha256, {})
        made = sha256(bytes(16) + bytes.fromhex(case["out"]["salt"]))
        found = pool.cast(casting, [])[1]
        assert [ticket for some in found.values() for ticket, _, _ in some] in ([made], [])


def test_a_seeded_flaw_is_seen(datafusion: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(b"X%06d\tA\t-\n" % number for number in range(200))
    monkeypatch.setattr(sql, "ticket", lambda d, salt, _: d.sha256(sql.salt(d, salt)))
    with pytest.raises(AssertionError):
        agree(datafusion, data, 500, set(), set())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"A\tX\t-\nA\tX\t-\n", "row-duplicate"),
        (b"B\tX\t-\nA\tX\t-\n", "row-order"),
        (b"a\tX\t-\n", "row-syntax"),
        (b"A\tX\t-", "row-syntax"),
        (b"A\tX\t-\r\n", "row-syntax"),
        (b"A\tX\n", "row-syntax"),
        (b"A\tX\t-\n\n", "row-syntax"),
        (b"\n", "row-syntax"),
        (b'"A"\tX\t-\n', "row-syntax"),
        (b"A\tX\t\xff\n", "row-syntax"),
        (b"A\t\t-\n", "row-syntax"),
    ],
)
def test_bytes_that_are_no_pool(datafusion: Engine, data: bytes, code: str) -> None:
    with pytest.raises(Fault) as one:
        Pool.parse(data)
    with pytest.raises(Fault) as two:
        datafusion.parse(data)
    assert (one.value.code, one.value.place) == (two.value.code, two.value.place)
    assert one.value.code == code


def test_an_empty_pool(datafusion: Engine) -> None:
    pool = datafusion.parse(b"")
    assert len(pool) == 0
    assert pool.root(KEY, sha256) == merkle.root([])
    assert round_key(bytes(32), sha256)


@pytest.mark.spark
@pytest.mark.timeout(1200)
def test_without_datafusion_beside_them_spark_computes_by_itself(spark: Engine) -> None:
    own: Any = copy(spark)
    own._hands = ""
    assert any(word.startswith("datafusion ") for word in spark.versions())
    assert not any(word.startswith("datafusion ") for word in own.versions())
    lines = (f"9114{number:08d}X\t{'AB'[number % 2]}\t{'-X'[number % 7 == 0]}\n"
             for number in range(9_001))  # fmt: skip
    agree(own, "".join(sorted(lines)).encode(), 300, {"911400000001X"}, {"911400000003X"})

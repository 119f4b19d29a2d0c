"""Everyone who draws k of n, each as (prepare, run): only `run` is timed.

Contestants that take Python values get the ids in memory; those that read Parquet read it within
their time. `arlo` is re-created from the published description of Arlo's ballot draw: every ballot
has a ticket, SHA-256 of seed and name; the smallest is drawn, and drawn ballots get a later ticket,
since Arlo draws with replacement.
"""

import hashlib
import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import psycopg
import pyarrow.parquet as pq
from consistent_sampler import sampler
from cryptorandom.cryptorandom import SHA256
from cryptorandom.sample import random_sample
from fairdraw import engines
from fairdraw.announcement import Announcement, Round, Stratum
from fairdraw.digest import sha256
from fairdraw.draw import Draw, objects
from fairdraw.inputs import Inputs
from fairdraw.pool import Pool, commitment, salt_key
from fairdraw.rows import Casting
from fairdraw.ticket import round_key, smallest

SEED = 31415926535897932384
KEY = sha256(b"a benchmark, no draw")


@dataclass(frozen=True)
class Task:
    """What is drawn: `sheet` in mixed order, `frozen` sorted (pool.tsv, pool.parquet)."""

    sheet: Path
    frozen: Path
    n: int
    k: int
    postgresql: str = ""


def ids(task: Task) -> list[str]:
    """Return all ids in memory."""
    return pq.read_table(task.sheet, columns=["id"])["id"].to_pylist()


def consistent(task: Task, given: list[str]) -> int:
    found = sampler(given, seed=SEED, take=task.k, with_replacement=False, output="id")
    return len(list(found))


def arlo(task: Task, given: list[str]) -> int:
    seed = str(SEED)

    def first(name: str) -> str:
        return hashlib.sha256(f"{seed},{name},1".encode()).hexdigest()

    basket = [(first(name), name, 1) for name in given]
    heapq.heapify(basket)
    drawn = []
    while len(drawn) < task.k:
        made, name, times = basket[0]
        drawn.append((made, name, times))
        later = f"{seed},{made},{name},{times + 1}".encode()
        # A later ticket is uniform above the one before; here as the larger of the two.
        again = max(made, hashlib.sha256(later).hexdigest())
        heapq.heapreplace(basket, (again, name, times + 1))
    return len(drawn)


def pikk(task: Task, given: list[str]) -> int:
    return len(random_sample(given, task.k, method="PIKK", prng=SHA256(SEED)))


def by_index(task: Task, given: list[str]) -> int:
    return len(random_sample(given, task.k, method="sample_by_index", prng=SHA256(SEED)))


def plain(task: Task, given: list[str]) -> int:
    return len(random.Random(SEED).sample(given, task.k))


def numpy_choice(task: Task, given: Any) -> int:
    chosen = np.random.default_rng(SEED).choice(task.n, task.k, replace=False)
    return len(given.take(chosen))


def duck(task: Task, given: Any) -> int:
    asked = f"SELECT id FROM '{task.sheet}' ORDER BY random() LIMIT {task.k}"
    return len(given.sql(asked).fetchall())


def postgres(task: Task, given: Any) -> int:
    with given.cursor() as cursor:
        cursor.execute(f"SELECT id FROM pool ORDER BY random() LIMIT {task.k}")
        return len(cursor.fetchall())


def reading(task: Task, given: None) -> int:
    return int(pq.read_table(task.sheet).num_rows)


def opened(name: str) -> Callable[[Task], tuple[engines.Engine, Pool]]:
    """Return what opens the frozen rows in an engine."""

    def prepare(task: Task) -> tuple[engines.Engine, Pool]:
        engine = engines.start(name, 2)
        pool = engine.thaw(task.frozen)
        if name == "spark":
            pool.counts()  # the first question to executors starts them
        return engine, pool

    return prepare


def tickets(task: Task, given: tuple[engines.Engine, Pool]) -> int:
    """The k smallest of n tickets, two hashes a row, by threshold."""
    engine, pool = given
    eligible = task.n - task.n // 20
    kept = task.k + 8 * int(task.k**0.5) + 64
    limit = min((kept << 256) // eligible, (1 << 256) - 1).to_bytes(32, "big")
    limits = {b"RED": limit, b"BLUE": limit}
    casting = Casting(salt_key(KEY, sha256), round_key(bytes(32), sha256), sha256, limits)
    _, found = pool.cast(casting, (), engine.processes)
    return len(smallest([one for some in found.values() for one in some], task.k))


def whole(task: Task, given: tuple[engines.Engine, Pool]) -> int:
    """Counts, pool root, and k drawn from the strata by their quotas."""
    engine, pool = given
    base = task.n - task.n // 20
    strata = (Stratum("BLUE", "ratio", 0), Stratum("RED", "ratio", 0))
    ratio = round(10_000 * task.k / base)
    announced = replace(
        ANNOUNCED, strata=tuple(Stratum(one.code, "ratio", ratio) for one in strata)
    )
    pool.root(KEY, sha256, engine.processes)
    inputs = Inputs((), {}, {}, {}, {}, {})
    given_draw = Draw(announced, KEY, pool, inputs, 1, bytes(32), bytes(32))
    drawn, _ = objects(given_draw, None, engine.processes)
    return len(drawn)


ANNOUNCED = Announcement(
    origin="benchmark", draw="1", time="2026-01-01T00:00:00Z", cycle="1", item="1", region="0",
    period="2026-01-01/2026-12-31", title="benchmark", filter="all", type="undirected",
    exercise=True, strata=(Stratum("BLUE", "ratio", 0),), rounding="half-up",
    reasons=(("SHUT", "SHUT"),), rounds=(Round(1, 1, "2026-01-01", "2026-12-31", 1),),
    roles=(), sources=("server",), deadline="2027-01-01T00:00:00Z", verifier=bytes(32),
    commitment=commitment(KEY, sha256), by=("a", "b"),
)  # fmt: skip

Contestant = tuple[Callable[[Task], Any], Callable[[Task, Any], int]]
CONTESTANTS: dict[str, Contestant] = {
    "consistent-sampler": (ids, consistent),
    "arlo (re-created)": (ids, arlo),
    "cryptorandom PIKK": (ids, pikk),
    "cryptorandom sample_by_index": (ids, by_index),
    "random.sample": (ids, plain),
    "numpy choice": (lambda task: pq.read_table(task.sheet, columns=["id"])["id"], numpy_choice),
    "duckdb ORDER BY random()": (lambda task: duckdb.connect(), duck),
    "postgresql ORDER BY random()": (lambda task: psycopg.connect(task.postgresql), postgres),
    "fairdraw tickets, datafusion": (opened("datafusion"), tickets),
    "fairdraw draw with root, datafusion": (opened("datafusion"), whole),
    "fairdraw tickets, reference": (opened("reference"), tickets),
    "fairdraw draw with root, reference": (opened("reference"), whole),
    "fairdraw tickets, spark": (opened("spark"), tickets),
    "fairdraw draw with root, spark": (opened("spark"), whole),
    "reading the file": (lambda task: None, reading),
}
"""Name to what it prepares, untimed, and what is timed; returns how many were drawn."""

"""The full form: sequences of each dishonest role by the hundred thousand, tree after tree.

Every tree stands in a world of the next kind. Seeds are role, kind and number of the tree. Finished
trees stand in the journal, so that a run goes on where it was interrupted.
"""

import gc
from dataclasses import asdict
from functools import partial
from pathlib import Path
from random import Random

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from tests.assurance.explorer.kinds import KINDS  # noqa: E402
from tests.assurance.explorer.players import FIXED, FORGER, PLAYERS  # noqa: E402
from tests.assurance.explorer.search import Search, Tally  # noqa: E402
from tests.assurance.explorer.world import laid  # noqa: E402
from tests.assurance.outcome import Journal, Outcome  # noqa: E402
from yaohao.ground.keys.vault import make_key_file  # noqa: E402

TREE = 12_000  # sequences at which a tree ends, if its trunk did not end before


def run(role: str, *, count: int, folder: Path) -> Outcome:
    """Explore until `count` sequences of a role were tried."""
    journal = Journal(folder / "trees.jsonl")
    done = journal.read()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_key_file()
    call_command("migrate", verbosity=0, skip_checks=True)
    tried = sum(int(str(row["sequences"])) for row in done.values())
    number, kinds = len(done), list(KINDS)
    while tried < count:
        kind = kinds[number % len(kinds)]
        tally = _tree(role, kind, number, min(TREE, count - tried))
        journal.add(f"{number}", kind=kind, **_row(tally))
        tried, number = tried + tally.sequences, number + 1
        gc.collect()
    return outcome(journal)


def _tree(role: str, kind: str, number: int, budget: int) -> Tally:
    """One tree in a world of its own, which is gone after it."""
    with transaction.atomic(), laid(kind) as world:
        search = Search(
            world,
            PLAYERS[role],
            Random(f"{role}/{kind}/{number}"),
            budget,
            forger=role == FORGER,
            fixed=role in FIXED,
        )
        tally = search.run()
        transaction.set_rollback(True)
    return tally


def _row(tally: Tally) -> dict[str, object]:
    told = [str(violation) for violation in tally.violations]
    return asdict(tally) | {"violations": told, "names": dict(tally.names), "how": dict(tally.how)}


def outcome(journal: Journal) -> Outcome:
    """What all finished trees saw together."""
    total, failures = Tally(), []
    for row in journal.read().values():
        failures += [str(each) for each in row.pop("violations")]
        row.pop("key")
        row.pop("kind", None)
        total.add(Tally(**row))
    figures = {
        "done": f"{total.done:,}",
        "refused": f"{total.refused + total.closed:,}",
        "draws sealed": f"{total.sealed:,}",
        "reveals": f"{total.revealed:,}",
        "longest": f"{total.longest}",
    }
    if total.named:
        figures["forgeries named"] = f"{total.named:,}"
        figures["stopped by an error"] = f"{total.stopped:,}"
    return Outcome(total.sequences, tuple(failures), figures)


clerk = partial(run, "clerk")
director = partial(run, "director")
witness = partial(run, "witness")
officer = partial(run, "officer")
guest = partial(run, "guest")
administrator = partial(run, "administrator")
stranger = partial(run, "stranger")
database = partial(run, "database")

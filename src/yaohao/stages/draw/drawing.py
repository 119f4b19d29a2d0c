"""From the log and the vault to the values the core draws from."""

from fairdraw.draw import Draw as Given
from fairdraw.entries import Entry
from fairdraw.history import History
from fairdraw.randomness import substitute_seed
from fairdraw.seal import substitute_line
from fairdraw.sources import gather_fresh
from fairdraw.substitute import Places

from yaohao.stages.draw.models import Draw, Substitution
from yaohao.stages.draw.queries.log import acts, entries, entry, own_acts
from yaohao.stages.draw.queries.sealed import (
    done_substitutions,
    draw_key,
    frozen_pool,
    sealed_lines,
    sealed_tables,
    substitute_of,
)

ROUND = 1


def given_of(row: Draw) -> Given:
    """Everything the round is drawn from; faults as for the core's `gather` and `read`."""
    return acts(row).draw(
        key=draw_key(row),
        rows=frozen_pool(row),
        tables=sealed_tables(row),
        serves=entry(row, "round"),
        commits=entries(row, "commit"),
        contributions=entries(row, "opening", "server", "dice"),
    )


def question_of(asked: Substitution) -> Entry:
    """The entry `substitute` of a substitution."""
    writer = acts(asked.draw)
    found = entries(asked.draw, "substitute")
    return next(each for each in found if writer.digest(each) == asked.asked.digest)


def substitute_drawn(asked: Substitution) -> tuple[bytes, bytes]:
    """Return b and the line of the substitute that the fresh randomness gives."""
    row, writer = asked.draw, acts(asked.draw)
    served = entries(row, "dice", "server", serves=asked.asked)
    found = gather_fresh(writer.announced, question_of(asked), served)
    followed, own = own_acts(row)
    places = Places(History(followed, {ROUND: sealed_lines(row)}), {ROUND: given_of(row)})
    for earlier in done_substitutions(row):
        position, role, name = substitute_of(earlier)
        places.settle((ROUND, position), role, name, len(own))
    digest = bytes.fromhex(asked.asked.digest)
    seed = substitute_seed(digest, found.randomness, writer.announced.digest)
    name = places.choose((ROUND, asked.position), asked.role, seed, len(own))
    return found.randomness, substitute_line(ROUND, asked.position, asked.role, name)

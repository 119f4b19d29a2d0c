"""From the log and the vault to the values the core draws from."""

from fairdraw.draw import Before
from fairdraw.draw import Draw as Given
from fairdraw.entries import Entry
from fairdraw.history import History
from fairdraw.randomness import substitute_seed
from fairdraw.seal import substitute_line
from fairdraw.sources import gather_fresh
from fairdraw.substitute import Places

from yaohao.stages.draw.models import Draw, Substitution
from yaohao.stages.draw.queries.facts import VALUES
from yaohao.stages.draw.queries.log import acts, entries, entry, own_acts
from yaohao.stages.draw.queries.rounds import sealed_rounds
from yaohao.stages.draw.queries.sealed import (
    all_sealed_lines,
    done_substitutions,
    draw_key,
    frozen_pool,
    sealed_tables,
    substitute_of,
)


def given_of(row: Draw, number: int) -> Given:
    """Everything a round is drawn from; faults as for the core's `gather` and `read`."""
    return acts(row).draw(
        key=draw_key(row),
        rows=frozen_pool(row),
        tables=sealed_tables(row, number),
        serves=entry(row, "round", number),
        commits=entries(row, "commit", number=number),
        contributions=entries(row, "opening", "failed", *VALUES, number=number),
        before=_before(row, number),
    )


def question_of(asked: Substitution) -> Entry:
    """The entry `substitute` of a substitution."""
    writer = acts(asked.draw)
    found = entries(asked.draw, "substitute")
    return next(each for each in found if writer.digest(each) == asked.asked.digest)


def substitute_drawn(asked: Substitution) -> tuple[bytes, bytes]:
    """Return b and the line of the substitute that the fresh randomness gives."""
    row, writer = asked.draw, acts(asked.draw)
    served = entries(row, *VALUES, serves=asked.asked)
    found = gather_fresh(writer.announced, question_of(asked), served)
    followed, own = own_acts(row)
    given = {number: given_of(row, number) for number in sealed_rounds(row)}
    places = Places(History(followed, all_sealed_lines(row)), given)
    order = list(row.entries.order_by("index").values_list("index", flat=True))
    for earlier in done_substitutions(row):
        position, role, name = substitute_of(earlier)
        assert earlier.done is not None
        until = order.index(earlier.done.index)
        places.settle((earlier.round, position), role, name, until)
    digest = bytes.fromhex(asked.asked.digest)
    seed = substitute_seed(digest, found.randomness, writer.announced.digest)
    name = places.choose((asked.round, asked.position), asked.role, seed, len(own))
    return found.randomness, substitute_line(asked.round, asked.position, asked.role, name)


def _before(row: Draw, number: int) -> Before:
    """What earlier rounds of this list settled before the round entry of this one."""
    if number == 1:
        return Before()
    followed, _own = own_acts(row)
    return History(followed, all_sealed_lines(row)).before(number)

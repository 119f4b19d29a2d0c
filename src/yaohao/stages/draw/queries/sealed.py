"""Reading what is sealed. Only operations call this, and readers whose reading is noted."""

from fairdraw.pool import Pool
from fairdraw.randomness import Opened
from fairdraw.seal import NOBODY, Visit, visits
from fairdraw.tables import NAMES, Tables, parse_lines

from yaohao.ground.accounts.models import User
from yaohao.ground.keys.queries import read
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Contribution, Draw, Substitution
from yaohao.stages.draw.rules import State
from yaohao.stages.registers.models import Officer


def draw_key(draw: Draw) -> bytes:
    """K, 32 bytes."""
    return read(f"{draw.secret}/key")


def sealed_number(contribution: Contribution) -> Opened:
    """The number and nonce of a witness."""
    number, nonce = read(contribution.secret).decode("ascii").split(" ")
    return Opened(number, bytes.fromhex(nonce))


def sealed_lines(draw: Draw) -> list[bytes]:
    """The sealed lines of the result, in their order."""
    return parse_lines(read(f"{draw.secret}/result"), "sealed.tsv")


def sealed_visits(draw: Draw) -> list[Visit]:
    """The drawn enterprises with their teams; the place in the list is the envelope's number."""
    return visits(sealed_lines(draw))


def visits_now(draw: Draw) -> list[Visit]:
    """The drawn enterprises with their teams as they stand: substitutes in their places."""
    found = sealed_visits(draw)
    for substitution in done_substitutions(draw):
        position, role, name = substitute_of(substitution)
        team = dict(found[position].team)
        team[role] = name
        kept = tuple((place, who) for place, who in team.items() if who != NOBODY)
        found[position] = found[position]._replace(team=kept)
    return found


def done_substitutions(draw: Draw) -> list[Substitution]:
    """The substitutions of a draw that were drawn, in the order of the log."""
    done = draw.substitutions.exclude(done=None)
    return list(done.select_related("asked", "draw").order_by("done__index"))


def substitute_of(substitution: Substitution) -> tuple[int, str, str]:
    """(envelope, place, certificate or `-`) of a substitution that was drawn."""
    line = read(substitution.secret).decode("utf-8").split("\t")
    return int(line[2]), line[3], line[4]


def sealed_tables(draw: Draw) -> Tables:
    """The lists bound by the round entry: officers, edges, caps, skips."""
    return Tables.parse({name: read(f"{draw.secret}/round/{name}") for name in NAMES})


def frozen_pool(draw: Draw) -> Pool:
    """The frozen list; its file is named by the digest of its bytes."""
    return Pool.parse(read_file(draw.pool_file))


def certificate_of(user: User) -> str:
    """The certificate of the officer who signs in as `user`, empty for anybody else."""
    officer = Officer.objects.filter(user=user, bureau=user.bureau_id).first()
    return officer.certificate if officer else ""


def opened_to(draw: Draw, certificate: str) -> dict[int, Visit]:
    """The envelopes that are open to this officer: position to visit, in ticket order."""
    opened = set(draw.openings.filter(to="officers").values_list("position", flat=True))
    if not opened or not certificate or draw.state in (State.ABORTED.value, State.VOID.value):
        return {}
    return {
        position: visit
        for position, visit in enumerate(visits_now(draw))
        if position in opened and certificate in (name for _role, name in visit.team)
    }

"""Reading what is sealed. Only operations call this, and readers whose reading is noted."""

from fairdraw.pool import Pool
from fairdraw.randomness import Opened
from fairdraw.seal import Visit, visits
from fairdraw.tables import NAMES, Tables, parse_lines

from yaohao.ground.accounts.models import User
from yaohao.ground.keys.queries import read
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Contribution, Draw
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
    if not opened or not certificate:
        return {}
    return {
        position: visit
        for position, visit in enumerate(sealed_visits(draw))
        if position in opened and certificate in (name for _role, name in visit.team)
    }

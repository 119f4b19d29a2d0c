"""Reading what is sealed. Only operations call this, and readers whose reading is noted."""

from django.db.models import Q
from django.utils.translation import gettext as _
from fairdraw.pool import Pool
from fairdraw.randomness import Opened
from fairdraw.seal import NOBODY, Visit, staffed, visits
from fairdraw.tables import NAMES, Tables, parse_lines

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.queries import exists, read
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Contribution, Draw, DrawQuerySet, Substitution, Where
from yaohao.stages.draw.queries.rounds import sealed_rounds
from yaohao.stages.draw.rules import BROKEN_OFF, State
from yaohao.stages.planning.models import Partner
from yaohao.stages.registers.models import Officer


def draw_key(draw: Draw) -> bytes:
    """K, 32 bytes; Refused when it was lost, with what helps."""
    name = f"{draw.secret}/key"
    if not exists(name):
        raise Refused(
            _("The key of this draw is lost. Bring it back from two of its shares.")
            if draw.shares.exists()
            else _("The key of this draw is lost, and nobody holds a share of it.")
        )
    return read(name)


def sealed_number(contribution: Contribution) -> Opened:
    """The number and nonce of a witness."""
    number, nonce = read(contribution.secret).decode("ascii").split(" ")
    return Opened(number, bytes.fromhex(nonce))


def sealed_lines(draw: Draw, number: int = 1) -> list[bytes]:
    """The sealed lines of a round's result, in their order."""
    return parse_lines(read(f"{draw.secret_of(number)}/result"), "sealed.tsv")


def all_sealed_lines(draw: Draw) -> dict[int, list[bytes]]:
    """The sealed lines of every sealed round."""
    return {number: sealed_lines(draw, number) for number in sealed_rounds(draw)}


def sealed_visits(draw: Draw, number: int = 1) -> list[Visit]:
    """The enterprises a round drew, with their teams; the place in the list is the envelope's
    number."""
    return visits(sealed_lines(draw, number))


def visits_now(draw: Draw) -> dict[Where, Visit]:
    """Every drawn enterprise with its team as it stands: by round and envelope.

    A later round may give a team to a visit that had none, and a substitute takes the place of
    whoever could not go, whichever stands later in the log.
    """
    found: dict[Where, Visit] = {}
    changes = [(row.done.index, row) for row in done_substitutions(draw) if row.done]
    for number in sealed_rounds(draw):
        lines = sealed_lines(draw, number)
        for position, visit in enumerate(visits(lines)):
            found[number, position] = visit
        sealed_at = draw.entries.get(kind="seal", round=number).index
        for late in staffed(lines):
            place = late.round, late.position
            found[place] = found[place]._replace(team=late.team)
            changes = [
                (index, row) for index, row in changes
                if (row.round, row.position) != place or index > sealed_at
            ]  # fmt: skip
    for _index, row in changes:
        place = row.round, row.position
        _, role, name = substitute_of(row)
        team = {**dict(found[place].team), role: name}
        kept = tuple((role, who) for role, who in team.items() if who != NOBODY)
        found[place] = found[place]._replace(team=kept)
    return found


def done_substitutions(draw: Draw) -> list[Substitution]:
    """The substitutions of a draw that were drawn, in the order of the log."""
    done = draw.substitutions.exclude(done=None)
    return list(done.select_related("asked", "draw").order_by("done__index"))


def substitute_of(substitution: Substitution) -> tuple[int, str, str]:
    """(envelope, place, certificate or `-`) of a substitution that was drawn."""
    line = read(substitution.secret).decode("utf-8").split("\t")
    return int(line[2]), line[3], line[4]


def sealed_tables(draw: Draw, number: int = 1) -> Tables:
    """The lists bound by a round entry: officers, edges, caps, skips."""
    prefix = draw.secret_of(number)
    return Tables.parse({name: read(f"{prefix}/round/{name}") for name in NAMES})


def frozen_pool(draw: Draw) -> Pool:
    """The frozen list; its file is named by the digest of its bytes."""
    return Pool.parse(read_file(draw.pool_file))


def certificate_of(user: User) -> str:
    """The certificate of the officer who signs in as `user`, empty for anybody else."""
    officer = Officer.objects.filter(user=user, bureau=user.bureau_id).first()
    return officer.certificate if officer else ""


def draws_of_officer(user: User) -> DrawQuerySet:
    """The draws an officer may have a visit in: of the own bureau, those that may borrow from it,
    and those into whose teams it sends an officer."""
    own = Draw.objects.visible_to(user).values("pk")
    lent = Draw.objects.filter(lenders=user.bureau_id).values("pk")
    sending = Partner.objects.filter(bureau=user.bureau_id).exclude(role="").values("line")
    found: DrawQuerySet = Draw.objects.filter(Q(pk__in=own) | Q(pk__in=lent) | Q(line__in=sending))
    return found


def opened_to(draw: Draw, certificate: str) -> dict[Where, Visit]:
    """The envelopes that are open to this officer: (round, position) to visit, in that order."""
    opened = set(draw.openings.filter(to="officers").values_list("round", "position"))
    if not opened or not certificate or State(draw.state) in BROKEN_OFF:
        return {}
    return {
        place: visit
        for place, visit in visits_now(draw).items()
        if place in opened and certificate in (name for _role, name in visit.team)
    }

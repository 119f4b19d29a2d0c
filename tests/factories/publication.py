"""Published tables for tests, through the operations of the two people it takes."""

from tests.factories.accounts import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.publication import operations
from yaohao.stages.publication.models import Proposal, Snapshot
from yaohao.stages.publication.queries import candidate
from yaohao.stages.publication.rules import Kind


def propose_now(by: User, kind: Kind, year: int = 0, note: str = "") -> Proposal:
    """Propose a table of the person's bureau as it stands."""
    seen = candidate(kind, by.bureau, year)
    return operations.propose(by=by, kind=kind, year=year, digest=seen.digest, note=note)


def publish_now(by: User, kind: Kind, year: int = 0, note: str = "") -> Snapshot:
    """Publish a table of the person's bureau as it stands, with a head's approval."""
    proposal = propose_now(by, kind, year, note)
    return operations.approve(by=head_of(by), pk=proposal.pk, digest=proposal.digest)


def head_of(user: User) -> User:
    """Somebody who approves in the bureau of `user`."""
    heads = User.objects.filter(bureau=user.bureau, grants__role=Role.DIRECTOR.value)
    found = heads.exclude(pk=user.pk).first()
    return found or person(user.bureau, f"head-{user.bureau.code}", "邻局长", Role.DIRECTOR)

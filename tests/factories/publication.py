"""Published tables for tests, through the operation."""

from yaohao.ground.accounts.models import User
from yaohao.stages.publication import operations
from yaohao.stages.publication.models import Snapshot
from yaohao.stages.publication.queries import candidate
from yaohao.stages.publication.rules import Kind


def publish_now(by: User, kind: Kind, year: int = 0) -> Snapshot:
    """Publish a table of the person's bureau as it stands."""
    seen = candidate(kind, by.bureau, year)
    return operations.publish(by=by, kind=kind, year=year, digest=seen.digest)

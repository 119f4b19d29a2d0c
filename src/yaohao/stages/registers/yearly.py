"""An edition and the public log: the root that holds its lines, and one more when it is published.

Both are one transaction with the act itself: an edition is never submitted without its root, and
whatever the portal shows changes with an entry of the log.
"""

from django.db import transaction
from django.utils import timezone

from yaohao.ground.accounts.models import User
from yaohao.stages.registers.models import Edition
from yaohao.stages.registers.operations.editions import publish_edition, submit_edition
from yaohao.stages.registers.rooting import next_root, root_for_freeze


@transaction.atomic
def submit(*, by: User, year: int, revision: int) -> Edition:
    """Write a root that holds the register as it stands, then submit. As `submit_edition`."""
    root_for_freeze(by=by, bureau=by.bureau)
    return submit_edition(by=by, year=year, revision=revision)


@transaction.atomic
def publish(*, by: User, year: int, revision: int) -> Edition:
    """Publish, with an entry of the log from which everybody sees it. As `publish_edition`."""
    edition = publish_edition(by=by, year=year, revision=revision)
    next_root(by=by, at=timezone.now())
    return edition

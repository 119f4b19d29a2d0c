"""Fill an empty home with the demo bureau; needs Django set up."""

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone, translation
from fairdraw.crypto.ed25519 import public_key
from fairdraw.policy import verifier_key

from demo import bureaus, ceremony, plan, registers, task, visits
from demo.bureaus import who
from yaohao.ground.calendars.operations import seed_years
from yaohao.ground.cosigning.operations import propose_name
from yaohao.ground.keys.vault import make_key_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State
from yaohao.stages.publication.operations import approve, propose
from yaohao.stages.publication.queries import candidate
from yaohao.stages.publication.rules import YEARLY, Kind

STATES = (State.ANNOUNCED, State.FROZEN, State.BOUND, State.DRAWN, State.OPENING)
REGIONS = Path(__file__).parent / "regions"


def load() -> Draw:
    """Everything from the migration to a task carried to the credit record; returns its draw.

    Beside it a line that waits for its draw, a draw in every other state, visits with a cause.
    """
    prepare_home()
    today = timezone.localdate()
    with translation.override("zh-hans"):
        bureaus.found()
        registers.fill(today)
        first, _waiting, *others = plan.lay_down(today)
        done = ceremony.carry_to(first, State.OPENING)
        made = task.visit_all(done)
        task.follow(made)
        done = ceremony.reveal_all(done.number)
        for line, state in zip(others, STATES, strict=True):
            ceremony.carry_to(line, state)
        visits.go(today)
        publish_all(today)
        task.credit_all()
        registers.publish_edition_of(today.year - 1)
        name_witness()
    return done


def name_witness() -> None:
    """A cosigner of the log that waits for a second person: a draw that counts one needs it."""
    key = verifier_key("notary.yunze.example", public_key(sha256(b"demo notary").digest()))
    propose_name(by=who("city-clerk"), key=key, holder="云泽市公证处")


def prepare_home() -> None:
    """Regions of the invented province, key file, tables, calendar."""
    target = Path(settings.YAOHAO_DATA) / "regions"
    shutil.copytree(REGIONS, target, dirs_exist_ok=True)
    make_key_file()
    call_command("migrate", verbosity=0, interactive=False)
    seed_years()


def publish_all(today: date) -> None:
    """What the city keeps public, each table proposed by one and approved by another.

    The register of officers still waits for the director, so that a newcomer sees a proposal.
    """
    clerk, director = who("city-clerk"), who("city-director")
    for kind in Kind:
        year = today.year if kind in YEARLY else 0
        digest = candidate(kind, clerk.bureau, year).digest
        proposal = propose(by=clerk, kind=kind, year=year, digest=digest)
        if kind is not Kind.OFFICERS:
            approve(by=director, pk=proposal.pk, digest=digest)

"""Fill an empty home with the demo bureau; needs Django set up."""

import shutil
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone, translation

from demo import bureaus, ceremony, plan, registers, visits
from yaohao.ground.calendars.operations import seed_years
from yaohao.ground.keys.vault import make_key_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.publication.operations import publish
from yaohao.stages.publication.queries import candidate
from yaohao.stages.publication.rules import Kind

REGIONS = Path(__file__).parent / "regions"


def load() -> Draw:
    """Everything from the migration to one published draw; returns that draw."""
    prepare_home()
    today = timezone.localdate()
    with translation.override("zh-hans"):
        bureaus.found()
        registers.fill(today)
        drawn, _waiting = plan.lay_down(today)
        done = ceremony.carry_through(drawn)
        visits.go(today)
        publish_all(today)
    return done


def prepare_home() -> None:
    """Regions of the invented province, key file, tables, calendar."""
    target = Path(settings.YAOHAO_DATA) / "regions"
    shutil.copytree(REGIONS, target, dirs_exist_ok=True)
    make_key_file()
    call_command("migrate", verbosity=0, interactive=False)
    seed_years()


def publish_all(today: date) -> None:
    """What the city keeps public: items, officers, objects, plan (articles 4, 6, 9, 11)."""
    clerk = bureaus.who("city-clerk")
    for kind in Kind:
        year = today.year if kind is Kind.PLAN else 0
        digest = candidate(kind, clerk.bureau, year).digest
        publish(by=clerk, kind=kind, year=year, digest=digest)

"""The demo's registers enter as a clerk's would: by sheet, dry run and confirmation."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from demo import earlier, experts, items, objects, officers
from demo.bureaus import CITY, COUNTIES, Place, enter, who
from yaohao.ground.accounts.models import Bureau, Section
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers.models import InspectionObject, ListingProposal, Officer
from yaohao.stages.registers.operations import (
    approve_edition,
    approve_listing,
    check_sheet,
    confirm_import,
    link_account,
    open_edition,
    publish_edition,
    submit_edition,
)
from yaohao.stages.registers.rules.kinds import Kind


class DemoError(RuntimeError):
    """The demo's own sheet was refused: the generator and the import disagree."""


def fill(today: date) -> None:
    """Objects, officers and items of all four bureaus, then accounts for two officers each.

    For the city also experts and visits of last year.
    """
    for place in (CITY, *COUNTIES):
        city = place is CITY
        counties = list(objects.COUNTIES) if city else [place.code]
        rows = objects.rows("市属" if city else "县属", counties, place.objects)
        _import(place, Kind.OBJECTS, objects.HEADER, rows)
        people = officers.rows(place.code, place.officers, today)
        _import(place, Kind.OFFICERS, officers.HEADER, people)
        _import(place, Kind.ITEMS, items.HEADER, items.rows(place.name, today.year))
        _accounts(place)
        _list(place)
    _import(CITY, Kind.EXPERTS, experts.HEADER, experts.rows(12, today.year))
    firms = InspectionObject.objects.of(Bureau.objects.get(code=CITY.code)).order_by("object_id")
    told = earlier.rows(list(firms)[::18], today.year - 1)
    _import(CITY, Kind.VISITS, earlier.HEADER, told)


def _list(place: Place) -> None:
    """The director decides what new objects brought along; the city's last one still waits."""
    found = ListingProposal.objects.of(Bureau.objects.get(code=place.code)).order_by("pk")
    waiting = list(found)
    for proposal in waiting[:-1] if place is CITY else waiting:
        approve_listing(by=who(f"{place.sign_in}-director"), pk=proposal.pk)


def publish_edition_of(year: int) -> None:
    """The city's edition of a year, approved by another and published (article 11)."""
    clerk, director = who("city-clerk"), who("city-director")
    edition = open_edition(by=clerk, year=year)
    edition = submit_edition(by=clerk, year=year, revision=edition.revision)
    edition = approve_edition(by=director, year=year, revision=edition.revision)
    publish_edition(by=clerk, year=year, revision=edition.revision)


def sheet(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A csv as WPS saves it: UTF-8 with a mark, lines ended by CR LF."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def _import(place: Place, kind: Kind, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    clerk = who(f"{place.sign_in}-clerk")
    content = sheet(header, rows)
    run = check_sheet(by=clerk, kind=kind, filename=f"{kind.value}.csv", content=content)
    if run.counts.get("wrong"):
        raise DemoError(f"{place.name} {kind.value}: {run.counts}")
    confirm_import(by=clerk, pk=run.pk)


def _accounts(place: Place) -> None:
    """Sign-ins for every officer, named after the place: city-officer-1, city-officer-2, …"""
    bureau = Bureau.objects.get(code=place.code)
    section = Section.objects.get(bureau=bureau, name=officers.SECTIONS[-1])
    chosen = Officer.objects.of(bureau).order_by("certificate")[:2]
    for serial, officer in enumerate(chosen, 1):
        name = f"{place.sign_in}-officer-{serial}"
        user = enter(bureau, name, officer.name, (Role.OFFICER,), officer.section or section)
        link_account(by=who(f"{place.sign_in}-clerk"), pk=officer.pk, user=user)

"""Draws as the public may see them, passed on from the draw; contacts stay behind."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fairdraw import bundle
from fairdraw.why import Answer

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import public
from yaohao.stages.draw.queries.public import PublicDraw


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out: where it lies, its name for the visitor, SHA-256 in hex."""

    path: Path
    filename: str
    digest: str


@dataclass(frozen=True, slots=True)
class Result:
    """One drawn enterprise with its team, as the record shows it: no address, no contact."""

    round: int
    position: int
    object_id: str
    name: str
    stratum: str
    ticket: str
    team: tuple[tuple[str, str, str], ...]  # role, name, certificate or number of an expert
    void: bool  # no visit was left in the year: nobody went


def draws(bureau: str = "") -> list[PublicDraw]:
    """Every announced draw, newest first; of the bureau with this code, or of all."""
    return public.public_draws(Bureau.objects.get(code=bureau) if bureau else None)


def draw(number: str) -> PublicDraw:
    """One announced draw; LookupError when there is none of this number."""
    try:
        return public.public_draw(number)
    except Draw.DoesNotExist:
        raise LookupError(number) from None


def record(number: str) -> Download:
    """The record of a revealed draw; LookupError for an unknown, StillSealed for a sealed one."""
    known = draw(number)
    return Download(public.record_file(number), f"{number}-draw-record.zip", known.record)


def verifier(number: str) -> Download:
    """The verifier that the announcement of a draw names."""
    known = draw(number)
    return Download(public.verifier_file(number), "fairdraw.pyz", known.verifier)


def current_verifier() -> tuple[bytes, str]:
    """The verifier of this installation: its bytes, and their SHA-256 in hex."""
    return bundle.content(), bundle.digest()


def result(number: str) -> list[Result]:
    """The result of a revealed draw in ticket order; LookupError, StillSealed."""
    draw(number)
    return [
        Result(
            round=visit.round,
            position=visit.position,
            object_id=visit.object_id,
            name=visit.name,
            stratum=visit.stratum,
            ticket=visit.ticket,
            team=tuple((member.role, member.name, member.certificate) for member in visit.team),
            void=bool(visit.void),
        )
        for visit in public.result_rows(number)
    ]


def why(number: str, object_id: str) -> Answer:
    """Why an object was or was not drawn; LookupError, StillSealed."""
    return _why(record(number).digest, number, object_id)


@lru_cache(maxsize=4096)
def _why(_record: str, number: str, object_id: str) -> Answer:
    # Each answer verifies the whole record again, and a record never changes.
    return public.why(number, object_id)

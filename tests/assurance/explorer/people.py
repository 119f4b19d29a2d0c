"""How a move is carried out: by whom, through which address, and what it answered."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from fairdraw.checkpoint import Checkpoint

from tests.assurance.explorer.judge import NOT_PROVED
from tests.assurance.explorer.move import Move
from tests.factories.cosigning import line
from yaohao.config.rights import table
from yaohao.ground.accounts import operations as accounts
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.operations import AccountError
from yaohao.ground.accounts.rules import Right
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.cosigning import operations as cosigning
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.ledger.models import Cosigner
from yaohao.ground.ledger.queries import head_at
from yaohao.ground.ledger.rules import Unfit
from yaohao.stages.draw import gate
from yaohao.stages.draw import operations as draw
from yaohao.stages.draw.models import Draw
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning.models import Line
from yaohao.stages.registers import operations as registers
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import InspectionObject, Item, Officer, Recusal

# These operations are called behind an address that only some roles may open.
ADDRESSES = {
    "add_object": "registers:object-add",
    "edit_object": "registers:object-edit",
    "end_object": "registers:object-end",
    "resume_object": "registers:object-resume",
    "grade_object": "registers:object-edit",
    "edit_officer": "registers:officer-edit",
    "declare_recusal": "registers:recusal-add",
    "lift_recusal": "registers:recusal-lift",
    "create_person": "accounts:new-person",
    "grant": "accounts:grant",
    "revoke": "accounts:revoke",
    "deactivate": "accounts:deactivate",
    "reactivate": "accounts:reactivate",
}
MODULES = (draw, planning, registers, accounts, cosigning)
REFUSALS = (Refused, RegisterError, AccountError, Unfit, cosigning.NothingNewError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the product said: done with a result, refused, or an error; `closed`: never asked."""

    actor: User
    done: bool = False
    result: object = None
    error: Exception | None = None
    closed: bool = False
    action: str = ""

    @property
    def refused(self) -> bool:
        """Whether it is a refusal with words."""
        return isinstance(self.error, REFUSALS) and bool(str(self.error).strip())

    @property
    def text(self) -> str:
        """The words."""
        return str(self.error)

    @property
    def unproved(self) -> bool:
        """Whether a reveal stopped because its own record does not verify."""
        return self.refused and any(words in self.text for words in NOT_PROVED)


def signed_in(who: str) -> User:
    """The person as a sign-in finds her, with the roles of this moment."""
    return User.objects.select_related("bureau").get(username=who)


def call(move: Move, actor: User) -> Answer:
    """Carry a move out as the person who is signed in."""
    if not actor.is_active or not _opens(move.name, actor):
        return Answer(actor, closed=True)
    operation = next(getattr(each, move.name) for each in MODULES if hasattr(each, move.name))
    try:
        result = operation(by=actor, **_values(move, actor))
    except Exception as error:  # noqa: BLE001 - whatever is no refusal is what is looked for
        return Answer(actor, error=error)
    return Answer(actor, done=True, result=result, action=operation.audited_action)


def known_target(move: Move, actor: User) -> bool:
    """Whether what the move names exists in the actor's own bureau."""
    rows: list[QuerySet[Any, Any]] = []
    values = move.values
    if "number" in values:
        rows.append(Draw.objects.filter(number=values["number"], bureau=actor.bureau_id))
    if "line" in values:
        rows.append(_lines(actor).filter(pk=values["line"], state="filed"))
    if "pk" in values:
        rows.append(_kept(move.name, actor).filter(pk=values["pk"]))
    if "officer" in values:
        rows.append(Officer.objects.filter(pk=values["officer"], bureau=actor.bureau_id))
    if "proposal" in values:
        rows.append(Proposal.objects.filter(pk=values["proposal"], bureau=actor.bureau_id))
    if "cosigner" in values:
        own_code = actor.bureau.code
        rows.append(Cosigner.objects.filter(pk=values["cosigner"], bureau=own_code))
    if "object_id" in values:
        own = InspectionObject.objects.filter(bureau=actor.bureau_id)
        rows.append(own.filter(object_id=values["object_id"]))
    if "draft" in values:
        rows.append(Item.objects.filter(pk=values["draft"].item, bureau=actor.bureau_id))
    return all(each.exists() for each in rows)


def _lines(actor: User) -> QuerySet[Line]:
    return Line.objects.filter(plan__bureau=actor.bureau_id)


def _kept(name: str, actor: User) -> QuerySet[Any, Any]:
    if name.endswith("_object"):
        return InspectionObject.objects.filter(bureau=actor.bureau_id)
    if name.endswith("_officer"):
        return Officer.objects.filter(bureau=actor.bureau_id)
    if name == "lift_recusal":
        return Recusal.objects.filter(officer__bureau=actor.bureau_id)
    return _lines(actor)


def _values(move: Move, actor: User) -> dict[str, Any]:
    values = dict(move.values)
    if move.name == "hand_in":
        return {"note": _note(**values)}
    if move.name == "create_person":
        values["bureau"] = actor.bureau
    elif "user" in values:
        values["user"] = User.objects.get(username=values["user"])
    return values


def _note(*, size: int, names: tuple[str, ...], of: str, minutes: int, by: str) -> bytes:
    """A cosigned checkpoint of the log as it is now, or of another one."""
    origin = "elsewhere.example/log" if of == "another log" else settings.YAOHAO_ORIGIN
    size -= of == "old"
    root = "ab" * 32 if of.startswith("forked") else head_at(max(size, 0)).root
    head = Checkpoint(origin, size + (of == "forked on"), root)
    at = gate.now() + timedelta(minutes=minutes)
    return head.signed(*(line(head, name, at=at, by=by) for name in names)).dump()


def _opens(name: str, actor: User) -> bool:
    address = ADDRESSES.get(name)
    return address is None or _rights()[address].allows(actor.roles)


@lru_cache(maxsize=1)
def _rights() -> dict[str, Right]:
    return {row.address.name: row.right for row in table()}
